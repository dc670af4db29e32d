import assert from "node:assert/strict";
import { test } from "node:test";
import { eachLine } from "../lib/lines";
import { type Order, Refused, type RunLine } from "./api";
import { EMPTY, type Frame, type Report, USUAL_SCENARIO } from "./protocol";
import { frameAt, progress, type Run, Runner } from "./run";

const order: Order = { design: EMPTY, scenario: USUAL_SCENARIO };
const frame = (at_s: number): Frame => ({
  at_s,
  offered_per_s: 1,
  answered_per_s: 1,
  errors_per_s: 0,
  p50_ms: 1,
  p95_ms: 1,
  p99_ms: 1,
  nodes: [],
});
const report = (frames: Frame[]) => ({ frames, seed: 1 }) as unknown as Report;

/** A program that says what the test wants it to. */
function scripted() {
  let tell: (line: RunLine) => void = () => {};
  let finish: (error?: unknown) => void = () => {};
  const runner = new Runner(
    (_order, signal, each) =>
      new Promise((done, failed) => {
        tell = each;
        finish = (error) => (error ? failed(error) : done());
        signal.addEventListener("abort", () => failed(new Error("aborted")));
      }),
  );
  return { runner, tell: (line: RunLine) => tell(line), finish: (error?: unknown) => finish(error) };
}

test("moments come one by one, and the report ends the run", async () => {
  const { runner, tell, finish } = scripted();
  let changes = 0;
  runner.changed = () => {
    changes += 1;
  };
  const ended = runner.start(order);
  tell({ waiting: 1 });
  assert.equal(runner.run?.waiting, 1);
  tell({ frame: frame(15) });
  tell({ frame: frame(30) });
  assert.equal(runner.run?.waiting, 0);
  assert.deepEqual([runner.isRunning, runner.run && progress(runner.run)], [true, 0.5]);
  tell({ report: report([frame(15), frame(30), frame(60)]) });
  finish();
  await ended;
  assert.deepEqual([runner.run?.state, runner.run?.frames.length, changes], ["done", 3, 6]);
});

test("a cancelled run keeps what had come", async () => {
  const { runner, tell } = scripted();
  const ended = runner.start(order);
  tell({ frame: frame(15) });
  runner.cancel();
  await ended;
  assert.deepEqual([runner.run?.state, runner.run?.frames.length], ["cancelled", 1]);
});

test("a second run takes the place of the first, whose late words are not heard", async () => {
  const { runner, tell } = scripted();
  const first = runner.start(order);
  const lateTell = tell;
  const second = runner.start(order);
  await first;
  tell({ frame: frame(1) });
  lateTell({ frame: frame(2) });
  assert.equal(runner.run?.state, "running");
  runner.cancel();
  await second;
});

test("a design with flaws is refused with their places, and other trouble in words", async () => {
  const flawed = scripted();
  const flaw = { place: { node: "api" }, says: "nobody calls it", is_fatal: true };
  const refused = flawed.runner.start(order);
  flawed.finish(new Refused(422, { flaws: [flaw] }));
  await refused;
  assert.deepEqual([flawed.runner.run?.state, flawed.runner.run?.flaws], ["failed", [flaw]]);

  const away = scripted();
  const lost = away.runner.start(order);
  away.finish(new TypeError("Failed to fetch"));
  await lost;
  assert.match(away.runner.run?.says ?? "", /does not answer/);

  const broken = scripted();
  const short = broken.runner.start(order);
  broken.finish();
  await short;
  assert.match(broken.runner.run?.says ?? "", /broke off/);
});

test("only a run with a report can be kept", async () => {
  const { runner, tell, finish } = scripted();
  const ended = runner.start(order);
  runner.keep();
  assert.equal(runner.kept, null);
  tell({ report: report([]) });
  finish();
  await ended;
  runner.keep();
  assert.equal(runner.kept, runner.run);
  runner.drop();
  assert.equal(runner.kept, null);
});

test("a moment is looked at by number, and the newest by -1", () => {
  const run = (frames: Frame[]): Run => ({
    order,
    state: "running",
    frames,
    report: null,
    says: "",
    flaws: [],
    waiting: 0,
  });
  const two = run([frame(1), frame(2)]);
  assert.deepEqual(
    [0, 1, 5, -1].map((at) => frameAt(two, at)?.at_s),
    [1, 2, 2, 2],
  );
  assert.equal(frameAt(run([]), 3), undefined);
});

test("lines are whole however the stream is cut, letters of several bytes included", async () => {
  const bytes = new TextEncoder().encode('{"a":"é"}\n\n{"b":2}\n{"c":"€"}');
  const seen: string[] = [];
  const stream = new ReadableStream<Uint8Array>({
    start(control) {
      for (const byte of bytes) control.enqueue(Uint8Array.of(byte));
      control.close();
    },
  });
  await eachLine(stream, (line) => seen.push(line));
  assert.deepEqual(seen, ['{"a":"é"}', '{"b":2}', '{"c":"€"}']);
});

test("a refusal says what the program said, wherever it said it", () => {
  assert.equal(new Refused(422, { place: "line 4", says: "no" }).message, "no");
  assert.equal(new Refused(422, { place: "line 4" }).place, "line 4");
  assert.equal(new Refused(400, { detail: "so not" }).message, "so not");
  assert.match(new Refused(500, {}).message, /answered 500/);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { progressText } from "../code/protocol";
import type { SessionEvent, State } from "./protocol";
import { isDirty, isSaved, Session } from "./session";
import { apply, between, rebase } from "./splice";
import { Clock, clockText } from "./time";

test("a splice is the smallest replacement and counts letters as the log does", () => {
  assert.deepEqual(between("one two", "two"), { at: 0, remove: 4, insert: "" });
  assert.deepEqual(between("a😀c", "a😀bc"), { at: 2, remove: 0, insert: "b" });
  assert.equal(apply({ at: 2, remove: 0, insert: "b" }, "a😀c"), "a😀bc");
});

function checkRebase(base: string, here: string, there: string, expected: string): void {
  assert.equal(rebase(base, here, there), expected);
}

test("changes of two tabs in different places are both kept", () => {
  checkRebase("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n");
  checkRebase("a\nb\nc\n", "a\nb\nC\n", "AAA\nb\nc\n", "AAA\nb\nC\n");
  checkRebase("a", "a", "b", "b");
  checkRebase("a", "b", "a", "b");
  checkRebase("a", "b", "b", "b");
});

test("where two tabs change the same words, the words in sight stay", () => {
  checkRebase("start end", "start here end", "start there end", "start here end");
});

const state = (): State => ({
  session: "s1",
  mode: "training",
  level: "senior",
  language: "python",
  title: "One round",
  status: "running",
  rounds: [
    {
      title: "Coding",
      kind: "coding",
      form: "full",
      problem: { id: "p", title: "P", statement_html: "", starter: "def f():\n    ...\n" },
      phases: [{ id: "clarify", title: "Clarify", minutes: 5 }],
    },
  ],
  round: 0,
  phase: 0,
  clock: { running: true, at_ms: 1_000, phase_started_ms: 0 },
  transcript: [],
  artifacts: {},
  hint: null,
  self_scores: {},
  draft: "",
  runs: [],
  checks: [],
});

function opened(): Session {
  const session = new Session(() => 0);
  session.receive({ type: "state", ...state() });
  return session;
}

const event = (event: SessionEvent) => ({ type: "event", event }) as const;
const said = (seq: number, text: string) =>
  event({ type: "candidate_said", seq, at_ms: 2_000, text, from_ms: 1_500, via: "typed" });
const pending = (id: string, text: string) => ({ id, text, from_ms: 1_500, via: "typed", after: 0 }) as const;

test("a line waits until its event, or at the latest its acknowledgement", () => {
  const session = opened();
  session.pending.push(pending("a", "hello"), pending("b", "  two"));
  session.receive(said(7, "hello"));
  assert.deepEqual(
    session.pending.map(({ id }) => id),
    ["b"],
  );
  session.receive({ type: "ack", id: "b", seq: 9 });
  assert.deepEqual(session.pending, []);
});

test("the same words said twice are two lines", () => {
  const session = opened();
  session.receive(said(7, "yes"));
  session.pending.push({ ...pending("b", "yes"), after: session.lastSeq });
  session.receive({ type: "state", ...state(), transcript: session.state?.transcript ?? [] });
  assert.equal(session.pending.length, 1);
  session.receive(said(9, "yes"));
  assert.equal(session.pending.length, 0);
  assert.equal(session.state?.transcript.length, 2);
});

test("a line that never reached the log is still owed after the connection broke, one that did is not", () => {
  const session = opened();
  session.pending.push(pending("a", "hello"), pending("b", "and more"));
  const line = { seq: 7, at_ms: 1_500, speaker: "candidate", text: "hello" } as const;
  session.receive({ type: "state", ...state(), transcript: [line] });
  assert.deepEqual(
    session.pending.map(({ id }) => id),
    ["b"],
  );
});

test("a starter is nobody's change", () => {
  const work = opened().work("code");
  assert.equal(work.text, "def f():\n    ...\n");
  assert.equal(isDirty(work), false);
});

test("the first revision replaces an empty text and not the starter", () => {
  const session = opened();
  const work = session.work("code");
  session.receive(
    event({
      type: "artifact_changed",
      seq: 3,
      at_ms: 0,
      artifact: "code",
      round: 0,
      revision: 1,
      splice: { at: 0, remove: 0, insert: "pass" },
    }),
  );
  assert.equal(work.text, "pass");
});

test("what is typed while a change is under way is dirty until it is sent too", () => {
  const session = opened();
  const work = session.work("notes");
  work.text = "one";
  work.sent = { id: "w", text: "one", acked: false };
  assert.equal(isDirty(work), false);
  work.text = "one two";
  session.receive({ type: "ack", id: "w", seq: 3 });
  session.receive(
    event({
      type: "artifact_changed",
      seq: 3,
      at_ms: 0,
      artifact: "notes",
      round: 0,
      revision: 1,
      splice: { at: 0, remove: 0, insert: "one" },
    }),
  );
  assert.equal(work.text, "one two");
  assert.equal(isDirty(work), true);
  assert.equal(isSaved(work), false);
});

test("a text kept from an earlier visit joins what another tab wrote since", () => {
  const session = new Session(() => 0);
  session.receive({
    type: "state",
    ...state(),
    artifacts: { 0: { notes: { revision: 2, text: "top!\nbottom" } } },
  });
  session.restoreWork({ round: 0, kind: "notes", revision: 1, base: "top\nbottom", text: "top\nbottom?" });
  assert.equal(session.work("notes").text, "top!\nbottom?");
});

test("the clock stands still while paused and goes on from where the program says", () => {
  let now = 0;
  const clock = new Clock(() => now);
  clock.set({ running: true, at_ms: 10_000, phase_started_ms: 4_000 });
  now = 5_000;
  assert.equal(clock.phase_ms, 11_000);
  clock.stop();
  now = 60_000;
  assert.equal(clock.at_ms, 15_000);
  clock.start(15_000);
  now = 61_000;
  assert.equal(clock.at_ms, 16_000);
});

test("times read as on a clock", () => {
  assert.equal(clockText(370_000), "06:10");
  assert.equal(clockText(3_600_000), "1:00:00");
});

const outcome = { says: "Accepted: 2 cases.", html: "<p>Accepted</p>" };
const asked = (run: number) =>
  event({ type: "run_asked", seq: 10 + run, at_ms: 3_000, round: 0, run, cases: "sample" });
const finished = (run: number) =>
  event({ type: "run_finished", seq: 20 + run, at_ms: 4_000, round: 0, run, outcome });

test("a run is under way from its question to its end, and its progress is its own", () => {
  const session = opened();
  assert.equal(session.progress, undefined);
  session.receive(asked(1));
  assert.equal(session.progress, null);
  session.receive({ type: "run", run: 1, stage: "running", done: 1, total: 2 });
  assert.deepEqual(session.progress, { type: "run", run: 1, stage: "running", done: 1, total: 2 });
  session.receive(finished(1));
  assert.equal(session.progress, undefined);
  assert.deepEqual(session.runs, [{ run: 1, round: 0, cases: "sample", asked_ms: 3_000, end: outcome }]);
  session.receive(asked(2));
  assert.equal(session.progress, null, "the last run's progress says nothing of this one");
});

test("a run that is told twice, as an event and in a state, is one run", () => {
  const session = opened();
  session.receive(asked(1));
  session.receive({ type: "state", ...state(), runs: session.runs });
  session.receive(asked(1));
  session.receive(finished(1));
  assert.equal(session.runs.length, 1);
});

test("runs of an earlier round are out of sight, and one still under way keeps the next from starting", () => {
  const session = opened();
  session.receive(asked(1));
  session.receive(event({ type: "phase_entered", seq: 30, at_ms: 5_000, round: 1, phase: 0 }));
  assert.deepEqual(session.runs, []);
  assert.equal(session.progress, null);
  session.receive(finished(1));
  assert.equal(session.progress, undefined);
});

test("progress is told in words", () => {
  assert.equal(progressText(null), "Starting");
  assert.equal(progressText({ stage: "waiting", ahead: 1 }), "1 run is before yours");
  assert.equal(progressText({ stage: "building" }), "Building");
  assert.equal(progressText({ stage: "running", done: 2, total: 21 }), "2 of 21 cases");
});

test("a check of a drawing is under way from its question to its end, of one round, and told once", () => {
  const session = opened();
  const question = event({ type: "check_asked", seq: 11, at_ms: 3_000, round: 0, check: 1, revision: 4 });
  session.receive(question);
  session.receive(question);
  assert.equal(session.checking, null);
  session.receive({ type: "check", check: 1, stage: "running", done: 3, total: 8 });
  assert.equal(progressText(session.checking ?? null, ["run", "runs"]), "3 of 8 runs");
  const end = { says: "6 of 8 targets met.", html: "<p>6</p>" };
  session.receive(event({ type: "check_finished", seq: 12, at_ms: 9_000, round: 0, check: 1, outcome: end }));
  assert.equal(session.checking, undefined);
  assert.deepEqual(session.checks, [{ check: 1, round: 0, revision: 4, asked_ms: 3_000, end }]);
  session.receive(event({ type: "phase_entered", seq: 30, at_ms: 9_500, round: 1, phase: 0 }));
  assert.deepEqual(session.checks, []);
});

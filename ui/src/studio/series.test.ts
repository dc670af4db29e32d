import assert from "node:assert/strict";
import { test } from "node:test";
import { EMPTY, type Frame, type NodeFrame, USUAL_SCENARIO } from "./protocol";
import type { Run } from "./run";
import { bands, chartSays, charts } from "./series";

const seen = (busy: number, more: Partial<NodeFrame> = {}): NodeFrame => ({
  calls_per_s: 1,
  errors_per_s: 0,
  busy,
  waiting: 0,
  p99_ms: 1,
  up: 1,
  ...more,
});
function run(nodes: string[], ...frames: [at_s: number, NodeFrame[]][]): Run {
  return {
    order: {
      design: { ...EMPTY, nodes: nodes.map((id) => ({ id, kind: "service" })) },
      scenario: USUAL_SCENARIO,
    },
    state: "done",
    frames: frames.map(
      ([at_s, nodes]): Frame => ({
        at_s,
        offered_per_s: 10 * at_s,
        answered_per_s: 9,
        errors_per_s: 1,
        p50_ms: 1,
        p95_ms: 2,
        p99_ms: 3,
        nodes,
      }),
    ),
    report: null,
    says: "",
    flaws: [],
    waiting: 0,
  };
}
const titles = (...args: Parameters<typeof charts>) => charts(...args).map(({ title }) => title);

test("a run has two charts, and a selected part has its own beside them", () => {
  const one = run(["api"], [1, [seen(0.5)]], [2, [seen(0.6)]]);
  assert.deepEqual(titles(one, null, null), ["Requests a second", "Time to answer"]);
  assert.deepEqual(titles(one, null, { id: "api", name: "API" }).slice(2), ["API: busy", "API: waiting"]);
  assert.deepEqual(charts(one, null, { id: "api", name: "API" })[2]?.lines[0]?.values, [0.5, 0.6]);
});

test("a part that is never busy shows how long it takes instead", () => {
  const one = run(["pay"], [1, [seen(0)]]);
  assert.deepEqual(titles(one, null, { id: "pay", name: "Pay" }).slice(2), ["Pay: p99", "Pay: waiting"]);
});

test("hits and lag have a chart where there are any, with gaps where there were none", () => {
  const one = run(["cache"], [1, [seen(0, { hit_ratio: 0.9 })]], [2, [seen(0)]]);
  const hits = charts(one, null, { id: "cache", name: "Cache" }).find(({ id }) => id === "hits");
  assert.deepEqual(hits?.lines[0]?.values, [0.9, Number.NaN]);
  assert.equal(titles(one, null, { id: "cache", name: "Cache" }).includes("Cache: lag"), false);
});

test("an earlier run is laid over it, also where its design had the part elsewhere or not at all", () => {
  const now = run(["db", "api"], [1, [seen(0.1), seen(0.5)]]);
  const before = run(["api"], [1, [seen(0.7)]]);
  const busy = charts(now, before, { id: "api", name: "API" }).find(({ id }) => id === "busy");
  assert.deepEqual(
    busy?.lines.map(({ isOther, values }) => [isOther, ...values]),
    [
      [true, 0.7],
      [false, 0.5],
    ],
  );
  const db = charts(now, before, { id: "db", name: "DB" }).find(({ id }) => id === "busy");
  assert.deepEqual(
    db?.lines.map(({ isOther }) => isOther),
    [false],
  );
  assert.equal(charts(now, before, { id: "nobody", name: "x" }).length, 2);
});

test("a chart says its numbers in words", () => {
  const one = run(["api"], [1, [seen(0.5)]], [4, [seen(0.6)]], [2, [seen(0.6)]]);
  assert.match(
    chartSays(charts(one, null, null)[0] ?? { id: "", title: "", lines: [], format: String, most: 0 }),
    /^Requests a second\. offered: 10\/s at the start, at least 10\/s at 1 s, at most 40\/s at 4 s, 20\/s at the end; /,
  );
  assert.match(chartSays(charts(run([]), null, null)[1] as never), /p50: nothing yet/);
});

test("what breaks, and a load that changes, is a band of time", () => {
  const scenario = {
    ...USUAL_SCENARIO,
    shape: "spike x5@50s for 20s",
    faults: ["kill db@30s", "slow api x2@10s for 5s", "cold cache@20s", "nonsense"],
  };
  assert.deepEqual(
    bands(scenario, (text) => text.split("@")[0] ?? "").map(({ from_s, to_s, says }) => [from_s, to_s, says]),
    [
      [10, 15, "slow api x2"],
      [20, 20, "cold cache"],
      [30, 60, "kill db"],
      [50, 60, "load ×5"],
    ],
  );
});

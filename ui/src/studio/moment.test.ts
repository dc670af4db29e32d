import assert from "node:assert/strict";
import { test } from "node:test";
import { momentOf, momentsOf, pressedAt, pressedOf } from "./moment";
import { type Design, EMPTY, type Frame, type NodeFrame, type Report } from "./protocol";

const idle: NodeFrame = { calls_per_s: 0, errors_per_s: 0, busy: 0, waiting: 0, p99_ms: 0, up: 1 };
const says = (kind: string, more: Partial<NodeFrame>) => momentOf(kind, { ...idle, ...more }).says;

test("a part says in words what its fill shows", () => {
  assert.equal(says("service", { busy: 0.96, waiting: 1240 }), "96% busy · queue 1,240");
  assert.equal(says("service", {}), "idle");
  assert.equal(says("service", { up: 0 }), "down");
  assert.equal(says("service", { up: 0.5, busy: 0.8, waiting: 3 }), "50% up · 80% busy");
  assert.equal(says("queue", { waiting: 1240 }), "holds 1,240");
  assert.equal(says("log", {}), "empty");
  assert.equal(says("cache", { hit_ratio: 0.92, busy: 0.2 }), "92% hits");
  assert.equal(says("database", { busy: 0.3, lag_ms: 2400 }), "30% busy · 2.4 s behind");
  assert.equal(says("external", { calls_per_s: 40, errors_per_s: 12 }), "12 errors/s");
  assert.equal(says("object-store", { calls_per_s: 40 }), "40/s");
  assert.equal(says("clients", { calls_per_s: 1000, up: 0 }), "1k/s", "people are never down");
});

test("full and down are told apart from calm", () => {
  const state = (more: Partial<NodeFrame>) => momentOf("service", { ...idle, ...more }).state;
  assert.deepEqual([state({ busy: 0.5 }), state({ busy: 0.95 }), state({ up: 0 })], ["calm", "full", "down"]);
});

const design: Design = {
  ...EMPTY,
  nodes: [
    { id: "people", kind: "clients" },
    { id: "api", kind: "service", title: "API" },
    { id: "db", kind: "database" },
  ],
};
const frame = (...nodes: Partial<NodeFrame>[]): Frame => ({
  at_s: 1,
  offered_per_s: 0,
  answered_per_s: 0,
  errors_per_s: 0,
  p50_ms: 0,
  p95_ms: 0,
  p99_ms: 0,
  nodes: nodes.map((one) => ({ ...idle, ...one })),
});

test("the one with the most waiting in time is pressed, not the one with the longest line", () => {
  const seen = frame(
    { busy: 1 },
    { busy: 0.95, waiting: 200, calls_per_s: 10_000 },
    { busy: 0.95, waiting: 90, calls_per_s: 100 },
  );
  assert.equal(pressedAt(design, seen)?.node, "db");
});

test("nobody is pressed while all have room", () => {
  assert.equal(
    pressedAt(design, frame({}, { busy: 0.6 }, { busy: 0.5, waiting: 2, calls_per_s: 100 })),
    null,
  );
  assert.equal(pressedAt(EMPTY, frame()), null);
});

test("who is down is pressed, and the sentence has the part's own name", () => {
  const down = pressedAt(
    design,
    frame({}, { up: 0, errors_per_s: 40 }, { busy: 1, waiting: 10, calls_per_s: 5 }),
  );
  assert.deepEqual(down, { node: "api", says: "API is down, 40 errors a second.", givesWay: true });
  const full = pressedAt(
    design,
    frame({}, { busy: 0.98, waiting: 1240, calls_per_s: 2000, p99_ms: 840 }, {}),
  );
  assert.equal(full?.says, "API is 98% busy, 1,240 wait; 1 call in 100 takes more than 840 ms.");
});

test("moments belong to the parts of the design that was run", () => {
  const moments = momentsOf(design, frame({}, { busy: 0.5 }));
  assert.deepEqual([...moments.keys()], ["people", "api"]);
  assert.equal(moments.get("api")?.fill, 0.5);
  const asked = momentsOf(design, { ...frame({}), offered_per_s: 1200 });
  assert.equal(asked.get("people")?.says, "1.2k/s", "who asks alone asks for everything");
});

test("what the report says gives way may be what would only be the first to", () => {
  const report = (busy_max: number, error_share: number) =>
    ({
      bottleneck: { node: "db", says: "so" },
      nodes: [{ id: "db", busy_max, backlog: null }],
      total: { error_share },
    }) as unknown as Report;
  assert.equal(pressedOf(report(0.4, 0))?.givesWay, false);
  assert.equal(pressedOf(report(0.95, 0))?.givesWay, true);
  assert.equal(pressedOf(report(0.4, 0.2))?.givesWay, true);
  assert.equal(pressedOf({ ...report(1, 1), bottleneck: null }), null);
});

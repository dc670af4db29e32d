import assert from "node:assert/strict";
import { test } from "node:test";
import { EMPTY, type NodeReport, type Report } from "./protocol";
import { costLines, edgeRan, errorLines, nodeRan, ranSays, rows } from "./summary";

const latency = { mean_ms: 10, p50_ms: 10, p95_ms: 50, p99_ms: 500, p999_ms: 900, max_ms: 1000 };
const report = (more: Partial<Report> = {}): Report => ({
  title: "",
  seed: 7,
  load: 10,
  duration_s: 60,
  sampling: null,
  events: 1234567,
  trace: "9f3a",
  total: { requests: 1000, offered_per_s: 100, answered_per_s: 99, error_share: 0.01, latency },
  operations: [],
  errors: [
    { cause: "timeout", node: "db", count: 412, share: 0.0041 },
    { cause: "gone-mad", node: "api", count: 1, share: 0.001 },
  ],
  nodes: [],
  edges: [],
  data: {
    writes: 0,
    lost_writes: 0,
    reads: 0,
    stale_reads: 3,
    redelivered: 0,
    dead_lettered: 0,
    lost_messages: 0,
    delivered: 0,
  },
  bottleneck: null,
  notes: [],
  cost: { currency: "USD", total_per_month: 1200, lines: [{ node: "db", says: "8 cores", per_month: 900 }] },
  frames: [],
  ...more,
});

test("one run is a column of figures; what did not happen to messages is left out", () => {
  assert.deepEqual(
    rows(report(), null).map(({ name, value }) => `${name} ${value}`),
    [
      "Answered 99/s",
      "Failed 1%",
      "p50 10 ms",
      "p95 50 ms",
      "p99 500 ms",
      "Stale reads 3",
      "Lost writes 0",
      "Cost a month $1,200",
    ],
  );
});

test("two runs differ in figures, each better, worse or the same", () => {
  const before = report({
    total: {
      ...report().total,
      answered_per_s: 110,
      error_share: 0.03,
      latency: { ...latency, p99_ms: 250, p95_ms: 50.2 },
    },
    data: { ...report().data, stale_reads: 0 },
    cost: null,
  });
  const told = Object.fromEntries(
    rows(report(), before).map(({ name, difference, is }) => [name, `${difference} (${is})`]),
  );
  assert.deepEqual(told, {
    Answered: "−11/s, −10% (worse)",
    Failed: "−2% of requests (better)",
    p50: "same (same)",
    p95: "same (same)",
    p99: "+250 ms, +100% (worse)",
    "Stale reads": "+3 (worse)",
    "Lost writes": "same (same)",
    "Cost a month": "null (null)",
  });
});

test("under another load neither run is better", () => {
  const faster = report({ total: { ...report().total, latency: { ...latency, p99_ms: 1 } } });
  const p99 = (isFair: boolean) => rows(report(), faster, isFair).find(({ name }) => name === "p99");
  assert.deepEqual(
    [p99(true)?.is, p99(false)?.is, p99(false)?.difference],
    ["worse", null, p99(true)?.difference],
  );
});

test("errors say how many, at whom and why, and money says what for", () => {
  const design = { ...EMPTY, nodes: [{ id: "db", kind: "database", title: "Orders" }] };
  assert.deepEqual(errorLines(report(), design), [
    "412 (0.41%): Orders did not answer in time",
    "1 (0.1%): api gone-mad",
  ]);
  assert.deepEqual(costLines(report().cost ?? { currency: "", total_per_month: 0, lines: [] }, design), [
    ["Orders: 8 cores", "$900"],
  ]);
  assert.equal(ranSays(report()), "Load 10×, 60 s, seed 7. 1,234,567 events, trace 9f3a.");
});

test("a part and a call say what they went through", () => {
  const node: NodeReport = {
    id: "db",
    kind: "database",
    calls: 6000,
    calls_per_s: 100,
    errors: 60,
    busy: 0.4,
    busy_max: 0.97,
    waiting_mean: 3,
    waiting_max: 1240,
    latency,
    inside_mean: 2,
    hit_ratio: null,
    lag_max_ms: 2400,
    backlog: null,
    message_latency: null,
    spread: [4500, 1500],
  };
  assert.deepEqual(nodeRan(node), [
    ["Calls", "6,000, 100/s"],
    ["Failed", "60, 1%"],
    ["Busy", "40%, at most 97%"],
    ["Waiting", "at most 1,240"],
    ["p50, p99", "10 ms, 500 ms"],
    ["Behind", "at most 2.4 s"],
    ["Busiest of them", "75% of the calls, of 2"],
  ]);
  const edge = {
    from: "api",
    to: "db",
    first_calls: 100,
    retries: 50,
    hedges: 0,
    timeouts: 5,
    errors: 0,
    amplification: 1.5,
    breaker_open_share: 0.25,
  };
  assert.deepEqual(edgeRan(report({ edges: [edge] }), edge), [
    ["Calls wanted", "100"],
    ["Retries", "50: 1.50 calls for each"],
    ["Timeouts", "5"],
    ["Breaker open", "25% of the time"],
  ]);
  assert.deepEqual(edgeRan(report(), edge), []);
});

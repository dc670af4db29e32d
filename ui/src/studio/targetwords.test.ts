import assert from "node:assert/strict";
import { test } from "node:test";
import type { TargetResult } from "./protocol";
import { limitSays, measuredSays } from "./targetwords";

const result = (metric: string, value: number | null, more: Partial<TargetResult> = {}): TargetResult => ({
  id: "t",
  says: "",
  met: true,
  metric,
  value,
  bound: "at-most",
  limit: 100,
  unit: "sheep",
  ran: null,
  where: null,
  because: null,
  ...more,
});

test("a target's numbers have the unit of what is measured", () => {
  assert.deepEqual(
    [
      measuredSays(result("p99-ms", 1240)),
      measuredSays(result("availability", 0.9995)),
      measuredSays(result("lost-writes", 1)),
      measuredSays(result("backlog", 1200)),
      measuredSays(result("recovery-s", null)),
      measuredSays(result("wool-per-day", 7)),
    ],
    ["1.24 s", "99.95% of requests", "1 lost write", "1,200 messages left", "no number", "7 sheep"],
  );
});

test("a limit says on which side of it one has to be", () => {
  assert.equal(limitSays(result("p99-ms", 1)), "at most 100 ms");
  assert.equal(
    limitSays(result("availability", 1, { bound: "at-least", limit: 0.99 })),
    "at least 99% of requests",
  );
});

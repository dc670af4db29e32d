import assert from "node:assert/strict";
import { test } from "node:test";
import { apart, niceStep, scale, timeTicks } from "./scale";

test("an axis begins at zero, ends at or above the most, and its steps are round", () => {
  for (const [most, ticks] of [
    [1, [0, 0.5, 1]],
    [0.3, [0, 0.1, 0.2, 0.3]],
    [840, [0, 500, 1000]],
    [1000, [0, 500, 1000]],
    [1001, [0, 500, 1000, 1500]],
    [0, [0, 0.5, 1]],
    [Number.NaN, [0, 0.5, 1]],
  ] as const)
    assert.deepEqual(scale(most).ticks, ticks, String(most));
});

test("values outside of an axis stay on it", () => {
  const { at } = scale(100);
  assert.deepEqual([at(-5), at(50), at(1e9)], [0, 0.5, 1]);
});

test("steps are one, two, two and a half or five", () => {
  assert.deepEqual([0.03, 1, 1.1, 2.4, 4, 7, 340].map(niceStep), [0.05, 1, 2, 2.5, 5, 10, 500]);
});

test("times end where the run ends", () => {
  assert.deepEqual(timeTicks(60), [0, 20, 40, 60]);
  assert.deepEqual(timeTicks(90), [0, 25, 50, 75, 90]);
  assert.deepEqual(timeTicks(1), [0, 0.25, 0.5, 0.75, 1]);
});

test("names at the ends of lines do not lie on one another, and keep their order", () => {
  assert.deepEqual(apart([50, 52, 20], 14, 0, 100), [50, 64, 20]);
  assert.deepEqual(apart([99, 98, 97], 14, 0, 100), [100, 86, 72]);
  assert.deepEqual(apart([], 14, 0, 100), []);
});

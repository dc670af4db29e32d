import assert from "node:assert/strict";
import { test } from "node:test";
import { flawMap, flawsOfEdge, flawsOfNode, runsAlike } from "./flawmap";
import { type Design, EMPTY, type Flaw } from "./protocol";

const flaws: Flaw[] = [
  { place: "design", says: "empty", is_fatal: true },
  { place: { node: "api" }, says: "one", is_fatal: false },
  { place: { node: "api" }, says: "two", is_fatal: true },
  { place: { edge: { from: "api", to: "db" } }, says: "three", is_fatal: false },
  { place: { operation: "read" }, says: "four", is_fatal: false },
];

test("flaws are counted at the part or call that they are of", () => {
  assert.deepEqual(
    [...flawMap(flaws)],
    [
      ["api", { count: 2, isFatal: true }],
      ["api → db", { count: 1, isFatal: false }],
    ],
  );
  assert.deepEqual(
    flawsOfNode(flaws, "api").map(({ says }) => says),
    ["one", "two"],
  );
  assert.deepEqual(
    flawsOfEdge(flaws, "api", "db").map(({ says }) => says),
    ["three"],
  );
  assert.deepEqual(flawsOfEdge(flaws, "db", "api"), []);
});

test("where a part stands and what it is called changes no run; its knobs do", () => {
  const one: Design = { ...EMPTY, nodes: [{ id: "api", kind: "service", at: [0, 0], cores: 4 }] };
  const moved: Design = {
    ...one,
    title: "x",
    nodes: [{ id: "api", kind: "service", at: [9, 9], title: "API", cores: 4 }],
  };
  const turned: Design = { ...one, nodes: [{ id: "api", kind: "service", at: [0, 0], cores: 8 }] };
  assert.equal(runsAlike(one, moved), true);
  assert.equal(runsAlike(one, turned), false);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import * as model from "./model";
import { type Design, EMPTY } from "./protocol";

const part = (kind: string, id: string, at: [number, number] = [0, 0]) => ({ kind, id, at });
const SMALL: Design = {
  title: "Small",
  operations: [
    { ...model.USUAL_OPERATION, id: "read" },
    { ...model.USUAL_OPERATION, id: "write", writes: true },
  ],
  nodes: [part("clients", "people"), part("service", "api", [200, 0]), part("database", "db", [400, 0])],
  edges: [
    { from: "people", to: "api" },
    { from: "api", to: "db", operations: ["read"] },
  ],
};
const ids = (design: Design) => design.nodes.map(({ id }) => id);
const calls = (design: Design) => design.edges.map(({ from, to }) => `${from}>${to}`);

test("a new part has its own knobs, a free id and a place on the grid", () => {
  const palette = { kind: "service", work: { mean_ms: 5, spread: "narrow" } };
  const first = model.addNode(EMPTY, palette, [7, 25]);
  const second = model.addNode(first.design, palette, [0, 0]);
  assert.deepEqual([first.id, second.id], ["service", "service-2"]);
  assert.deepEqual(first.design.nodes[0]?.at, [0, 32]);
  assert.notEqual(
    second.design.nodes[0]?.work,
    second.design.nodes[1]?.work,
    "one's work is not the other's",
  );
  assert.deepEqual(EMPTY.nodes, [], "the design before is as it was");
});

test("with a part go the edges that lead to it and from it", () => {
  const without = model.removeNodes(SMALL, ["api"]);
  assert.deepEqual([ids(without), calls(without)], [["people", "db"], []]);
  assert.deepEqual(calls(model.removeEdge(SMALL, 0)), ["api>db"]);
});

test("an edge leads from one part to another, once", () => {
  const back = model.connect(SMALL, "db", "people");
  assert.deepEqual([back?.index, back?.isNew], [2, true]);
  const again = model.connect(SMALL, "people", "api");
  assert.deepEqual([again?.index, again?.isNew, again?.design], [0, false, SMALL]);
  assert.equal(model.connect(SMALL, "api", "api"), null);
  assert.equal(model.connect(SMALL, "api", "nobody"), null);
});

test("copies take the edges among them along", () => {
  const copied = model.duplicate(SMALL, ["api", "db"]);
  assert.deepEqual(copied.ids, ["api-2", "db-2"]);
  assert.deepEqual(calls(copied.design), ["people>api", "api>db", "api-2>db-2"]);
  assert.deepEqual(copied.design.nodes.at(-1)?.at, [432, 32]);
  assert.deepEqual(model.duplicate(copied.design, ["api-2"]).ids, ["api-3"]);
});

test("moving keeps to the grid", () => {
  const moved = model.moveNodes(SMALL, ["api"], 10, -20);
  assert.deepEqual(
    moved.nodes.map(({ at }) => at),
    [
      [0, 0],
      [208, -16],
      [400, 0],
    ],
  );
});

test("a knob is set, and taken away where it may be missing", () => {
  const set = model.setEdge(SMALL, 1, { retries: 2, operations: undefined });
  assert.deepEqual(set.edges[1], { from: "api", to: "db", retries: 2 });
  assert.equal(model.setNode(SMALL, "db", { cores: 4 }).nodes[2]?.cores, 4);
});

test("a new id is told to every edge, and never takes another's", () => {
  assert.deepEqual(calls(model.renameNode(SMALL, "api", "front")), ["people>front", "front>db"]);
  assert.equal(model.renameNode(SMALL, "api", "db"), SMALL);
  assert.equal(model.renameNode(SMALL, "api", ""), SMALL);
});

test("a title gives an id to a part that has only its kind's, and leaves a chosen one alone", () => {
  const { design } = model.addNode(SMALL, { kind: "service" }, [0, 0]);
  const first = model.titled(design, "service", "Link writer");
  assert.equal(first.id, "link-writer");
  const second = model.titled(first.design, "link-writer", "Link Maker");
  assert.equal(second.id, "link-maker");
  const chosen = model.titled(SMALL, "db", "Orders");
  assert.deepEqual([chosen.id, chosen.design.nodes[2]?.title], ["db", "Orders"]);
  const taken = model.titled(design, "service", "API");
  assert.equal(taken.id, "api-2");
  const none = model.titled(first.design, "link-writer", "");
  assert.equal("title" in (none.design.nodes.at(-1) ?? {}), false);
});

test("calls change places with the calls of the same part only", () => {
  const { design } = model.connect(
    model.connect(SMALL, "people", "db")?.design ?? EMPTY,
    "api",
    "people",
  ) ?? {
    design: EMPTY,
  };
  assert.deepEqual(calls(design), ["people>api", "api>db", "people>db", "api>people"]);
  const moved = model.moveCall(design, 3, -1);
  assert.deepEqual(
    [moved.index, calls(moved.design)],
    [1, ["people>api", "api>people", "people>db", "api>db"]],
  );
  assert.deepEqual(model.moveCall(design, 0, -1), { design, index: 0 });
});

test("an edge turns round unless there is one the other way", () => {
  assert.deepEqual(calls(model.turnEdge(SMALL, 0)), ["api>people", "api>db"]);
  const both = model.connect(SMALL, "api", "people")?.design ?? EMPTY;
  assert.equal(model.turnEdge(both, 0), both);
});

test("operations keep their names in step with who names them", () => {
  const renamed = model.setOperation(SMALL, 0, { id: "redirect" });
  assert.deepEqual(renamed.edges[1]?.operations, ["redirect"]);
  assert.equal(model.setOperation(SMALL, 0, { id: "write" }), SMALL, "a name is there once");
  const gone = model.removeOperation(SMALL, 0);
  assert.equal("operations" in (gone.edges[1] ?? {}), false);
  assert.deepEqual(
    model.addOperation(model.addOperation(SMALL)).operations.map(({ id }) => id),
    ["read", "write", "request", "request-2"],
  );
});

test("ids are made of words", () => {
  assert.equal(model.slug("  Orders DB (EU) "), "orders-db-eu");
  assert.equal(model.slug("Café"), "cafe");
  assert.equal(model.slug("日本"), "");
});

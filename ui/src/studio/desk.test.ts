import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk } from "./desk";
import { addNode, connect, removeNodes, setNode } from "./model";
import { EMPTY } from "./protocol";

function desk(): Desk {
  const one = addNode(EMPTY, { kind: "service" }, [0, 0]).design;
  return new Desk(addNode(one, { kind: "database" }, [200, 0]).design);
}
const cores = (on: Desk) => on.design.nodes[0]?.cores;

test("every step goes back and forward, with what was selected", () => {
  const on = desk();
  on.select({ nodes: ["service"], edge: null });
  on.edit(removeNodes(on.design, ["service"]), { selection: { nodes: [], edge: null } });
  assert.deepEqual([on.design.nodes.length, on.node], [1, null]);
  assert.equal(on.undo(), true);
  assert.deepEqual([on.design.nodes.length, on.node], [2, "service"]);
  assert.equal(on.undo(), false);
  assert.equal(on.redo(), true);
  assert.equal(on.design.nodes.length, 1);
  assert.equal(on.redo(), false);
});

test("a number that is typed is one step, and the same knob later is another", () => {
  const on = desk();
  for (const value of [1, 16, 160])
    on.edit(setNode(on.design, "service", { cores: value }), { tag: "cores" });
  on.endStep();
  on.edit(setNode(on.design, "service", { cores: 2 }), { tag: "cores" });
  on.undo();
  assert.equal(cores(on), 160);
  on.undo();
  assert.equal(cores(on), undefined);
  assert.equal(on.canUndo, false);
});

test("a new step ends the way forward", () => {
  const on = desk();
  on.edit(setNode(on.design, "service", { cores: 1 }));
  on.undo();
  on.edit(setNode(on.design, "service", { cores: 2 }));
  assert.deepEqual([on.canRedo, on.canUndo], [false, true]);
});

test("selecting is no step, and parts that are gone are selected no more", () => {
  const on = desk();
  on.select({ nodes: ["service", "nobody"], edge: 4 });
  assert.deepEqual([on.selection, on.canUndo], [{ nodes: ["service"], edge: null }, false]);
  const made = connect(on.design, "service", "database");
  on.edit(made?.design ?? EMPTY, { selection: { nodes: [], edge: made?.index ?? null } });
  assert.equal(on.selection.edge, 0);
  on.edit(removeNodes(on.design, ["service"]));
  assert.equal(on.selection.edge, null);
});

test("who listens hears whether the design itself changed", () => {
  const on = desk();
  const heard: boolean[] = [];
  on.changed = (design) => heard.push(design);
  on.select({ nodes: ["service"], edge: null });
  on.edit(on.design);
  on.edit(setNode(on.design, "service", { cores: 1 }));
  on.undo();
  assert.deepEqual(heard, [false, true, true]);
});

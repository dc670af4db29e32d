import assert from "node:assert/strict";
import { test } from "node:test";
import { Commands } from "./commands";
import { Desk } from "./desk";
import { EMPTY, type PaletteItem } from "./protocol";

const palette: PaletteItem[] = ["service", "database"].map((kind) => ({
  kind,
  title: kind.charAt(0).toUpperCase() + kind.slice(1),
  says: "",
  part: { kind },
}));

function bench(canEdit = true) {
  const desk = new Desk(EMPTY);
  const said: string[] = [];
  const renamed: string[] = [];
  const commands = new Commands({
    desk,
    palette,
    canEdit,
    says: (text) => said.push(text),
    middle: () => ({ x: 5, y: 5 }),
    renamed: (from, to) => renamed.push(`${from} ${to}`),
  });
  return { desk, commands, said, renamed };
}
const places = (desk: Desk) => desk.design.nodes.map(({ id, at }) => `${id} ${at}`);

test("a part is added in the middle, the next beside the selected one, and never on another", () => {
  const { desk, commands, said } = bench();
  commands.add("service");
  commands.add("service");
  desk.select({ nodes: [], edge: null });
  commands.add("database");
  assert.deepEqual(places(desk), ["service 0,0", "service-2 272,0", "database 0,96"]);
  assert.equal(desk.node, "database");
  assert.equal(said[0], "Service added. Enter opens its knobs.");
  commands.add("teleporter");
  assert.equal(desk.design.nodes.length, 3);
});

test("a part that a line was drawn to is added and called in one step", () => {
  const { desk, commands, said } = bench();
  commands.add("service");
  commands.add("database", { x: 400, y: 100 }, "service");
  assert.deepEqual(desk.design.edges, [{ from: "service", to: "database" }]);
  assert.match(said.at(-1) ?? "", /Database added, called by service\./);
  desk.undo();
  assert.deepEqual(places(desk), ["service 0,0"]);
});

test("a call that is there already is selected, not made twice", () => {
  const { desk, commands, said } = bench();
  commands.add("service");
  commands.add("database");
  commands.connect("service", "database");
  commands.connect("service", "database");
  assert.deepEqual([desk.design.edges.length, desk.selection.edge], [1, 0]);
  assert.equal(said.at(-1), "service calls database already.");
});

test("what is moved nowhere is no step", () => {
  const { desk, commands } = bench();
  commands.add("service");
  commands.move(["service"], 3, -3, null);
  desk.undo();
  assert.equal(desk.canUndo, false);
});

test("deleting says what, and undo brings it back with its calls", () => {
  const { desk, commands, said } = bench();
  commands.add("service");
  commands.add("database");
  commands.connect("service", "database");
  commands.remove();
  assert.match(said.at(-1) ?? "", /Call from service to database deleted/);
  commands.undo();
  desk.select({ nodes: ["service", "database"], edge: null });
  commands.remove();
  assert.match(said.at(-1) ?? "", /^2 parts deleted/);
  commands.undo();
  assert.deepEqual([desk.design.nodes.length, desk.design.edges.length], [2, 1]);
  commands.redo();
  assert.equal(desk.design.nodes.length, 0);
  commands.redo();
  assert.equal(said.at(-1), "There is nothing to do again.");
});

test("a new name is told to whoever else knows the part, and an id keeps to its letters", () => {
  const { desk, commands, renamed } = bench();
  commands.add("service");
  commands.setTitle("service", "Link writer");
  commands.add("database");
  assert.equal(commands.setId("database", "Orders DB"), true);
  assert.deepEqual(renamed, ["service link-writer", "database orders-db"]);
  assert.equal(desk.node, "orders-db");
  assert.equal(commands.setId("orders-db", "link-writer"), false);
  assert.equal(commands.setId("orders-db", " "), false);
});

test("operations have names of their own", () => {
  const { desk, commands } = bench();
  commands.addOperation();
  commands.addOperation();
  assert.equal(commands.setOperation(1, { id: "request" }), false);
  assert.equal(commands.setOperation(1, { id: "Create link" }), true);
  assert.deepEqual(
    desk.design.operations.map(({ id }) => id),
    ["request", "create-link"],
  );
  commands.removeOperation(0);
  assert.equal(desk.design.operations.length, 1);
});

test("what may not be changed is not", () => {
  const { desk, commands } = bench(false);
  commands.add("service");
  commands.remove();
  commands.duplicate();
  assert.equal(desk.design, EMPTY);
});

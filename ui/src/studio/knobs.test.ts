import assert from "node:assert/strict";
import { test } from "node:test";
import fixture from "./fixtures/palette.json";
import { isShown, type Knob, knobsOf } from "./knob";
import { EDGE_KNOBS, NODE_KNOBS, OPERATION_KNOBS, USUAL_EDGE } from "./knobs";
import { USUAL_OPERATION } from "./model";
import { USUAL_SCENARIO } from "./protocol";

const NAMES = ["id", "kind", "title", "zones", "at", "from", "to"];

/** Everything that `thing` has is in the table, with words; what the table has suits its value. */
function checkTable(what: string, table: Knob[], thing: Record<string, unknown>): void {
  const known = new Map(table.map((knob) => [knob.name, knob]));
  assert.equal(known.size, table.length, `${what} has a knob twice`);
  for (const [name, value] of Object.entries(thing)) {
    if (NAMES.includes(name)) continue;
    const knob = known.get(name);
    assert.ok(knob, `${what} has no label for ${name}`);
    assert.ok(knob.label.length > 2 && knob.says.endsWith("."), `${what}: ${name} says nothing`);
    checkTurns(`${what}: ${name}`, knob, value);
  }
}

function checkTurns(what: string, { turns }: Knob, value: unknown): void {
  if (value === null) return assert.ok(turns.by === "group" || turns.by === "optional", what);
  switch (turns.by) {
    case "choice":
      return assert.ok(
        turns.choices.some(([one]) => one === value),
        `${what} cannot be ${value}`,
      );
    case "group":
      return checkTable(what, turns.knobs, value as Record<string, unknown>);
    case "duration":
      return assert.equal(typeof (value as { mean_ms: unknown }).mean_ms, "number", what);
    case "operations":
      return assert.ok(Array.isArray(value), what);
    case "switch":
      return assert.equal(typeof value, "boolean", what);
    default:
      return assert.equal(typeof value, "number", what);
  }
}

test("every knob of every part of the palette has a label and a line that explains it", () => {
  for (const { kind, part } of fixture.palette) {
    assert.ok(NODE_KNOBS[kind], `${kind} has no table`);
    checkTable(kind, NODE_KNOBS[kind], part);
  }
  assert.deepEqual(Object.keys(NODE_KNOBS).sort(), fixture.palette.map(({ kind }) => kind).sort());
  checkTable("clients", NODE_KNOBS.clients ?? [], fixture.clients_full);
  checkTable("gateway", NODE_KNOBS.gateway ?? [], { limit: fixture.limit });
});

test("so has every knob of a call and of an operation", () => {
  checkTable("edge", EDGE_KNOBS, fixture.edge_full);
  checkTable("operation", OPERATION_KNOBS, fixture.operation);
});

test("no table has a knob that its part has not", () => {
  for (const { kind, part } of fixture.palette) {
    const missing = (NODE_KNOBS[kind] ?? []).filter(({ name }) => !(name in part) && name !== "operations");
    assert.deepEqual(
      missing.map(({ name }) => name),
      [],
      kind,
    );
  }
});

test("what is usual here is what is usual in the program", () => {
  const { from: _from, to: _to, ...edge } = fixture.edge;
  const { background, calls, same_key, share, writes, ...listed } = USUAL_EDGE;
  assert.deepEqual(listed, edge);
  assert.deepEqual([background, calls, same_key, share, writes], [false, 1, false, 1, false]);
  assert.deepEqual(USUAL_OPERATION, fixture.operation);
  assert.deepEqual(USUAL_SCENARIO, fixture.scenario);
  const breaker = EDGE_KNOBS.find(({ name }) => name === "breaker")?.turns;
  assert.deepEqual(breaker?.by === "group" && breaker.usual, fixture.edge_full.breaker);
});

test("at most eight knobs come first, and at least one", () => {
  for (const [kind, table] of Object.entries({ ...NODE_KNOBS, edge: EDGE_KNOBS })) {
    const first = table.filter(({ isFirst }) => isFirst).length;
    assert.ok(first >= 1 && first <= 8, `${kind}: ${first}`);
  }
});

test("a knob that this page does not know is shown under its own name", () => {
  const known = knobsOf(NODE_KNOBS.service ?? [], {
    kind: "service",
    cores: 2,
    spin_up_s: 3,
    is_spot: true,
    idle: { mean_ms: 1 },
  });
  assert.deepEqual(
    known.slice((NODE_KNOBS.service ?? []).length).map(({ label, turns }) => `${label} ${turns.by}`),
    ["spin up s number", "is spot switch", "idle duration"],
  );
});

test("what does nothing as the others stand is hidden, unless somebody turned it", () => {
  const lag = NODE_KNOBS.database?.find(({ name }) => name === "lag_ms") as Knob;
  const db = { id: "db", kind: "database", replicas: 0, lag_ms: 20 };
  assert.equal(isShown(lag, db, { lag_ms: 20 }), false);
  assert.equal(isShown(lag, { ...db, replicas: 1 }, { lag_ms: 20 }), true);
  assert.equal(isShown(lag, { ...db, lag_ms: 500 }, { lag_ms: 20 }), true);
});

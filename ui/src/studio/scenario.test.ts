import assert from "node:assert/strict";
import { test } from "node:test";
import {
  FAULTS,
  faultSays,
  readFault,
  readShape,
  renamedFault,
  SHAPES,
  usualShape,
  writeFault,
  writeShape,
} from "./scenario";

test("every shape and fault is written as it was read", () => {
  for (const text of [
    "steady",
    "diurnal",
    "ramp x10",
    "spike x5@20s for 10s",
    "flash-crowd x20@20s",
    "hot-key 0.3@1s for 2s",
  ]) {
    const shape = readShape(text);
    assert.ok(shape, text);
    assert.equal(writeShape(shape), text);
  }
  for (const text of [
    "kill orders-db@30s",
    "kill api/2@30s for 20s",
    "lose eu-1/a@1.5s",
    "slow orders-db x10@30s for 10s",
    "slow api/3 x1.5@0s",
    "partition api orders-db@30s for 10s",
    "cold cache@30s",
    "deploy api@30s",
  ]) {
    const fault = readFault(text);
    assert.ok(fault, text);
    assert.equal(writeFault(fault), text);
  }
});

test("other units and ways to write are understood", () => {
  assert.deepEqual(readFault("kill a@200ms for 2m"), {
    is: "kill",
    node: "a",
    instance: null,
    at_s: 0.2,
    for_s: 120,
  });
  assert.deepEqual(readShape("hot-key 30%@1s for 2s"), { is: "hot-key", share: 0.3, at_s: 1, for_s: 2 });
});

test("what is no shape and no fault is not taken for one", () => {
  for (const text of [
    "",
    "spike x5",
    "spike x5@1s",
    "ramp",
    "hot-key 300%@1s for 1s",
    "steady x2",
    "flash-crowd x0@1s",
  ])
    assert.equal(readShape(text), null, text);
  for (const text of [
    "",
    "kill",
    "kill api",
    "kill api@soon",
    "slow api@1s",
    "partition api@1s",
    "cold a b@1s",
  ])
    assert.equal(readFault(text), null, text);
});

test("every kind of shape that is offered can be written and read", () => {
  for (const [is] of SHAPES) {
    const shape = usualShape(is, 60);
    assert.deepEqual(readShape(writeShape(shape)), shape);
  }
});

test("faults read as sentences with the parts' own names", () => {
  const names: Record<string, string> = { db: "Orders", api: "API" };
  const name = (id: string) => names[id] ?? id;
  assert.equal(faultSays("kill db/2@30s for 20s", name), "Orders, instance 2, dies at 30 s, for 20 s");
  assert.equal(faultSays("slow db x10@5s", name), "Orders is 10 times as slow at 5 s");
  assert.equal(faultSays("partition api db@5s", name), "API and Orders are cut off at 5 s");
  assert.equal(faultSays("not a fault", name), "not a fault");
  assert.equal(FAULTS.length, 6);
});

test("a fault follows the part whose id changes, and no other", () => {
  assert.equal(renamedFault("kill db/2@30s", "db", "orders"), "kill orders/2@30s");
  assert.equal(renamedFault("partition api db@30s", "db", "orders"), "partition api orders@30s");
  assert.equal(renamedFault("lose db@30s", "db", "orders"), "lose db@30s");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { narrowed } from "./chooser";

const options = [
  { id: "search-index", name: "Search index", says: "Finds by words." },
  { id: "object-store", name: "Object store", says: "Files, by key." },
  { id: "service", name: "Service", says: "Runs your code, calls a store." },
  { id: "sharded-store", name: "Sharded store", says: "Spread over shards." },
];
const names = (typed: string) => narrowed(options, typed).map(({ id }) => id);

test("what begins with the letters comes first, then what has them in its name, then in its words", () => {
  assert.deepEqual(names("s"), ["search-index", "service", "sharded-store", "object-store"]);
  assert.deepEqual(names("store"), ["object-store", "sharded-store", "service"]);
});

test("every word counts, and nothing typed is everything in its order", () => {
  assert.deepEqual(names("store key"), ["object-store"]);
  assert.deepEqual(
    names("  "),
    options.map(({ id }) => id),
  );
  assert.deepEqual(names("nothing like it"), []);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { overlaps, rectOf } from "./geometry";
import { arranged, placed, spread } from "./layout";
import { type Design, EMPTY } from "./protocol";

function design(calls: string): Design {
  const edges = calls.split(" ").map((call) => {
    const [from = "", to = ""] = call.split(">");
    return { from, to };
  });
  const ids = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
  return { ...EMPTY, nodes: ids.map((id) => ({ id, kind: "service" })), edges };
}
const x = (of: Design, id: string) => of.nodes.find((node) => node.id === id)?.at?.[0] ?? Number.NaN;
const y = (of: Design, id: string) => of.nodes.find((node) => node.id === id)?.at?.[1] ?? Number.NaN;

function checkApart({ nodes }: Design): void {
  for (const [at, one] of nodes.entries())
    for (const other of nodes.slice(at + 1))
      assert.equal(overlaps(rectOf(one), rectOf(other)), false, `${one.id} lies on ${other.id}`);
}

test("requests go from left to right, and what is reached by several ways comes after all of them", () => {
  const drawn = arranged(design("people>api api>cache api>db cache>db"));
  assert.ok(x(drawn, "people") < x(drawn, "api"));
  assert.ok(x(drawn, "api") < x(drawn, "cache"));
  assert.ok(x(drawn, "cache") < x(drawn, "db"));
  checkApart(drawn);
});

test("a circle of calls ends", () => {
  const drawn = arranged(design("a>b b>c c>a"));
  assert.ok(x(drawn, "a") < x(drawn, "b") && x(drawn, "b") < x(drawn, "c"));
});

test("lines that need not cross do not", () => {
  const drawn = arranged(design("people>one people>two one>low two>high two>higher"));
  assert.equal(y(drawn, "one") < y(drawn, "two"), y(drawn, "low") < y(drawn, "high"));
});

test("sixty parts behind one lie on no other, in columns that fit a screen", () => {
  const drawn = arranged(design(Array.from({ length: 60 }, (_, at) => `api>n${at}`).join(" ")));
  checkApart(drawn);
  const heights = drawn.nodes.map(({ at }) => at?.[1] ?? 0);
  assert.ok(Math.max(...heights) - Math.min(...heights) < 1300);
});

test("what has a place keeps it, and what has none goes beside who calls it", () => {
  const given = design("people>api api>db");
  const half: Design = {
    ...given,
    nodes: given.nodes.map((node) => (node.id === "api" ? { ...node, at: [320, 160] } : node)),
  };
  const drawn = placed(half);
  assert.deepEqual([x(drawn, "api"), y(drawn, "api")], [320, 160]);
  assert.ok(x(drawn, "db") > 320 && x(drawn, "people") < 320);
  checkApart(drawn);
  assert.equal(placed(drawn), drawn, "nothing to do is nothing done");
});

test("a drawing whose boxes were smaller gets more room and stays the same picture", () => {
  const given = arranged(design("people>api api>db api>cache"));
  assert.equal(spread(given), given, "what has room stays as it is");
  const small = {
    ...given,
    nodes: given.nodes.map((node) => ({
      ...node,
      at: (node.at ?? [0, 0]).map((one) => one / 3) as [number, number],
    })),
  };
  const drawn = spread(small);
  checkApart(drawn);
  assert.ok(x(drawn, "people") < x(drawn, "api") && x(drawn, "api") < x(drawn, "db"));
  const heap = { ...given, nodes: given.nodes.map((node) => ({ ...node, at: [8, 8] as [number, number] })) };
  checkApart(spread(heap));
});

test("nothing at all is laid out too", () => {
  assert.deepEqual(arranged(EMPTY).nodes, []);
  assert.equal(placed(EMPTY), EMPTY);
});

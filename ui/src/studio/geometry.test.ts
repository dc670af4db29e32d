import assert from "node:assert/strict";
import { test } from "node:test";
import {
  BOX,
  boundsOf,
  curves,
  edgeOrder,
  freePlace,
  loose,
  nodeAt,
  overlaps,
  readingOrder,
  rectOf,
} from "./geometry";

const node = (id: string, x: number, y: number) => ({ id, kind: "service", at: [x, y] as [number, number] });
const start = (d: string | undefined) =>
  /^M(-?[\d.]+),(-?[\d.]+)/
    .exec(d ?? "")
    ?.slice(1)
    .map(Number);

test("reading goes by rows from the left, and a box a little higher is in the same row", () => {
  const nodes = [node("d", 0, 200), node("b", 300, 0), node("a", 0, 20), node("c", 600, 30)];
  assert.deepEqual(
    readingOrder(nodes).map(({ id }) => id),
    ["a", "b", "c", "d"],
  );
  const edges = [
    { from: "d", to: "a" },
    { from: "a", to: "c" },
    { from: "a", to: "b" },
  ];
  assert.deepEqual(edgeOrder(readingOrder(nodes), edges), [1, 2, 0]);
});

test("an edge leaves and arrives at the sides that face one another", () => {
  const from = node("a", 0, 0);
  for (const [to, expected] of [
    [node("right", 400, 40), [BOX.width, BOX.height / 2]],
    [node("left", -400, 40), [0, BOX.height / 2]],
    [node("below", 20, 300), [BOX.width / 2, BOX.height]],
    [node("above", 20, -300), [BOX.width / 2, 0]],
  ] as const) {
    const [drawn] = curves([from, to], [{ from: "a", to: to.id }]);
    assert.deepEqual(start(drawn?.d), expected, to.id);
    const tip = drawn?.arrow.split(" ")[0]?.split(",").map(Number) ?? [];
    const rect = rectOf(to);
    const onEdge =
      tip[0] === rect.x ||
      tip[0] === rect.x + rect.width ||
      tip[1] === rect.y ||
      tip[1] === rect.y + rect.height;
    assert.ok(onEdge, `${tip} touches ${to.id}`);
  }
});

test("edges share a side in the order of where they go, and each pair its own way back", () => {
  const nodes = [node("a", 0, 0), node("low", 400, 300), node("high", 400, -300)];
  const [low, high] = curves(nodes, [
    { from: "a", to: "low" },
    { from: "a", to: "high" },
  ]);
  assert.ok((start(low?.d)?.[1] ?? 0) > (start(high?.d)?.[1] ?? 0));
  const [there, back] = curves(nodes, [
    { from: "a", to: "low" },
    { from: "low", to: "a" },
  ]);
  assert.notDeepEqual(there?.middle, back?.middle);
});

test("an edge goes round a box that would hide it, and straight where none does", () => {
  const [from, between, to] = [node("a", 0, 0), node("b", 256, 0), node("c", 512, 0)];
  const edges = [{ from: "a", to: "c" }];
  assert.deepEqual(start(curves([from, between, to], edges)[0]?.d), [BOX.width / 2, BOX.height], "out below");
  assert.deepEqual(start(curves([from, to], edges)[0]?.d), [BOX.width, BOX.height / 2]);
  const below = node("d", 256, 120);
  assert.deepEqual(start(curves([from, between, below, to], edges)[0]?.d), [BOX.width / 2, 0], "out above");
});

test("an edge without an end, or to itself, is not drawn, and costs the others nothing", () => {
  const drawn = curves(
    [node("a", 0, 0), node("b", 400, 0)],
    [
      { from: "a", to: "nobody" },
      { from: "a", to: "a" },
      { from: "a", to: "b" },
    ],
  );
  assert.deepEqual(
    drawn.map((one) => one !== null),
    [false, false, true],
  );
});

test("many edges at one side stay on it", () => {
  const many = Array.from({ length: 40 }, (_, at) => node(`n${at}`, 600, at * 100));
  const drawn = curves(
    [node("a", 0, 2000), ...many],
    many.map(({ id }) => ({ from: "a", to: id })),
  );
  for (const one of drawn) {
    const y = start(one?.d)?.[1] ?? -1;
    assert.ok(y >= 2000 && y <= 2000 + BOX.height, String(y));
  }
});

test("a new box lies on no other", () => {
  const nodes = [node("a", 0, 0), node("b", 0, 100), node("c", 240, 0)];
  const place = freePlace(nodes, { x: 0, y: 0 });
  for (const one of nodes) assert.equal(overlaps(rectOf(one), { ...place, ...BOX }), false);
  assert.deepEqual(freePlace([], { x: 5, y: 6 }), { x: 5, y: 6 });
});

test("the box under a point is the one on top", () => {
  const nodes = [node("under", 0, 0), node("top", 20, 20)];
  assert.equal(nodeAt(nodes, { x: 30, y: 30 })?.id, "top");
  assert.equal(nodeAt(nodes, { x: 5, y: 5 })?.id, "under");
  assert.equal(nodeAt(nodes, { x: 900, y: 5 }), undefined);
  assert.deepEqual(boundsOf(nodes), { x: 0, y: 0, width: BOX.width + 20, height: BOX.height + 20 });
});

test("a line that is being drawn ends at the pointer", () => {
  assert.equal(loose(node("a", 0, 0), { x: 500, y: 40 }).arrow.split(" ")[0], "500,40");
});

// Where things are on the canvas: boxes, the sides at which edges meet them, and the curves between.
import type { DesignEdge, DesignNode } from "./protocol";

export const BOX = { width: 192, height: 72 };

export interface Point {
  x: number;
  y: number;
}

export interface Rect extends Point {
  width: number;
  height: number;
}

export type Side = "left" | "right" | "top" | "bottom";

export interface Curve {
  /** For an SVG path. */
  d: string;
  /** The arrow's three corners. */
  arrow: string;
  /** For what is written at it. */
  middle: Point;
}

export const cornerOf = ({ at }: DesignNode): Point => ({ x: at?.[0] ?? 0, y: at?.[1] ?? 0 });

export const rectOf = (node: DesignNode): Rect => ({ ...cornerOf(node), ...BOX });

export const centreOf = (node: DesignNode): Point => {
  const { x, y } = cornerOf(node);
  return { x: x + BOX.width / 2, y: y + BOX.height / 2 };
};

/** What holds all of them; something to look at where there are none. */
export function boundsOf(nodes: DesignNode[]): Rect {
  if (nodes.length === 0) return { x: 0, y: 0, width: BOX.width, height: BOX.height };
  const corners = nodes.map(cornerOf);
  const [left, top] = [Math.min(...corners.map(({ x }) => x)), Math.min(...corners.map(({ y }) => y))];
  const right = Math.max(...corners.map(({ x }) => x)) + BOX.width;
  const bottom = Math.max(...corners.map(({ y }) => y)) + BOX.height;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

export function overlaps(one: Rect, other: Rect, gap = 0): boolean {
  return (
    one.x < other.x + other.width + gap &&
    other.x < one.x + one.width + gap &&
    one.y < other.y + other.height + gap &&
    other.y < one.y + one.height + gap
  );
}

/** The part under a point; of several the one that is drawn last. */
export function nodeAt(nodes: DesignNode[], { x, y }: Point): DesignNode | undefined {
  return [...nodes].reverse().find((node) => {
    const rect = rectOf(node);
    return x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height;
  });
}

/** A place near `wanted` where a box lies on no other: below it, then further right. */
export function freePlace(nodes: DesignNode[], wanted: Point): Point {
  const gap = 24;
  const isFree = (place: Point) =>
    nodes.every((node) => !overlaps(rectOf(node), { ...place, ...BOX }, gap - 1));
  for (let column = 0; column < 100; column += 1) {
    for (let row = 0; row < 8; row += 1) {
      const place = { x: wanted.x + column * (BOX.width + 64), y: wanted.y + row * (BOX.height + gap) };
      if (isFree(place)) return place;
    }
  }
  return wanted;
}

/** As one reads: rows from the top, each from the left. What is half a box higher or lower is in the same row. */
export function readingOrder(nodes: DesignNode[]): DesignNode[] {
  const left = [...nodes].sort((one, other) => cornerOf(one).y - cornerOf(other).y);
  const order: DesignNode[] = [];
  while (left.length > 0) {
    const top = cornerOf(left[0] as DesignNode).y;
    const row = left.filter((node) => cornerOf(node).y - top <= BOX.height / 2);
    left.splice(0, row.length);
    order.push(...row.sort((one, other) => cornerOf(one).x - cornerOf(other).x));
  }
  return order;
}

/** Edges in the order of the parts they begin at, and of each part in the order of its calls. */
export function edgeOrder(order: DesignNode[], edges: DesignEdge[]): number[] {
  const rank = new Map(order.map(({ id }, at) => [id, at]));
  return edges
    .map((_, index) => index)
    .sort(
      (one, other) =>
        (rank.get(edges[one]?.from ?? "") ?? 0) - (rank.get(edges[other]?.from ?? "") ?? 0) || one - other,
    );
}

interface End {
  edge: number;
  node: DesignNode;
  side: Side;
  /** Where the edge goes to or comes from. */
  far: Point;
}

/**
 * The curve of every edge, by its place among the edges; `null` where an end is missing. Edges that meet a box at
 * the same side share it, in the order of where they come from, so that they do not cross on their last bit.
 */
export function curves(nodes: DesignNode[], edges: DesignEdge[]): (Curve | null)[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const sides = new Map<string, End[]>();
  edges.forEach(({ from, to }, edge) => {
    const [start, end] = [byId.get(from), byId.get(to)];
    if (!start || !end || start === end) return;
    const [out, into] = clearSides(start, end, nodes);
    meet(sides, { edge, node: start, side: out, far: centreOf(end) });
    meet(sides, { edge, node: end, side: into, far: centreOf(start) });
  });
  const places = new Map<string, { point: Point; side: Side }>();
  for (const ends of sides.values()) {
    const across = ends[0]?.side === "left" || ends[0]?.side === "right" ? "y" : "x";
    ends.sort((one, other) => one.far[across] - other.far[across] || one.edge - other.edge);
    ends.forEach((end, at) => {
      places.set(`${end.edge} ${end.node.id}`, { point: onSide(end, at, ends.length), side: end.side });
    });
  }
  return edges.map(({ from, to }, edge) => {
    const [start, end] = [places.get(`${edge} ${from}`), places.get(`${edge} ${to}`)];
    return start && end && from !== to ? curve(start.point, start.side, end.point, end.side) : null;
  });
}

function meet(sides: Map<string, End[]>, end: End): void {
  const key = `${end.node.id} ${end.side}`;
  const there = sides.get(key);
  if (there) there.push(end);
  else sides.set(key, [end]);
}

/** Systems are drawn from left to right: only what is clearly above or below is met there. */
function sidesOf(start: Point, end: Point): [Side, Side] {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  if (Math.abs(dx) >= BOX.width * 0.75 || Math.abs(dx) > Math.abs(dy) * 1.5)
    return dx >= 0 ? ["right", "left"] : ["left", "right"];
  return dy >= 0 ? ["bottom", "top"] : ["top", "bottom"];
}

const AROUND: [Side, Side][] = [
  ["bottom", "bottom"],
  ["top", "top"],
  ["bottom", "left"],
  ["top", "left"],
  ["right", "top"],
  ["right", "bottom"],
];
const SAMPLES = 12;

/** The nearest sides, or others where the way between those would lie behind a third box. */
function clearSides(start: DesignNode, end: DesignNode, nodes: DesignNode[]): [Side, Side] {
  const usual = sidesOf(centreOf(start), centreOf(end));
  const others = nodes.filter((node) => node !== start && node !== end).map(rectOf);
  let best = usual;
  let least = behind(start, end, usual, others);
  for (const sides of AROUND) {
    if (least === 0) break;
    // A way round that only saves a corner is not worth its bend.
    const hits = behind(start, end, sides, others) + 1;
    if (hits < least) [best, least] = [sides, hits];
  }
  return best;
}

/** How much of a way lies behind boxes. */
function behind(start: DesignNode, end: DesignNode, [out, into]: [Side, Side], others: Rect[]): number {
  const from = onSide({ edge: 0, node: start, side: out, far: centreOf(end) }, 0, 1);
  const to = onSide({ edge: 0, node: end, side: into, far: centreOf(start) }, 0, 1);
  const [one, other] = bends(from, out, to, into);
  let hits = 0;
  for (let at = 1; at < SAMPLES; at += 1) {
    const t = at / SAMPLES;
    const u = 1 - t;
    const along = (axis: "x" | "y") =>
      u * u * u * from[axis] + 3 * u * u * t * one[axis] + 3 * u * t * t * other[axis] + t * t * t * to[axis];
    const [x, y] = [along("x"), along("y")];
    const isIn = ({ x: left, y: top, width, height }: Rect) =>
      x > left && x < left + width && y > top && y < top + height;
    if (others.some(isIn)) hits += 1;
  }
  return hits;
}

/** Where a curve would go if it went on as it leaves, and came from as it arrives. */
function bends(start: Point, out: Side, end: Point, into: Side): [Point, Point] {
  const across = Math.hypot(end.x - start.x, end.y - start.y);
  // A way round leaves far enough to pass a box.
  const reach = out === into ? Math.max(72, across * 0.3) : Math.max(24, Math.min(160, across / 2));
  return [
    { x: start.x + OUT[out].x * reach, y: start.y + OUT[out].y * reach },
    { x: end.x + OUT[into].x * reach, y: end.y + OUT[into].y * reach },
  ];
}

function onSide({ node, side }: End, at: number, of: number): Point {
  const { x, y } = cornerOf(node);
  const along = (length: number) => {
    const gap = Math.min(16, (length * 0.7) / of);
    return length / 2 + (at - (of - 1) / 2) * gap;
  };
  if (side === "left") return { x, y: y + along(BOX.height) };
  if (side === "right") return { x: x + BOX.width, y: y + along(BOX.height) };
  if (side === "top") return { x: x + along(BOX.width), y };
  return { x: x + along(BOX.width), y: y + BOX.height };
}

const OUT: Record<Side, Point> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  top: { x: 0, y: -1 },
  bottom: { x: 0, y: 1 },
};
const ARROW = 9;

/** From one side of a box to one of another, arriving straight. */
export function curve(start: Point, out: Side, end: Point, into: Side): Curve {
  const back = OUT[into];
  // The line ends where the arrow begins.
  const tip = { x: end.x + back.x * ARROW, y: end.y + back.y * ARROW };
  const [one, other] = bends(start, out, tip, into);
  const wide = ARROW * 0.5;
  return {
    d: `M${at(start)} C${at(one)} ${at(other)} ${at(tip)}`,
    arrow: [
      end,
      { x: tip.x - back.y * wide, y: tip.y + back.x * wide },
      { x: tip.x + back.y * wide, y: tip.y - back.x * wide },
    ]
      .map(at)
      .join(" "),
    middle: {
      x: (start.x + 3 * one.x + 3 * other.x + tip.x) / 8,
      y: (start.y + 3 * one.y + 3 * other.y + tip.y) / 8,
    },
  };
}

/** While it is drawn by hand: from a box's side to where the pointer is. */
export function loose(from: DesignNode, to: Point): Curve {
  const [out, into] = sidesOf(centreOf(from), to);
  return curve(onSide({ edge: 0, node: from, side: out, far: to }, 0, 1), out, to, into);
}

const at = ({ x, y }: Point): string => `${round(x)},${round(y)}`;
const round = (value: number): number => Math.round(value * 10) / 10;

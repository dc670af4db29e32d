// Places for parts that have none: columns by how far a request has come, in each column in the order in which
// the fewest lines cross.
import { BOX, freePlace, overlaps, type Point, rectOf } from "./geometry";
import { snap } from "./model";
import type { Design, DesignNode } from "./protocol";

const STEP: Point = { x: BOX.width + 64, y: BOX.height + 40 };
const SWEEPS = 6;

/** Every part has a place; those that had one keep it. */
export function placed(design: Design): Design {
  const without = design.nodes.filter(({ at }) => !at);
  if (without.length === 0) return design;
  if (without.length === design.nodes.length) return arranged(design);
  // Beside somebody they belong to, where there is room.
  let nodes = design.nodes;
  for (const node of without) {
    const there = nodes.filter(({ at }) => at);
    const caller = design.edges.find(({ to, from }) => to === node.id && there.some(({ id }) => id === from));
    const called = design.edges.find(({ to, from }) => from === node.id && there.some(({ id }) => id === to));
    const near = there.find(({ id }) => id === (caller?.from ?? called?.to)) ?? there[0];
    const by = caller || !called ? STEP.x : -STEP.x;
    const place = freePlace(there, { x: (near?.at?.[0] ?? 0) + by, y: near?.at?.[1] ?? 0 });
    nodes = nodes.map((one) => (one === node ? at(one, place) : one));
  }
  return { ...design, nodes };
}

const SPREAD_MAX = 5;

/** A drawing from elsewhere, whose boxes were smaller: the same picture with more room, or in columns. */
export function spread(design: Design): Design {
  for (let times = 1; times <= SPREAD_MAX; times += 0.25) {
    const nodes = design.nodes.map((node) =>
      times === 1 ? node : at(node, { x: (node.at?.[0] ?? 0) * times, y: (node.at?.[1] ?? 0) * times }),
    );
    const rects = nodes.map(rectOf);
    const isFree = rects.every((one, index) =>
      rects.slice(index + 1).every((other) => !overlaps(one, other, 12)),
    );
    if (isFree) return times === 1 ? design : { ...design, nodes };
  }
  return arranged(design);
}

/** All parts in columns. */
export function arranged(design: Design): Design {
  const columns = columnsOf(design);
  const height = Math.max(...columns.map((column) => column.length), 1);
  const places = new Map<string, Point>();
  columns.forEach((column, x) => {
    const top = ((height - column.length) / 2) * STEP.y;
    column.forEach((id, y) => {
      places.set(id, { x: x * STEP.x, y: top + y * STEP.y });
    });
  });
  return { ...design, nodes: design.nodes.map((node) => at(node, places.get(node.id) ?? { x: 0, y: 0 })) };
}

const at = (node: DesignNode, { x, y }: Point): DesignNode => ({ ...node, at: [snap(x), snap(y)] });

const ROWS_MAX = 10;

function columnsOf(design: Design): string[][] {
  const depth = depths(design);
  const columns: string[][] = [];
  for (const { id } of design.nodes) {
    const column = depth.get(id) ?? 0;
    columns[column] ??= [];
    columns[column].push(id);
  }
  untangle(columns, design);
  // A column that would run off every screen becomes several.
  return columns.flatMap((column) => {
    const parts = Math.ceil(column.length / ROWS_MAX);
    const rows = Math.ceil(column.length / Math.max(parts, 1));
    return Array.from({ length: parts }, (_, part) => column.slice(part * rows, (part + 1) * rows));
  });
}

/** How many calls a request has behind it, at most; a call back into the way it came does not count. */
function depths({ nodes, edges }: Design): Map<string, number> {
  const next = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  for (const { from, to } of edges) if (next.has(to)) next.get(from)?.push(to);
  const order: string[] = [];
  const state = new Map<string, "open" | "done">();
  const back = new Set<string>();
  const visit = (id: string): void => {
    state.set(id, "open");
    for (const to of next.get(id) ?? []) {
      if (state.get(to) === "open") back.add(`${id} ${to}`);
      else if (!state.has(to)) visit(to);
    }
    state.set(id, "done");
    order.unshift(id);
  };
  const called = new Set(edges.map(({ to }) => to));
  for (const { id } of nodes) if (!called.has(id) && !state.has(id)) visit(id);
  for (const { id } of nodes) if (!state.has(id)) visit(id);
  const depth = new Map<string, number>(nodes.map(({ id }) => [id, 0]));
  for (const id of order) {
    for (const to of next.get(id) ?? []) {
      if (back.has(`${id} ${to}`)) continue;
      depth.set(to, Math.max(depth.get(to) ?? 0, (depth.get(id) ?? 0) + 1));
    }
  }
  return depth;
}

/** Sweeps to and fro; each part goes to the mean height of those it is connected with. */
function untangle(columns: string[][], { edges }: Design): void {
  const near = new Map<string, string[]>();
  const add = (one: string, other: string) => near.set(one, [...(near.get(one) ?? []), other]);
  for (const { from, to } of edges) {
    add(from, to);
    add(to, from);
  }
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const row = new Map<string, number>();
    for (const column of columns)
      for (const [y, id] of column.entries()) row.set(id, y - (column.length - 1) / 2);
    const inTurn = sweep % 2 === 0 ? columns : [...columns].reverse();
    for (const column of inTurn) {
      const wish = (id: string) => {
        const rows = (near.get(id) ?? []).flatMap((other) => row.get(other) ?? []);
        return rows.length > 0 ? rows.reduce((sum, one) => sum + one, 0) / rows.length : (row.get(id) ?? 0);
      };
      const wishes = new Map(column.map((id) => [id, wish(id)]));
      column.sort((one, other) => (wishes.get(one) ?? 0) - (wishes.get(other) ?? 0));
      for (const [y, id] of column.entries()) row.set(id, y - (column.length - 1) / 2);
    }
  }
}

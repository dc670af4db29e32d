// Edits of a design. Each takes one and returns another; what did not change is shared between both, so that
// keeping every earlier design for undo costs little.
import type { Design, DesignEdge, DesignNode, Operation, Part } from "./protocol";

/** What is drawn where: the corner of new things lies on these lines. */
export const GRID = 16;

export const snap = (value: number): number => Math.round(value / GRID) * GRID;

export const nodeOf = (design: Design, id: string): DesignNode | undefined =>
  design.nodes.find((node) => node.id === id);

/** What people call it. */
export const nameOf = (node: DesignNode): string => node.title || node.id;

export const nameIn = (design: Design, id: string): string => {
  const node = nodeOf(design, id);
  return node ? nameOf(node) : id;
};

export function addNode(design: Design, part: Part, at: [number, number]): { design: Design; id: string } {
  const id = freeId(design, part.kind);
  const node: DesignNode = { ...structuredClone(part), id, at: [snap(at[0]), snap(at[1])] };
  return { design: { ...design, nodes: [...design.nodes, node] }, id };
}

/** With the edges that lead to them or from them. */
export function removeNodes(design: Design, ids: string[]): Design {
  const gone = new Set(ids);
  return {
    ...design,
    nodes: design.nodes.filter((node) => !gone.has(node.id)),
    edges: design.edges.filter((edge) => !gone.has(edge.from) && !gone.has(edge.to)),
  };
}

export function removeEdge(design: Design, index: number): Design {
  return { ...design, edges: design.edges.filter((_, at) => at !== index) };
}

export function moveNodes(design: Design, ids: string[], dx: number, dy: number): Design {
  const moved = new Set(ids);
  return {
    ...design,
    nodes: design.nodes.map((node) =>
      moved.has(node.id) ? { ...node, at: [snap(x(node) + dx), snap(y(node) + dy)] } : node,
    ),
  };
}

const x = ({ at }: DesignNode) => at?.[0] ?? 0;
const y = ({ at }: DesignNode) => at?.[1] ?? 0;

/** The copies stand a little to the side; edges among them are copied too. */
export function duplicate(design: Design, ids: string[]): { design: Design; ids: string[] } {
  const names = new Map<string, string>();
  let next = design;
  for (const id of ids) {
    const node = nodeOf(design, id);
    if (!node) continue;
    const copyId = freeId(next, id.replace(/-\d+$/, ""));
    const copy: DesignNode = {
      ...structuredClone(node),
      id: copyId,
      at: [x(node) + 2 * GRID, y(node) + 2 * GRID],
    };
    names.set(id, copyId);
    next = { ...next, nodes: [...next.nodes, copy] };
  }
  const copies = design.edges.flatMap((edge) => {
    const [from, to] = [names.get(edge.from), names.get(edge.to)];
    return from && to ? [{ ...structuredClone(edge), from, to }] : [];
  });
  return { design: { ...next, edges: [...next.edges, ...copies] }, ids: [...names.values()] };
}

/** `null` where an edge can lead nowhere: from a part to itself, or to none. One that is there already is given back. */
export function connect(
  design: Design,
  from: string,
  to: string,
): { design: Design; index: number; isNew: boolean } | null {
  if (from === to || !nodeOf(design, from) || !nodeOf(design, to)) return null;
  const there = design.edges.findIndex((edge) => edge.from === from && edge.to === to);
  if (there >= 0) return { design, index: there, isNew: false };
  return {
    design: { ...design, edges: [...design.edges, { from, to }] },
    index: design.edges.length,
    isNew: true,
  };
}

/** `undefined` takes a knob away. */
export type Patch = Record<string, unknown>;

export function setNode(design: Design, id: string, patch: Patch): Design {
  return {
    ...design,
    nodes: design.nodes.map((node) => (node.id === id ? patched(node, patch) : node)),
  };
}

export function setEdge(design: Design, index: number, patch: Patch): Design {
  return { ...design, edges: design.edges.map((edge, at) => (at === index ? patched(edge, patch) : edge)) };
}

function patched<T extends object>(thing: T, patch: Patch): T {
  const next: Record<string, unknown> = { ...thing, ...patch };
  for (const [key, value] of Object.entries(patch)) if (value === undefined) delete next[key];
  return next as T;
}

/** Everywhere it is named. The same design again where the new id is taken or empty. */
export function renameNode(design: Design, from: string, to: string): Design {
  if (!to || from === to || nodeOf(design, to) || !nodeOf(design, from)) return design;
  const renamed = (id: string) => (id === from ? to : id);
  return {
    ...design,
    nodes: design.nodes.map((node) => (node.id === from ? { ...node, id: to } : node)),
    edges: design.edges.map((edge) =>
      edge.from === from || edge.to === from
        ? { ...edge, from: renamed(edge.from), to: renamed(edge.to) }
        : edge,
    ),
  };
}

/** A part whose id is only its kind's gets one of its title; an id that somebody chose stays. */
export function titled(design: Design, id: string, title: string): { design: Design; id: string } {
  const node = nodeOf(design, id);
  if (!node) return { design, id };
  const next = setNode(design, id, { title: title || undefined });
  const given = [node.kind, slug(node.title ?? "")].filter(Boolean);
  const isOurs = given.some((base) => id === base || new RegExp(`^${base}-\\d+$`).test(id));
  const wanted = slug(title);
  if (!isOurs || !wanted || wanted === id) return { design: next, id };
  const free = freeId(removeNodes(next, [id]), wanted);
  return { design: renameNode(next, id, free), id: free };
}

/** Calls are made in the order of the edges: this one changes places with the call before or after it. */
export function moveCall(design: Design, index: number, by: -1 | 1): { design: Design; index: number } {
  const edge = design.edges[index];
  let other = index + by;
  while (design.edges[other] && design.edges[other]?.from !== edge?.from) other += by;
  const target = design.edges[other];
  if (!edge || !target) return { design, index };
  const edges = [...design.edges];
  edges[index] = target;
  edges[other] = edge;
  return { design: { ...design, edges }, index: other };
}

export function turnEdge(design: Design, index: number): Design {
  const edge = design.edges[index];
  if (!edge || design.edges.some(({ from, to }) => from === edge.to && to === edge.from)) return design;
  return setEdge(design, index, { from: edge.to, to: edge.from });
}

export function addOperation(design: Design): Design {
  const taken = new Set(design.operations.map(({ id }) => id));
  const operation: Operation = { ...USUAL_OPERATION, id: free("request", taken) };
  return { ...design, operations: [...design.operations, operation] };
}

export const USUAL_OPERATION: Operation = {
  id: "request",
  share: 1,
  writes: false,
  keys: 100_000,
  zipf: 0.9,
  bytes: 1_000,
};

/** A new id goes to everybody who names the operation. */
export function setOperation(design: Design, index: number, patch: Partial<Operation>): Design {
  const before = design.operations[index];
  if (!before) return design;
  const operations = design.operations.map((one, at) => (at === index ? { ...one, ...patch } : one));
  const next = { ...design, operations };
  const { id } = patch;
  if (id === undefined || id === before.id) return next;
  if (!id || design.operations.some((one) => one.id === id)) return design;
  return named(next, (names) => names.map((name) => (name === before.id ? id : name)));
}

export function removeOperation(design: Design, index: number): Design {
  const before = design.operations[index];
  if (!before) return design;
  const operations = design.operations.filter((_, at) => at !== index);
  return named({ ...design, operations }, (names) => names.filter((name) => name !== before.id));
}

function named(design: Design, change: (names: string[]) => string[]): Design {
  const each = <T extends DesignNode | DesignEdge>(thing: T): T => {
    const names = thing.operations;
    if (!Array.isArray(names)) return thing;
    const changed = change(names as string[]);
    return patched(thing, { operations: changed.length > 0 ? changed : undefined });
  };
  return { ...design, nodes: design.nodes.map(each), edges: design.edges.map(each) };
}

/** For people's words: `Orders DB` becomes `orders-db`. With a number behind it it is still short enough for an id. */
export function slug(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 36)
    .replace(/-+$/, "");
}

function freeId(design: Design, base: string): string {
  return free(base, new Set(design.nodes.map(({ id }) => id)));
}

function free(base: string, taken: Set<string>): string {
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

// Flaws by what they are of.
import type { Design, Flaw } from "./protocol";

export type FlawMap = Map<string, { count: number; isFatal: boolean }>;

export function flawMap(flaws: Flaw[]): FlawMap {
  const map: FlawMap = new Map();
  for (const { place, is_fatal } of flaws) {
    if (place === "design" || "operation" in place) continue;
    const key = "node" in place ? place.node : `${place.edge.from} → ${place.edge.to}`;
    const had = map.get(key);
    map.set(key, { count: (had?.count ?? 0) + 1, isFatal: (had?.isFatal ?? false) || is_fatal });
  }
  return map;
}

export const flawsOfNode = (flaws: Flaw[], id: string): Flaw[] =>
  flaws.filter(({ place }) => place !== "design" && "node" in place && place.node === id);

export const flawsOfEdge = (flaws: Flaw[], from: string, to: string): Flaw[] =>
  flaws.filter(
    ({ place }) => place !== "design" && "edge" in place && place.edge.from === from && place.edge.to === to,
  );

const lasting = new WeakMap<Design, string>();

/** Whether two designs would run the same: places and titles are for people. */
export function runsAlike(one: Design, other: Design): boolean {
  return one === other || essence(one) === essence(other);
}

function essence(design: Design): string {
  let known = lasting.get(design);
  if (known === undefined) {
    const nodes = design.nodes.map(({ at: _at, title: _title, ...node }) => node);
    known = JSON.stringify([design.operations, nodes, design.edges]);
    lasting.set(design, known);
  }
  return known;
}

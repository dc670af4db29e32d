// What a box says of its part: the two knobs that tell most, and what a screen reader hears.

import { nameIn, nameOf } from "./model";
import { ms, percent, perSecond, plain, short, some, whole } from "./numbers";
import type { Design, DesignEdge, DesignNode, Duration } from "./protocol";

const number = (node: DesignNode, knob: string): number => Number(node[knob] ?? 0);
const mean = (node: DesignNode, knob: string): string =>
  ms((node[knob] as Duration | undefined)?.mean_ms ?? 0);

const POLICIES: Record<string, string> = {
  "round-robin": "round robin",
  "least-connections": "least busy",
  "consistent-hash": "by key",
  random: "at random",
};

/** Such as `4 × 8 cores`; at most two facts, short. */
export function facts(node: DesignNode): string {
  const all = FACTS[node.kind]?.(node) ?? [];
  return all
    .filter((fact): fact is string => Boolean(fact))
    .slice(0, 2)
    .join(" · ");
}

type Fact = string | false;

const running = (node: DesignNode): Fact[] => [
  `${whole(number(node, "instances"))} × ${some(number(node, "cores"), "core")}`,
  mean(node, "work"),
];

const keeping = (node: DesignNode): Fact[] => [
  `${short(number(node, "capacity_keys"))} keys`,
  number(node, "ttl_s") > 0 && `${plain(number(node, "ttl_s"))} s TTL`,
];

const stored = (node: DesignNode): Fact[] => {
  const [shards, replicas] = [number(node, "shards"), number(node, "replicas")];
  return [
    shards > 1 && `${whole(shards)} shards`,
    replicas > 0 ? some(replicas, "replica") : shards <= 1 && "no replica",
    some(number(node, "cores"), "core"),
  ].filter(Boolean);
};

const FACTS: Record<string, (node: DesignNode) => Fact[]> = {
  clients: (node) => [
    perSecond(number(node, "rate_per_s")),
    number(node, "connections") > 0 && `${short(number(node, "connections"))} open`,
  ],
  cdn: keeping,
  cache: keeping,
  "load-balancer": (node) => [
    POLICIES[String(node.policy)] ?? String(node.policy),
    `${whole(number(node, "instances"))} ×`,
  ],
  gateway: (node) => {
    const limit = node.limit as { rate_per_s?: number } | null | undefined;
    return [
      `${whole(number(node, "instances"))} × ${mean(node, "work")}`,
      limit ? `limit ${perSecond(limit.rate_per_s ?? 0)}` : "no limit",
    ];
  },
  service: running,
  workers: running,
  database: stored,
  "sharded-store": stored,
  "search-index": stored,
  "object-store": (node) => [`read ${mean(node, "read")}`, `write ${mean(node, "write")}`],
  queue: (node) => [
    `holds ${short(number(node, "capacity"))}`,
    number(node, "copies") > 1 && some(number(node, "copies"), "copy", "copies"),
  ],
  log: (node) => [
    some(number(node, "partitions"), "partition"),
    number(node, "copies") > 1 && some(number(node, "copies"), "copy", "copies"),
  ],
  websockets: (node) => [
    `${whole(number(node, "instances"))} × ${short(number(node, "connections_max"))} open`,
  ],
  external: (node) => [
    mean(node, "work"),
    number(node, "error_share") > 0 && `${percent(number(node, "error_share"))} errors`,
  ],
};

/** How many of it stand behind one another: drawn as a stack. */
export function copiesOf(node: DesignNode): number {
  const { instances, shards, replicas, copies } = node as Record<string, unknown>;
  if (typeof instances === "number") return instances;
  if (typeof shards === "number") return shards * (1 + Number(replicas ?? 0));
  return typeof copies === "number" ? copies : 1;
}

export function zonesOf({ zones = [] }: DesignNode): string {
  const [first, ...more] = zones;
  return first === undefined ? "" : more.length > 0 ? `${first} +${more.length}` : first;
}

/** What is unusual about a call, for the middle of its line. */
export function edgeFacts(edge: DesignEdge): string {
  const { operations, share, calls, retries } = edge;
  return [
    Array.isArray(operations) && operations.length > 0 && operations.join(", "),
    typeof share === "number" && share !== 1 && percent(share),
    typeof calls === "number" && calls !== 1 && `×${whole(calls)}`,
    typeof retries === "number" && retries > 0 && some(retries, "retry", "retries"),
    edge.breaker ? "breaker" : false,
  ]
    .filter(Boolean)
    .join(" · ");
}

/** For who does not see the drawing. */
export function nodeSays(design: Design, node: DesignNode, kindTitle: string): string {
  const calls = design.edges.filter(({ from }) => from === node.id).map(({ to }) => nameIn(design, to));
  const zones = node.zones ?? [];
  return [
    nameOf(node) === kindTitle ? kindTitle : `${nameOf(node)}, ${kindTitle.toLowerCase()}`,
    facts(node).replaceAll("×", "times").replaceAll(" · ", ", "),
    zones.length > 0 && `in ${zones.join(", ")}`,
    calls.length > 0 ? `calls ${calls.join(", ")}` : "calls nobody",
  ]
    .filter(Boolean)
    .join("; ");
}

export function edgeSays(design: Design, edge: DesignEdge): string {
  const told = edgeFacts(edge).replaceAll("×", "times ").replaceAll(" · ", ", ");
  return [
    `${nameIn(design, edge.from)} calls ${nameIn(design, edge.to)}`,
    edge.background === true && "in the background",
    told,
  ]
    .filter(Boolean)
    .join("; ");
}

/** As long as it fits; `measure` says how wide a text is. */
export function fitted(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text;
  const letters = Array.from(text);
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${letters.slice(0, middle).join("").trimEnd()}…`) <= width) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join("").trimEnd()}…`;
}

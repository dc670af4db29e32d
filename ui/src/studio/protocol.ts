// What the studio and the program tell one another, as JSON: designs, scenarios, runs and reports.

export interface Duration {
  mean_ms: number;
  spread: "constant" | "exponential" | "narrow" | "wide";
}

export interface Operation {
  id: string;
  share: number;
  writes: boolean;
  keys: number;
  zipf: number;
  bytes: number;
}

/** A part of the palette with its knobs. */
export interface Part {
  kind: string;
  [knob: string]: unknown;
}

/** A part in a design. */
export interface DesignNode extends Part {
  id: string;
  title?: string;
  zones?: string[];
  /** Of its upper left corner, in the canvas's units. */
  at?: [number, number];
}

/** `from` calls `to`; a knob that is not there is as usual. */
export interface DesignEdge {
  from: string;
  to: string;
  [knob: string]: unknown;
}

export interface Design {
  title: string;
  operations: Operation[];
  nodes: DesignNode[];
  edges: DesignEdge[];
}

/** As it goes over the wire: what is empty may be left out. */
export interface WireDesign {
  title?: string;
  operation?: Operation[];
  node?: DesignNode[];
  edge?: DesignEdge[];
}

export const EMPTY: Design = { title: "", operations: [], nodes: [], edges: [] };

export function fromWire({ title = "", operation = [], node = [], edge = [] }: WireDesign): Design {
  return { title, operations: operation, nodes: node, edges: edge };
}

export function toWire({ title, operations, nodes, edges }: Design): WireDesign {
  return { title, operation: operations, node: nodes, edge: edges };
}

export interface PaletteItem {
  kind: string;
  title: string;
  says: string;
  part: Part;
}

export interface Scenario {
  load: number;
  /** Such as `spike x5@20s for 10s`. */
  shape: string;
  /** Such as `kill orders-db@30s for 20s`. */
  faults: string[];
  duration_s: number;
  warm_up_s: number;
  seed: number;
  events_max: number;
}

export const USUAL_SCENARIO: Scenario = {
  load: 1,
  shape: "steady",
  faults: [],
  duration_s: 60,
  warm_up_s: 0,
  seed: 1,
  events_max: 6_000_000,
};

/** A moment: what was seen since the one before. */
export interface Frame {
  at_s: number;
  offered_per_s: number;
  answered_per_s: number;
  errors_per_s: number;
  p50_ms: number;
  p95_ms: number;
  p99_ms: number;
  /** In the order of the design's nodes. */
  nodes: NodeFrame[];
}

export interface NodeFrame {
  calls_per_s: number;
  errors_per_s: number;
  busy: number;
  waiting: number;
  p99_ms: number;
  /** The share of its instances that are up. */
  up: number;
  hit_ratio?: number;
  lag_ms?: number;
}

export interface Latency {
  mean_ms: number;
  p50_ms: number;
  p95_ms: number;
  p99_ms: number;
  p999_ms: number;
  max_ms: number;
}

export interface Summary {
  requests: number;
  offered_per_s: number;
  answered_per_s: number;
  error_share: number;
  /** Null: nothing was answered. */
  latency: Latency | null;
}

export interface ErrorCount {
  cause: string;
  node: string;
  count: number;
  share: number;
}

export interface NodeReport {
  id: string;
  kind: string;
  calls: number;
  calls_per_s: number;
  errors: number;
  busy: number;
  busy_max: number;
  waiting_mean: number;
  waiting_max: number;
  latency: Latency;
  inside_mean: number;
  hit_ratio: number | null;
  lag_max_ms: number | null;
  backlog: number | null;
  message_latency: Latency | null;
  spread: number[];
}

export interface EdgeReport {
  from: string;
  to: string;
  first_calls: number;
  retries: number;
  hedges: number;
  timeouts: number;
  errors: number;
  amplification: number;
  breaker_open_share: number | null;
}

export interface DataReport {
  writes: number;
  lost_writes: number;
  reads: number;
  stale_reads: number;
  redelivered: number;
  dead_lettered: number;
  lost_messages: number;
  delivered: number;
}

export interface Cost {
  currency: string;
  total_per_month: number;
  lines: { node: string; says: string; per_month: number }[];
}

export interface Report {
  title: string;
  seed: number;
  load: number;
  duration_s: number;
  sampling: { one_in: number; says: string } | null;
  events: number;
  trace: string;
  total: Summary;
  operations: (Summary & { id: string })[];
  errors: ErrorCount[];
  nodes: NodeReport[];
  edges: EdgeReport[];
  data: DataReport;
  /** From a client's request to the last who deals with a message of it; where there are messages. */
  delivery_latency?: Latency;
  bottleneck: { node: string; says: string } | null;
  notes: string[];
  cost: Cost | null;
  frames: Frame[];
}

export type Place =
  | { node: string }
  | { edge: { from: string; to: string } }
  | { operation: string }
  | "design";

/** What is wrong with a design, and where. A fatal one cannot be run. */
export interface Flaw {
  place: Place;
  says: string;
  is_fatal: boolean;
}

export interface TargetsData {
  problem: string;
  title: string;
  checks: { id: string; says: string }[];
}

/** What the page of a studio carries. */
export interface StudioData {
  design: WireDesign;
  revision?: number;
  palette: PaletteItem[];
  scenario: Scenario | null;
  targets: TargetsData | null;
  read_only: boolean;
  flaws?: Flaw[];
}

/** Of a problem's target: whether a design does what is asked. */
export interface TargetResult {
  id: string;
  says: string;
  /** `null`: it could not be seen, and `because` says why. */
  met: boolean | null;
  /** Such as `p99-ms` or `error-share`. */
  metric: string;
  value: number | null;
  bound: "at-most" | "at-least";
  limit: number;
  unit: string;
  /** The worst of its runs, to be run again. */
  ran: Scenario | null;
  /** What broke in it. */
  where: string | null;
  because: string | null;
}

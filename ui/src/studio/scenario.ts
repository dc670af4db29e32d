// Load shapes and faults: between the text that the program reads and the fields that people fill in.

export type Shape =
  | { is: "steady" | "diurnal" }
  | { is: "ramp"; times: number }
  | { is: "spike"; times: number; at_s: number; for_s: number }
  | { is: "flash-crowd"; times: number; at_s: number }
  | { is: "hot-key"; share: number; at_s: number; for_s: number };

export type Fault = { at_s: number; for_s: number | null } & (
  | { is: "kill"; node: string; instance: number | null }
  | { is: "lose"; zone: string }
  | { is: "slow"; node: string; instance: number | null; times: number }
  | { is: "partition"; node: string; other: string }
  | { is: "cold" | "deploy"; node: string }
);

export const SHAPES: [Shape["is"], string, string][] = [
  ["steady", "Steady", "The same load all along."],
  ["ramp", "Ramp", "Grows evenly until the end."],
  ["spike", "Spike", "So many times the load, for a while."],
  ["flash-crowd", "Flash crowd", "All at once, then it halves each tenth of the run."],
  ["diurnal", "A day", "The run is a day; the load is its peak."],
  ["hot-key", "Hot key", "A share of all requests asks for one key."],
];

export const FAULTS: [Fault["is"], string, string][] = [
  ["kill", "Kill", "It dies at once, and comes back after the time, if there is one."],
  ["lose", "Lose a zone", "Everything in a zone or a region is gone."],
  ["slow", "Slow down", "It takes so many times as long."],
  ["partition", "Partition", "Nothing gets from one to the other."],
  ["cold", "Empty a cache", "It forgets everything."],
  ["deploy", "Deploy", "Instances are replaced one after the other."],
];

/** A shape of this kind with values that suit a run of so long. */
export function usualShape(is: Shape["is"], duration_s: number): Shape {
  const at_s = Math.round(duration_s / 3);
  const for_s = Math.max(1, Math.round(duration_s / 6));
  switch (is) {
    case "ramp":
      return { is, times: 10 };
    case "spike":
      return { is, times: 5, at_s, for_s };
    case "flash-crowd":
      return { is, times: 20, at_s };
    case "hot-key":
      return { is, share: 0.3, at_s, for_s };
    default:
      return { is };
  }
}

export function writeShape(shape: Shape): string {
  switch (shape.is) {
    case "ramp":
      return `ramp x${shape.times}`;
    case "spike":
      return `spike x${shape.times}@${shape.at_s}s for ${shape.for_s}s`;
    case "flash-crowd":
      return `flash-crowd x${shape.times}@${shape.at_s}s`;
    case "hot-key":
      return `hot-key ${shape.share}@${shape.at_s}s for ${shape.for_s}s`;
    default:
      return shape.is;
  }
}

/** `null` for what is none; the program says why when it is asked. */
export function readShape(text: string): Shape | null {
  const { words, at_s, for_s } = parts(text);
  const [is, value = ""] = words;
  const times = factor(value);
  if (words.length === 1 && (is === "steady" || is === "diurnal")) return { is };
  if (words.length !== 2) return null;
  if (is === "ramp" && times !== null) return { is, times };
  if (at_s === null) return null;
  if (is === "flash-crowd" && times !== null) return { is, times, at_s };
  if (for_s === null) return null;
  if (is === "spike" && times !== null) return { is, times, at_s, for_s };
  const share = part(value);
  if (is === "hot-key" && share !== null) return { is, share, at_s, for_s };
  return null;
}

export function writeFault(fault: Fault): string {
  const when = `@${fault.at_s}s${fault.for_s === null ? "" : ` for ${fault.for_s}s`}`;
  switch (fault.is) {
    case "kill":
      return `kill ${one(fault)}${when}`;
    case "slow":
      return `slow ${one(fault)} x${fault.times}${when}`;
    case "lose":
      return `lose ${fault.zone}${when}`;
    case "partition":
      return `partition ${fault.node} ${fault.other}${when}`;
    default:
      return `${fault.is} ${fault.node}${when}`;
  }
}

export function readFault(text: string): Fault | null {
  const { words, at_s, for_s } = parts(text);
  const [is, first = "", second = ""] = words;
  if (at_s === null || !first) return null;
  const when = { at_s, for_s };
  const instance = /^(.+)\/([1-9]\d*)$/.exec(first);
  const which = { node: instance?.[1] ?? first, instance: instance ? Number(instance[2]) : null };
  const times = factor(second);
  if (is === "kill" && words.length === 2) return { is, ...which, ...when };
  if (is === "slow" && words.length === 3 && times !== null) return { is, ...which, times, ...when };
  if (is === "lose" && words.length === 2) return { is, zone: first, ...when };
  if (is === "partition" && words.length === 3) return { is, node: first, other: second, ...when };
  if ((is === "cold" || is === "deploy") && words.length === 2) return { is, node: first, ...when };
  return null;
}

/** As a sentence: `orders-db dies at 30 s, for 20 s`. */
export function faultSays(text: string, nameOf: (id: string) => string): string {
  const fault = readFault(text);
  if (!fault) return text;
  const named = "node" in fault ? nameOf(fault.node) : "";
  const instance = "instance" in fault && fault.instance !== null ? `, instance ${fault.instance},` : "";
  const long = fault.for_s === null ? "" : `, for ${fault.for_s} s`;
  const what = {
    kill: () => `${named}${instance} dies`,
    slow: () => `${named}${instance} is ${"times" in fault ? fault.times : 1} times as slow`,
    lose: () => `${"zone" in fault ? fault.zone : ""} is lost`,
    partition: () => `${named} and ${"other" in fault ? nameOf(fault.other) : ""} are cut off`,
    cold: () => `${named} forgets everything`,
    deploy: () => `${named} is deployed`,
  }[fault.is]();
  return `${what} at ${fault.at_s} s${long}`;
}

/** The same fault after a node got another id. */
export function renamedFault(text: string, from: string, to: string): string {
  const fault = readFault(text);
  if (!fault) return text;
  const renamed = (id: string) => (id === from ? to : id);
  const changed = { ...fault };
  if ("node" in changed) changed.node = renamed(changed.node);
  if ("other" in changed) changed.other = renamed(changed.other);
  return writeFault(changed);
}

const one = ({ node, instance }: { node: string; instance: number | null }) =>
  instance === null ? node : `${node}/${instance}`;

function parts(text: string): { words: string[]; at_s: number | null; for_s: number | null } {
  const [what = "", when] = text.split("@", 2);
  const [at, long] = when?.split(" for ", 2) ?? [];
  return {
    words: what.split(/\s+/).filter(Boolean),
    at_s: at === undefined ? null : time(at),
    for_s: long === undefined ? null : time(long),
  };
}

function time(text: string): number | null {
  const found = /^\s*(\d+(?:\.\d+)?)\s*(ms|s|min|m)?\s*$/.exec(text);
  if (!found) return null;
  const unit_s = { ms: 0.001, m: 60, min: 60 }[found[2] ?? ""] ?? 1;
  return Number((Number(found[1]) * unit_s).toPrecision(12));
}

function factor(text: string): number | null {
  const value = Number(/^[x×]?(\d+(?:\.\d+)?)$/.exec(text)?.[1]);
  return value > 0 ? value : null;
}

function part(text: string): number | null {
  const found = /^(\d+(?:\.\d+)?)(%?)$/.exec(text);
  if (!found) return null;
  const value = Number(found[1]) * (found[2] ? 0.01 : 1);
  return value <= 1 ? value : null;
}

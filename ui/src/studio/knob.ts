// A knob: what people call it, what it does in one line, and how it is turned. The tables are in knobs.ts.
import type { DesignEdge, DesignNode, Duration } from "./protocol";

export type Choice = [value: string | number, label: string];

export type Turns =
  /** Whole numbers from `min`. */
  | { by: "count"; min: number; max?: number }
  | { by: "number"; min: number; max?: number }
  /** Between 0 and 1, shown in percent. */
  | { by: "share" }
  | { by: "switch" }
  | { by: "choice"; choices: Choice[] }
  | { by: "duration" }
  /** Names of the design's operations. */
  | { by: "operations" }
  /** A number that may be missing; `none` says what holds then. */
  | { by: "optional"; none: string }
  /** Knobs that are there together or not at all. */
  | { by: "group"; knobs: Knob[]; usual: Record<string, unknown> };

export interface Knob {
  name: string;
  label: string;
  says: string;
  unit?: string;
  turns: Turns;
  /** Among the first that are shown. */
  isFirst?: boolean;
  /** Whether it does anything, as the others stand. */
  matters?: (thing: DesignNode | DesignEdge) => boolean;
}

type More = Partial<Pick<Knob, "unit" | "isFirst" | "matters">>;
export const FIRST: More = { isFirst: true };

export const count = (
  name: string,
  label: string,
  says: string,
  more: More = {},
  min = 0,
  max?: number,
): Knob => ({
  name,
  label,
  says,
  turns: max === undefined ? { by: "count", min } : { by: "count", min, max },
  ...more,
});
export const number = (
  name: string,
  label: string,
  says: string,
  unit: string,
  more: More = {},
  min = 0,
): Knob => ({
  name,
  label,
  says,
  unit,
  turns: { by: "number", min },
  ...more,
});
export const share = (name: string, label: string, says: string, more: More = {}): Knob => ({
  name,
  label,
  says,
  unit: "%",
  turns: { by: "share" },
  ...more,
});
export const on = (name: string, label: string, says: string, more: More = {}): Knob => ({
  name,
  label,
  says,
  turns: { by: "switch" },
  ...more,
});
export const choice = (
  name: string,
  label: string,
  says: string,
  choices: Choice[],
  more: More = {},
): Knob => ({
  name,
  label,
  says,
  turns: { by: "choice", choices },
  ...more,
});
export const time = (name: string, label: string, says: string, more: More = {}): Knob => ({
  name,
  label,
  says,
  unit: "ms",
  turns: { by: "duration" },
  ...more,
});
export const operations = (name: string, label: string, says: string): Knob => ({
  name,
  label,
  says,
  turns: { by: "operations" },
});

export const SPREADS: [Duration["spread"], string][] = [
  ["constant", "always the same"],
  ["narrow", "most near it"],
  ["exponential", "at random"],
  ["wide", "a long tail"],
];

const NO_KNOBS = new Set(["id", "kind", "title", "zones", "at", "from", "to"]);

/** The knobs of a thing, those that the tables do not know included. */
export function knobsOf(table: Knob[], thing: Record<string, unknown>): Knob[] {
  const known = new Set(table.map(({ name }) => name));
  const others = Object.keys(thing).filter((name) => !known.has(name) && !NO_KNOBS.has(name));
  return [...table, ...others.flatMap((name) => guessed(name, thing[name]))];
}

function guessed(name: string, value: unknown): Knob[] {
  const [label, says] = [name.replaceAll("_", " "), ""];
  if (typeof value === "number") return [{ name, label, says, turns: { by: "number", min: 0 } }];
  if (typeof value === "boolean") return [{ name, label, says, turns: { by: "switch" } }];
  const isDuration = value !== null && typeof value === "object" && "mean_ms" in value;
  return isDuration ? [{ name, label, says, unit: "ms", turns: { by: "duration" } }] : [];
}

/** What does nothing is not shown, unless somebody turned it. */
export function isShown(knob: Knob, thing: DesignNode | DesignEdge, usual: Record<string, unknown>): boolean {
  if (!knob.matters || knob.matters(thing)) return true;
  const value = thing[knob.name];
  return value !== undefined && JSON.stringify(value) !== JSON.stringify(usual[knob.name]);
}

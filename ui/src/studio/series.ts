// What the charts show: lines over simulated time, made of a run's moments.
import { ms, percent, perSecond, short } from "./numbers";
import type { Frame, NodeFrame, Scenario } from "./protocol";
import type { Run } from "./run";
import { readFault, readShape } from "./scenario";

export type Tone = "accent" | "sky" | "amber" | "berry" | "soft";

export interface Line {
  name: string;
  tone: Tone;
  /** At each moment; NaN where there is none. */
  values: number[];
  /** In seconds, as many as values. */
  times: number[];
  /** Of the run that is compared with. */
  isOther: boolean;
}

export interface Chart {
  id: string;
  title: string;
  lines: Line[];
  format: (value: number) => string;
  /** The axis holds at least this. */
  most: number;
}

/** A time in which something is broken, or the load is another. */
export interface Band {
  from_s: number;
  to_s: number;
  says: string;
}

/** `node` is looked at as well, where one is selected. */
export function charts(run: Run, other: Run | null, node: { id: string; name: string } | null): Chart[] {
  const both: [Run, boolean][] = other
    ? [
        [other, true],
        [run, false],
      ]
    : [[run, false]];
  const made: Chart[] = [
    chart("throughput", "Requests a second", perSecond, both, [
      ["offered", "soft", (frame) => frame.offered_per_s],
      ["answered", "accent", (frame) => frame.answered_per_s],
      ["errors", "berry", (frame) => frame.errors_per_s],
    ]),
    chart("latency", "Time to answer", ms, both, [
      ["p50", "accent", (frame) => frame.p50_ms],
      ["p95", "sky", (frame) => frame.p95_ms],
      ["p99", "amber", (frame) => frame.p99_ms],
    ]),
  ];
  if (node) made.push(...nodeCharts(both, node));
  return made;
}

type Look = [name: string, tone: Tone, of: (frame: Frame) => number];

function chart(
  id: string,
  title: string,
  format: Chart["format"],
  runs: [Run, boolean][],
  looks: Look[],
  most = 0,
): Chart {
  const lines = runs.flatMap(([run, isOther]) =>
    looks.map(([name, tone, of]) => ({
      name,
      tone,
      isOther,
      values: run.frames.map(of),
      times: run.frames.map(({ at_s }) => at_s),
    })),
  );
  return { id, title, format, lines, most };
}

function nodeCharts(both: [Run, boolean][], { id, name }: { id: string; name: string }): Chart[] {
  // A run of another design may not have had it.
  const runs = both.filter(([run]) => placeOf(run, id) >= 0);
  if (runs.length === 0) return [];
  const at = new Map(runs.map(([run]) => [run, placeOf(run, id)]));
  const kind = runs[0]?.[0].order.design.nodes[at.get(runs[0][0]) ?? -1]?.kind ?? "";
  const one = (
    key: string,
    title: string,
    format: Chart["format"],
    tone: Tone,
    of: (seen: NodeFrame) => number,
    most = 0,
  ) => {
    const lines = runs.flatMap(([run, isOther]) => ({
      name: title,
      tone,
      isOther,
      values: run.frames.map((frame) => {
        const seen = frame.nodes[at.get(run) ?? -1];
        return seen ? of(seen) : Number.NaN;
      }),
      times: run.frames.map(({ at_s }) => at_s),
    }));
    return { id: key, title: `${name}: ${title}`, format, lines, most };
  };
  const has = (of: (seen: NodeFrame) => unknown) =>
    runs.some(([run]) =>
      run.frames.some((frame) => of(frame.nodes[at.get(run) ?? -1] ?? ({} as NodeFrame)) !== undefined),
    );
  const isQueue = kind === "queue" || kind === "log";
  // Somebody else's service has no cores that could be busy.
  const isEverBusy = runs.some(([run]) =>
    run.frames.some((frame) => (frame.nodes[at.get(run) ?? -1]?.busy ?? 0) > 0),
  );
  return [
    isEverBusy || isQueue
      ? one("busy", "busy", percent, "accent", (seen) => seen.busy, 1)
      : one("node-latency", "p99", ms, "amber", (seen) => seen.p99_ms),
    one("waiting", isQueue ? "messages held" : "waiting", short, "sky", (seen) => seen.waiting),
    ...(has(({ hit_ratio }) => hit_ratio)
      ? [one("hits", "hit ratio", percent, "accent", (seen) => seen.hit_ratio ?? Number.NaN, 1)]
      : []),
    ...(has(({ lag_ms }) => lag_ms)
      ? [one("lag", "lag", ms, "amber", (seen) => seen.lag_ms ?? Number.NaN)]
      : []),
  ];
}

const placeOf = (run: Run, id: string): number => run.order.design.nodes.findIndex((node) => node.id === id);

export function bands({ faults, shape, duration_s }: Scenario, says: (fault: string) => string): Band[] {
  const made = faults.flatMap((text): Band[] => {
    const fault = readFault(text);
    if (!fault) return [];
    const to_s = fault.for_s === null ? duration_s : fault.at_s + fault.for_s;
    const isMoment = fault.is === "cold" || fault.is === "deploy";
    return [
      { from_s: fault.at_s, to_s: isMoment ? fault.at_s : Math.min(to_s, duration_s), says: says(text) },
    ];
  });
  const load = readShape(shape);
  if (load?.is === "spike" || load?.is === "hot-key")
    made.push({
      from_s: load.at_s,
      to_s: Math.min(load.at_s + load.for_s, duration_s),
      says: load.is === "spike" ? `load ×${load.times}` : `${percent(load.share)} on one key`,
    });
  if (load?.is === "flash-crowd")
    made.push({ from_s: load.at_s, to_s: load.at_s, says: `load ×${load.times}` });
  return made.sort((one, two) => one.from_s - two.from_s);
}

/** The numbers of a line in a sentence, for who does not see it. */
export function lineSays({ name, values, times, isOther }: Line, format: Chart["format"]): string {
  const there = values.flatMap((value, at) => (Number.isNaN(value) ? [] : [{ value, at_s: times[at] ?? 0 }]));
  const [first, last] = [there[0], there.at(-1)];
  if (!first || !last) return `${name}: nothing yet`;
  const most = there.reduce((best, one) => (one.value > best.value ? one : best), first);
  const least = there.reduce((best, one) => (one.value < best.value ? one : best), first);
  const whose = isOther ? "A, " : "";
  return `${whose}${name}: ${format(first.value)} at the start, at least ${format(least.value)} at ${seconds(least.at_s)}, at most ${format(most.value)} at ${seconds(most.at_s)}, ${format(last.value)} at the end`;
}

const seconds = (value: number): string => `${Number(value.toFixed(1))} s`;

export const chartSays = ({ title, lines, format }: Chart): string =>
  `${title}. ${lines.map((line) => lineSays(line, format)).join("; ")}.`;

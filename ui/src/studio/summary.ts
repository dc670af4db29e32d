// The end of a run in figures, and two runs side by side.

import { nameIn } from "./model";
import { money, ms, percent, perSecond, whole } from "./numbers";
import type { Cost, Design, DesignEdge, EdgeReport, NodeReport, Report } from "./protocol";

export interface Row {
  name: string;
  value: string;
  /** Of the run that is compared with. */
  other: string | null;
  /** Such as `−120 ms, −24%`. */
  difference: string | null;
  /** Whether less is better, more is, or neither. */
  is: "better" | "worse" | "same" | null;
}

type Figure = [
  name: string,
  of: (report: Report) => number | null,
  format: (value: number) => string,
  wanted: "less" | "more",
  isShown?: (report: Report) => boolean,
];

const FIGURES: Figure[] = [
  ["Answered", ({ total }) => total.answered_per_s, perSecond, "more"],
  ["Failed", ({ total }) => total.error_share, percent, "less"],
  ["p50", ({ total }) => total.latency?.p50_ms ?? null, ms, "less"],
  ["p95", ({ total }) => total.latency?.p95_ms ?? null, ms, "less"],
  ["p99", ({ total }) => total.latency?.p99_ms ?? null, ms, "less"],
  ["Stale reads", ({ data }) => data.stale_reads, whole, "less"],
  ["Lost writes", ({ data }) => data.lost_writes, whole, "less"],
  [
    "A message arrives, p99",
    ({ delivery_latency }) => delivery_latency?.p99_ms ?? null,
    ms,
    "less",
    ({ delivery_latency }) => Boolean(delivery_latency),
  ],
  ["Lost messages", ({ data }) => data.lost_messages, whole, "less", ({ data }) => data.lost_messages > 0],
  ["Delivered again", ({ data }) => data.redelivered, whole, "less", ({ data }) => data.redelivered > 0],
  ["Dead letters", ({ data }) => data.dead_lettered, whole, "less", ({ data }) => data.dead_lettered > 0],
];

/** `isFair`: both went through the same; otherwise neither is better. */
export function rows(report: Report, other: Report | null, isFair = true): Row[] {
  const made = FIGURES.filter(
    ([, , , , isShown]) => !isShown || isShown(report) || (other && isShown(other)),
  ).map(([name, of, format, wanted]) => row(name, of(report), other && of(other), format, wanted));
  const { cost } = report;
  if (cost) {
    const format = (value: number) => money(value, cost.currency);
    const before = other?.cost ? other.cost.total_per_month : null;
    made.push(row("Cost a month", cost.total_per_month, before, format, "less"));
  }
  return isFair ? made : made.map((one) => (one.is === "same" ? one : { ...one, is: null }));
}

/** Runs differ by chance as well: what is closer than this is the same. */
const SAME = 0.01;

function row(
  name: string,
  value: number | null,
  before: number | null,
  format: (value: number) => string,
  wanted: "less" | "more",
): Row {
  const base = {
    name,
    value: value === null ? "none" : format(value),
    other: before === null ? null : format(before),
  };
  if (value === null || before === null) return { ...base, difference: null, is: null };
  const by = value - before;
  const share = before === 0 ? (by === 0 ? 0 : Number.POSITIVE_INFINITY) : by / before;
  if (Math.abs(share) < SAME) return { ...base, difference: "same", is: "same" };
  const sign = by < 0 ? "−" : "+";
  const part = Number.isFinite(share) ? `, ${sign}${percent(Math.abs(share))}` : "";
  // Of a share its own difference says enough.
  const difference = `${sign}${format(Math.abs(by))}${format === percent ? " of requests" : part}`;
  return { ...base, difference, is: by < 0 === (wanted === "less") ? "better" : "worse" };
}

const CAUSES: Record<string, string> = {
  timeout: "did not answer in time",
  down: "was down",
  overloaded: "was full and turned them away",
  limited: "refused them: above its rate limit",
  "breaker-open": "was not called: a breaker was open",
  bulkhead: "was not called: a bulkhead was full",
  unreachable: "could not be reached",
  failed: "answered with an error",
  crashed: "died while it worked on them",
};

export function errorLines({ errors }: Report, design: Design): string[] {
  return errors.map(
    ({ cause, node, count, share }) =>
      `${whole(count)} (${percent(share)}): ${nameIn(design, node)} ${CAUSES[cause] ?? cause}`,
  );
}

export const costLines = ({ currency, lines }: Cost, design: Design): [string, string][] =>
  lines.map(({ node, says, per_month }) => [`${nameIn(design, node)}: ${says}`, money(per_month, currency)]);

/** What a run says of one part, a line each. */
export function nodeRan(report: NodeReport): [string, string][] {
  const {
    calls,
    calls_per_s,
    errors,
    busy,
    busy_max,
    waiting_max,
    latency,
    backlog,
    message_latency,
    spread,
  } = report;
  const lines: [string, string][] = [["Calls", `${whole(calls)}, ${perSecond(calls_per_s)}`]];
  if (errors > 0) lines.push(["Failed", `${whole(errors)}, ${percent(errors / Math.max(calls, 1))}`]);
  if (busy_max > 0) lines.push(["Busy", `${percent(busy)}, at most ${percent(busy_max)}`]);
  if (waiting_max >= 1) lines.push(["Waiting", `at most ${whole(waiting_max)}`]);
  if (latency.p99_ms > 0) lines.push(["p50, p99", `${ms(latency.p50_ms)}, ${ms(latency.p99_ms)}`]);
  if (report.hit_ratio !== null) lines.push(["Hits", percent(report.hit_ratio)]);
  if (report.lag_max_ms !== null) lines.push(["Behind", `at most ${ms(report.lag_max_ms)}`]);
  if (backlog !== null) lines.push(["Left at the end", whole(backlog)]);
  if (message_latency && message_latency.p99_ms > 0)
    lines.push(["Until dealt with", `p99 ${ms(message_latency.p99_ms)}`]);
  const all = spread.reduce((sum, one) => sum + one, 0);
  if (spread.length > 1 && all > 0)
    lines.push([
      "Busiest of them",
      `${percent(Math.max(...spread) / all)} of the calls, of ${whole(spread.length)}`,
    ]);
  return lines;
}

export function edgeRan({ edges }: Report, { from, to }: DesignEdge): [string, string][] {
  const report: EdgeReport | undefined = edges.find((edge) => edge.from === from && edge.to === to);
  if (!report) return [];
  const lines: [string, string][] = [["Calls wanted", whole(report.first_calls)]];
  if (report.retries > 0)
    lines.push(["Retries", `${whole(report.retries)}: ${report.amplification.toFixed(2)} calls for each`]);
  if (report.hedges > 0) lines.push(["Hedges", whole(report.hedges)]);
  if (report.timeouts > 0) lines.push(["Timeouts", whole(report.timeouts)]);
  if (report.errors > 0) lines.push(["Failed", whole(report.errors)]);
  if (report.breaker_open_share !== null)
    lines.push(["Breaker open", `${percent(report.breaker_open_share)} of the time`]);
  return lines;
}

/** What was run, in a line. */
export const ranSays = ({ events, seed, trace, duration_s, load }: Report): string =>
  `Load ${load}×, ${Number(duration_s.toFixed(3))} s, seed ${seed}. ${whole(events)} events, trace ${trace}.`;

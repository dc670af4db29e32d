// The numbers of a target as people read them.
import { money, ms, percent, plain, some, whole } from "./numbers";
import type { TargetResult } from "./protocol";

const WORDS: Record<string, (value: number) => string> = {
  "p50-ms": ms,
  "p95-ms": ms,
  "p99-ms": ms,
  "p999-ms": ms,
  "message-p50-ms": (value) => `${ms(value)} until a message arrives`,
  "message-p95-ms": (value) => `${ms(value)} until a message arrives`,
  "message-p99-ms": (value) => `${ms(value)} until a message arrives`,
  availability: (value) => `${percent(value)} of requests`,
  "error-share": (value) => `${percent(value)} of requests`,
  "answered-per-s": (value) => `${whole(value)} answered a second`,
  "lost-writes": (value) => some(value, "lost write"),
  "stale-share": (value) => `${percent(value)} of reads`,
  "lost-messages": (value) => some(value, "lost message"),
  "dead-lettered": (value) => some(value, "dead letter"),
  backlog: (value) => `${some(value, "message")} left`,
  "recovery-s": (value) => `${plain(value)} s until it recovers`,
  "amplification-max": (value) => `${plain(value)} calls for each wanted`,
  "cost-per-month": (value) => `${money(value, "USD")} a month`,
  "busy-max": (value) => `${percent(value)} busy`,
};

const of = ({ metric, unit }: TargetResult, value: number): string =>
  WORDS[metric]?.(value) ?? `${plain(value)} ${unit}`;

export const measuredSays = (result: TargetResult): string =>
  result.value === null ? "no number" : of(result, result.value);

export const limitSays = (result: TargetResult): string =>
  `${result.bound === "at-most" ? "at most" : "at least"} ${of(result, result.limit)}`;

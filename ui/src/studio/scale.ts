// Axes: from zero to a round number, with a few round steps between.

export interface Scale {
  max: number;
  /** From 0 to `max`. */
  ticks: number[];
  /** Of a value, between 0 and 1. */
  at: (value: number) => number;
}

/** A linear scale from zero that holds `most` in `steps` steps or so. */
export function scale(most: number, steps = 3): Scale {
  const top = Number.isFinite(most) && most > 0 ? most : 1;
  const step = niceStep(top / steps);
  // 0.1 + 0.2 is more than 0.3: what differs only so is no further step.
  const count = Math.max(1, Math.ceil(top / step - 1e-9));
  const max = step * count;
  const ticks = Array.from({ length: count + 1 }, (_, at) => Number((at * step).toPrecision(12)));
  return { max, ticks, at: (value) => Math.min(Math.max(value / max, 0), 1) };
}

/** 1, 2, 2.5 or 5 times a power of ten, not less than `value`. */
export function niceStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const found = [1, 2, 2.5, 5, 10].find((times) => times * power >= value * (1 - 1e-9)) ?? 10;
  return Number((found * power).toPrecision(12));
}

/** Times below an axis: 0, the end, and round ones between that have room. */
export function timeTicks(duration_s: number): number[] {
  const step = niceStep(duration_s / 4);
  const ticks: number[] = [];
  for (let at = 0; at <= duration_s + 1e-9; at += step) ticks.push(Number(at.toPrecision(12)));
  const last = ticks.at(-1) ?? 0;
  if (duration_s - last > step / 2) ticks.push(duration_s);
  return ticks;
}

/** Names at the ends of lines, moved apart so that none lies on another; in the order given. */
export function apart(wanted: number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, at) => at).sort((one, other) => (wanted[one] ?? 0) - (wanted[other] ?? 0));
  const places = [...wanted];
  let least = low;
  for (const at of order) {
    places[at] = Math.max(places[at] ?? 0, least);
    least = (places[at] ?? 0) + gap;
  }
  let most = high;
  for (const at of [...order].reverse()) {
    places[at] = Math.min(places[at] ?? 0, most);
    most = (places[at] ?? 0) - gap;
  }
  return places;
}

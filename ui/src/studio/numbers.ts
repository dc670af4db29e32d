// Numbers for people: figures with their unit, no more digits than one would say aloud.

/** Such as 1,240. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}

/** Two digits that matter, at most one decimal: 0.34, 2.4, 12, 840. */
export function plain(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= 100) return whole(value);
  if (size >= 10) return trimmed(value, 1);
  return trimmed(value, size >= 0.1 ? 2 : 3);
}

/** For places where there is little room: 840, 12.4k, 1.2M. */
export function short(value: number): string {
  const size = Math.abs(value);
  for (const [unit, name] of [
    [1e9, "G"],
    [1e6, "M"],
    [1e3, "k"],
  ] as const) {
    // What would be rounded up to 1,000 of a unit is one of the next.
    if (size >= unit * 0.9995) return `${trimmed(value / unit, size / unit >= 100 ? 0 : 1)}${name}`;
  }
  return plain(value);
}

export function ms(value: number): string {
  if (value >= 60_000) return `${trimmed(value / 60_000, 1)} min`;
  if (value >= 999.5) return `${trimmed(value / 1000, value >= 9_995 ? 1 : 2)} s`;
  return `${plain(value)} ms`;
}

export function perSecond(value: number): string {
  return `${short(value)}/s`;
}

/** A share between 0 and 1. What is not nothing is not said to be 0%. */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.01) return "<0.01%";
  // The nines are what is asked for.
  if (value < 100 && value > 99) return value > 99.999 ? ">99.999%" : `${Math.floor(value * 1000) / 1000}%`;
  return `${trimmed(value, value >= 10 || value === 0 ? 0 : value >= 1 ? 1 : 2)}%`;
}

export function seconds(value: number): string {
  return `${trimmed(value, value < 10 ? 1 : 0)} s`;
}

export function money(value: number, currency: string): string {
  const digits = value >= 100 || value === 0 ? 0 : 2;
  try {
    return value.toLocaleString("en", {
      style: "currency",
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  } catch {
    // Not one of the world's three letters.
    return `${value.toFixed(digits)} ${currency}`.trim();
  }
}

/** As many as this of them: `1 replica`, `2 replicas`. */
export function some(value: number, one: string, many = `${one}s`): string {
  return `${whole(value)} ${value === 1 ? one : many}`;
}

/** What somebody wrote: `200`, `1,000`, `10k`, `2.5M`, `30%`. `null` when it is no number. */
export function readNumber(text: string): number | null {
  const found = /^\s*([+-]?(?:\d[\d,_ ]*)?(?:\.\d+)?(?:e[+-]?\d+)?)\s*([kKmMgG%])?\s*$/.exec(text);
  const digits = found?.[1]?.replace(/[,_ ]/g, "") ?? "";
  if (!/\d/.test(digits)) return null;
  const value = Number(digits);
  const unit = { k: 1e3, m: 1e6, g: 1e9, "%": 0.01 }[found?.[2]?.toLowerCase() ?? ""] ?? 1;
  // 30% is 0.3 and not 0.30000000000000004.
  return Number.isFinite(value) ? Number((value * unit).toPrecision(15)) : null;
}

/** For a field: the number as one would type it. */
export function writeNumber(value: number): string {
  return String(Number(value.toPrecision(12)));
}

function trimmed(value: number, digits: number): string {
  return Number(value.toFixed(digits)).toLocaleString("en", { maximumFractionDigits: digits });
}

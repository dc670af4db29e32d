// What a moment of a run says of each part: a fill, a word, and who is under the most pressure.
import { nameOf } from "./model";
import { ms, percent, short, whole } from "./numbers";
import type { Design, Frame, NodeFrame, Report } from "./protocol";

export interface NodeMoment {
  /** Between 0 and 1, for the fill. */
  fill: number;
  says: string;
  state: "calm" | "full" | "down";
}

export interface Pressed {
  node: string;
  says: string;
  /** Something gives way; otherwise it would only be the first to. */
  givesWay: boolean;
}

/** From here on a part is full for all that matters. */
const FULL = 0.9;
const KEEPS = new Set(["queue", "log"]);
const FINDS = new Set(["cache", "cdn"]);

export function momentOf(kind: string, frame: NodeFrame): NodeMoment {
  const { busy, waiting, up, errors_per_s, hit_ratio, lag_ms } = frame;
  const errors = errors_per_s >= 0.5 ? `${short(errors_per_s)} errors/s` : "";
  if (kind === "clients")
    return calm(0, frame.calls_per_s > 0 ? `${short(frame.calls_per_s)}/s` : "", errors);
  if (up <= 0) return { fill: 0, says: "down", state: "down" };
  const away = up < 0.999 ? `${percent(up)} up` : "";
  const queue = waiting >= 0.5 ? `${KEEPS.has(kind) ? "holds" : "queue"} ${whole(waiting)}` : "";
  const lag = lag_ms !== undefined && lag_ms >= 1_000 ? `${ms(lag_ms)} behind` : "";
  const found = FINDS.has(kind) && hit_ratio !== undefined ? `${percent(hit_ratio)} hits` : "";
  const first = found || (KEEPS.has(kind) ? queue || "empty" : busy > 0 ? `${percent(busy)} busy` : "");
  const words = [away, first, KEEPS.has(kind) || found ? "" : queue, lag, errors].filter(Boolean);
  const says =
    words.slice(0, 2).join(" · ") || (frame.calls_per_s > 0 ? `${short(frame.calls_per_s)}/s` : "idle");
  return { fill: Math.min(1, busy), says, state: busy >= FULL ? "full" : "calm" };
}

const calm = (fill: number, ...words: string[]): NodeMoment => ({
  fill,
  says: words.filter(Boolean).join(" · "),
  state: "calm",
});

/** By id, for the parts that the run had. */
export function momentsOf(design: Design, frame: Frame): Map<string, NodeMoment> {
  const moments = new Map<string, NodeMoment>();
  const askers = design.nodes.filter(({ kind }) => kind === "clients").length;
  design.nodes.forEach((node, at) => {
    const seen = frame.nodes[at];
    if (!seen) return;
    // Nobody calls those who ask: what they ask for is counted for all of them together.
    const asked = askers === 1 ? frame.offered_per_s : seen.calls_per_s;
    moments.set(
      node.id,
      momentOf(node.kind, node.kind === "clients" ? { ...seen, calls_per_s: asked } : seen),
    );
  });
  return moments;
}

/** How near it is to giving way, or how far beyond: 1 is full, a whole second of waiting work one more. */
export function pressure(kind: string, { busy, waiting, up, calls_per_s, errors_per_s }: NodeFrame): number {
  if (kind === "clients") return 0;
  const asked = calls_per_s + errors_per_s;
  if (up <= 0) return asked > 0 || errors_per_s > 0 ? 3 : 1.5;
  const wait_s = waiting / Math.max(calls_per_s, 1);
  return Math.min(busy, 1) + Math.min(wait_s, 1) + (1 - up) * 0.5;
}

/** Who is under the most pressure at this moment; nobody where all have room. */
export function pressedAt(design: Design, frame: Frame): Pressed | null {
  let most: { at: number; value: number } | null = null;
  design.nodes.forEach((node, at) => {
    const seen = frame.nodes[at];
    const value = seen ? pressure(node.kind, seen) : 0;
    if (value > (most?.value ?? 0)) most = { at, value };
  });
  const found = most as { at: number; value: number } | null;
  const node = found && design.nodes[found.at];
  const seen = found && frame.nodes[found.at];
  if (!node || !seen || found.value < FULL) return null;
  return { node: node.id, says: pressedSays(nameOf(node), seen), givesWay: true };
}

function pressedSays(name: string, { busy, waiting, up, errors_per_s, p99_ms }: NodeFrame): string {
  const failing = errors_per_s >= 0.5 ? `, ${short(errors_per_s)} errors a second` : "";
  if (up <= 0) return `${name} is down${failing}.`;
  const wait = waiting >= 1 ? `, ${whole(waiting)} wait` : "";
  const slow = p99_ms > 0 ? `; 1 call in 100 takes more than ${ms(p99_ms)}` : "";
  return `${name} is ${percent(Math.min(busy, 1))} busy${wait}${failing}${slow}.`;
}

/** What the report says gives way first. */
export function pressedOf(report: Report): Pressed | null {
  if (!report.bottleneck) return null;
  const { node, says } = report.bottleneck;
  const seen = report.nodes.find(({ id }) => id === node);
  const givesWay =
    report.total.error_share >= 0.001 || (seen?.busy_max ?? 0) >= FULL || (seen?.backlog ?? 0) > 100;
  return { node, says, givesWay };
}

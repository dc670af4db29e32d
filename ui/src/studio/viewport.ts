// What of the canvas is in sight: screen = world * k + (x, y).
import type { Point, Rect } from "./geometry";

export interface View {
  x: number;
  y: number;
  k: number;
}

export interface Size {
  width: number;
  height: number;
}

export const K_MIN = 0.2;
export const K_MAX = 2;
/** Small drawings are not blown up. */
const K_FIT_MAX = 1.1;

export const toWorld = ({ x, y, k }: View, point: Point): Point => ({
  x: (point.x - x) / k,
  y: (point.y - y) / k,
});

export const toScreen = ({ x, y, k }: View, point: Point): Point => ({
  x: point.x * k + x,
  y: point.y * k + y,
});

/** The point of the world under `on` stays where it is. */
export function zoomed(view: View, factor: number, on: Point): View {
  const k = Math.min(K_MAX, Math.max(K_MIN, view.k * factor));
  const world = toWorld(view, on);
  return { k, x: on.x - world.x * k, y: on.y - world.y * k };
}

export const panned = (view: View, dx: number, dy: number): View => ({
  ...view,
  x: view.x + dx,
  y: view.y + dy,
});

export function fit(bounds: Rect, size: Size, margin: number): View {
  const across = (size.width - 2 * margin) / bounds.width;
  const down = (size.height - 2 * margin) / bounds.height;
  const k = Math.max(K_MIN, Math.min(across, down, K_FIT_MAX));
  return {
    k,
    x: size.width / 2 - (bounds.x + bounds.width / 2) * k,
    y: size.height / 2 - (bounds.y + bounds.height / 2) * k,
  };
}

/** Of names something can be read. */
const K_OPEN_MIN = 0.42;

/** Where one begins: all of it, or, where that could not be read, the beginning of it. */
export function opened(bounds: Rect, size: Size, margin: number): View {
  const all = fit(bounds, size, margin);
  if (all.k >= K_OPEN_MIN) return all;
  const k = K_OPEN_MIN;
  const from = (length: number, start: number, room: number) =>
    length * k + 2 * margin <= room ? room / 2 - (start + length / 2) * k : margin - start * k;
  return {
    k,
    x: from(bounds.width, bounds.x, size.width),
    // What is asked first stands at the left, and there in the middle.
    y: size.height / 2 - (bounds.y + bounds.height / 2) * k,
  };
}

/** Moved as little as brings a rectangle of the world into sight. */
export function showing(view: View, rect: Rect, size: Size, margin: number): View {
  const corner = toScreen(view, rect);
  const by = (from: number, length: number, room: number) => {
    const [low, high] = [from - margin, from + length + margin - room];
    if (low < 0) return -low;
    return high > 0 ? -Math.min(high, low) : 0;
  };
  return panned(
    view,
    by(corner.x, rect.width * view.k, size.width),
    by(corner.y, rect.height * view.k, size.height),
  );
}

/** Two fingers: what was under them stays under them. */
export function pinched(view: View, before: [Point, Point], now: [Point, Point]): View {
  const apart = ([one, other]: [Point, Point]) => Math.hypot(one.x - other.x, one.y - other.y);
  const middle = ([one, other]: [Point, Point]) => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
  const [from, to] = [middle(before), middle(now)];
  const wide = apart(before);
  return panned(zoomed(view, wide > 0 ? apart(now) / wide : 1, from), to.x - from.x, to.y - from.y);
}

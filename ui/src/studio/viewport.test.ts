import assert from "node:assert/strict";
import { test } from "node:test";
import { fit, K_MAX, K_MIN, opened, panned, pinched, showing, toScreen, toWorld, zoomed } from "./viewport";

const view = { x: 30, y: -20, k: 0.5 };
const near = (one: { x: number; y: number }, other: { x: number; y: number }) =>
  assert.ok(
    Math.hypot(one.x - other.x, one.y - other.y) < 1e-9,
    `${JSON.stringify(one)} ${JSON.stringify(other)}`,
  );

test("a point of the screen is a point of the world and back", () => {
  near(toScreen(view, toWorld(view, { x: 100, y: 200 })), { x: 100, y: 200 });
});

test("zooming keeps what is under the pointer, within bounds", () => {
  const on = { x: 111, y: 222 };
  near(toWorld(zoomed(view, 1.7, on), on), toWorld(view, on));
  assert.equal(zoomed(view, 100, on).k, K_MAX);
  assert.equal(zoomed(view, 0.001, on).k, K_MIN);
});

test("fitting puts all of it in the middle, and does not blow up what is small", () => {
  const seen = fit({ x: 100, y: 100, width: 1000, height: 100 }, { width: 500, height: 400 }, 20);
  near(toScreen(seen, { x: 600, y: 150 }), { x: 250, y: 200 });
  assert.ok(toScreen(seen, { x: 100, y: 100 }).x >= 20 - 1e-9);
  assert.equal(fit({ x: 0, y: 0, width: 10, height: 10 }, { width: 500, height: 400 }, 20).k, 1.1);
});

test("a drawing that could not be read as a whole opens at its beginning", () => {
  const wide = { x: 100, y: 0, width: 4000, height: 200 };
  const seen = opened(wide, { width: 390, height: 500 }, 20);
  assert.ok(seen.k > 0.4);
  near(toScreen(seen, { x: 100, y: 100 }), { x: 20, y: 250 });
  const small = { x: 0, y: 0, width: 400, height: 200 };
  assert.deepEqual(
    opened(small, { width: 390, height: 500 }, 20),
    fit(small, { width: 390, height: 500 }, 20),
  );
});

test("what is out of sight is brought in, and what is in sight stays", () => {
  const plain = { x: 0, y: 0, k: 1 };
  const size = { width: 400, height: 300 };
  assert.deepEqual(showing(plain, { x: 100, y: 100, width: 50, height: 50 }, size, 10), plain);
  assert.deepEqual(showing(plain, { x: 500, y: 100, width: 50, height: 50 }, size, 10), {
    x: -160,
    y: 0,
    k: 1,
  });
  assert.deepEqual(showing(plain, { x: -90, y: 280, width: 50, height: 50 }, size, 10), {
    x: 100,
    y: -40,
    k: 1,
  });
});

test("two fingers hold what is under them", () => {
  const before: [{ x: number; y: number }, { x: number; y: number }] = [
    { x: 100, y: 100 },
    { x: 200, y: 100 },
  ];
  const now: typeof before = [
    { x: 90, y: 130 },
    { x: 240, y: 130 },
  ];
  const seen = pinched(view, before, now);
  near(toScreen(seen, toWorld(view, before[0])), now[0]);
  near(toScreen(seen, toWorld(view, before[1])), now[1]);
  near(panned(view, 5, 6), { x: 35, y: -14 });
});

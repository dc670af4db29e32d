import assert from "node:assert/strict";
import { test } from "node:test";
import { copiesOf, edgeFacts, edgeSays, facts, fitted, nodeSays, zonesOf } from "./facts";
import palette from "./fixtures/palette.json";
import { type Design, type DesignNode, EMPTY } from "./protocol";

const usual = (kind: string, more: object = {}): DesignNode => ({
  ...(palette.palette.find((item) => item.kind === kind)?.part as object),
  kind,
  id: kind,
  ...more,
});

test("every part of the palette says what tells most of it", () => {
  assert.deepEqual(
    palette.palette.map(({ kind }) => `${kind}: ${facts(usual(kind))}`),
    [
      "clients: 100/s",
      "cdn: 10k keys · 300 s TTL",
      "load-balancer: round robin · 2 ×",
      "gateway: 2 × 0.3 ms · no limit",
      "service: 2 × 4 cores · 5 ms",
      "websockets: 2 × 50k open",
      "cache: 10k keys · 300 s TTL",
      "database: no replica · 8 cores",
      "sharded-store: 4 shards · 1 replica",
      "search-index: 2 shards · 1 replica",
      "object-store: read 30 ms · write 60 ms",
      "queue: holds 1M · 3 copies",
      "log: 12 partitions · 3 copies",
      "workers: 2 × 4 cores · 5 ms",
      "external: 120 ms · 0.1% errors",
    ],
  );
});

test("what is turned up shows", () => {
  assert.equal(facts(usual("gateway", { limit: { rate_per_s: 5000 } })), "2 × 0.3 ms · limit 5k/s");
  assert.equal(facts(usual("database", { replicas: 2 })), "2 replicas · 8 cores");
  assert.equal(facts(usual("clients", { connections: 20_000 })), "100/s · 20k open");
  assert.equal(facts({ kind: "teleporter", id: "t" }), "", "an unknown kind has no facts, and no error");
});

test("copies are counted however a part has them", () => {
  assert.deepEqual(
    ["service", "sharded-store", "log", "external"].map((kind) => copiesOf(usual(kind))),
    [2, 8, 3, 1],
  );
});

test("a call says only what is unusual about it", () => {
  assert.equal(edgeFacts({ from: "a", to: "b", retries: 0, share: 1, calls: 1 }), "");
  assert.equal(
    edgeFacts({ from: "a", to: "b", operations: ["read"], share: 0.1, calls: 3, retries: 2, breaker: {} }),
    "read · 10% · ×3 · 2 retries · breaker",
  );
});

test("who listens hears name, kind, knobs, zones and calls", () => {
  const api = usual("service", { id: "api", title: "API", zones: ["eu-1/a", "eu-1/b"] });
  const db = usual("database", { id: "db" });
  const design: Design = {
    ...EMPTY,
    nodes: [api, db],
    edges: [{ from: "api", to: "db", background: true, calls: 2 }],
  };
  assert.equal(
    nodeSays(design, api, "Service"),
    "API, service; 2 times 4 cores, 5 ms; in eu-1/a, eu-1/b; calls db",
  );
  assert.equal(nodeSays(design, db, "Database"), "db, database; no replica, 8 cores; calls nobody");
  assert.equal(
    edgeSays(design, design.edges[0] ?? { from: "", to: "" }),
    "API calls db; in the background; times 2",
  );
  assert.equal(zonesOf(api), "eu-1/a +1");
});

test("a text is cut where its room ends", () => {
  const letters = (text: string) => Array.from(text).length;
  assert.equal(fitted("short", 10, letters), "short");
  assert.equal(fitted("much too long", 8, letters), "much to…");
  assert.equal(fitted("much too long", 6, letters), "much…");
  assert.equal(fitted("x", 0, letters), "…");
});

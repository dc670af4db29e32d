// A studio to work on alone: pages with 0, 1, 12 and 60 parts, texts that are written and read, and runs whose
// moments are plausible and invented. Opened at /studio/12 of the mock server; ?targets and ?read-only change the page.
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const fixture = JSON.parse(await readFile(join(here, "../src/studio/fixtures/palette.json"), "utf8"));
const partOf = (kind) => fixture.palette.find((item) => item.kind === kind).part;
const revisions = new Map();
/** Milliseconds between two moments of a run. */
let pace_ms = 20;

const node = (id, kind, more = {}) => ({ ...partOf(kind), id, ...more });
const calls = (text) =>
  text.split(" ").map((call) => {
    const [from, to] = call.split(">");
    return { from, to };
  });

function design(count) {
  if (count === 0) return { title: "" };
  if (count === 1)
    return { title: "One part", node: [node("people", "clients", { title: "Shoppers", at: [0, 0] })] };
  if (count === 12)
    return {
      title: "Link shortener",
      operation: [
        { id: "redirect", share: 100, writes: false, keys: 1000000, zipf: 1, bytes: 500 },
        { id: "create", share: 1, writes: true, keys: 1000000, zipf: 0, bytes: 200 },
      ],
      node: [
        node("people", "clients", { title: "People", rate_per_s: 12000 }),
        node("edge", "cdn", { title: "Edge cache" }),
        node("lb", "load-balancer", { title: "Balancer" }),
        node("gateway", "gateway", { title: "API gateway", limit: fixture.limit }),
        node("redirect", "service", {
          title: "Redirect",
          instances: 6,
          cores: 8,
          zones: ["eu-1/a", "eu-1/b"],
        }),
        node("create", "service", { title: "Create links and check that nobody has them" }),
        node("hot", "cache", { title: "Hot links", instances: 3 }),
        node("links", "sharded-store", { title: "Links", zones: ["eu-1/a", "eu-1/b"] }),
        node("clicks", "log", { title: "Clicks" }),
        node("counters", "workers", { title: "Counters", instances: 4 }),
        node("reports", "database", { title: "Reports", replicas: 2 }),
        node("billing", "external", { title: "Billing" }),
      ],
      edge: [
        ...calls("people>edge edge>lb lb>redirect lb>gateway gateway>create redirect>hot"),
        { from: "redirect", to: "links", retries: 2, breaker: fixture.edge_full.breaker },
        { from: "create", to: "links", operations: ["create"] },
        { from: "create", to: "billing", share: 0.1 },
        { from: "redirect", to: "clicks", background: true },
        ...calls("clicks>counters counters>reports"),
      ],
    };
  const kinds = ["service", "cache", "database", "queue", "workers", "external"];
  const nodes = [
    node("people", "clients", { title: "People" }),
    node("lb", "load-balancer", { title: "Balancer" }),
  ];
  const edges = calls("people>lb");
  for (let at = 0; nodes.length < count; at += 1) {
    const kind = kinds[at % kinds.length];
    const id = `${kind}-${at + 1}`;
    nodes.push(
      node(id, kind, { title: `${fixture.palette.find((one) => one.kind === kind).title} ${at + 1}` }),
    );
    edges.push({ from: at < 6 ? "lb" : nodes[Math.floor(at / 2) + 1].id, to: id });
  }
  return { title: `${count} parts`, node: nodes, edge: edges };
}

const data = (count, url) => ({
  design: design(count),
  revision: revisions.get(url.pathname) ?? 1,
  palette: fixture.palette,
  scenario: count === 12 ? { ...fixture.scenario, faults: ["kill links@30s for 15s"] } : null,
  targets: url.searchParams.has("targets")
    ? {
        problem: "url-shortener",
        title: "URL shortener for campaigns",
        checks: [
          { id: "quiet", says: "On a quiet day a link opens in 100 ms, 99 times of 100" },
          { id: "campaign", says: "When a campaign goes out at 20 times the load, 999 of 1,000 links open" },
          { id: "zone", says: "The loss of a zone loses no link that was promised" },
          { id: "cost", says: "It costs at most $4,000 a month" },
        ],
      }
    : null,
  read_only: url.searchParams.has("read-only"),
  flaws:
    count === 12
      ? [
          {
            place: { node: "links" },
            says: "Its replicas lag, and reads go to them: what was just written may not be found.",
            is_fatal: false,
          },
          {
            place: { edge: { from: "redirect", to: "links" } },
            says: "It tries again without jitter.",
            is_fatal: false,
          },
        ]
      : [],
});

export function studioPage(page, url) {
  const count = Number(/^\/studio\/(\d+)$/.exec(url.pathname)?.[1] ?? Number.NaN);
  if (Number.isNaN(count)) return null;
  const save = url.searchParams.has("read-only") ? "" : ` data-save="${url.pathname}"`;
  const json = JSON.stringify(data(count, url)).replaceAll("<", "\\u003c");
  const shell = `<header class="shell"><a class="brand" href="/"><img src="/static/favicon.svg" alt="">Greenroom</a><nav aria-label="Main"><a href="/">Today</a><a href="/studio/12" aria-current="page">Studio</a></nav><div class="shell-end"><button type="button" class="button quiet icon" data-theme-toggle></button></div></header>`;
  return page(
    "Studio",
    `${shell}<main id="main" class="page wide is-studio" tabindex="-1"><div class="page-head"><p class="soft"><a href="/studio/12">Studio</a></p><h1>${data(count, url).design.title || "Untitled"}</h1></div><div id="studio" data-id="${count}"${save}></div><script type="application/json" id="studio-data">${json}</script></main><script type="module" src="/static/studio.js"></script>`,
  );
}

/** True where it was one of the studio's. */
export async function studioAnswer(request, response, url, body) {
  const json = (status, value) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
  if (request.method === "POST" && url.pathname === "/dev/pace") {
    pace_ms = Number(url.searchParams.get("ms"));
    response.writeHead(204).end();
  } else if (request.method === "PUT" && url.pathname.startsWith("/studio/")) {
    const { revision } = JSON.parse(body);
    const newest = revisions.get(url.pathname) ?? 1;
    if (revision === newest) revisions.set(url.pathname, newest + 1);
    if (revision === newest) json(200, { revision: newest + 1, flaws: [] });
    else json(409, { design: design(1), revision: newest });
  } else if (url.pathname === "/studio/write") {
    response
      .writeHead(200, { "content-type": "text/plain; charset=utf-8" })
      .end(writeToml(JSON.parse(body).design));
  } else if (url.pathname === "/studio/read") {
    try {
      json(200, { design: readToml(body), notes: [] });
    } catch (error) {
      json(422, { place: `line ${error.line ?? 1}`, says: error.message });
    }
  } else if (url.pathname === "/studio/run") await run(JSON.parse(body), response);
  else if (url.pathname === "/studio/check") await check(response);
  else return false;
  return true;
}

async function run({ design, scenario }, response) {
  const nodes = design.node ?? [];
  if (!nodes.some(({ kind }) => kind === "clients"))
    return response.writeHead(422, { "content-type": "application/json" }).end(
      JSON.stringify({
        flaws: [{ place: "design", says: "Nobody sends requests: add clients.", is_fatal: true }],
      }),
    );
  response.writeHead(200, { "content-type": "application/x-ndjson" });
  let isGone = false;
  response.on("close", () => {
    isGone = true;
  });
  const frames = [];
  const offered =
    nodes.filter(({ kind }) => kind === "clients").reduce((sum, one) => sum + one.rate_per_s, 0) *
    scenario.load;
  const room = nodes.map(
    (one) => ((one.instances ?? 1) * (one.cores ?? 4) * 1000) / (one.work?.mean_ms ?? one.read?.mean_ms ?? 4),
  );
  const waiting = nodes.map(() => 0);
  for (let at = 1; at <= 120 && !isGone; at += 1) {
    const at_s = (scenario.duration_s * at) / 120;
    const isBroken = scenario.faults.some((fault) => within(fault, at_s));
    const wave = offered * (1 + 0.05 * Math.sin(at / 3) + 0.03 * Math.sin(at * 1.7));
    const errors = isBroken ? wave * 0.2 : 0;
    const slow = 1 + Math.min(40, (offered / 12000) ** 2) + (isBroken ? 20 : 0);
    const frame = {
      at_s,
      offered_per_s: wave,
      answered_per_s: wave - errors,
      errors_per_s: errors,
      p50_ms: 3 * slow,
      p95_ms: 12 * slow * (1 + 0.2 * Math.sin(at)),
      p99_ms: 30 * slow * (1 + 0.3 * Math.sin(at / 2)),
      nodes: nodes.map((one, index) => {
        const isDown = scenario.faults.some(
          (fault) => fault.split(/[ @/]/)[1] === one.id && within(fault, at_s),
        );
        const busy = Math.min(1, (wave * 0.9) / room[index]);
        waiting[index] = Math.max(0, waiting[index] + (busy >= 1 ? 40 : -200));
        return {
          calls_per_s: wave,
          errors_per_s: isDown ? errors : 0,
          busy: one.kind === "clients" ? 0 : isDown ? 0 : busy,
          waiting: waiting[index],
          p99_ms: 8 * slow,
          up: isDown ? 0 : 1,
          ...(one.kind === "cache" || one.kind === "cdn" ? { hit_ratio: 0.9 + 0.05 * Math.sin(at / 5) } : {}),
          ...(one.replicas > 0 ? { lag_ms: 20 * slow } : {}),
        };
      }),
    };
    frames.push(frame);
    response.write(`${JSON.stringify({ frame })}\n`);
    if (pace_ms > 0) await new Promise((done) => setTimeout(done, pace_ms));
  }
  if (isGone) return;
  response.end(`${JSON.stringify({ report: report(design, scenario, frames) })}\n`);
}

function within(fault, at_s) {
  const found = /@([\d.]+)s(?: for ([\d.]+)s)?$/.exec(fault);
  return found && at_s >= Number(found[1]) && at_s < Number(found[1]) + Number(found[2] ?? 1e9);
}

function report(design, scenario, frames) {
  const nodes = design.node ?? [];
  const mean = (of) => frames.reduce((sum, frame) => sum + of(frame), 0) / frames.length;
  const latency = (times) => ({
    mean_ms: 5 * times,
    p50_ms: mean(({ p50_ms }) => p50_ms) * times,
    p95_ms: mean(({ p95_ms }) => p95_ms) * times,
    p99_ms: mean(({ p99_ms }) => p99_ms) * times,
    p999_ms: 900,
    max_ms: 2000,
  });
  const most = nodes
    .map((one, at) => [one.id, Math.max(...frames.map((frame) => frame.nodes[at].busy))])
    .sort((one, other) => other[1] - one[1])[0];
  return {
    title: design.title ?? "",
    seed: scenario.seed,
    load: scenario.load,
    duration_s: scenario.duration_s,
    sampling:
      scenario.load > 1
        ? {
            one_in: 12,
            says: "There were too many requests to follow each: one in 12 was, in a system smaller by as much.",
          }
        : null,
    events: 1234567,
    trace: "9f3a1c44d2e07b18",
    total: {
      requests: 720000,
      offered_per_s: mean(({ offered_per_s }) => offered_per_s),
      answered_per_s: mean(({ answered_per_s }) => answered_per_s),
      error_share: mean(({ errors_per_s, offered_per_s }) => errors_per_s / offered_per_s),
      latency: latency(1),
    },
    operations: [],
    errors:
      scenario.faults.length > 0
        ? [
            { cause: "timeout", node: nodes.at(-1).id, count: 41230, share: 0.04 },
            { cause: "down", node: nodes[0].id, count: 812, share: 0.001 },
          ]
        : [],
    nodes: nodes.map((one, at) => ({
      id: one.id,
      kind: one.kind,
      calls: 720000,
      calls_per_s: 12000,
      errors: 0,
      busy: mean((frame) => frame.nodes[at].busy),
      busy_max: Math.max(...frames.map((frame) => frame.nodes[at].busy)),
      waiting_mean: 3,
      waiting_max: Math.max(...frames.map((frame) => frame.nodes[at].waiting)),
      latency: latency(0.4),
      inside_mean: 40,
      hit_ratio: one.kind === "cache" ? 0.91 : null,
      lag_max_ms: one.replicas > 0 ? 240 : null,
      backlog: null,
      message_latency: null,
      spread: [300, 200, 220],
    })),
    edges: (design.edge ?? []).map(({ from, to }) => ({
      from,
      to,
      first_calls: 700000,
      retries: 1200,
      hedges: 0,
      timeouts: 80,
      errors: 0,
      amplification: 1.02,
      breaker_open_share: null,
    })),
    data: {
      writes: 7200,
      lost_writes: 0,
      reads: 712800,
      stale_reads: 41,
      redelivered: 0,
      dead_lettered: 0,
      lost_messages: 0,
      delivered: 0,
    },
    bottleneck: most
      ? {
          node: most[0],
          says:
            most[1] >= 0.9
              ? `\`${most[0]}\`: ${Math.round(most[1] * 100)}% busy on reads, up to 1240 wait; each retry of \`redirect\` adds load.`
              : `Nothing gives way. \`${most[0]}\` would be the first: ${Math.round(most[1] * 100)}% busy at most.`,
        }
      : null,
    notes: [],
    cost: {
      currency: "USD",
      total_per_month: 3120 * (nodes.length / 6),
      lines: nodes
        .slice(0, 6)
        .map(({ id }, at) => ({ node: id, says: `${at + 2} instances`, per_month: 900 / (at + 1) })),
    },
    frames,
  };
}

async function check(response) {
  response.writeHead(200, { "content-type": "application/x-ndjson" });
  const target = (id, says, met, metric, value, bound, limit, because = null) => ({
    id,
    says,
    met,
    metric,
    value,
    bound,
    limit,
    unit: "",
    where: null,
    because,
    ran: met === null ? null : { ...fixture.scenario, load: 20 },
  });
  const results = [
    target(
      "quiet",
      "On a quiet day a link opens in 100 ms, 99 times of 100",
      true,
      "p99-ms",
      38,
      "at-most",
      100,
    ),
    target(
      "campaign",
      "When a campaign goes out at 20 times the load, 999 of 1,000 links open",
      false,
      "availability",
      0.71,
      "at-least",
      0.999,
      "`links`: 100% busy on reads.",
    ),
    target(
      "zone",
      "The loss of a zone loses no link that was promised",
      null,
      "lost-writes",
      null,
      "at-most",
      0,
      "No part names a zone: give the parts their zones first.",
    ),
    target("cost", "It costs at most $4,000 a month", true, "cost-per-month", 3120, "at-most", 4000),
  ];
  for (const target of results) {
    await new Promise((done) => setTimeout(done, pace_ms * 10));
    response.write(`${JSON.stringify({ target })}\n`);
  }
  response.end(`${JSON.stringify({ done: true })}\n`);
}

// As much of TOML as the program writes.

const inline = (value) =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? `{ ${Object.entries(value)
        .map(([key, one]) => `${key} = ${inline(one)}`)
        .join(", ")} }`
    : JSON.stringify(value);

function writeToml({ title, operation = [], node = [], edge = [] }) {
  const tables = [
    ...operation.map((one) => ["operation", one, {}]),
    ...node.map((one) => ["node", one, partOf(one.kind)]),
    ...edge.map((one) => ["edge", one, fixture.edge]),
  ].map(([name, one, usual]) => {
    const first = ["id", "kind", "from", "to", "title"].filter((key) => key in one);
    const others = Object.keys(one).filter(
      (key) =>
        !first.includes(key) && JSON.stringify(one[key]) !== JSON.stringify(usual[key]) && one[key] !== null,
    );
    return `\n[[${name}]]\n${[...first, ...others].map((key) => `${key} = ${inline(one[key])}\n`).join("")}`;
  });
  return `${title ? `title = ${JSON.stringify(title)}\n` : ""}${tables.join("")}`;
}

function readToml(text) {
  const found = { title: "", operation: [], node: [], edge: [] };
  let table = found;
  text.split("\n").forEach((line, at) => {
    const stripped = line.trim();
    if (stripped === "" || stripped.startsWith("#")) return;
    const name = /^\[\[(operation|node|edge)\]\]$/.exec(stripped)?.[1];
    const pair = /^(\w+)\s*=\s*(.+)$/.exec(stripped);
    if (name) {
      table = {};
      found[name].push(table);
    } else if (pair) {
      try {
        table[pair[1]] = JSON.parse(pair[2].replace(/(\w+) = /g, '"$1": '));
      } catch {
        throw Object.assign(new Error(`\`${pair[2]}\` is no value; write such as \`3\` or \`"text"\``), {
          line: at + 1,
        });
      }
    } else throw Object.assign(new Error("it is no `key = value` and no `[[node]]`"), { line: at + 1 });
  });
  return {
    ...found,
    node: found.node.map((one) => ({ ...partOf(one.kind ?? "service"), ...one })),
  };
}

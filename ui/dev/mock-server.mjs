// Speaks the room's protocol with a scripted interviewer, so that the room can be worked on alone:
// `npm run mock` and open the address it prints. Nothing is kept, nothing is judged. The studio is at /studio/12.
//
// Under /dev/ it does what is hard to bring about by hand: POST /dev/drop?ms=3000 closes all connections
// and takes none for a while, POST /dev/problem fills the disk (?off empties it),
// POST /dev/age?ms=550000 moves every clock.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { WebSocketServer } from "ws";
import { studioAnswer, studioPage } from "./mock-studio.mjs";

const { values } = parseArgs({ options: { port: { type: "string", default: "0" } } });
const dist = join(dirname(fileURLToPath(import.meta.url)), "../dist");
const types = {
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".txt": "text/plain",
};

const statement = `<p>Marketing teams turn a long address into a short one and put it into an e-mail, a text message or a poster. Whoever opens the short link is sent on to the long address.</p><p>Design the service. Cover at least these:</p><ul><li><strong>Create</strong> a short link for a long address, with an optional name of the customer's choice and an optional end date.</li><li><strong>Open</strong> a short link. This is what the public does, and a detour nobody should notice.</li><li><strong>Count</strong> how often each link was opened, per hour, for a report that people watch while their campaign runs.</li></ul><p>What makes it interesting is the shape of the load. A campaign can reach ten million inboxes within minutes.</p>`;
const codeStatement = `<p>A file of log lines is too large for memory. Each line begins with a time. Return the busiest window of <code>k</code> seconds.</p><h3>Example</h3><pre><code>busiest([1, 2, 2, 9], k=3)  # (1, 3)</code></pre><p>At most a million lines; times do not go back.</p>`;

const phases = (...list) => list.map(([id, title, minutes]) => ({ id, title, minutes }));
const selfScore = (minutes) => ({
  title: "Self-score",
  kind: "self-score",
  form: "full",
  problem: null,
  phases: phases(["self-score", "Self-score", minutes]),
});
const design = (form, list) => ({
  title: "System design",
  kind: "design",
  form,
  problem: { id: "url-shortener", title: "URL shortener for campaigns", statement_html: statement },
  phases: list,
});
const coding = (list) => ({
  title: "Coding",
  kind: "coding",
  form: "short",
  problem: {
    id: "busiest-window",
    title: "The busiest window",
    statement_html: codeStatement,
    starter: "def busiest(times: list[int], k: int) -> tuple[int, int]:\n    ...\n",
  },
  phases: list,
});
const plain = (kind, title, problem, minutes) => ({
  title,
  kind,
  form: "short",
  problem: { id: kind, title: problem, statement_html: `<p>${problem}, in short.</p>` },
  phases: phases([kind, title, minutes]),
});
const warmUp = {
  title: "Warm-up",
  kind: "warm-up",
  form: "short",
  problem: null,
  phases: phases(["warm-up", "Warm-up", 2]),
};
const fullDesign = phases(
  ["clarify", "Clarify", 5],
  ["apis", "APIs", 5],
  ["high-level", "High level", 10],
  ["deep-dive", "Deep dive", 15],
  ["trade-offs", "Trade-offs", 5],
);

const protocols = {
  "mock-60": [
    "The 60-minute mock",
    [
      warmUp,
      coding(phases(["clarify", "Clarify", 2], ["code", "Code", 6], ["complexity", "Complexity", 2])),
      plain("api", "API design", "Card payments", 7),
      plain("database", "Database", "Ticket booking", 7),
      design("short", phases(["high-level", "High level", 6], ["deep-dive", "Deep dive", 6])),
      plain("reliability", "Reliability", "The retry storm", 7),
      plain("behavioral", "A first story", "A production incident", 5),
      plain("behavioral", "A second story", "A disagreement", 5),
      selfScore(5),
    ],
  ],
  "round-design": ["System design, full length", [design("full", fullDesign), selfScore(2)]],
  "round-coding": [
    "Coding, full length",
    [
      coding(
        phases(
          ["clarify", "Clarify", 5],
          ["approach", "Approach", 8],
          ["code", "Code", 22],
          ["complexity", "Complexity", 5],
          ["follow-up", "Follow-up", 5],
        ),
      ),
      selfScore(2),
    ],
  ],
  "round-database": ["Database", [plain("database", "Database", "Ticket booking", 40), selfScore(2)]],
  "round-behavioral": [
    "Behavioral",
    [plain("behavioral", "A production incident", "Tell me about an incident you owned", 10), selfScore(2)],
  ],
};

const sessions = new Map();
let refuseUntil = 0;
let diskFull = false;
let waiting = [];

class Session {
  constructor(id, protocol, mode) {
    const [title, rounds] = protocols[protocol];
    Object.assign(this, { id, mode, title, rounds, round: 0, phase: 0, status: "running" });
    Object.assign(this, { seq: 1, spent: 0, shown: [], offer: null, draft: "", phaseStarted: 0 });
    this.transcript = [];
    this.artifacts = {};
    this.scores = {};
    this.acks = new Map();
    this.sockets = new Set();
    this.before_ms = 0;
    this.since = Date.now();
    this.enter(0, 0);
  }
  now() {
    return this.before_ms + (this.since === null ? 0 : Date.now() - this.since);
  }
  clock() {
    return { running: this.since !== null, at_ms: this.now(), phase_started_ms: this.phaseStarted };
  }
  hint() {
    return this.mode === "assessment" ? null : { offer: this.offer, shown: this.shown, spent: this.spent };
  }
  state() {
    const { id, mode, title, status, rounds, round, phase, transcript, artifacts, scores, draft } = this;
    return {
      type: "state",
      session: id,
      mode,
      level: "senior",
      language: "python",
      title,
      status,
      rounds,
      round,
      phase,
      clock: this.clock(),
      transcript,
      artifacts,
      hint: this.hint(),
      self_scores: scores,
      draft,
      runs: [],
      checks: [],
    };
  }
  tell(message) {
    for (const socket of this.sockets) socket.send(JSON.stringify(message));
  }
  log(body) {
    this.seq += 1;
    const event = { seq: this.seq, at_ms: this.now(), ...body };
    this.tell({ type: "event", event });
    return this.seq;
  }
  says(text, kind) {
    const at_ms = this.now();
    const seq = this.log({ type: "interviewer_said", text, move: { kind } });
    this.transcript.push({ seq, at_ms, speaker: "interviewer", text });
  }
  enter(round, phase) {
    if (round !== this.round) Object.assign(this, { shown: [], spent: 0, offer: null });
    Object.assign(this, { round, phase, phaseStarted: this.now() });
    const seq = this.log({ type: "phase_entered", round, phase });
    const { kind, problem, phases: all } = this.rounds[round];
    if (kind === "self-score")
      this.says("Before I tell you what I saw: how would you vote on each round?", "open");
    else if (phase > 0) this.says(`Good. Let's go on: ${all[phase].title.toLowerCase()}.`, "move_on");
    else
      this.says(
        problem
          ? `We run something like “${problem.title}”. At nine o'clock tomorrow one customer mails a brand-new short link to ten million people. Take me through what one click touches, and then through the first second after nine.`
          : "Welcome. Tell me in two sentences what you work on.",
        "open",
      );
    return seq;
  }
  take(message, socket) {
    const ack = (seq) => {
      this.acks.set(message.id, seq);
      socket.send(JSON.stringify({ type: "ack", id: message.id, seq }));
    };
    if (message.type === "partial") {
      this.draft = message.text;
      const offer =
        /cache|hot/i.test(message.text) && this.shown.length === 0 ? { rung: "nudge", price: 1 } : this.offer;
      this.offer = offer;
      if (this.mode === "training")
        setTimeout(
          () => this.tell({ type: "hint", hint: this.hint(), for: Array.from(message.text).length }),
          30,
        );
      return;
    }
    if (this.acks.has(message.id)) return ack(this.acks.get(message.id));
    if (diskFull) {
      waiting.push(() => this.take(message, socket));
      return this.tell({
        type: "problem",
        id: "",
        text: "Not saved yet. The disk is full.",
        next: "Nothing is lost while this page and Greenroom stay open: it tries again every second.",
      });
    }
    const rungs = {
      nudge: ["What does the first second find in your cache?", "pointer", 2],
      pointer: [
        "A link that nobody has opened is in no cache. Ten million readers ask for it at once.",
        "reveal",
        4,
      ],
      reveal: ["Warm it when it is made, and let one request fill it while the others wait.", null, 0],
    };
    const handlers = {
      say: () => {
        const at_ms = message.from_ms;
        const seq = this.log({
          type: "candidate_said",
          text: message.text,
          from_ms: at_ms,
          via: message.via,
        });
        this.transcript.push({ seq, at_ms, speaker: "candidate", text: message.text });
        this.draft = "";
        ack(seq);
        setTimeout(
          () =>
            this.status === "running" &&
            this.says("And what happens the moment the campaign goes out?", "probe"),
          500,
        );
      },
      artifact: () => {
        this.artifacts[this.round] ??= {};
        const forRound = this.artifacts[this.round];
        const before = forRound[message.artifact] ?? { revision: 0, text: "" };
        const after = { revision: before.revision + 1, text: message.text };
        forRound[message.artifact] = after;
        const splice = { at: 0, remove: Array.from(before.text).length, insert: message.text };
        ack(
          this.log({
            type: "artifact_changed",
            artifact: message.artifact,
            round: this.round,
            revision: after.revision,
            splice,
          }),
        );
      },
      hint: () => {
        const [text, next, price] = rungs[message.rung];
        this.shown.push({ rung: message.rung, text, price: this.offer?.price ?? 0 });
        this.spent += this.offer?.price ?? 0;
        this.offer = next ? { rung: next, price } : null;
        ack(
          this.log({
            type: "hint_shown",
            problem: "url-shortener",
            point: "cold-hot-link",
            rung: message.rung,
            price,
            text,
          }),
        );
        this.tell({ type: "hint", hint: this.hint(), for: message.id });
      },
      move_on: () => {
        if (this.phase + 1 < this.rounds[this.round].phases.length)
          return ack(this.enter(this.round, this.phase + 1));
        if (this.round + 1 < this.rounds.length) {
          const seq = this.enter(this.round + 1, 0);
          this.tell({ type: "hint", hint: this.hint() });
          return ack(seq);
        }
        handlers.end();
      },
      pause: () => {
        this.before_ms = this.now();
        this.since = null;
        this.status = "paused";
        ack(this.log({ type: "paused", unix_ms: 0 }));
      },
      resume: () => {
        this.since = Date.now();
        this.status = "running";
        ack(this.log({ type: "resumed", unix_ms: 0 }));
      },
      self_score: () => {
        this.scores[message.round] = message.band;
        ack(this.log({ type: "self_score_given", round: message.round, band: message.band }));
      },
      end: () => {
        this.before_ms = this.now();
        this.since = null;
        this.status = "ended";
        ack(this.log({ type: "ended", reason: "ended_early" }));
      },
    };
    handlers[message.type]();
  }
}

const page = (title, body, attributes = "") =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="icon" href="/static/favicon.svg"><link rel="preload" href="/static/fonts/inter-latin-wght-normal.woff2" as="font" type="font/woff2" crossorigin><link rel="preload" href="/static/fonts/source-serif-4-latin-wght-normal.woff2" as="font" type="font/woff2" crossorigin><link rel="stylesheet" href="/static/app.css"><script src="/static/page.js"></script></head><body${attributes}>${body}</body></html>`;
const skeleton = `<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i></div>`;
const roomPage = (id) =>
  page(
    "Greenroom",
    `<main id="room" class="room" data-session="${id}" data-ws="/sessions/${id}/live"><section id="interviewer" class="room-part" aria-label="Interviewer">${skeleton}</section><section id="work" class="room-part" aria-label="Your work">${skeleton}</section><section id="notes" class="room-part" aria-label="Notes"></section></main><script type="module" src="/static/room.js"></script>`,
    ``,
  );
const startPage = () =>
  page(
    "Start",
    `<main class="page" id="main"><h1>Start</h1><form class="form" method="post" action="/start"><fieldset class="choices"><legend>What?</legend>${Object.entries(
      protocols,
    )
      .map(
        ([id, [title]], index) =>
          `<label class="choice"><input type="radio" name="protocol" value="${id}"${index === 0 ? " checked" : ""}><span><strong>${title}</strong></span></label>`,
      )
      .join(
        "",
      )}</fieldset><fieldset class="choices in-row"><legend>How?</legend><label class="choice"><input type="radio" name="mode" value="training" checked><span><strong>Training</strong></span></label><label class="choice"><input type="radio" name="mode" value="assessment"><span><strong>Assessment</strong></span></label></fieldset><div class="form-end"><button class="button primary">Start</button></div></form></main>`,
  );

const server = createServer(async (request, response) => {
  const url = new URL(request.url, "http://localhost");
  const html = (text) => response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(text);
  if (request.method === "POST" || request.method === "PUT") {
    let body = "";
    for await (const chunk of request) body += chunk;
    if (await studioAnswer(request, response, url, body)) return;
    if (url.pathname === "/start") {
      const form = new URLSearchParams(body);
      const id = `s${sessions.size + 1}`;
      sessions.set(id, new Session(id, form.get("protocol"), form.get("mode")));
      return response.writeHead(303, { location: `/sessions/${id}` }).end();
    }
    const ms = Number(url.searchParams.get("ms") ?? 0);
    if (url.pathname === "/dev/drop") {
      refuseUntil = Date.now() + ms;
      for (const session of sessions.values()) for (const socket of session.sockets) socket.terminate();
    }
    if (url.pathname === "/dev/problem") {
      diskFull = url.searchParams.get("off") === null;
      const late = waiting;
      waiting = [];
      for (const take of late) take();
      if (!diskFull) for (const session of sessions.values()) session.tell({ type: "saved" });
    }
    if (url.pathname === "/dev/age") {
      for (const session of sessions.values()) {
        session.before_ms += ms;
        session.tell({ type: "clock", ...session.clock() });
      }
    }
    return response.writeHead(204).end();
  }
  if (url.pathname === "/" || url.pathname === "/start") return html(startPage());
  const studio = studioPage(page, url);
  if (studio) return html(studio);
  const room = /^\/sessions\/([^/]+)$/.exec(url.pathname)?.[1];
  if (room && sessions.has(room)) return html(roomPage(room));
  if (/^\/sessions\/[^/]+\/debrief$/.test(url.pathname))
    return html(page("Debrief", `<main class="page" id="main"><h1>The debrief</h1></main>`));
  if (url.pathname.startsWith("/static/")) {
    const path = join(dist, normalize(url.pathname.slice("/static".length)));
    try {
      return response
        .writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" })
        .end(await readFile(path));
    } catch {}
  }
  response.writeHead(404).end("not here");
});

const sockets = new WebSocketServer({ noServer: true });
server.on("upgrade", (request, socket, head) => {
  const session = sessions.get(/^\/sessions\/([^/]+)\/live$/.exec(request.url)?.[1]);
  if (!session || Date.now() < refuseUntil) return socket.destroy();
  sockets.handleUpgrade(request, socket, head, (live) => {
    session.sockets.add(live);
    live.on("close", () => session.sockets.delete(live));
    live.on("message", (data) => session.take(JSON.parse(String(data)), live));
    live.send(JSON.stringify(session.state()));
  });
});
server.listen(Number(values.port), "127.0.0.1", () =>
  console.log(`Greenroom is at http://127.0.0.1:${server.address().port}/`),
);

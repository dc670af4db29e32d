// The live room: one session, one connection, three parts. Start reading at `mountRoom`.

import type { CaseSet, OwnCase } from "./code/protocol";
import { ask } from "./lib/dialog";
import { h, setText } from "./lib/dom";
import { Bar } from "./room/bar";
import { RoomChecks } from "./room/checks";
import { Composer } from "./room/composer";
import { WorkDrawing } from "./room/drawing";
import { Hint } from "./room/hint";
import { InterviewerPart } from "./room/interviewer";
import { Keep } from "./room/keep";
import { markInput } from "./room/latency";
import { Link } from "./room/link";
import { Narrow } from "./room/narrow";
import { Notice } from "./room/notice";
import type { Band, ClientMessage, ServerMessage, SessionEvent } from "./room/protocol";
import { RoomRuns } from "./room/runs";
import { SelfScore } from "./room/selfscore";
import { type Pending, Session } from "./room/session";
import { Strip } from "./room/strip";
import { clockText } from "./room/time";
import { Transcript } from "./room/transcript";
import { WorkPart } from "./room/work";
import { Notes, WorkEditor, WorkKeeper } from "./room/works";

const MOVE_ON_ASKS_UNTIL_MS = 60_000;

const root = document.getElementById("room");
if (root) mountRoom(root);

function mountRoom(room: HTMLElement): void {
  const { session: sessionId = "", ws = "", nonce } = room.dataset;
  const [interviewerPart, workPart, notesPart] = ["interviewer", "work", "notes"].map((id) => {
    const part = document.getElementById(id);
    if (!part) throw new Error(`the room's page has no #${id}`);
    part.classList.add("room-part");
    return part;
  }) as [HTMLElement, HTMLElement, HTMLElement];

  const session = new Session();
  const keep = new Keep(sessionId);
  session.pending = keep.lines();

  const keeper = new WorkKeeper(session, keep, (message) => link.send(message), newId);
  const transcript = new Transcript();
  const composer = new Composer({
    now_ms: () => session.clock.at_ms,
    draft: (text, from_ms) => keep.setDraft(text, from_ms),
    partial: (text, from_ms, since) => {
      markInput(Array.from(text).length, since);
      link.send({ type: "partial", text, from_ms });
    },
    say,
  });
  const editor = new WorkEditor(keeper, nonce);
  const drawing = new WorkDrawing(keeper, keep, nonce);
  const runs = new RoomRuns(keep, {
    run: runCode,
    cancel: () => sendNow({ type: "cancel_run", id: newId() }),
    toLine: (line) => editor.toLine(line),
  });
  const checks = new RoomChecks({
    check: () => sendNow({ type: "check", id: newId() }),
    cancel: () => sendNow({ type: "cancel_run", id: newId() }),
  });
  const notes = new Notes(keeper);
  const selfScore = new SelfScore(giveSelfScore, finish);
  const hint = new Hint((rung) => sendNow({ type: "hint", id: newId(), rung }));
  const bar = new Bar({ pauseOrResume, end: endWithQuestion });
  const strip = new Strip(moveOn);
  const notice = new Notice();
  const pausedText = h("p.soft");
  const paused = h(
    "div.room-paused",
    { hidden: true },
    h("h2", {}, "Paused"),
    pausedText,
    h("button.button.primary", { type: "button", click: pauseOrResume }, "Resume"),
  );

  const interviewer = new InterviewerPart(interviewerPart);
  const work = new WorkPart(workPart, { transcript, editor, drawing, runs, checks, composer, selfScore });
  work.changed = draw;
  notesPart.replaceChildren(h("h2.part-name", {}, "Notes"), notes.element, hint.element);
  const narrow = new Narrow(room, hint.element, workPart, notesPart);
  // The bar names the session from here on.
  for (const placeholder of room.querySelectorAll(":scope > h1")) placeholder.remove();
  room.prepend(bar.element, narrow.element);
  room.append(strip.element, paused, notice.element);
  room.classList.add("is-mounted");
  // The theme's button was not there when the page drew its like.
  document.dispatchEvent(new Event("greenroom:drawn"));

  /** Messages that must reach the log once, sent again after every reconnect until acknowledged. */
  const owed = new Map<string, ClientMessage>();
  let synced = false;
  let restored = false;
  let finishing = false;
  /** Something could not be saved; the program tries again by itself. */
  let isFailing = false;
  let isGone = false;
  /** The phase that was asked to be left and still stands. */
  let leaving: { round: number; phase: number } | null = null;

  const link = new Link(ws, {
    opened: () => {},
    closed: () => {
      synced = false;
      session.clock.stop();
      notice.disconnected();
      draw();
    },
    gone: () => {
      isGone = true;
      notice.gone();
      draw();
    },
    message: (message) => {
      receive(message);
      draw();
      if (message.type === "hint") hint.painted(message.for);
    },
  });

  setInterval(() => {
    bar.tick(session);
    strip.tick(session);
  }, 250);
  addEventListener("pagehide", () => keeper.flush());

  function receive(message: ServerMessage): void {
    const waited = session.pending;
    session.receive(message);
    switch (message.type) {
      case "state":
        onState(message.draft);
        break;
      case "ack":
        owed.delete(message.id);
        // A refusal that was put right; what the disk would not take is over only when it says so.
        if (!isFailing) notice.setProblem(null);
        break;
      case "event":
        onEvent(message.event);
        break;
      case "saved":
        isFailing = false;
        notice.setProblem(null);
        break;
      case "problem":
        onProblem(message.id ?? "", message.text, message.next ?? "");
    }
    for (const { id } of waited) {
      if (!session.pending.some((one) => one.id === id)) keep.dropLine(id);
    }
    keeper.dropSaved();
  }

  function onEvent({ type }: SessionEvent): void {
    if (type === "interviewer_said") narrow.interviewerSpoke();
    if (type === "ended") onEnded();
    // What could not be taken while it was paused.
    if (type === "resumed") sendUnsaved();
  }

  function onProblem(id: string, text: string, next: string): void {
    // Every screen hears of it; a refusal concerns the one that asked.
    if (id && !mine.has(id)) return;
    if (!id) isFailing = true;
    owed.delete(id);
    leaving = null;
    notice.setProblem({ text, next });
    const refused = session.pending.find((line) => line.id === id);
    if (!refused) return;
    session.pending = session.pending.filter((line) => line !== refused);
    composer.giveBack(refused.text, refused.from_ms);
  }

  function onState(draft: string): void {
    const first = !synced;
    // `state` also comes after anything large; what follows is only for a new connection.
    synced = true;
    notice.connected();
    if (session.state?.status === "ended") return onEnded();
    if (!first) return;
    leaving = null;
    // A new connection is told anew of what fails.
    isFailing = false;
    notice.setProblem(null);
    if (!restored) restore(draft);
    sendUnsaved();
    composer.repeatPartial();
    // On a phone the keyboard would cover the question.
    if (document.activeElement === document.body && !matchMedia("(pointer: coarse)").matches)
      composer.focus();
  }

  /** Everything not known to be durable, under the ids it had: what the program has, it takes no second time. */
  function sendUnsaved(): void {
    if (session.state?.status !== "running") return;
    for (const line of session.pending) link.send(sayMessage(line));
    for (const message of owed.values()) link.send(message);
    keeper.sendAgain();
  }

  /** Words of an earlier visit, once: after a lost connection this tab's own are the ones that count. */
  function restore(draft: string): void {
    restored = true;
    keeper.restore();
    const kept = keep.draft;
    if (kept) composer.restore(kept.text, kept.from_ms);
    // The program's copy of a draft may be of a line that was sent and is still waiting here.
    else if (!session.pending.some((line) => line.text === draft.trim()))
      composer.restore(draft, Math.round(session.clock.at_ms));
  }

  function onEnded(): void {
    link.finish();
    if (finishing) location.assign(`/sessions/${sessionId}/debrief`);
  }

  function say(text: string, from_ms: number, via: Pending["via"]): void {
    keeper.flush();
    const line: Pending = { id: newId(), text, from_ms, via, after: session.lastSeq };
    session.pending.push(line);
    keep.keepLine(line);
    link.send(sayMessage(line));
    draw();
    transcript.toEnd();
  }

  /** For what makes sense only now; asked again by the user, not by us, if the connection is away. */
  function sendNow(message: ClientMessage): void {
    keeper.flush();
    link.send(message);
  }

  /** The edit that still waits goes first: what runs is what the log has. */
  function runCode(cases: CaseSet, own: OwnCase[]): void {
    sendNow({ type: "run", id: newId(), cases, own });
  }

  function pauseOrResume(): void {
    sendNow({ type: session.state?.status === "paused" ? "resume" : "pause", id: newId() });
  }

  async function moveOn(): Promise<void> {
    const { state, phase, clock } = session;
    if (!state) return;
    const here = { round: state.round, phase: state.phase };
    if (phase && clock.phase_ms < MOVE_ON_ASKS_UNTIL_MS) {
      const yes = await ask({
        title: `Leave “${phase.title}” already?`,
        says: `You have used ${clockText(clock.phase_ms)} of its ${clockText(phase.minutes * 60_000)}, and there is no way back to it.`,
        verb: "Move on",
        otherwise: "Stay",
      });
      if (!yes) return;
    }
    leaving = here;
    sendNow({ type: "move_on", id: newId(), ...here });
    draw();
  }

  async function endWithQuestion(): Promise<void> {
    const yes = await ask({
      title: "End the interview?",
      says: "The debrief will judge what there is; what was not reached is not assessed. It cannot be taken up again.",
      verb: "End it",
      otherwise: "Go on",
      danger: true,
    });
    if (yes) sendOwed({ type: "end", id: newId() });
  }

  function finish(): void {
    const { state, round } = session;
    if (!state || !round) return;
    finishing = true;
    // Leaving the last phase completes the interview; anything earlier ends it early.
    const isLast = state.round === state.rounds.length - 1 && state.phase === round.phases.length - 1;
    if (isLast) sendOwed({ type: "move_on", id: newId(), round: state.round, phase: state.phase });
    else sendOwed({ type: "end", id: newId() });
  }

  function giveSelfScore(round: number, band: Band): void {
    if (session.state) session.state.self_scores[round] = band;
    sendOwed({ type: "self_score", id: newId(), round, band });
    draw();
  }

  function sendOwed(message: ClientMessage & { id: string }): void {
    keeper.flush();
    owed.set(message.id, message);
    link.send(message);
  }

  function draw(): void {
    if (!session.state) return;
    const connected = synced;
    bar.update(session, connected);
    const { round, phase } = session.state;
    strip.update(session, connected, leaving?.round === round && leaving.phase === phase);
    interviewer.update(session);
    work.update(session, connected, connected && !isFailing);
    if (isGone) composer.enabled = false;
    notes.update(session);
    hint.update(session, connected);
    drawPause();
  }

  function drawPause(): void {
    const isPaused = session.state?.status === "paused";
    setText(
      pausedText,
      `The clock stands at ${clockText(session.clock.at_ms)}. The problem is out of sight until you come back.`,
    );
    if (paused.hidden === !isPaused) return;
    paused.hidden = !isPaused;
    for (const part of [interviewerPart, workPart, notesPart, narrow.element]) part.inert = isPaused;
    room.classList.toggle("is-paused", isPaused);
    if (isPaused) paused.querySelector("button")?.focus();
    else composer.focus();
  }
}

/** The names this tab gave its messages. */
const mine = new Set<string>();

/** Not `randomUUID`: a browser has that only on this machine's own address, and a LAN's is allowed too. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  const id = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  mine.add(id);
  return id;
}

const sayMessage = ({ id, text, from_ms, via }: Pending): ClientMessage => ({
  type: "say",
  id,
  text,
  from_ms,
  via,
});

// What this tab knows of the session: the program's state, then each event of the log, and what has been
// written here but is not durable yet. No DOM, no socket.
import type { RunProgress } from "../code/protocol";
import type {
  ArtifactKind,
  Check,
  HintState,
  Line,
  Round,
  Run,
  ServerMessage,
  SessionEvent,
  State,
  Via,
} from "./protocol";
import { apply, rebase } from "./splice";
import { Clock } from "./time";

/** A line that is not known to be in the log. */
export interface Pending {
  id: string;
  text: string;
  from_ms: number;
  via: Exclude<Via, "spoken">;
  /** The last line that stood in the log when this one was written: it can only be a later one. */
  after: number;
}

/** One text of one round: what the log has and what the user sees. */
export interface Work {
  round: number;
  kind: ArtifactKind;
  revision: number;
  /** The log's text at `revision`. */
  base: string;
  text: string;
  /** What was last sent and is not in the log as this tab knows it. */
  sent?: { id: string; text: string; acked: boolean };
}

/** Is there something here that the program has not been told? */
export function isDirty(work: Work): boolean {
  return work.text !== work.base && work.text !== work.sent?.text;
}

/** Does the log have what is on the screen? */
export function isSaved(work: Work): boolean {
  return work.text === work.base || (work.sent?.acked === true && work.text === work.sent.text);
}

export class Session {
  state: State | null = null;
  readonly clock: Clock;
  pending: Pending[] = [];
  private runProgress: { run: number; progress: RunProgress } | null = null;
  private checkProgress: { check: number; progress: RunProgress } | null = null;
  private readonly works = new Map<string, Work>();

  constructor(now?: () => number) {
    this.clock = new Clock(now);
  }

  receive(message: ServerMessage): void {
    switch (message.type) {
      case "state":
        return this.setState(message);
      case "event":
        return this.applyEvent(message.event);
      case "ack":
        return this.acknowledge(message.id);
      case "clock":
        return this.clock.set(message);
      case "run":
        this.runProgress = { run: message.run, progress: message };
        return;
      case "check":
        this.checkProgress = { check: message.check, progress: message };
        return;
      case "hint":
        if (this.state) this.state.hint = message.hint;
    }
  }

  get round(): Round | null {
    return this.state?.rounds[this.state.round] ?? null;
  }

  get phase(): Round["phases"][number] | null {
    return this.round?.phases[this.state?.phase ?? 0] ?? null;
  }

  /** Of the open round, in the order in which they were asked for. */
  get runs(): Run[] {
    return this.state?.runs.filter(({ round }) => round === this.state?.round) ?? [];
  }

  /** How far the run under way is: `undefined` when there is none, `null` when nothing was heard of it yet. */
  get progress(): RunProgress | null | undefined {
    // A session runs one at a time, and one of an earlier round still has to end.
    const open = this.state?.runs.find(({ end }) => end === null);
    if (!open) return undefined;
    return this.runProgress?.run === open.run ? this.runProgress.progress : null;
  }

  /** Of the open round, in the order in which they were asked for. */
  get checks(): Check[] {
    return this.state?.checks.filter(({ round }) => round === this.state?.round) ?? [];
  }

  /** How far the check under way is, as `progress` is of a run. */
  get checking(): RunProgress | null | undefined {
    const open = this.state?.checks.find(({ end }) => end === null);
    if (!open) return undefined;
    return this.checkProgress?.check === open.check ? this.checkProgress.progress : null;
  }

  get hint(): HintState {
    return this.state?.hint ?? null;
  }

  get planned_ms(): number {
    const minutes = this.state?.rounds.flatMap((round) => round.phases.map((phase) => phase.minutes)) ?? [];
    return minutes.reduce((sum, one) => sum + one, 0) * 60_000;
  }

  get lastSeq(): number {
    return this.state?.transcript.at(-1)?.seq ?? 0;
  }

  /** This round's text of a kind; a round's code begins with the problem's starter. */
  work(kind: ArtifactKind, round = this.state?.round ?? 0): Work {
    const key = `${round}:${kind}`;
    const known = this.works.get(key);
    if (known) return known;
    const logged = this.state?.artifacts[round]?.[kind];
    const starter = kind === "code" ? (this.state?.rounds[round]?.problem?.starter ?? "") : "";
    const work: Work = {
      round,
      kind,
      revision: logged?.revision ?? 0,
      base: logged?.text ?? "",
      text: logged?.text ?? starter,
    };
    // A starter is nobody's change: only what the user makes of it is sent.
    if (!logged) work.base = starter;
    this.works.set(key, work);
    return work;
  }

  allWork(): Work[] {
    return [...this.works.values()];
  }

  /** Joins a text kept from an earlier visit with what the log has by now. */
  restoreWork(kept: Work): void {
    const work = this.work(kept.kind, kept.round);
    work.text = rebase(kept.base, kept.text, work.text);
  }

  private setState(state: State): void {
    this.state = {
      ...state,
      transcript: [...state.transcript],
      runs: [...state.runs],
      checks: [...state.checks],
    };
    this.clock.set(state.clock);
    for (const work of this.works.values()) {
      const logged = state.artifacts[work.round]?.[work.kind];
      if (logged && logged.revision >= work.revision) this.takeRevision(work, logged.revision, logged.text);
      // Whatever was under way on the old connection is either in this state or must be sent again.
      delete work.sent;
    }
    for (const line of this.state.transcript) this.settle(line);
  }

  private applyEvent(event: SessionEvent): void {
    const { state } = this;
    if (!state) return;
    switch (event.type) {
      case "phase_entered":
        state.round = event.round;
        state.phase = event.phase;
        return this.clock.enterPhase(event.at_ms);
      case "interviewer_said":
        return this.addLine({ seq: event.seq, at_ms: event.at_ms, speaker: "interviewer", text: event.text });
      case "candidate_said": {
        this.addLine({ seq: event.seq, at_ms: event.from_ms, speaker: "candidate", text: event.text });
        return;
      }
      case "artifact_changed": {
        const work = this.work(event.artifact, event.round);
        if (event.revision <= work.revision) return;
        // The first revision replaces an empty text; the starter was never in the log.
        const before = work.revision === 0 ? "" : work.base;
        this.takeRevision(work, event.revision, apply(event.splice, before));
        return;
      }
      case "run_asked":
        if (state.runs.some(({ run }) => run === event.run)) return;
        state.runs.push({
          run: event.run,
          round: event.round,
          cases: event.cases,
          asked_ms: event.at_ms,
          end: null,
        });
        return;
      case "run_finished": {
        const run = state.runs.find(({ run }) => run === event.run);
        if (run) run.end = event.outcome;
        return;
      }
      case "check_asked":
        if (state.checks.some(({ check }) => check === event.check)) return;
        state.checks.push({
          check: event.check,
          round: event.round,
          revision: event.revision,
          asked_ms: event.at_ms,
          end: null,
        });
        return;
      case "check_finished": {
        const check = state.checks.find(({ check }) => check === event.check);
        if (check) check.end = event.outcome;
        return;
      }
      case "self_score_given":
        state.self_scores[event.round] = event.band;
        return;
      case "paused":
        state.status = "paused";
        return this.clock.stop();
      case "resumed":
        state.status = "running";
        return this.clock.start(event.at_ms);
      case "ended":
        state.status = "ended";
        return this.clock.stop();
    }
  }

  private addLine(line: Line): void {
    const lines = this.state?.transcript;
    if (!lines || lines.some((one) => one.seq === line.seq)) return;
    lines.push(line);
    lines.sort((a, b) => a.seq - b.seq);
    this.settle(line);
  }

  /** A line of the log is the oldest of those that wait here with its words; it waits no more. */
  private settle(line: Line): void {
    if (line.speaker !== "candidate") return;
    const index = this.pending.findIndex((one) => one.after < line.seq && one.text === line.text.trim());
    if (index >= 0) this.pending.splice(index, 1);
  }

  private takeRevision(work: Work, revision: number, text: string): void {
    work.text = rebase(work.base, work.text, text);
    work.base = text;
    work.revision = revision;
    if (work.sent?.text === text) delete work.sent;
  }

  private acknowledge(id: string): void {
    // Its event came first; if the log's words differ from those sent, this is how we know it is in.
    this.pending = this.pending.filter((one) => one.id !== id);
    for (const work of this.works.values()) {
      // `base` moves only with the event, because the event's splice is cut from the old one.
      if (work.sent?.id === id) work.sent.acked = true;
    }
  }
}

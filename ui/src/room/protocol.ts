// What the room and the program say to one another over /sessions/ID/live: one JSON object a message.
//
// Messages of the client that carry an `id` are acknowledged once they are durable. `id`s are kept when
// a message is sent again after a lost connection, and the program takes each only once.

import type { CaseSet, OwnCase, RunEnd, RunProgress } from "../code/protocol";
import type { TargetsData } from "../studio/protocol";

export type Band = "strong no" | "no" | "yes" | "strong yes";
export const BANDS: Band[] = ["strong no", "no", "yes", "strong yes"];

export type ArtifactKind = "code" | "contract" | "schema" | "design" | "notes";
export type Rung = "nudge" | "pointer" | "reveal";
export type Via = "typed" | "pasted" | "spoken";
export type RoundKind =
  | "warm-up"
  | "coding"
  | "api"
  | "database"
  | "design"
  | "reliability"
  | "behavioral"
  | "self-score";

export type ClientMessage =
  /** The whole text not yet sent, at most every 30 ms; empty clears it. Not acknowledged. */
  | { type: "partial"; text: string; from_ms: number }
  | { type: "say"; id: string; text: string; from_ms: number; via: "typed" | "pasted" }
  /** The whole text of this round's artifact; `base` is the revision it grew from. */
  | { type: "artifact"; id: string; artifact: ArtifactKind; base: number; text: string }
  /** Runs the code as it is in the log. */
  | { type: "run"; id: string; cases: CaseSet; own: OwnCase[] }
  /** Holds what is drawn, as it is in the log, against the problem's targets. */
  | { type: "check"; id: string }
  | { type: "cancel_run"; id: string }
  | { type: "hint"; id: string; rung: Rung }
  /** Leaves the named phase and no other, so that two tabs together do not skip one. */
  | { type: "move_on"; id: string; round: number; phase: number }
  | { type: "pause" | "resume" | "end"; id: string }
  | { type: "self_score"; id: string; round: number; band: Band };

export interface Round {
  title: string;
  kind: RoundKind;
  form: "full" | "short";
  problem: {
    id: string;
    title: string;
    statement_html: string;
    starter?: string | null;
    /** The first sample's input, where there is code to run. */
    sample?: string | null;
    /** What a drawing is held against; null in an assessment, and where the problem asks nothing of one. */
    targets?: TargetsData | null;
  } | null;
  phases: { id: string; title: string; minutes: number }[];
}

export interface Line {
  seq: number;
  /** Of the candidate's lines: when its first word was written. */
  at_ms: number;
  speaker: "candidate" | "interviewer";
  text: string;
}

/** `phase_started_ms` is on the session's own clock, which stands still while paused. */
export interface ClockReading {
  running: boolean;
  at_ms: number;
  phase_started_ms: number;
}

/** Null in an assessment. */
export type HintState = {
  offer: { rung: Rung; price: number } | null;
  shown: { rung: Rung; text: string; price: number }[];
  spent: number;
} | null;

export interface ArtifactText {
  revision: number;
  text: string;
}

/** A run of the candidate's code; without an end it is under way. */
export interface Run {
  run: number;
  round: number;
  cases: CaseSet;
  asked_ms: number;
  end: RunEnd | null;
}

/** A drawing held against its problem's targets; without an end it is under way. */
export interface Check {
  check: number;
  round: number;
  /** Of the drawing. */
  revision: number;
  asked_ms: number;
  end: RunEnd | null;
}

export interface State {
  session: string;
  mode: "training" | "assessment";
  level: string;
  language: string;
  title: string;
  status: "running" | "paused" | "ended";
  rounds: Round[];
  round: number;
  phase: number;
  clock: ClockReading;
  transcript: Line[];
  artifacts: Record<string, Partial<Record<ArtifactKind, ArtifactText>>>;
  hint: HintState;
  self_scores: Record<string, Band>;
  draft: string;
  /** Those of the open round. */
  runs: Run[];
  checks: Check[];
}

export interface Splice {
  /** Counted in Unicode scalar values. */
  at: number;
  remove: number;
  insert: string;
}

/** The entries of the log that a room shows; others are passed over. */
export type SessionEvent = { seq: number; at_ms: number } & (
  | { type: "phase_entered"; round: number; phase: number }
  | { type: "interviewer_said"; text: string }
  | { type: "candidate_said"; text: string; from_ms: number; via: Via }
  | { type: "artifact_changed"; artifact: ArtifactKind; round: number; revision: number; splice: Splice }
  | { type: "run_asked"; round: number; run: number; cases: CaseSet }
  | { type: "run_finished"; round: number; run: number; outcome: RunEnd }
  | { type: "check_asked"; round: number; check: number; revision: number }
  | { type: "check_finished"; round: number; check: number; outcome: RunEnd }
  | { type: "self_score_given"; round: number; band: Band }
  | { type: "paused" | "resumed" | "ended" | "hint_shown" | "clock_read" | "session_started" }
);

export type ServerMessage =
  | ({ type: "state" } & State)
  | { type: "event"; event: SessionEvent }
  /** Comes after the events that the message led to. */
  | { type: "ack"; id: string; seq: number }
  | ({ type: "clock" } & ClockReading)
  /** `for`: the length of the partial it answers in Unicode scalar values, or the id of the message. */
  | { type: "hint"; hint: HintState; for?: string | number | null }
  /** How far a run is. */
  | ({ type: "run"; run: number } & RunProgress)
  | ({ type: "check"; check: number } & RunProgress)
  /** With an `id`, that message was refused and will not be taken; without, something could not be saved yet. */
  | { type: "problem"; id?: string; text: string; next?: string }
  /** What could not be saved is saved now. */
  | { type: "saved" };

export const UTTERANCE_BYTES_MAX = 64 * 1024;
export const ARTIFACT_BYTES_MAX = 256 * 1024;
export const PASTE_CHARS_ASK = 20_000;
export const PASTE_CHARS_MAX = 200_000;

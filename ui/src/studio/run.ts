// A run: what was ordered, what has come of it so far, and how it ended.
import { type Order, Refused, type RunLine } from "./api";
import type { Flaw, Frame, Report } from "./protocol";

export interface Run {
  order: Order;
  state: "running" | "done" | "cancelled" | "failed";
  frames: Frame[];
  report: Report | null;
  /** Why it failed, in words. */
  says: string;
  flaws: Flaw[];
  /** So many are before it. */
  waiting: number;
}

export type Asks = (order: Order, signal: AbortSignal, each: (line: RunLine) => void) => Promise<void>;

export class Runner {
  run: Run | null = null;
  /** An earlier run to compare with. */
  kept: Run | null = null;
  private under_way: AbortController | null = null;
  private readonly ask: Asks;
  /** Called after every change. */
  changed: () => void = () => {};

  constructor(ask: Asks) {
    this.ask = ask;
  }

  get isRunning(): boolean {
    return this.run?.state === "running";
  }

  /** Ends when the run does. One that is under way is cancelled. */
  async start(order: Order): Promise<void> {
    this.under_way?.abort();
    const control = new AbortController();
    this.under_way = control;
    const run: Run = { order, state: "running", frames: [], report: null, says: "", flaws: [], waiting: 0 };
    this.run = run;
    this.changed();
    try {
      await this.ask(order, control.signal, (line) => this.take(run, line));
      if (run.state === "running")
        end(run, "failed", "The run broke off before its report came. Run it again.");
    } catch (error) {
      fail(run, error, control.signal.aborted);
    }
    if (this.run === run) this.changed();
  }

  cancel(): void {
    this.under_way?.abort();
  }

  keep(): void {
    if (this.run?.report) this.kept = this.run;
    this.changed();
  }

  drop(): void {
    this.kept = null;
    this.changed();
  }

  private take(run: Run, line: RunLine): void {
    if (run.state !== "running") return;
    if ("waiting" in line) run.waiting = line.waiting;
    else if ("frame" in line) {
      run.waiting = 0;
      run.frames.push(line.frame);
    } else if ("report" in line) {
      run.report = line.report;
      // What was thinned out on the way is whole in the report.
      if (line.report.frames.length >= run.frames.length) run.frames = line.report.frames;
      run.state = "done";
    } else end(run, "failed", line.error);
    if (this.run === run) this.changed();
  }
}

function end(run: Run, state: Run["state"], says: string): void {
  run.state = state;
  run.says = says;
}

function fail(run: Run, error: unknown, wasCancelled: boolean): void {
  if (run.state !== "running") return;
  if (wasCancelled) return end(run, "cancelled", "Cancelled. What had come until then is shown.");
  if (!(error instanceof Refused))
    return end(
      run,
      "failed",
      "Greenroom does not answer. Your drawing is kept; start Greenroom, then run it again.",
    );
  run.flaws = error.flaws;
  const fatal = error.flaws.filter(({ is_fatal }) => is_fatal).length || error.flaws.length;
  const says =
    fatal > 0 ? "It cannot be run as it is. What stands in the way is listed below." : error.message;
  end(run, "failed", says);
}

/** How far it is, between 0 and 1. */
export function progress({ order, frames, state }: Run): number {
  if (state === "done") return 1;
  return Math.min(1, (frames.at(-1)?.at_s ?? 0) / Math.max(order.scenario.duration_s, 1e-9));
}

/** A moment of it by number; -1 is the newest. */
export function frameAt({ frames }: Run, at: number): Frame | undefined {
  return at < 0 ? frames.at(-1) : (frames[at] ?? frames.at(-1));
}

// Runs on the page of a problem: asked for, looked at until they end, cancelled. Whatever goes wrong on the way
// becomes an end that says so.
import { h } from "../lib/dom";
import type { Said } from "./claims";
import type { CaseSet, OwnCase, RunEnd, RunProgress } from "./protocol";

export interface Order {
  language: string;
  source: string;
  cases: CaseSet;
  own: OwnCase[];
}

export interface Ended extends RunEnd {
  /** The program's number for it; `null` where it never ran. */
  run: number | null;
  verdict: string | null;
  growth: unknown;
  claims: string[];
}

type Answer = { progress: RunProgress } | Omit<Ended, "run">;

const LOOK_AGAIN_MS = 250;
/** The program may be starting anew; what it ran is lost then, and it says so itself. */
const MISSES_MAX = 20;

export class RunClient {
  private readonly base: string;
  private run_under_way: number | null = null;
  /** Cancelled before the program had told the run's number. */
  private cancelled = false;

  constructor(problem: string) {
    this.base = `/code/${encodeURIComponent(problem)}/runs`;
  }

  async run(order: Order, said: Said, told: (progress: RunProgress) => void): Promise<Ended> {
    this.cancelled = false;
    try {
      const answer = await fetch(this.base, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(order),
      });
      const { run } = await json<{ run: number }>(answer);
      this.run_under_way = run;
      if (this.cancelled) this.cancel();
      return await this.wait(run, said, told);
    } catch (error) {
      return failed(error);
    } finally {
      this.run_under_way = null;
    }
  }

  cancel(): void {
    this.cancelled = true;
    if (this.run_under_way === null) return;
    // A cancel that is lost costs the rest of the run, and the page shows how it ends.
    fetch(`${this.base}/${this.run_under_way}/cancel`, { method: "POST" }).catch(() => {});
  }

  /** A run that has ended, with what it says to other claims; `null` where it is kept no more. */
  async look(run: number, said: Said): Promise<Ended | null> {
    try {
      const answer = await this.ask(run, said);
      return "progress" in answer ? null : { ...answer, run };
    } catch {
      return null;
    }
  }

  private async wait(run: number, said: Said, told: (progress: RunProgress) => void): Promise<Ended> {
    let misses = 0;
    for (;;) {
      let answer: Answer;
      try {
        answer = await this.ask(run, said);
        misses = 0;
      } catch (error) {
        misses += 1;
        if (error instanceof Refused || misses > MISSES_MAX) throw error;
        await pause();
        continue;
      }
      if (!("progress" in answer)) return { ...answer, run };
      told(answer.progress);
      await pause();
    }
  }

  private async ask(run: number, said: Said): Promise<Answer> {
    const query = new URLSearchParams({ ...said });
    return json<Answer>(await fetch(`${this.base}/${run}?${query}`));
  }
}

/** The program answered, and its answer is no. */
class Refused extends Error {}

async function json<T>(answer: Response): Promise<T> {
  if (answer.ok) return (await answer.json()) as T;
  const told = (await answer.json().catch(() => null)) as { error?: string } | null;
  throw new Refused(told?.error ?? `Greenroom answered ${answer.status}. Load the page again.`);
}

const pause = (): Promise<void> => new Promise((done) => setTimeout(done, LOOK_AGAIN_MS));

function failed(error: unknown): Ended {
  const says =
    error instanceof Refused
      ? error.message
      : "Greenroom does not answer. Your code is kept in this browser; start Greenroom, then run it again.";
  const html = h("div.trouble.is-note", {}, h("p", {}, says)).outerHTML;
  return { run: null, says, html, verdict: null, growth: null, claims: [] };
}

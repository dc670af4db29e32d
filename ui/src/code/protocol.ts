// What the room and the page of a problem both know of a run of code.

export type CaseSet = "sample" | "own" | "all";

/** One input, a JSON value a line; without `expected` to see what comes. */
export interface OwnCase {
  input: string;
  expected?: string;
}

export type RunProgress =
  | { stage: "waiting"; ahead: number }
  | { stage: "building" }
  | { stage: "running"; done: number; total: number };

/** In one line to be read out, and in full. */
export interface RunEnd {
  says: string;
  html: string;
}

/** Something that ran, as a list of results shows it. */
export interface Shown {
  run: number;
  /** What ran, and when. */
  name: string;
  more?: string[];
  end: RunEnd | null;
}

export interface RunSeen {
  run: number;
  cases: CaseSet;
  /** When it was asked for, as its list shows it. */
  at: string;
  /** What the run says to a claim about the cost. */
  more?: string[];
  end: RunEnd | null;
}

export const CASE_SETS: Record<CaseSet, string> = {
  sample: "Samples",
  own: "My cases",
  all: "Every case",
};

export function progressText(
  progress: RunProgress | null,
  [one, more]: [one: string, more: string] = ["case", "cases"],
): string {
  switch (progress?.stage) {
    case undefined:
      return "Starting";
    case "waiting":
      if (progress.ahead === 0) return "Starting";
      return progress.ahead === 1 ? "1 run is before yours" : `${progress.ahead} runs are before yours`;
    case "building":
      return "Building";
    case "running":
      return `${progress.done} of ${progress.total} ${progress.total === 1 ? one : more}`;
  }
}

// Under an editor: run, own cases, results. The room and the page of a problem each put one under theirs.
import { toast } from "../lib/dialog";
import { h } from "../lib/dom";
import { RunBar } from "./bar";
import { OwnCases } from "./own";
import { CASE_SETS, type CaseSet, type OwnCase, type RunProgress, type RunSeen } from "./protocol";
import { Results } from "./results";

export interface BenchOptions {
  run: (cases: CaseSet, own: OwnCase[]) => void;
  cancel: () => void;
  toLine: (line: number) => void;
  /** Where the browser keeps own cases, and what they begin with. */
  key: string;
  sample: string;
}

export class Bench {
  readonly bar: RunBar;
  /** Own cases and results, to lie below the bar. */
  readonly below: HTMLElement;
  private readonly own: OwnCases;
  private readonly results: Results;
  private readonly options: BenchOptions;

  constructor(options: BenchOptions) {
    this.options = options;
    const button = (name: string, cases: CaseSet, key: string) => ({ name, key, run: () => this.run(cases) });
    this.bar = new RunBar({
      label: "Run your code",
      buttons: [
        button("Run the samples", "sample", "alt+r"),
        button("Run my cases", "own", "alt+m"),
        button("Run every case", "all", "alt+e"),
      ],
      cancel: options.cancel,
      parts: ["case", "cases"],
    });
    this.bar.element.append(
      h("span", { hidden: true, "data-keys-row": "ctrl+enter", "data-key-says": "Run the samples" }),
    );
    this.own = new OwnCases(options.key, options.sample);
    this.results = new Results(
      "What came of a run will be here: the verdict, and the case that failed.",
      options.toLine,
    );
    this.below = h("div.bench-below", {}, this.results.element, this.own.element);
  }

  /** Ctrl or Cmd with Enter runs the samples wherever in `area` one is. */
  static listen(area: HTMLElement, bench: () => Bench | null): void {
    area.addEventListener(
      "keydown",
      (event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
        const here = bench();
        if (!here) return;
        event.preventDefault();
        event.stopPropagation();
        here.run("sample");
      },
      // Before the editor, which has a use of its own for it.
      { capture: true },
    );
  }

  /** `progress` is `undefined` when nothing runs, and `null` while nothing is known of what does. */
  update(runs: RunSeen[], progress: RunProgress | null | undefined, able: boolean): void {
    this.bar.update(progress, able);
    this.results.update(
      runs.map(({ cases, at, ...run }) => ({ ...run, name: `${CASE_SETS[cases]} · ${at}` })),
    );
  }

  /** A verdict that came just now; what is only loaded again is not read out. */
  announce({ end }: RunSeen): void {
    if (end) this.bar.announce(end.says);
  }

  private run(cases: CaseSet): void {
    if (!this.bar.canRun) return;
    const own = cases === "own" ? this.own.filled : [];
    if (cases === "own" && own.length === 0) {
      this.own.open();
      toast("Write an input first, one JSON value a line.");
      return;
    }
    this.options.run(cases, own);
  }
}

// What came of the runs, newest first, the earlier ones folded.
import { h } from "../lib/dom";
import { CASE_SETS, type RunSeen } from "./protocol";

export const RESULTS_MAX = 5;

export class Results {
  readonly element: HTMLElement;
  private drawn = "";

  /** `toLine` takes the editor's cursor to what a compiler complained about. */
  constructor(toLine: (line: number) => void) {
    this.element = h("div.results", {
      role: "region",
      "aria-label": "Results",
      tabindex: "0",
      click: (event: MouseEvent) => {
        const button = (event.target as Element).closest<HTMLElement>("button[data-line]");
        if (button) toLine(Number(button.dataset.line));
      },
    });
    this.update([]);
  }

  /** Draws only what changed, so that what was opened stays open. */
  update(runs: RunSeen[]): void {
    const ended = runs.filter(({ end }) => end).sort((a, b) => b.run - a.run);
    const key = JSON.stringify(ended.map(({ run, more }) => [run, more ?? []]));
    if (key === this.drawn) return;
    this.drawn = key;
    if (ended.length === 0) {
      this.element.replaceChildren(
        h(
          "p.soft.small.results-empty",
          {},
          "What came of a run will be here: the verdict, and the case that failed.",
        ),
      );
      return;
    }
    this.element.replaceChildren(
      ...ended.slice(0, RESULTS_MAX).map((run, index) => (index === 0 ? newest(run) : earlier(run))),
    );
    this.element.scrollTop = 0;
  }
}

function newest(run: RunSeen): HTMLElement {
  return h("section.result", {}, h("p.small.soft.num", {}, name(run)), content(run));
}

function earlier(run: RunSeen): HTMLElement {
  return h(
    "details.result.is-earlier",
    {},
    h("summary.small.num", {}, `${name(run)} · ${run.end?.says ?? ""}`),
    content(run),
  );
}

const name = ({ cases, at }: RunSeen): string => `${CASE_SETS[cases]} · ${at}`;

function content({ end, more = [] }: RunSeen): HTMLElement {
  const element = h("div.result-body");
  // Written by the program, which makes text of everything that code or compiler said.
  element.innerHTML = end?.html ?? "";
  if (more.length > 0) element.append(h("ul.claims-told", {}, ...more.map((line) => h("li", {}, line))));
  return element;
}

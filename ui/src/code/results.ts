// What came of the runs, newest first, the earlier ones folded.
import { h } from "../lib/dom";
import type { Shown } from "./protocol";

export const RESULTS_MAX = 5;

export class Results {
  readonly element: HTMLElement;
  private drawn = "";
  /** What stands there while there is nothing. */
  private readonly empty: string;

  /** `toLine` takes the editor's cursor to what a compiler complained about. */
  constructor(empty: string, toLine: (line: number) => void = () => {}) {
    this.empty = empty;
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
  update(runs: Shown[]): void {
    const ended = runs.filter(({ end }) => end).sort((a, b) => b.run - a.run);
    const key = JSON.stringify(ended.map(({ run, name, more }) => [run, name, more ?? []]));
    if (key === this.drawn) return;
    this.drawn = key;
    if (ended.length === 0) {
      this.element.replaceChildren(h("p.soft.small.results-empty", {}, this.empty));
      return;
    }
    this.element.replaceChildren(
      ...ended.slice(0, RESULTS_MAX).map((run, index) => (index === 0 ? newest(run) : earlier(run))),
    );
    this.element.scrollTop = 0;
  }
}

function newest(run: Shown): HTMLElement {
  return h("section.result", {}, h("p.small.soft.num", {}, run.name), content(run));
}

function earlier(run: Shown): HTMLElement {
  return h(
    "details.result.is-earlier",
    {},
    h("summary.small.num", {}, `${run.name} · ${run.end?.says ?? ""}`),
    content(run),
  );
}

function content({ end, more = [] }: Shown): HTMLElement {
  const element = h("div.result-body");
  // Written by the program, which makes text of everything that code or compiler said.
  element.innerHTML = end?.html ?? "";
  if (more.length > 0) element.append(h("ul.claims-told", {}, ...more.map((line) => h("li", {}, line))));
  return element;
}

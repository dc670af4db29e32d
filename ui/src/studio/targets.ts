// Whether a design does what its problem asks for: each target, met or missed, with the value and why.
import { h, setText } from "../lib/dom";
import { checkLines, Refused } from "./api";
import { named } from "./callout";
import type { Design, Scenario, TargetResult, TargetsData } from "./protocol";
import { limitSays, measuredSays } from "./targetwords";

type Line =
  | { waiting: number }
  | { progress: { done: number; of: number } }
  | { target: TargetResult }
  | { done: true }
  | { error: string };

export class Targets {
  readonly element: HTMLElement;
  private readonly list = h("ul.targets-list");
  private readonly says = h("p.soft", { role: "status" });
  private readonly check: HTMLButtonElement;
  private readonly cancel: HTMLButtonElement;
  private under_way: AbortController | null = null;
  private results = new Map<string, TargetResult>();
  /** Of which design the results are. */
  private checked: Design | null = null;
  private design: Design | null = null;
  private readonly data: TargetsData;
  private readonly again: (scenario: Scenario) => void;

  /** `again`: one of its runs is to be seen on the canvas. */
  constructor(data: TargetsData, again: (scenario: Scenario) => void) {
    this.data = data;
    this.again = again;
    this.check = h(
      "button.button",
      { type: "button", click: () => void this.start() },
      "Check against the problem",
    );
    this.cancel = h(
      "button.button",
      { type: "button", hidden: true, click: () => this.under_way?.abort() },
      "Cancel",
    );
    this.element = h(
      "section.targets",
      { "aria-labelledby": "targets-title" },
      h("h2", { id: "targets-title" }, `What ${data.title} asks for`),
      h("div.row", {}, this.check, this.cancel, this.says),
      this.list,
    );
    this.draw();
  }

  update(design: Design, isSame: (one: Design, other: Design) => boolean): void {
    this.design = design;
    if (this.under_way || !this.checked) return;
    setText(
      this.says,
      isSame(this.checked, design) ? this.counted() : "The design has changed since this check.",
    );
  }

  private async start(): Promise<void> {
    const { design } = this;
    if (!design || this.under_way) return;
    const control = new AbortController();
    this.under_way = control;
    this.results = new Map();
    this.checked = design;
    this.toggle(true);
    let says = "";
    try {
      await checkLines<Line>(design, this.data.problem, control.signal, (line) => {
        if ("target" in line) this.results.set(line.target.id, line.target);
        if ("error" in line) says = line.error;
        if ("waiting" in line && line.waiting > 0) setText(this.says, `Waits: ${line.waiting} before it`);
        if ("progress" in line) setText(this.says, `${line.progress.done} of ${line.progress.of} runs`);
        if ("target" in line) this.draw();
      });
      says ||= this.counted();
    } catch (error) {
      if (control.signal.aborted) says = `Cancelled. ${this.counted()}`;
      else if (error instanceof Refused) says = refusal(error);
      else says = "Greenroom does not answer. Your drawing is kept; check it again when it does.";
    }
    this.under_way = null;
    this.toggle(false);
    setText(this.says, says);
    this.draw();
  }

  private counted(): string {
    const met = [...this.results.values()].filter((result) => result.met === true).length;
    return `${met} of ${Math.max(this.data.checks.length, this.results.size)} met.`;
  }

  private toggle(isRunning: boolean): void {
    this.check.setAttribute("aria-disabled", String(isRunning));
    const hadFocus = document.activeElement === this.cancel;
    this.cancel.hidden = !isRunning;
    if (hadFocus) this.check.focus();
    if (isRunning) setText(this.says, "Running the design");
    this.draw();
  }

  private draw(): void {
    const known = this.data.checks.map(({ id }) => id);
    const others = [...this.results.values()].filter(({ id }) => !known.includes(id));
    const items = [
      ...this.data.checks.map(({ id, says }) => this.item(says, this.results.get(id))),
      ...others.map((result) => this.item(result.says, result)),
    ];
    this.list.replaceChildren(...items);
  }

  private item(says: string, result: TargetResult | undefined): HTMLElement {
    const [word, look] = verdictOf(result, this.under_way !== null);
    const ran = result?.ran;
    return h(
      "li",
      {},
      h(`span.verdict.${look}` as "span", {}, word),
      h(
        "div",
        {},
        h("p", {}, says),
        result ? h("p.num", {}, `${measuredSays(result)}; asked for: ${limitSays(result)}`) : null,
        result?.where ? h("p.soft", {}, "Under: ", ...named(result.where)) : null,
        result?.because ? h("p.soft", {}, ...named(result.because)) : null,
        ran ? h("button.link.plain", { type: "button", click: () => this.again(ran) }, "See this run") : null,
      ),
    );
  }
}

function verdictOf(result: TargetResult | undefined, isRunning: boolean): [word: string, look: string] {
  if (!result) return [isRunning ? "waits" : "not checked", "is-not_assessed"];
  if (result.met === null) return ["could not be run", "is-not_assessed"];
  return result.met ? ["met", "is-met"] : ["missed", "is-missed"];
}

function refusal(error: Refused): string {
  const first = error.flaws.find(({ is_fatal }) => is_fatal) ?? error.flaws[0];
  return first ? `It cannot be run as it is: ${first.says}` : error.message;
}

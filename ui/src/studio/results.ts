// Below the strip: the moment that is looked at, the charts, and the end of it in figures.
import { h, setText } from "../lib/dom";
import { named } from "./callout";
import { ChartBoard } from "./charts";
import { money, ms, perSecond } from "./numbers";
import type { Flaw, Frame } from "./protocol";
import { frameAt, type Run } from "./run";
import { faultSays } from "./scenario";
import { bands, charts } from "./series";
import { costLines, errorLines, type Row, ranSays, rows } from "./summary";

export interface ResultsActions {
  /** A moment by number; -1 is the newest. */
  look: (moment: number) => void;
  keep: () => void;
  drop: () => void;
  selectPlace: (flaw: Flaw) => void;
}

export interface ResultsLook {
  run: Run | null;
  kept: Run | null;
  moment: number;
  node: { id: string; name: string } | null;
  nameOf: (id: string) => string;
  /** The design is no longer the one that was run. */
  isChanged: boolean;
}

const PLAY_MS = 66;

export class Results {
  readonly element: HTMLElement;
  private readonly head = h("div.results-head");
  private readonly note = h("p.soft.small");
  private readonly trouble = h("div");
  private readonly play: HTMLButtonElement;
  private readonly range: HTMLInputElement;
  private readonly at = h("output.num.small");
  private readonly scrubber: HTMLElement;
  private readonly board: ChartBoard;
  private readonly summary = h("div.summary");
  private readonly keep: HTMLButtonElement;
  private readonly drop: HTMLButtonElement;
  private look: ResultsLook | null = null;
  private playing: ReturnType<typeof setInterval> | undefined;
  private drawn: unknown[] = [];
  private readonly actions: ResultsActions;

  constructor(actions: ResultsActions) {
    this.actions = actions;
    this.board = new ChartBoard((at_s) => this.seek(at_s));
    this.play = h("button.button.small", { type: "button", click: () => this.togglePlay() }, "Play");
    this.range = h("input.scrubber-range", {
      type: "range",
      min: 0,
      step: 1,
      "aria-label": "Moment of the run",
      input: () => {
        this.stop();
        actions.look(this.range.valueAsNumber);
      },
    });
    this.scrubber = h("div.scrubber", {}, this.play, this.range, this.at);
    this.keep = h("button.button.small", { type: "button", click: actions.keep }, "Keep as A");
    this.drop = h("button.button.small.quiet", { type: "button", click: actions.drop }, "Drop A");
    this.head.append(h("h2", {}, "This run"), this.note, h("div.row", {}, this.keep, this.drop));
    this.element = h(
      "section.run-results",
      { "aria-label": "Results", hidden: true },
      this.head,
      this.trouble,
      this.scrubber,
      this.board.element,
      this.summary,
    );
  }

  update(look: ResultsLook): void {
    this.look = look;
    const { run, kept, moment, isChanged } = look;
    this.element.hidden = !run;
    if (!run) return;
    const count = run.frames.length;
    this.scrubber.hidden = count === 0;
    this.board.element.hidden = count === 0;
    if (run.state === "running") this.stop();
    this.keep.hidden = !run.report || run === kept;
    this.drop.hidden = !kept;
    setText(this.note, noteOf(run, kept, isChanged));
    const frame = frameAt(run, moment);
    const shown = moment < 0 ? count - 1 : Math.min(moment, count - 1);
    this.range.max = String(Math.max(0, count - 1));
    this.range.value = String(shown);
    this.range.setAttribute("aria-valuetext", frame ? momentSays(frame) : "");
    setText(this.at, frame ? `${Number(frame.at_s.toFixed(1))} s of ${run.order.scenario.duration_s} s` : "");
    this.play.disabled = run.state === "running" || count < 2;
    if (frame) this.drawCharts(run, look, frame);
    this.drawEnd(look);
  }

  private drawCharts(run: Run, { kept, node, nameOf }: ResultsLook, { at_s }: Frame): void {
    const other = kept && kept !== run ? kept : null;
    const longest = Math.max(run.order.scenario.duration_s, other?.order.scenario.duration_s ?? 0);
    this.board.update({
      charts: charts(run, other, node),
      bands: bands(run.order.scenario, (fault) => faultSays(fault, nameOf)),
      duration_s: longest,
      moment_s: at_s,
    });
  }

  /** What comes with the report, drawn once. */
  private drawEnd({ run, kept }: ResultsLook): void {
    if (!run) return;
    const now = [run, run.state, kept];
    if (now.every((one, at) => one === this.drawn[at])) return;
    this.drawn = now;
    this.trouble.replaceChildren(...troubleOf(run, this.actions.selectPlace));
    this.summary.replaceChildren(...(run.report ? summaryOf(run, kept !== run ? kept : null) : []));
  }

  private seek(at_s: number): void {
    const frames = this.look?.run?.frames ?? [];
    this.stop();
    const found = frames.findIndex((frame) => frame.at_s >= at_s);
    this.actions.look(found < 0 ? frames.length - 1 : found);
  }

  private togglePlay(): void {
    if (this.playing !== undefined) return this.stop();
    const count = this.look?.run?.frames.length ?? 0;
    let at = this.look?.moment ?? -1;
    if (at < 0 || at >= count - 1) at = -1;
    setText(this.play, "Pause");
    this.playing = setInterval(() => {
      at += 1;
      this.actions.look(at);
      if (at >= count - 1) this.stop();
    }, PLAY_MS);
  }

  private stop(): void {
    clearInterval(this.playing);
    this.playing = undefined;
    setText(this.play, "Play");
  }
}

function noteOf(run: Run, kept: Run | null, isChanged: boolean): string {
  const notes: string[] = [];
  if (isChanged) notes.push("The design has changed since: run it again to see what that does.");
  if (kept && kept === run) notes.push("Kept as A: change the design and run it again to compare.");
  if (kept && kept !== run && !sameScenario(run, kept))
    notes.push("A had another load, shape, faults, duration or seed.");
  return notes.join(" ");
}

const sameScenario = (one: Run, other: Run): boolean =>
  JSON.stringify(one.order.scenario) === JSON.stringify(other.order.scenario);

function momentSays({ at_s, answered_per_s, errors_per_s, p99_ms }: Frame): string {
  const errors = errors_per_s >= 0.5 ? `, ${perSecond(errors_per_s)} errors` : "";
  return `${Number(at_s.toFixed(1))} seconds: ${perSecond(answered_per_s)} answered${errors}, p99 ${ms(p99_ms)}`;
}

function troubleOf({ state, says, flaws }: Run, go: (flaw: Flaw) => void): HTMLElement[] {
  if (state !== "failed") return [];
  const items = flaws.map((flaw) => {
    const says = h("span", {}, ...named(flaw.says));
    const where = placeName(flaw);
    const link = where ? h("button.link.plain", { type: "button", click: () => go(flaw) }, where) : null;
    return h("li", {}, ...[link, link ? ": " : null, says].filter((one) => one !== null));
  });
  return [
    h("div.trouble", { role: "alert" }, h("h3", {}, says), items.length > 0 ? h("ul", {}, ...items) : null),
  ];
}

function placeName({ place }: Flaw): string {
  if (place === "design") return "";
  if ("node" in place) return place.node;
  return "edge" in place ? `${place.edge.from} → ${place.edge.to}` : place.operation;
}

function summaryOf(run: Run, kept: Run | null): HTMLElement[] {
  const { report, order } = run;
  if (!report) return [];
  const other = kept?.report ?? null;
  const errors = errorLines(report, order.design);
  const { cost, sampling, notes } = report;
  return [
    tableOf(rows(report, other, kept !== null && sameScenario(run, kept)), other !== null),
    h(
      "div.summary-words",
      {},
      report.bottleneck ? h("p", {}, ...named(report.bottleneck.says)) : null,
      sampling ? h("p.sampled", {}, sampling.says) : null,
      ...notes.map((note) => h("p", {}, ...named(note))),
      errors.length > 0 ? h("h3", {}, "Failed requests") : null,
      errors.length > 0 ? h("ul", {}, ...errors.map((line) => h("li", {}, line))) : null,
      cost && cost.lines.length > 0
        ? h(
            "details",
            {},
            h("summary", {}, `Cost: ${money(cost.total_per_month, cost.currency)} a month`),
            h(
              "dl.ran",
              {},
              ...costLines(cost, order.design).map(([what, much]) =>
                h("div", {}, h("dt", {}, what), h("dd.num", {}, much)),
              ),
            ),
          )
        : null,
      h("p.soft.small.num", {}, ranSays(report)),
    ),
  ];
}

function tableOf(all: Row[], isCompared: boolean): HTMLElement {
  const head = isCompared ? ["", "A", "This run", "Difference"] : ["", "This run"];
  return h(
    "div.table",
    {},
    h(
      "table.summary-table",
      {},
      h("caption.sr-only", {}, isCompared ? "This run beside run A" : "This run in figures"),
      h(
        "thead",
        {},
        h("tr", {}, ...head.map((name) => (name ? h("th.num", { scope: "col" }, name) : h("td")))),
      ),
      h(
        "tbody",
        {},
        ...all.map(({ name, value, other, difference, is }) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, name),
            isCompared ? h("td.num", {}, other ?? "–") : null,
            h("td.num", {}, value),
            isCompared ? differenceCell(difference, is) : null,
          ),
        ),
      ),
    ),
  );
}

/** Better and worse have a word, not only a colour. */
function differenceCell(difference: string | null, is: Row["is"]): HTMLElement {
  if (difference === null) return h("td.num", {}, "–");
  if (is === "same") return h("td.num.soft", {}, "same");
  if (is === null) return h("td.num", {}, difference);
  const worded = is === "better" ? "td.num.is-better" : "td.num.is-worse";
  return h(worded as "td", {}, `${difference} `, h("small", {}, is));
}

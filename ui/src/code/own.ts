// The candidate's own cases: inputs to try, and what is expected of them if they know.
import { h } from "../lib/dom";
import type { OwnCase } from "./protocol";

/** More than anybody reads; every one costs a start of the program. */
const CASES_MAX = 20;

export class OwnCases {
  readonly element: HTMLDetailsElement;
  private readonly list = h("ol.own-list");
  private readonly add: HTMLButtonElement;
  private readonly key: string;
  private readonly sample: string;
  private cases: OwnCase[];

  /** `key` names the place in the browser's storage, `sample` is what a new case begins with. */
  constructor(key: string, sample: string) {
    this.key = key;
    this.sample = sample;
    this.cases = read(key) ?? [{ input: sample }];
    this.add = h("button.button.small", { type: "button", click: () => this.addOne() }, "Add a case");
    this.element = h(
      "details.own-cases",
      {},
      h("summary", {}, "My cases"),
      h("p.small.soft", {}, "One JSON value a line, as in the samples. Kept in this browser."),
      this.list,
      this.add,
    );
    this.draw();
  }

  /** What can be run: an input without a character is none. */
  get filled(): OwnCase[] {
    return this.cases
      .filter((one) => one.input.trim() !== "")
      .map(({ input, expected }) => (expected?.trim() ? { input, expected } : { input }));
  }

  /** Opens at the first input, for whoever asked to run cases and has none. */
  open(): void {
    this.element.open = true;
    if (this.cases.length === 0) this.addOne();
    else this.list.querySelector("textarea")?.focus();
  }

  private addOne(): void {
    if (this.cases.length >= CASES_MAX) return;
    this.cases.push({ input: this.sample });
    this.changed();
    this.list.querySelector<HTMLTextAreaElement>("li:last-child textarea")?.focus();
  }

  private remove(index: number): void {
    this.cases.splice(index, 1);
    this.changed();
    const next = this.list.children[Math.min(index, this.cases.length - 1)];
    (next?.querySelector("textarea") ?? this.add).focus();
  }

  private changed(): void {
    this.save();
    this.draw();
  }

  private draw(): void {
    this.list.replaceChildren(...this.cases.map((one, index) => this.item(one, index)));
    this.add.disabled = this.cases.length >= CASES_MAX;
  }

  private item(one: OwnCase, index: number): HTMLElement {
    const number = index + 1;
    const field = (name: string, value: string, set: (text: string) => void) => {
      const area = h("textarea.input.mono", {
        rows: 3,
        spellcheck: "false",
        "aria-label": `${name}, case ${number}`,
        input: () => {
          set(area.value);
          this.save();
        },
      });
      area.value = value;
      return h("label.own-field", {}, h("span.small.soft", {}, name), area);
    };
    return h(
      "li",
      {},
      field("Input", one.input, (text) => {
        one.input = text;
      }),
      field("Expected, if you know it", one.expected ?? "", (text) => {
        one.expected = text;
      }),
      h(
        "button.button.small.quiet",
        { type: "button", "aria-label": `Remove case ${number}`, click: () => this.remove(index) },
        "Remove",
      ),
    );
  }

  /** Storage that is full or forbidden costs the cases of the next visit, nothing of this one. */
  private save(): void {
    try {
      localStorage.setItem(this.key, JSON.stringify(this.cases));
    } catch {}
  }
}

function read(key: string): OwnCase[] | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return Array.isArray(kept) ? kept.filter((one) => typeof one?.input === "string") : null;
  } catch {
    return null;
  }
}

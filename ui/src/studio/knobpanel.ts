// The knobs of one part or call at the right: a few first, the others behind "More".
import { h } from "../lib/dom";
import { type Field, field } from "./fields";
import type { Knob } from "./knob";
import { isShown, knobsOf } from "./knob";
import type { DesignEdge, DesignNode, Flaw } from "./protocol";

export interface Knobs {
  /** Of which thing: another one is drawn anew. */
  key: string;
  table: Knob[];
  thing: DesignNode | DesignEdge;
  usual: Record<string, unknown>;
  operations: string[];
  canEdit: boolean;
  set: (name: string, value: unknown) => void;
  done: () => void;
  /** What else belongs behind "More". */
  more?: HTMLElement[];
}

export class KnobList {
  readonly element = h("div.knobs");
  private fields = new Map<string, Field>();
  private drawn = "";
  private isOpen = false;
  private now: Knobs | null = null;

  update(knobs: Knobs): void {
    const { table, thing, usual, operations, canEdit } = knobs;
    // Fields speak of the newest thing, not of that which they were made for.
    this.now = knobs;
    const shown = knobsOf(table, thing).filter((knob) => isShown(knob, thing, usual));
    const look = JSON.stringify([knobs.key, shown.map(({ name }) => name), operations, canEdit]);
    const value = (name: string) => (thing[name] === undefined ? usual[name] : thing[name]);
    if (look === this.drawn) {
      for (const [name, one] of this.fields) one.update(value(name));
      return;
    }
    const isSame = this.drawn.startsWith(JSON.stringify([knobs.key]).slice(0, -1));
    const focused = isSame ? this.focusedKnob() : null;
    this.drawn = look;
    this.fields = new Map(
      shown.map((knob) => [
        knob.name,
        field({
          knob,
          value: value(knob.name),
          usual: usual[knob.name],
          operations,
          canEdit,
          set: (next) => this.now?.set(knob.name, next),
          done: () => this.now?.done(),
        }),
      ]),
    );
    const elements = (isFirst: boolean) =>
      shown
        .filter((knob) => Boolean(knob.isFirst) === isFirst)
        .flatMap(({ name }) => this.fields.get(name)?.element ?? []);
    const others = [...elements(false), ...(knobs.more ?? [])];
    const more = h(
      "details.knobs-more",
      { open: this.isOpen, toggle: () => (this.isOpen = more.open) },
      h("summary", {}, "More"),
      ...others,
    );
    this.element.replaceChildren(...elements(true), ...(others.length > 0 ? [more] : []));
    if (focused) this.focusOn(focused);
  }

  private focusedKnob(): string | null {
    const active = document.activeElement;
    if (!active || !this.element.contains(active)) return null;
    return active.closest<HTMLElement>("[data-knob]")?.dataset.knob ?? null;
  }

  private focusOn(name: string): void {
    this.element.querySelector<HTMLElement>(`[data-knob="${name}"] :is(input, select)`)?.focus();
  }
}

/** What is wrong with it, beside it. */
export function flawList(flaws: Flaw[]): HTMLElement | null {
  if (flaws.length === 0) return null;
  return h(
    "ul.flaws",
    { "aria-label": "Flaws" },
    ...flaws.map(({ says, is_fatal }) =>
      h(is_fatal ? "li.is-fatal" : "li", {}, h("strong", {}, is_fatal ? "Cannot run: " : "Flaw: "), says),
    ),
  );
}

// The hint: one quiet line at the edge of sight. More of it costs points, and says how many before the click.
import { h } from "../lib/dom";
import { markHint } from "./latency";
import type { HintState, Rung } from "./protocol";
import type { Session } from "./session";

const ASKS: Record<Rung, string> = {
  nudge: "A nudge",
  pointer: "More: a pointer",
  reveal: "More: the answer",
};
/** A double click, or a key held down, is one wish: the next rung would stand where the first was. */
const WISH_MS = 500;
const NAMES: Record<Rung, string> = { nudge: "Nudge", pointer: "Pointer", reveal: "Answer" };

export class Hint {
  readonly element = h("section.hint", { "aria-label": "Hint" });
  private readonly shown = h("div.hint-shown", {
    "aria-live": "polite",
    tabindex: "0",
    role: "group",
    "aria-label": "Hints shown",
  });
  private readonly line = h("div.hint-line");
  private drawn = "";
  private drawnShown = "";
  private askedAt = Number.NEGATIVE_INFINITY;
  private readonly more: (rung: Rung) => void;

  constructor(more: (rung: Rung) => void) {
    this.more = more;
    this.element.append(this.shown, this.line);
  }

  update({ state, round, hint }: Session, connected: boolean): void {
    const open = state !== null && hint !== null && state.status !== "ended";
    // In an assessment the place is empty, and so it is where there is no problem to hint at.
    this.element.hidden = state?.mode === "assessment" || state?.status === "ended" || !round?.problem;
    const wanted = JSON.stringify([hint, connected, open]);
    if (wanted === this.drawn) return;
    this.drawn = wanted;
    if (open) this.draw(hint, connected);
    else this.line.replaceChildren();
  }

  /** `answers`: what the message said it answers. */
  painted(answers: string | number | null | undefined): void {
    markHint(answers);
  }

  private ask(rung: Rung): void {
    const now = performance.now();
    if (now - this.askedAt < WISH_MS) return;
    this.askedAt = now;
    this.more(rung);
  }

  private draw({ offer, shown, spent }: NonNullable<HintState>, connected: boolean): void {
    const wanted = JSON.stringify(shown);
    if (wanted !== this.drawnShown) {
      this.drawnShown = wanted;
      this.shown.replaceChildren(
        ...shown.map(({ rung, text, price }) =>
          h("p", {}, h("span.hint-rung", {}, `${NAMES[rung]}, ${points(price)}`), text),
        ),
      );
      this.shown.scrollTop = this.shown.scrollHeight;
    }
    const cost = h("span.hint-spent.num", {}, spent > 0 ? `${points(spent)} spent in this round` : "");
    if (!offer) {
      this.line.replaceChildren(h("span.soft", {}, shown.length > 0 ? "" : "No hint for this moment"), cost);
      return;
    }
    const { rung, price } = offer;
    this.line.replaceChildren(
      h(
        "button.button.small",
        {
          type: "button",
          disabled: !connected,
          click: () => this.ask(rung),
          "data-key": "h alt+h",
          "data-key-says": "Show the hint on offer, at the price it names",
        },
        `${ASKS[rung]} · ${price === 0 ? "free" : `costs ${points(price)}`}`,
        h("kbd", {}, "H"),
      ),
      cost,
    );
  }
}

const points = (n: number): string => (n === 0 ? "free" : n === 1 ? "1 point" : `${n} points`);

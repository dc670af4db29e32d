// The last round: the candidate judges each round before the debrief does.
import { h, setText } from "../lib/dom";
import { BANDS, type Band, type Round } from "./protocol";
import type { Session } from "./session";

const MEANS: Record<Band, string> = {
  "strong no": "I would not be hired on this round",
  no: "Not enough, though parts held",
  yes: "Enough for the level",
  "strong yes": "I would be argued for",
};

export class SelfScore {
  readonly element: HTMLElement;
  private readonly rounds = h("div.stack");
  private readonly progress = h("p.soft", { role: "status" });
  private readonly finish: HTMLButtonElement;
  private drawn = false;
  private readonly score: (round: number, band: Band) => void;

  constructor(score: (round: number, band: Band) => void, finish: () => void) {
    this.score = score;
    this.finish = h(
      "button.button.primary",
      { type: "button", click: finish },
      "Finish and read the debrief",
    );
    this.element = h(
      "div.self-score",
      {},
      h("h2", {}, "How would you vote on yourself?"),
      h(
        "p.soft",
        {},
        "Answer as the person across the table. The debrief sets your vote beside the evidence; the gap between them is worth knowing.",
      ),
      this.rounds,
      h("div.form-end", {}, this.finish, this.progress),
    );
  }

  update({ state }: Session, connected: boolean): void {
    if (!state) return;
    const asked = state.rounds
      .map((round, index) => ({ round, index }))
      .filter(({ round }) => round.kind !== "warm-up" && round.kind !== "self-score");
    if (!this.drawn) {
      this.drawn = true;
      this.rounds.replaceChildren(...asked.map(({ round, index }) => this.choices(round, index)));
    }
    for (const input of this.rounds.querySelectorAll("input")) {
      const given = state.self_scores[input.name.slice("round-".length)];
      if (given !== undefined) input.checked = input.value === given;
    }
    const done = asked.filter(({ index }) => state.self_scores[index] !== undefined).length;
    setText(
      this.progress,
      done === asked.length ? "" : `${done} of ${asked.length} answered; the rest may stay open`,
    );
    this.finish.disabled = !connected;
  }

  private choices({ title, problem }: Round, index: number): HTMLElement {
    return h(
      "fieldset.choices.in-row.bands-choice",
      {},
      h("legend", {}, title, problem ? h("span.soft", {}, ` · ${problem.title}`) : null),
      ...BANDS.map((band) =>
        h(
          "label.choice",
          {},
          h("input", {
            type: "radio",
            name: `round-${index}`,
            value: band,
            change: () => this.score(index, band),
          }),
          h("span", {}, h("strong", {}, band), h("small", {}, MEANS[band])),
        ),
      ),
    );
  }
}

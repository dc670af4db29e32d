// The line at the bottom: the phases of this round, how far each has gone, and the way on.
import { h, setText } from "../lib/dom";
import type { Session } from "./session";

export class Strip {
  readonly element: HTMLElement;
  private readonly where = h("span.strip-where");
  private readonly phases = h("ol.strip-phases");
  private readonly moveOn: HTMLButtonElement;
  private drawn = "";

  constructor(moveOn: () => void) {
    this.moveOn = h(
      "button.button.small",
      { type: "button", click: moveOn, "data-key": "m", "data-key-says": "Move on to what comes next" },
      "Move on",
    );
    this.element = h("footer.room-strip", {}, this.where, this.phases, this.moveOn);
  }

  /** `leaving`: the next phase was asked for and has not come; a new round is read first. */
  update(session: Session, connected: boolean, leaving: boolean): void {
    const { state, round } = session;
    if (!state || !round) return;
    // The warm-up and the votes are no rounds to whoever counts them.
    const counted = state.rounds.filter(({ problem }) => problem !== null);
    const place = counted.indexOf(round);
    setText(
      this.where,
      counted.length > 1 && place >= 0 ? `Round ${place + 1} of ${counted.length}` : round.title,
    );
    // In an assessment nothing names what comes next, here too.
    const named = (index: number) => state.mode === "training" || index <= state.phase;
    const wanted = JSON.stringify([state.round, state.phase, state.mode]);
    if (wanted !== this.drawn) {
      this.drawn = wanted;
      this.phases.replaceChildren(
        ...round.phases.map((phase, index) =>
          h(
            "li",
            {
              class: index < state.phase ? "is-done" : index === state.phase ? "is-now" : "is-next",
              "aria-current": index === state.phase ? "step" : null,
              title: named(index) ? `${phase.title}, ${phase.minutes} min` : null,
            },
            h("span.strip-name", {}, named(index) ? phase.title : ""),
            h("span.strip-bar", { "aria-hidden": "true" }, h("i")),
          ),
        ),
      );
      for (const [index, item] of [...this.phases.children].entries()) {
        (item as HTMLElement).style.flexGrow = String(round.phases[index]?.minutes ?? 1);
      }
    }
    this.moveOn.hidden = round.kind === "self-score" || state.status === "ended";
    this.moveOn.disabled = !connected || leaving || state.status !== "running";
    setText(this.moveOn, leaving ? "One moment" : "Move on");
    this.tick(session);
  }

  tick({ clock, phase }: Session): void {
    const fill = this.phases.querySelector<HTMLElement>(".is-now i");
    if (!fill || !phase) return;
    const share = Math.min(1, clock.phase_ms / (phase.minutes * 60_000));
    fill.style.width = `${(share * 100).toFixed(1)}%`;
  }
}

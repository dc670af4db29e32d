// The line at the top: where we are, the two clocks, pause and end.
import { h, setText } from "../lib/dom";
import type { Session } from "./session";
import { clockText } from "./time";

export interface BarActions {
  pauseOrResume: () => void;
  end: () => void;
}

export class Bar {
  readonly element: HTMLElement;
  private readonly title = h("h1.room-title");
  private readonly phase = h("span.room-phase");
  private readonly phaseClock = h("span.room-clock");
  private readonly wholeClock = h("span.room-clock.is-whole");
  private readonly pause: HTMLButtonElement;
  private readonly end: HTMLButtonElement;

  constructor(actions: BarActions) {
    this.pause = h(
      "button.button.small",
      { type: "button", click: actions.pauseOrResume, "data-key": "p", "data-key-says": "Pause or resume" },
      "Pause",
    );
    this.end = h("button.button.small.quiet", { type: "button", click: actions.end }, "End");
    this.element = h(
      "header.room-bar",
      {},
      h(
        "a.brand",
        { href: "/", "aria-label": "Greenroom: today" },
        h("img", { src: "/static/favicon.svg", alt: "" }),
      ),
      h("div.room-where", {}, this.title, h("span.room-when", {}, this.phase, this.phaseClock)),
      h(
        "div.room-end",
        {},
        this.wholeClock,
        this.pause,
        this.end,
        h(
          "button.button.small.quiet.room-help",
          { type: "button", "data-show-keys": true, "aria-label": "Show the keys" },
          "?",
        ),
        h("button.button.small.quiet.icon", { type: "button", "data-theme-toggle": true }),
      ),
    );
  }

  update(session: Session, connected: boolean): void {
    const { state, round, phase } = session;
    if (!state || !round) return;
    const name = round.problem?.title ?? round.title;
    setText(this.title, name);
    const phaseName = phase && phase.title !== name ? phase.title : "";
    setText(this.phase, state.status === "ended" ? "ended" : phaseName);
    setText(this.pause, state.status === "paused" ? "Resume" : "Pause");
    this.pause.disabled = !connected || state.status === "ended";
    this.end.disabled = !connected || state.status === "ended";
    document.title = `${name} · Greenroom`;
    this.tick(session);
  }

  tick(session: Session): void {
    const { clock, phase, state } = session;
    if (!state) return;
    const planned_ms = (phase?.minutes ?? 0) * 60_000;
    this.phaseClock.hidden = state.status === "ended";
    setText(this.phaseClock, `${clockText(clock.phase_ms)} of ${clockText(planned_ms)}`);
    setText(this.wholeClock, `${clockText(clock.at_ms)} of ${clockText(session.planned_ms)}`);
    // Amber says "soon", once; it never goes further than that.
    this.phaseClock.classList.toggle("is-late", planned_ms - clock.phase_ms <= 60_000);
  }
}

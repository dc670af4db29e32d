// Holding the drawing of a design round against what its problem asks for: below the studio, told by the session.
import { RunBar } from "../code/bar";
import { Results } from "../code/results";
import { Split } from "../code/split";
import { h } from "../lib/dom";
import { NARROW } from "./narrow";
import type { Check, Round } from "./protocol";
import type { Session } from "./session";
import { clockText } from "./time";

export interface CheckActions {
  check: () => void;
  cancel: () => void;
}

export class RoomChecks {
  readonly element = h("div.bench.is-check", { hidden: true });
  private readonly bar: RunBar;
  private readonly results = new Results(
    "What came of a check will be here: each target, met or missed, with the number that was measured.",
  );
  private readonly asked = h("details.targets-asked");
  private readonly actions: CheckActions;
  /** In the page only in rounds that are drawn, so that a coding round has one bench and not two. */
  private readonly parts: HTMLElement[];
  private round = -1;
  /** Checks that were under way in this tab: what comes of them is news. */
  private readonly seenOpen = new Set<number>();

  constructor(actions: CheckActions) {
    this.actions = actions;
    this.bar = new RunBar({
      label: "Check your drawing",
      buttons: [{ name: "Check against the targets", key: "alt+r", run: () => this.check() }],
      cancel: actions.cancel,
      parts: ["run", "runs"],
    });
    const below = h("div.bench-below", {}, this.results.element, this.asked);
    this.parts = [this.bar.element, new Split(below).element, below];
  }

  update(session: Session, connected: boolean, isDrawn: boolean): void {
    const { state, round } = session;
    const targets = round?.problem?.targets;
    this.element.hidden = !isDrawn || !targets;
    if (!state || !round || !targets || !isDrawn) {
      this.element.replaceChildren();
      this.round = -1;
      return;
    }
    if (this.round !== state.round) this.name(state.round, targets);
    const { checks } = session;
    const { revision } = session.work("design");
    const able = connected && state.status === "running" && revision > 0;
    this.bar.update(session.checking, able);
    this.results.update(checks.map((check) => shown(check, revision)));
    for (const { check, end } of checks) {
      if (!end) this.seenOpen.add(check);
      else if (this.seenOpen.delete(check)) this.tell(end.says);
    }
  }

  private check(): void {
    if (this.bar.canRun) this.actions.check();
  }

  private tell(says: string): void {
    this.bar.announce(says);
    // On a phone the result lies below what is in sight.
    if (matchMedia(NARROW).matches) this.bar.element.scrollIntoView({ block: "start" });
  }

  private name(round: number, { checks }: NonNullable<NonNullable<Round["problem"]>["targets"]>): void {
    this.round = round;
    this.element.replaceChildren(...this.parts);
    this.asked.replaceChildren(
      h("summary", {}, `What is asked of a drawing: ${checks.length} targets`),
      h("ul", {}, ...checks.map(({ says }) => h("li", {}, says))),
    );
  }
}

function shown({ check, revision, asked_ms, end }: Check, now: number) {
  const since = revision === now ? "" : " · the drawing has changed since";
  return { run: check, name: `Check ${check} · ${clockText(asked_ms)}${since}`, end };
}

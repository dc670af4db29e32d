// Running code in a coding round: the bench below the editor, told by the session.
import { Bench } from "../code/bench";
import type { CaseSet, OwnCase, RunSeen } from "../code/protocol";
import { Split } from "../code/split";
import { h } from "../lib/dom";
import type { Keep } from "./keep";
import { NARROW } from "./narrow";
import type { Session } from "./session";
import { clockText } from "./time";

export interface RunActions {
  run: (cases: CaseSet, own: OwnCase[]) => void;
  cancel: () => void;
  toLine: (line: number) => void;
}

export class RoomRuns {
  readonly element = h("div.bench", { hidden: true });
  private bench: Bench | null = null;
  private round = -1;
  /** Runs that were under way in this tab: their verdicts are news. */
  private readonly seenOpen = new Set<number>();
  private readonly keep: Keep;
  private readonly actions: RunActions;

  constructor(keep: Keep, actions: RunActions) {
    this.keep = keep;
    this.actions = actions;
  }

  listen(area: HTMLElement): void {
    Bench.listen(area, () => (this.element.hidden ? null : this.bench));
  }

  update(session: Session, connected: boolean, hasCode: boolean): void {
    const { state, round } = session;
    this.element.hidden = !hasCode;
    if (!state || !round || !hasCode) return;
    if (this.round !== state.round) this.build(state.round, round.problem?.sample ?? "");
    const { runs, progress } = session;
    const able = connected && state.status === "running";
    const seen = runs.map((run) => ({ ...run, at: clockText(run.asked_ms) }));
    this.bench?.update(seen, progress, able);
    for (const run of seen) {
      if (!run.end) this.seenOpen.add(run.run);
      else if (this.seenOpen.delete(run.run)) this.tell(run);
    }
  }

  private tell(run: RunSeen): void {
    this.bench?.announce(run);
    // On a phone the result lies below what is in sight.
    if (matchMedia(NARROW).matches) this.bench?.bar.element.scrollIntoView({ block: "start" });
  }

  private build(round: number, sample: string): void {
    this.round = round;
    this.bench = new Bench({ ...this.actions, key: this.keep.keyOf(`cases:${round}`), sample });
    const { bar, below } = this.bench;
    this.element.replaceChildren(bar.element, new Split(below).element, below);
  }
}

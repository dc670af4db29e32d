// The middle part: the conversation or this round's work, and under both the place to write.
import { h, setText } from "../lib/dom";
import type { RoomChecks } from "./checks";
import type { Composer } from "./composer";
import type { WorkDrawing } from "./drawing";
import type { ArtifactKind } from "./protocol";
import type { RoomRuns } from "./runs";
import type { SelfScore } from "./selfscore";
import type { Session } from "./session";
import type { Transcript } from "./transcript";
import { MAKES, WORK_NAMES, type WorkEditor } from "./works";

/** What an artifact is written in; code is in the candidate's language. */
const LANGUAGES: Record<Exclude<ArtifactKind, "code" | "notes">, string> = {
  contract: "yaml",
  schema: "sql",
  design: "markdown",
};

export interface WorkViews {
  transcript: Transcript;
  editor: WorkEditor;
  drawing: WorkDrawing;
  runs: RoomRuns;
  checks: RoomChecks;
  composer: Composer;
  selfScore: SelfScore;
}

export class WorkPart {
  private readonly tabs: HTMLElement;
  private readonly talkTab: HTMLButtonElement;
  private readonly makeTab: HTMLButtonElement;
  private readonly talkPanel: HTMLElement;
  private readonly makePanel: HTMLElement;
  private readonly end = h("div.room-ended", { tabindex: "-1" });
  private readonly endSays = h("p.soft");
  private readonly views: WorkViews;
  private making = false;
  /** This round's work is drawn, not written. */
  private isDrawn = false;
  private roundDrawn = -1;

  constructor(part: HTMLElement, views: WorkViews) {
    this.views = views;
    this.talkTab = this.tab("talk", "Conversation", "alt+1");
    this.makeTab = this.tab("make", "", "alt+2");
    this.tabs = h(
      "div.tabs",
      { role: "tablist", "aria-label": "Your work", keydown: (event: KeyboardEvent) => this.onArrow(event) },
      this.talkTab,
      this.makeTab,
    );
    this.talkPanel = h(
      "div.work-panel",
      { role: "tabpanel", id: "panel-talk", "aria-labelledby": "tab-talk" },
      views.transcript.element,
    );
    this.makePanel = h(
      "div.work-panel",
      { role: "tabpanel", id: "panel-make", "aria-labelledby": "tab-make" },
      views.editor.element,
      views.drawing.element,
      views.runs.element,
      views.checks.element,
    );
    views.runs.listen(this.makePanel);
    part.replaceChildren(
      h("h2.part-name.hush", {}, "Your work"),
      this.tabs,
      this.talkPanel,
      this.makePanel,
      views.selfScore.element,
      this.end,
      views.composer.element,
    );
  }

  update(session: Session, connected: boolean, saving: boolean): void {
    const { state, round } = session;
    if (!state || !round) return;
    const makes = MAKES[round.kind];
    const scoring = round.kind === "self-score" && state.status !== "ended";
    if (state.round !== this.roundDrawn) {
      this.roundDrawn = state.round;
      // A round begins with talk, whatever the last one ended with.
      this.making = false;
    }
    this.tabs.hidden = makes === null;
    if (makes) {
      setText(this.makeTab, WORK_NAMES[makes]);
      this.makeTab.dataset.keySays = `Open ${WORK_NAMES[makes].toLowerCase()}`;
    }
    const making = makes !== null && this.making;
    this.talkTab.setAttribute("aria-selected", String(!making));
    this.makeTab.setAttribute("aria-selected", String(making));
    this.talkTab.tabIndex = making ? -1 : 0;
    this.makeTab.tabIndex = making ? 0 : -1;
    this.talkPanel.hidden = making || scoring;
    this.makePanel.hidden = !making;
    this.views.runs.update(session, connected, makes === "code");
    this.isDrawn = round.kind === "design" && this.views.drawing.isThere;
    this.views.checks.update(session, connected, this.isDrawn);
    this.views.editor.element.hidden = this.isDrawn;
    this.views.drawing.element.hidden = !this.isDrawn;
    if (making) {
      const work = session.work(makes);
      if (this.isDrawn) void this.views.drawing.show(work);
      else void this.views.editor.show(work, makes === "code" ? state.language : LANGUAGES[makes]);
      this.maker.update();
    }
    const hadFocus = this.views.composer.element.contains(document.activeElement);
    this.views.composer.element.hidden = scoring || state.status === "ended";
    this.views.composer.enabled = state.status !== "ended";
    this.views.selfScore.element.hidden = !scoring;
    if (scoring) this.views.selfScore.update(session, connected);
    this.views.transcript.update(session, saving);
    this.updateEnd(session, hadFocus);
  }

  private updateEnd({ state, pending }: Session, hadFocus: boolean): void {
    const ended = state?.status === "ended";
    this.end.hidden = !ended;
    if (!ended) return;
    // Honest to the last: a line that never reached the log is not in the debrief either.
    setText(
      this.endSays,
      pending.length === 0
        ? "Everything you said is saved. The debrief is ready when you are."
        : `What is marked “not saved yet” above came too late and is not in the debrief. Everything else is saved.`,
    );
    if (this.end.childElementCount > 0) return;
    this.end.append(
      h("h2", {}, "That was it"),
      this.endSays,
      h(
        "div.row",
        {},
        h("a.button.primary", { href: `/sessions/${state.session}/debrief` }, "Read the debrief"),
      ),
    );
    this.views.transcript.toEnd();
    if (hadFocus) this.end.focus();
  }

  private get maker(): WorkDrawing | WorkEditor {
    return this.isDrawn ? this.views.drawing : this.views.editor;
  }

  private tab(name: "talk" | "make", text: string, key: string): HTMLButtonElement {
    return h(
      "button.tab",
      {
        type: "button",
        role: "tab",
        id: `tab-${name}`,
        "aria-controls": `panel-${name}`,
        "data-key": key,
        "data-key-says": name === "talk" ? "Open the conversation" : "Open your work",
        click: () => this.select(name === "make", true),
      },
      text,
    );
  }

  private onArrow(event: KeyboardEvent): void {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    this.select(!this.making, false);
    (this.making ? this.makeTab : this.talkTab).focus();
  }

  /** Opened by a click or its key, the place to write gets the focus; by an arrow, the tab keeps it. */
  private select(making: boolean, thenWrite: boolean): void {
    this.making = making;
    this.changed();
    if (!making) this.views.transcript.toEnd();
    if (!thenWrite) return;
    if (making) this.maker.focus();
    else this.views.composer.focus();
  }

  /** Set by the room: draws again. */
  changed: () => void = () => {};
}

// What has been said, newest at the bottom; the candidate's words are the largest.
import { h } from "../lib/dom";
import type { Line } from "./protocol";
import type { Pending, Session } from "./session";
import { clockText } from "./time";

export class Transcript {
  readonly element: HTMLElement;
  private readonly lines = h("ol.transcript");
  private readonly bottom = h("ol.transcript.is-unsaved", { "aria-live": "polite" });
  private readonly empty = h(
    "p.talk-empty.soft",
    {},
    "Your words will stand here. Begin wherever you like, and think aloud.",
  );
  private drawn: number[] = [];
  private drawnUnsaved = "";

  constructor() {
    this.element = h(
      "div.talk",
      { tabindex: "0", role: "log", "aria-live": "off", "aria-label": "What has been said" },
      this.lines,
      this.bottom,
      this.empty,
    );
  }

  /** `saving` is false while the connection is away or something has failed. */
  update(session: Session, saving: boolean): void {
    const { state, pending } = session;
    if (!state) return;
    const wasAtEnd = this.isAtEnd();
    this.empty.hidden =
      state.status === "ended" ||
      state.transcript.some((line) => line.speaker === "candidate") ||
      pending.length > 0;
    const before = this.drawn.length + this.bottom.childElementCount;
    this.drawLines(state.transcript);
    const wanted = JSON.stringify([pending.map(({ id }) => id), saving]);
    if (wanted !== this.drawnUnsaved) {
      this.drawnUnsaved = wanted;
      this.bottom.replaceChildren(...pending.map((one) => pendingItem(one, saving)));
    }
    // Whoever has scrolled up to read is left there; everyone else stays at the newest line.
    const grew = this.drawn.length + this.bottom.childElementCount > before;
    if (wasAtEnd && grew) this.toEnd();
  }

  toEnd(): void {
    this.element.scrollTop = this.element.scrollHeight;
  }

  private isAtEnd(): boolean {
    const { scrollTop, scrollHeight, clientHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight < 48;
  }

  private drawLines(lines: Line[]): void {
    const same = this.drawn.every((seq, index) => lines[index]?.seq === seq);
    if (!same) {
      this.lines.replaceChildren();
      this.drawn = [];
    }
    for (const line of lines.slice(this.drawn.length)) {
      this.lines.append(item(line.speaker, line.at_ms, line.text));
      this.drawn.push(line.seq);
    }
  }
}

function item(speaker: Line["speaker"], at_ms: number, text: string): HTMLElement {
  const who = speaker === "candidate" ? "You" : "Interviewer";
  return h(
    `li.by-${speaker}`,
    {},
    h("span.at", {}, h("span.hush", {}, `${who}, `), clockText(at_ms)),
    h("div", {}, text),
  );
}

function pendingItem({ from_ms, text }: Pending, saving: boolean): HTMLElement {
  const line = item("candidate", from_ms, text);
  line.classList.add("is-unsaved");
  line.append(h("span.saving", {}, saving ? "saving" : "not saved yet, will be sent again"));
  return line;
}

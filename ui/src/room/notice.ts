// What stands in the way, if anything: the connection, or something that failed. One calm line over the
// strip, which moves nothing else.
import { h, setText } from "../lib/dom";

const LOST_AFTER_MS = 400;

export class Notice {
  readonly element: HTMLElement;
  private readonly text = h("p");
  private readonly next = h("p.soft");
  private readonly close: HTMLButtonElement;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lost = false;
  private isGone = false;
  private closed = "";
  private problem: { text: string; next: string } | null = null;

  constructor() {
    this.close = h("button.button.small.quiet", { type: "button", click: () => this.dismiss() }, "Close");
    this.element = h(
      "div.room-notice",
      { role: "status", hidden: true },
      h("div", {}, this.text, this.next),

      this.close,
    );
  }

  disconnected(): void {
    // A blink of the connection is not worth a word.
    this.timer ??= setTimeout(() => {
      this.lost = true;
      this.draw();
    }, LOST_AFTER_MS);
  }

  connected(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.lost = false;
    this.draw();
  }

  gone(): void {
    this.isGone = true;
    this.draw();
  }

  /** The program repeats what still stands in its way; once read and closed it stays closed until it is over. */
  setProblem(problem: { text: string; next: string } | null): void {
    if (problem === null) this.closed = "";
    this.problem = problem;
    this.draw();
  }

  get hasProblem(): boolean {
    return this.problem !== null;
  }

  private dismiss(): void {
    this.closed = this.problem?.text ?? "";
    this.draw();
  }

  private draw(): void {
    if (this.isGone) {
      this.element.hidden = false;
      this.element.classList.add("is-problem");
      this.close.hidden = true;
      setText(this.text, "This session was deleted.");
      setText(this.next, "What stands on this page is kept nowhere else: copy what you still need.");
      return;
    }
    const isRead = this.problem !== null && this.problem.text === this.closed;
    this.element.hidden = !this.lost && (!this.problem || isRead);
    this.element.classList.toggle("is-problem", !this.lost && this.problem !== null);
    this.close.hidden = this.lost;
    setText(this.text, this.lost ? "Reconnecting. Nothing is lost." : (this.problem?.text ?? ""));
    setText(
      this.next,
      this.lost
        ? "Go on writing: what you write is kept here and sent when Greenroom answers."
        : (this.problem?.next ?? ""),
    );
  }
}

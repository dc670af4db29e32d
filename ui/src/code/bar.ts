// The buttons that run something, and how far a run is. Progress shows after a second: what is quicker needs none.
import { h, setText } from "../lib/dom";
import { progressText, type RunProgress } from "./protocol";

const PROGRESS_AFTER_MS = 1_000;

export interface BarOptions {
  /** What the buttons are for. */
  label: string;
  /** The first is the usual one. */
  buttons: { name: string; key: string; run: () => void }[];
  cancel: () => void;
  /** What a run is made of: one and more of them. */
  parts: [one: string, more: string];
}

export class RunBar {
  readonly element: HTMLElement;
  private readonly buttons: HTMLButtonElement[];
  private readonly cancelButton: HTMLButtonElement;
  private readonly progress = h("span.run-progress.soft.num");
  private readonly announced = h("p.sr-only", { role: "status", "aria-live": "polite" });
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running = false;
  private able = true;
  private says = "";
  private readonly parts: [one: string, more: string];

  constructor({ label, buttons, cancel, parts }: BarOptions) {
    this.parts = parts;
    this.buttons = buttons.map(({ name, key, run }, at) =>
      h(
        `button.button.small${at === 0 ? ".primary" : ""}` as "button",
        { type: "button", "data-key": key, "data-key-says": name, click: run },
        name,
      ),
    );
    this.cancelButton = h(
      "button.button.small",
      { type: "button", hidden: true, "data-key": "alt+c", "data-key-says": "Cancel the run", click: cancel },
      "Cancel",
    );
    this.element = h(
      "div.run-bar",
      { role: "group", "aria-label": label },
      ...this.buttons,
      this.cancelButton,
      this.progress,
      this.announced,
    );
  }

  /** A run is under way: `null` while nothing is known of it yet, `undefined` when there is none. */
  update(progress: RunProgress | null | undefined, able: boolean): void {
    const running = progress !== undefined;
    if (running !== this.running) this.toggle(running);
    this.able = able;
    // Not `disabled`: that would throw the focus of whoever pressed it away.
    for (const button of this.buttons) button.setAttribute("aria-disabled", String(running || !able));
    this.says = running ? progressText(progress, this.parts) : "";
    if (!this.cancelButton.hidden || !running) setText(this.progress, this.says);
  }

  get canRun(): boolean {
    return this.able && !this.running;
  }

  /** Read out once. The same words twice are still two verdicts. */
  announce(text: string): void {
    this.announced.replaceChildren(h("span", {}, text));
  }

  private toggle(running: boolean): void {
    this.running = running;
    clearTimeout(this.timer);
    if (running) {
      this.timer = setTimeout(() => {
        this.cancelButton.hidden = false;
        setText(this.progress, this.says);
      }, PROGRESS_AFTER_MS);
      return;
    }
    const hadFocus = document.activeElement === this.cancelButton;
    this.cancelButton.hidden = true;
    if (hadFocus) this.buttons[0]?.focus();
  }
}

// The buttons that run code, and how far a run is. Progress shows after a second: what is quicker needs none.
import { h, setText } from "../lib/dom";
import { type CaseSet, progressText, type RunProgress } from "./protocol";

const PROGRESS_AFTER_MS = 1_000;

export interface BarActions {
  run: (cases: CaseSet) => void;
  cancel: () => void;
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

  constructor({ run, cancel }: BarActions) {
    const button = (name: string, cases: CaseSet, key: string, what = "button.button.small") =>
      h(
        what as "button.button",
        { type: "button", "data-key": key, "data-key-says": name, click: () => run(cases) },
        name,
      );
    this.buttons = [
      button("Run the samples", "sample", "alt+r", "button.button.small.primary"),
      button("Run my cases", "own", "alt+m"),
      button("Run every case", "all", "alt+e"),
    ];
    this.cancelButton = h(
      "button.button.small",
      { type: "button", hidden: true, "data-key": "alt+c", "data-key-says": "Cancel the run", click: cancel },
      "Cancel",
    );
    this.element = h(
      "div.run-bar",
      { role: "group", "aria-label": "Run your code" },
      ...this.buttons,
      this.cancelButton,
      this.progress,
      h("span", { hidden: true, "data-keys-row": "ctrl+enter", "data-key-says": "Run the samples" }),
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
    this.says = running ? progressText(progress) : "";
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

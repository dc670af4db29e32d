// Where the candidate writes what they would say.
import { h, setText } from "../lib/dom";
import { byteLength, count, mayPaste } from "./paste";
import { UTTERANCE_BYTES_MAX, type Via } from "./protocol";

const PARTIAL_EVERY_MS = 30;

export interface ComposerActions {
  /** The whole unsent text; `since`: time stamp of the first key stroke it answers for. */
  partial: (text: string, from_ms: number, since: number) => void;
  draft: (text: string, from_ms: number) => void;
  say: (text: string, from_ms: number, via: Exclude<Via, "spoken">) => void;
  now_ms: () => number;
}

export class Composer {
  readonly element: HTMLElement;
  private readonly field: HTMLTextAreaElement;
  private readonly note = h("p.composer-note", { role: "status" });
  private readonly button: HTMLButtonElement;
  private readonly actions: ComposerActions;
  private from_ms = 0;
  private pastedChars = 0;
  private unsentSince: number | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastPartial_ms = Number.NEGATIVE_INFINITY;

  constructor(actions: ComposerActions) {
    this.actions = actions;
    this.field = h("textarea.composer-field", {
      rows: 2,
      "aria-label": "What you would say",
      placeholder: "Type what you would say",
      spellcheck: "true",
      autocomplete: "off",
      "data-key": "/",
      "data-key-says": "Write what you would say",
      input: (event: InputEvent) => this.onInput(event),
      keydown: (event: KeyboardEvent) => this.onKey(event),
      paste: (event: ClipboardEvent) => this.onPaste(event, event.clipboardData),
      drop: (event: DragEvent) => this.onPaste(event, event.dataTransfer),
    });
    this.button = h("button.button.small", { type: "button", click: () => this.send() }, "Send");
    this.element = h(
      "div.composer",
      {},
      this.field,
      h(
        "div.composer-end",
        {},
        this.note,
        h(
          "span.composer-keys",
          { "data-keys-row": "enter", "data-key-says": "Send what you wrote" },
          h("kbd", {}, "Enter"),
          " sends",
        ),
        h("span", { hidden: true, "data-keys-row": "shift+enter", "data-key-says": "A new line" }),
        this.button,
      ),
    );
  }

  get text(): string {
    return this.field.value;
  }

  focus(): void {
    this.field.focus();
  }

  set enabled(enabled: boolean) {
    this.field.disabled = !enabled;
    this.button.disabled = !enabled;
  }

  /** Text from before: a reload, or a tab that was closed. */
  restore(text: string, from_ms: number): void {
    if (this.field.value || !text) return;
    this.field.value = text;
    this.from_ms = from_ms;
  }

  /** A line that was refused returns to where it was written, before whatever has been written since. */
  giveBack(text: string, from_ms: number): void {
    const later = this.field.value;
    this.field.value = later ? `${text}\n${later}` : text;
    this.from_ms = from_ms;
    this.actions.draft(this.field.value, from_ms);
  }

  /** The words so far, at once: after a reconnect the program knows nothing of them. */
  repeatPartial(): void {
    if (this.field.value) this.sendPartial(performance.now());
  }

  private onInput(event: InputEvent): void {
    const text = this.field.value;
    if (text === "") this.pastedChars = 0;
    // The first key stroke of a turn is its beginning, however long the pause before was.
    else if (text.length <= (event.data?.length ?? 0)) this.from_ms = Math.round(this.actions.now_ms());
    this.unsentSince ??= event.timeStamp;
    this.say("");
    this.actions.draft(text, this.from_ms);
    clearTimeout(this.timer);
    const wait = this.lastPartial_ms + PARTIAL_EVERY_MS - performance.now();
    if (wait <= 0) this.sendPartial(this.unsentSince);
    else this.timer = setTimeout(() => this.sendPartial(this.unsentSince ?? performance.now()), wait);
  }

  private sendPartial(since: number): void {
    this.lastPartial_ms = performance.now();
    this.unsentSince = undefined;
    this.actions.partial(this.field.value, this.from_ms, since);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  }

  private send(): void {
    const text = this.field.value.trim();
    if (!text) return;
    const bytes = byteLength(text);
    if (bytes > UTTERANCE_BYTES_MAX) {
      this.say(
        `One turn holds at most ${count(UTTERANCE_BYTES_MAX)} bytes and this is ${count(bytes)}. Nothing was sent; it is all still here. Send it in parts, or put it into your work.`,
      );
      return;
    }
    clearTimeout(this.timer);
    this.unsentSince = undefined;
    const via = this.pastedChars * 2 > text.length ? "pasted" : "typed";
    this.field.value = "";
    this.pastedChars = 0;
    this.say("");
    this.actions.draft("", 0);
    this.actions.say(text, this.from_ms, via);
  }

  private onPaste(event: Event, data: DataTransfer | null): void {
    const text = data?.getData("text/plain") ?? "";
    if (
      mayPaste(
        text,
        (late) => this.insert(late),
        (sentence) => this.say(sentence),
      )
    ) {
      this.beginIfEmpty();
      this.pastedChars += text.length;
    } else event.preventDefault();
  }

  private insert(text: string): void {
    this.beginIfEmpty();
    this.pastedChars += text.length;
    this.field.setRangeText(text, this.field.selectionStart, this.field.selectionEnd, "end");
    this.field.focus();
    this.field.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste" }));
  }

  private beginIfEmpty(): void {
    if (this.field.value === "") this.from_ms = Math.round(this.actions.now_ms());
  }

  private say(text: string): void {
    setText(this.note, text);
  }
}

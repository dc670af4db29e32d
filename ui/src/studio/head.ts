// The line above the drawing: its title, whether it is kept, back and forward, in and out.
import { h, setText } from "../lib/dom";
import type { Saving } from "./saver";

export interface HeadActions {
  setTitle: (title: string) => void;
  doneTitle: () => void;
  undo: () => void;
  redo: () => void;
  bring: () => void;
  take: () => void;
  copyLink: () => void;
}

export interface HeadOptions {
  canEdit: boolean;
  /** In a room the room says what is kept, and the round has a title. */
  isInRoom: boolean;
}

export class Head {
  readonly element: HTMLElement;
  private readonly title: HTMLInputElement;
  private readonly saved = h("span.studio-saved.soft.small", { role: "status" });
  private readonly undo: HTMLButtonElement;
  private readonly redo: HTMLButtonElement;

  constructor(actions: HeadActions, { canEdit, isInRoom }: HeadOptions) {
    this.title = h("input.input.studio-title", {
      type: "text",
      "aria-label": "Title",
      placeholder: "Untitled design",
      autocomplete: "off",
      spellcheck: "false",
      maxlength: 200,
      readonly: !canEdit,
      input: () => actions.setTitle(this.title.value),
      change: actions.doneTitle,
    });
    const button = (text: string, act: () => void, more: Record<string, string> = {}) =>
      h("button.button.small.quiet", { type: "button", click: act, ...more }, text);
    this.undo = button("Undo", actions.undo);
    this.redo = button("Redo", actions.redo);
    this.element = h(
      "div.studio-head",
      {},
      isInRoom ? null : this.title,
      this.saved,
      h(
        "div.studio-tools",
        {},
        canEdit ? this.undo : null,
        canEdit ? this.redo : null,
        canEdit ? button("Import", actions.bring) : null,
        button("Download", actions.take),
        isInRoom ? null : button("Copy link", actions.copyLink),
        isInRoom ? null : h("button.button.small.quiet", { type: "button", "data-show-keys": true }, "Keys"),
        h("span", { hidden: true, "data-keys-row": "ctrl+z", "data-key-says": "Undo" }),
        h("span", { hidden: true, "data-keys-row": "ctrl+shift+z", "data-key-says": "Do it again" }),
      ),
    );
  }

  update(title: string, canUndo: boolean, canRedo: boolean): void {
    if (document.activeElement !== this.title && this.title.value !== title) this.title.value = title;
    this.undo.setAttribute("aria-disabled", String(!canUndo));
    this.redo.setAttribute("aria-disabled", String(!canRedo));
  }

  tell(saving: Saving): void {
    const words = {
      saved: "Saved",
      saving: "Saving",
      away: "Not saved yet: Greenroom does not answer. It is kept here and tried again.",
      refused: "",
      overtaken: "Not saved: another tab was faster.",
    };
    setText(this.saved, saving.is === "refused" ? `Not saved: ${saving.says}` : words[saving.is]);
    this.saved.classList.toggle("is-late", saving.is !== "saved" && saving.is !== "saving");
  }

  say(text: string): void {
    setText(this.saved, text);
  }
}

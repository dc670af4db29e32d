// The design as text, in the code editor: fetched when it is first opened.
import type { Editor } from "../editor";
import { toast } from "../lib/dialog";
import { h, setText } from "../lib/dom";
import { editorMaker } from "../lib/editor";
import { mayPaste } from "../room/paste";
import { lineIn, type Reading } from "./sync";

export interface TextActions {
  typed: (text: string) => void;
  /** Words that are no design become a comment at the head of a new drawing. */
  startAnew: () => void;
}

export class TextPanel {
  readonly element: HTMLElement;
  private editor: Editor | null = null;
  private text = "";
  private isAsked = false;
  private wantsFocus = false;
  private line: number | null = null;
  private readonly place = h(
    "div.text-place",
    {},
    h("div.skeleton", { "aria-hidden": "true" }, h("i"), h("i"), h("i")),
  );
  private readonly says = h("p", { role: "status" });
  private readonly toLine: HTMLButtonElement;
  private readonly anew: HTMLButtonElement;
  private readonly foot: HTMLElement;
  private readonly actions: TextActions;
  private readonly nonce: string | undefined;
  private readonly canEdit: boolean;

  constructor(actions: TextActions, canEdit: boolean, nonce: string | undefined) {
    this.actions = actions;
    this.nonce = nonce;
    this.canEdit = canEdit;
    this.toLine = h(
      "button.button.small",
      { type: "button", hidden: true, click: () => this.line !== null && this.editor?.toLine(this.line) },
      "Go there",
    );
    this.anew = h(
      "button.button.small",
      { type: "button", hidden: true, click: actions.startAnew },
      "Draw; keep this as a comment",
    );
    this.foot = h("div.text-foot", {}, this.says, h("div.row", {}, this.toLine, this.anew));
    this.element = h("div.text-panel", {}, this.place, this.foot);
  }

  /** From the drawing or the log; not what was typed here. */
  setText(text: string): void {
    this.text = text;
    this.editor?.setText(text);
  }

  /** Called when it comes into sight. */
  async show(): Promise<void> {
    if (this.isAsked) return;
    this.isAsked = true;
    const create = await editorMaker();
    this.editor = create({
      language: "toml",
      text: this.text,
      label: "Design as text",
      placeholder: '[[node]]\nid = "api"\nkind = "service"',
      nonce: this.nonce,
      changed: (text) => {
        this.text = text;
        if (this.canEdit) this.actions.typed(text);
        // What may not be changed is as it was.
        else this.editor?.setText(this.text);
      },
      mayPaste: (text) => mayPaste(text, (late) => this.editor?.insert(late), toast),
    });
    this.place.replaceChildren(this.editor.element);
    if (this.wantsFocus) this.editor.focus();
    this.wantsFocus = false;
  }

  focus(): void {
    if (this.editor) this.editor.focus();
    else this.wantsFocus = true;
  }

  /** How the text stands to the drawing. */
  tell(reading: Reading, isDrawn: boolean): void {
    const isWrong = reading.is === "wrong";
    this.foot.classList.toggle("is-wrong", isWrong);
    this.line = isWrong ? lineIn(this.text, reading.place) : null;
    this.toLine.hidden = this.line === null;
    this.anew.hidden = !isWrong || isDrawn || !this.canEdit;
    setText(this.says, readingSays(reading, isDrawn));
  }
}

function readingSays(reading: Reading, isDrawn: boolean): string {
  switch (reading.is) {
    case "wrong": {
      const place = reading.place ? `${reading.place}: ` : "";
      const says = `${place}${reading.says}`;
      const end = /[.?!]$/.test(says) ? says : `${says}.`;
      return `${end.charAt(0).toUpperCase()}${end.slice(1)}${isDrawn ? " The drawing is of the text before." : ""}`;
    }
    case "away":
      return "Greenroom does not answer. Go on: text and drawing meet again when it does.";
    case "working":
      return "Reading";
    default:
      return "Text and drawing are the same. Comments at the head are kept, others go when the drawing changes.";
  }
}

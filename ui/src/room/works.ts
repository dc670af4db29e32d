// The texts of a round: the artifact in the middle and the notes at the side. What is changed is sent
// after a pause of 400 ms, and at once before anything that depends on it.

import type { Editor, EditorOptions } from "../editor";
import { toast } from "../lib/dialog";
import { h, setText } from "../lib/dom";
import { editorMaker, setField } from "../lib/editor";
import type { Keep } from "./keep";
import { byteLength, count, mayPaste } from "./paste";
import { ARTIFACT_BYTES_MAX, type ArtifactKind, type ClientMessage, type RoundKind } from "./protocol";
import { isDirty, isSaved, type Session, type Work } from "./session";

const SEND_AFTER_MS = 400;

/** What each kind of round makes besides words; warm-ups and behavioral rounds make nothing. */
export const MAKES: Record<RoundKind, Exclude<ArtifactKind, "notes"> | null> = {
  coding: "code",
  api: "contract",
  database: "schema",
  design: "design",
  reliability: "design",
  behavioral: null,
  "warm-up": null,
  "self-score": null,
};

export const WORK_NAMES: Record<ArtifactKind, string> = {
  code: "Code",
  contract: "Contract",
  schema: "Schema",
  design: "Design",
  notes: "Notes",
};

const PLACEHOLDERS: Record<ArtifactKind, string> = {
  code: "Write your code here",
  contract: "openapi: 3.1.0, or whatever shape you would put on the board",
  schema: "create table …, indexes, and the queries that need them",
  design: "Boxes and arrows in words: who calls whom, what is stored where, what each number is",
  notes: "What you asked, what you were told, what you still want to say",
};

/** Sends what has changed and remembers it until it is durable. */
export class WorkKeeper {
  private timers = new Map<Work, ReturnType<typeof setTimeout>>();
  private readonly session: Session;
  private readonly keep: Keep;
  private readonly send: (message: ClientMessage) => boolean;
  private readonly newId: () => string;

  constructor(session: Session, keep: Keep, send: (message: ClientMessage) => boolean, newId: () => string) {
    this.session = session;
    this.keep = keep;
    this.send = send;
    this.newId = newId;
  }

  changed(work: Work, text: string): void {
    work.text = text;
    this.keep.keepWork(work);
    clearTimeout(this.timers.get(work));
    this.timers.set(
      work,
      setTimeout(() => this.flushOne(work), SEND_AFTER_MS),
    );
  }

  /** Before a line, a move or the end: what was made belongs before it in the log. */
  flush(): void {
    for (const work of this.session.allWork()) this.flushOne(work);
  }

  /** After a failure, what was sent and never acknowledged goes once more. */
  sendAgain(): void {
    for (const work of this.session.allWork()) {
      if (work.sent && !work.sent.acked) delete work.sent;
    }
    this.flush();
  }

  /** Once the log has a text, the browser need not. */
  dropSaved(): void {
    for (const work of this.session.allWork()) {
      if (isSaved(work)) this.keep.dropWork(work.round, work.kind);
    }
  }

  /** Texts of an earlier visit that never became durable join what the log has now. */
  restore(): void {
    for (const kept of this.keep.works()) this.session.restoreWork(kept);
  }

  private flushOne(work: Work): void {
    clearTimeout(this.timers.get(work));
    this.timers.delete(work);
    // An artifact message means the round of the moment; what belongs to an earlier one can go no more.
    if (!isDirty(work) || work.round !== this.session.state?.round) return;
    if (byteLength(work.text) > ARTIFACT_BYTES_MAX) {
      toast(
        `${WORK_NAMES[work.kind]} holds at most ${count(ARTIFACT_BYTES_MAX)} bytes. It is kept here, not saved.`,
      );
      return;
    }
    const id = this.newId();
    if (this.send({ type: "artifact", id, artifact: work.kind, base: work.revision, text: work.text }))
      work.sent = { id, text: work.text, acked: false };
  }
}

/** The middle part's editor. Its code comes over the wire when it is first shown. */
export class WorkEditor {
  readonly element = h("div.work-editor");
  private editor: Editor | null = null;
  private readonly place = h("div.work-place");
  private readonly saved = h("p.saved.soft", { role: "status" });
  private shown: Work | null = null;
  private wantsFocus = false;
  private readonly keeper: WorkKeeper;
  private readonly nonce: string | undefined;

  constructor(keeper: WorkKeeper, nonce: string | undefined) {
    this.keeper = keeper;
    this.nonce = nonce;
    this.element.append(this.place, this.saved);
  }

  async show(work: Work, language: string): Promise<void> {
    if (this.shown === work) return;
    this.shown = work;
    this.editor?.destroy();
    this.editor = null;
    const skeleton = h("div.skeleton", { "aria-hidden": "true" }, h("i"), h("i"), h("i"));
    this.place.replaceChildren(skeleton);
    const create = await editorMaker();
    if (this.shown !== work) return;
    const created = create(this.options(work, language));
    this.editor = created;
    this.place.replaceChildren(created.element);
    if (this.wantsFocus) created.focus();
    this.wantsFocus = false;
  }

  /** At once, or when the editor has come. */
  focus(): void {
    if (this.editor) this.editor.focus();
    else this.wantsFocus = true;
  }

  toLine(line: number): void {
    this.editor?.toLine(line);
  }

  update(): void {
    if (!this.shown) return;
    this.editor?.setText(this.shown.text);
    setText(this.saved, isSaved(this.shown) ? (this.shown.revision > 0 ? "Saved" : "") : "Saving");
  }

  private options(work: Work, language: string): EditorOptions {
    return {
      language,
      text: work.text,
      label: WORK_NAMES[work.kind],
      placeholder: PLACEHOLDERS[work.kind],
      nonce: this.nonce,
      changed: (text) => {
        this.keeper.changed(work, text);
        this.update();
      },
      mayPaste: (text) => mayPaste(text, (late) => this.editor?.insert(late), toast),
    };
  }
}

/** The notes at the side. */
export class Notes {
  readonly element: HTMLElement;
  private readonly field: HTMLTextAreaElement;
  private shown: Work | null = null;

  constructor(keeper: WorkKeeper) {
    const change = () => this.shown && keeper.changed(this.shown, this.field.value);
    const insert = (text: string) => {
      this.field.setRangeText(text, this.field.selectionStart, this.field.selectionEnd, "end");
      change();
    };
    this.field = h("textarea.notes-field", {
      "aria-label": "Notes",
      placeholder: PLACEHOLDERS.notes,
      spellcheck: "false",
      "data-key": "n alt+n",
      "data-key-says": "Write notes",
      input: change,
      paste: (event: ClipboardEvent) => {
        if (!mayPaste(event.clipboardData?.getData("text/plain") ?? "", insert, toast))
          event.preventDefault();
      },
    });
    this.element = this.field;
  }

  update(session: Session): void {
    const work = session.work("notes");
    this.shown = work;
    setField(this.field, work.text);
    this.field.disabled = session.state?.status === "ended";
  }
}

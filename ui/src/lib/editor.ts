// Getting the code editor, and what stands in for it where its file does not arrive.
import type { Editor, EditorOptions } from "../editor";
import { h } from "./dom";

/** Fetched when it is first needed. */
export async function editorMaker(): Promise<(options: EditorOptions) => Editor> {
  try {
    // @ts-expect-error: a file beside the bundle, not a source beside this one.
    const { createEditor } = (await import("./editor.js")) as typeof import("../editor");
    return createEditor;
  } catch {
    return plainEditor;
  }
}

/** A plain field that keeps everything the same but the colours. */
function plainEditor({ text, label, placeholder, changed, mayPaste }: EditorOptions): Editor {
  const field = h("textarea.plain-editor.mono", {
    "aria-label": label,
    placeholder,
    spellcheck: "false",
    input: () => changed(field.value),
    paste: (event: ClipboardEvent) => {
      if (!mayPaste(event.clipboardData?.getData("text/plain") ?? "")) event.preventDefault();
    },
  });
  field.value = text;
  return {
    element: field,
    setText: (to) => setField(field, to),
    insert(late) {
      field.setRangeText(late, field.selectionStart, field.selectionEnd, "end");
      changed(field.value);
    },
    focus: () => field.focus(),
    toLine(line) {
      const before = field.value.split("\n").slice(0, line - 1);
      const at = before.reduce((sum, one) => sum + one.length + 1, 0);
      field.focus();
      field.setSelectionRange(at, at);
    },
    destroy: () => field.remove(),
  };
}

/** Replaces a field's text and keeps the cursor in its place. */
export function setField(field: HTMLTextAreaElement, text: string): void {
  if (field.value === text) return;
  const { selectionStart, selectionEnd } = field;
  field.value = text;
  if (document.activeElement === field) field.setSelectionRange(selectionStart, selectionEnd);
}

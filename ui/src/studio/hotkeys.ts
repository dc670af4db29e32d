// Keys that act wherever one is in the studio: run or cancel, back and forward.
import { isWriting } from "../lib/dom";

export interface HotkeyActions {
  runOrCancel: () => void;
  undo: () => void;
  redo: () => void;
}

export function listenHotkeys(
  area: HTMLElement | Document,
  { runOrCancel, undo, redo }: HotkeyActions,
): void {
  const runs = (pressed: Event) => {
    const event = pressed as KeyboardEvent;
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    event.stopPropagation();
    runOrCancel();
  };
  // Before the text's editor, which has a use of its own for it.
  area.addEventListener("keydown", runs, { capture: true });
  area.addEventListener("keydown", (pressed) => {
    const event = pressed as KeyboardEvent;
    const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    // In a field its own undo is meant.
    if (!isUndo || isWriting(event.target)) return;
    event.preventDefault();
    if (event.shiftKey) redo();
    else undo();
  });
}

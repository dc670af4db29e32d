// Questions and notices. The browser's own <dialog> holds the focus, closes on Esc and gives focus back.
import { h } from "./dom";

export interface Question {
  title: string;
  says?: string;
  verb: string;
  /** What the other button says; "Cancel" unless something fits better. */
  otherwise?: string;
  danger?: boolean;
}

/** Resolves to true only when the verb's own button was pressed. */
export function ask({ title, says, verb, otherwise = "Cancel", danger = false }: Question): Promise<boolean> {
  return new Promise((resolve) => {
    const yes = h(danger ? "button.button.danger" : "button.button.primary", { value: "yes" }, verb);
    const no = h("button.button", { value: "no" }, otherwise);
    const dialog = h(
      "dialog.dialog",
      { "aria-labelledby": "question-title" },
      h("h2", { id: "question-title" }, title),
      says ? h("p", {}, says) : null,
      h("form", { method: "dialog" }, h("div.dialog-end", {}, no, yes)),
    );
    show(dialog, () => resolve(dialog.returnValue === "yes"));
    (danger ? no : yes).focus();
  });
}

/** Opens a dialog that is thrown away when it closes. */
export function show(dialog: HTMLDialogElement, closed: () => void = () => {}): void {
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    closed();
  });
  dialog.addEventListener("click", (event) => {
    // A click on the veil; clicks on the panel itself have a child or a padding under them.
    if (event.target !== dialog) return;
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    const outside =
      event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom;
    if (outside) dialog.close();
  });
  dialog.showModal();
}

/** A sentence that goes by itself. For nothing that must be read. */
export function toast(text: string): void {
  document.querySelector(".toast")?.remove();
  const note = h("div.toast", { role: "status" }, text);
  document.body.append(note);
  setTimeout(() => note.remove(), 4000);
}

// What lies over the drawing: the buttons to zoom, what fingers can do with what is selected, and what an empty
// canvas is for.
import { h, setText } from "../lib/dom";
import { CANVAS_KEYS } from "./keys";

export interface OverlayActions {
  zoom: (factor: number) => void;
  fit: () => void;
  open: () => void;
  connect: () => void;
  remove: () => void;
  add: () => void;
  bring: () => void;
}

export interface OverlayLook {
  /** What the selected part or call is called. */
  selected: string;
  isNode: boolean;
  isEmpty: boolean;
  /** The text was never readable. */
  isUnread: boolean;
  canEdit: boolean;
}

const STEP = 1.25;

export class Overlay {
  readonly elements: HTMLElement[];
  private readonly bar: HTMLElement;
  private readonly name = h("strong");
  private readonly connect: HTMLButtonElement;
  private readonly remove: HTMLButtonElement;
  private readonly empty: HTMLElement;
  private readonly unread: HTMLElement;

  constructor(actions: OverlayActions, canEdit: boolean, toText: () => void) {
    const small = (text: string, act: () => void) =>
      h("button.button.small", { type: "button", click: act }, text);
    this.connect = small("Connect", actions.connect);
    this.remove = small("Delete", actions.remove);
    this.bar = h(
      "div.canvas-bar",
      { hidden: true },
      this.name,
      small("Knobs", actions.open),
      this.connect,
      this.remove,
    );
    const zoom = (text: string, label: string, key: string, act: () => void) =>
      h(
        "button.button.small.icon",
        {
          type: "button",
          "aria-label": label,
          title: label,
          "data-key": key,
          "data-key-says": label,
          click: act,
        },
        text,
      );
    this.empty = h(
      "div.empty.canvas-empty",
      { hidden: true },
      h("h2", {}, "Draw the system here"),
      h(
        "p",
        {},
        canEdit
          ? "Begin with who asks: add clients, then what they call. Each part has its knobs; Run shows what gives way."
          : "Nothing is drawn.",
      ),
      canEdit ? h("div.row", {}, small("Add a part", actions.add), small("Import", actions.bring)) : null,
    );
    this.unread = h(
      "div.trouble.is-note.canvas-empty",
      { hidden: true },
      h("h2", {}, "The text is no design yet"),
      h(
        "p",
        {},
        "What stands in it cannot be drawn. It is safe: look at what is wrong, or draw and keep it as a comment.",
      ),
      h("div.row", {}, small("Open the text", toText)),
    );
    this.elements = [
      this.empty,
      this.unread,
      h(
        "div.canvas-zoom",
        { role: "group", "aria-label": "Zoom" },
        zoom("+", "Zoom in", "+", () => actions.zoom(STEP)),
        zoom("−", "Zoom out", "-", () => actions.zoom(1 / STEP)),
        zoom("⤢", "Show all of it", "0", actions.fit),
      ),
      this.bar,
      ...CANVAS_KEYS.map(([key, says]) =>
        h("span", { hidden: true, "data-keys-row": key, "data-key-says": says }),
      ),
    ];
  }

  update({ selected, isNode, isEmpty, isUnread, canEdit }: OverlayLook): void {
    this.bar.hidden = !selected;
    setText(this.name, selected);
    this.connect.hidden = !isNode || !canEdit;
    this.remove.hidden = !canEdit;
    this.empty.hidden = !isEmpty || isUnread;
    this.unread.hidden = !isUnread;
  }
}

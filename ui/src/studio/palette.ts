// The parts to draw with: click one, drag it to its place, or press `a` and type.
import { h } from "../lib/dom";
import type { PaletteItem } from "./protocol";
import { icon } from "./shapes";

export interface PaletteActions {
  add: (kind: string) => void;
  drop: (kind: string, clientX: number, clientY: number) => void;
  choose: () => void;
}

const DRAG_FROM_PX = 6;

export class Palette {
  readonly element: HTMLElement;

  constructor(items: PaletteItem[], { add, drop, choose }: PaletteActions) {
    const button = ({ kind, title, says }: PaletteItem) => {
      const made = h(
        "button.palette-part",
        { type: "button", title: `${title}: ${says}`, "aria-label": `Add ${title}` },
        icon(kind),
        h("span", {}, title),
      );
      let wasDragged = false;
      made.addEventListener("click", () => {
        if (!wasDragged) add(kind);
        wasDragged = false;
      });
      made.addEventListener("pointerdown", (event) => {
        if (event.button !== 0 || event.pointerType === "touch") return;
        wasDragged = false;
        startDrag(
          made,
          event,
          () => (wasDragged = true),
          (x, y) => drop(kind, x, y),
        );
      });
      return made;
    };
    this.element = h(
      "div.palette",
      { role: "group", "aria-label": "Parts to add" },
      h(
        "button.button.small.palette-any",
        { type: "button", "data-key": "a", "data-key-says": "Add a part", click: choose },
        "Add a part",
        h("kbd", { "aria-hidden": "true" }, "A"),
      ),
      h("div.palette-parts", {}, ...items.map(button)),
    );
  }
}

/** A picture of the part follows the pointer until it is let go. */
function startDrag(
  from: HTMLElement,
  { clientX, clientY, pointerId }: PointerEvent,
  begun: () => void,
  dropped: (x: number, y: number) => void,
): void {
  let ghost: HTMLElement | null = null;
  const move = (event: PointerEvent) => {
    if (!ghost && Math.hypot(event.clientX - clientX, event.clientY - clientY) < DRAG_FROM_PX) return;
    if (!ghost) {
      begun();
      ghost = from.cloneNode(true) as HTMLElement;
      ghost.classList.add("is-ghost");
      ghost.setAttribute("aria-hidden", "true");
      document.body.append(ghost);
    }
    ghost.style.transform = `translate(${event.clientX}px, ${event.clientY}px)`;
  };
  const end = (event: PointerEvent) => {
    stop();
    if (event.type === "pointerup" && ghost) dropped(event.clientX, event.clientY);
    ghost?.remove();
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !ghost) return;
    event.stopPropagation();
    stop();
    ghost.remove();
  };
  const stop = () => {
    from.removeEventListener("pointermove", move);
    from.removeEventListener("pointerup", end);
    from.removeEventListener("pointercancel", end);
    document.removeEventListener("keydown", leave, { capture: true });
  };
  from.setPointerCapture(pointerId);
  from.addEventListener("pointermove", move);
  from.addEventListener("pointerup", end);
  from.addEventListener("pointercancel", end);
  document.addEventListener("keydown", leave, { capture: true });
}

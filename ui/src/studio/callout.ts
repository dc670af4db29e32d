// The sentence beside the part that gives way.
import { h } from "../lib/dom";
import type { Rect } from "./geometry";
import type { Pressed } from "./moment";
import type { Size } from "./viewport";

const GAP = 10;

export class Callout {
  readonly element = h("p.callout", { hidden: true });
  private says = "";

  hide(): void {
    this.element.hidden = true;
  }

  show({ says, givesWay }: Pressed, box: Rect, room: Size): void {
    this.element.hidden = false;
    this.element.classList.toggle("gives-way", givesWay);
    if (says !== this.says) {
      this.says = says;
      this.element.replaceChildren(...named(says));
    }
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const within = (at: number, length: number, all: number) => Math.max(6, Math.min(at, all - length - 6));
    const below = box.y + box.height + GAP;
    const fits = below + height + 6 <= room.height;
    this.element.style.left = `${within(box.x + box.width / 2 - width / 2, width, room.width)}px`;
    this.element.style.top = `${within(fits ? below : box.y - height - GAP, height, room.height)}px`;
    // Scrolled out of sight, a part has no words floating where it is not.
    const isOut =
      box.x + box.width < 0 || box.y + box.height < 0 || box.x > room.width || box.y > room.height;
    this.element.classList.toggle("is-out", isOut);
  }
}

/** Names come in backticks. */
export function named(text: string): (HTMLElement | string)[] {
  return text.split(/`([^`]+)`/).map((part, at) => (at % 2 === 1 ? h("strong", {}, part) : part));
}

// One calm line over the drawing: something stands in the way, and these are the ways on.
import { h } from "../lib/dom";

export class Notice {
  readonly element = h("div.studio-notice", { role: "status", hidden: true });

  show(text: string, ...ways: [verb: string, act: () => void][]): void {
    const buttons = ways.map(([verb, act]) =>
      h(
        "button.button.small",
        {
          type: "button",
          click: () => {
            this.hide();
            act();
          },
        },
        verb,
      ),
    );
    this.element.replaceChildren(h("p", {}, text), h("div.row", {}, ...buttons));
    this.element.hidden = false;
  }

  hide(): void {
    this.element.hidden = true;
  }
}

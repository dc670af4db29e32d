// The right side: the knobs of what is selected, or the design as text.
import { h } from "../lib/dom";
import type { DesignPanel } from "./designpanel";
import type { PartPanel } from "./partpanel";
import type { TextPanel } from "./textpanel";

export type SideTab = "knobs" | "text";

export class Side {
  readonly element: HTMLElement;
  readonly knobsPanel: HTMLElement;
  private readonly tabs: HTMLButtonElement[];
  private readonly textPlace: HTMLElement;
  private readonly many = h("div.part-panel");
  private readonly part: PartPanel;
  private readonly design: DesignPanel;
  private readonly text: TextPanel;
  private tab: SideTab = "knobs";
  /** Called when another tab is opened. */
  opened: (tab: SideTab) => void = () => {};

  constructor(part: PartPanel, design: DesignPanel, text: TextPanel) {
    this.part = part;
    this.design = design;
    this.text = text;
    this.tabs = (
      [
        ["knobs", "Knobs"],
        ["text", "Text"],
      ] as const
    ).map(([tab, name]) =>
      h(
        "button.tab",
        {
          type: "button",
          role: "tab",
          id: `side-tab-${tab}`,
          "aria-controls": `side-${tab}`,
          click: () => this.open(tab),
        },
        name,
      ),
    );
    this.knobsPanel = h(
      "div.side-panel",
      { id: "side-knobs", role: "tabpanel", "aria-labelledby": "side-tab-knobs" },
      part.element,
      this.many,
      design.element,
    );
    this.textPlace = h(
      "div.side-panel.is-text",
      { id: "side-text", role: "tabpanel", "aria-labelledby": "side-tab-text" },
      text.element,
    );
    this.element = h(
      "section.studio-side",
      { "aria-label": "Knobs and text" },
      h(
        "div.tabs",
        {
          role: "tablist",
          "aria-label": "Knobs and text",
          keydown: (event: KeyboardEvent) => this.onArrow(event),
        },
        ...this.tabs,
      ),
      this.knobsPanel,
      this.textPlace,
    );
    this.draw();
  }

  get isText(): boolean {
    return this.tab === "text";
  }

  open(tab: SideTab): void {
    this.tab = tab;
    this.draw();
    this.opened(tab);
  }

  /** Which of the panels is there. */
  show(what: "part" | "many" | "design"): void {
    this.part.element.hidden = what !== "part";
    this.design.element.hidden = what !== "design";
    this.many.hidden = what !== "many";
  }

  showMany(count: number, canEdit: boolean, ways: { duplicate: () => void; remove: () => void }): void {
    this.show("many");
    const says = `${count} parts are selected`;
    if (this.many.firstElementChild?.textContent === says) return;
    const button = (text: string, act: () => void) =>
      h("button.button.small", { type: "button", click: act }, text);
    const buttons = canEdit
      ? [button("Duplicate", () => ways.duplicate()), button("Delete", () => ways.remove())]
      : [];
    this.many.replaceChildren(h("h2", {}, says), h("div.row", {}, ...buttons));
  }

  /** Into the open tab. */
  focus(): void {
    if (this.isText) this.text.focus();
    else {
      const inside = this.knobsPanel.querySelectorAll<HTMLElement>(":is(input, select, textarea)");
      [...inside].find((one) => one.checkVisibility())?.focus();
    }
  }

  focusTab(): void {
    this.tabs[this.isText ? 1 : 0]?.focus();
  }

  private draw(): void {
    for (const tab of this.tabs) {
      const isIt = tab.id === `side-tab-${this.tab}`;
      tab.setAttribute("aria-selected", String(isIt));
      tab.tabIndex = isIt ? 0 : -1;
    }
    this.knobsPanel.hidden = this.isText;
    this.textPlace.hidden = !this.isText;
    if (this.isText) void this.text.show();
  }

  private onArrow(event: KeyboardEvent): void {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    this.open(this.isText ? "knobs" : "text");
    this.focusTab();
  }
}

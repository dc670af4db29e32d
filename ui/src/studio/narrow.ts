// Where there is little room the parts of the studio are tabs, and the knobs a sheet below the drawing.
import { h } from "../lib/dom";

export type StudioPart = "canvas" | "knobs" | "run" | "text";
export type Room = "wide" | "medium" | "narrow";

const WIDE_PX = 1080;
const MEDIUM_PX = 760;

export const roomOf = (width: number): Room =>
  width >= WIDE_PX ? "wide" : width >= MEDIUM_PX ? "medium" : "narrow";

export class NarrowTabs {
  readonly element: HTMLElement;
  private readonly tabs: HTMLButtonElement[];
  private readonly root: HTMLElement;
  private readonly opened: (part: StudioPart) => void;

  constructor(root: HTMLElement, opened: (part: StudioPart) => void) {
    this.root = root;
    this.opened = opened;
    this.tabs = (
      [
        ["canvas", "Canvas"],
        ["knobs", "Knobs"],
        ["run", "Run"],
        ["text", "Text"],
      ] as const
    ).map(([part, name]) =>
      h("button.tab", { type: "button", "data-part": part, click: () => this.select(part) }, name),
    );
    this.element = h("nav.studio-tabs", { "aria-label": "Parts of the studio" }, ...this.tabs);
    this.select("canvas");
    new ResizeObserver(() => this.measure()).observe(root);
    this.measure();
  }

  get isNarrow(): boolean {
    return this.root.dataset.room === "narrow";
  }

  focus(): void {
    this.tabs.find((tab) => tab.ariaCurrent === "true")?.focus();
  }

  select(part: StudioPart): void {
    this.root.dataset.part = part;
    for (const tab of this.tabs) {
      if (tab.dataset.part === part) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
    }
    this.opened(part);
  }

  private measure(): void {
    const width = this.root.clientWidth;
    if (width > 0) this.root.dataset.room = roomOf(width);
  }
}

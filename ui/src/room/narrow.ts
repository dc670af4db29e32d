// On a phone the three parts are tabs, and the hint moves to where the writing is.
import { h } from "../lib/dom";

export const NARROW = "(max-width: 47.99rem)";

export class Narrow {
  readonly element: HTMLElement;
  private readonly tabs: HTMLButtonElement[];
  private readonly room: HTMLElement;

  constructor(room: HTMLElement, hint: HTMLElement, work: HTMLElement, notes: HTMLElement) {
    this.room = room;
    this.tabs = (
      [
        ["interviewer", "Interviewer"],
        ["work", "Your work"],
        ["notes", "Notes"],
      ] as const
    ).map(([part, name]) =>
      h("button.tab", { type: "button", "data-part": part, click: () => this.select(part) }, name),
    );
    this.element = h("nav.room-tabs", { "aria-label": "Parts of the room" }, ...this.tabs);
    this.select("work");
    const query = matchMedia(NARROW);
    const place = () => {
      if (query.matches) work.insertBefore(hint, work.querySelector(".composer"));
      else notes.append(hint);
    };
    query.addEventListener("change", place);
    place();
  }

  /** Marks the interviewer's tab when there is something new that is not in sight. */
  interviewerSpoke(): void {
    if (this.room.dataset.part === "interviewer") return;
    this.tabs[0]?.classList.add("has-news");
  }

  private select(part: string): void {
    this.room.dataset.part = part;
    for (const tab of this.tabs) {
      const isIt = tab.dataset.part === part;
      if (isIt) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
      if (isIt) tab.classList.remove("has-news");
    }
  }
}

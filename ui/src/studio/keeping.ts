// How a drawing is kept: on a page of its own by saving it, in a room by telling the room its text. Either way the
// browser has a copy until it is durable.
import { save } from "./api";
import type { Desk } from "./desk";
import type { Head } from "./head";
import { placed } from "./layout";
import type { Notice } from "./notice";
import type { Design, Flaw } from "./protocol";
import { Saver, type Saving, type Shelf, shelfAt } from "./saver";

export interface KeepingOptions {
  desk: Desk;
  head: Head;
  notice: Notice;
  key: string;
  saveTo: { to: string; revision: number } | undefined;
  flaws: (flaws: Flaw[]) => void;
  says: (text: string) => void;
}

export class Keeping {
  private readonly shelf: Shelf;
  private readonly saver: Saver | null = null;
  private readonly options: KeepingOptions;
  private isConflict = false;

  constructor(options: KeepingOptions) {
    this.options = options;
    this.shelf = shelfAt(options.key);
    const { saveTo } = options;
    if (!saveTo) return;
    this.saver = new Saver({
      revision: saveTo.revision,
      send: (design, revision, isLast) => save(saveTo.to, design, revision, isLast),
      shelf: this.shelf,
      told: (saving) => this.tell(saving),
      flaws: options.flaws,
    });
    addEventListener("pagehide", () => void this.saver?.flush(true));
    // A machine that wakes up should not wait for the rest of the pause.
    addEventListener("online", () => void this.saver?.flush());
  }

  changed(design: Design): void {
    if (this.saver) this.saver.changed(design);
    else this.shelf.write({ design, revision: 0 });
  }

  /** In a room: the text of the drawing was told, and the room keeps that. */
  told(): void {
    if (!this.saver) this.shelf.drop();
  }

  /** What an earlier visit could not save joins what there is now. */
  restore(): void {
    const { desk, notice, saveTo } = this.options;
    const copy = this.shelf.read();
    if (!copy) return;
    if (same(copy.design, desk.design)) return this.shelf.drop();
    if (saveTo && copy.revision === saveTo.revision) {
      desk.edit(placed(copy.design));
      return;
    }
    notice.show(
      "This browser has a drawing of an earlier visit that was never saved. What is shown here is what was.",
      ["Use that drawing", () => desk.edit(placed(copy.design))],
      ["Leave it", () => this.shelf.drop()],
    );
  }

  private tell(saving: Saving): void {
    const { head, notice } = this.options;
    head.tell(saving);
    if (saving.is === "overtaken") this.askWhich(saving.theirs, saving.revision);
    else if (this.isConflict) {
      this.isConflict = false;
      notice.hide();
    }
  }

  private askWhich(theirs: Design, revision: number): void {
    const { desk, notice, says } = this.options;
    this.isConflict = true;
    notice.show(
      "Another tab saved this design in the meantime. Nothing is lost: yours is here, and what is not chosen stays among the earlier versions.",
      ["Keep what is drawn here", () => this.saver?.keepMine(desk.design, revision)],
      [
        "Take the other tab's",
        () => {
          // A step, so that undo brings back what was here.
          desk.edit(placed(theirs));
          this.saver?.takeTheirs(revision);
          says("The other tab's drawing is shown. Undo brings back what was here.");
        },
      ],
    );
  }
}

const same = (one: Design, other: Design): boolean => JSON.stringify(one) === JSON.stringify(other);

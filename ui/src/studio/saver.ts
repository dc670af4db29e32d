// Keeps a drawing: sent after a pause, tried again while the program is away, with a copy in the browser until
// the program has it.
import { Refused } from "./api";
import { Later, type Timer } from "./later";
import type { Design, Flaw, WireDesign } from "./protocol";
import { fromWire } from "./protocol";

const SAVE_AFTER_MS = 600;
const RETRY_MS_FIRST = 2_000;
const RETRY_MS_MAX = 30_000;

export type Saving =
  | { is: "saved" | "saving" }
  /** The program is away; it is tried again. */
  | { is: "away" }
  /** The program will not take it as it is. */
  | { is: "refused"; says: string }
  /** Another tab saved in the meantime. */
  | { is: "overtaken"; theirs: Design; revision: number };

/** What is kept in the browser: a drawing and the revision that it grew from. */
export interface Copy {
  design: Design;
  revision: number;
}

export interface Shelf {
  read(): Copy | null;
  write(copy: Copy): void;
  drop(): void;
}

export interface SaverOptions {
  revision: number;
  send: (design: Design, revision: number, isLast: boolean) => Promise<{ revision: number; flaws: Flaw[] }>;
  shelf: Shelf;
  told: (saving: Saving) => void;
  flaws: (flaws: Flaw[]) => void;
  timer?: Timer;
}

export class Saver {
  private revision: number;
  /** What the program does not have yet. */
  private unsaved: Design | null = null;
  private sending = false;
  private retry_ms = RETRY_MS_FIRST;
  private overtaken = false;
  private readonly later: Later;
  private readonly options: SaverOptions;

  constructor(options: SaverOptions) {
    this.options = options;
    this.revision = options.revision;
    this.later = new Later(options.timer);
  }

  changed(design: Design): void {
    this.unsaved = design;
    this.options.shelf.write({ design, revision: this.revision });
    if (this.overtaken) return;
    this.options.told({ is: "saving" });
    this.later.after(SAVE_AFTER_MS, () => void this.flush());
  }

  /** At once: the page goes, or the connection is back. */
  async flush(isLast = false): Promise<void> {
    const design = this.unsaved;
    if (!design || this.overtaken || (this.sending && !isLast)) return;
    this.later.drop();
    this.sending = true;
    try {
      const { revision, flaws } = await this.options.send(design, this.revision, isLast);
      this.revision = revision;
      this.retry_ms = RETRY_MS_FIRST;
      this.options.flaws(flaws);
      this.sending = false;
      this.afterSave(design);
    } catch (error) {
      this.sending = false;
      this.failed(error);
    }
  }

  /** After an overtaking: this drawing replaces the other tab's, which the program keeps beside it. */
  keepMine(design: Design, revision: number): void {
    this.overtaken = false;
    this.revision = revision;
    this.changed(design);
    this.later.now();
  }

  /** After an overtaking: the other tab's drawing is the one that counts. */
  takeTheirs(revision: number): void {
    this.overtaken = false;
    this.unsaved = null;
    this.revision = revision;
    this.options.shelf.drop();
    this.options.told({ is: "saved" });
  }

  private afterSave(sent: Design): void {
    if (this.unsaved !== sent) {
      // Drawn on while it was under way.
      if (this.unsaved) this.options.shelf.write({ design: this.unsaved, revision: this.revision });
      this.later.after(SAVE_AFTER_MS, () => void this.flush());
      return;
    }
    this.unsaved = null;
    this.options.shelf.drop();
    this.options.told({ is: "saved" });
  }

  private failed(error: unknown): void {
    if (error instanceof Refused && error.status === 409) {
      const newer = error.body as { design?: WireDesign; revision?: number };
      this.overtaken = true;
      const revision = typeof newer.revision === "number" ? newer.revision : this.revision + 1;
      this.options.told({ is: "overtaken", theirs: fromWire(newer.design ?? {}), revision });
      return;
    }
    // What is refused once is refused again, until it is drawn differently.
    if (error instanceof Refused && error.status < 500) {
      this.options.told({ is: "refused", says: error.message });
      return;
    }
    this.options.told({ is: "away" });
    this.later.after(this.retry_ms, () => void this.flush());
    this.retry_ms = Math.min(this.retry_ms * 2, RETRY_MS_MAX);
  }
}

/** A place in the browser's storage. Storage that is full or forbidden costs only this safety net. */
export function shelfAt(key: string): Shelf {
  return {
    read() {
      try {
        const kept = JSON.parse(localStorage.getItem(key) ?? "null") as Copy | null;
        return kept && Array.isArray(kept.design?.nodes) ? kept : null;
      } catch {
        return null;
      }
    },
    write(copy) {
      try {
        localStorage.setItem(key, JSON.stringify(copy));
      } catch {}
    },
    drop() {
      try {
        localStorage.removeItem(key);
      } catch {}
    },
  };
}

// Text and drawing are the same design: what is typed is drawn once it can be read, and what is drawn is written.
// Whoever changed last is the one who counts.
import { type ReadAnswer, Refused } from "./api";
import { Later, type Timer } from "./later";
import { type Design, EMPTY } from "./protocol";

const READ_AFTER_MS = 350;
const WRITE_AFTER_MS = 150;
const RETRY_MS = 2_000;

export type Reading =
  | { is: "same" | "working" | "away" }
  /** The drawing is of an earlier text. */
  | { is: "wrong"; place: string; says: string };

export interface SyncOptions {
  read: (text: string) => Promise<ReadAnswer>;
  write: (design: Design) => Promise<string>;
  /** What was typed can be read. */
  drawn: (design: Design, notes: string[]) => void;
  /** What was drawn, as text. */
  written: (text: string) => void;
  told: (reading: Reading) => void;
  timer?: Timer;
}

export class TextSync {
  /** The newest text, readable or not. */
  text = "";
  reading: Reading = { is: "same" };
  /** Whether anybody wants the text of each drawing. */
  wantsText = false;
  private version = 0;
  /** Of which version the text is. */
  private textVersion = -1;
  private readonly later: Later;
  private readonly options: SyncOptions;

  constructor(options: SyncOptions) {
    this.options = options;
    this.later = new Later(options.timer);
  }

  typed(text: string): void {
    this.text = text;
    this.version += 1;
    this.textVersion = this.version;
    this.later.after(READ_AFTER_MS, () => void this.read());
  }

  /** Reads at once, as when a text is opened. */
  async open(text: string): Promise<void> {
    this.text = text;
    this.version += 1;
    this.textVersion = this.version;
    await this.read();
  }

  changed(design: Design): void {
    this.version += 1;
    if (!this.wantsText) return this.later.drop();
    this.later.after(WRITE_AFTER_MS, () => void this.write(design));
  }

  /** The text of this drawing, or what was typed since: somebody opens the text. */
  async textOf(design: Design): Promise<string> {
    if (this.textVersion !== this.version) await this.write(design);
    return this.text;
  }

  /** What waits for a pause waits no more. */
  flush(): void {
    this.later.now();
  }

  private async read(): Promise<void> {
    this.later.drop();
    const { version, text } = this;
    // Nothing at all is a design with nothing in it.
    if (text.trim() === "") {
      this.tell({ is: "same" });
      return this.options.drawn(EMPTY, []);
    }
    this.tell({ is: "working" });
    try {
      const { design, notes } = await this.options.read(text);
      if (version !== this.version) return;
      this.tell({ is: "same" });
      this.options.drawn(design, notes);
    } catch (error) {
      if (version !== this.version) return;
      if (error instanceof Refused && error.status < 500)
        return this.tell({ is: "wrong", place: error.place, says: error.message });
      this.tell({ is: "away" });
      this.later.after(RETRY_MS, () => void this.read());
    }
  }

  private async write(design: Design): Promise<void> {
    this.later.drop();
    const { version } = this;
    try {
      const text = await this.options.write(design);
      if (version !== this.version) return;
      this.text = comment(this.text) + text.replace(/^\n+/, "");
      this.textVersion = version;
      this.tell({ is: "same" });
      this.options.written(this.text);
    } catch (error) {
      if (version !== this.version) return;
      if (error instanceof Refused && error.status < 500)
        return this.tell({ is: "wrong", place: error.place, says: error.message });
      this.tell({ is: "away" });
      this.later.after(RETRY_MS, () => void this.write(design));
    }
  }

  private tell(reading: Reading): void {
    this.reading = reading;
    this.options.told(reading);
  }
}

/** The lines of comment at the head of a text: they are somebody's words, and no drawing has them. */
export function comment(text: string): string {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => line.trim() !== "" && !line.trim().startsWith("#"));
  const head = (end < 0 ? lines : lines.slice(0, end)).join("\n").trim();
  return head ? `${head}\n\n` : "";
}

/** Words that are no design stay at its head. */
export function asComment(text: string): string {
  const lines = text.trimEnd().split("\n");
  return `${lines.map((line) => (line.trim() ? `# ${line.replace(/^#\s?/, "")}` : "#")).join("\n")}\n`;
}

/** Of an error's place, such as `line 4`. */
export function lineOf(place: string): number | null {
  const found = /\bline (\d+)\b/.exec(place);
  return found ? Number(found[1]) : null;
}

/** The line at which a text speaks of a place, such as ``node `orders-db` ``. */
export function lineIn(text: string, place: string): number | null {
  const line = lineOf(place);
  if (line !== null) return line;
  const names = [...place.matchAll(/`([^`]+)`/g)].map((found) => found[1] ?? "");
  const lines = text.split("\n");
  const isEdge = place.startsWith("edge");
  for (const [at, one] of lines.entries()) {
    const [first = "", second] = names;
    if (
      isEdge &&
      says(one, "from", first) &&
      lines.slice(at, at + 4).some((next) => says(next, "to", second))
    )
      return at + 1;
    if (!isEdge && first && says(one, "id", first)) return at + 1;
  }
  return null;
}

const says = (line: string, key: string, value = ""): boolean =>
  new RegExp(`^\\s*${key}\\s*=\\s*"(.*)"\\s*$`).exec(line)?.[1] === value;

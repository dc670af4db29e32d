// Words that are not durable yet, kept in the browser so that a closed tab or a stopped program costs none.
//
// Each thing has its own key, so that two tabs of one session do not write over one another.
import type { ArtifactKind } from "./protocol";
import type { Pending, Work } from "./session";

export class Keep {
  private readonly prefix: string;

  constructor(session: string) {
    this.prefix = `greenroom:session:${session}:`;
  }

  get draft(): { text: string; from_ms: number } | null {
    return this.read("draft");
  }

  setDraft(text: string, from_ms: number): void {
    if (text) this.write("draft", { text, from_ms });
    else this.remove("draft");
  }

  keepLine(line: Pending): void {
    this.write(`say:${line.id}`, line);
  }

  dropLine(id: string): void {
    this.remove(`say:${id}`);
  }

  lines(): Pending[] {
    return this.all<Pending>("say:").sort((a, b) => a.from_ms - b.from_ms);
  }

  keepWork({ round, kind, revision, base, text }: Work): void {
    this.write(`work:${round}:${kind}`, { round, kind, revision, base, text });
  }

  dropWork(round: number, kind: ArtifactKind): void {
    this.remove(`work:${round}:${kind}`);
  }

  works(): Work[] {
    return this.all<Work>("work:");
  }

  /** Under which something of this session is kept by whoever keeps it. */
  keyOf(name: string): string {
    return this.prefix + name;
  }

  private all<T>(under: string): T[] {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix + under));
      return keys.map((key) => JSON.parse(localStorage.getItem(key) ?? "null") as T).filter(Boolean);
    } catch {
      return [];
    }
  }

  private read<T>(name: string): T | null {
    return this.all<T>(name)[0] ?? null;
  }

  /** Storage that is full or forbidden costs only this safety net: the words are still on the screen. */
  private write(name: string, value: unknown): void {
    try {
      localStorage.setItem(this.prefix + name, JSON.stringify(value));
    } catch {}
  }

  private remove(name: string): void {
    try {
      localStorage.removeItem(this.prefix + name);
    } catch {}
  }
}

// The candidate's code on the page of a problem, kept in the browser by language.

export class Desk {
  private readonly prefix: string;
  private readonly starters: Record<string, string>;
  /** What this page knows, also where the browser keeps nothing. */
  private readonly texts = new Map<string, string>();

  constructor(problem: string, starters: Record<string, string>) {
    this.prefix = `greenroom:code:${problem}:`;
    this.starters = starters;
  }

  /** The language that was last chosen for this problem. */
  get language(): string | null {
    const kept = read(`${this.prefix}language`);
    return kept !== null && kept in this.starters ? kept : null;
  }

  set language(language: string | null) {
    if (language) write(`${this.prefix}language`, language);
  }

  code(language: string): string {
    return this.texts.get(language) ?? read(this.key(language)) ?? this.starters[language] ?? "";
  }

  /** False where the browser does not keep it. */
  keep(language: string, text: string): boolean {
    this.texts.set(language, text);
    return write(this.key(language), text);
  }

  drop(language: string): void {
    this.texts.delete(language);
    try {
      localStorage.removeItem(this.key(language));
    } catch {}
  }

  private key(language: string): string {
    return `${this.prefix}in:${language}`;
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, text: string): boolean {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

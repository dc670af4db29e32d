// Questions that lead to a change: which part, whom to call, what to bring in, what breaks.
import { readText, writeText } from "./api";
import { choose } from "./chooser";
import type { Commands } from "./commands";
import type { Desk } from "./desk";
import { facts } from "./facts";
import { askFault } from "./faultdialog";
import type { Point } from "./geometry";
import { placed, spread } from "./layout";
import { nameIn, nameOf } from "./model";
import type { PaletteItem } from "./protocol";
import { askImport, download } from "./transfer";

export interface AskingOptions {
  desk: Desk;
  palette: PaletteItem[];
  commands: Commands;
  canEdit: boolean;
  says: (text: string) => void;
  /** Lights the part that is meant while one chooses. */
  lit: (id: string | null) => void;
}

export class Asking {
  private readonly options: AskingOptions;

  constructor(options: AskingOptions) {
    this.options = options;
  }

  /** Which part to add; called by `from`, where one is given. True if one was added. */
  async part(at: Point | null, from: string | null): Promise<boolean> {
    const { desk, palette, commands, canEdit } = this.options;
    if (!canEdit) return false;
    const title = from ? `Add what ${nameIn(desk.design, from)} calls` : "Add a part";
    const options = palette.map((item) => ({
      id: item.kind,
      kind: item.kind,
      name: item.title,
      says: item.says,
    }));
    const kind = await choose({ title, options });
    if (kind) commands.add(kind, at, from);
    return kind !== null;
  }

  /** Whom `from` calls. */
  async target(from: string): Promise<void> {
    const { desk, commands, canEdit, says, lit } = this.options;
    const { design } = desk;
    if (!canEdit) return;
    const called = new Set(design.edges.filter((edge) => edge.from === from).map(({ to }) => to));
    const options = design.nodes
      .filter(({ id }) => id !== from)
      .map((node) => ({
        id: node.id,
        kind: node.kind,
        name: nameOf(node),
        says: called.has(node.id) ? "called already" : facts(node),
      }));
    if (options.length === 0) return says("There is no other part yet. Add one first.");
    const to = await choose({ title: `Connect ${nameIn(design, from)} to`, options, meant: lit });
    if (to) commands.connect(from, to);
  }

  /** A drawing from elsewhere; true if it was taken. */
  async bring(): Promise<boolean> {
    const found = await askImport(readText);
    if (!found) return false;
    this.options.desk.edit(spread(placed(found.design)), { selection: { nodes: [], edge: null } });
    this.options.says("The drawing was brought in. Undo brings back the one before.");
    return true;
  }

  /** As a file. Says what is wrong where it cannot be written. */
  async take(): Promise<string | null> {
    const { design } = this.options.desk;
    try {
      download(await writeText(design), design);
      return null;
    } catch (error) {
      return `It was not written as text: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  fault(duration_s: number): Promise<string | null> {
    const { desk } = this.options;
    return askFault(desk.design, duration_s, desk.node);
  }
}

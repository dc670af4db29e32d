// What can be done to the design, whoever asks: a key, a button, a finger. Each says what it did.
import type { Desk } from "./desk";
import { BOX, cornerOf, freePlace, type Point } from "./geometry";
import { arranged } from "./layout";
import * as model from "./model";
import { some } from "./numbers";
import type { Design, Operation, PaletteItem } from "./protocol";

export interface CommandsOptions {
  desk: Desk;
  palette: PaletteItem[];
  canEdit: boolean;
  /** For who cannot see it. */
  says: (text: string) => void;
  /** The middle of what is in sight. */
  middle: () => Point;
  renamed: (from: string, to: string) => void;
}

export class Commands {
  private readonly options: CommandsOptions;

  constructor(options: CommandsOptions) {
    this.options = options;
  }

  private get desk(): Desk {
    return this.options.desk;
  }

  private get design(): Design {
    return this.desk.design;
  }

  private name(id: string): string {
    return model.nameIn(this.design, id);
  }

  /** Beside what is selected, or in the middle; at a place of its own if one is given. Called by `from`. */
  add(kind: string, at: Point | null = null, from: string | null = null): void {
    const item = this.options.palette.find((one) => one.kind === kind);
    if (!item || !this.options.canEdit) return;
    const beside = this.desk.node === null ? undefined : model.nodeOf(this.design, this.desk.node);
    const wanted = beside
      ? { x: cornerOf(beside).x + BOX.width + 80, y: cornerOf(beside).y }
      : this.options.middle();
    const place = at ?? freePlace(this.design.nodes, { x: model.snap(wanted.x), y: model.snap(wanted.y) });
    const added = model.addNode(this.design, item.part, [place.x, place.y]);
    const called = from === null ? null : model.connect(added.design, from, added.id);
    const caller = from === null ? "" : `, called by ${this.name(from)}`;
    this.desk.edit(called?.design ?? added.design, { selection: { nodes: [added.id], edge: null } });
    this.options.says(`${item.title} added${caller}. Enter opens its knobs.`);
  }

  connect(from: string, to: string): void {
    const made = model.connect(this.design, from, to);
    if (!made || !this.options.canEdit) return;
    this.desk.edit(made.design, { selection: { nodes: [], edge: made.index } });
    const names = `${this.name(from)} calls ${this.name(to)}`;
    this.options.says(made.isNew ? `${names}. Enter opens the call's knobs.` : `${names} already.`);
  }

  move(ids: string[], dx: number, dy: number, tag: string | null): void {
    const before = this.design;
    const moved = model.moveNodes(before, ids, dx, dy);
    const isSame = moved.nodes.every((node, at) => {
      const was = before.nodes[at]?.at;
      return node.at?.[0] === was?.[0] && node.at?.[1] === was?.[1];
    });
    if (!isSame) this.desk.edit(moved, { tag });
  }

  remove(): void {
    const { nodes, edge } = this.desk.selection;
    if (!this.options.canEdit) return;
    if (nodes.length > 0) {
      const what = nodes.length === 1 ? this.name(nodes[0] ?? "") : some(nodes.length, "part");
      this.desk.edit(model.removeNodes(this.design, nodes), { selection: { nodes: [], edge: null } });
      this.options.says(`${what} deleted. Undo brings it back.`);
    } else if (edge !== null) {
      const call = this.design.edges[edge];
      this.desk.edit(model.removeEdge(this.design, edge), { selection: { nodes: [], edge: null } });
      if (call) this.options.says(`Call from ${this.name(call.from)} to ${this.name(call.to)} deleted.`);
    }
  }

  duplicate(): void {
    const { nodes } = this.desk.selection;
    if (nodes.length === 0 || !this.options.canEdit) return;
    const copied = model.duplicate(this.design, nodes);
    this.desk.edit(copied.design, { selection: { nodes: copied.ids, edge: null } });
    this.options.says(`${some(copied.ids.length, "copy", "copies")} made.`);
  }

  undo(): void {
    this.options.says(this.desk.undo() ? "Undone." : "There is nothing to undo.");
  }

  redo(): void {
    this.options.says(this.desk.redo() ? "Done again." : "There is nothing to do again.");
  }

  arrange(): void {
    this.desk.edit(arranged(this.design));
    this.options.says("The parts are arranged in columns.");
  }

  setNode(id: string, name: string, value: unknown): void {
    this.desk.edit(model.setNode(this.design, id, { [name]: value }), { tag: `${id} ${name}` });
  }

  setEdge(index: number, name: string, value: unknown): void {
    this.desk.edit(model.setEdge(this.design, index, { [name]: value }), { tag: `edge ${index} ${name}` });
  }

  setZones(id: string, zones: string[]): void {
    this.desk.edit(model.setNode(this.design, id, { zones: zones.length > 0 ? zones : undefined }));
  }

  setTitle(id: string, title: string): void {
    const { design, id: next } = model.titled(this.design, id, title);
    this.follow(id, next, design);
  }

  setId(id: string, wanted: string): boolean {
    const to = model.slug(wanted);
    if (to === id) return true;
    const design = model.renameNode(this.design, id, to);
    if (design === this.design) return false;
    this.follow(id, to, design);
    return true;
  }

  setDesignTitle(title: string): void {
    this.desk.edit({ ...this.design, title }, { tag: "title" });
  }

  moveCall(index: number, by: 1 | -1): void {
    this.desk.edit(model.moveCall(this.design, index, by).design);
  }

  turn(index: number): void {
    this.desk.edit(model.turnEdge(this.design, index));
  }

  addOperation(): void {
    this.desk.edit(model.addOperation(this.design));
  }

  /** False where its new name is taken or empty. */
  setOperation(index: number, patch: Partial<Operation>): boolean {
    const wanted = patch.id === undefined ? patch : { ...patch, id: model.slug(patch.id) };
    if (wanted.id !== undefined && wanted.id === this.design.operations[index]?.id) return true;
    const next = model.setOperation(this.design, index, wanted);
    if (next === this.design) return false;
    this.desk.edit(next, { tag: `operation ${index} ${Object.keys(patch).join(" ")}` });
    return true;
  }

  removeOperation(index: number): void {
    const name = this.design.operations[index]?.id ?? "";
    this.desk.edit(model.removeOperation(this.design, index));
    this.options.says(`Operation ${name} removed.`);
  }

  private follow(id: string, next: string, design: Design): void {
    const selection = {
      nodes: this.desk.selection.nodes.map((one) => (one === id ? next : one)),
      edge: null,
    };
    this.desk.edit(design, { selection });
    if (next !== id) this.options.renamed(id, next);
  }
}

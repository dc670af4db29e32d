// What lies on the desk: the design, what of it is selected, and every step back and forward.
import { nodeOf } from "./model";
import type { Design } from "./protocol";

/** Parts, or one edge by its place among the edges. */
export interface Selection {
  nodes: string[];
  edge: number | null;
}

export const NOTHING: Selection = { nodes: [], edge: null };

interface Step {
  design: Design;
  selection: Selection;
}

const STEPS_MAX = 200;

export class Desk {
  private now: Step;
  private back: Step[] = [];
  private forward: Step[] = [];
  /** What the last step was about: the next one about the same belongs to it. */
  private tag: string | null = null;
  /** Called after every change, of the design or of the selection alone. */
  changed: (designChanged: boolean) => void = () => {};

  constructor(design: Design) {
    this.now = { design, selection: NOTHING };
  }

  get design(): Design {
    return this.now.design;
  }

  get selection(): Selection {
    return this.now.selection;
  }

  /** The one part that is selected. */
  get node(): string | null {
    const { nodes } = this.selection;
    return nodes.length === 1 ? (nodes[0] ?? null) : null;
  }

  get canUndo(): boolean {
    return this.back.length > 0;
  }

  get canRedo(): boolean {
    return this.forward.length > 0;
  }

  /**
   * A step. Steps with the same `tag` that follow one another are one step: a number that is typed, a part that
   * is moved by arrows.
   */
  edit(design: Design, { selection, tag = null }: { selection?: Selection; tag?: string | null } = {}): void {
    if (design === this.now.design && selection === undefined) return;
    if (design === this.now.design) return this.select(selection ?? NOTHING);
    if (tag === null || tag !== this.tag || this.back.length === 0) {
      this.back.push(this.now);
      if (this.back.length > STEPS_MAX) this.back.shift();
    }
    this.tag = tag;
    this.forward = [];
    this.now = { design, selection: valid(design, selection ?? this.now.selection) };
    this.changed(true);
  }

  /** What comes next is a step of its own, whatever it is about. */
  endStep(): void {
    this.tag = null;
  }

  select(selection: Selection): void {
    this.endStep();
    this.now = { ...this.now, selection: valid(this.now.design, selection) };
    this.changed(false);
  }

  undo(): boolean {
    return this.go(this.back, this.forward);
  }

  redo(): boolean {
    return this.go(this.forward, this.back);
  }

  /** What was read from elsewhere before anything was done here: no step. */
  replace(design: Design): void {
    this.now = { design, selection: valid(design, this.now.selection) };
    this.changed(true);
  }

  private go(from: Step[], to: Step[]): boolean {
    const step = from.pop();
    if (!step) return false;
    to.push(this.now);
    this.tag = null;
    this.now = step;
    this.changed(true);
    return true;
  }
}

function valid(design: Design, { nodes, edge }: Selection): Selection {
  const there = nodes.filter((id) => nodeOf(design, id));
  return { nodes: there, edge: edge !== null && design.edges[edge] ? edge : null };
}

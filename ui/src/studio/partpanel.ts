// What stands at the right of a selected part or call: its name, its knobs, its calls, what a run said of it.
import { h, setText } from "../lib/dom";
import { edgeFacts } from "./facts";
import { flawList, KnobList } from "./knobpanel";
import { EDGE_KNOBS, NODE_KNOBS, USUAL_EDGE } from "./knobs";
import { nameIn, nameOf } from "./model";
import type { Design, DesignEdge, DesignNode, Flaw, PaletteItem } from "./protocol";
import { icon } from "./shapes";

export interface PartActions {
  set: (id: string, name: string, value: unknown) => void;
  setEdge: (index: number, name: string, value: unknown) => void;
  setTitle: (id: string, title: string) => void;
  /** False where the id is taken or empty. */
  setId: (id: string, to: string) => boolean;
  setZones: (id: string, zones: string[]) => void;
  connect: (id: string) => void;
  moveCall: (index: number, by: 1 | -1) => void;
  selectEdge: (index: number) => void;
  turn: (index: number) => void;
  duplicate: () => void;
  remove: () => void;
  done: () => void;
  /** Back to the drawing. */
  leave: () => void;
}

export interface PartLook {
  design: Design;
  palette: PaletteItem[];
  flaws: Flaw[];
  /** What the shown run says of it, a line each. */
  ran: [string, string][];
  canEdit: boolean;
}

export class PartPanel {
  readonly element = h("div.part-panel");
  private readonly knobs = new KnobList();
  private readonly head = h("div.part-head");
  private readonly wrong = h("div");
  private readonly ran = h("div");
  private readonly calls = h("div");
  private readonly texts: { name: TextField; zones: TextField; id: TextField };
  private readonly buttons = h("div.row");
  private readonly actions: PartActions;
  private key = "";
  private shownId = "";

  constructor(actions: PartActions) {
    this.actions = actions;
    this.texts = {
      name: new TextField("Name", "", (text) => {
        actions.setTitle(this.shownId, text.trim());
        return null;
      }),
      zones: new TextField(
        "Zones",
        "Its instances stand in these in turns, such as eu-1/a, eu-1/b.",
        (text) => {
          const zones = text.split(",").map((zone) => zone.trim());
          actions.setZones(this.shownId, zones.filter(Boolean));
          return null;
        },
      ),
      id: new TextField("Id", "How text and faults call it.", (text) =>
        text.trim() === this.shownId || actions.setId(this.shownId, text.trim())
          ? null
          : "Another part has this id, or it is empty. Write one of its own.",
      ),
    };
    this.element.append(
      this.head,
      this.wrong,
      this.texts.name.element,
      this.knobs.element,
      this.calls,
      this.ran,
      this.buttons,
    );
  }

  showNode(node: DesignNode, look: PartLook): void {
    const { design, palette, flaws, canEdit } = look;
    const item = palette.find(({ kind }) => kind === node.kind);
    this.shownId = node.id;
    this.frame(`node ${node.id}`, node.kind, item?.title ?? node.kind, item?.says ?? "", flaws);
    for (const [text, value] of [
      [this.texts.name, nameOf(node) === node.id ? (node.title ?? "") : nameOf(node)],
      [this.texts.zones, (node.zones ?? []).join(", ")],
      [this.texts.id, node.id],
    ] as const)
      text.update(value, canEdit);
    this.texts.name.placeholder = node.id;
    this.texts.name.element.hidden = false;
    this.knobs.update({
      key: this.key,
      table: NODE_KNOBS[node.kind] ?? [],
      thing: node,
      usual: item?.part ?? {},
      operations: design.operations.map(({ id }) => id),
      canEdit,
      set: (name, value) => this.actions.set(this.shownId, name, value),
      done: this.actions.done,
      more: [this.texts.zones.element, this.texts.id.element],
    });
    this.drawCalls(node, design, canEdit);
    this.drawRan(look.ran);
    this.drawButtons(
      canEdit,
      ["Connect to …", () => this.actions.connect(this.shownId)],
      ["Duplicate", this.actions.duplicate],
    );
  }

  showEdge(edge: DesignEdge, index: number, look: PartLook): void {
    const { design, flaws, canEdit } = look;
    const title = `${nameIn(design, edge.from)} → ${nameIn(design, edge.to)}`;
    this.frame(`edge ${index}`, "", title, "One part calls another.", flaws);
    this.texts.name.element.hidden = true;
    this.knobs.update({
      key: this.key,
      table: EDGE_KNOBS,
      thing: edge,
      usual: USUAL_EDGE,
      operations: design.operations.map(({ id }) => id),
      canEdit,
      set: (name, value) => this.actions.setEdge(index, name, value),
      done: this.actions.done,
    });
    this.calls.replaceChildren();
    this.drawRan(look.ran);
    const isBoth = design.edges.some(({ from, to }) => from === edge.to && to === edge.from);
    this.drawButtons(canEdit, isBoth ? null : ["Turn round", () => this.actions.turn(index)]);
  }

  private frame(key: string, kind: string, title: string, says: string, flaws: Flaw[]): void {
    this.key = key;
    const shape = kind ? icon(kind) : null;
    const close = h(
      "button.button.small.quiet.icon.part-close",
      { type: "button", "aria-label": "Back to the drawing", click: this.actions.leave },
      "✕",
    );
    const look = `${key} ${title} ${says}`;
    if (this.head.dataset.look !== look) {
      this.head.dataset.look = look;
      this.head.replaceChildren(
        ...[shape, h("h2", {}, title), close].filter((one) => one !== null),
        h("p.knob-says", {}, says),
      );
    }
    this.wrong.replaceChildren(...[flawList(flaws)].filter((one) => one !== null));
  }

  private drawCalls(node: DesignNode, design: Design, canEdit: boolean): void {
    const mine = design.edges.flatMap((edge, index) => (edge.from === node.id ? [{ edge, index }] : []));
    if (mine.length === 0) return this.calls.replaceChildren();
    const had = (document.activeElement as HTMLElement | null)?.dataset.call;
    const items = mine.map(({ edge, index }, at) => {
      const name = nameIn(design, edge.to);
      const up = h(
        "button.button.small.quiet.icon",
        {
          type: "button",
          "data-call": edge.to,
          "aria-label": `Call ${name} earlier`,
          click: () => this.actions.moveCall(index, -1),
        },
        "↑",
      );
      return h(
        "li",
        {},
        h("button.link.plain", { type: "button", click: () => this.actions.selectEdge(index) }, name),
        h("span.soft.small", {}, edgeFacts(edge)),
        canEdit && at > 0 ? up : null,
      );
    });
    const heading = mine.length > 1 && node.parallel !== true ? "Calls, in this order" : "Calls";
    this.calls.replaceChildren(h("h3", {}, heading), h("ol.calls", {}, ...items));
    if (had) this.calls.querySelector<HTMLElement>(`[data-call="${had}"]`)?.focus();
  }

  private drawRan(lines: [string, string][]): void {
    if (lines.length === 0) return this.ran.replaceChildren();
    const rows = lines.map(([term, says]) => h("div", {}, h("dt", {}, term), h("dd.num", {}, says)));
    this.ran.replaceChildren(h("h3", {}, "In this run"), h("dl.ran", {}, ...rows));
  }

  private drawButtons(canEdit: boolean, ...buttons: ([string, () => void] | null)[]): void {
    const look = `${canEdit} ${this.key} ${buttons.length} ${buttons.map((one) => one?.[0])}`;
    if (this.buttons.dataset.look === look) return;
    this.buttons.dataset.look = look;
    if (!canEdit) return this.buttons.replaceChildren();
    const made = buttons
      .filter((one) => one !== null)
      .map(([text, act]) => h("button.button.small", { type: "button", click: act }, text));
    const remove = h("button.button.small.quiet", { type: "button", click: this.actions.remove }, "Delete");
    this.buttons.replaceChildren(...made, remove);
  }
}

let count = 0;

/** A line of text that counts when one leaves it or presses Enter. */
export class TextField {
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly wrong: HTMLElement;

  /** `set` says what is wrong with a text, or nothing. */
  constructor(label: string, says: string, set: (text: string) => string | null) {
    count += 1;
    const id = `text-${count}`;
    this.wrong = h("p.wrong", { id: `${id}-wrong`, hidden: true });
    this.input = h("input.input", {
      id,
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      maxlength: 200,
      "aria-describedby": `${id}-says ${id}-wrong`,
      change: () => {
        const wrong = set(this.input.value);
        this.wrong.hidden = wrong === null;
        setText(this.wrong, wrong ?? "");
        this.input.setAttribute("aria-invalid", String(wrong !== null));
      },
    });
    this.element = h(
      "div.knob",
      {},
      h("label", { for: id }, label),
      this.input,
      says ? h("p.knob-says", { id: `${id}-says` }, says) : null,
      this.wrong,
    );
  }

  set placeholder(text: string) {
    this.input.placeholder = text;
  }

  update(text: string, canEdit: boolean): void {
    this.input.readOnly = !canEdit;
    if (document.activeElement === this.input) return;
    if (this.input.value !== text) {
      this.input.value = text;
      this.wrong.hidden = true;
      this.input.removeAttribute("aria-invalid");
    }
  }
}

// What stands at the right where nothing is selected: the design as a whole and what is asked of it.
import { h } from "../lib/dom";
import { flawList, KnobList } from "./knobpanel";
import { OPERATION_KNOBS } from "./knobs";
import { nameIn, USUAL_OPERATION } from "./model";
import { percent } from "./numbers";
import { TextField } from "./partpanel";
import type { Design, Flaw, Operation } from "./protocol";

export interface DesignActions {
  addOperation: () => void;
  /** False where a name is taken or empty. */
  setOperation: (index: number, patch: Partial<Operation>) => boolean;
  removeOperation: (index: number) => void;
  selectNodes: (ids: string[]) => void;
  selectEdge: (from: string, to: string) => void;
  arrange: () => void;
  done: () => void;
}

interface Row {
  element: HTMLElement;
  name: TextField;
  knobs: KnobList;
  share: HTMLElement;
}

export class DesignPanel {
  readonly element: HTMLElement;
  private readonly wrong = h("div");
  private readonly list = h("div.operations");
  private readonly add: HTMLButtonElement;
  private readonly arrange: HTMLButtonElement;
  private readonly empty = h(
    "p.knob-says",
    {},
    "One kind of request, which reads. Add operations to tell reads from writes, or the popular from the rare.",
  );
  private rows: Row[] = [];
  private readonly actions: DesignActions;

  constructor(actions: DesignActions) {
    this.actions = actions;
    this.add = h("button.button.small", { type: "button", click: actions.addOperation }, "Add an operation");
    this.arrange = h(
      "button.button.small",
      { type: "button", click: actions.arrange },
      "Arrange the drawing",
    );
    this.element = h(
      "div.part-panel",
      {},
      this.wrong,
      h("div.part-head", {}, h("h2", {}, "Operations"), h("p.knob-says", {}, "What is asked of the system.")),
      this.empty,
      this.list,
      h("div.row", {}, this.add, this.arrange),
      h("p.knob-says", {}, "Select a part or a call to turn its knobs."),
    );
  }

  update(design: Design, flaws: Flaw[], canEdit: boolean): void {
    const { operations } = design;
    this.drawFlaws(design, flaws);
    this.empty.hidden = operations.length > 0;
    this.add.hidden = !canEdit;
    this.arrange.hidden = !canEdit || design.nodes.length < 2;
    while (this.rows.length > operations.length) this.rows.pop()?.element.remove();
    while (this.rows.length < operations.length) this.addRow();
    const all = operations.reduce((sum, { share }) => sum + share, 0);
    operations.forEach((operation, index) => {
      const row = this.rows[index];
      if (!row) return;
      row.name.update(operation.id, canEdit);
      row.share.textContent =
        operations.length > 1 && all > 0 ? `${percent(operation.share / all)} of requests` : "";
      row.knobs.update({
        key: `operation ${index}`,
        table: OPERATION_KNOBS,
        thing: operation as never,
        usual: { ...USUAL_OPERATION },
        operations: [],
        canEdit,
        set: (name, value) => this.actions.setOperation(index, { [name]: value }),
        done: this.actions.done,
      });
      const remove = row.element.querySelector<HTMLElement>(".operation-remove");
      if (remove) remove.hidden = !canEdit;
    });
  }

  private addRow(): void {
    const index = this.rows.length;
    const name = new TextField("Name", "", (text) => {
      if (this.actions.setOperation(index, { id: text.trim() })) return null;
      return "Another operation has this name, or it is empty. Write one of its own.";
    });
    const knobs = new KnobList();
    const share = h("span.soft.small.num");
    const remove = h(
      "button.button.small.quiet.operation-remove",
      { type: "button", click: () => this.actions.removeOperation(index) },
      "Remove",
    );
    const element = h(
      "fieldset.operation",
      {},
      h("legend.sr-only", {}, `Operation ${index + 1}`),
      name.element,
      knobs.element,
      h("div.row.apart", {}, share, remove),
    );
    this.rows.push({ element, name, knobs, share });
    this.list.append(element);
  }

  /** All of them: each leads to where it is. */
  private drawFlaws(design: Design, flaws: Flaw[]): void {
    const look = JSON.stringify(flaws);
    if (this.wrong.dataset.look === look) return;
    this.wrong.dataset.look = look;
    const list = flawList(flaws);
    flaws.forEach(({ place }, at) => {
      if (place === "design" || "operation" in place) return;
      const [name, go] =
        "node" in place
          ? [nameIn(design, place.node), () => this.actions.selectNodes([place.node])]
          : [
              `${nameIn(design, place.edge.from)} → ${nameIn(design, place.edge.to)}`,
              () => this.actions.selectEdge(place.edge.from, place.edge.to),
            ];
      list?.children[at]?.append(" ", h("button.link.plain", { type: "button", click: go }, name));
    });
    this.wrong.replaceChildren(...(list ? [h("h2", {}, "Flaws"), list] : []));
  }
}

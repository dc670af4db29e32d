// Adding a fault: what breaks, where, when and for how long.
import { show } from "../lib/dialog";
import { h, setText } from "../lib/dom";
import { nameOf } from "./model";
import { readNumber } from "./numbers";
import type { Design } from "./protocol";
import { FAULTS, type Fault, writeFault } from "./scenario";

/** As the program reads it, or `null`. */
export function askFault(design: Design, duration_s: number, near: string | null): Promise<string | null> {
  return new Promise((resolve) => {
    let answer: string | null = null;
    const fields = new Fields(design, duration_s, near);
    const dialog = h(
      "dialog.dialog.fault-dialog",
      { "aria-labelledby": "fault-title" },
      h("h2", { id: "fault-title" }, "Add a fault"),
      h(
        "form",
        {
          method: "dialog",
          submit: (event: SubmitEvent) => {
            if (event.submitter?.dataset.verb !== "add") return;
            const fault = fields.read();
            if (fault === null) return event.preventDefault();
            answer = writeFault(fault);
          },
        },
        ...fields.elements,
        h(
          "div.dialog-end",
          {},
          h("button.button", { type: "submit", formnovalidate: true }, "Cancel"),
          h("button.button.primary", { type: "submit", "data-verb": "add" }, "Add the fault"),
        ),
      ),
    );
    show(dialog, () => resolve(answer));
    fields.focus();
  });
}

class Fields {
  readonly elements: HTMLElement[];
  private readonly kind: HTMLSelectElement;
  private readonly node: HTMLSelectElement;
  private readonly other: HTMLSelectElement;
  private readonly zone: HTMLSelectElement;
  private readonly instance = input("1", "");
  private readonly times = input("10", "10");
  private readonly at: HTMLInputElement;
  private readonly long: HTMLInputElement;
  private readonly says = h("p.knob-says");
  private readonly wrong = h("p.wrong", { role: "alert", hidden: true });
  private readonly rows: Record<string, HTMLElement>;

  constructor(design: Design, duration_s: number, near: string | null) {
    const nodes = design.nodes.filter(({ kind }) => kind !== "clients");
    const caches = new Set(
      design.nodes.filter(({ kind }) => kind === "cache" || kind === "cdn").map(({ id }) => id),
    );
    const zones = zonesIn(design);
    const kinds = FAULTS.filter(
      ([is]) => (is !== "lose" || zones.length > 0) && (is !== "cold" || caches.size > 0),
    );
    this.kind = h(
      "select.input",
      { change: () => this.draw() },
      ...kinds.map(([is, name]) => h("option", { value: is }, name)),
    );
    const options = () => nodes.map((node) => h("option", { value: node.id }, nameOf(node)));
    this.node = h("select.input", {}, ...options());
    this.other = h("select.input", {}, ...options());
    this.zone = h("select.input", {}, ...zones.map((zone) => h("option", { value: zone }, zone)));
    if (near && nodes.some(({ id }) => id === near)) this.node.value = near;
    if (this.other.options[0]?.value === this.node.value && this.other.options.length > 1)
      this.other.selectedIndex = 1;
    this.at = input("20", String(Math.round(duration_s / 3)));
    this.long = input("", String(Math.max(1, Math.round(duration_s / 3))));
    this.rows = {
      node: row("Part", this.node),
      other: row("And", this.other),
      zone: row("Zone or region", this.zone),
      instance: row("Instance", this.instance, "Empty: all of them. They count from 1."),
      times: row("Times as slow", this.times),
      at: row("At second", this.at),
      long: row("For seconds", this.long, "Empty: until the end."),
    };
    this.elements = [row("What happens", this.kind), this.says, ...Object.values(this.rows), this.wrong];
    this.draw();
  }

  focus(): void {
    this.kind.focus();
  }

  /** `null` after saying what is wrong. */
  read(): Fault | null {
    const is = this.kind.value as Fault["is"];
    const at_s = readNumber(this.at.value);
    const for_s = this.has("long") && this.long.value.trim() ? readNumber(this.long.value) : null;
    const instance = this.instance.value.trim() ? readNumber(this.instance.value) : null;
    const times = readNumber(this.times.value);
    if (at_s === null || at_s < 0) return this.say("Write a second from 0 for when it happens.");
    if (this.has("long") && this.long.value.trim() && (for_s === null || for_s <= 0))
      return this.say("Write for how many seconds, or leave it empty.");
    if (instance !== null && (!Number.isInteger(instance) || instance < 1))
      return this.say("Instances count from 1. Leave it empty for all of them.");
    if (is === "slow" && (times === null || times <= 0))
      return this.say("Write how many times as slow, such as 10.");
    if (!this.node.value && is !== "lose") return this.say("Draw a part first that could break.");
    if (is === "partition" && this.other.value === this.node.value)
      return this.say("Choose two different parts: nothing gets from one to the other.");
    const [node, when] = [this.node.value, { at_s, for_s }];
    switch (is) {
      case "kill":
        return { is, node, instance, ...when };
      case "slow":
        return { is, node, instance, times: times ?? 1, ...when };
      case "lose":
        return { is, zone: this.zone.value, ...when };
      case "partition":
        return { is, node, other: this.other.value, ...when };
      default:
        return { is, node, at_s, for_s: null };
    }
  }

  private has(name: string): boolean {
    return this.rows[name]?.hidden === false;
  }

  private say(text: string): null {
    this.wrong.hidden = false;
    setText(this.wrong, text);
    return null;
  }

  private draw(): void {
    const is = this.kind.value as Fault["is"];
    const shown: Record<Fault["is"], string[]> = {
      kill: ["node", "instance", "at", "long"],
      lose: ["zone", "at", "long"],
      slow: ["node", "instance", "times", "at", "long"],
      partition: ["node", "other", "at", "long"],
      cold: ["node", "at"],
      deploy: ["node", "at"],
    };
    for (const [name, element] of Object.entries(this.rows)) element.hidden = !shown[is].includes(name);
    setText(this.says, FAULTS.find(([one]) => one === is)?.[2] ?? "");
    this.wrong.hidden = true;
  }
}

/** Every zone and the region it is in. */
export function zonesIn({ nodes }: Design): string[] {
  const zones = new Set(nodes.flatMap((node) => node.zones ?? []));
  const regions = [...zones].map((zone) => zone.split("/")[0] ?? "").filter(Boolean);
  return [...new Set([...regions, ...zones])].sort();
}

function input(placeholder: string, value: string): HTMLInputElement {
  const made = h("input.input.num", { type: "text", inputmode: "decimal", autocomplete: "off", placeholder });
  made.value = value;
  return made;
}

let count = 0;
function row(name: string, field: HTMLElement, says = ""): HTMLElement {
  count += 1;
  field.id = `fault-${count}`;
  if (says) field.setAttribute("aria-describedby", `fault-${count}-says`);
  return h(
    "div.knob",
    {},
    h("label", { for: field.id }, name),
    field,
    says ? h("p.knob-says", { id: `fault-${count}-says` }, says) : null,
  );
}

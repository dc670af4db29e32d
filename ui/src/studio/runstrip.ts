// The strip below the drawing: how much load, in which shape, what breaks, for how long; Run and Cancel.
import { h, setText } from "../lib/dom";
import { readNumber, writeNumber } from "./numbers";
import type { Scenario } from "./protocol";
import { faultSays, readShape, SHAPES, type Shape, usualShape, writeShape } from "./scenario";

export interface StripActions {
  run: () => void;
  cancel: () => void;
  set: (patch: Partial<Scenario>) => void;
  addFault: () => void;
}

export interface StripLook {
  scenario: Scenario;
  nameOf: (id: string) => string;
  isRunning: boolean;
  progress: number;
  /** So many runs are before it. */
  waiting: number;
  /** What there is to say of the run, such as that it was cancelled. */
  says: string;
  canRun: boolean;
}

const LOADS = [1, 10, 100];
/** What is quicker needs no progress. */
const PROGRESS_AFTER_MS = 1_000;

export class RunStrip {
  readonly element: HTMLElement;
  private readonly loads: HTMLInputElement[];
  private readonly load: NumberField;
  private readonly shape: HTMLSelectElement;
  private readonly shapeFields = h("div.strip-fields");
  private readonly faults = h("ul.fault-list", { "aria-label": "Faults" });
  private readonly duration: NumberField;
  private readonly warmUp: NumberField;
  private readonly seed: NumberField;
  private readonly run: HTMLButtonElement;
  private readonly cancel: HTMLButtonElement;
  private readonly bar = h("progress", { max: 1, value: 0, "aria-label": "Simulated so far", hidden: true });
  private readonly says = h("span.strip-says.soft", { role: "status" });
  private look: StripLook | null = null;
  private drawnShape = "";
  private drawnFaults = "";
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wasRunning = false;
  private readonly actions: StripActions;

  constructor(actions: StripActions) {
    this.actions = actions;
    const set = (patch: Partial<Scenario>) => actions.set(patch);
    this.loads = LOADS.map((value) =>
      h("input", { type: "radio", name: "load", value, change: () => set({ load: value }) }),
    );
    this.load = new NumberField("or", "×", 1e-6, (load) => set({ load }));
    this.shape = h(
      "select.input",
      {
        id: "strip-shape",
        change: () => {
          const duration_s = this.look?.scenario.duration_s ?? 60;
          set({ shape: writeShape(usualShape(this.shape.value as Shape["is"], duration_s)) });
        },
      },
      ...SHAPES.map(([is, name, says]) => h("option", { value: is, title: says }, name)),
    );
    this.duration = new NumberField("For", "s", 0.001, (duration_s) => set({ duration_s }));
    this.warmUp = new NumberField("Warm-up", "s", 0, (warm_up_s) => set({ warm_up_s }));
    this.seed = new NumberField("Seed", "", 0, (seed) => set({ seed: Math.round(seed) }));
    this.run = h(
      "button.button.primary",
      { type: "button", "data-key": "r", "data-key-says": "Run the design", click: () => actions.run() },
      "Run",
      h("kbd", { "aria-hidden": "true" }, "R"),
    );
    this.cancel = h("button.button", { type: "button", hidden: true, click: actions.cancel }, "Cancel");
    this.element = h(
      "section.run-strip",
      { "aria-label": "Run" },
      h(
        "fieldset.strip-group.strip-load",
        {},
        h("legend", {}, "Load"),
        ...this.loads.map((input, at) => h("label.load-choice", {}, input, h("span", {}, `${LOADS[at]}×`))),
        this.load.element,
      ),
      h("div.strip-group", {}, h("label", { for: "strip-shape" }, "Shape"), this.shape, this.shapeFields),
      h(
        "div.strip-group.strip-faults",
        {},
        h("span.strip-label", {}, "Faults"),
        this.faults,
        h("button.button.small", { type: "button", click: actions.addFault }, "Add a fault"),
      ),
      h(
        "div.strip-group.strip-end",
        {},
        h("div.strip-group", {}, this.duration.element, this.warmUp.element, this.seed.element),
        this.run,
        this.cancel,
        this.bar,
        this.says,
        h("span", {
          hidden: true,
          "data-keys-row": "ctrl+enter",
          "data-key-says": "Run the design, or cancel the run",
        }),
      ),
    );
  }

  focus(): void {
    this.run.focus();
  }

  update(look: StripLook): void {
    this.look = look;
    const { scenario, isRunning, progress, says, canRun } = look;
    for (const [at, input] of this.loads.entries()) input.checked = scenario.load === LOADS[at];
    this.load.update(LOADS.includes(scenario.load) ? null : scenario.load);
    this.duration.update(scenario.duration_s);
    this.warmUp.update(scenario.warm_up_s);
    this.seed.update(scenario.seed);
    this.drawShape(scenario.shape);
    this.drawFaults(look);
    if (isRunning !== this.wasRunning) this.toggle(isRunning);
    this.run.setAttribute("aria-disabled", String(isRunning || !canRun));
    this.bar.value = progress;
    setText(this.says, isRunning ? this.progressSays(look) : says);
  }

  private progressSays({ progress, waiting }: StripLook): string {
    if (this.bar.hidden) return "";
    if (waiting > 0)
      return waiting === 1 ? "Waits: 1 run is before yours" : `Waits: ${waiting} runs are before yours`;
    return `${Math.round(progress * 100)}% simulated`;
  }

  private toggle(isRunning: boolean): void {
    this.wasRunning = isRunning;
    clearTimeout(this.timer);
    if (isRunning) {
      this.timer = setTimeout(() => {
        this.cancel.hidden = false;
        this.bar.hidden = false;
      }, PROGRESS_AFTER_MS);
      return;
    }
    const hadFocus = document.activeElement === this.cancel;
    this.cancel.hidden = true;
    this.bar.hidden = true;
    if (hadFocus) this.run.focus();
  }

  private drawShape(text: string): void {
    const shape = readShape(text);
    if (!shape || this.drawnShape === text) return;
    const isSame = readShape(this.drawnShape)?.is === shape.is;
    this.drawnShape = text;
    this.shape.value = shape.is;
    // While one writes a number its field stays.
    if (isSame && this.shapeFields.contains(document.activeElement)) return;
    const put = (patch: Partial<Record<string, number>>) => {
      const now = readShape(this.look?.scenario.shape ?? text);
      const next = writeShape({ ...now, ...patch } as Shape);
      this.drawnShape = next;
      this.actions.set({ shape: next });
    };
    const fields: HTMLElement[] = [];
    const add = (name: string, label: string, unit: string, value: number, min: number, times = 1) => {
      const field = new NumberField(label, unit, min, (next) => put({ [name]: next / times }));
      field.update(value * times);
      fields.push(field.element);
    };
    if ("times" in shape) add("times", "Times", "×", shape.times, 0.001);
    if ("share" in shape) add("share", "Share", "%", shape.share, 0, 100);
    if ("at_s" in shape) add("at_s", "At", "s", shape.at_s, 0);
    if ("for_s" in shape) add("for_s", "For", "s", shape.for_s, 0.001);
    this.shapeFields.replaceChildren(...fields);
  }

  private drawFaults({ scenario, nameOf }: StripLook): void {
    const says = scenario.faults.map((fault) => faultSays(fault, nameOf));
    const look = says.join("\n");
    if (look === this.drawnFaults && this.faults.childElementCount === says.length) return;
    this.drawnFaults = look;
    const items = says.map((text, at) =>
      h(
        "li",
        { title: scenario.faults[at] ?? "" },
        h("span", {}, text),
        h(
          "button.fault-remove",
          {
            type: "button",
            "aria-label": `Remove: ${text}`,
            click: () => {
              const faults = (this.look?.scenario.faults ?? []).filter((_, one) => one !== at);
              this.actions.set({ faults });
              const next =
                this.faults.querySelectorAll<HTMLElement>("button")[Math.min(at, faults.length - 1)];
              (next ?? (this.faults.nextElementSibling as HTMLElement | null))?.focus();
            },
          },
          "✕",
        ),
      ),
    );
    this.faults.replaceChildren(...items);
    this.faults.hidden = items.length === 0;
  }
}

let count = 0;

/** A short number with its name before it and its unit behind. */
class NumberField {
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;

  constructor(label: string, unit: string, min: number, set: (value: number) => void) {
    count += 1;
    const id = `strip-${count}`;
    this.input = h("input.input.num", {
      id,
      type: "text",
      inputmode: "decimal",
      autocomplete: "off",
      input: () => {
        const value = readNumber(this.input.value);
        const isWrong = value === null || value < min;
        this.input.setAttribute("aria-invalid", String(isWrong && this.input.value !== ""));
        if (!isWrong) set(value);
      },
      blur: () => this.update(this.shown),
    });
    this.element = h(
      "span.strip-number",
      {},
      h("label", { for: id }, label),
      this.input,
      unit ? h("span.unit", {}, unit) : null,
    );
  }

  private shown: number | null = null;

  update(value: number | null): void {
    this.shown = value;
    if (document.activeElement === this.input) return;
    this.input.value = value === null ? "" : writeNumber(value);
    this.input.removeAttribute("aria-invalid");
  }
}

// A field for each kind of knob: shows a value, says at once what was made of what one writes, and what is wrong.
import { h, setText } from "../lib/dom";
import { type Knob, SPREADS } from "./knob";
import { readNumber, writeNumber } from "./numbers";
import type { Duration } from "./protocol";

export interface Field {
  readonly element: HTMLElement;
  /** Another value than it shows; what is being written is left alone. */
  update(value: unknown): void;
}

export interface FieldOptions {
  knob: Knob;
  value: unknown;
  /** What it would be if nobody had turned it. */
  usual: unknown;
  operations: string[];
  canEdit: boolean;
  /** `undefined` takes the knob away. */
  set: (value: unknown) => void;
  /** One is done with it. */
  done: () => void;
}

let count = 0;
const newId = () => {
  count += 1;
  return `knob-${count}`;
};

export function field(options: FieldOptions): Field {
  switch (options.knob.turns.by) {
    case "switch":
      return switchField(options);
    case "choice":
      return choiceField(options, options.knob.turns.choices);
    case "duration":
      return durationField(options);
    case "operations":
      return operationsField(options);
    case "group":
      return groupField(options, options.knob.turns);
    default:
      return numberField(options);
  }
}

function framed({ knob }: FieldOptions, id: string, input: HTMLElement, ...more: HTMLElement[]): HTMLElement {
  return h(
    "div.knob",
    { "data-knob": knob.name },
    h("label", { for: id }, knob.label),
    input,
    h("p.knob-says", { id: `${id}-says` }, knob.says),
    ...more,
  );
}

function numberField(options: FieldOptions): Field {
  const { knob } = options;
  const id = newId();
  const number = numberInput(options, id, {
    show: (value) => (typeof value === "number" ? writeNumber(shown(knob, value)) : ""),
    read: (text) => readFor(knob, text),
    set: options.set,
  });
  const { turns } = knob;
  if (turns.by === "optional") number.input.placeholder = turns.none;
  return {
    element: framed(options, id, number.row, number.wrong),
    update: number.update,
  };
}

interface NumberInput {
  show: (value: unknown) => string;
  /** What was meant, or what is wrong with it. */
  read: (text: string) => { value: unknown } | { wrong: string };
  set: (value: unknown) => void;
}

function numberInput(options: FieldOptions, id: string, { show, read, set }: NumberInput) {
  const { knob, canEdit, done } = options;
  const wrong = h("p.wrong", { id: `${id}-wrong`, hidden: true });
  const input = h("input.input.num", {
    id,
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    spellcheck: "false",
    readonly: !canEdit,
    "aria-describedby": `${id}-says ${id}-wrong`,
    input: () => {
      const meant = read(input.value);
      const isWrong = "wrong" in meant;
      input.setAttribute("aria-invalid", String(isWrong));
      wrong.hidden = !isWrong;
      setText(wrong, isWrong ? meant.wrong : "");
      if (!isWrong) set(meant.value);
    },
    change: done,
  });
  input.value = show(options.value);
  const row = h("div.knob-row", {}, input, knob.unit ? h("span.unit", {}, knob.unit) : null);
  return {
    input,
    row,
    wrong,
    update(value: unknown) {
      if (document.activeElement === input) return;
      input.value = show(value);
      input.removeAttribute("aria-invalid");
      wrong.hidden = true;
    },
  };
}

const shown = ({ turns }: Knob, value: number): number => (turns.by === "share" ? value * 100 : value);

/** Exported for its tests. */
export function readFor(knob: Knob, text: string): { value: unknown } | { wrong: string } {
  const { turns } = knob;
  if (turns.by === "optional" && !text.trim()) return { value: undefined };
  if (turns.by === "share") {
    const value = readNumber(text.includes("%") ? text : `${text}%`);
    if (value === null || value < 0 || value > 1) return { wrong: "Write a share from 0 to 100, such as 5." };
    return { value };
  }
  const value = readNumber(text);
  const min = turns.by === "count" || turns.by === "number" ? turns.min : 0;
  if (turns.by === "count") {
    if (value === null || !Number.isInteger(value) || value < min || value > COUNT_MAX)
      return { wrong: `Write a whole number from ${min}, such as ${Math.max(min, 4)} or 10k.` };
    return { value };
  }
  if (value === null || value < min) return { wrong: `Write a number from ${min}, such as 2.5 or 10k.` };
  return { value };
}

const COUNT_MAX = 4_294_967_295;

function switchField({ knob, value, canEdit, set, done }: FieldOptions): Field {
  const id = newId();
  const input = h("input", {
    id,
    type: "checkbox",
    disabled: !canEdit,
    "aria-describedby": `${id}-says`,
    change: () => {
      set(input.checked);
      done();
    },
  });
  input.checked = value === true;
  return {
    element: h(
      "div.knob.is-switch",
      { "data-knob": knob.name },
      h("label.check", {}, input, h("span", {}, knob.label)),
      h("p.knob-says", { id: `${id}-says` }, knob.says),
    ),
    update: (next) => {
      input.checked = next === true;
    },
  };
}

function choiceField(options: FieldOptions, choices: [string | number, string][]): Field {
  const { value, canEdit, set, done } = options;
  const id = newId();
  const select = selectOf(id, choices, canEdit, `${id}-says`, () => {
    set(choices.find(([one]) => String(one) === select.value)?.[0]);
    done();
  });
  show(select, value);
  return { element: framed(options, id, select), update: (next) => show(select, next) };
}

function selectOf(
  id: string,
  choices: [string | number, string][],
  canEdit: boolean,
  says: string,
  change: () => void,
): HTMLSelectElement {
  return h(
    "select.input",
    { id, disabled: !canEdit, "aria-describedby": says, change },
    ...choices.map(([value, label]) => h("option", { value }, label)),
  );
}

/** A value that the list does not have is added to it: it stays what it is until another is chosen. */
function show(select: HTMLSelectElement, value: unknown): void {
  const text = String(value ?? "");
  if (![...select.options].some((option) => option.value === text))
    select.append(h("option", { value: text }, text));
  select.value = text;
}

function durationField(options: FieldOptions): Field {
  const { knob, canEdit, set, done } = options;
  const id = newId();
  let now = options.value as Duration;
  const change = (part: Partial<Duration>) => {
    now = { ...now, ...part };
    set(now);
  };
  const number = numberInput(options, id, {
    show: (value) => writeNumber((value as Duration | undefined)?.mean_ms ?? 0),
    read: (text) => readFor(knob, text),
    set: (mean_ms) => change({ mean_ms: mean_ms as number }),
  });
  const spread = selectOf(`${id}-spread`, SPREADS, canEdit, `${id}-says`, () => {
    change({ spread: spread.value as Duration["spread"] });
    done();
  });
  spread.setAttribute("aria-label", `${knob.label}: how it spreads`);
  show(spread, now?.spread ?? "exponential");
  number.row.append(spread);
  return {
    element: framed(options, id, number.row, number.wrong),
    update(value) {
      now = value as Duration;
      number.update(value);
      show(spread, now?.spread ?? "exponential");
    },
  };
}

function operationsField({ knob, value, operations, canEdit, set, done }: FieldOptions): Field {
  const boxes = operations.map((name) => {
    const input = h("input", {
      type: "checkbox",
      value: name,
      disabled: !canEdit,
      change: () => {
        const chosen = boxes.filter((one) => one.checked).map((one) => one.value);
        set(chosen.length > 0 ? chosen : undefined);
        done();
      },
    });
    return input;
  });
  const update = (next: unknown) => {
    for (const box of boxes) box.checked = Array.isArray(next) && next.includes(box.value);
  };
  update(value);
  const none = h(
    "p.knob-says",
    {},
    "There is only one kind of request. More are added where nothing is selected.",
  );
  return {
    element: h(
      "fieldset.knob",
      { "data-knob": knob.name },
      h("legend", {}, knob.label),
      ...boxes.map((box) => h("label.check", {}, box, h("span", {}, box.value))),
      boxes.length > 0 ? h("p.knob-says", {}, knob.says) : none,
    ),
    update,
  };
}

function groupField(options: FieldOptions, turns: { knobs: Knob[]; usual: Record<string, unknown> }): Field {
  const { knob, canEdit, set, done } = options;
  let now = options.value as Record<string, unknown> | null | undefined;
  let inner: { fields: Map<string, Field>; shown: string } | null = null;
  const id = newId();
  const inside = h("div.knob-group");
  const input = h("input", {
    type: "checkbox",
    disabled: !canEdit,
    "aria-describedby": `${id}-says`,
    change: () => {
      now = input.checked ? { ...turns.usual } : undefined;
      set(now);
      done();
      draw();
    },
  });
  const draw = () => {
    input.checked = Boolean(now);
    inside.hidden = !now;
    const group = now;
    if (!group) {
      inner = null;
      return inside.replaceChildren();
    }
    const knobs = turns.knobs.filter(({ matters }) => !matters || matters({ id: "", kind: "", ...group }));
    const names = knobs.map(({ name }) => name).join(" ");
    if (inner?.shown === names) {
      for (const [name, one] of inner.fields) one.update(group[name]);
      return;
    }
    const fields = new Map<string, Field>();
    for (const one of knobs) {
      const change = (value: unknown) => {
        now = { ...now, [one.name]: value };
        set(now);
        draw();
      };
      const usual = turns.usual[one.name];
      fields.set(
        one.name,
        field({ ...options, knob: one, value: group[one.name] ?? usual, usual, set: change }),
      );
    }
    inner = { fields, shown: names };
    inside.replaceChildren(...[...fields.values()].map(({ element }) => element));
  };
  draw();
  return {
    element: h(
      "div.knob.is-switch",
      { "data-knob": knob.name, role: "group", "aria-label": knob.label },
      h("label.check", {}, input, h("span", {}, knob.label)),
      h("p.knob-says", { id: `${id}-says` }, knob.says),
      inside,
    ),
    update(value) {
      now = value as Record<string, unknown> | null | undefined;
      draw();
    },
  };
}

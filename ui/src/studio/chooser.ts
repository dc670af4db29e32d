// A list to choose one thing of: type to narrow it, arrows to walk, Enter to choose, Esc to leave it.
import { show } from "../lib/dialog";
import { h, setText } from "../lib/dom";
import { icon } from "./shapes";

export interface Option {
  id: string;
  kind: string;
  name: string;
  says: string;
}

export interface Choosing {
  title: string;
  options: Option[];
  /** While one walks: this one is meant. */
  meant?: (id: string | null) => void;
}

/** The chosen id, or `null`. */
export function choose({ title, options, meant = () => {} }: Choosing): Promise<string | null> {
  return new Promise((resolve) => {
    let found: Option[] = [];
    let at = 0;
    let chosen: string | null = null;
    const list = h("ul.chooser-list", { role: "listbox", id: "chooser-list", "aria-label": title });
    const told = h("p.sr-only", { role: "status" });
    const input = h("input.input", {
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-label": title,
      "aria-expanded": "true",
      "aria-controls": "chooser-list",
      "aria-autocomplete": "list",
      placeholder: "Type to narrow the list",
      input: () => draw(),
      keydown: (event: KeyboardEvent) => onKey(event),
    });
    const dialog = h(
      "dialog.dialog.chooser",
      { "aria-labelledby": "chooser-title" },
      h("h2", { id: "chooser-title" }, title),
      input,
      list,
      told,
      h("form", { method: "dialog" }, h("div.dialog-end", {}, h("button.button", {}, "Cancel"))),
    );
    draw();
    show(dialog, () => {
      meant(null);
      resolve(chosen);
    });
    input.focus();

    function draw(): void {
      found = narrowed(options, input.value);
      at = 0;
      const items = found.map((option, index) =>
        h(
          "li.chooser-option",
          {
            role: "option",
            id: `chooser-${index}`,
            click: () => take(option),
            pointerenter: () => go(index),
          },
          icon(option.kind),
          h("span", {}, option.name),
          h("small.soft", {}, option.says),
        ),
      );
      list.replaceChildren(...items);
      setText(told, found.length === 0 ? "Nothing has this name." : "");
      if (found.length === 0) list.append(h("li.soft", { role: "presentation" }, "Nothing has this name."));
      go(0);
    }

    function go(to: number): void {
      at = found.length === 0 ? 0 : (to + found.length) % found.length;
      [...list.children].forEach((item, index) => {
        if (item.role !== "option") return;
        item.setAttribute("aria-selected", String(index === at));
      });
      const item = list.children[at];
      input.setAttribute("aria-activedescendant", found.length > 0 ? `chooser-${at}` : "");
      item?.scrollIntoView({ block: "nearest" });
      meant(found[at]?.id ?? null);
    }

    function take(option: Option | undefined): void {
      if (!option) return;
      chosen = option.id;
      dialog.close();
    }

    function onKey(event: KeyboardEvent): void {
      const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      // Left and right belong to what is written, once something is.
      const isWritten = input.value !== "" && (event.key === "ArrowLeft" || event.key === "ArrowRight");
      if (step !== undefined && !isWritten) go(at + step);
      else if (event.key === "Enter") take(found[at]);
      else return;
      event.preventDefault();
    }
  });
}

/** Those that have every word somewhere; names that begin with what was typed come first. */
export function narrowed<T extends { name: string; says: string; id: string }>(
  options: T[],
  typed: string,
): T[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = options.filter(({ name, says, id }) => {
    const text = `${name} ${id} ${says}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const first = words[0] ?? "";
  const rank = ({ name, id }: T) =>
    name.toLowerCase().startsWith(first) ? 0 : `${name} ${id}`.toLowerCase().includes(first) ? 1 : 2;
  return matching.sort((one, other) => rank(one) - rank(other));
}

// Bringing a drawing in from elsewhere, and taking one along.
import { show, toast } from "../lib/dialog";
import { h } from "../lib/dom";
import { type ReadAnswer, Refused } from "./api";
import { slug } from "./model";
import { some } from "./numbers";
import type { Design } from "./protocol";

const FILE_BYTES_MAX = 4 * 1024 * 1024;

/** The design that was brought, or `null`. */
export function askImport(read: (text: string) => Promise<ReadAnswer>): Promise<ReadAnswer | null> {
  return new Promise((resolve) => {
    let found: ReadAnswer | null = null;
    let isTaken = false;
    const field = h("textarea.input.mono.import-text", {
      id: "import-text",
      rows: 10,
      spellcheck: "false",
      placeholder: "flowchart LR\n  people[Clients] --> api[API] --> db[(Orders)]",
      input: () => forget(),
    });
    const file = h("input.input", {
      id: "import-file",
      type: "file",
      accept: ".toml,.mmd,.mermaid,.md,.txt,.excalidraw,.json,text/plain,application/json",
      change: () => void take(file.files?.[0]),
    });
    const told = h("div.import-told", { role: "status" });
    const look = h("button.button.primary", { type: "button", click: () => void readIt() }, "Read it");
    const use = h(
      "button.button.primary",
      { value: "use", hidden: true, click: () => (isTaken = true) },
      "Use it",
    );
    const dialog = h(
      "dialog.dialog.import-dialog",
      { "aria-labelledby": "import-title" },
      h("h2", { id: "import-title" }, "Bring a drawing"),
      h(
        "p.soft",
        {},
        "Greenroom's own text, a Mermaid flowchart, or a file of Excalidraw. It takes the place of this drawing; undo brings this one back.",
      ),
      h("div.field", {}, h("label", { for: "import-text" }, "Paste it"), field),
      h("div.field", {}, h("label", { for: "import-file" }, "Or choose a file"), file),
      told,
      h(
        "form",
        { method: "dialog" },
        h("div.dialog-end", {}, h("button.button", { value: "no" }, "Cancel"), look, use),
      ),
    );
    show(dialog, () => resolve(isTaken ? found : null));
    field.focus();

    function forget(): void {
      found = null;
      use.hidden = true;
      look.hidden = false;
    }

    async function take(chosen: File | undefined): Promise<void> {
      if (!chosen) return;
      if (chosen.size > FILE_BYTES_MAX) return say(["It is larger than 4 MB. Nothing was read."], true);
      field.value = await chosen.text();
      forget();
      await readIt();
    }

    async function readIt(): Promise<void> {
      if (!field.value.trim()) return say(["Paste something or choose a file first."], true);
      try {
        found = await read(field.value);
      } catch (error) {
        const says =
          error instanceof Refused
            ? [error.place, error.message].filter(Boolean).join(": ")
            : "Greenroom does not answer. Nothing was changed; try again.";
        return say([says], true);
      }
      const { design, notes } = found;
      say(
        [
          `${some(design.nodes.length, "part")} and ${some(design.edges.length, "call")} were read.`,
          ...notes,
        ],
        false,
      );
      look.hidden = true;
      use.hidden = false;
      use.focus();
    }

    function say(lines: string[], isWrong: boolean): void {
      told.classList.toggle("is-wrong", isWrong);
      told.replaceChildren(...lines.map((line) => h("p", {}, line)));
    }
  });
}

/** As a file of the browser's. */
export function download(text: string, design: Design): void {
  const link = h("a", {
    href: URL.createObjectURL(new Blob([text], { type: "application/toml" })),
    download: `${slug(design.title) || "design"}.toml`,
  });
  link.click();
  // The browser takes its time to begin.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    toast("The link is in your clipboard.");
  } catch {
    toast("This browser does not let pages copy. Take the address from its bar.");
  }
}

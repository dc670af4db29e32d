// A problem solved alone: editor, runs and own cases on the page of a problem. Code is kept in this browser,
// by problem and language; the program keeps runs for an hour and code not at all.
import { Bench } from "./code/bench";
import { Claims } from "./code/claims";
import { Desk } from "./code/desk";
import type { RunProgress, RunSeen } from "./code/protocol";
import { type Ended, RunClient } from "./code/remote";
import { ask, toast } from "./lib/dialog";
import { h, setText } from "./lib/dom";
import { editorMaker } from "./lib/editor";
import { mayPaste } from "./room/paste";

const place = document.getElementById("workbench");
const choice = document.getElementById("language");
if (place && choice instanceof HTMLSelectElement) void mount(place, choice);

async function mount(place: HTMLElement, language: HTMLSelectElement): Promise<void> {
  const { problem = "", nonce, sample = "" } = place.dataset;
  const desk = new Desk(problem, JSON.parse(place.dataset.starters ?? "{}"));
  language.value = desk.language ?? language.value;
  const client = new RunClient(problem);
  const claims = new Claims(() => void claimChanged());
  const runs: RunSeen[] = [];
  /** The last run of every case, which a claim can still be compared with. */
  let measured: { seen: RunSeen; run: number } | null = null;
  let progress: RunProgress | null | undefined;

  const editorPlace = h("div.work-place");
  const saved = h("span.small.soft");
  const again = h(
    "button.button.small.quiet",
    { type: "button", click: () => void startAgain() },
    "Start again",
  );
  const bench = new Bench({
    run: (cases, own) => void run(cases, own),
    cancel: () => client.cancel(),
    toLine: (line) => editor.toLine(line),
    key: `greenroom:code:${problem}:cases`,
    sample,
  });
  const foot = h("div.row.apart.bench-foot", {}, saved, again);
  place.replaceChildren(h("div.bench-editor", {}, editorPlace), foot, bench.bar.element, bench.below);
  Bench.listen(place, () => bench);

  const create = await editorMaker();
  let editor = open();
  language.addEventListener("change", () => {
    desk.language = language.value;
    editor.destroy();
    editor = open();
  });
  draw();

  function open(): ReturnType<typeof create> {
    const made = create({
      language: language.value,
      text: desk.code(language.value),
      label: "Code",
      placeholder: "Write your code here",
      nonce,
      changed: (text) => keep(text),
      mayPaste: (text) => mayPaste(text, (late) => made.insert(late), toast),
    });
    editorPlace.replaceChildren(made.element);
    setText(saved, "Your code is kept in this browser alone, for each language.");
    return made;
  }

  function keep(text: string): void {
    const kept = desk.keep(language.value, text);
    setText(
      saved,
      kept ? "Kept in this browser." : "This browser does not keep it: copy it before you leave the page.",
    );
  }

  async function startAgain(): Promise<void> {
    const yes = await ask({
      title: "Start again from the starter?",
      says: `What you wrote in this language is thrown away.`,
      verb: "Start again",
      danger: true,
    });
    if (!yes) return;
    desk.drop(language.value);
    editor.setText(desk.code(language.value));
  }

  async function run(cases: RunSeen["cases"], own: { input: string; expected?: string }[]): Promise<void> {
    const at = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
    progress = null;
    draw();
    const order = { language: language.value, source: desk.code(language.value), cases, own };
    const ended = await client.run(order, claims.said, (told) => {
      progress = told;
      draw();
    });
    progress = undefined;
    const seen: RunSeen = { run: runs.length + 1, cases, at, end: ended, more: ended.claims };
    runs.push(seen);
    if (cases === "all" && ended.growth && ended.run) measured = { seen, run: ended.run };
    draw();
    bench.announce(seen);
  }

  /** Compared again without running again. */
  async function claimChanged(): Promise<void> {
    if (!measured) return;
    const { seen, run } = measured;
    const ended: Ended | null = await client.look(run, claims.said);
    if (!ended) return;
    seen.more = ended.claims;
    draw();
    bench.bar.announce(ended.claims.join(" "));
  }

  function draw(): void {
    bench.update(runs, progress, true);
  }
}

// The page of a lab: a check of the service goes on while its checks, further down, change one by one. Without this
// script the form does the same and answers when all is done.
import { h, setText } from "./lib/dom";
import { eachLine } from "./lib/lines";

type Line =
  | { says: string }
  | { begins: string; says: string }
  | { ends: string; word: string }
  | { done: true }
  | { error: string };

const LOOKS: Record<string, string> = { passed: "is-met", failed: "is-missed" };

const form = document.getElementById("lab-check");
const says = document.getElementById("lab-says");
if (form instanceof HTMLFormElement && says) mount(form, says);

function mount(form: HTMLFormElement, says: HTMLElement): void {
  const button = form.querySelector("button");
  if (!button) return;
  let under_way: AbortController | null = null;
  const cancel = h(
    "button.button",
    { type: "button", hidden: true, click: () => under_way?.abort() },
    "Cancel",
  );
  button.after(cancel);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!under_way) void run();
  });

  async function run(): Promise<void> {
    under_way = new AbortController();
    button?.setAttribute("aria-disabled", "true");
    cancel.hidden = false;
    setText(says, "Starting the service");
    let end = "";
    try {
      end = await follow(under_way.signal);
    } catch (error) {
      if (under_way.signal.aborted)
        end = "Cancelled. What was checked by then is kept; load the page to see it.";
      else end = `Greenroom does not answer (${String(error)}). Check again when it does.`;
    }
    under_way = null;
    const hadFocus = document.activeElement === cancel;
    cancel.hidden = true;
    button?.removeAttribute("aria-disabled");
    if (hadFocus) button?.focus();
    if (end) setText(says, end);
    // Failures with their histories are the program's to draw.
    else location.reload();
  }

  /** Empty when all went its way. */
  async function follow(signal: AbortSignal): Promise<string> {
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { accept: "application/x-ndjson", "content-type": "application/x-www-form-urlencoded" },
      signal,
    });
    if (!answer.ok || !answer.body) return `Greenroom answered ${answer.status}. Load the page again.`;
    const of = Number(form.dataset.checks);
    let done = 0;
    let end: string | null = null;
    await eachLine(answer.body, (text) => {
      const line = JSON.parse(text) as Line;
      if ("error" in line) end = line.error;
      else if ("done" in line) end = "";
      else if ("ends" in line) {
        done += 1;
        mark(line.ends, line.word, LOOKS[line.word] ?? "is-not_assessed");
        setText(says, `${done} of ${of} checks`);
      } else if ("begins" in line) mark(line.begins, "running", "is-not_assessed");
      else setText(says, line.says);
    });
    return end ?? "The check ended without a word. Check again.";
  }
}

function mark(check: string, word: string, look: string): void {
  const verdict = document.querySelector(`[data-check="${CSS.escape(check)}"] .verdict`);
  if (!verdict) return;
  verdict.className = `verdict ${look}`;
  setText(verdict as HTMLElement, word);
}

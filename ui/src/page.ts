// What every page has: the theme, the keys, questions before what cannot be taken back.
//
// Loaded in the head as a classic script, so that the chosen theme is set before the first paint; all
// else waits for the document. Pages work without it.
import { ask, show } from "./lib/dialog";
import { h, isWriting } from "./lib/dom";

type Theme = "system" | "light" | "dark";
const THEMES: Theme[] = ["system", "light", "dark"];
const THEME_KEY = "greenroom:theme";

applyTheme(chosenTheme());
document.addEventListener("DOMContentLoaded", () => {
  drawThemeToggles();
  openDetailsOfTarget();
  reachScrollable();
  askInOrder();
  // On a phone the navigation is wider than the screen.
  document.querySelector(".shell nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
});
// The room draws its own bar later than the page.
document.addEventListener("greenroom:drawn", drawThemeToggles);
document.addEventListener("click", onClick);
document.addEventListener("keydown", onKey);
document.addEventListener("submit", onSubmit);
addEventListener("hashchange", openDetailsOfTarget);
// A second tab's choice of theme.
addEventListener("storage", (event) => {
  if (event.key !== THEME_KEY) return;
  applyTheme(chosenTheme());
  drawThemeToggles();
});
openDetailsForPrint();

// Theme

function chosenTheme(): Theme {
  try {
    const kept = localStorage.getItem(THEME_KEY);
    return kept === "light" || kept === "dark" ? kept : "system";
  } catch {
    // Storage may be forbidden; the system's theme is then the one there is.
    return "system";
  }
}

function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function nextTheme(): void {
  const next = THEMES[(THEMES.indexOf(chosenTheme()) + 1) % THEMES.length] as Theme;
  try {
    localStorage.setItem(THEME_KEY, next);
  } catch {
    // Then it holds for this page only.
  }
  applyTheme(next);
  drawThemeToggles();
}

function drawThemeToggles(): void {
  const theme = chosenTheme();
  const paths: Record<Theme, string> = {
    system: "M3 5h18v11H3zM9 20h6M12 16v4",
    light:
      "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M19 5l-1.4 1.4M6.4 17.6 5 19",
    dark: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
  };
  for (const button of document.querySelectorAll<HTMLElement>("[data-theme-toggle]")) {
    button.setAttribute("aria-label", `Theme: ${theme}. Change it`);
    button.title = `Theme: ${theme}`;
    button.innerHTML = `<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${paths[theme]}"/></svg>`;
  }
}

function onClick(event: MouseEvent): void {
  if (!(event.target instanceof Element)) return;
  if (event.target.closest("[data-theme-toggle]")) nextTheme();
  if (event.target.closest("[data-show-keys]")) showKeys();
}

// Keys
//
// data-key="s alt+s" on an element presses it; a field is focused instead. Single letters act only while
// nothing is being written, those with alt always.

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.isComposing) return;
  if (document.querySelector("dialog[open]")) return;
  // The place under the finger, not the letter: Option makes a Mac's letters into other signs.
  const letter = /^(?:Key|Digit)(.)$/.exec(event.code)?.[1]?.toLowerCase();
  const plain = event.key === " " ? "space" : event.key.toLowerCase();
  const key = event.altKey ? `alt+${letter ?? event.key}` : plain;
  // A focused button answers to the space bar itself.
  if (key === "space" && (event.target as Element).matches("a, button, input, select, summary")) return;
  const writing = isWriting(event.composedPath()[0] ?? event.target);
  if (writing && !event.altKey) {
    if (event.key === "Escape") (document.activeElement as HTMLElement | null)?.blur();
    return;
  }
  if (key === "?") {
    event.preventDefault();
    return showKeys();
  }
  for (const element of document.querySelectorAll<HTMLElement>("[data-key]")) {
    if (!element.dataset.key?.split(" ").includes(key) || !isThere(element)) continue;
    event.preventDefault();
    if (isWriting(element)) element.focus();
    else element.click();
    return;
  }
}

function isThere(element: HTMLElement): boolean {
  return element.checkVisibility() && !element.matches(":disabled");
}

/** The keys of this page: every `data-key` in sight, and rows that name a key without pressing anything. */
function showKeys(): void {
  if (document.querySelector("dialog[open]")) return;
  const rows = [row("?", "Show the keys"), row("esc", "Close, or leave the field you are in")];
  for (const element of document.querySelectorAll<HTMLElement>("[data-key], [data-keys-row]")) {
    const { key, keysRow, keySays } = element.dataset;
    const says = keySays ?? element.textContent?.trim();
    if (key && says && isThere(element)) rows.push(row(key, says));
    if (keysRow && keySays) rows.push(row(keysRow, keySays));
  }
  show(
    h(
      "dialog.dialog",
      { "aria-labelledby": "keys-title" },
      h("h2", { id: "keys-title" }, "Keys"),
      h("dl.keys", {}, ...rows),
      h("form", { method: "dialog" }, h("div.dialog-end", {}, h("button.button", {}, "Close"))),
    ),
  );
}

function row(keys: string, says: string): HTMLElement {
  const names: Record<string, string> = {
    esc: "Esc",
    enter: "Enter",
    shift: "Shift",
    alt: "Alt",
    ctrl: "Ctrl",
    tab: "Tab",
    del: "Del",
    arrows: "arrows",
  };
  const term = h("dt");
  keys.split(" ").forEach((combination, index) => {
    if (index > 0) term.append(" or ");
    // The plus sign is a key as well.
    for (const part of combination === "+" ? ["+"] : combination.split("+"))
      term.append(h("kbd", {}, names[part] ?? part.toUpperCase()), " ");
  });
  return h("div", {}, term, h("dd", {}, says));
}

// Questions

const answered = new WeakSet<HTMLFormElement>();

async function onSubmit(event: SubmitEvent): Promise<void> {
  const form = event.target as HTMLFormElement;
  const button = event.submitter;
  const from = button?.dataset.confirm !== undefined ? button : form;
  const title = from.dataset.confirm;
  if (title === undefined || answered.delete(form)) return sendOnce(event, form);
  event.preventDefault();
  const { confirmSays, confirmVerb = "Go on", confirmDanger } = from.dataset;
  const yes = await ask({
    title,
    ...(confirmSays ? { says: confirmSays } : {}),
    verb: confirmVerb,
    danger: confirmDanger !== "no",
  });
  if (!yes) return;
  answered.add(form);
  form.requestSubmit(button);
}

// A question that gives another one's answer away comes after it was answered.
function askInOrder(): void {
  for (const later of document.querySelectorAll<HTMLElement>("[data-after]")) {
    const fields = document.getElementsByName(later.dataset.after ?? "");
    const form = later.closest("form");
    const look = () => {
      const isAnswered = [...fields].some((field) => {
        const input = field as HTMLInputElement;
        return input.type === "radio" || input.type === "checkbox"
          ? input.checked
          : input.value.trim() !== "";
      });
      if (isAnswered) later.hidden = false;
    };
    later.hidden = true;
    form?.addEventListener("change", look);
    // A browser that goes back fills the fields in again.
    look();
  }
}

// What is wider than its place can be scrolled with the keyboard only if it can be focused.
function reachScrollable(): void {
  for (const box of document.querySelectorAll<HTMLElement>("pre, .table, .picture")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
}

const BUSY_AFTER_MS = 200;
let sent = new WeakSet<HTMLFormElement>();

/** A second click while the first is under way would start a second session; a slow answer says what is done. */
function sendOnce(event: SubmitEvent, form: HTMLFormElement): void {
  if (form.method !== "post" || event.defaultPrevented) return;
  if (sent.has(form)) return event.preventDefault();
  sent.add(form);
  const { busy } = form.dataset;
  if (!busy) return;
  const says = h("p.busy.soft", { role: "status" });
  form.append(says);
  setTimeout(() => {
    says.textContent = busy;
    form.ariaBusy = "true";
  }, BUSY_AFTER_MS);
}

// The back button brings the page as it was left: with its form under way.
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  sent = new WeakSet();
  for (const says of document.querySelectorAll(".busy")) says.remove();
  for (const form of document.forms) form.ariaBusy = null;
});

// Details

/** A link to a quote inside a closed finding opens it. */
function openDetailsOfTarget(): void {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const closed = target?.closest<HTMLDetailsElement>("details:not([open])");
  if (!closed) return;
  closed.open = true;
  target?.scrollIntoView({ block: "center" });
}

function openDetailsForPrint(): void {
  let opened: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>("details.finding:not([open])")];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });
}

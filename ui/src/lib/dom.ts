// Building elements without a framework: `h("p.soft", { id: "x" }, "text", child)`.

type Child = Node | string | null | undefined | false;
type Props = Record<string, string | number | boolean | null | undefined | ((event: never) => void)>;

/**
 * `tag.class.class`; props that are functions become listeners named by their key, `true` and `false`
 * set and leave out an attribute, everything else is an attribute. Text is always text, never HTML.
 */
export function h<T extends keyof HTMLElementTagNameMap>(
  what: T | `${T}.${string}`,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[T] {
  const [tag, ...classes] = what.split(".");
  const element = document.createElement(tag as T);
  if (classes.length > 0) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(props)) {
    if (typeof value === "function") element.addEventListener(key, value as unknown as EventListener);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(key, String(value));
  }
  element.append(...children.filter((child) => child instanceof Node || typeof child === "string"));
  return element;
}

/** Sets text only when it differs, so that a screen reader is not told the same thing again. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Is the user writing here? Then plain letters are theirs and not shortcuts. */
export function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement ||
      (target instanceof HTMLInputElement &&
        !["radio", "checkbox", "button", "submit"].includes(target.type)))
  );
}

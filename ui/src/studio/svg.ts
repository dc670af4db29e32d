// Building SVG as lib/dom builds HTML: `s("g.box", { transform }, child)`.

type Value = string | number | boolean | null | undefined;

export function s<T extends keyof SVGElementTagNameMap>(
  what: T | `${T}.${string}`,
  props: Record<string, Value> = {},
  ...children: (Element | string | null | undefined | false)[]
): SVGElementTagNameMap[T] {
  const [tag, ...classes] = what.split(".");
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag as T);
  if (classes.length > 0) element.setAttribute("class", classes.join(" "));
  setAll(element, props);
  element.append(...children.filter((child): child is Element | string => Boolean(child)));
  return element;
}

/** Sets what differs, so that a frame that changes little costs little. */
export function setAll(element: Element, props: Record<string, Value>): void {
  for (const [name, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value))
      element.setAttribute(name, value === true ? "" : String(value));
  }
}

let pen: CanvasRenderingContext2D | null = null;
const widths = new Map<string, number>();

/** How wide a text is, in a font such as `500 14px Inter`. */
export function widthOf(text: string, font: string): number {
  const key = `${font}|${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen) return text.length * 7;
  pen.font = font;
  const { width } = pen.measureText(text);
  if (widths.size > 5_000) widths.clear();
  widths.set(key, width);
  return width;
}

/** Fonts have come: what was measured before was another face. */
export const forgetWidths = (): void => widths.clear();

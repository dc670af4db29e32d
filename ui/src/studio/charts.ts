// Small charts over simulated time: zero-based, lines named where they are, the moment marked.
import { h, setText } from "../lib/dom";
import { apart, type Scale, scale, timeTicks } from "./scale";
import { type Band, type Chart, chartSays, type Line } from "./series";
import { s, widthOf } from "./svg";

const HEIGHT = 148;
const TOP = 10;
const BOTTOM = 22;
const LINE_GAP = 15;
const FONT = "400 13px Inter";

export interface BoardLook {
  charts: Chart[];
  bands: Band[];
  duration_s: number;
  /** What the canvas shows, in seconds. */
  moment_s: number;
}

export class ChartBoard {
  readonly element = h("div.charts");
  private readonly figures = new Map<string, Figure>();
  private look: BoardLook | null = null;
  private readonly seek: (at_s: number) => void;

  constructor(seek: (at_s: number) => void) {
    this.seek = seek;
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  update(look: BoardLook): void {
    this.look = look;
    const there = new Set(look.charts.map(({ id }) => id));
    for (const [id, { element }] of this.figures) {
      if (there.has(id)) continue;
      element.remove();
      this.figures.delete(id);
    }
    look.charts.forEach(({ id }, at) => {
      let figure = this.figures.get(id);
      if (!figure) {
        figure = new Figure(this.seek);
        this.figures.set(id, figure);
      }
      if (this.element.children[at] !== figure.element)
        this.element.insertBefore(figure.element, this.element.children[at] ?? null);
    });
    this.draw();
  }

  private draw(): void {
    const { look } = this;
    if (!look) return;
    for (const chart of look.charts) this.figures.get(chart.id)?.draw(chart, look);
  }
}

class Figure {
  readonly element: HTMLElement;
  private readonly title = h("figcaption");
  private readonly svg = s("svg.chart", { role: "img", height: HEIGHT });
  private plot = { left: 0, right: 1, duration_s: 1 };

  constructor(seek: (at_s: number) => void) {
    this.element = h("figure.chart-figure", {}, this.title);
    this.element.append(this.svg);
    const at = ({ clientX }: PointerEvent) => {
      const { left, right, duration_s } = this.plot;
      const x = clientX - this.svg.getBoundingClientRect().left;
      seek(Math.min(Math.max((x - left) / (right - left), 0), 1) * duration_s);
    };
    this.svg.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      this.svg.setPointerCapture(event.pointerId);
      at(event);
    });
    this.svg.addEventListener("pointermove", (event) => {
      if (this.svg.hasPointerCapture(event.pointerId)) at(event);
    });
  }

  draw(chart: Chart, { bands, duration_s, moment_s }: BoardLook): void {
    setText(this.title, chart.title);
    const width = this.element.clientWidth;
    if (width === 0) return;
    const says = chartSays(chart);
    if (this.svg.getAttribute("aria-label") !== says) this.svg.setAttribute("aria-label", says);
    const most = Math.max(
      chart.most,
      ...chart.lines.flatMap(({ values }) => values.filter((value) => !Number.isNaN(value))),
      0,
    );
    const axis = scale(most, 3);
    const ticks = axis.ticks.map((tick) => chart.format(tick));
    const left = Math.max(...ticks.map((tick) => widthOf(tick, FONT))) + 10;
    const names = chart.lines.map((line) => nameAt(line, moment_s, chart));
    const right = width - Math.max(...names.map((name) => widthOf(name, FONT)), 0) - 12;
    this.plot = { left, right, duration_s };
    const x = (at_s: number) => left + (Math.min(at_s, duration_s) / duration_s) * (right - left);
    const y = (value: number) => HEIGHT - BOTTOM - axis.at(value) * (HEIGHT - BOTTOM - TOP);
    this.svg.setAttribute("width", String(width));
    this.svg.replaceChildren(
      ...bands.map((band) => drawBand(band, x)),
      ...drawGrid(axis, ticks, left, right, y),
      ...drawTimes(duration_s, x, right),
      ...chart.lines.map((line) =>
        s(`path.line.tone-${line.tone}${line.isOther ? ".is-other" : ""}`, { d: pathOf(line, x, y) }),
      ),
      s("line.moment", { x1: x(moment_s), x2: x(moment_s), y1: TOP - 4, y2: HEIGHT - BOTTOM }),
      ...drawNames(chart.lines, names, right, y),
    );
  }
}

const round = (value: number): number => Math.round(value * 10) / 10;

function pathOf({ values, times }: Line, x: (at_s: number) => number, y: (value: number) => number): string {
  let isDown = false;
  return values
    .map((value, at) => {
      if (Number.isNaN(value)) {
        isDown = false;
        return "";
      }
      const point = `${isDown ? "L" : "M"}${round(x(times[at] ?? 0))} ${round(y(value))}`;
      isDown = true;
      return point;
    })
    .join("");
}

function drawBand({ from_s, to_s, says }: Band, x: (at_s: number) => number): SVGElement {
  const width = Math.max(2, x(to_s) - x(from_s));
  const band = s("rect.band", { x: x(from_s), y: TOP - 4, width, height: HEIGHT - BOTTOM - TOP + 4 });
  band.append(s("title", {}, says));
  return band;
}

function drawGrid(
  { ticks }: Scale,
  texts: string[],
  left: number,
  right: number,
  y: (value: number) => number,
): SVGElement[] {
  return ticks.flatMap((tick, at) => [
    s("line.grid", { x1: left, x2: right, y1: round(y(tick)), y2: round(y(tick)) }),
    s("text.tick", { x: left - 6, y: round(y(tick)) + 4, "text-anchor": "end" }, texts[at] ?? ""),
  ]);
}

function drawTimes(duration_s: number, x: (at_s: number) => number, right: number): SVGElement[] {
  const ticks = timeTicks(duration_s);
  return ticks.map((at_s, at) => {
    const isLast = at === ticks.length - 1;
    const text = isLast ? `${Number(at_s.toFixed(1))} s` : String(Number(at_s.toFixed(1)));
    return s(
      "text.tick",
      {
        x: isLast ? right : x(at_s),
        y: HEIGHT - 4,
        "text-anchor": at === 0 ? "start" : isLast ? "end" : "middle",
      },
      text,
    );
  });
}

/** The moment of the lines that is nearest to a time. */
function valueAt({ values, times }: Line, at_s: number): number {
  let best = Number.NaN;
  let least = Number.POSITIVE_INFINITY;
  times.forEach((time, at) => {
    const away = Math.abs(time - at_s);
    if (away <= least) [least, best] = [away, values[at] ?? Number.NaN];
  });
  return best;
}

function nameAt(line: Line, moment_s: number, { format, lines }: Chart): string {
  const value = valueAt(line, moment_s);
  const told = Number.isNaN(value) ? "–" : format(value);
  if (line.isOther) return `A ${told}`;
  const own = lines.filter(({ isOther }) => !isOther);
  return own.length > 1 ? `${line.name} ${told}` : told;
}

function drawNames(
  lines: Line[],
  names: string[],
  right: number,
  y: (value: number) => number,
): SVGElement[] {
  const ends = lines.map(({ values }) => {
    const there = values.filter((value) => !Number.isNaN(value));
    return y(there.at(-1) ?? 0) + 4;
  });
  const places = apart(ends, LINE_GAP, TOP + 2, HEIGHT - BOTTOM + 4);
  return lines.map(({ tone, isOther }, at) => {
    const what = `text.name.tone-${tone}${isOther ? ".is-other" : ""}` as "text";
    return s(what, { x: right + 8, y: round(places[at] ?? 0) }, names[at] ?? "");
  });
}

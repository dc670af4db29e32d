// One part on the canvas: its box, shape, words, and what a moment of a run says of it.
import { copiesOf, facts, fitted, nodeSays, zonesOf } from "./facts";
import { BOX, cornerOf } from "./geometry";
import { nameOf } from "./model";
import type { NodeMoment } from "./moment";
import type { Design, DesignNode } from "./protocol";
import { shapeOf } from "./shapes";
import { s, setAll, widthOf } from "./svg";

export interface BoxLook {
  design: Design;
  node: DesignNode;
  kindTitle: string;
  isSelected: boolean;
  isTarget: boolean;
  canConnect: boolean;
  moment: NodeMoment | undefined;
  /** Whether a run is shown, so that all boxes have room for its words. */
  hasMoments: boolean;
  pressed: "" | "gives-way" | "would";
  flaws: number;
  isFatal: boolean;
  level: Level;
}

/** How near one is: what could not be read is not there, and what is there is larger. */
export type Level = "near" | "mid" | "far";

export const levelOf = (k: number): Level => (k >= 0.78 ? "near" : k >= 0.55 ? "mid" : "far");

interface Type {
  pad: number;
  title: [font: string, line: number];
  words: [font: string, line: number];
}

const TYPES: Record<Level, Type> = {
  near: { pad: 44, title: ["600 14px Inter", 19], words: ["400 13px Inter", 19] },
  mid: { pad: 12, title: ["600 19px Inter", 24], words: ["400 17px Inter", 24] },
  far: { pad: 10, title: ["600 25px Inter", 29], words: ["400 23px Inter", 29] },
};

export class Box {
  readonly element: SVGGElement;
  private readonly stacks = [s("rect.copy", { rx: 8 }), s("rect.copy", { rx: 8 })];
  private readonly fill = s("rect.fill", { height: BOX.height, rx: 8 });
  private readonly shape = s("path.shape");
  private readonly title = s("text.title");
  private readonly facts = s("text.facts");
  private readonly moment = s("text.moment");
  private readonly zone = s("g.zone");
  private readonly flaw = s("g.flaw");
  private readonly words = s("g.words");
  private drawn = "";

  constructor(id: string) {
    const { width, height } = BOX;
    for (const [at, stack] of this.stacks.entries())
      setAll(stack, { x: 4 * (2 - at), y: 4 * (2 - at), width, height });
    this.words.append(this.shape, this.title, this.facts, this.moment);
    this.element = s(
      "g.box",
      // Its label says all that its words say, and more; a button would have to be called as it looks.
      { "data-node": id, role: "img", "aria-roledescription": "part", tabindex: -1 },
      ...this.stacks,
      s("rect.paper", { width, height, rx: 8 }),
      this.fill,
      s("rect.edge", { width, height, rx: 8 }),
      // Around the copies as well.
      s("rect.ring", { x: -6, y: -6, width: width + 20, height: height + 20, rx: 12 }),
      this.words,
      this.zone,
      this.flaw,
      s(
        "g.handle",
        { "data-handle": id, transform: `translate(${width} ${height / 2})` },
        s("circle.handle-room", { r: 16 }),
        s("circle.handle-dot", { r: 6 }),
      ),
    );
  }

  update(look: BoxLook): void {
    const { node, moment } = look;
    const { x, y } = cornerOf(node);
    setAll(this.element, {
      transform: `translate(${x} ${y})`,
      "aria-label": label(look),
      class: [
        "box",
        look.isSelected && "is-selected",
        look.isTarget && "is-target",
        look.canConnect && "can-connect",
        look.pressed && `is-pressed ${look.pressed}`,
        moment && `is-${moment.state}`,
      ]
        .filter(Boolean)
        .join(" "),
    });
    setAll(this.fill, { width: moment ? Math.round(moment.fill * BOX.width) : 0 });
    this.updateWords(look);
    // Further away there is room for the first of its words.
    const told = moment ? (look.level === "near" ? moment.says : (moment.says.split(" · ")[0] ?? "")) : "";
    const { pad, words } = TYPES[look.level];
    this.say(this.moment, told, { pad: Math.min(pad, 12), words }, words[0].replace("400", "500"));
  }

  /** What changes only with the design, not with each moment. */
  private updateWords(look: BoxLook): void {
    const { node, level, hasMoments, flaws, isFatal } = look;
    const seen = JSON.stringify([node, level, hasMoments, flaws, isFatal]);
    if (seen === this.drawn) return;
    this.drawn = seen;
    const copies = copiesOf(node);
    this.stacks.forEach((stack, at) => {
      setAll(stack, { display: copies > 2 - at ? null : "none" });
    });
    setAll(this.shape, { d: shapeOf(node.kind), display: level === "near" ? null : "none" });
    this.updateLines(nameOf(node), facts(node), look);
    this.updateTags(zonesOf(node), flaws, isFatal, level);
  }

  private updateLines(name: string, told: string, { level, hasMoments }: BoxLook): void {
    const type = TYPES[level];
    const isNear = level === "near";
    // Without a run there is room for a long name's second line.
    const room = BOX.width - type.pad - 10;
    const [first, second] = isNear || hasMoments ? [name, ""] : inTwo(name, room, type.title[0]);
    const below =
      second || (isNear ? told : hasMoments || level === "far" ? "" : (told.split(" · ")[0] ?? ""));
    const rows = 1 + (below ? 1 : 0) + (hasMoments ? 1 : 0);
    const [, line] = type.title;
    const top = BOX.height / 2 + line * 0.28 - ((rows - 1) * line) / 2;
    for (const [element, y, x] of [
      [this.title, top, type.pad],
      [this.facts, top + line, type.pad],
      // Below the shape, not beside it.
      [this.moment, top + line * (rows - 1), below ? TYPES.far.pad + 2 : type.pad],
    ] as const)
      setAll(element, { x, y: Math.round(y * 10) / 10 });
    const middle = top - line * 0.28 + (below ? line / 2 : 0);
    setAll(this.shape, { transform: `translate(11 ${Math.round(middle - 12)})` });
    this.say(this.title, first, type, type.title[0]);
    this.say(this.facts, below, type, second ? type.title[0] : type.words[0]);
    this.facts.classList.toggle("is-name", second !== "");
  }

  private updateTags(zone: string, flaws: number, isFatal: boolean, level: Level): void {
    this.zone.replaceChildren();
    if (zone && level === "near") {
      const text = fitted(zone, BOX.width - 60, (one) => widthOf(one, "500 13px Inter"));
      const width = widthOf(text, "500 13px Inter") + 14;
      this.zone.append(
        s("rect", { x: BOX.width - width - 10, y: -10, width, height: 20, rx: 10 }),
        s("text", { x: BOX.width - width - 3, y: 4 }, text),
      );
    }
    this.flaw.replaceChildren();
    if (flaws === 0) return;
    this.flaw.setAttribute("class", isFatal ? "flaw is-fatal" : "flaw");
    this.flaw.append(s("path", { d: "M14-13 24 5H4z" }), s("path.sign", { d: "M14-6v5M14 2v.1" }));
  }

  private say(
    element: SVGTextElement,
    text: string,
    { pad, words }: Pick<Type, "pad" | "words">,
    font = words[0],
  ): void {
    const room = BOX.width - pad - 10;
    const shown = text ? fitted(text, room, (one) => widthOf(one, font)) : "";
    if (element.textContent !== shown) element.textContent = shown;
  }
}

/** A name that is too long for a line goes on in a second, between two words. */
function inTwo(name: string, room: number, font: string): [string, string] {
  if (widthOf(name, font) <= room) return [name, ""];
  const words = name.split(" ");
  let first = words.shift() ?? "";
  while (words.length > 0 && widthOf(`${first} ${words[0]}`, font) <= room) first += ` ${words.shift()}`;
  return [first, words.join(" ")];
}

function label({ design, node, kindTitle, moment, flaws, pressed }: BoxLook): string {
  return [
    nodeSays(design, node, kindTitle),
    moment && `now ${moment.says.replaceAll(" · ", ", ")}`,
    pressed === "gives-way" && "the bottleneck",
    flaws > 0 && (flaws === 1 ? "one flaw" : `${flaws} flaws`),
  ]
    .filter(Boolean)
    .join("; ");
}

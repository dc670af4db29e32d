// One call on the canvas: its line, its arrow, and what is unusual about it.
import { edgeFacts, edgeSays } from "./facts";
import type { Curve } from "./geometry";
import type { Design, DesignEdge } from "./protocol";
import { s, setAll, widthOf } from "./svg";

export interface WireLook {
  design: Design;
  edge: DesignEdge;
  index: number;
  curve: Curve | null;
  isSelected: boolean;
  flaws: number;
  isFatal: boolean;
  isNear: boolean;
}

const FONT = "400 13px Inter";

export class Wire {
  readonly element: SVGGElement;
  private readonly room = s("path.wire-room");
  private readonly line = s("path.wire-line");
  private readonly arrow = s("polygon.wire-arrow");
  private readonly tag = s("g.wire-tag");
  private tagged = "";

  constructor() {
    this.element = s(
      "g.wire",
      { role: "img", "aria-roledescription": "call", tabindex: -1 },
      this.room,
      this.line,
      this.arrow,
      this.tag,
    );
  }

  update({ design, edge, index, curve, isSelected, flaws, isFatal, isNear }: WireLook): void {
    setAll(this.element, {
      "data-edge": index,
      display: curve ? null : "none",
      "aria-label": edgeSays(design, edge) + (flaws > 0 ? "; has a flaw" : ""),
      class: [
        "wire",
        isSelected && "is-selected",
        edge.background === true && "is-background",
        flaws > 0 && (isFatal ? "is-fatal" : "is-flawed"),
      ]
        .filter(Boolean)
        .join(" "),
    });
    if (!curve) return;
    setAll(this.room, { d: curve.d });
    setAll(this.line, { d: curve.d });
    setAll(this.arrow, { points: curve.arrow });
    this.tag.setAttribute("transform", `translate(${curve.middle.x} ${curve.middle.y})`);
    this.updateTag(isNear ? edgeFacts(edge) : "");
  }

  private updateTag(text: string): void {
    if (text === this.tagged) return;
    this.tagged = text;
    this.tag.replaceChildren();
    if (!text) return;
    const shown = text.length > 34 ? `${text.slice(0, 33)}…` : text;
    const width = widthOf(shown, FONT) + 12;
    this.tag.append(
      s("rect", { x: -width / 2, y: -10, width, height: 20, rx: 10 }),
      s("text", { x: 0, y: 4, "text-anchor": "middle" }, shown),
    );
  }
}

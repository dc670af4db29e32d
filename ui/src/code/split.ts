// The line between editor and results: drag it, or move it with the arrow keys; Enter folds the results.
import { h } from "../lib/dom";

const STEP_PX = 24;
const LOWER_MIN_PX = 48;
/** The editor keeps at least this share of what there is for both. */
const UPPER_MIN = 0.3;

export class Split {
  readonly element: HTMLElement;
  private readonly lower: HTMLElement;
  private folded = false;
  private height_px = 0;

  constructor(lower: HTMLElement) {
    this.lower = lower;
    this.element = h("div.split", {
      role: "separator",
      tabindex: "0",
      "aria-orientation": "horizontal",
      "aria-label": "Height of the results",
      "aria-valuemin": 0,
      "aria-valuemax": 100,
      "aria-valuenow": 50,
      title: "Drag to resize, double-click to fold",
      keydown: (event: KeyboardEvent) => this.onKey(event),
      dblclick: () => this.fold(!this.folded),
      pointerdown: (event: PointerEvent) => this.onDown(event),
    });
  }

  private onKey(event: KeyboardEvent): void {
    const move = { ArrowUp: STEP_PX, ArrowDown: -STEP_PX }[event.key];
    if (move !== undefined) this.resize(this.lower.offsetHeight + move);
    else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) this.fold(!this.folded);
    else return;
    event.preventDefault();
  }

  private onDown(event: PointerEvent): void {
    const start = event.clientY + this.lower.offsetHeight;
    this.element.setPointerCapture(event.pointerId);
    const move = ({ clientY }: PointerEvent) => this.resize(start - clientY);
    this.element.addEventListener("pointermove", move);
    const end = () => this.element.removeEventListener("pointermove", move);
    this.element.addEventListener("lostpointercapture", end, { once: true });
  }

  private resize(wanted_px: number): void {
    const whole = this.whole_px;
    if (whole === 0) return;
    this.folded = false;
    this.height_px = Math.min(Math.max(wanted_px, LOWER_MIN_PX), whole * (1 - UPPER_MIN));
    this.apply(whole);
  }

  private fold(folded: boolean): void {
    this.folded = folded;
    this.apply(this.whole_px);
  }

  /** What editor and results share. */
  private get whole_px(): number {
    return this.lower.closest<HTMLElement>(".work-panel")?.offsetHeight ?? 0;
  }

  private apply(whole: number): void {
    this.lower.classList.toggle("is-folded", this.folded);
    const height = this.folded ? 0 : this.height_px;
    this.lower.style.blockSize = this.folded || height === 0 ? "" : `${height}px`;
    if (whole > 0) this.element.setAttribute("aria-valuenow", String(Math.round((height / whole) * 100)));
  }
}

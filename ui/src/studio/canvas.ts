// The drawing: every part and call, what of it is in sight, and what a moment of a run says.
//
// Fingers and pointers are in pointer.ts, keys in keys.ts; both end in the same few actions.
import { h } from "../lib/dom";
import { Box, levelOf } from "./boxes";
import { Callout } from "./callout";
import type { Selection } from "./desk";
import {
  BOX,
  boundsOf,
  type Curve,
  curves,
  edgeOrder,
  loose,
  type Point,
  type Rect,
  readingOrder,
  rectOf,
} from "./geometry";
import { listenKeys } from "./keys";
import { moveNodes, nodeOf } from "./model";
import type { NodeMoment, Pressed } from "./moment";
import { some } from "./numbers";
import { listenPointer } from "./pointer";
import type { Design } from "./protocol";
import { forgetWidths, s, setAll } from "./svg";
import { fit, opened, panned, type Size, showing, toScreen, toWorld, type View, zoomed } from "./viewport";
import { Wire } from "./wires";

export interface CanvasActions {
  select: (selection: Selection) => void;
  move: (ids: string[], dx: number, dy: number, tag: string | null) => void;
  connect: (from: string, to: string) => void;
  remove: () => void;
  duplicate: () => void;
  /** To the knobs of what is selected. */
  open: () => void;
  /** Asks which part a new call leads to. */
  askTarget: (from: string) => void;
  /** Asks which part to add; it is placed there, and called by `from`. */
  askPart: (at: Point | null, from: string | null) => void;
  /** Out of the drawing. */
  leave: () => void;
}

export interface Scene {
  design: Design;
  selection: Selection;
  kindTitle: (kind: string) => string;
  moments: Map<string, NodeMoment> | null;
  pressed: Pressed | null;
  /** How many flaws a part or a call has, by its id or by `from → to`. */
  flaws: Map<string, { count: number; isFatal: boolean }>;
  canEdit: boolean;
}

const MARGIN = 28;

export class Canvas {
  readonly element: HTMLElement;
  readonly actions: CanvasActions;
  scene: Scene;
  /** In the order in which Tab walks. */
  order: { nodes: string[]; edges: number[] } = { nodes: [], edges: [] };
  private view: View = { x: 0, y: 0, k: 1 };
  /** Nobody has moved the view: it shows the beginning or everything, whatever its size becomes. */
  private isFitted: "open" | "all" | false = "open";
  /** While parts are dragged: by how much. */
  private dragged: { ids: string[]; dx: number; dy: number } | null = null;
  private connecting: { from: string; to: Point; target: string | null } | null = null;
  private readonly boxes = new Map<string, Box>();
  private wires: Wire[] = [];
  private readonly world = s("g");
  private readonly wiresLayer = s("g");
  private readonly boxesLayer = s("g");
  private readonly looseWire = s(
    "g.wire.is-loose",
    { display: "none" },
    s("path.wire-line"),
    s("polygon.wire-arrow"),
  );
  private readonly svg: SVGSVGElement;
  private readonly callout = new Callout();
  private readonly dots = s(
    "pattern",
    { id: "canvas-dots", patternUnits: "userSpaceOnUse" },
    s("circle.dot", { r: 1 }),
  );
  private isDrawing = false;
  private curved: { of: Design; drawn: (Curve | null)[] } | null = null;

  constructor(scene: Scene, actions: CanvasActions, ...over: HTMLElement[]) {
    this.scene = scene;
    this.actions = actions;
    this.world.append(this.wiresLayer, this.boxesLayer, this.looseWire);
    this.svg = s(
      "svg",
      // Its keys are its own: a screen reader passes them on.
      { role: "application", "aria-label": "Drawing" },
      s("defs", {}, this.dots),
      s("rect.ground", { width: "100%", height: "100%", fill: "url(#canvas-dots)" }),
      this.world,
    );
    this.element = h("div.canvas", { tabindex: "-1" }, this.callout.element, ...over);
    this.element.prepend(this.svg);
    listenPointer(this, this.svg);
    listenKeys(this, this.element);
    this.svg.addEventListener("focusin", (event) => this.onFocus(event));
    new ResizeObserver(() => this.onResize()).observe(this.element);
    void document.fonts?.ready.then(() => {
      forgetWidths();
      this.forget();
      this.draw();
    });
  }

  get size(): Size {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }

  update(scene: Scene): void {
    this.scene = scene;
    this.drawSoon();
  }

  /** The middle of what is in sight, as a corner for a new box. */
  middle(): Point {
    const { width, height } = this.size;
    const middle = toWorld(this.view, { x: width / 2, y: height / 2 });
    return { x: middle.x - BOX.width / 2, y: middle.y - BOX.height / 2 };
  }

  /** Of a new box that a pointer holds in its middle. */
  cornerAt(clientX: number, clientY: number): Point {
    const { x, y } = this.worldAt(clientX, clientY);
    return { x: x - BOX.width / 2, y: y - BOX.height / 2 };
  }

  /** Of a pointer. */
  worldAt(clientX: number, clientY: number): Point {
    const { left, top } = this.svg.getBoundingClientRect();
    return toWorld(this.view, { x: clientX - left, y: clientY - top });
  }

  get look(): View {
    return this.view;
  }

  set look(view: View) {
    this.view = view;
    this.isFitted = false;
    this.drawSoon();
  }

  pan(dx: number, dy: number): void {
    this.look = panned(this.view, dx, dy);
  }

  zoom(factor: number, on?: Point): void {
    const { width, height } = this.size;
    this.look = zoomed(this.view, factor, on ?? { x: width / 2, y: height / 2 });
  }

  fitAll(): void {
    this.isFitted = "all";
    this.drawSoon();
  }

  /** A part or a call, moved into sight if it is out of it. */
  reveal(what: Rect | null): void {
    const { width, height } = this.size;
    if (!what || width === 0) return;
    const next = showing(this.view, what, { width, height }, MARGIN);
    if (next.x === this.view.x && next.y === this.view.y) return;
    this.isFitted = false;
    this.view = next;
    this.drawSoon();
  }

  /** The focus goes to what is selected, or to the drawing itself. */
  focus(): void {
    this.draw();
    const { nodes, edge } = this.scene.selection;
    const target =
      nodes[0] !== undefined ? this.boxes.get(nodes[0]) : edge !== null ? this.wires[edge] : undefined;
    (target?.element ?? this.element).focus({ preventScroll: true });
    const node = nodes[0] !== undefined ? nodeOf(this.scene.design, nodes[0]) : undefined;
    if (node) this.reveal(rectOf(node));
  }

  drag(dragged: { ids: string[]; dx: number; dy: number } | null): void {
    this.dragged = dragged;
    this.drawSoon();
  }

  connect(connecting: { from: string; to: Point; target: string | null } | null): void {
    this.connecting = connecting;
    this.drawSoon();
  }

  /** Lit while it may become the end of a call. */
  target(id: string | null): void {
    for (const [one, box] of this.boxes) box.element.classList.toggle("is-target", one === id);
    const node = id === null ? undefined : nodeOf(this.scene.design, id);
    if (node) this.reveal(rectOf(node));
  }

  private onFocus({ target }: FocusEvent): void {
    const element = target instanceof Element ? target.closest("[data-node], [data-edge]") : null;
    if (!element) return;
    const { nodes, edge } = this.scene.selection;
    const node = element.getAttribute("data-node");
    const index = Number(element.getAttribute("data-edge") ?? -1);
    if (node !== null && !nodes.includes(node)) this.actions.select({ nodes: [node], edge: null });
    if (node === null && edge !== index) this.actions.select({ nodes: [], edge: index });
    const there = node === null ? undefined : nodeOf(this.scene.design, node);
    if (there) this.reveal(rectOf(there));
  }

  private onResize(): void {
    if (this.size.width > 0) this.drawSoon();
  }

  /** At most once for each picture that the screen shows. */
  private drawSoon(): void {
    if (this.isDrawing) return;
    this.isDrawing = true;
    requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    this.isDrawing = false;
    const { dragged, scene } = this;
    const design = dragged ? moveNodes(scene.design, dragged.ids, dragged.dx, dragged.dy) : scene.design;
    if (this.isFitted && !dragged && this.size.width > 0)
      this.view =
        this.isFitted === "all"
          ? fit(boundsOf(design.nodes), this.size, MARGIN)
          : opened(boundsOf(design.nodes), this.size, MARGIN);
    this.drawView();
    // While it is dragged a part keeps its turn: what moves in the document loses the focus.
    if (!dragged) this.putInOrder(design);
    this.drawBoxes(design);
    // A moment of a run changes no line.
    if (this.curved?.of !== design) this.curved = { of: design, drawn: curves(design.nodes, design.edges) };
    this.drawWires(design, this.curved.drawn);
    this.drawLoose(design);
    this.drawCallout(design);
    setAll(this.svg, {
      "aria-label": `Drawing: ${some(design.nodes.length, "part")}, ${some(design.edges.length, "call")}. Tab walks through them.`,
    });
  }

  private drawView(): void {
    const { x, y, k } = this.view;
    setAll(this.world, { transform: `translate(${x} ${y}) scale(${k})` });
    // The dots are never closer than this, however far one is away.
    const step = 16 * k * (k < 0.6 ? 4 : 2);
    setAll(this.dots, { x, y, width: step, height: step });
    setAll(this.dots.firstElementChild as Element, { cx: 1, cy: 1 });
    this.element.dataset.level = levelOf(k);
  }

  private putInOrder(design: Design): void {
    const order = readingOrder(design.nodes);
    this.order = { nodes: order.map(({ id }) => id), edges: edgeOrder(order, design.edges) };
    for (const [id, box] of this.boxes) {
      if (this.order.nodes.includes(id)) continue;
      box.element.remove();
      this.boxes.delete(id);
    }
    const had = document.activeElement;
    this.order.nodes.forEach((id, at) => {
      let box = this.boxes.get(id);
      if (!box) {
        box = new Box(id);
        this.boxes.set(id, box);
      }
      if (this.boxesLayer.children[at] !== box.element)
        this.boxesLayer.insertBefore(box.element, this.boxesLayer.children[at] ?? null);
    });
    while (this.wires.length > design.edges.length) this.wires.pop()?.element.remove();
    while (this.wires.length < design.edges.length) {
      const wire = new Wire();
      this.wires.push(wire);
      this.wiresLayer.append(wire.element);
    }
    if (had instanceof SVGElement && had !== document.activeElement && this.svg.contains(had))
      had.focus({ preventScroll: true });
  }

  private drawBoxes(design: Design): void {
    const { selection, moments, pressed, flaws, kindTitle, canEdit } = this.scene;
    const level = levelOf(this.view.k);
    const stop = this.stop;
    for (const node of design.nodes) {
      const box = this.boxes.get(node.id);
      if (!box) continue;
      const isPressed = pressed?.node === node.id;
      box.update({
        design,
        node,
        kindTitle: kindTitle(node.kind),
        isSelected: selection.nodes.includes(node.id),
        isTarget: this.connecting?.target === node.id,
        canConnect: canEdit,
        moment: moments?.get(node.id),
        hasMoments: moments !== null,
        pressed: isPressed ? (pressed.givesWay ? "gives-way" : "would") : "",
        flaws: flaws.get(node.id)?.count ?? 0,
        isFatal: flaws.get(node.id)?.isFatal ?? false,
        level,
      });
      setAll(box.element, { tabindex: stop === node.id ? 0 : -1 });
    }
  }

  private drawWires(design: Design, drawn: (Curve | null)[]): void {
    const { selection, flaws } = this.scene;
    design.edges.forEach((edge, index) => {
      const wire = this.wires[index];
      const flaw = flaws.get(`${edge.from} → ${edge.to}`);
      wire?.update({
        design,
        edge,
        index,
        curve: drawn[index] ?? null,
        isSelected: selection.edge === index,
        flaws: flaw?.count ?? 0,
        isFatal: flaw?.isFatal ?? false,
        isNear: levelOf(this.view.k) === "near",
      });
      if (wire) setAll(wire.element, { tabindex: this.stop === index ? 0 : -1 });
    });
  }

  /** Where Tab enters the drawing. */
  private get stop(): string | number | undefined {
    const { nodes, edge } = this.scene.selection;
    return nodes[0] ?? edge ?? this.order.nodes[0];
  }

  private drawLoose(design: Design): void {
    const { connecting } = this;
    const from = connecting && nodeOf(design, connecting.from);
    setAll(this.looseWire, { display: from ? null : "none" });
    if (!from || !connecting) return;
    const { d, arrow } = loose(from, connecting.to);
    const [line, head] = this.looseWire.children;
    if (line) setAll(line, { d });
    if (head) setAll(head, { points: arrow });
  }

  private drawCallout(design: Design): void {
    const { pressed } = this.scene;
    const node = pressed && nodeOf(design, pressed.node);
    if (!pressed || !node) return this.callout.hide();
    const rect = rectOf(node);
    const corner = toScreen(this.view, rect);
    const box = { ...corner, width: rect.width * this.view.k, height: rect.height * this.view.k };
    this.callout.show(pressed, box, this.size);
  }

  private forget(): void {
    for (const box of this.boxes.values()) box.element.remove();
    for (const wire of this.wires) wire.element.remove();
    this.boxes.clear();
    this.wires = [];
  }
}

// Mouse, pen and fingers on the canvas: select, drag, connect, pan, pinch.
import type { Canvas } from "./canvas";
import { BOX, nodeAt, type Point } from "./geometry";
import { nodeOf } from "./model";
import { pinched, type View } from "./viewport";

/** A hand that trembles does not drag. */
const DRAG_FROM_PX = 4;
const ZOOM_STEP = 1.0015;

interface Gesture {
  move: (event: PointerEvent, moved: Point) => void;
  /** `moved` is null when it was no more than a click. */
  end: (event: PointerEvent, moved: Point | null) => void;
  cancel: () => void;
}

export function listenPointer(canvas: Canvas, svg: SVGSVGElement): void {
  let gesture: Gesture | null = null;
  let start: Point = { x: 0, y: 0 };
  let isMoved = false;
  let first = -1;
  const fingers = new Map<number, Point>();
  let pinch: { view: View; before: [Point, Point] } | null = null;
  let isSpaceDown = false;

  svg.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch" && startPinch(event)) return;
    if (event.button > 1 || gesture) return;
    gesture = gestureAt(event);
    start = { x: event.clientX, y: event.clientY };
    isMoved = false;
    first = event.pointerId;
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    if (pinch) return movePinch(event);
    if (!gesture || event.pointerId !== first) return;
    const moved = { x: event.clientX - start.x, y: event.clientY - start.y };
    if (!isMoved && Math.hypot(moved.x, moved.y) < DRAG_FROM_PX) return;
    isMoved = true;
    gesture.move(event, moved);
  });
  svg.addEventListener("pointerup", (event) => {
    fingers.delete(event.pointerId);
    if (fingers.size < 2) pinch = null;
    if (!gesture || event.pointerId !== first) return;
    const moved = isMoved ? { x: event.clientX - start.x, y: event.clientY - start.y } : null;
    const ended = gesture;
    gesture = null;
    ended.end(event, moved);
  });
  svg.addEventListener("pointercancel", (event) => {
    fingers.delete(event.pointerId);
    pinch = null;
    stop();
  });
  svg.addEventListener("dblclick", (event) => {
    if ((event.target as Element).closest("[data-node], [data-edge]")) return canvas.actions.open();
    if (canvas.scene.canEdit) canvas.actions.askPart(canvas.cornerAt(event.clientX, event.clientY), null);
  });
  svg.addEventListener(
    "wheel",
    (event) => {
      // Without Ctrl the wheel is the page's; a pinch on a touchpad comes as one with it.
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { left, top } = svg.getBoundingClientRect();
      canvas.zoom(ZOOM_STEP ** -event.deltaY, { x: event.clientX - left, y: event.clientY - top });
    },
    { passive: false },
  );
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Escape" && gesture && isMoved) {
        event.stopPropagation();
        stop();
      }
    },
    { capture: true },
  );
  canvas.element.addEventListener("keydown", ({ key }) => hold(key, true));
  canvas.element.addEventListener("keyup", ({ key }) => hold(key, false));
  canvas.element.addEventListener("focusout", () => hold(" ", false));

  function hold(key: string, isDown: boolean): void {
    if (key !== " ") return;
    isSpaceDown = isDown;
    svg.classList.toggle("can-pan", isDown);
  }

  function stop(): void {
    gesture?.cancel();
    gesture = null;
  }

  function gestureAt(event: PointerEvent): Gesture {
    const target = event.target as Element;
    if (event.button === 1 || isSpaceDown) return pan();
    const handle = target.closest("[data-handle]")?.getAttribute("data-handle");
    if (handle && canvas.scene.canEdit) return connect(handle);
    const node = target.closest("[data-node]")?.getAttribute("data-node");
    if (node) return drag(node, event.shiftKey);
    const edge = target.closest("[data-edge]")?.getAttribute("data-edge");
    if (edge) return pan({ nodes: [], edge: Number(edge) });
    return pan({ nodes: [], edge: null });
  }

  function pan(clicked?: { nodes: string[]; edge: number | null }): Gesture {
    const from = canvas.look;
    svg.classList.add("is-panning");
    const done = () => svg.classList.remove("is-panning");
    return {
      move: (_event, { x, y }) => {
        canvas.look = { ...from, x: from.x + x, y: from.y + y };
      },
      end: (_event, moved) => {
        done();
        if (moved || !clicked) return;
        canvas.actions.select(clicked);
        canvas.focus();
      },
      cancel: () => {
        done();
        canvas.look = from;
      },
    };
  }

  function drag(id: string, withOthers: boolean): Gesture {
    const { selection } = canvas.scene;
    const isIn = selection.nodes.includes(id);
    const others = selection.nodes.filter((one) => one !== id);
    const ids = withOthers ? (isIn ? others : [...selection.nodes, id]) : isIn ? selection.nodes : [id];
    if (withOthers || !isIn) canvas.actions.select({ nodes: ids, edge: null });
    canvas.focus();
    const world = ({ x, y }: Point) => ({ dx: x / canvas.look.k, dy: y / canvas.look.k });
    return {
      move: (_event, moved) => {
        if (canvas.scene.canEdit) canvas.drag({ ids, ...world(moved) });
      },
      end: (_event, moved) => {
        canvas.drag(null);
        if (!moved) {
          // A click on one of several means that one.
          if (!withOthers && ids.length > 1) canvas.actions.select({ nodes: [id], edge: null });
          return;
        }
        if (!canvas.scene.canEdit) return;
        const { dx, dy } = world(moved);
        canvas.actions.move(ids, dx, dy, null);
      },
      cancel: () => canvas.drag(null),
    };
  }

  function connect(from: string): Gesture {
    const under = (event: PointerEvent) => {
      const to = canvas.worldAt(event.clientX, event.clientY);
      const found = nodeAt(canvas.scene.design.nodes, to)?.id ?? null;
      return { to, target: found === from ? null : found };
    };
    return {
      move: (event) => canvas.connect({ from, ...under(event) }),
      end: (event, moved) => {
        canvas.connect(null);
        if (!moved) {
          canvas.actions.select({ nodes: [from], edge: null });
          return canvas.actions.askTarget(from);
        }
        const { to, target } = under(event);
        if (target) canvas.actions.connect(from, target);
        // Let go over the ground: what is called is not drawn yet.
        else if (nodeAt(canvas.scene.design.nodes, to)?.id !== from && nodeOf(canvas.scene.design, from))
          canvas.actions.askPart({ x: to.x, y: to.y - BOX.height / 2 }, from);
      },
      cancel: () => canvas.connect(null),
    };
  }

  function place({ clientX, clientY }: PointerEvent): Point {
    const { left, top } = svg.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  function startPinch(event: PointerEvent): boolean {
    fingers.set(event.pointerId, place(event));
    if (fingers.size !== 2) return false;
    stop();
    pinch = { view: canvas.look, before: [...fingers.values()] as [Point, Point] };
    svg.setPointerCapture(event.pointerId);
    return true;
  }

  function movePinch(event: PointerEvent): void {
    if (!pinch || !fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, place(event));
    canvas.look = pinched(pinch.view, pinch.before, [...fingers.values()] as [Point, Point]);
  }
}

// The canvas by keyboard: Tab walks, arrows move, letters do what their buttons do.
import type { Canvas } from "./canvas";
import { GRID } from "./model";

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const PAN_PX = 60;
const FAR_STEPS = 5;

/** What `?` lists beside the keys of buttons. */
export const CANVAS_KEYS: [string, string][] = [
  ["tab", "In the drawing: to the next part, then to the calls"],
  ["arrows", "Move what is selected, or the view"],
  ["enter", "Open the knobs of what is selected"],
  ["c", "Connect the selected part to another"],
  ["d", "Duplicate"],
  ["del", "Delete"],
  ["ctrl+a", "Select all parts"],
];

export function listenKeys(canvas: Canvas, element: HTMLElement): void {
  element.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.isComposing) return;
    // Buttons that lie over the drawing have their own.
    if (event.target instanceof HTMLElement && event.target !== element) return;
    if (handle(canvas, event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
}

/** Whether the key was one of ours. */
function handle(canvas: Canvas, event: KeyboardEvent): boolean {
  const { actions, scene } = canvas;
  const { nodes, edge } = scene.selection;
  const [node] = nodes;
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== "a" || event.shiftKey) return false;
    actions.select({ nodes: scene.design.nodes.map(({ id }) => id), edge: null });
    return true;
  }
  const arrow = ARROWS[event.key];
  if (arrow) {
    const [x, y] = arrow;
    if (nodes.length === 0 || !scene.canEdit) canvas.pan(-x * PAN_PX, -y * PAN_PX);
    else {
      const steps = event.shiftKey ? FAR_STEPS : 1;
      actions.move(nodes, x * GRID * steps, y * GRID * steps, `move ${nodes.join(" ")}`);
    }
    return true;
  }
  switch (event.key) {
    case "Tab":
      return walk(canvas, event.shiftKey ? -1 : 1);
    case "Enter":
      if (node === undefined && edge === null) return false;
      actions.open();
      return true;
    case "Escape":
      if (node === undefined && edge === null) actions.leave();
      else {
        actions.select({ nodes: [], edge: null });
        canvas.element.focus({ preventScroll: true });
      }
      return true;
    case " ":
      return true;
  }
  if (!scene.canEdit) return false;
  switch (event.key.toLowerCase()) {
    case "delete":
    case "backspace":
      actions.remove();
      return true;
    case "d":
      actions.duplicate();
      return true;
    case "c":
      if (node !== undefined) actions.askTarget(node);
      return node !== undefined;
    default:
      return false;
  }
}

/** To the next part or call; beyond the last, Tab leaves as it does everywhere. */
function walk(canvas: Canvas, by: 1 | -1): boolean {
  const { nodes, edge } = canvas.scene.selection;
  const stops = [
    ...canvas.order.nodes.map((id) => ({ nodes: [id], edge: null })),
    ...canvas.order.edges.map((index) => ({ nodes: [], edge: index })),
  ];
  const at = stops.findIndex((stop) =>
    edge === null ? nodes[0] !== undefined && stop.nodes[0] === nodes[0] : stop.edge === edge,
  );
  const next = stops[at < 0 ? (by > 0 ? 0 : -1) : at + by];
  if (!next) return false;
  canvas.actions.select(next);
  canvas.focus();
  return true;
}

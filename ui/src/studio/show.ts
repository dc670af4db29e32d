// What stands on the desk, shown by every view of it.
import { setText } from "../lib/dom";
import type { Scene } from "./canvas";
import type { Selection } from "./desk";
import { edgeSays } from "./facts";
import { flawMap, flawsOfEdge, flawsOfNode, runsAlike } from "./flawmap";
import { nameIn, nameOf, nodeOf } from "./model";
import { momentsOf, pressedAt, pressedOf } from "./moment";
import type { Design, Flaw, PaletteItem, Scenario } from "./protocol";
import { frameAt, progress, type Run } from "./run";
import { edgeRan, nodeRan } from "./summary";
import type { Views, Ways } from "./views";

export interface Shown {
  design: Design;
  selection: Selection;
  /** The one part that is selected. */
  node: string | null;
  canUndo: boolean;
  canRedo: boolean;
  run: Run | null;
  kept: Run | null;
  /** Which moment of the run; -1 is the newest. */
  moment: number;
  scenario: Scenario;
  palette: PaletteItem[];
  flaws: Flaw[];
  isDrawn: boolean;
  canEdit: boolean;
  /** The page is this design's own. */
  isPage: boolean;
}

export function show(shown: Shown, views: Views, ways: Ways): void {
  const { design, node, run, kept, scenario, moment } = shown;
  views.canvas.update(sceneOf(shown));
  views.head.update(design.title, shown.canUndo, shown.canRedo);
  showSelected(shown, views, ways);
  views.strip.update({
    scenario,
    nameOf: (id) => nameIn(design, id),
    isRunning: run?.state === "running",
    progress: run ? progress(run) : 0,
    waiting: run?.waiting ?? 0,
    says: run && run.state !== "done" ? run.says : "",
    canRun: design.nodes.length > 0,
  });
  views.results.update({
    run,
    kept,
    moment,
    node: node === null ? null : { id: node, name: nameIn(design, node) },
    nameOf: (id) => nameIn(run?.order.design ?? design, id),
    isChanged: run !== null && !runsAlike(run.order.design, design),
  });
  views.targets?.update(design, runsAlike);
  if (shown.isPage) nameThePage(design.title);
}

/** What the canvas shows. */
export function sceneOf({ design, selection, run, moment, palette, flaws, canEdit }: Shown): Scene {
  const frame = run ? frameAt(run, moment) : undefined;
  const isEnd = run !== null && (moment < 0 || moment >= run.frames.length - 1);
  return {
    design,
    selection,
    kindTitle: (kind) => palette.find((item) => item.kind === kind)?.title ?? kind,
    moments: run && frame ? momentsOf(run.order.design, frame) : null,
    pressed:
      !run || !frame
        ? null
        : isEnd && run.report
          ? pressedOf(run.report)
          : pressedAt(run.order.design, frame),
    flaws: flawMap(flaws),
    canEdit,
  };
}

/** Its knobs at the right, and over the canvas what fingers can do with it. */
function showSelected(shown: Shown, views: Views, ways: Ways): void {
  const { design, selection, node, palette, canEdit, flaws } = shown;
  const { side, part, overlay } = views;
  const report = shown.run?.report ?? null;
  const edge = selection.edge === null ? undefined : design.edges[selection.edge];
  const one = node === null ? undefined : nodeOf(design, node);
  const look = { design, palette, canEdit };
  overlay.update({
    selected: one ? nameOf(one) : edge ? edgeSays(design, edge) : "",
    isNode: one !== undefined,
    isEmpty: design.nodes.length === 0,
    isUnread: !shown.isDrawn,
    canEdit,
  });
  if (one) {
    const seen = report?.nodes.find(({ id }) => id === one.id);
    side.show("part");
    part.showNode(one, {
      ...look,
      flaws: flawsOfNode(flaws, one.id),
      ran: seen && one.kind !== "clients" ? nodeRan(seen) : [],
    });
  } else if (edge && selection.edge !== null) {
    const mine = flawsOfEdge(flaws, edge.from, edge.to);
    side.show("part");
    part.showEdge(edge, selection.edge, { ...look, flaws: mine, ran: report ? edgeRan(report, edge) : [] });
  } else if (selection.nodes.length > 1) side.showMany(selection.nodes.length, canEdit, ways);
  else {
    side.show("design");
    views.design.update(design, flaws, canEdit);
  }
}

/** The page says above what the design is called. */
function nameThePage(title: string): void {
  const heading = document.querySelector("#main > .page-head > h1");
  if (!heading) return;
  const name = title.trim() || "Untitled design";
  setText(heading, name);
  // The field above the drawing shows it to whoever can see.
  heading.classList.add("sr-only");
  document.title = `${name} · Greenroom`;
}

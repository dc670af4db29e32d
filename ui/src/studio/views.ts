// Everything that shows the design, put together; whatever is pressed anywhere is one of the studio's ways.
import { h } from "../lib/dom";
import { Canvas, type CanvasActions, type Scene } from "./canvas";
import type { Commands } from "./commands";
import { DesignPanel } from "./designpanel";
import type { Desk } from "./desk";
import type { Point } from "./geometry";
import { Head } from "./head";
import { NarrowTabs } from "./narrow";
import { Notice } from "./notice";
import { Overlay } from "./overlay";
import { Palette } from "./palette";
import { PartPanel } from "./partpanel";
import type { Flaw, PaletteItem, Scenario, TargetsData } from "./protocol";
import { Results } from "./results";
import { RunStrip } from "./runstrip";
import { Side, type SideTab } from "./side";
import { Targets } from "./targets";
import { TextPanel } from "./textpanel";
import { copyLink } from "./transfer";

/** What can be done, by whatever is pressed. */
export interface Ways {
  add(kind: string, at: Point | null, from: string | null): void;
  drop(kind: string, clientX: number, clientY: number): void;
  connect(from: string, to: string): void;
  remove(): void;
  duplicate(): void;
  askPart(at: Point | null, from: string | null): void;
  askTarget(from: string): void;
  selectCall(from: string, to: string): void;
  goTo(flaw: Flaw): void;
  openKnobs(): void;
  leaveKnobs(): void;
  openText(): void;
  onTab(tab: SideTab): void;
  bring(): void;
  take(): void;
  typed(text: string): void;
  startAnew(): void;
  run(): void;
  /** With this scenario, which becomes the strip's. */
  runAgain(scenario: Scenario): void;
  cancel(): void;
  addFault(): void;
  setScenario(patch: Partial<Scenario>): void;
  look(moment: number): void;
  keep(): void;
  dropKept(): void;
}

export interface ViewsOptions {
  palette: PaletteItem[];
  targets: TargetsData | null;
  canEdit: boolean;
  isInRoom: boolean;
  nonce: string | undefined;
}

export interface Views {
  canvas: Canvas;
  overlay: Overlay;
  head: Head;
  notice: Notice;
  part: PartPanel;
  design: DesignPanel;
  text: TextPanel;
  side: Side;
  strip: RunStrip;
  results: Results;
  targets: Targets | null;
  tabs: NarrowTabs;
  /** What happened, for who cannot see it. */
  live: HTMLElement;
}

export function makeViews(
  element: HTMLElement,
  { palette, targets, canEdit, isInRoom, nonce }: ViewsOptions,
  desk: Desk,
  commands: Commands,
  ways: Ways,
  scene: Scene,
): Views {
  const overlay = new Overlay(
    {
      zoom: (factor) => canvas.zoom(factor),
      fit: () => canvas.fitAll(),
      open: () => ways.openKnobs(),
      connect: () => desk.node && ways.askTarget(desk.node),
      remove: () => ways.remove(),
      add: () => ways.askPart(null, null),
      bring: () => ways.bring(),
    },
    canEdit,
    () => ways.openText(),
  );
  const onCanvas: CanvasActions = {
    select: (selection) => desk.select(selection),
    move: (ids, dx, dy, tag) => commands.move(ids, dx, dy, tag),
    connect: (from, to) => ways.connect(from, to),
    remove: () => ways.remove(),
    duplicate: () => ways.duplicate(),
    open: () => ways.openKnobs(),
    askTarget: (from) => ways.askTarget(from),
    askPart: (at, from) => ways.askPart(at, from),
    leave: () => (tabs.isNarrow ? tabs.focus() : side.focusTab()),
  };
  const canvas = new Canvas(scene, onCanvas, ...overlay.elements);
  const head = new Head(
    {
      setTitle: (title) => commands.setDesignTitle(title),
      doneTitle: () => desk.endStep(),
      undo: () => commands.undo(),
      redo: () => commands.redo(),
      bring: () => ways.bring(),
      take: () => ways.take(),
      copyLink: () => void copyLink(),
    },
    { canEdit, isInRoom },
  );
  const part = new PartPanel({
    set: (id, name, value) => commands.setNode(id, name, value),
    setEdge: (index, name, value) => commands.setEdge(index, name, value),
    setTitle: (id, title) => commands.setTitle(id, title),
    setId: (id, to) => commands.setId(id, to),
    setZones: (id, zones) => commands.setZones(id, zones),
    connect: (id) => ways.askTarget(id),
    moveCall: (index, by) => commands.moveCall(index, by),
    selectEdge: (edge) => desk.select({ nodes: [], edge }),
    turn: (index) => commands.turn(index),
    duplicate: () => commands.duplicate(),
    remove: () => ways.remove(),
    done: () => desk.endStep(),
    leave: () => ways.leaveKnobs(),
  });
  const design = new DesignPanel({
    addOperation: () => commands.addOperation(),
    setOperation: (index, patch) => commands.setOperation(index, patch),
    removeOperation: (index) => commands.removeOperation(index),
    selectNodes: (nodes) => desk.select({ nodes, edge: null }),
    selectEdge: (from, to) => ways.selectCall(from, to),
    arrange: () => {
      commands.arrange();
      canvas.fitAll();
    },
    done: () => desk.endStep(),
  });
  const text = new TextPanel(
    { typed: (typed) => ways.typed(typed), startAnew: () => ways.startAnew() },
    canEdit,
    nonce,
  );
  const side = new Side(part, design, text);
  side.opened = (tab) => ways.onTab(tab);
  const strip = new RunStrip({
    run: () => ways.run(),
    cancel: () => ways.cancel(),
    set: (patch) => ways.setScenario(patch),
    addFault: () => ways.addFault(),
  });
  const results = new Results({
    look: (moment) => ways.look(moment),
    keep: () => ways.keep(),
    drop: () => ways.dropKept(),
    selectPlace: (flaw) => ways.goTo(flaw),
  });
  const held = targets ? new Targets(targets, (scenario) => ways.runAgain(scenario)) : null;
  const notice = new Notice();
  const live = h("p.sr-only", { role: "status", "aria-live": "polite" });
  const parts = new Palette(palette, {
    add: (kind) => ways.add(kind, null, null),
    drop: (kind, x, y) => ways.drop(kind, x, y),
    choose: () => ways.askPart(null, null),
  });
  const tabs = new NarrowTabs(element, (opened) => {
    if (opened === "text" || opened === "knobs") side.open(opened);
  });
  element.classList.add("studio");
  element.classList.toggle("can-edit", canEdit);
  element.replaceChildren(
    head.element,
    notice.element,
    tabs.element,
    h("div.studio-desk", {}, canEdit && parts.element, canvas.element, side.element),
    h("div.studio-run", {}, strip.element, results.element, held?.element),
    live,
  );
  return {
    canvas,
    overlay,
    head,
    notice,
    part,
    design,
    text,
    side,
    strip,
    results,
    targets: held,
    tabs,
    live,
  };
}

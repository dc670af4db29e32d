// The studio: one design on the desk, drawn, turned, written and run. Everything else is a view of it.
import { h } from "../lib/dom";
import { readText, runLines, writeText } from "./api";
import { Asking } from "./asking";
import { Commands } from "./commands";
import { Desk } from "./desk";
import type { Point } from "./geometry";
import { listenHotkeys } from "./hotkeys";
import { Keeping } from "./keeping";
import { placed } from "./layout";
import { Plan } from "./plan";
import {
  type Design,
  EMPTY,
  type Flaw,
  fromWire,
  type PaletteItem,
  type Scenario,
  type TargetsData,
  type WireDesign,
} from "./protocol";
import { Runner } from "./run";
import { type Shown, sceneOf, show } from "./show";
import type { SideTab } from "./side";
import { asComment, type Reading, TextSync } from "./sync";
import { makeViews, type Views, type Ways } from "./views";

export interface StudioOptions {
  /** What is drawn; or, in a room, its text. */
  design?: WireDesign;
  text?: string;
  palette: PaletteItem[];
  scenario?: Scenario | null;
  targets?: TargetsData | null;
  flaws?: Flaw[];
  /** Under which the browser keeps what is not saved yet. */
  key: string;
  canEdit: boolean;
  /** Where it is saved, and the revision that the page has. Without it, `onChange` keeps it. */
  save?: { to: string; revision: number } | undefined;
  /** Each change as text, as soon as it is written. */
  onChange?: ((text: string) => void) | undefined;
  nonce?: string | undefined;
}

const AWAY = "Not saved yet: Greenroom does not answer. It is kept here and tried again.";

export class Studio implements Ways {
  private readonly options: StudioOptions;
  private readonly desk: Desk;
  private readonly runner = new Runner(runLines);
  private readonly sync: TextSync;
  private readonly commands: Commands;
  private readonly plan: Plan;
  private readonly asking: Asking;
  private readonly keeping: Keeping;
  private readonly views: Views;
  private flaws: Flaw[];
  /** Which moment of the run is shown; -1 is the newest. */
  private moment = -1;
  /** The design comes from the text that is being typed. */
  private isFromText = false;
  /** There is a design to draw: false while a text was never readable. */
  private isDrawn = true;
  private isDrawing = false;
  /** What the room says of it. */
  private savedSays = "";

  constructor(element: HTMLElement, options: StudioOptions) {
    this.options = options;
    const { canEdit, palette, targets = null, nonce } = options;
    const says = (text: string) => this.says(text);
    this.flaws = options.flaws ?? [];
    const desk = new Desk(options.design ? placed(fromWire(options.design)) : EMPTY);
    this.desk = desk;
    this.plan = new Plan(`${options.key}:scenario`, options.scenario);
    this.sync = new TextSync({
      read: readText,
      write: writeText,
      drawn: (design) => this.takeText(design),
      written: (text) => this.tellText(text),
      told: (reading) => this.tellReading(reading),
    });
    this.sync.wantsText = this.isInRoom;
    this.commands = new Commands({
      desk,
      palette,
      canEdit,
      says,
      middle: () => this.views.canvas.middle(),
      renamed: (from, to) => this.plan.renamed(from, to),
    });
    const look = { palette, targets, canEdit, isInRoom: this.isInRoom, nonce };
    this.views = makeViews(element, look, desk, this.commands, this, sceneOf(this.shown));
    const { head, notice, canvas } = this.views;
    this.asking = new Asking({
      desk,
      palette,
      commands: this.commands,
      canEdit,
      says,
      lit: (id) => canvas.target(id),
    });
    this.keeping = new Keeping({
      desk,
      head,
      notice,
      key: options.key,
      saveTo: options.save,
      flaws: (flaws) => {
        this.flaws = flaws;
        this.draw();
      },
      says,
    });
    this.listen(element);
    desk.changed = (isDesign) => this.onDesk(isDesign);
    this.plan.changed = () => this.draw();
    this.runner.changed = () => this.drawSoon();
    this.draw();
    void this.begin();
  }

  /** The text as it is elsewhere now, such as in another tab of the same room. */
  setText(text: string): void {
    if (text === this.sync.text) return;
    this.views.text.setText(text);
    void this.sync.open(text);
  }

  focus = (): void => this.views.canvas.focus();

  saved(text: string): void {
    this.savedSays = text;
    this.views.head.say(this.sync.reading.is === "away" ? AWAY : text);
  }

  private get isInRoom(): boolean {
    return this.options.onChange !== undefined;
  }

  private async begin(): Promise<void> {
    const { text } = this.options;
    if (text !== undefined) {
      this.isDrawn = text.trim() === "";
      this.views.text.setText(text);
      if (this.isDrawn) this.sync.text = text;
      else await this.sync.open(text);
    }
    if (this.options.canEdit) this.keeping.restore();
  }

  private listen(element: HTMLElement): void {
    const { canvas } = this.views;
    const then = (act: () => void) => () => {
      if (!this.options.canEdit) return;
      act();
      if (canvas.element.contains(document.activeElement)) canvas.focus();
    };
    // A page of its own is all studio; in a room the rest has other uses for the keys.
    listenHotkeys(this.isInRoom ? element : document, {
      runOrCancel: () => (this.runner.isRunning ? this.cancel() : this.run()),
      undo: then(() => this.commands.undo()),
      redo: then(() => this.commands.redo()),
    });
    this.views.side.knobsPanel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      this.leaveKnobs();
    });
  }

  private onDesk(isDesign: boolean): void {
    if (isDesign) {
      this.isDrawn = true;
      this.keeping.changed(this.desk.design);
      if (!this.isFromText) this.sync.changed(this.desk.design);
    }
    this.draw();
  }

  // Text

  private takeText(design: Design): void {
    this.isFromText = true;
    if (this.isDrawn) this.desk.edit(placed(design), { tag: "text" });
    else this.desk.replace(placed(design));
    this.isFromText = false;
    // The room has the text already.
    this.keeping.told();
  }

  private tellText(text: string): void {
    this.views.text.setText(text);
    this.options.onChange?.(text);
    this.keeping.told();
  }

  private tellReading(reading: Reading): void {
    this.views.text.tell(reading, this.isDrawn);
    if (this.isInRoom) this.saved(this.savedSays);
    this.draw();
  }

  typed(text: string): void {
    this.sync.typed(text);
    this.options.onChange?.(text);
  }

  /** Words that are no design are kept as a comment at the head of the text. */
  startAnew(): void {
    this.sync.text = asComment(this.sync.text);
    this.isDrawn = true;
    this.sync.wantsText = true;
    this.desk.edit({ ...EMPTY }, { selection: { nodes: [], edge: null } });
    this.sync.flush();
    this.leaveKnobs();
  }

  onTab(tab: SideTab): void {
    const isText = tab === "text";
    this.sync.wantsText = isText || this.isInRoom;
    if (!isText || this.sync.reading.is === "wrong" || !this.isDrawn) return;
    const { text } = this.views;
    void this.sync.textOf(this.desk.design).then((written) => text.setText(written));
    text.tell(this.sync.reading, this.isDrawn);
  }

  // Moving about

  openText(): void {
    const { tabs, side } = this.views;
    if (tabs.isNarrow) tabs.select("text");
    else side.open("text");
    side.focus();
  }

  openKnobs(): void {
    const { tabs, side } = this.views;
    side.open("knobs");
    if (tabs.isNarrow) tabs.select("knobs");
    side.focus();
  }

  leaveKnobs(): void {
    const { tabs, canvas } = this.views;
    if (tabs.isNarrow) tabs.select("canvas");
    canvas.focus();
  }

  selectCall(from: string, to: string): void {
    const edge = this.desk.design.edges.findIndex((one) => one.from === from && one.to === to);
    if (edge >= 0) this.desk.select({ nodes: [], edge });
  }

  goTo({ place }: Flaw): void {
    if (place === "design" || "operation" in place) this.desk.select({ nodes: [], edge: null });
    else if ("node" in place) this.desk.select({ nodes: [place.node], edge: null });
    else this.selectCall(place.edge.from, place.edge.to);
    this.openKnobs();
  }

  // Drawing

  add(kind: string, at: Point | null, from: string | null): void {
    this.commands.add(kind, at, from);
    this.views.canvas.focus();
  }

  drop(kind: string, x: number, y: number): void {
    const { canvas } = this.views;
    const { left, right, top, bottom } = canvas.element.getBoundingClientRect();
    if (x < left || x > right || y < top || y > bottom) return;
    this.add(kind, canvas.cornerAt(x, y), null);
  }

  connect(from: string, to: string): void {
    this.commands.connect(from, to);
    this.views.canvas.focus();
  }

  remove(): void {
    this.commands.remove();
    this.leaveKnobs();
  }

  duplicate(): void {
    this.commands.duplicate();
    this.views.canvas.focus();
  }

  async askPart(at: Point | null, from: string | null): Promise<void> {
    if (await this.asking.part(at, from)) this.leaveKnobs();
  }

  async askTarget(from: string): Promise<void> {
    await this.asking.target(from);
    this.views.canvas.focus();
  }

  async bring(): Promise<void> {
    if (await this.asking.bring()) this.views.canvas.fitAll();
  }

  async take(): Promise<void> {
    const wrong = await this.asking.take();
    if (wrong) this.views.notice.show(wrong);
  }

  // Running

  setScenario = (patch: Partial<Scenario>): void => this.plan.set(patch);

  async addFault(): Promise<void> {
    const { scenario } = this.plan;
    const fault = await this.asking.fault(scenario.duration_s);
    if (!fault) return;
    this.plan.set({ faults: [...this.plan.scenario.faults, fault] });
    this.says("Fault added.");
  }

  run(): void {
    const { design } = this.desk;
    if (this.runner.isRunning || design.nodes.length === 0) return;
    this.moment = -1;
    const order = { design, scenario: this.plan.scenario, problem: this.options.targets?.problem };
    void this.runner.start(order).then(() => this.sayEnd());
    if (this.views.tabs.isNarrow) this.views.tabs.select("run");
  }

  runAgain(scenario: Scenario): void {
    if (this.runner.isRunning) return;
    this.plan.set(scenario);
    this.run();
    this.views.strip.focus();
  }

  cancel = (): void => this.runner.cancel();

  look(moment: number): void {
    this.moment = moment;
    this.drawSoon();
  }

  keep = (): void => this.runner.keep();
  dropKept = (): void => this.runner.drop();

  private sayEnd(): void {
    const { run } = this.runner;
    if (!run || run.state === "running") return;
    if (run.flaws.length > 0 && run.order.design === this.desk.design) this.flaws = run.flaws;
    const told = run.report?.bottleneck?.says.replaceAll("`", "") ?? "";
    this.says(run.state === "done" ? `The run is over. ${told}` : run.says);
    this.draw();
  }

  private says(text: string): void {
    // The same words twice are still two things that happened.
    this.views.live.replaceChildren(h("span", {}, text));
  }

  // Showing

  private get shown(): Shown {
    const { desk, runner, flaws, moment, isDrawn } = this;
    const { palette, canEdit, save } = this.options;
    return {
      design: desk.design,
      selection: desk.selection,
      node: desk.node,
      canUndo: desk.canUndo,
      canRedo: desk.canRedo,
      run: runner.run,
      kept: runner.kept,
      scenario: this.plan.scenario,
      palette,
      flaws,
      moment,
      isDrawn,
      canEdit,
      isPage: save !== undefined,
    };
  }

  /** At most once for each picture that the screen shows: moments of a run come faster. */
  private drawSoon(): void {
    if (this.isDrawing) return;
    this.isDrawing = true;
    requestAnimationFrame(() => {
      this.isDrawing = false;
      this.draw();
    });
  }

  private draw(): void {
    show(this.shown, this.views, this);
  }
}

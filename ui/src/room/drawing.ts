// A design round's work: the studio, with the artifact's text as its value. It comes over the wire when the first
// one opens; where the page carries no palette, or it does not arrive, the text has its plain editor.
import { h } from "../lib/dom";
import type { MountedStudio } from "../studio";
import type { StudioData } from "../studio/protocol";
import type { Keep } from "./keep";
import { isSaved, type Work } from "./session";
import type { WorkKeeper } from "./works";

export class WorkDrawing {
  readonly element = h("div.work-drawing");
  private shown: Work | null = null;
  private studio: MountedStudio | null = null;
  private wantsFocus = false;
  private readonly keeper: WorkKeeper;
  private readonly keep: Keep;
  private readonly data: StudioData | null;
  private readonly nonce: string | undefined;

  constructor(keeper: WorkKeeper, keep: Keep, nonce: string | undefined) {
    this.keeper = keeper;
    this.keep = keep;
    this.nonce = nonce;
    const carried = document.getElementById("studio-data")?.textContent;
    this.data = carried ? (JSON.parse(carried) as StudioData) : null;
  }

  /** Whether there is anything to draw with. */
  get isThere(): boolean {
    return this.data !== null;
  }

  async show(work: Work): Promise<void> {
    const { data } = this;
    if (this.shown === work || !data) return;
    this.shown = work;
    this.studio = null;
    const place = h("div.skeleton", { "aria-hidden": "true" }, h("i"), h("i"), h("i"));
    this.element.replaceChildren(place);
    // @ts-expect-error: a file beside the bundle, not a source beside this one.
    const { mountStudio } = (await import("./studio.js")) as typeof import("../studio");
    if (this.shown !== work) return;
    const sheet = h("div");
    this.element.replaceChildren(sheet);
    this.studio = mountStudio(sheet, {
      text: work.text,
      palette: data.palette,
      scenario: data.scenario,
      key: this.keep.keyOf(`studio:${work.round}`),
      canEdit: true,
      onChange: (text) => {
        this.keeper.changed(work, text);
        this.update();
      },
      nonce: this.nonce,
    });
    if (this.wantsFocus) this.studio.focus();
    this.wantsFocus = false;
    this.update();
  }

  /** At once, or when the studio has come. */
  focus(): void {
    if (this.studio) this.studio.focus();
    else this.wantsFocus = true;
  }

  update(): void {
    const { shown, studio } = this;
    if (!shown || !studio) return;
    studio.setText(shown.text);
    studio.saved(isSaved(shown) ? (shown.revision > 0 ? "Saved" : "") : "Saving");
  }
}

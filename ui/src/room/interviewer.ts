// The left part: what the interviewer says now, the problem, and the earlier turns, soft.
import { h, setText } from "../lib/dom";
import type { Session } from "./session";

export class InterviewerPart {
  private readonly says = h("p.says", { "aria-live": "polite", "aria-atomic": "true" });
  private readonly statement = h("div.statement");
  private readonly problem: HTMLDetailsElement;
  private readonly earlier = h("ol.earlier");
  private readonly earlierBox: HTMLDetailsElement;
  private drawnRound = -1;
  private drawnLines = "";

  constructor(part: HTMLElement) {
    this.problem = h("details.room-fold", { open: true }, h("summary", {}, "The problem"), this.statement);
    this.earlierBox = h("details.room-fold", {}, h("summary", {}, "Earlier"), this.earlier);
    part.replaceChildren(
      h("h2.part-name", {}, "Interviewer"),
      h(
        "div.part-scroll",
        { tabindex: "0", role: "group", "aria-label": "Interviewer and problem" },
        this.says,
        this.problem,
        this.earlierBox,
      ),
    );
  }

  update({ state, round }: Session): void {
    if (!state || !round) return;
    const lines = state.transcript.filter((line) => line.speaker === "interviewer");
    setText(this.says, lines.at(-1)?.text ?? "");
    const before = lines.slice(0, -1).reverse();
    const key = `${before.length}:${before[0]?.seq ?? 0}`;
    if (key !== this.drawnLines) {
      this.drawnLines = key;
      this.earlier.replaceChildren(...before.slice(0, 12).map((line) => h("li", {}, line.text)));
      this.earlierBox.hidden = before.length === 0;
    }
    if (state.round === this.drawnRound) return;
    this.drawnRound = state.round;
    this.problem.hidden = !round.problem?.statement_html;
    this.problem.open = true;
    // Rendered and cleaned by the program from its own content.
    this.statement.innerHTML = round.problem?.statement_html ?? "";
  }
}

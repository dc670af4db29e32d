// What the next run does to the design: kept in the browser, so that it is there on the next visit.
import { type Scenario, USUAL_SCENARIO } from "./protocol";
import { renamedFault } from "./scenario";

export class Plan {
  scenario: Scenario;
  private readonly key: string;
  /** Called after every change. */
  changed: () => void = () => {};

  constructor(key: string, given: Scenario | null | undefined) {
    this.key = key;
    this.scenario = { ...USUAL_SCENARIO, ...given, ...this.kept() };
  }

  set(patch: Partial<Scenario>): void {
    this.scenario = { ...this.scenario, ...patch };
    try {
      localStorage.setItem(this.key, JSON.stringify(this.scenario));
    } catch {
      // It holds for this page.
    }
    this.changed();
  }

  /** Faults follow a part whose id changes. */
  renamed(from: string, to: string): void {
    this.set({ faults: this.scenario.faults.map((fault) => renamedFault(fault, from, to)) });
  }

  private kept(): Partial<Scenario> {
    try {
      return (JSON.parse(localStorage.getItem(this.key) ?? "null") as Scenario | null) ?? {};
    } catch {
      return {};
    }
  }
}

// What the candidate says the code costs.

export interface Said {
  time: string;
  memory: string;
}

export class Claims {
  private readonly fields: { time: HTMLSelectElement | null; memory: HTMLSelectElement | null };

  constructor(changed: () => void) {
    this.fields = { time: select("claim-time"), memory: select("claim-memory") };
    for (const field of Object.values(this.fields)) field?.addEventListener("change", changed);
  }

  get said(): Said {
    const { time, memory } = this.fields;
    return { time: time?.value ?? "", memory: memory?.value ?? "" };
  }
}

function select(id: string): HTMLSelectElement | null {
  const found = document.getElementById(id);
  return found instanceof HTMLSelectElement ? found : null;
}

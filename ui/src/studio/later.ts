// Doing something after a while: once, however often it is asked for.

export type Timer = { start: (act: () => void, after_ms: number) => unknown; stop: (timer: never) => void };

export const clockTimer: Timer = {
  start: (act, after_ms) => setTimeout(act, after_ms),
  stop: (timer) => clearTimeout(timer),
};

export class Later {
  private waiting: { act: () => void; timer: unknown } | null = null;
  private readonly timer: Timer;

  constructor(timer: Timer = clockTimer) {
    this.timer = timer;
  }

  get isWaiting(): boolean {
    return this.waiting !== null;
  }

  /** What still waits is put off, and replaced. */
  after(after_ms: number, act: () => void): void {
    this.drop();
    const waiting = { act, timer: undefined as unknown };
    waiting.timer = this.timer.start(() => this.now(), after_ms);
    this.waiting = waiting;
  }

  /** Does what waits at once. */
  now(): void {
    const act = this.waiting?.act;
    this.drop();
    act?.();
  }

  drop(): void {
    if (this.waiting) this.timer.stop(this.waiting.timer as never);
    this.waiting = null;
  }
}

// The session's clock between the readings that the program sends.
import type { ClockReading } from "./protocol";

export class Clock {
  private reading: ClockReading = { running: false, at_ms: 0, phase_started_ms: 0 };
  private readAt = 0;
  private readonly now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.now = now;
  }

  set(reading: ClockReading): void {
    this.reading = { ...reading };
    this.readAt = this.now();
  }

  /** Stands still where it is; used while paused and while the connection is away. */
  stop(): void {
    this.set({ ...this.reading, at_ms: this.at_ms, running: false });
  }

  start(at_ms: number): void {
    this.set({ ...this.reading, at_ms, running: true });
  }

  enterPhase(at_ms: number): void {
    this.set({ ...this.reading, at_ms: Math.max(at_ms, this.at_ms), phase_started_ms: at_ms });
  }

  get at_ms(): number {
    const { running, at_ms } = this.reading;
    return running ? at_ms + (this.now() - this.readAt) : at_ms;
  }

  get phase_ms(): number {
    return Math.max(0, this.at_ms - this.reading.phase_started_ms);
  }
}

/** 754000 -> "12:34"; hours only where there are any. */
export function clockText(ms: number): string {
  const all = Math.floor(ms / 1000);
  const two = (n: number) => String(n).padStart(2, "0");
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${two(minutes)}:${two(seconds)}`;
}

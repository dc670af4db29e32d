// The connection to the program: opens, and opens again for as long as the page is there.
import type { ClientMessage, ServerMessage } from "./protocol";

export interface LinkEvents {
  opened: () => void;
  closed: () => void;
  /** The session is no more: there is nothing to come back to. */
  gone: () => void;
  message: (message: ServerMessage) => void;
}

const WAIT_MS_FIRST = 250;
const WAIT_MS_MAX = 5_000;

export class Link {
  private socket: WebSocket | null = null;
  private wait_ms = WAIT_MS_FIRST;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private finished = false;
  private readonly url: URL;
  private readonly events: LinkEvents;

  constructor(path: string, events: LinkEvents) {
    this.url = new URL(path, location.href);
    this.url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    this.events = events;
    this.open();
    // A laptop that wakes up should not wait for the rest of the back-off.
    addEventListener("online", () => this.openNow());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.openNow();
    });
  }

  get isOpen(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /** False if it was not handed to an open connection. True still promises nothing: only an ack does. */
  send(message: ClientMessage): boolean {
    if (!this.isOpen) return false;
    this.socket?.send(JSON.stringify(message));
    return true;
  }

  /** No more after this: the interview is over. */
  finish(): void {
    this.finished = true;
    clearTimeout(this.timer);
  }

  private openNow(): void {
    if (this.finished || (this.socket && this.socket.readyState <= WebSocket.OPEN)) return;
    clearTimeout(this.timer);
    this.wait_ms = WAIT_MS_FIRST;
    this.open();
  }

  /** A refused connection does not say why; the room's own page does. */
  private async askWhetherGone(): Promise<void> {
    const answer = await fetch(location.pathname, { method: "HEAD", redirect: "manual" }).catch(() => null);
    if (answer?.status !== 404 || this.finished) return;
    this.finish();
    this.events.gone();
  }

  private open(): void {
    const socket = new WebSocket(this.url);
    this.socket = socket;
    let wasOpen = false;
    socket.addEventListener("open", () => {
      wasOpen = true;
      this.wait_ms = WAIT_MS_FIRST;
      this.events.opened();
    });
    socket.addEventListener("message", ({ data }) => this.events.message(JSON.parse(String(data))));
    socket.addEventListener("close", () => {
      this.events.closed();
      if (this.finished) return;
      if (!wasOpen) void this.askWhetherGone();
      // Two tabs that lost the same program should not come back in step.
      this.timer = setTimeout(() => this.open(), this.wait_ms * (0.75 + Math.random() / 2));
      this.wait_ms = Math.min(this.wait_ms * 2, WAIT_MS_MAX);
    });
  }
}

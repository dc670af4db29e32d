// From the key stroke that changed the words to the hint on the screen, for the bench.
declare global {
  interface Window {
    greenroomHintLatencies: number[];
  }
}

/** Input times by what the hint will say it answers. */
const waiting = new Map<string, number>();
window.greenroomHintLatencies = [];

/** `since`: the first key stroke of those that this message carries, so that throttling counts too. */
export function markInput(answers: string | number, since: number): void {
  waiting.delete(String(answers));
  waiting.set(String(answers), since);
  performance.clearMarks("greenroom-input");
  performance.mark("greenroom-input", { startTime: since });
  // Most partials change no hint; old ones are forgotten.
  for (const old of waiting.keys()) {
    if (waiting.size <= 64) break;
    waiting.delete(old);
  }
}

/** Called when a hint has been put into the page. */
export function markHint(answers: string | number | null | undefined): void {
  const since = answers === undefined || answers === null ? undefined : waiting.get(String(answers));
  if (since === undefined) return;
  waiting.delete(String(answers));
  // The frame after this one begins when this one has been painted.
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      performance.clearMarks("greenroom-hint");
      performance.mark("greenroom-hint");
      window.greenroomHintLatencies.push(performance.now() - since);
    };
    port2.postMessage(null);
  });
}

import type { Work } from "../excel/work.ts";

/** Milliseconds that work may go on before the pane gets to draw and to hear "Avbryt". */
const slice = 40;

/** Runs work step by step and lets the pane breathe between slices. @throws the signal's reason when given up */
export async function inSlices<T>(
  steps: Generator<number, T, undefined>,
  total: number,
  { progress, signal }: Work,
): Promise<T> {
  for (;;) {
    const until = performance.now() + slice;
    do {
      const step = steps.next();
      if (step.done === true) return step.value;
      progress(step.value, total);
    } while (performance.now() < until);
    await nextTurn();
    signal.throwIfAborted();
  }
}

/** A turn of the event loop, without the four milliseconds that a browser adds to nested timers. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

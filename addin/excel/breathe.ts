import type { Work } from "./work.ts";

/**
 * Gives way to whoever uses the pane, between two pieces of work: it draws and hears "Avbryt", without the four
 * milliseconds that a browser adds to nested timers. @throws the signal's reason when the work is given up
 */
export async function breathe({ signal }: Pick<Work, "signal">): Promise<void> {
  await new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
  signal.throwIfAborted();
}

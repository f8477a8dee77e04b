import { breathe } from "../excel/breathe.ts";
import type { Work } from "../excel/work.ts";

/** Milliseconds that work may go on before the pane gets to draw and to hear "Avbryt". */
const slice = 40;

/** Runs work step by step and lets the pane breathe before each slice. @throws the signal's reason when given up */
export async function inSlices<T>(
  steps: Generator<number, T, undefined>,
  total: number,
  work: Work,
): Promise<T> {
  for (;;) {
    await breathe(work);
    const until = performance.now() + slice;
    do {
      const step = steps.next();
      if (step.done === true) return step.value;
      work.progress(step.value, total);
    } while (performance.now() < until);
  }
}

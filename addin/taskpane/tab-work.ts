import type { Work } from "../commands/contract.ts";
import type { Course } from "./machine.ts";
import { isSignedOut, troubleOf, type Trouble } from "./trouble.ts";

/** Long work in a tab: how far it has come, and how to give it up. */
export interface Working<What extends string, Shown> {
  readonly at: "working";
  readonly what: What;
  readonly done: number;
  /** 0 until it is known. */
  readonly total: number;
  /** null: it cannot be stopped, and is done whether somebody waits for it or not. */
  readonly cancel: (() => void) | null;
  /** Stops what can be stopped, and shows nothing of the rest: it belongs to a year or a person that was. */
  readonly leave: () => void;
  readonly shown: Shown;
}

/** Work that changes something for others: it is waited for, since what the service has been asked it does. */
interface ActPart<Shown> {
  readonly run: (work: Work) => Promise<void>;
  /** It can be stopped between its parts; those that are done stay done. */
  readonly inParts: boolean;
  /** What is to be shown when it failed or was stopped: some of it may be done. */
  readonly otherwise: () => Promise<Shown>;
}

interface LongWork<What extends string, Shown, S extends { readonly at: string }> {
  readonly what: What;
  /** What stays on the screen meanwhile, and comes back when the person gives up. */
  readonly shown: Shown;
  /** Done before `run`; null when there is nothing to do but to read or to write a sheet. */
  readonly act?: ActPart<Shown> | null;
  /** The act was done when this was tried before. */
  readonly isDone?: boolean;
  readonly run: (work: Work) => Promise<S>;
  /** Tries again; an act that failed is asked for again by its own button, and what stands in its form. */
  readonly again: () => void;
  readonly signedOut: () => void;
}

/**
 * Does long work in a tab, one at a time: progress while it goes, then the state it gives; what was shown when it is
 * given up.
 */
export async function longWork<
  What extends string,
  Shown extends { readonly at: string },
  S extends { readonly at: string },
>(
  machine: Course<S | Shown | Working<What, Shown> | Trouble<Shown>>,
  { what, shown, act = null, isDone = false, run, again, signedOut }: LongWork<What, Shown, S>,
): Promise<void> {
  if (machine.get().at === "working") return;
  const now = { done: 0, total: 0, acting: act !== null, left: false, stop: new AbortController() };
  const hasLeft = (): boolean => now.left;
  const leave = (): void => {
    now.left = true;
    now.stop.abort();
  };
  const cancel = (): void => {
    if (now.acting) {
      now.stop.abort();
      return;
    }
    leave();
    machine.go(shown);
  };
  const show = (): void => {
    if (now.left) return;
    const { done, total } = now;
    const stops = !now.acting || act?.inParts === true;
    machine.go({ at: "working", what, done, total, cancel: stops ? cancel : null, leave, shown });
  };
  const work = (): Work => ({
    signal: now.stop.signal,
    progress: (done, total) => {
      Object.assign(now, { done, total });
      show();
    },
  });
  show();
  try {
    if (act !== null) {
      await act.run(work());
      Object.assign(now, { acting: false, stop: now.left ? now.stop : new AbortController() });
      show();
    }
    const next = await run(work());
    if (!now.left) machine.go(next);
  } catch (error) {
    if (now.left) return;
    if (isSignedOut(error)) signedOut();
    if (act === null || !now.acting) {
      machine.go({ ...troubleOf(error, shown, again), isDone: isDone || act !== null });
      return;
    }
    const stopped = now.stop.signal.aborted;
    const after = await act.otherwise().catch(() => shown);
    if (!hasLeft()) machine.go(stopped ? after : troubleOf(error, after, null));
  }
}

interface Load<S extends { readonly at: string }> {
  readonly run: () => Promise<S>;
  readonly again: () => void;
  readonly signedOut: () => void;
}

/** Loads a tab: "loading", then the state it gives, unless another load has begun meanwhile. */
export async function load<Shown, S extends { readonly at: string }>(
  machine: Course<S | { readonly at: "loading" } | Trouble<Shown>>,
  { run, again, signedOut }: Load<S>,
): Promise<void> {
  const loading = { at: "loading" } as const;
  machine.go(loading);
  const current = (): boolean => machine.get() === loading;
  try {
    const next = await run();
    if (current()) machine.go(next);
  } catch (error) {
    if (!current()) return;
    if (isSignedOut(error)) signedOut();
    machine.go(troubleOf<Shown>(error, null, again));
  }
}

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
  readonly cancel: () => void;
  readonly shown: Shown;
}

interface LongWork<What extends string, Shown, S extends { readonly at: string }> {
  readonly what: What;
  /** What stays on the screen meanwhile, and comes back when the person gives up. */
  readonly shown: Shown;
  readonly run: (work: Work) => Promise<S>;
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
  { what, shown, run, again, signedOut }: LongWork<What, Shown, S>,
): Promise<void> {
  if (machine.get().at === "working") return;
  const stop = new AbortController();
  const said = { done: 0, total: 0 };
  const show = (): void => {
    if (!stop.signal.aborted) machine.go({ at: "working", what, ...said, cancel, shown });
  };
  const cancel = (): void => {
    stop.abort();
    machine.go(shown);
  };
  show();
  try {
    const next = await run({
      signal: stop.signal,
      progress: (done, total) => {
        Object.assign(said, { done, total });
        show();
      },
    });
    if (!stop.signal.aborted) machine.go(next);
  } catch (error) {
    if (stop.signal.aborted) return;
    if (isSignedOut(error)) signedOut();
    machine.go(troubleOf(error, shown, again));
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

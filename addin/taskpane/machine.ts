/** A value that changes over time and tells who listens: one per tab, so that ribbon and pane share what is shown. */
export interface Machine<S extends { readonly at: string }> {
  readonly get: () => S;
  readonly subscribe: (listener: () => void) => () => void;
  /** Throws a RangeError when the drawing has no such step. */
  readonly go: (next: S) => void;
}

/** The part of a machine that work in a tab needs; `Next` is what the work may lead to. */
export interface Course<Next> {
  readonly get: () => { readonly at: string };
  readonly go: (next: Next) => void;
}

/** Per state, the states that it may be reached from. */
export type Drawing<S extends { readonly at: string }> = Readonly<Record<S["at"], readonly S["at"][]>>;

export function createMachine<S extends { readonly at: string }>(
  first: S,
  reachedFrom: Drawing<S>,
): Machine<S> {
  const now = { state: first };
  const listeners = new Set<() => void>();
  return {
    get: () => now.state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    go: (next) => {
      const at = now.state.at as S["at"];
      if (!reachedFrom[next.at as S["at"]].includes(at))
        throw new RangeError(`no step leads from ${at} to ${next.at}`);
      now.state = next;
      for (const listener of listeners) listener();
    },
  };
}

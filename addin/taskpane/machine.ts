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
export type Drawing<At extends string> = Readonly<Record<At, readonly At[]>>;

export function createMachine<S extends { readonly at: At }, At extends string = S["at"]>(
  first: S,
  reachedFrom: Drawing<At>,
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
      const { at } = now.state;
      if (!reachedFrom[next.at].includes(at)) throw new RangeError(`no step leads from ${at} to ${next.at}`);
      now.state = next;
      for (const listener of listeners) listener();
    },
  };
}

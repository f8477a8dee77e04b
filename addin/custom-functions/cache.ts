/** One thing to fetch, known by its key: everyone who asks for the same key shares one load. */
export interface Source<T> {
  readonly key: string;
  readonly load: (signal: AbortSignal) => Promise<T>;
}

/** What is known of a source. `at` is the time of the answer, in milliseconds as the clock gives them. */
export type Known<T> =
  | { readonly state: "ready"; readonly value: T; readonly at: number }
  | { readonly state: "failed"; readonly error: unknown; readonly at: number };

export interface Cache {
  /**
   * Tells the listener what is known as soon as it is known, and again whenever that changes. The first watcher of a
   * source starts its load; when the last one stops, a load under way is given up.
   */
  watch<T>(source: Source<T>, listener: (known: Known<T>) => void): () => void;
  /**
   * Loads every watched source anew, once, and tells the watchers; what nobody watches is dropped. `rewatch` may first
   * move watchers to other sources. A source that cannot be loaded keeps its earlier value. Gives back the errors;
   * empty when all is new.
   */
  refresh(rewatch?: () => void): Promise<readonly unknown[]>;
  /** Drops every value, at sign-out or when somebody else signs in, so that no one sees another's figures. */
  forget(): void;
  /** Calls the listener whenever something has come or failed. */
  observe(listener: () => void): () => void;
  /** When the oldest value in use came, and what the latest attempt failed on, if it did. */
  report(): { readonly oldest: number | null; readonly failure: unknown };
}

interface Entry {
  readonly source: Source<unknown>;
  readonly listeners: Set<(known: Known<unknown>) => void>;
  known: Known<unknown> | null;
  loading: { readonly abort: AbortController; readonly done: Promise<void> } | null;
  /** The latest load failed, although an earlier value may still be shown. */
  failure: unknown;
}

/** After a failure new cells get the same answer for so long, so that 311 of them do not ask 311 times. */
export const pauseAfterFailure = 10_000;

/** The values behind all cells of the workbook: each source is asked for once. `now` is the time in milliseconds. */
export function createCache(now: () => number): Cache {
  const entries = new Map<string, Entry>();
  const observers = new Set<() => void>();
  const turn = { rewatching: false };

  function entryOf(source: Source<unknown>): Entry {
    const known = entries.get(source.key);
    if (known) return known;
    const fresh: Entry = { source, listeners: new Set(), known: null, loading: null, failure: null };
    entries.set(source.key, fresh);
    return fresh;
  }

  /** A load that was given up, or overtaken by a later one, changes nothing. */
  function load(entry: Entry): Promise<void> {
    entry.loading?.abort.abort();
    const abort = new AbortController();
    const overtaken = () => entry.loading?.abort !== abort;
    const done = entry.source.load(abort.signal).then(
      (value) => {
        if (overtaken()) return;
        entry.failure = null;
        settle(entry, { state: "ready", value, at: now() });
      },
      (error: unknown) => {
        if (overtaken()) return;
        entry.failure = error;
        settle(entry, entry.known?.state === "ready" ? entry.known : { state: "failed", error, at: now() });
      },
    );
    entry.loading = { abort, done };
    return done;
  }

  function settle(entry: Entry, known: Known<unknown>): void {
    entry.loading = null;
    const changed = entry.known !== known;
    entry.known = known;
    if (changed) for (const listener of [...entry.listeners]) listener(known);
    for (const observer of [...observers]) observer();
  }

  function isStale({ known }: Entry): boolean {
    return known === null || (known.state === "failed" && now() - known.at >= pauseAfterFailure);
  }

  function leave(entry: Entry, listener: (known: Known<unknown>) => void): void {
    entry.listeners.delete(listener);
    if (entry.listeners.size > 0 || entry.loading === null) return;
    entry.loading.abort.abort();
    entry.loading = null;
  }

  return {
    watch: (source, listener) => {
      const entry = entryOf(source);
      const told = listener as (known: Known<unknown>) => void;
      entry.listeners.add(told);
      if (!turn.rewatching && entry.loading === null && isStale(entry)) void load(entry);
      // An old failure is no news while a new attempt is under way; an old value is.
      if (entry.known?.state === "ready" || (entry.known !== null && entry.loading === null))
        told(entry.known);
      return () => {
        leave(entry, told);
      };
    },

    refresh: async (rewatch) => {
      turn.rewatching = true;
      rewatch?.();
      turn.rewatching = false;
      for (const [key, { listeners }] of entries) if (listeners.size === 0) entries.delete(key);
      const watched = [...entries.values()];
      await Promise.all(watched.map(load));
      return watched.map(({ failure }) => failure).filter((failure) => failure !== null);
    },

    forget: () => {
      for (const entry of entries.values()) {
        entry.loading?.abort.abort();
        entry.loading = null;
        entry.known = null;
        entry.failure = null;
      }
    },

    observe: (listener) => {
      observers.add(listener);
      return () => {
        observers.delete(listener);
      };
    },

    report: () => {
      const all = [...entries.values()];
      const times = all.flatMap(({ known }) => (known?.state === "ready" ? [known.at] : []));
      return {
        oldest: times.length === 0 ? null : Math.min(...times),
        failure: all.find(({ failure }) => failure !== null)?.failure ?? null,
      };
    },
  };
}

import { useReducer } from "react";

/** A tab as its forms see it. */
export interface FormTab {
  /** What has been typed and not yet sent, by form: it is there when one comes back from another tab. */
  readonly kept: Map<string, unknown>;
  /** Whether the last act is done, though what follows it may have failed. */
  readonly isDone: () => boolean;
}

interface Kept<T> {
  readonly typed: T;
  readonly type: (next: T | ((now: T) => T)) => void;
  /** Sends it. What is typed is forgotten when the act is done, and stands when it was refused; says which. */
  readonly send: (act: () => Promise<void>) => Promise<boolean>;
}

/**
 * What is typed in a form, kept outside the page until it has been sent: it is there after a refusal and when one comes
 * back from another tab, and every `form` (such as a note in one case) has its own.
 */
export function useKept<T>({ kept, isDone }: FormTab, form: string, first: T): Kept<T> {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const now = (): T => (kept.has(form) ? (kept.get(form) as T) : first);
  return {
    typed: now(),
    type: (next) => {
      kept.set(form, typeof next === "function" ? (next as (now: T) => T)(now()) : next);
      redraw();
    },
    send: async (act) => {
      await act();
      const done = isDone();
      if (done) kept.delete(form);
      redraw();
      return done;
    },
  };
}

import { useReducer } from "react";

/**
 * What is typed in a form, kept outside the page until it has been sent: it is there after a refusal and when one comes
 * back from another tab, and every `form` (such as a note in one case) has its own.
 */
export function useKept<T>(
  kept: Map<string, unknown>,
  form: string,
  first: T,
): readonly [T, (next: T | ((now: T) => T)) => void] {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const now = (): T => (kept.has(form) ? (kept.get(form) as T) : first);
  const set = (next: T | ((now: T) => T)): void => {
    kept.set(form, typeof next === "function" ? (next as (now: T) => T)(now()) : next);
    redraw();
  };
  return [now(), set];
}

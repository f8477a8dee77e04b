import { createContext, useContext, useSyncExternalStore } from "react";
import type { Machine } from "../machine.ts";
import type { Pane } from "../pane.ts";
import type { TabId } from "../tab-parts.ts";
import type { Texts } from "../texts.ts";

/** What every view reaches for: the machines, the words, and the way to another tab. */
export interface PaneContext {
  readonly pane: Pane;
  readonly texts: Texts;
  readonly goTo: (tab: TabId) => void;
}

const context = createContext<PaneContext | null>(null);
export const PaneProvider = context.Provider;

export function usePane(): PaneContext {
  const found = useContext(context);
  if (found === null) throw new RangeError("a view outside the pane");
  return found;
}

/** The state of a machine now and after every step. */
export function useMachine<S extends { readonly at: string }>({
  subscribe,
  get,
}: Pick<Machine<S>, "subscribe" | "get">): S {
  return useSyncExternalStore(subscribe, get);
}

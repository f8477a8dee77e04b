import type { Pane } from "../../../addin/taskpane/pane.ts";
import type { TabId } from "../../../addin/taskpane/tab-parts.ts";

/** Every state that a tab's own type names, but the moment before it is opened. */
export type StateOf<T extends TabId> = Exclude<ReturnType<Pane[T]["machine"]["get"]>["at"], "new">;

const common = {
  empty: true,
  loading: true,
  full: true,
  failed: true,
  forbidden: true,
  offline: true,
} as const;

/** Spelled out so that a state added to a tab, or a tab added to the pane, does not compile until it is looked at. */
const states: { readonly [T in TabId]: Readonly<Record<StateOf<T>, true>> } = {
  start: common,
  requisitions: { ...common, asking: true, registered: true, mapping: true, working: true },
  allocation: { ...common, working: true },
  reportBacks: { ...common, working: true },
  balances: { ...common, working: true },
  tables: { ...common, working: true },
};

/** Every tab with every state it can show. */
export const tabStates: readonly { readonly tab: TabId; readonly state: string }[] = Object.entries(
  states,
).flatMap(([tab, of]) => Object.keys(of).map((state) => ({ tab: tab as TabId, state })));

import type { Postings } from "../../../addin/taskpane/balances/balances.ts";
import type { DecisionsFull, MoneyAct } from "../../../addin/taskpane/decisions/decisions.ts";
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
  cases: { ...common, working: true },
  requisitions: { ...common, asking: true, registered: true, mapping: true, pasting: true, working: true },
  applications: { ...common, working: true },
  allocation: { ...common, working: true },
  decisions: { ...common, working: true },
  reportBacks: { ...common, working: true },
  balances: { ...common, working: true },
  tables: { ...common, working: true },
};

/** What a full tab shows besides, by what is selected in the sheet or asked for. */
interface Parts {
  readonly cases:
    "opened" | "rejectable" | "unfilled" | "told" | "denied" | "lists" | "reminders" | "confirm" | "reminded";
  readonly applications: "mapping" | "checked" | "fetched" | "faulty" | "warned";
  readonly allocation: "row" | "other-round" | "prepared" | "deciding" | "redistribution" | "money";
  readonly decisions:
    | "opened"
    | "preparable"
    | "waiting"
    | "warned"
    | "rejection"
    | "unpaid"
    | "again"
    | NonNullable<DecisionsFull["form"]>
    | MoneyAct
    | "returns"
    | "confirm"
    | "told";
  readonly reportBacks:
    | "report"
    | "correction"
    | "proposals"
    | "carry-over"
    | "carried"
    | "confirm"
    | "told"
    | "sheets"
    | "register"
    | "checked";
  readonly tables: "imports" | "preview";
  readonly balances: Postings["at"] | "cell" | "another-cell";
}
const parts: { readonly [T in keyof Parts]: Readonly<Record<Parts[T], true>> } = {
  cases: {
    opened: true,
    rejectable: true,
    unfilled: true,
    told: true,
    denied: true,
    lists: true,
    reminders: true,
    confirm: true,
    reminded: true,
  },
  applications: { mapping: true, checked: true, fetched: true, faulty: true, warned: true },
  allocation: {
    row: true,
    "other-round": true,
    prepared: true,
    deciding: true,
    redistribution: true,
    money: true,
  },
  decisions: {
    preparable: true,
    opened: true,
    waiting: true,
    rejection: true,
    again: true,
    decide: true,
    correct: true,
    takeBack: true,
    dispatch: true,
    declined: true,
    attested: true,
    warned: true,
    paid: true,
    unpaid: true,
    reversed: true,
    repaid: true,
    returned: true,
    returns: true,
    confirm: true,
    told: true,
  },
  reportBacks: {
    report: true,
    correction: true,
    proposals: true,
    "carry-over": true,
    carried: true,
    confirm: true,
    told: true,
    sheets: true,
    register: true,
    checked: true,
  },
  tables: { imports: true, preview: true },
  balances: { fetching: true, read: true, refused: true, cell: true, "another-cell": true },
};

export interface TabState {
  readonly tab: TabId;
  readonly state: string;
  readonly part?: string;
}

/** Every tab with every state it can show, and every part of the full ones. */
export const tabStates: readonly TabState[] = [
  ...Object.entries(states).flatMap(([tab, of]) =>
    Object.keys(of).map((state) => ({ tab: tab as TabId, state })),
  ),
  ...Object.entries(parts).flatMap(([tab, of]) =>
    // An act that is refused leaves the tab so, with what was typed.
    Object.keys(of).map((part) => ({
      tab: tab as TabId,
      state: part === "denied" ? "forbidden" : "full",
      part,
    })),
  ),
];

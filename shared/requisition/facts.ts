import type { Cell } from "../cell.ts";
import type { AccountKind } from "../identifiers.ts";
import type { Round } from "../programme.ts";
import type { RecipientKind } from "../recipient.ts";
import type { RegisterEntry } from "../register.ts";
import { requisitionColumns } from "./columns.ts";
import type { RequisitionColumnId } from "./columns.ts";

/**
 * What reading one cell may find wrong; "" is nothing. Each fault belongs to one rule of its column, see rules/.
 * `spelling`, `padding`, `groups` and `hidden` are understood nevertheless: the other rules go on with the value.
 * `derivable` is blank, but other cells say what belongs there.
 */
export type Fault =
  | ""
  | "blank"
  | "derivable"
  | "hidden"
  | "misleading"
  | "unreadable"
  | "error-value"
  | "truth-value"
  | "formula"
  | "too-long"
  | "unknown"
  | "takes-applications"
  | "top-up"
  | "form"
  | "spelling"
  | "padding"
  | "ceased"
  | "other-recipient"
  | "third-digit"
  | "check-digit"
  | "not-a-number"
  | "decimals"
  | "ambiguous"
  | "too-large"
  | "not-positive"
  | "groups"
  | "not-a-date";

/**
 * What is known about the row in hand. One object is reused for all rows, so that a clean row allocates nothing here.
 * A value is null when its cell is empty or already has a fault of its own: then no rule that needs it says more.
 */
export interface Facts {
  /** ISO date. */
  readonly today: string;
  /** 1-based worksheet row. */
  row: number;
  /** The cells in the order of the column table, trimmed and without hidden characters; null when blank. */
  readonly cells: Cell[];
  readonly faults: Fault[];
  /** No cell of the row has a fault. */
  clean: boolean;
  /** Per column the value that a safe fix would write; means something only beside a fault that can be mended. */
  readonly rewrites: (Cell | undefined)[];
  /** The round that was named, even one that takes no requisitions of its own. */
  named: Round | null;
  /** The round, when it takes requisitions. */
  round: Round | null;
  kind: RecipientKind | null;
  /** The entry of the code, even one that has ceased. */
  entry: RegisterEntry | null;
  /** Set when code and name agree on one recipient in use. */
  recipient: RegisterEntry | null;
  /** Kronor allotted to the recipient in the round; null also when nothing is known of it. */
  allotted: number | null;
  /** The earlier row with the same recipient in the same round, 0 when there is none. */
  earlierRow: number;
  /** The recipient already has a requisition registered in the round. */
  registered: boolean;
  orgnr: string | null;
  /** The code of another recipient of the same kind with the same organisation number. */
  orgnrOwner: string | null;
  amount: number | null;
  wantsMore: boolean | null;
  approved: string | null;
  accountKind: AccountKind | null;
  account: string | null;
  /** Another organisation number with the same account. */
  accountOwner: string | null;
  received: string | null;
  /** The day that counts: of the requisition that this one completes, or its own. */
  counted: string | null;
}

/** The faults that a safe fix may mend. */
export const mendable: ReadonlySet<Fault> = new Set<Fault>(["derivable", "hidden", "spelling", "padding"]);

/** Notes what is wrong with the cell of one column. */
export function note(facts: Facts, column: number, fault: Exclude<Fault, "">): void {
  facts.faults[column] = fault;
  facts.clean = false;
}

/** Where each column stands in the column table, and so in `cells`, `faults` and `rewrites`. */
export const at = Object.fromEntries(requisitionColumns.map(({ id }, i) => [id, i])) as Readonly<
  Record<RequisitionColumnId, number>
>;

/** Facts about no row yet. */
export function noFacts(today: string): Facts {
  return {
    today,
    row: 0,
    cells: requisitionColumns.map(() => null),
    faults: requisitionColumns.map(() => ""),
    clean: true,
    rewrites: requisitionColumns.map(() => undefined),
    named: null,
    round: null,
    kind: null,
    entry: null,
    recipient: null,
    allotted: null,
    earlierRow: 0,
    registered: false,
    orgnr: null,
    orgnrOwner: null,
    amount: null,
    wantsMore: null,
    approved: null,
    accountKind: null,
    account: null,
    accountOwner: null,
    received: null,
    counted: null,
  };
}

/** Forgets what was understood of the row before; its cells are written over one by one. */
export function forget(facts: Facts): void {
  if (!facts.clean) facts.faults.fill("");
  facts.clean = true;
  facts.named = null;
  facts.round = null;
  facts.kind = null;
  facts.entry = null;
  facts.recipient = null;
  facts.allotted = null;
  facts.earlierRow = 0;
  facts.registered = false;
  facts.orgnr = null;
  facts.orgnrOwner = null;
  facts.amount = null;
  facts.wantsMore = null;
  facts.approved = null;
  facts.accountKind = null;
  facts.account = null;
  facts.accountOwner = null;
  facts.received = null;
  facts.counted = null;
}

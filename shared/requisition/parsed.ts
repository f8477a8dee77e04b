import type { Cell } from "../cell.ts";
import { isEmail } from "../email.ts";
import type { AccountKind } from "../identifiers.ts";
import type { RecipientKind } from "../recipient.ts";
import type { RequisitionColumnId } from "./columns.ts";
import { at } from "./facts.ts";
import type { Facts } from "./facts.ts";

/** A requisition read from a row without errors. */
export interface ParsedRequisition {
  /** 1-based worksheet row. */
  readonly row: number;
  /** Round id. */
  readonly round: string;
  readonly kind: RecipientKind;
  readonly code: string;
  /** The name of the register, however it was written. */
  readonly name: string;
  /** NNNNNN-NNNN. */
  readonly orgnr: string;
  /** Kronor. */
  readonly amount: number;
  readonly wantsMore: boolean;
  readonly contact: string;
  readonly email: string;
  readonly representative: string | null;
  /** ISO date. */
  readonly representativeApproved: string | null;
  readonly accountKind: AccountKind;
  /** With hyphen. */
  readonly account: string;
  readonly reference: string | null;
  /** ISO date. */
  readonly received: string;
  readonly signatory: string;
}

/** The requisition that the facts amount to, or null when something needed is not known. */
export function parsedRequisition(facts: Facts): ParsedRequisition | null {
  const { cells, round, entry, orgnr, amount, wantsMore, accountKind, account, received } = facts;
  if (round === null || entry === null || orgnr === null || amount === null) return null;
  if (wantsMore === null || accountKind === null || account === null || received === null) return null;
  return {
    row: facts.row,
    round: round.id,
    kind: entry.kind,
    code: entry.code,
    name: entry.name,
    orgnr,
    amount,
    wantsMore,
    contact: asText(cells[at.contact]) ?? "",
    email: asText(cells[at.email]) ?? "",
    representative: asText(cells[at.representative]),
    representativeApproved: facts.approved,
    accountKind,
    account,
    reference: asText(cells[at.reference]),
    received,
    signatory: asText(cells[at.signatory]) ?? "",
  };
}

/** What a row with errors says that can be trusted; null where its cell is empty or has a fault that hides the value. */
type Said = Pick<
  ParsedRequisition,
  | "round"
  | "code"
  | "orgnr"
  | "amount"
  | "wantsMore"
  | "contact"
  | "email"
  | "accountKind"
  | "account"
  | "reference"
  | "received"
  | "signatory"
>;

/** A row with errors: registered as come in on its own day, and its sender asked to complete it. */
export type FaultyRequisition = { readonly [K in keyof Said]: Said[K] | null } & {
  /** 1-based worksheet row. */
  readonly row: number;
};

/** What the facts of a row with errors still say. In a `doubtful` column nobody knows which cell to go by. */
export function faultyRequisition(facts: Facts, doubtful: ReadonlySet<string>): FaultyRequisition {
  const { row, round, recipient, amount, wantsMore, accountKind, account, received, today, cells } = facts;
  const sure = <T>(column: RequisitionColumnId, value: T | null): T | null =>
    doubtful.has(column) ? null : value;
  const text = (column: RequisitionColumnId): string | null => sure(column, asText(cells[at[column]]));
  const email = text("email");
  return {
    row,
    round: round?.id ?? null,
    code: recipient?.code ?? null,
    orgnr: sure("orgnr", facts.orgnrOwner === null ? facts.orgnr : null),
    amount,
    wantsMore: sure("wantsMore", wantsMore),
    contact: text("contact"),
    email: email !== null && isEmail(email) ? email : null,
    accountKind: sure("accountKind", accountKind),
    account: doubtful.has("accountKind") ? null : sure("account", account),
    reference: text("reference"),
    received: sure("received", received !== null && received <= today ? received : null),
    signatory: text("signatory"),
  };
}

function asText(cell: Cell | undefined): string | null {
  return typeof cell === "string" ? cell : null;
}

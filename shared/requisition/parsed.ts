import type { Cell } from "../cell.ts";
import { isEmail } from "../email.ts";
import type { AccountKind } from "../identifiers.ts";
import type { RecipientKind } from "../recipient.ts";
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

/** A row with errors: enough to register it as come in, and to ask its sender to complete it. */
export interface FaultyRequisition {
  /** 1-based worksheet row. */
  readonly row: number;
  /** Round id and code; null when the row does not say, or says it so that nobody can be sure. */
  readonly round: string | null;
  readonly code: string | null;
  /** Kronor; null when the amount cannot be read. */
  readonly amount: number | null;
  /** Where its sender can be asked; null when the cell holds no address. */
  readonly email: string | null;
  /** The whole requisition when all that is wrong with it is when it came in; null otherwise. */
  readonly outside: ParsedRequisition | null;
}

/** What the facts of a row with errors still say. */
export function faultyRequisition(
  { row, round, recipient, amount, cells }: Facts,
  outside: ParsedRequisition | null,
): FaultyRequisition {
  const email = asText(cells[at.email]);
  return {
    row,
    round: round?.id ?? null,
    code: recipient?.code ?? null,
    amount,
    email: email !== null && isEmail(email) ? email : null,
    outside,
  };
}

function asText(cell: Cell | undefined): string | null {
  return typeof cell === "string" ? cell : null;
}

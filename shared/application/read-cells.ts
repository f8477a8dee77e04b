import type { Cell } from "../cell.ts";
import type { RequisitionColumnId, RequisitionValue } from "../requisition/columns.ts";
import type { RequisitionContext } from "../requisition/context.ts";
import { at, type Facts, type Fault, forget, mendable, noFacts } from "../requisition/facts.ts";
import { compileOpenCell } from "../requisition/open-cell.ts";
import { compileReaders } from "../requisition/readers.ts";
import { accountCellRules } from "../requisition/rules/account.ts";
import { amountCellRules } from "../requisition/rules/amount.ts";
import { cellRules } from "../requisition/rules/cells.ts";
import { organisationNumberCellRules } from "../requisition/rules/organisation-number.ts";
import { peopleCellRules } from "../requisition/rules/people.ts";
import type { CellRule } from "../requisition/rule.ts";
import type { ApplicationColumn, ApplicationColumnId } from "./columns.ts";

/** What is wrong with one cell: the rule, what to do, and what a safe fix would write. */
export interface CellFault {
  readonly rule: string;
  readonly severity: "error" | "warning";
  readonly text: string;
  readonly fix?: Cell;
}

/** A cell as understood. `value`: text, kronor, ISO date, giro number …; null when there is none that can be trusted. */
export interface ReadCell {
  readonly raw: Cell;
  readonly value: string | number | null;
  readonly fault: CellFault | null;
}

/** Reads the cells of one application, column by column in the order of the column table. */
export interface CellReader {
  readonly read: (column: ApplicationColumn & { readonly id: ApplicationColumnId }, raw: Cell) => ReadCell;
  /** Forgets the application before, so that nothing of it is taken for this one's. */
  readonly next: () => void;
  /** Another organisation number with the same account earlier in the sheet; null for none. */
  readonly accountOwner: () => string | null;
}

/** The column of the requisition sheet whose cells are read in the same way. */
const alike: Partial<Record<RequisitionValue, RequisitionColumnId>> = {
  "organisation-number": "orgnr",
  kronor: "amount",
  "account-kind": "accountKind",
  account: "account",
  date: "received",
  email: "email",
};

const rules: readonly CellRule[] = [
  ...cellRules,
  ...organisationNumberCellRules,
  ...amountCellRules,
  ...peopleCellRules,
  ...accountCellRules,
];

/** A requisition's rules about cells need nothing of rounds and registers here. */
const bare: Omit<RequisitionContext, "today"> = {
  rounds: [],
  register: { find: () => undefined },
  nameIndex: { find: () => null },
  allotted: () => null,
};

/**
 * Reads cells with the readers and the rules of the requisition sheet: an organisation number, an amount or an account
 * means the same in both. `today` is an ISO date.
 */
export function compileCellReader(today: string): CellReader {
  const facts = noFacts(today);
  const readers = compileReaders({ ...bare, today }, facts);

  return {
    next: () => {
      forget(facts);
    },
    accountOwner: () => facts.accountOwner,
    read: (column, raw) => {
      const like = alike[column.value] ?? "contact";
      const i = at[like];
      // Several columns are read as one of the requisition's.
      facts.faults.fill("", i, i + 1);
      const opened = compileOpenCell(column, i, facts)(broken(column, raw));
      facts.cells[i] = opened;
      const reading = opened !== null && !isZero(column.id, opened) ? readers[i]!.read?.(opened) : "";
      // What was read is worse than what was seen when the cell was opened.
      if (reading) facts.faults[i] = reading;
      const fault = facts.faults[i]!;
      return { raw, value: valueOf(column, opened, fault, facts), fault: told(fault, like, column, facts) };
    },
  };
}

/** Money carried over may be none at all. */
function isZero(id: ApplicationColumnId, cell: Cell): boolean {
  return id === "carriedOver" && (cell === 0 || cell === "0");
}

function broken({ lineBreak }: ApplicationColumn, raw: Cell): Cell {
  return lineBreak === undefined || typeof raw !== "string"
    ? raw
    : raw.trim().replace(/[ \t]*[\r\n]+[ \t]*/g, lineBreak);
}

/** Faults that leave a value all the same. */
const understood: ReadonlySet<Fault> = new Set<Fault>(["", "hidden", "spelling", "groups"]);

function valueOf(
  { id, value: kind }: ApplicationColumn & { readonly id: ApplicationColumnId },
  opened: Cell,
  fault: Fault,
  facts: Facts,
): string | number | null {
  if (opened === null || !understood.has(fault)) return null;
  switch (kind) {
    case "organisation-number":
      return facts.orgnr;
    case "kronor":
      return isZero(id, opened) ? 0 : facts.amount;
    case "account-kind":
      return facts.accountKind;
    case "account":
      return facts.account;
    case "date":
      return facts.received;
    default:
      return String(opened);
  }
}

const notADate: CellFault = {
  rule: "inkom-datum",
  severity: "error",
  text: "Skriv dagen då ansökan kom in som ett datum, till exempel 2013-03-01.",
};

function told(
  fault: Fault,
  like: RequisitionColumnId,
  column: ApplicationColumn,
  facts: Facts,
): CellFault | null {
  if (fault === "") return null;
  const fix = mendable.has(fault) ? facts.rewrites[at[like]] : undefined;
  const mended = fix !== undefined && { fix };
  if (fault === "not-a-date" || (like === "received" && fault === "spelling"))
    return { ...notADate, ...mended };
  const { id, severity, text } = rules.find(
    (one) => (one.column === like || one.column === "every") && one.faults.includes(fault),
  )!;
  return { rule: id, severity, text: typeof text === "string" ? text : text(facts, column), ...mended };
}

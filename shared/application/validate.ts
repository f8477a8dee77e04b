import { cellAddress } from "../address.ts";
import { headingFinder, type Headings } from "../headings.ts";
import type { CheckedRows, Problem } from "../problems.ts";
import type { RequisitionTable } from "../requisition/validate.ts";
import type { Applicant } from "./applicant.ts";
import type { ApplicationContent } from "./application.ts";
import { type ApplicationColumnId, applicationColumns } from "./columns.ts";
import type { ApplicationContext } from "./context.ts";
import { type Column, grouped, isFilled, readDraft, type SheetRow } from "./draft.ts";
import { factsOf, keysOf } from "./facts.ts";
import { compileCellReader } from "./read-cells.ts";
import { applicationRules } from "./rules.ts";

/** An application as the sheet holds it, good or faulty. */
export interface ReadApplication {
  /** 1-based worksheet rows, the first first. */
  readonly rows: readonly number[];
  /** null when nobody can be sure who applies. */
  readonly applicant: Applicant | null;
  /** Members of a joint application (gemensam ansökan) beside the lead; those that are nobody's name are left out. */
  readonly members: readonly Applicant[];
  readonly content: ApplicationContent;
  /** Ids of the rules that it breaks; with any it is returned for completion. */
  readonly faults: readonly string[];
}

export interface ApplicationValidation extends CheckedRows {
  readonly applications: readonly ReadApplication[];
}

/**
 * Checks a sheet of applications to a round and names the cell of each fault. Columns are found by their headings;
 * blank rows and unknown columns are passed over. Never throws, whatever the cells hold.
 */
export function validateApplications(
  table: RequisitionTable,
  context: ApplicationContext,
): ApplicationValidation {
  const columns = applicationColumns(context.requirements);
  const { sheet, firstRow = 1, firstColumn = 0 } = table;
  const headings = headingFinder(columns)(table.rows, { sheet, firstRow, firstColumn });
  if (!("columns" in headings))
    return { problems: [headings], applications: [], rowCount: 0, firstDataRow: headings.row + 1 };
  const rows = rowsOf(table, columns, headings);
  const problems: Problem[] = [...headings.problems];
  const addressOf = addresses(columns, headings, firstColumn);
  const read = compileCellReader(context.today);
  const wanted = headings.problems.map(({ rule }) => rule);
  const drafts = grouped(rows).map((group) => readDraft(group, { columns, headings, context, read }));
  const keys = keysOf(drafts, context);
  const applications = drafts.map((draft, i): ReadApplication => {
    const facts = factsOf(draft, i, { drafts, keys, context });
    const broken = applicationRules.filter((rule) => !rule.holds(facts));
    const told = [
      ...draft.problems,
      ...broken.map((rule) => ({
        row: draft.row,
        column: rule.column,
        rule: rule.id,
        severity: rule.severity,
        text: rule.text(facts),
        value: draft.rawOf(rule.column),
      })),
    ];
    problems.push(
      ...told.map((one) => ({ sheet, cell: cellAddress(one.row, addressOf(one.column)), ...one })),
    );
    const errors = told.filter(({ severity }) => severity === "error").map(({ rule }) => rule);
    return {
      rows: draft.rows,
      applicant: draft.applicant,
      members: draft.members.known,
      content: draft.content,
      faults: [...new Set([...wanted, ...errors])],
    };
  });
  return { problems, applications, rowCount: rows.length, firstDataRow: firstRow + headings.row + 1 };
}

/** The worksheet column of each column; one that the sheet lacks is right of those it has. */
function addresses(
  columns: readonly Column[],
  { columns: found }: Headings,
  firstColumn: number,
): (id: ApplicationColumnId) => number {
  const width = Math.max(-1, ...found) + 1;
  return (id) => {
    const at = found[columns.findIndex((column) => column.id === id)] ?? -1;
    return firstColumn + (at < 0 ? width : at);
  };
}

function rowsOf(
  { rows, firstRow = 1 }: RequisitionTable,
  columns: readonly Column[],
  headings: Headings,
): readonly SheetRow[] {
  return rows
    .map((cells, i) => ({
      row: firstRow + i,
      cells: new Map(columns.map(({ id }, at) => [id, cells[headings.columns[at]!] ?? null] as const)),
    }))
    .slice(headings.row + 1)
    .filter(({ cells }) => [...cells.values()].some(isFilled));
}

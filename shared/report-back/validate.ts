import { cellAddress } from "../address.ts";
import type { Cell } from "../cell.ts";
import { headingFinder } from "../headings.ts";
import type { Problem } from "../problems.ts";
import { kindName, type RecipientId, recipientId, type RecipientKind } from "../recipient.ts";
import { type ReportBackColumnId, reportBackColumns } from "./columns.ts";
import { readDate, readKronor, type ReportBackFacts, reportBackRules } from "./rules.ts";

/** What the rules must know beside the rows: who was paid how many kronor during the year, and today (ISO date). */
export interface ReportBackContext {
  readonly paid: ReadonlyMap<RecipientId, number>;
  readonly today: string;
}

/** A report as read. `faults` names the rules it breaks: with any it moves no money. */
export interface ReadReportBack {
  /** 1-based worksheet row. */
  readonly row: number;
  readonly recipient: RecipientId | null;
  readonly consumed: number;
  readonly repaid: number;
  readonly reasons: readonly string[];
  readonly received: string | null;
  readonly faults: readonly string[];
}

export interface ReportBackValidation {
  readonly problems: readonly Problem[];
  readonly reports: readonly ReadReportBack[];
  readonly rowCount: number;
}

const findHeadings = headingFinder(reportBackColumns);

/** Checks a sheet of report-backs. Columns are found by their headings; blank rows and unknown columns are passed over. */
export function validateReportBacks(
  table: {
    readonly sheet: string;
    readonly firstRow?: number;
    readonly firstColumn?: number;
    readonly rows: readonly (readonly Cell[])[];
  },
  context: ReportBackContext,
): ReportBackValidation {
  const { firstRow = 1, firstColumn = 0 } = table;
  const headings = findHeadings(table.rows, { sheet: table.sheet, firstRow, firstColumn });
  if (!("columns" in headings)) return { problems: [headings], reports: [], rowCount: 0 };
  const columnOf = new Map(reportBackColumns.map(({ id }, i) => [id, headings.columns[i]!]));
  const firstRows = new Map<RecipientId, number>();

  const rows = table.rows
    .map((cells, i) => ({ cells, row: firstRow + i }))
    .slice(headings.row + 1)
    .filter(({ cells }) => [...columnOf.values()].some((at) => isFilled(cells[at] ?? null)));

  const read = rows.map(({ cells, row }) => {
    const facts = factsOf(cellsByColumn(cells, columnOf), row, context, firstRows);
    const broken = reportBackRules.filter((rule) => !rule.holds(facts));
    const problems = broken.map((rule): Problem => {
      const fix = rule.fix?.(facts);
      return {
        sheet: table.sheet,
        cell: cellAddress(row, firstColumn + Math.max(0, columnOf.get(rule.column)!)),
        row,
        column: rule.column,
        rule: rule.id,
        severity: "error",
        text: rule.text(facts),
        value: facts.cells[rule.column],
        ...(fix !== undefined && { fix }),
      };
    });
    const { recipient, consumed, repaid, received } = facts;
    const report: ReadReportBack = {
      row,
      recipient,
      consumed: consumed ?? 0,
      repaid: repaid ?? 0,
      reasons: reasonsOf(facts.cells.reasons),
      received,
      faults: broken.map(({ id }) => id),
    };
    return { problems, report };
  });
  return {
    problems: [...headings.problems, ...read.flatMap(({ problems }) => problems)],
    reports: headings.problems.length > 0 ? [] : read.map(({ report }) => report),
    rowCount: rows.length,
  };
}

const kinds = new Map(Object.entries(kindName).map(([kind, word]) => [word, kind as RecipientKind]));
const digits: Readonly<Record<RecipientKind, number>> = { municipality: 4, region: 2, ngo: 1 };

function factsOf(
  cells: ReportBackFacts["cells"],
  row: number,
  { paid, today }: ReportBackContext,
  firstRows: Map<RecipientId, number>,
): ReportBackFacts {
  const kind =
    kinds.get(
      String(cells.kind ?? "")
        .trim()
        .toLowerCase(),
    ) ?? null;
  const code = String(cells.code ?? "").trim();
  const id = kind === null ? null : recipientId({ kind, code: code.padStart(digits[kind], "0") });
  const recipient = id !== null && paid.has(id) ? id : null;
  const earlierRow = recipient === null ? 0 : (firstRows.get(recipient) ?? 0);
  if (recipient !== null && earlierRow === 0) firstRows.set(recipient, row);
  return {
    cells,
    kind,
    recipient,
    paid: recipient === null ? null : paid.get(recipient)!,
    stated: readKronor(cells.paid),
    consumed: readKronor(cells.consumed),
    repaid: readKronor(cells.repaid),
    received: readDate(cells.received),
    earlierRow,
    today,
  };
}

function cellsByColumn(
  cells: readonly Cell[],
  columnOf: ReadonlyMap<ReportBackColumnId, number>,
): ReportBackFacts["cells"] {
  return Object.fromEntries(
    [...columnOf].map(([id, at]) => [id, at < 0 ? null : (cells[at] ?? null)]),
  ) as ReportBackFacts["cells"];
}

function reasonsOf(cell: Cell): string[] {
  return String(cell ?? "")
    .split(";")
    .map((reason) => reason.trim())
    .filter((reason) => reason !== "");
}

function isFilled(cell: Cell): boolean {
  return cell !== null && (typeof cell !== "string" || cell.trim() !== "");
}

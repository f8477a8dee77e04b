import type { Cell } from "../../shared/cell.ts";
import { breathe } from "./breathe.ts";
import type { Book } from "./run.ts";
import type { Work } from "./work.ts";
import { WorkbookProblem } from "./workbook-problem.ts";

/** A worksheet and the part of it that holds values. Rows and columns are 0-based, as Excel's indexes are. */
export interface SheetSurvey {
  readonly sheet: Excel.Worksheet;
  readonly id: string;
  readonly name: string;
  readonly isProtected: boolean;
  /** null: no cell holds anything. */
  readonly used: {
    readonly row: number;
    readonly column: number;
    readonly rows: number;
    readonly columns: number;
  } | null;
  readonly tables: readonly Excel.Table[];
}

/** What a worksheet holds, as read. */
export interface ReadSheet {
  readonly survey: SheetSurvey;
  /** 0-based worksheet row and column of the first value. */
  readonly row: number;
  readonly column: number;
  readonly values: readonly (readonly Cell[])[];
  /** As `values`, but a formula where the cell has one. */
  readonly formulas: readonly (readonly Cell[])[];
  /** 0-based worksheet rows that hold the sums of a table. */
  readonly totals: readonly number[];
  /** The ranges that were read, which follow their rows when others insert rows above them. */
  readonly parts: readonly { readonly range: Excel.Range; readonly from: number; readonly rows: number }[];
}

/** Excel's own limits leave room for this many cells in one answer, values and formulas together. */
const cellsInOneAnswer = 100_000;
const mostRows = 100_000;
const mostColumns = 200;

/** Looks at the active worksheet and, when there is one, at the worksheet with this name or id. One sync. */
export async function surveySheets(
  context: Book,
  name: string,
): Promise<{ readonly active: SheetSurvey; readonly named: SheetSurvey | null }> {
  const sheets = [
    context.workbook.worksheets.getActiveWorksheet(),
    context.workbook.worksheets.getItemOrNullObject(name),
  ] as const;
  const looks = sheets.map((sheet) => {
    const used = sheet.getUsedRangeOrNullObject(true);
    sheet.load("id,name");
    sheet.protection.load("protected");
    sheet.tables.load("items/name,items/showTotals");
    used.load("rowIndex,columnIndex,rowCount,columnCount");
    return used;
  });
  await context.sync();
  const [active, named] = sheets.map((sheet, i) => (sheet.isNullObject ? null : surveyOf(sheet, looks[i]!)));
  return { active: active!, named: named ?? null };
}

function surveyOf(sheet: Excel.Worksheet, used: Excel.Range): SheetSurvey {
  return {
    sheet,
    id: sheet.id,
    name: sheet.name,
    isProtected: sheet.protection.protected,
    used: used.isNullObject
      ? null
      : { row: used.rowIndex, column: used.columnIndex, rows: used.rowCount, columns: used.columnCount },
    tables: sheet.tables.items,
  };
}

/**
 * Reads the values and formulas of a worksheet, one sync for each 100 000 cells.
 * @throws WorkbookProblem when it is larger than the service accepts, or the signal's reason
 */
export async function readSheet(context: Book, survey: SheetSurvey, work: Work): Promise<ReadSheet> {
  const used = survey.used ?? { row: 0, column: 0, rows: 0, columns: 0 };
  if (used.rows > mostRows || used.column + used.columns > mostColumns)
    throw new WorkbookProblem("too-large");
  const values: Cell[][] = [];
  const formulas: Cell[][] = [];
  const parts: ReadSheet["parts"][number][] = [];
  const totals = survey.tables
    .filter(({ showTotals }) => showTotals)
    .map((table) => table.getTotalRowRange());
  for (const range of totals) range.load("rowIndex");
  let rowsInOne = Math.max(1, Math.floor(cellsInOneAnswer / 2 / Math.max(1, used.columns)));
  while (values.length < used.rows) {
    work.signal.throwIfAborted();
    const from = values.length;
    const rows = Math.min(rowsInOne, used.rows - from);
    const range = survey.sheet.getRangeByIndexes(used.row + from, used.column, rows, used.columns);
    range.load("values,formulas");
    // eslint-disable-next-line office-addins/no-context-sync-in-loop -- an answer of Excel's has a largest size.
    if (!(await isAnswered(context.sync(), rows))) {
      rowsInOne = Math.ceil(rows / 2);
      for (const total of totals) total.load("rowIndex");
      continue;
    }
    for (const row of range.values as Cell[][]) values.push(row.map(emptyAsNull));
    for (const row of range.formulas as Cell[][]) formulas.push(row.map(emptyAsNull));
    parts.push({ range, from, rows });
    work.progress(from + rows, used.rows);
    // Reading the answer and working on what it says are two pieces of work.
    await breathe(work);
  }
  return {
    survey,
    row: used.row,
    column: used.column,
    values,
    formulas,
    totals: totals.map(({ rowIndex }) => rowIndex),
    parts,
  };
}

/** False when the cells hold so much text that Excel cannot send so many rows at once. */
export async function isAnswered(answer: Promise<void>, rows: number): Promise<boolean> {
  try {
    await answer;
    return true;
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code !== "ResponsePayloadSizeLimitExceeded" || rows === 1) throw error;
    return false;
  }
}

/** Excel says "" of an empty cell. */
function emptyAsNull(cell: Cell): Cell {
  return cell === "" ? null : cell;
}

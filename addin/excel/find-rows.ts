import type { Cell } from "../../shared/cell.ts";
import type { Book } from "./run.ts";
import { WorkbookProblem } from "./workbook-problem.ts";

/** The top of a worksheet, where its headings are, and how far it reaches. Rows and columns are 0-based. */
export interface SheetTop {
  readonly sheet: Excel.Worksheet;
  readonly name: string;
  readonly isProtected: boolean;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly values: readonly (readonly Cell[])[];
}

/** More than as many rows as headings are looked for in: others may have inserted some above. */
const topRows = 60;

/** Reads the top of the worksheet with this id, whatever it is called now. @throws WorkbookProblem when it is gone or empty */
export async function readTop(context: Book, id: string): Promise<SheetTop> {
  const sheet = context.workbook.worksheets.getItemOrNullObject(id);
  const used = sheet.getUsedRangeOrNullObject(true);
  sheet.load("name");
  sheet.protection.load("protected");
  used.load("rowIndex,columnIndex,rowCount,columnCount");
  await context.sync();
  if (sheet.isNullObject) throw new WorkbookProblem("sheet-gone");
  if (used.isNullObject) throw new WorkbookProblem("row-gone");
  const { rowIndex: row, columnIndex: column, rowCount: rows, columnCount: columns } = used;
  const top = sheet.getRangeByIndexes(row, column, Math.min(rows, topRows), columns);
  top.load("values");
  await context.sync();
  return {
    sheet,
    name: sheet.name,
    isProtected: sheet.protection.protected,
    row,
    column,
    rows,
    values: top.values as Cell[][],
  };
}

/** Reads one column of a worksheet from a 0-based row to its last. */
export async function readColumn(
  context: Book,
  { sheet, row, rows }: SheetTop,
  column: number,
  from: number,
): Promise<readonly Cell[]> {
  const count = row + rows - from;
  if (count < 1) return [];
  const range = sheet.getRangeByIndexes(from, column, count, 1);
  range.load("values");
  await context.sync();
  return (range.values as Cell[][]).map(([cell]) => cell ?? null);
}

/** Shows a cell: brings its worksheet forward and selects it. Only ever for a click of the user's. */
export async function selectCell(
  context: Book,
  sheet: Excel.Worksheet,
  row: number,
  column: number,
): Promise<void> {
  sheet.activate();
  sheet.getRangeByIndexes(row, column, 1, 1).select();
  await context.sync();
}

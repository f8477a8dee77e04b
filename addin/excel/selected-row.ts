import type { Cell } from "../../shared/cell.ts";
import { type Book, inWorkbook } from "./run.ts";

/** Where the active cell stands in a table: its row, heading by heading, and the cell itself. */
export interface SelectedCell {
  readonly row: ReadonlyMap<string, Cell>;
  /** null: beside the table's columns. */
  readonly heading: string | null;
}

/** The row of a table that the active cell stands in; null when it is elsewhere. One sync. */
export async function selectedCell(context: Book, tableName: string): Promise<SelectedCell | null> {
  const cell = context.workbook.getActiveCell();
  // Numbers of a row are not known before the sync, so the whole row is asked for, as far as it holds anything.
  const line = cell.getEntireRow().getUsedRangeOrNullObject(true);
  const table = context.workbook.tables.getItemOrNullObject(tableName);
  const header = table.getHeaderRowRange();
  const body = table.getDataBodyRange();
  cell.load("rowIndex,columnIndex,worksheet/id");
  line.load("values,columnIndex");
  table.load("name");
  table.worksheet.load("id");
  header.load("values,rowIndex,columnIndex");
  body.load("rowCount");
  await context.sync();
  if (table.isNullObject || line.isNullObject || table.worksheet.id !== cell.worksheet.id) return null;
  const at = cell.rowIndex - header.rowIndex;
  if (at < 1 || at > body.rowCount) return null;
  const headings = (header.values[0] as Cell[]).map(String);
  const values = line.values[0] as Cell[];
  const shift = header.columnIndex - line.columnIndex;
  return {
    row: new Map(headings.map((heading, i) => [heading, values[i + shift] ?? null])),
    heading: headings[cell.columnIndex - header.columnIndex] ?? null,
  };
}

/** Tells each time somebody here selects another cell, in whichever sheet, until what it answers is called. */
export async function onSelection(selected: () => void): Promise<() => Promise<void>> {
  return await inWorkbook(false, async (context) => {
    const listening = context.workbook.worksheets.onSelectionChanged.add(() => {
      selected();
      return Promise.resolve();
    });
    await context.sync();
    return () =>
      Excel.run(listening.context, async (registered) => {
        listening.remove();
        await registered.sync();
      });
  });
}

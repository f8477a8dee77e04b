import type { Cell } from "../../shared/cell.ts";
import type { Book } from "./run.ts";

/** The selected row of a table, heading by heading; null when the selection is not in the table's body. */
export async function selectedRow(
  context: Book,
  tableName: string,
): Promise<ReadonlyMap<string, Cell> | null> {
  const selected = context.workbook.getSelectedRange();
  const table = context.workbook.tables.getItemOrNullObject(tableName);
  const header = table.getHeaderRowRange();
  const body = table.getDataBodyRange();
  const { worksheet } = selected;
  selected.load("rowIndex");
  worksheet.load("id");
  table.load("name");
  table.worksheet.load("id");
  header.load("values,rowIndex,columnIndex,columnCount");
  body.load("rowCount");
  await context.sync();
  if (table.isNullObject || table.worksheet.id !== worksheet.id) return null;
  const row = selected.rowIndex - header.rowIndex;
  if (row < 1 || row > body.rowCount) return null;
  const cells = worksheet.getRangeByIndexes(selected.rowIndex, header.columnIndex, 1, header.columnCount);
  cells.load("values");
  await context.sync();
  const values = cells.values[0] as Cell[];
  return new Map((header.values[0] as Cell[]).map((heading, i) => [String(heading), values[i]!]));
}

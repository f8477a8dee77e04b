import type { Book } from "../../host/workbook/book.ts";
import type { Sheet } from "../../host/workbook/sheet.ts";
import { points } from "./cell-look.ts";

/** Pixels. */
export const rowHeight = 20;
const columnWidth = 64;
/** Empty rows and columns that are shown beyond what is used. */
const spare = { rows: 40, columns: 8 };
const least = { rows: 60, columns: 26 };

function heightOf(sheet: Sheet, row: number): number {
  const height = sheet.rowHeights.get(row);
  return height === undefined ? rowHeight : points(height);
}

/** A line of wrapped text, and what a character of it is wide, roughly. */
const wrapped = { line: 18, character: 7.2, most: 12 };

/** The heights of all rows that differ from the usual: as set, or as high as their wrapped texts need. */
export function heightsOf(sheet: Sheet): ReadonlyMap<number, number> {
  const heights = new Map<number, number>();
  for (const { row, column, value } of sheet.cells()) {
    if (typeof value !== "string" || sheet.rowHeights.has(row)) continue;
    const style = sheet.styleAt(row, column);
    if (!style.wrapText) continue;
    const needed =
      Math.min(wrapped.most, linesOf(value, widthOf(sheet, column), style.bold)) * wrapped.line + 2;
    if (needed > Math.max(rowHeight, heights.get(row) ?? 0)) heights.set(row, needed);
  }
  for (const row of sheet.rowHeights.keys()) heights.set(row, heightOf(sheet, row));
  return heights;
}

function linesOf(text: string, width: number, bold: boolean): number {
  const fits = Math.max(1, Math.floor((width - 6) / (wrapped.character * (bold ? 1.08 : 1))));
  return text.split("\n").reduce((lines, line) => lines + wordLines(line, fits), 0);
}

/** How many lines the words of a text fill when so many characters fit. */
function wordLines(text: string, fits: number): number {
  const counted = { lines: 1, used: 0 };
  for (const word of text.split(" ")) {
    const length = counted.used === 0 ? word.length : counted.used + 1 + word.length;
    if (length <= fits || counted.used === 0) counted.used = length;
    else {
      counted.lines += 1;
      counted.used = word.length;
    }
    counted.lines += Math.max(0, Math.ceil(counted.used / fits) - 1);
    counted.used = counted.used > fits ? counted.used % fits : counted.used;
  }
  return counted.lines;
}

/** Column widths are kept in points, as the client sets them. */
export function widthOf(sheet: Sheet, column: number): number {
  const width = sheet.columnWidths.get(column);
  return width === undefined ? columnWidth : points(width);
}

/** How far the grid reaches: everything used, and some room beyond. */
export function extentOf(book: Book, sheet: Sheet): { readonly rows: number; readonly columns: number } {
  const used = sheet.usedRect(false);
  const tables = book.tablesOn(sheet).map((table) => table.area.rect);
  const rows = Math.max(used ? used.row + used.rows : 0, ...tables.map((rect) => rect.row + rect.rows));
  const columns = Math.max(
    used ? used.column + used.columns : 0,
    ...tables.map((rect) => rect.column + rect.columns),
  );
  return {
    rows: Math.max(least.rows, rows + spare.rows),
    columns: Math.max(least.columns, columns + spare.columns),
  };
}

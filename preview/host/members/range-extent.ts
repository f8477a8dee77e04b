import { maxRows } from "../workbook/rect.ts";
import type { Area} from "../workbook/sheet.ts";
import { eachColumn, eachRow } from "../workbook/sheet.ts";

export function hiddenState(total: number, hidden: number): boolean | null {
  if (hidden === 0) return false;
  return hidden === total ? true : null;
}

export function rowsHidden({ sheet, rect }: Area): boolean | null {
  if (rect.rows === maxRows) return hiddenState(maxRows, sheet.hiddenRows.size + sheet.filteredRows.size);
  let hidden = 0;
  eachRow(rect, (row) => (hidden += Number(sheet.isRowHidden(row))));
  return hiddenState(rect.rows, hidden);
}

export function columnsHidden({ sheet, rect }: Area): boolean | null {
  let hidden = 0;
  eachColumn(rect, (column) => (hidden += Number(sheet.hiddenColumns.has(column))));
  return hiddenState(rect.columns, hidden);
}

/** Left, top, width and height in points. */
export function extent({ sheet, rect }: Area): { left: number; top: number; width: number; height: number } {
  const width = (column: number): number =>
    sheet.hiddenColumns.has(column) ? 0 : (sheet.columnWidths.get(column) ?? 48);
  const height = (row: number): number => (sheet.isRowHidden(row) ? 0 : (sheet.rowHeights.get(row) ?? 15));
  const sum = (from: number, count: number, size: (index: number) => number): number =>
    Array.from({ length: count }, (_, index) => size(from + index)).reduce((total, each) => total + each, 0);
  return {
    left: sum(0, rect.column, width),
    top: sum(0, Math.min(rect.row, 100_000), height),
    width: sum(rect.column, rect.columns, width),
    height: sum(rect.row, Math.min(rect.rows, 100_000), height),
  };
}

import { maxRows } from "../workbook/rect.ts";
import type { Area } from "../workbook/sheet.ts";
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

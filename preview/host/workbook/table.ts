import { type Scalar, wireValue } from "./scalar.ts";
import type { Area } from "./sheet.ts";
import type { Rect } from "./rect.ts";
import type { Filtering, Sheet } from "./sheet.ts";

export interface TableColumn {
  readonly id: number;
  name: string;
  /** One column wide and as high as the table: follows inserts and deletes. */
  readonly area: Area;
}

export interface SortField {
  readonly key: number;
  readonly ascending: boolean;
}

/** A table: a named block of a sheet with headings. */
export interface Table {
  readonly id: string;
  readonly sheet: Sheet;
  readonly area: Area;
  name: string;
  showHeaders: boolean;
  showTotals: boolean;
  style: string;
  highlightFirstColumn: boolean;
  highlightLastColumn: boolean;
  showBandedRows: boolean;
  showBandedColumns: boolean;
  showFilterButton: boolean;
  columns: TableColumn[];
  filtering: Filtering;
  sortFields: readonly SortField[];
  nextColumnId: number;
}

/** The rows of data: without headings and totals. A table always has at least one. */
export function bodyRect(table: Table): Rect {
  const rect = table.area.rect;
  const top = table.showHeaders ? 1 : 0;
  return { ...rect, row: rect.row + top, rows: rect.rows - top - (table.showTotals ? 1 : 0) };
}

/** The row of headings; null when it is switched off. */
export function headerRect(table: Table): Rect | null {
  return table.showHeaders ? { ...table.area.rect, rows: 1 } : null;
}

/** The row of totals; null when it is switched off. */
export function totalRect(table: Table): Rect | null {
  const rect = table.area.rect;
  return table.showTotals ? { ...rect, row: rect.row + rect.rows - 1, rows: 1 } : null;
}

/** The heading a column gets: what its cell says, told apart from its neighbours by a number. */
export function columnNameFor(table: Table, column: TableColumn, wanted: Scalar): string {
  const said = wanted === null ? "" : String(wireValue(wanted));
  const others = table.columns.filter((each) => each !== column).map((each) => each.name.toLowerCase());
  const stem = said === "" ? "Kolumn" : said;
  if (said !== "" && !others.includes(said.toLowerCase())) return said;
  const first = said === "" ? 1 : 2;
  const free = Array.from({ length: others.length + 2 }, (_, index) => `${stem}${String(index + first)}`);
  return free.find((name) => !others.includes(name.toLowerCase()))!;
}

/** The last row and column a sheet has, counted as sizes. */
export const maxRows = 1_048_576;
export const maxColumns = 16_384;

/** A block of cells, zero-based. */
export interface Rect {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** The cells that two blocks share, or null. */
export function intersection(a: Rect, b: Rect): Rect | null {
  const row = Math.max(a.row, b.row);
  const column = Math.max(a.column, b.column);
  const rows = Math.min(a.row + a.rows, b.row + b.rows) - row;
  const columns = Math.min(a.column + a.columns, b.column + b.columns) - column;
  return rows > 0 && columns > 0 ? { row, column, rows, columns } : null;
}

/** Does the first block hold the whole of the second? */
export function contains(outer: Rect, inner: Rect): boolean {
  const shared = intersection(outer, inner);
  return shared !== null && sameRect(shared, inner);
}

/** Are these the same cells? */
export function sameRect(a: Rect, b: Rect): boolean {
  return a.row === b.row && a.column === b.column && a.rows === b.rows && a.columns === b.columns;
}

/** The smallest block that holds both. */
export function boundingRect(a: Rect, b: Rect): Rect {
  const row = Math.min(a.row, b.row);
  const column = Math.min(a.column, b.column);
  return {
    row,
    column,
    rows: Math.max(a.row + a.rows, b.row + b.rows) - row,
    columns: Math.max(a.column + a.columns, b.column + b.columns) - column,
  };
}

/** Does the block fit on a sheet? */
export function onSheet(rect: Rect): boolean {
  return (
    rect.row >= 0 &&
    rect.column >= 0 &&
    rect.rows > 0 &&
    rect.columns > 0 &&
    rect.row + rect.rows <= maxRows &&
    rect.column + rect.columns <= maxColumns
  );
}

/** Whole columns: every row of the sheet. */
export function isEntireColumn(rect: Rect): boolean {
  return rect.rows === maxRows;
}

/** Whole rows: every column of the sheet. */
export function isEntireRow(rect: Rect): boolean {
  return rect.columns === maxColumns;
}

/** The single cell at the upper left. */
export function firstCell(rect: Rect): Rect {
  return { row: rect.row, column: rect.column, rows: 1, columns: 1 };
}

import { maxColumns, maxRows, type Rect } from "./rect.ts";

/** Cells put in (`count` > 0 from `at`) or taken out, along rows or columns, within the band that moves. */
export interface Shift {
  readonly axis: "row" | "column";
  readonly kind: "insert" | "delete";
  /** First row (column) that is inserted or deleted. */
  readonly at: number;
  readonly count: number;
  /** The columns (rows) that move: [from, to[. */
  readonly band: readonly [number, number];
}

/** The shift of inserting or deleting a block and moving what lies beyond it. */
export function shiftOf(rect: Rect, axis: Shift["axis"], kind: Shift["kind"]): Shift {
  return axis === "row"
    ? { axis, kind, at: rect.row, count: rect.rows, band: [rect.column, rect.column + rect.columns] }
    : { axis, kind, at: rect.column, count: rect.columns, band: [rect.row, rect.row + rect.rows] };
}

/** Where a row (column) of the band ends up; null when it is deleted or pushed off the sheet. */
export function movedIndex(index: number, shift: Shift): number | null {
  if (index < shift.at) return index;
  if (shift.kind === "delete") return index < shift.at + shift.count ? null : index - shift.count;
  const moved = index + shift.count;
  return moved < (shift.axis === "row" ? maxRows : maxColumns) ? moved : null;
}

/**
 * Where a block ends up: moved, grown or shrunk. A block that is only partly in the band stays where it is, like
 * a reference in the spreadsheet program. Null when all its cells are deleted.
 */
export function movedRect(rect: Rect, shift: Shift): Rect | null {
  const rows = shift.axis === "row";
  const across = rows ? [rect.column, rect.column + rect.columns] : [rect.row, rect.row + rect.rows];
  if (across[0]! < shift.band[0] || across[1]! > shift.band[1]) return rect;
  const moved = movedSpan(rows ? rect.row : rect.column, rows ? rect.rows : rect.columns, shift);
  if (moved === null) return null;
  return rows
    ? { ...rect, row: moved.start, rows: moved.length }
    : { ...rect, column: moved.start, columns: moved.length };
}

function movedSpan(start: number, length: number, shift: Shift): { start: number; length: number } | null {
  const limit = shift.axis === "row" ? maxRows : maxColumns;
  if (length === limit) return { start, length };
  const end = start + length;
  if (shift.kind === "insert") {
    const first = start >= shift.at ? start + shift.count : start;
    const last = Math.min(limit, end > shift.at ? end + shift.count : end);
    return first < last ? { start: first, length: last - first } : null;
  }
  const edge = (at: number): number => (at <= shift.at ? at : Math.max(shift.at, at - shift.count));
  const moved = { start: edge(start), length: edge(end) - edge(start) };
  return moved.length > 0 ? moved : null;
}

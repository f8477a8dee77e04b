import { cellAddress } from "../address.ts";
import type { Cell } from "../cell.ts";

/** Merged cells: 0-based rows and columns, all four included. The value stands in the top left one. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A worksheet with what people read in its looks. `rows[0]` is worksheet row 1. */
export interface OldSheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  readonly merges: readonly Merge[];
  /** Address -> colour of a filled cell, "FFFF00" or as the theme names it, "tema 9 +40 %". */
  readonly fills: Readonly<Record<string, string>>;
}

/** 0-based row and column as people write it. */
export const at = (row: number, column: number): string => cellAddress(row + 1, column);

/** The value of a cell, or of the merged cells that it is part of. */
export function seen({ rows, merges }: OldSheet, row: number, column: number): Cell {
  const own = rows[row]?.[column] ?? null;
  if (own !== null) return own;
  const merge = merges.find((one) => isIn(one, row, column));
  return merge === undefined ? null : (rows[merge.top]?.[merge.left] ?? null);
}

export function isIn({ top, left, bottom, right }: Merge, row: number, column: number): boolean {
  return row >= top && row <= bottom && column >= left && column <= right;
}

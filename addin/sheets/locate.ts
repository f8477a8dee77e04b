import type { Cell } from "../../shared/cell.ts";
import { keyOfCode } from "./check-cells.ts";
import { type CellBlock, codeHeading, columnIndexOf, sheetBlock, type SheetKind } from "./sheet-block.ts";

/** The headings as they were when the sheet was controlled, per column of the kind. */
export interface SeenHeadings {
  readonly texts: readonly (string | null)[];
  /** 0-based worksheet columns; -1: none. */
  readonly columns: readonly number[];
  /** Every heading of the row, also other people's. */
  readonly all: readonly Cell[];
}

/** Where the headings are now. Rows and columns are 0-based, of the worksheet. */
export interface Located {
  readonly headingRow: number;
  /** null: our hidden column is gone. */
  readonly codeColumn: number | null;
  /** The column of the kind with this id; null when it is gone. */
  readonly columnOf: (id: string) => number | null;
}

/** Finds the heading row and the columns again, wherever they were moved, and also when one heading was rewritten. */
export function locate(kind: SheetKind, top: CellBlock, seen: SeenHeadings): Located | null {
  const block = sheetBlock(kind, { ...top, values: top.values.map((row) => row.map(emptyAsNull)) });
  if (block.headings === null) return null;
  const headings = block.table.rows[block.headingRow - top.row] ?? [];
  const before = new Set(seen.all);
  return {
    headingRow: block.headingRow,
    codeColumn: block.codeColumn,
    columnOf: (id) => {
      const i = columnIndexOf(kind, id);
      const known = block.headings!.columns[i] ?? -1;
      if (known >= 0) return known;
      // A heading that was rewritten stands where it stood and was not there before.
      const old = shiftedTo(headings, seen, i);
      return old !== null && !before.has(headings[old] ?? null) ? old : null;
    },
  };
}

/** The rows (0-based, of the worksheet) of the numbers in our hidden column, the first of each. */
export function rowsByKey(codes: readonly Cell[], firstRow: number): ReadonlyMap<number, number> {
  const rows = new Map<number, number>();
  codes.forEach((code, i) => {
    const key = keyOfCode(code);
    if (key !== null && !rows.has(key)) rows.set(key, firstRow + i);
  });
  return rows;
}

/** Where column `i` must be now if it moved as its left neighbour of the same sheet did. */
function shiftedTo(headings: readonly Cell[], { columns, all }: SeenHeadings, i: number): number | null {
  const was = columns[i] ?? -1;
  if (was < 0) return null;
  const left = was > 0 ? headings.indexOf(all[was - 1] ?? null) : -1;
  return was > 0 && all[was - 1] !== null && left >= 0 ? left + 1 : was;
}

function emptyAsNull(cell: Cell): Cell {
  return cell === "" ? null : cell;
}

/** What people call a column: its heading as Fördela writes it. */
export function headingOf(kind: SheetKind, id: string): string {
  return id === codeHeading ? id : (kind.columns[columnIndexOf(kind, id)]?.heading ?? id);
}

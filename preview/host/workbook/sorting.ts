import type { Book } from "./book.ts";
import { copyFormula } from "./formula-text.ts";
import type { Rect } from "./rect.ts";
import { isError, type Scalar } from "./scalar.ts";
import { type Cell, cellKey, type Sheet } from "./sheet.ts";
import type { SortField } from "./table.ts";

/** Sorts the rows of a block by columns counted from its left edge; looks go with their rows, equals keep order. */
export function sortRows(
  book: Book,
  sheet: Sheet,
  rect: Rect,
  fields: readonly SortField[],
  matchCase: boolean,
): void {
  sheet.assertPermitted("allowSort");
  const rows = Array.from({ length: rect.rows }, (_, index) => rect.row + index);
  const sorted = rows.toSorted((a, b) => {
    for (const { key, ascending } of fields) {
      const order = compare(
        sheet.valueAt(a, rect.column + key),
        sheet.valueAt(b, rect.column + key),
        ascending,
        matchCase,
      );
      if (order !== 0) return order;
    }
    return 0;
  });
  const old = rows.map((row) => rowCells(sheet, rect, row));
  sorted.forEach((from, index) => {
    const to = rect.row + index;
    old[from - rect.row]!.forEach((cell, offset) => {
      const key = cellKey(to, rect.column + offset);
      if (!cell) sheet.contents.delete(key);
      else if (cell.formula === null) sheet.contents.set(key, cell);
      else sheet.contents.set(key, { ...cell, formula: copyFormula(cell.formula, to - from, 0) });
    });
  });
  book.touch(sheet, rect);
  book.tell({ kind: "rowSorted", sheet, rect });
  book.tell({
    kind: "changed",
    changeType: "RangeEdited",
    shiftDirection: "None",
    sheet,
    rect,
    details: null,
  });
}

function rowCells(sheet: Sheet, rect: Rect, row: number): (Cell | undefined)[] {
  return Array.from({ length: rect.columns }, (_, index) =>
    sheet.contents.get(cellKey(row, rect.column + index)),
  );
}

/** Numbers before text before truth values before errors; empty cells are last whichever the direction. */
function compare(a: Scalar, b: Scalar, ascending: boolean, matchCase: boolean): number {
  const empties = Number(a === null) - Number(b === null);
  if (empties !== 0 || a === null) return empties;
  const order = rank(a) - rank(b) || within(a, b, matchCase);
  return ascending ? order : -order;
}

function rank(value: Scalar): number {
  if (isError(value)) return 3;
  if (typeof value === "boolean") return 2;
  return typeof value === "string" ? 1 : 0;
}

function within(a: Scalar, b: Scalar, matchCase: boolean): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string")
    return a.localeCompare(b, "sv", { sensitivity: matchCase ? "variant" : "accent" });
  return Number(a === true) - Number(b === true);
}

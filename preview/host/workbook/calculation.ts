import type { Evaluator, FormulaResult } from "../evaluator.ts";
import type { Book } from "./book.ts";
import { intersection, type Rect } from "./rect.ts";
import { isError, type Scalar } from "./scalar.ts";
import { cellKey, eachCell, type Sheet } from "./sheet.ts";

/**
 * Computes what has changed and lays the results into the cells; `always` also when nothing in the workbook has, for
 * functions that have answered. Answers the sheets that got new values.
 */
export function calculate(book: Book, evaluator: Evaluator, always: boolean): ReadonlySet<Sheet> {
  const changes = book.takeChanges() ?? (always ? { structure: false, areas: [] } : null);
  const changed = new Set<Sheet>();
  if (changes === null) return changed;
  for (const result of evaluator.calculate(book, changes)) {
    const sheet = book.sheets.find((each) => each.id === result.sheet);
    if (sheet && lay(sheet, result)) changed.add(sheet);
  }
  return changed;
}

/** Puts one result into its cell, spilling a list of rows over the cells below and to the right. */
function lay(sheet: Sheet, { row, column, value }: FormulaResult): boolean {
  const key = cellKey(row, column);
  const cell = sheet.contents.get(key);
  if (cell?.formula == null) return false;
  unspill(sheet, key);
  if (!isRows(value)) return keep(sheet, key, value);
  const rect = { row, column, rows: value.length, columns: Math.max(0, ...value.map((line) => line.length)) };
  if (rect.rows === 0 || rect.columns === 0) return keep(sheet, key, { error: "#CALC!" });
  if (isBlocked(sheet, rect, key)) return keep(sheet, key, { error: "#SPILL!" });
  keep(sheet, key, value[0]?.[0] ?? null);
  if (rect.rows * rect.columns > 1) {
    sheet.spills.set(key, rect);
    eachCell(rect, (r, c) => {
      const spilled = value[r - row]?.[c - column] ?? null;
      if (cellKey(r, c) !== key) sheet.spilled.set(cellKey(r, c), { value: spilled, from: key });
    });
  }
  return true;
}

function isRows(value: FormulaResult["value"]): value is readonly (readonly Scalar[])[] {
  return Array.isArray(value);
}

function keep(sheet: Sheet, key: number, value: Scalar): boolean {
  const cell = sheet.contents.get(key)!;
  if (sameScalar(cell.value, value)) return false;
  sheet.contents.set(key, { ...cell, value });
  return true;
}

function sameScalar(a: Scalar, b: Scalar): boolean {
  return isError(a) && isError(b) ? a.error === b.error : a === b;
}

/** Takes back what a formula has spilled. */
export function unspill(sheet: Sheet, key: number): void {
  const rect = sheet.spills.get(key);
  if (!rect) return;
  sheet.spills.delete(key);
  eachCell(rect, (row, column) => {
    if (sheet.spilled.get(cellKey(row, column))?.from === key) sheet.spilled.delete(cellKey(row, column));
  });
}

function isBlocked(sheet: Sheet, rect: Rect, anchor: number): boolean {
  if (sheet.merges.some((merge) => merge.alive && intersection(merge.rect, rect))) return true;
  let blocked = false;
  eachCell(rect, (row, column) => {
    const key = cellKey(row, column);
    if (key === anchor) return;
    const cell = sheet.contents.get(key);
    const other = sheet.spilled.get(key);
    blocked ||= cell !== undefined && (cell.formula !== null || cell.value !== null);
    blocked ||= other !== undefined && other.from !== anchor;
  });
  return blocked;
}

/** No formula engine: every formula is 0. For tests of what does not compute. */
export const noFormulas: Evaluator = {
  attach: () => undefined,
  calculate: (book) =>
    book.sheets.flatMap((sheet) =>
      [...sheet.cells()]
        .filter((cell) => cell.formula !== null)
        .map(({ row, column }) => ({ sheet: sheet.id, row, column, value: 0 })),
    ),
  evaluate: () => 0,
};

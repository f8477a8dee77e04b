import type { Area } from "./sheet.ts";
import type { Book } from "./book.ts";
import { copyFormula } from "./formula-text.ts";
import { type Cell, cellKey, eachCell } from "./sheet.ts";

/** Copies a block onto another, repeating it where the target is larger; relative references follow. */
export function copyCells(
  book: Book,
  source: Area,
  target: Area,
  what: "All" | "Formulas" | "Values" | "Formats",
  skipBlanks: boolean,
): void {
  const from = source.rect;
  const wanted = target.rect;
  const to = {
    ...wanted,
    rows: Math.max(wanted.rows, from.rows),
    columns: Math.max(wanted.columns, from.columns),
  };
  target.sheet.assertUnlocked(to);
  const cells = new Map<number, Cell>();
  eachCell(from, (row, column) =>
    cells.set(cellKey(row, column), {
      ...source.sheet.at(row, column),
      value: source.sheet.valueAt(row, column),
      style: source.sheet.styleAt(row, column),
    }),
  );
  eachCell(to, (row, column) => {
    const fromRow = from.row + ((row - to.row) % from.rows);
    const fromColumn = from.column + ((column - to.column) % from.columns);
    const cell = cells.get(cellKey(fromRow, fromColumn))!;
    if (skipBlanks && cell.value === null && cell.formula === null) return;
    const old = target.sheet.at(row, column);
    const formula =
      cell.formula === null || what === "Values"
        ? null
        : copyFormula(cell.formula, row - fromRow, column - fromColumn);
    const content = what === "Formats" ? old : { formula, value: cell.value, quoted: cell.quoted };
    const style = what === "All" || what === "Formats" ? cell.style : old.style;
    target.sheet.store(cellKey(row, column), { ...content, style });
  });
  book.touch(target.sheet, to);
  book.tell({
    kind: "changed",
    changeType: "RangeEdited",
    shiftDirection: "None",
    sheet: target.sheet,
    rect: to,
    details: null,
  });
}

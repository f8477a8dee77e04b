import { invalidOperation } from "../errors.ts";
import type { Book, ShiftDirection } from "./book.ts";
import { shiftFormula } from "./formula-text.ts";
import { intersection, isEntireColumn, isEntireRow, maxColumns, type Rect } from "./rect.ts";
import { type Cell, cellKey, type Sheet } from "./sheet.ts";
import { movedIndex, movedRect, type Shift, shiftOf } from "./shift.ts";
import { fitColumns } from "./tables.ts";

/** Puts empty cells in; what stood there moves down or right, with everything that points at it. */
export function insertCells(book: Book, sheet: Sheet, rect: Rect, direction: "Down" | "Right"): void {
  sheet.assertPermitted(direction === "Down" ? "allowInsertRows" : "allowInsertColumns");
  const shift = shiftOf(rect, direction === "Down" ? "row" : "column", "insert");
  move(book, sheet, shift);
  const entire = direction === "Down" ? isEntireRow(rect) : isEntireColumn(rect);
  const kind = entire ? (direction === "Down" ? "RowInserted" : "ColumnInserted") : "CellInserted";
  tell(book, sheet, rect, kind, entire ? "None" : direction === "Down" ? "ShiftCellDown" : "ShiftCellRight");
}

/** Takes cells out; what lay below or to the right moves in, with everything that points at it. */
export function deleteCells(book: Book, sheet: Sheet, rect: Rect, direction: "Up" | "Left"): void {
  sheet.assertPermitted(direction === "Up" ? "allowDeleteRows" : "allowDeleteColumns");
  sheet.assertUnlocked(rect);
  const shift = shiftOf(rect, direction === "Up" ? "row" : "column", "delete");
  move(book, sheet, shift);
  const entire = direction === "Up" ? isEntireRow(rect) : isEntireColumn(rect);
  const kind = entire ? (direction === "Up" ? "RowDeleted" : "ColumnDeleted") : "CellDeleted";
  tell(book, sheet, rect, kind, entire ? "None" : direction === "Up" ? "ShiftCellUp" : "ShiftCellLeft");
}

function tell(
  book: Book,
  sheet: Sheet,
  rect: Rect,
  changeType: string,
  shiftDirection: ShiftDirection,
): void {
  book.tell({ kind: "changed", changeType, shiftDirection, sheet, rect, details: null });
}

function move(book: Book, sheet: Sheet, shift: Shift): void {
  assertTablesWhole(book, sheet, shift);
  sheet.spilled.clear();
  sheet.spills.clear();
  moveCells(sheet, shift);
  if (shift.kind === "insert") inheritLooks(sheet, shift);
  for (const area of sheet.tracked) {
    if (!area.alive) continue;
    // Something is always selected: what moves in where the selected cells were.
    const kept = book.selection.includes(area) ? area.rect : null;
    area.move(movedRect(area.rect, shift) ?? kept);
  }
  moveLines(sheet, shift);
  moveFormulas(book, sheet, shift);
  dropDead(book, sheet);
  for (const table of book.tablesOn(sheet)) fitColumns(book, table);
  book.touchStructure();
}

/** A shift must move the whole width (height) of a table, or none of it. */
function assertTablesWhole(book: Book, sheet: Sheet, shift: Shift): void {
  const rows = shift.axis === "row";
  const beyond: Rect = rows
    ? { row: shift.at, column: shift.band[0], rows: Infinity, columns: shift.band[1] - shift.band[0] }
    : { row: shift.band[0], column: shift.at, rows: shift.band[1] - shift.band[0], columns: Infinity };
  for (const table of book.tablesOn(sheet)) {
    const rect = table.area.rect;
    const whole = rows
      ? rect.column >= shift.band[0] && rect.column + rect.columns <= shift.band[1]
      : rect.row >= shift.band[0] && rect.row + rect.rows <= shift.band[1];
    if (!whole && intersection(beyond, rect))
      throw invalidOperation(`celler i tabellen ${table.name} skulle flyttas var för sig`);
  }
}

function moveCells(sheet: Sheet, shift: Shift): void {
  const moved: [number, Cell][] = [];
  for (const [key, cell] of [...sheet.contents]) {
    const row = Math.floor(key / maxColumns);
    const column = key % maxColumns;
    const [along, across] = shift.axis === "row" ? [row, column] : [column, row];
    if (across < shift.band[0] || across >= shift.band[1] || along < shift.at) continue;
    sheet.contents.delete(key);
    const to = movedIndex(along, shift);
    if (to !== null) moved.push([shift.axis === "row" ? cellKey(to, column) : cellKey(row, to), cell]);
  }
  for (const [key, cell] of moved) sheet.contents.set(key, cell);
}

/** Inserted cells look like the row above them, or the column to their left. */
function inheritLooks(sheet: Sheet, shift: Shift): void {
  if (shift.at === 0) return;
  const [from, to] = shift.band;
  const before =
    shift.axis === "row"
      ? { row: shift.at - 1, column: from, rows: 1, columns: to - from }
      : { row: from, column: shift.at - 1, rows: to - from, columns: 1 };
  for (const key of [...sheet.keysIn(before)]) {
    const style = sheet.contents.get(key)?.style;
    if (!style) continue;
    const [row, column] = [Math.floor(key / maxColumns), key % maxColumns];
    for (let step = 1; step <= shift.count; step++) {
      const at = shift.axis === "row" ? cellKey(row + step, column) : cellKey(row, column + step);
      sheet.store(at, { formula: null, value: null, quoted: false, style });
    }
  }
}

/** Heights, widths, looks and hiding follow when whole rows or columns move. */
function moveLines(sheet: Sheet, shift: Shift): void {
  const entire = shift.band[0] === 0 && shift.band[1] >= (shift.axis === "row" ? maxColumns : 1_048_576);
  if (!entire) return;
  const maps: Map<number, unknown>[] =
    shift.axis === "row" ? [sheet.rowStyles, sheet.rowHeights] : [sheet.columnStyles, sheet.columnWidths];
  for (const map of maps) {
    const old = [...map];
    map.clear();
    for (const [index, value] of old) {
      const to = movedIndex(index, shift);
      if (to !== null) map.set(to, value);
    }
  }
  const sets = shift.axis === "row" ? [sheet.hiddenRows, sheet.filteredRows] : [sheet.hiddenColumns];
  for (const set of sets) {
    const old = [...set];
    set.clear();
    for (const index of old) {
      const to = movedIndex(index, shift);
      if (to !== null) set.add(to);
    }
  }
}

function moveFormulas(book: Book, sheet: Sheet, shift: Shift): void {
  for (const each of book.sheets)
    for (const [key, cell] of each.contents)
      if (cell.formula !== null) {
        const formula = shiftFormula(cell.formula, each.name, sheet.name, shift);
        if (formula !== cell.formula) each.contents.set(key, { ...cell, formula });
      }
  for (const item of book.nameList) item.formula = shiftFormula(item.formula, "", sheet.name, shift);
}

/** What lay on deleted cells goes with them. */
function dropDead(book: Book, sheet: Sheet): void {
  keep(sheet.merges, (area) => area.alive && area.rect.rows * area.rect.columns > 1);
  keep(sheet.hyperlinks, ({ area }) => area.alive);
  keep(sheet.conditionalFormats, ({ areas }) => areas.some((area) => area.alive));
  keep(sheet.validations, ({ areas }) => areas.some((area) => area.alive));
  keep(sheet.comments, ({ area }) => area.alive);
  keep(book.tableList, ({ area }) => area.alive);
  if (sheet.filtering && !sheet.filtering.area.alive) sheet.filtering = null;
}

function keep<T>(list: T[], wanted: (item: T) => boolean): void {
  list.splice(0, list.length, ...list.filter(wanted));
}

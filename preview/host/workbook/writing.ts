import { invalidArgument } from "../errors.ts";
import type { Json } from "../protocol/json.ts";
import type { Area } from "./sheet.ts";
import type { Book } from "./book.ts";
import { unspill } from "./calculation.ts";
import { constant, type Entry, invariantNumbers, longestText, readEntry } from "./entry.ts";
import { intersection, maxColumns, type Rect } from "./rect.ts";
import { cellKey, eachCell, type Sheet } from "./sheet.ts";
import { columnNameFor, headerRect } from "./table.ts";

/** The rows of a block: one value for all cells, or rows and columns of the block's own size. */
export function rowsFor(rect: Rect, value: Json, what: string): (row: number, column: number) => Json {
  if (!Array.isArray(value)) return () => value;
  const rows = value as readonly Json[];
  const fits =
    rows.length === rect.rows && rows.every((row) => Array.isArray(row) && row.length === rect.columns);
  if (!fits) throw invalidArgument(`${what}: antalet rader och kolumner stämmer inte med området`);
  return (row, column) => (rows[row - rect.row] as readonly Json[])[column - rect.column]!;
}

/** Writes values or formulas as the client sends them: null leaves a cell, "" empties it. */
export function writeCells(book: Book, area: Area, value: Json, what: string): void {
  const { sheet, rect } = area;
  if (rect.rows * rect.columns > 5_000_000) throw invalidArgument(`${what} på ett obegränsat område`);
  const at = rowsFor(rect, value, what);
  const entries: { row: number; column: number; entry: Entry }[] = [];
  eachCell(rect, (row, column) => {
    const entry = entryOf(at(row, column), sheet.styleAt(row, column).numberFormat);
    if (entry) entries.push({ row, column, entry });
  });
  sheet.assertUnlocked(rect);
  putEntries(book, sheet, rect, entries);
}

function entryOf(value: Json, numberFormat: string): Entry | null {
  if (value === null) return null;
  if (typeof value === "object") throw invalidArgument("ett värde är varken text, tal eller sanningsvärde");
  if (typeof value !== "string") return constant(value);
  if (value.length > longestText) throw invalidArgument(`texten är längre än ${longestText} tecken`);
  return readEntry(value, numberFormat, invariantNumbers);
}

/** Puts entries into the cells of a block and tells of it once. */
export function putEntries(
  book: Book,
  sheet: Sheet,
  rect: Rect,
  entries: readonly { readonly row: number; readonly column: number; readonly entry: Entry }[],
): void {
  const before = sheet.valueAt(rect.row, rect.column);
  for (const { row, column, entry } of entries) {
    unspill(sheet, cellKey(row, column));
    sheet.put(row, column, entry);
  }
  nameColumns(book, sheet, rect);
  const single = rect.rows === 1 && rect.columns === 1;
  touched(book, sheet, rect, single ? before : null, single);
}

function touched(
  book: Book,
  sheet: Sheet,
  rect: Rect,
  before: ReturnType<Sheet["valueAt"]>,
  single: boolean,
): void {
  book.touch(sheet, rect);
  const after = sheet.valueAt(rect.row, rect.column);
  book.tell({
    kind: "changed",
    changeType: "RangeEdited",
    shiftDirection: "None",
    sheet,
    rect,
    details: single ? { before, after } : null,
  });
}

/** Empties cells and tells of it. */
export function clearCells(book: Book, area: Area, what: "Contents" | "Formats" | "All"): void {
  const { sheet, rect } = area;
  if (what === "Formats") sheet.assertPermitted("allowFormatCells");
  else sheet.assertUnlocked(rect);
  for (const key of [...sheet.spills.keys()])
    if (what !== "Formats" && inside(rect, key)) unspill(sheet, key);
  sheet.clear(rect, what);
  if (what === "Formats") book.tell({ kind: "formatChanged", sheet, rect });
  else {
    nameColumns(book, sheet, rect);
    touched(book, sheet, rect, null, false);
  }
}

function inside(rect: Rect, key: number): boolean {
  const cell = { row: Math.floor(key / maxColumns), column: key % maxColumns, rows: 1, columns: 1 };
  return intersection(rect, cell) !== null;
}

/** A heading that has been written over renames its column; an emptied one gets a name of its own. */
function nameColumns(book: Book, sheet: Sheet, rect: Rect): void {
  for (const table of book.tablesOn(sheet)) {
    const header = headerRect(table);
    if (!header || !intersection(header, rect)) continue;
    for (const column of table.columns) {
      const at = column.area.rect.column;
      const wanted = sheet.valueAt(header.row, at);
      const name = columnNameFor(table, column, wanted);
      if (name === column.name && wanted === name) continue;
      column.name = name;
      if (wanted !== name) sheet.put(header.row, at, constant(name));
      book.touchStructure();
    }
  }
}

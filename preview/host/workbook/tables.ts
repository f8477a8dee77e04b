import { HostError, invalidArgument, invalidOperation } from "../errors.ts";
import type { Book } from "./book.ts";
import { constant } from "./entry.ts";
import { applyFilter } from "./filter.ts";
import { intersection, maxRows, onSheet, type Rect } from "./rect.ts";
import { isError } from "./scalar.ts";
import { cellKey, eachRow, type Sheet } from "./sheet.ts";
import { bodyRect, columnNameFor, headerRect, type Table, type TableColumn } from "./table.ts";

/** Makes a table of a block. Without headings of its own a row of Kolumn1, Kolumn2 is put above its data. */
export function addTable(book: Book, sheet: Sheet, given: Rect, hasHeaders: boolean): Table {
  sheet.assertUnlocked(given);
  if (sheet.protection) throw new HostError("AccessDenied", `${sheet.name} är skyddat.`);
  const data = hasHeaders && given.rows === 1 ? { ...given, rows: 2 } : given;
  const rect = hasHeaders ? data : { ...data, rows: data.rows + 1 };
  if (rect.rows >= maxRows || !onSheet(rect)) throw invalidArgument("området är för stort för en tabell");
  assertFree(book, sheet, rect, null);
  if (!hasHeaders) moveDown(sheet, given);
  const table: Table = {
    id: String(book.newNumber()),
    sheet,
    area: sheet.track(rect),
    name: freeName(book),
    showHeaders: true,
    showTotals: false,
    style: "TableStyleMedium2",
    highlightFirstColumn: false,
    highlightLastColumn: false,
    showBandedRows: true,
    showBandedColumns: false,
    showFilterButton: true,
    columns: [],
    filtering: { area: sheet.track(rect), criteria: new Map() },
    sortFields: [],
    nextColumnId: 1,
  };
  fitColumns(book, table);
  book.tableList.push(table);
  book.touchStructure();
  book.tell({ kind: "tableAdded", sheet, table });
  return table;
}

function freeName(book: Book): string {
  const taken = (name: string): boolean => book.tableNamed(name) !== null || book.nameIn(null, name) !== null;
  const names = Array.from(
    { length: book.tableList.length + book.nameList.length + 1 },
    (_, i) => `Tabell${String(i + 1)}`,
  );
  return names.find((name) => !taken(name))!;
}

function moveDown(sheet: Sheet, rect: Rect): void {
  for (let row = rect.row + rect.rows; row > rect.row; row--)
    for (let column = rect.column; column < rect.column + rect.columns; column++) {
      const above = sheet.contents.get(cellKey(row - 1, column));
      if (above) sheet.contents.set(cellKey(row, column), above);
      else sheet.contents.delete(cellKey(row, column));
      sheet.contents.delete(cellKey(row - 1, column));
    }
}

/** Tables and merged cells must not lie in one another's way. */
function assertFree(book: Book, sheet: Sheet, rect: Rect, self: Table | null): void {
  const other = book.tablesOn(sheet).find((each) => each !== self && intersection(each.area.rect, rect));
  if (other) throw invalidOperation(`tabellen skulle överlappa tabellen ${other.name}`);
  if (sheet.filtering?.area.alive === true && intersection(sheet.filtering.area.rect, rect))
    throw invalidOperation("tabellen skulle överlappa ett filtrerat område");
  if (sheet.merges.some((merge) => merge.alive && intersection(merge.rect, rect)))
    throw invalidOperation("tabellen skulle innehålla sammanfogade celler");
}

/** Makes the list of columns agree with the block: new columns get headings, vanished ones are dropped. */
export function fitColumns(book: Book, table: Table): void {
  const { sheet } = table;
  const rect = table.area.rect;
  const inside = ({ area }: TableColumn): boolean =>
    area.alive && area.rect.column >= rect.column && area.rect.column < rect.column + rect.columns;
  const kept = table.columns.filter(inside);
  for (const column of table.columns) if (!kept.includes(column)) sheet.forget(column.area);
  const byPlace = new Map(kept.map((column) => [column.area.rect.column, column]));
  table.columns = kept;
  const header = headerRect(table);
  table.columns = Array.from({ length: rect.columns }, (_, index) => {
    const at = rect.column + index;
    const place: Rect = { row: rect.row, column: at, rows: rect.rows, columns: 1 };
    const existing = byPlace.get(at);
    existing?.area.move(place);
    if (existing) return existing;
    const column: TableColumn = { id: table.nextColumnId, name: "", area: sheet.track(place) };
    table.nextColumnId += 1;
    const said = header ? sheet.valueAt(header.row, at) : null;
    const name = columnNameFor(table, column, said);
    const named = { ...column, name };
    table.columns = [...table.columns, named];
    if (header && (said !== name || isError(said)))
      sheet.put(header.row, at, { ...constant(name), quoted: false });
    return named;
  });
  table.filtering.area.move(headerAndBody(table));
  book.touchStructure();
}

function headerAndBody(table: Table): Rect {
  const rect = table.area.rect;
  return table.showTotals ? { ...rect, rows: rect.rows - 1 } : rect;
}

/** Gives a table another name, unique among tables and names. */
export function renameTable(book: Book, table: Table, name: string): void {
  if (
    !/^[\p{L}_\\][\p{L}\p{N}_.\\]*$/u.test(name) ||
    name.length > 255 ||
    /^(?:[A-Z]{1,3}\d+|[RC])$/i.test(name)
  )
    throw invalidArgument(`”${name}” duger inte som tabellnamn`);
  const taken = book.tableNamed(name);
  if ((taken && taken !== table) || book.nameIn(null, name))
    throw new HostError("ItemAlreadyExists", `Namnet ${name} finns redan.`);
  renameInFormulas(book, table.name, name);
  table.name = name;
  book.touchStructure();
}

function renameInFormulas(book: Book, from: string, to: string): void {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_.])${from.replace(/[.\\]/g, "\\$&")}(?=\\[)`, "giu");
  for (const sheet of book.sheets)
    for (const [key, cell] of sheet.contents)
      if (cell.formula !== null)
        sheet.contents.set(key, { ...cell, formula: cell.formula.replace(pattern, to) });
}

/** Lets a table cover another block; its headings stay in their row. */
export function resizeTable(book: Book, table: Table, rect: Rect): void {
  const old = table.area.rect;
  if (rect.row !== old.row || !intersection(rect, old))
    throw invalidOperation("rubrikraden måste ligga kvar på samma rad och tabellerna överlappa");
  if (rect.rows < (table.showHeaders ? 2 : 1)) throw invalidArgument("en tabell har minst en rad");
  assertFree(book, table.sheet, rect, table);
  table.area.move(rect);
  fitColumns(book, table);
}

/** Shows or hides the row of totals; the table grows or shrinks by it. */
export function showTotals(book: Book, table: Table, shown: boolean): void {
  if (table.showTotals === shown) return;
  const rect = table.area.rect;
  if (shown) {
    assertFree(book, table.sheet, { ...rect, rows: rect.rows + 1 }, table);
    table.area.move({ ...rect, rows: rect.rows + 1 });
    table.showTotals = true;
    table.sheet.put(rect.row + rect.rows, rect.column, constant("Summa"));
  } else {
    table.sheet.clear({ ...rect, row: rect.row + rect.rows - 1, rows: 1 }, "Contents");
    table.area.move({ ...rect, rows: rect.rows - 1 });
    table.showTotals = false;
  }
  fitColumns(book, table);
}

/** Shows or hides the row of headings. */
export function showHeaders(book: Book, table: Table, shown: boolean): void {
  if (table.showHeaders === shown) return;
  const rect = table.area.rect;
  if (shown && rect.row === 0) throw invalidOperation("det finns ingen plats för rubriker");
  if (!shown) table.sheet.clear({ ...rect, rows: 1 }, "Contents");
  table.showHeaders = shown;
  table.area.move(
    shown
      ? { ...rect, row: rect.row - 1, rows: rect.rows + 1 }
      : { ...rect, row: rect.row + 1, rows: rect.rows - 1 },
  );
  const header = headerRect(table);
  if (header)
    table.columns.forEach((column, index) => {
      table.sheet.put(header.row, header.column + index, constant(column.name));
    });
  fitColumns(book, table);
}

/** Removes a table: with its cells, or leaving them. */
export function removeTable(book: Book, table: Table, keepCells: boolean): void {
  if (!keepCells) table.sheet.clear(table.area.rect, "All");
  table.filtering.criteria.clear();
  refilter(table);
  book.tableList.splice(book.tableList.indexOf(table), 1);
  book.touch(table.sheet, table.area.rect);
  book.touchStructure();
  book.tell({ kind: "tableDeleted", sheet: table.sheet, table });
}

/** Hides the rows that the table's filters do not let pass. */
export function refilter(table: Table): void {
  const body = bodyRect(table);
  if (table.filtering.criteria.size === 0) eachRow(body, (row) => table.sheet.filteredRows.delete(row));
  else applyFilter(table.sheet, { ...table.filtering, area: table.filtering.area }, body.rows);
}

import type { Book } from "../workbook/book.ts";
import { newConditionalFormat } from "../workbook/conditional-format.ts";
import { constant } from "../workbook/entry.ts";
import { quotedSheet } from "../workbook/address.ts";
import { noValidation } from "../workbook/validation.ts";
import { pointsOf } from "./column-width.ts";
import type { Sheet } from "../workbook/sheet.ts";
import { addSheet, renameSheet } from "../workbook/sheets.ts";
import { addTable, renameTable } from "../workbook/tables.ts";
import type { CellSnapshot, SheetSnapshot, WorkbookSnapshot } from "./workbook-snapshot.ts";

/** Puts the sheets of a snapshot into a workbook; an empty first sheet gives up its place. Text stays text. */
export function openSnapshot(book: Book, { sheets, xmlParts }: WorkbookSnapshot): void {
  for (const snapshot of sheets) fill(book, sheetFor(book, snapshot.name), snapshot);
  for (const xml of xmlParts) book.xmlParts.push({ id: book.newId(), xml });
  book.touchStructure();
}

function sheetFor(book: Book, name: string): Sheet {
  const [first] = book.sheets;
  const isUnused = book.sheets.length === 1 && first?.usedRect(false) === null;
  if (!isUnused) return addSheet(book, name);
  if (first.name !== name) renameSheet(book, first, name);
  return first;
}

function fill(book: Book, sheet: Sheet, snapshot: SheetSnapshot): void {
  for (const cell of snapshot.cells) put(sheet, cell);
  for (const { name, rect } of snapshot.tables) renameTable(book, addTable(book, sheet, rect, true), name);
  for (const { column, characters } of snapshot.widths) sheet.columnWidths.set(column, pointsOf(characters));
  for (const column of snapshot.hiddenColumns) sheet.hiddenColumns.add(column);
  for (const { rect } of snapshot.tables)
    for (const column of snapshot.wrappedColumns)
      sheet.paint({ ...rect, column, row: rect.row + 1, rows: rect.rows - 1, columns: 1 }, () => ({
        wrapText: true,
      }));
  sheet.frozen = snapshot.frozen;
  for (const { rect, values } of snapshot.lists) {
    const rule = { kind: "List", source: values.join(","), inCellDropDown: true } as const;
    sheet.validations.push({ ...noValidation, areas: [sheet.track(rect)], rule });
  }
  for (const { areas, formula, fillColor, fontColor } of snapshot.marks) {
    const tracked = areas.map((rect) => sheet.track(rect));
    const format = newConditionalFormat(book.newId(), "Custom", tracked);
    format.formula = formula;
    Object.assign(format.look, { fillColor, fontColor });
    sheet.conditionalFormats.push(format);
  }
  for (const { row, column, target } of snapshot.links) {
    const link = { documentReference: `${quotedSheet(target.sheet)}!${target.cell}` };
    sheet.hyperlinks.push({ area: sheet.track({ row, column, rows: 1, columns: 1 }), link });
  }
}

function put(sheet: Sheet, { row, column, value, formula, numberFormat }: CellSnapshot): void {
  const entry = constant(value);
  sheet.put(row, column, formula === undefined ? entry : { ...entry, formula, value: null });
  if (numberFormat !== "General") sheet.paint({ row, column, rows: 1, columns: 1 }, () => ({ numberFormat }));
}

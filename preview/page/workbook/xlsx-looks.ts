import { parseAddress } from "../../host/workbook/address.ts";
import type { Book } from "../../host/workbook/book.ts";
import { newConditionalFormat } from "../../host/workbook/conditional-format.ts";
import { constant } from "../../host/workbook/entry.ts";
import type { Rect } from "../../host/workbook/rect.ts";
import type { Sheet } from "../../host/workbook/sheet.ts";
import { addSheet } from "../../host/workbook/sheets.ts";
import type { StylePatch } from "../../host/workbook/style.ts";
import { addTable, renameTable } from "../../host/workbook/tables.ts";
import { all, first, isOn, numberOf, openParts, type PartReader, relations } from "./xlsx-parts.ts";
import { type MarkStyle, readMarkStyles, readStyles } from "./xlsx-styles.ts";

/** A column of n characters is 5.25 n + 3.75 points wide. */
const pointsOf = (characters: number): number => characters * 5.25 + 3.75;

/**
 * Gives the sheets of a book, already filled with the file's values, what else the file says of them: looks, widths,
 * frozen panes, tables, drop-down lists, links, marks, hidden sheets.
 */
export function readLooks(book: Book, bytes: Uint8Array): void {
  const read = openParts(bytes);
  const styles = readStyles(read);
  const markStyles = readMarkStyles(read);
  const page = read("xl/workbook.xml");
  const targets = relations(read, "xl/workbook.xml");
  for (const entry of page ? all(page, "sheet") : []) {
    const name = entry.getAttribute("name") ?? "";
    const id = [...entry.attributes].find(
      ({ localName, prefix }) => localName === "id" && prefix !== null,
    )?.value;
    const part = targets.get(id ?? "");
    const content = part === undefined ? null : read(part);
    if (part === undefined || !content) continue;
    const state = entry.getAttribute("state") ?? "visible";
    const sheet = book.sheetNamed(name) ?? hiddenSheet(book, name, content, read);
    if (state === "hidden") sheet.visibility = "Hidden";
    if (state === "veryHidden") sheet.visibility = "VeryHidden";
    dress(sheet, content, styles);
    addTables(book, sheet, read, part);
    addLists(sheet, content);
    addLinks(sheet, content);
    addMarks(book, sheet, content, markStyles);
  }
  book.touchStructure();
}

/** The reader of shared/files leaves hidden sheets out; drop-down lists have their values there. */
function hiddenSheet(book: Book, name: string, content: Document, read: PartReader): Sheet {
  const sheet = addSheet(book, name);
  const strings = read("xl/sharedStrings.xml");
  const shared = strings ? all(strings, "si").map((item) => item.textContent) : [];
  for (const cell of all(content, "c")) {
    const rect = rectOf(cell.getAttribute("r"));
    const text = (first(cell, "v") ?? first(cell, "is"))?.textContent ?? "";
    const kind = cell.getAttribute("t") ?? "n";
    const value = kind === "s" ? (shared[Number(text)] ?? "") : kind === "n" ? Number(text) : text;
    if (rect && text !== "") sheet.put(rect.row, rect.column, constant(value));
  }
  return sheet;
}

function dress(sheet: Sheet, content: Document, styles: readonly StylePatch[]): void {
  for (const column of all(content, "col")) {
    const last = Math.min(numberOf(column, "max", 1), numberOf(column, "min", 1) + 255);
    for (let at = numberOf(column, "min", 1) - 1; at < last; at++) {
      sheet.columnWidths.set(at, pointsOf(Number(column.getAttribute("width") ?? 8.43)));
      if (isOn(column, "hidden", false)) sheet.hiddenColumns.add(at);
    }
  }
  for (const row of all(content, "row")) {
    const at = numberOf(row, "r", 0) - 1;
    if (at >= 0 && row.hasAttribute("ht")) sheet.rowHeights.set(at, Number(row.getAttribute("ht")));
  }
  for (const cell of all(content, "c")) {
    const rect = rectOf(cell.getAttribute("r"));
    const style = styles[numberOf(cell, "s", 0)];
    if (rect && style && cell.hasAttribute("s")) sheet.paint(rect, () => style);
  }
  const pane = first(content, "pane");
  if (pane?.getAttribute("state") === "frozen")
    sheet.frozen = { rows: numberOf(pane, "ySplit", 0), columns: numberOf(pane, "xSplit", 0) };
  sheet.showGridlines = isOn(first(content, "sheetView"), "showGridLines", true);
}

function addTables(book: Book, sheet: Sheet, read: PartReader, part: string): void {
  for (const target of relations(read, part).values()) {
    const page = /\/tables\/[^/]+\.xml$/.test(target) ? read(target) : null;
    const element = page?.documentElement;
    const rect = rectOf(element?.getAttribute("ref") ?? null);
    if (
      !element ||
      !rect ||
      book.tablesOn(sheet).some((table) => table.name === element.getAttribute("displayName"))
    )
      continue;
    const table = addTable(book, sheet, rect, true);
    renameTable(book, table, element.getAttribute("displayName") ?? table.name);
    const info = first(element, "tableStyleInfo");
    table.style = info?.getAttribute("name") ?? "";
    table.showBandedRows = isOn(info, "showRowStripes", false);
    table.showTotals = numberOf(element, "totalsRowCount", 0) > 0;
    table.showFilterButton = first(element, "autoFilter") !== undefined;
  }
}

function addLists(sheet: Sheet, content: Document): void {
  for (const rule of all(content, "dataValidation")) {
    const source = first(rule, "formula1")?.textContent ?? "";
    if (rule.getAttribute("type") !== "list" || source === "") continue;
    const areas = (rule.getAttribute("sqref") ?? "")
      .split(" ")
      .map(rectOf)
      .filter((rect) => rect !== null)
      .map((rect) => sheet.track(rect));
    sheet.validations.push({
      areas,
      rule: {
        kind: "List",
        source: source.startsWith('"') ? source.slice(1, -1) : `=${source}`,
        inCellDropDown: !isOn(rule, "showDropDown", false),
      },
      prompt: {
        title: rule.getAttribute("promptTitle") ?? "",
        message: rule.getAttribute("prompt") ?? "",
        showPrompt: isOn(rule, "showInputMessage", false),
      },
      errorAlert: {
        title: rule.getAttribute("errorTitle") ?? "",
        message: rule.getAttribute("error") ?? "",
        showAlert: isOn(rule, "showErrorMessage", false),
        style: rule.getAttribute("errorStyle") === "warning" ? "Warning" : "Stop",
      },
      ignoreBlanks: isOn(rule, "allowBlank", false),
    });
  }
}

function addLinks(sheet: Sheet, content: Document): void {
  for (const link of all(content, "hyperlink")) {
    const rect = rectOf(link.getAttribute("ref"));
    const place = link.getAttribute("location");
    if (rect && place !== null)
      sheet.hyperlinks.push({ area: sheet.track(rect), link: { documentReference: place } });
  }
}

/** Conditional formats with a formula. Their styles are kept by themselves in the file. */
function addMarks(book: Book, sheet: Sheet, content: Document, styles: readonly MarkStyle[]): void {
  for (const block of all(content, "conditionalFormatting")) {
    const areas = (block.getAttribute("sqref") ?? "")
      .split(" ")
      .map(rectOf)
      .filter((rect) => rect !== null)
      .map((rect) => sheet.track(rect));
    for (const rule of all(block, "cfRule")) {
      if (rule.getAttribute("type") !== "expression" || areas.length === 0) continue;
      const format = newConditionalFormat(book.newId(), "Custom", areas);
      format.formula = `=${first(rule, "formula")?.textContent ?? ""}`;
      format.stopIfTrue = isOn(rule, "stopIfTrue", false);
      Object.assign(format.look, styles[numberOf(rule, "dxfId", -1)]);
      sheet.conditionalFormats.push(format);
    }
  }
}

function rectOf(address: string | null): Rect | null {
  return address === null ? null : (parseAddress(address)?.rect ?? null);
}

import {
  writeXlsx,
  type Cell as SheetCell,
  type CellStyle,
  type CellValue,
  type WriteSheet,
} from "hucre/xlsx";
import { cellAddress, columnLetter, parseAddress } from "../address.ts";
import type { Cell } from "../cell.ts";
import { serialOfIsoDate } from "./date-serial.ts";
import { cleanText, isRiskyText } from "./safe-text.ts";
import type { ColumnFormat, SheetColumn, SheetDefinition, SheetMark } from "./workbook.ts";

const FONT = { name: "Calibri", size: 11 };
const NUMBER_FORMATS: Record<ColumnFormat, string> = {
  text: "@",
  kr: '#,##0" kr "',
  integer: "#,##0",
  percent: "0.0%",
  date: "yyyy-mm-dd",
  decimal: "#,##0.00",
};
const TITLE_STYLE: CellStyle = { font: { ...FONT, bold: true }, numFmt: "@" };
const HEADING_STYLE: CellStyle = {
  font: { ...FONT, bold: true, color: { rgb: "FFFFFF" } },
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "1F3864" } },
  alignment: { vertical: "center", wrapText: true },
  numFmt: "@",
};
const LINK_FONT = { ...FONT, underline: true, color: { rgb: "0563C1" } };
const TOTAL_BORDER = { top: { style: "thin" } } as const;
/** Holds the values of drop-down lists: a list written inside the rule may not hold commas or more than 255 characters. */
const LIST_SHEET = "Listor";
// A fixed stamp, not the clock: the same content gives the same bytes.
const STAMP = new Date("2000-01-01T00:00:00Z");

type CellMap = Map<string, Partial<SheetCell>>;

/** Where the parts of a sheet lie, as 0-based rows. A table needs a data row, so empty data still takes one. */
interface Layout {
  readonly heading: number;
  readonly firstData: number;
  readonly lastData: number;
  readonly total: number | undefined;
}

/**
 * The workbook as .xlsx bytes; the same input gives the same bytes. Text lands as text and never as a formula;
 * an ISO date in a date column becomes an Excel date. Throws on a sheet or table name that Excel refuses, or one used twice.
 */
export async function writeWorkbook(sheets: readonly SheetDefinition[]): Promise<Uint8Array> {
  assertTables(sheets);
  const lists = collectLists(sheets);
  return writeXlsx({
    sheets: [...sheets.map((sheet) => toWriteSheet(sheet, lists)), ...listSheet(lists)],
    defaultFont: FONT,
    namedRanges: sheets.map(printTitles),
    properties: { created: STAMP, modified: STAMP },
  });
}

function layoutOf(sheet: SheetDefinition): Layout {
  const heading = sheet.title?.length ?? 0;
  const lastData = heading + Math.max(sheet.rows.length, 1);
  const total = sheet.columns.some((column) => column.total === true) ? lastData + 1 : undefined;
  return { heading, firstData: heading + 1, lastData, total };
}

function toWriteSheet(sheet: SheetDefinition, lists: readonly (readonly string[])[]): WriteSheet {
  const layout = layoutOf(sheet);
  const rows = allRows(sheet);
  return {
    name: sheet.name,
    columns: sheet.columns.map((column) => ({
      width: column.width ?? defaultWidth(column),
      hidden: column.hidden ?? false,
      style: dataStyle(column),
    })),
    rows,
    rowDefs: heights(sheet, layout, rows),
    cells: specialCells(sheet, layout, rows),
    freezePane: { rows: sheet.freezeRows ?? layout.firstData, columns: sheet.freezeColumns ?? 0 },
    dataValidations: validations(sheet, layout, lists),
    conditionalRules: (sheet.marks ?? []).map(toConditionalRule),
    tables: sheet.table === undefined ? [] : [tableOf(sheet, sheet.table.name, layout)],
    pageSetup: { paperSize: "a4", orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    headerFooter: { oddFooter: "&L&A&RSida &P av &N" },
  };
}

function defaultWidth(column: SheetColumn): number {
  return Math.min(Math.max(column.heading.length + 4, 12), 40);
}

/** Points. */
const LINE = 15;

/** The rows whose texts take several lines: not every program makes them higher when it opens the file. */
function heights(
  { columns }: SheetDefinition,
  { heading }: Layout,
  rows: readonly CellValue[][],
): Map<number, { readonly height: number }> {
  const linesIn = (row: number): number =>
    Math.max(
      1,
      ...columns.map((column, i) => {
        const text = rows[row]?.[i];
        const wraps = row === heading || column.wrap === true;
        return wraps && typeof text === "string" ? linesOf(text, column.width ?? defaultWidth(column)) : 1;
      }),
    );
  const lines = rows.map((_, row) => (row < heading ? 1 : linesIn(row)));
  return new Map(
    lines.flatMap((count, row) => (count > 1 ? [[row, { height: count * LINE }] as const] : [])),
  );
}

/** The lines that a text fills in a column of so many characters, broken between words where it can be. */
function linesOf(text: string, width: number): number {
  const ends = text.split("\n").map((line) =>
    line.split(" ").reduce(
      ({ lines, used }, word) => {
        const on = used === 0 ? word.length : used + 1 + word.length;
        if (on <= width) return { lines, used: on };
        const own = Math.ceil(word.length / width);
        return { lines: lines + own - (used === 0 ? 1 : 0), used: word.length - (own - 1) * width };
      },
      { lines: 1, used: 0 },
    ),
  );
  return ends.reduce((sum, { lines }) => sum + lines, 0);
}

function dataStyle(column: SheetColumn | undefined): CellStyle {
  return {
    font: FONT,
    numFmt: NUMBER_FORMATS[column?.format ?? "text"],
    ...(column?.wrap === true && { alignment: { wrapText: true } }),
  };
}

function allRows(sheet: SheetDefinition): CellValue[][] {
  const data = sheet.rows.map((row) => row.map((cell, column) => toValue(cell, sheet.columns[column])));
  const title = (sheet.title ?? []).map((line) => [encode(line)]);
  return [...title, sheet.columns.map(headingText), ...(data.length === 0 ? [[]] : data)];
}

function toValue(cell: Cell, column: SheetColumn | undefined): CellValue {
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : null;
  if (typeof cell !== "string") return cell;
  const serial = column?.format === "date" ? serialOfIsoDate(cell) : undefined;
  return serial ?? (encode(cell) || null);
}

function headingText(column: SheetColumn): string {
  return encode(column.heading.replace(/\s+/g, " ").trim());
}

// The file format reads "_x0041_" as "A": a text that looks like such an escape has its first underscore escaped.
function encode(text: string): string {
  return cleanText(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
}

/** The cells that differ from their column: title, headings, totals, links, and text that must not come alive. */
function specialCells(sheet: SheetDefinition, layout: Layout, rows: readonly CellValue[][]): CellMap {
  const cells = safeTextCells(rows);
  sheet.title?.forEach((_, row) => {
    addStyle(cells, row, 0, TITLE_STYLE);
  });
  sheet.columns.forEach((_, column) => {
    addStyle(cells, layout.heading, column, HEADING_STYLE);
  });
  addLinks(cells, sheet, layout);
  addTotals(cells, sheet, layout);
  return cells;
}

function addStyle(cells: CellMap, row: number, column: number, style: CellStyle): void {
  const key = `${row},${column}`;
  cells.set(key, { ...cells.get(key), style });
}

/** Text that would not be text by itself, each as a cell of its own. */
function safeTextCells(rows: readonly CellValue[][]): CellMap {
  const cells: CellMap = new Map();
  rows.forEach((row, rowIndex) => {
    row.forEach((value, column) => {
      if (typeof value !== "string") return;
      const key = `${rowIndex},${column}`;
      // In an amount column only risky text gets the text format: "1 200 kr" must become a number again when corrected.
      if (isRiskyText(value)) cells.set(key, { style: dataStyle(undefined) });
      // As a plain string "#N/A" would be written as an error value; as formatted text it stays text.
      if (value.startsWith("#")) cells.set(key, { ...cells.get(key), value, richText: [{ text: value }] });
    });
  });
  return cells;
}

function addLinks(cells: CellMap, sheet: SheetDefinition, layout: Layout): void {
  for (const { row, column, target } of sheet.links ?? []) {
    const key = `${layout.firstData + row},${column}`;
    const location = `${quoteSheet(target.sheet)}!${target.cell}`;
    const style = { ...(cells.get(key)?.style ?? dataStyle(sheet.columns[column])), font: LINK_FONT };
    cells.set(key, { ...cells.get(key), style, hyperlink: { target: "", location } });
  }
}

function addTotals(cells: CellMap, sheet: SheetDefinition, layout: Layout): void {
  const { total } = layout;
  if (total === undefined) return;
  sheet.columns.forEach((column, index) => {
    const style = { ...dataStyle(column), font: { ...FONT, bold: true }, border: TOTAL_BORDER };
    const label = index === 0 ? { value: totalLabel(column) } : {};
    cells.set(
      `${total},${index}`,
      column.total === true ? totalCell(sheet, layout, index, style) : { style, ...label },
    );
  });
}

function totalLabel(column: SheetColumn): string | null {
  return column.total === true ? null : "Summa";
}

function totalCell(
  sheet: SheetDefinition,
  layout: Layout,
  index: number,
  style: CellStyle,
): Partial<SheetCell> {
  const sum = sheet.rows.reduce((so, row) => so + (typeof row[index] === "number" ? row[index] : 0), 0);
  return { style, formula: totalFormula(sheet, layout, index), formulaResult: sum };
}

// The words Excel itself writes: 109 sums the rows that a filter leaves in view.
function totalFormula(sheet: SheetDefinition, layout: Layout, index: number): string {
  const { table } = sheet;
  if (table === undefined) return `SUBTOTAL(109,${dataRange(layout, index)})`;
  const heading = headingText(sheet.columns[index]!).replace(/['[\]#@]/g, "'$&");
  return `SUBTOTAL(109,${table.name}[${heading}])`;
}

function dataRange(layout: Layout, column: number): string {
  return `${cellAddress(layout.firstData + 1, column)}:${cellAddress(layout.lastData + 1, column)}`;
}

function tableOf(
  sheet: SheetDefinition,
  name: string,
  layout: Layout,
): NonNullable<WriteSheet["tables"]>[number] {
  const last = cellAddress((layout.total ?? layout.lastData) + 1, sheet.columns.length - 1);
  return {
    name,
    range: `${cellAddress(layout.heading + 1, 0)}:${last}`,
    style: "TableStyleLight1",
    showTotalRow: layout.total !== undefined,
    columns: sheet.columns.map((column, index) => ({
      name: headingText(column),
      ...(column.total === true && { totalFunction: "sum" }),
      ...(index === 0 && column.total !== true && { totalLabel: "Summa" }),
    })),
  };
}

function validations(
  sheet: SheetDefinition,
  layout: Layout,
  lists: readonly (readonly string[])[],
): NonNullable<WriteSheet["dataValidations"]> {
  return sheet.columns.flatMap(({ list, listIsOpen = false }, column) =>
    list === undefined
      ? []
      : [
          {
            type: "list" as const,
            range: dataRange(layout, column),
            formula1: listRange(list, lists),
            allowBlank: true,
            showErrorMessage: !listIsOpen,
            errorTitle: "Värdet finns inte i listan",
            errorMessage: "Välj ett av värdena i listan.",
          },
        ],
  );
}

function toConditionalRule(
  { range, formula, fill, font }: SheetMark,
  index: number,
): NonNullable<WriteSheet["conditionalRules"]>[number] {
  return {
    type: "expression",
    priority: index + 1,
    range,
    formula,
    style: {
      // In a conditional format the colour of a solid fill is its background.
      ...(fill !== undefined && { fill: { type: "pattern", pattern: "solid", bgColor: { rgb: fill } } }),
      ...(font !== undefined && { font: { color: { rgb: font } } }),
    },
  };
}

function listRange(list: readonly string[], lists: readonly (readonly string[])[]): string {
  const letter = columnLetter(lists.findIndex((other) => sameList(other, list)));
  return `${LIST_SHEET}!$${letter}$1:$${letter}$${Math.max(list.length, 1)}`;
}

function collectLists(sheets: readonly SheetDefinition[]): (readonly string[])[] {
  return sheets
    .flatMap((sheet) => sheet.columns.flatMap((column) => (column.list === undefined ? [] : [column.list])))
    .filter((list, index, all) => all.findIndex((other) => sameList(other, list)) === index);
}

function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}

function listSheet(lists: readonly (readonly string[])[]): WriteSheet[] {
  if (lists.length === 0) return [];
  const longest = Math.max(...lists.map((list) => list.length), 1);
  const rows = Array.from({ length: longest }, (_, row) =>
    lists.map((list) => encode(list[row] ?? "") || null),
  );
  const columns = lists.map(() => ({ style: dataStyle(undefined) }));
  return [{ name: LIST_SHEET, rows, columns, cells: safeTextCells(rows), veryHidden: true }];
}

// Written here and not by the library's own option, which forgets to quote the name of the sheet.
function printTitles(sheet: SheetDefinition): { name: string; range: string; scope: string } {
  const row = layoutOf(sheet).heading + 1;
  return {
    name: "_xlnm.Print_Titles",
    range: `${quoteSheet(sheet.name)}!$${row}:$${row}`,
    scope: sheet.name,
  };
}

function quoteSheet(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

// Excel repairs away a table with a name used twice, a name it cannot read, or two equal headings.
function assertTables(sheets: readonly SheetDefinition[]): void {
  const tables = sheets.filter((sheet) => sheet.table !== undefined);
  assertUnique(tables.map((sheet) => sheet.table?.name ?? ""));
  for (const sheet of tables) assertUnique(sheet.columns.map(headingText));
  const unfit = tables.find((sheet) => !isTableName(sheet.table?.name ?? ""));
  if (unfit !== undefined) throw new RangeError(`Excel refuses the table name of sheet "${unfit.name}"`);
}

function isTableName(name: string): boolean {
  const isAddress = parseAddress(name).ok || /^r\d*(c\d*)?$|^c\d*$/i.test(name);
  return /^[\p{L}_][\p{L}\p{N}_.]{0,254}$/u.test(name) && !isAddress;
}

function assertUnique(names: readonly string[]): void {
  const twice = names.find((name, index) => names.findIndex((other) => sameName(other, name)) !== index);
  if (twice !== undefined) throw new RangeError(`"${twice}" is used twice in the workbook's tables`);
  if (names.includes("")) throw new RangeError("A table and its headings must have names");
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

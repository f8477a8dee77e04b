import type { Cell } from "../../../shared/cell.ts";
import type {
  ColumnFormat,
  SheetColumn,
  SheetDefinition,
  SheetLink,
} from "../../../shared/files/workbook.ts";
import { writeWorkbook } from "../../../shared/files/write-xlsx.ts";
import { addressOf, columnLetters } from "../workbook/address.ts";
import { isDateFormat } from "./number-format.ts";
import type { CellSnapshot, SheetSnapshot, TableSnapshot, WorkbookSnapshot } from "./workbook-snapshot.ts";
import { withXmlParts } from "./xml-parts.ts";

/** A file, and in Swedish what of the workbook it does not hold: nothing is left out in silence. */
export interface WrittenWorkbook {
  readonly bytes: Uint8Array;
  readonly leftOut: readonly string[];
}

interface Written {
  readonly definition: SheetDefinition;
  readonly leftOut: readonly string[];
}

/**
 * A workbook as .xlsx, through the writer of shared/files: a sheet is lines of title, one row of headings and the rows
 * below it (one table or none). Values, number formats by column, widths, frozen panes, lists, links, marks and custom XML
 * parts go along; formulas as their values.
 */
export async function toXlsx({ sheets, xmlParts }: WorkbookSnapshot): Promise<WrittenWorkbook> {
  const written = sheets.filter((sheet) => sheet.cells.length > 0).map(writtenSheet);
  const empty = sheets.filter((sheet) => sheet.cells.length === 0);
  return {
    bytes: withXmlParts(await writeWorkbook(written.map(({ definition }) => definition)), xmlParts),
    leftOut: [
      ...written.flatMap(({ leftOut }) => leftOut),
      ...empty.map(({ name }) => `Bladet ${name} är tomt och följer inte med.`),
    ],
  };
}

function writtenSheet(sheet: SheetSnapshot): Written {
  const [table, ...others] = sheet.tables;
  const heading = table?.rect.row ?? headingRow(sheet.cells);
  const last = Math.max(...sheet.cells.map((cell) => cell.row));
  const totals = table?.hasTotals === true ? table.rect.row + table.rect.rows - 1 : undefined;
  const width = table?.rect.columns ?? Math.max(...sheet.cells.map((cell) => cell.column)) + 1;
  const below = sheet.cells.filter(
    (cell) => cell.row > heading && cell.row !== totals && cell.column < width,
  );
  const columns = Array.from({ length: width }, (_, column) => columnOf(sheet, heading, column, totals));
  const end = table === undefined ? last : table.rect.row + table.rect.rows - (totals === undefined ? 1 : 2);
  return {
    definition: {
      name: sheet.name,
      title: titleOf(sheet.cells, heading),
      columns,
      rows: rowsOf(
        below.filter((cell) => cell.row <= end),
        heading,
        end,
        width,
      ),
      ...(table !== undefined && { table: { name: table.name } }),
      freezeRows: sheet.frozen.rows,
      freezeColumns: sheet.frozen.columns,
      links: linksOf(sheet, heading, end),
      marks: sheet.marks.map(({ areas, formula, fillColor, fontColor }) => ({
        range: areas.map(addressOf).join(" "),
        formula: formula.replace(/^=/, ""),
        ...(fillColor !== null && { fill: fillColor.replace("#", "") }),
        ...(fontColor !== null && { font: fontColor.replace("#", "") }),
      })),
    },
    leftOut: [
      ...others.map(({ name }) => `Tabellen ${name} i bladet ${sheet.name} blir vanliga celler.`),
      ...misplaced(sheet, table, heading, end, totals),
    ],
  };
}

/** Without a table: the first row with more than one cell. */
function headingRow(cells: readonly CellSnapshot[]): number {
  const rows = [...new Set(cells.map((cell) => cell.row))].sort((a, b) => a - b);
  return rows.find((row) => cells.filter((cell) => cell.row === row).length > 1) ?? rows[0] ?? 0;
}

function titleOf(cells: readonly CellSnapshot[], heading: number): string[] {
  return Array.from({ length: heading }, (_, row) => {
    const cell = cells.find((each) => each.row === row && each.column === 0);
    return cell === undefined ? "" : String(cell.value);
  });
}

function columnOf(
  sheet: SheetSnapshot,
  heading: number,
  column: number,
  totals: number | undefined,
): SheetColumn {
  const own = sheet.cells.filter((cell) => cell.column === column);
  const title = own.find((cell) => cell.row === heading);
  const width = sheet.widths.find((each) => each.column === column)?.characters;
  const list = sheet.lists.find(({ rect }) => column >= rect.column && column < rect.column + rect.columns);
  const total = own.find((cell) => cell.row === totals);
  return {
    heading: String(title?.value ?? columnLetters(column)),
    format: formatOf(own.filter((cell) => cell.row > heading)),
    ...(width !== undefined && { width }),
    ...(list !== undefined && { list: list.values, listIsOpen: list.isOpen ?? false }),
    ...(typeof total?.value === "number" && { total: true }),
    hidden: sheet.hiddenColumns.includes(column),
    wrap: sheet.wrappedColumns.includes(column),
  };
}

/** The one of the writer's formats that shows a column as it was shown. */
function formatOf(cells: readonly CellSnapshot[]): ColumnFormat {
  const numbers = cells.filter((cell) => typeof cell.value === "number");
  const first = numbers[0];
  if (first === undefined) return "text";
  const { numberFormat } = first;
  if (isDateFormat(numberFormat)) return "date";
  if (numberFormat.includes("%")) return "percent";
  if (numberFormat.includes("kr")) return "kr";
  if (numberFormat !== "General") return numberFormat.includes(".") ? "decimal" : "integer";
  return numbers.every((cell) => Number.isInteger(cell.value)) ? "integer" : "decimal";
}

function rowsOf(cells: readonly CellSnapshot[], heading: number, end: number, width: number): Cell[][] {
  const rows = Array.from({ length: Math.max(0, end - heading) }, () => new Array<Cell>(width).fill(null));
  for (const { row, column, value } of cells) rows[row - heading - 1]![column] = value;
  return rows;
}

function linksOf(sheet: SheetSnapshot, heading: number, end: number): SheetLink[] {
  return sheet.links
    .filter(({ row }) => row > heading && row <= end)
    .map(({ row, column, target }) => ({ row: row - heading - 1, column, target }));
}

/** What lies where the layout has no room: beside the titles, beside or below a table. */
function misplaced(
  sheet: SheetSnapshot,
  table: TableSnapshot | undefined,
  heading: number,
  end: number,
  totals: number | undefined,
): string[] {
  const right = table === undefined ? Infinity : table.rect.columns;
  const outside = sheet.cells.filter(
    ({ row, column }) =>
      (row < heading && column > 0) || (row >= heading && column >= right) || (row > end && row !== totals),
  );
  const shifted = table !== undefined && table.rect.column > 0;
  return [
    ...(outside.length > 0
      ? [`${outside.length} celler utanför tabellen i bladet ${sheet.name} följer inte med.`]
      : []),
    ...(shifted ? [`Tabellen ${table.name} börjar inte i kolumn A.`] : []),
  ];
}

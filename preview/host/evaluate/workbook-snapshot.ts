import type { BookView, Place } from "../evaluator.ts";
import type { Cell } from "../../../shared/cell.ts";
import type { Book } from "../workbook/book.ts";
import { parseAddress } from "../workbook/address.ts";
import type { Rect } from "../workbook/rect.ts";
import { isError, type Scalar } from "../workbook/scalar.ts";
import type { Sheet } from "../workbook/sheet.ts";
import { charactersOf } from "./column-width.ts";
import type { FormulaEvaluator } from "./formula-evaluator.ts";
import { listOf } from "./validation.ts";

/** A cell with something in it. Errors are their text, dates serials; a formula is kept beside its value. */
export interface CellSnapshot {
  readonly row: number;
  readonly column: number;
  readonly value: Exclude<Cell, null>;
  readonly numberFormat: string;
  readonly formula?: string;
}

/** A table; `rect` spans headings and totals. */
export interface TableSnapshot {
  readonly name: string;
  readonly rect: Rect;
  readonly headings: readonly string[];
  readonly hasTotals: boolean;
}

/** A drop-down list over a block of cells. */
export interface ListSnapshot {
  readonly rect: Rect;
  readonly values: readonly string[];
  /** Other values may be written too. */
  readonly isOpen?: boolean;
}

/** A link from a cell to a cell of the workbook. */
export interface LinkSnapshot {
  readonly row: number;
  readonly column: number;
  readonly target: { readonly sheet: string; readonly cell: string };
}

/** A conditional format with a formula, and the colours ("#RRGGBB") that it lays over its cells. */
export interface MarkSnapshot {
  readonly areas: readonly Rect[];
  /** As it reads in the first cell of the first area. */
  readonly formula: string;
  readonly fillColor: string | null;
  readonly fontColor: string | null;
}

/** A sheet at rest; rows and columns are zero-based, widths in characters. */
export interface SheetSnapshot {
  readonly name: string;
  readonly cells: readonly CellSnapshot[];
  readonly tables: readonly TableSnapshot[];
  readonly widths: readonly { readonly column: number; readonly characters: number }[];
  readonly hiddenColumns: readonly number[];
  /** Columns of a table whose long texts take several lines. */
  readonly wrappedColumns: readonly number[];
  readonly frozen: { readonly rows: number; readonly columns: number };
  readonly lists: readonly ListSnapshot[];
  readonly links: readonly LinkSnapshot[];
  readonly marks: readonly MarkSnapshot[];
}

/** What a workbook holds, apart from its looks, charts, comments and protection: what goes to a file and back. */
export interface WorkbookSnapshot {
  readonly sheets: readonly SheetSnapshot[];
  /** What add-ins keep in the file (custom XML parts). */
  readonly xmlParts: readonly string[];
}

/** The workbook of the host as it stands; sheets that only a program can show (very hidden) are left out. */
export function snapshotOf(book: Book, evaluator: FormulaEvaluator): WorkbookSnapshot {
  const shown = book.sheets.filter((sheet) => sheet.visibility !== "VeryHidden");
  return {
    sheets: shown.map((sheet) => sheetOf(book, sheet, evaluator)),
    xmlParts: book.xmlParts.map(({ xml }) => xml),
  };
}

function sheetOf(book: Book, sheet: Sheet, evaluator: FormulaEvaluator): SheetSnapshot {
  return {
    name: sheet.name,
    cells: cellsOf(sheet),
    tables: book.tablesOn(sheet).map((table) => ({
      name: table.name,
      rect: table.area.rect,
      headings: table.columns.map((column) => column.name),
      hasTotals: table.showTotals,
    })),
    widths: [...sheet.columnWidths].map(([column, points]) => ({
      column,
      characters: charactersOf(points),
    })),
    hiddenColumns: [...sheet.hiddenColumns].sort((a, b) => a - b),
    wrappedColumns: book.tablesOn(sheet).flatMap(({ area }) => wrappedIn(sheet, area.rect)),
    frozen: sheet.frozen,
    lists: listsOf(book, sheet, evaluator),
    links: linksOf(sheet),
    marks: marksOf(sheet),
  };
}

/** The columns of a table with a cell below its heading that wraps. */
function wrappedIn(sheet: Sheet, { row, column, rows, columns }: Rect): number[] {
  const body = Array.from({ length: rows - 1 }, (_, down) => row + 1 + down);
  const places = Array.from({ length: columns }, (_, right) => column + right);
  return places.filter((place) => body.some((line) => sheet.styleAt(line, place).wrapText));
}

function cellsOf(sheet: Sheet): CellSnapshot[] {
  const used = sheet.usedRect(true);
  if (used === null) return [];
  const rows = Array.from({ length: used.rows }, (_, down) => used.row + down);
  const columns = Array.from({ length: used.columns }, (_, right) => used.column + right);
  return rows.flatMap((row) =>
    columns.flatMap((column) => {
      const value = plain(sheet.valueAt(row, column));
      const { formula } = sheet.at(row, column);
      if (value === null) return [];
      const { numberFormat } = sheet.styleAt(row, column);
      return [{ row, column, value, numberFormat, ...(formula !== null && { formula }) }];
    }),
  );
}

function plain(value: Scalar): Cell {
  return isError(value) ? value.error : value;
}

function listsOf(book: BookView, sheet: Sheet, evaluator: FormulaEvaluator): ListSnapshot[] {
  const areas = sheet.validations.flatMap((validation) =>
    validation.rule?.kind === "List"
      ? validation.areas
          .filter((area) => area.alive)
          .map(({ rect }) => ({ rect, isOpen: !validation.errorAlert.showAlert }))
      : [],
  );
  return areas.map(({ rect, isOpen }) => {
    const place: Place = { sheet: sheet.id, row: rect.row, column: rect.column };
    const values = listOf(book, sheet, place, evaluator) ?? [];
    const shown = values.map((value) => String(plain(value) ?? ""));
    return { rect, values: shown, ...(isOpen && { isOpen }) };
  });
}

function marksOf(sheet: Sheet): MarkSnapshot[] {
  return sheet.conditionalFormats.flatMap(({ type, areas, formula, look }) => {
    const rects = areas.filter((area) => area.alive).map(({ rect }) => rect);
    return type === "Custom" && rects.length > 0
      ? [{ areas: rects, formula, fillColor: look.fillColor, fontColor: look.fontColor }]
      : [];
  });
}

function linksOf(sheet: Sheet): LinkSnapshot[] {
  return sheet.hyperlinks.flatMap(({ area, link }) => {
    const address = parseAddress(link.documentReference ?? "");
    if (!area.alive || address === null) return [];
    const cell = (link.documentReference ?? "").split("!").at(-1)!.replaceAll("$", "");
    return [
      { row: area.rect.row, column: area.rect.column, target: { sheet: address.sheet ?? sheet.name, cell } },
    ];
  });
}

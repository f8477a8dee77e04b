import type { Cell } from "../cell.ts";

/** How a column shows its values; Excel itself turns separators into those of the reader's language. */
export type ColumnFormat = "text" | "kr" | "integer" | "percent" | "date" | "decimal";

/** One column of a sheet. `format` defaults to text, `width` (characters) to what the heading needs. */
export interface SheetColumn {
  readonly heading: string;
  readonly format?: ColumnFormat;
  readonly width?: number;
  /** The only values the cells of the column accept (a drop-down list). */
  readonly list?: readonly string[];
  /** Other values than those of the list may be written too. */
  readonly listIsOpen?: boolean;
  readonly hidden?: boolean;
  /** Texts that are wider than the column take several lines. */
  readonly wrap?: boolean;
  /** Sum this column in a total row below the data. */
  readonly total?: boolean;
}

/** A click on the data cell (`row` and `column` are 0-based within `rows`) leads to a cell of a sheet. */
export interface SheetLink {
  readonly row: number;
  readonly column: number;
  readonly target: { readonly sheet: string; readonly cell: string };
}

/** Cells that look another way while a formula is true of them (a conditional format). Colours are "RRGGBB". */
export interface SheetMark {
  /** Addresses, such as "A5:O40". */
  readonly range: string;
  /** As it reads in the first cell of the range, in English and without "=". */
  readonly formula: string;
  readonly fill?: string;
  readonly font?: string;
}

/** What a sheet is to hold: lines of title, one row of headings, the data, perhaps a total row. */
export interface SheetDefinition {
  readonly name: string;
  /** Lines above the headings, e.g. what the sheet shows and as of when. */
  readonly title?: readonly string[];
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** Make headings and data an Excel table of this name (unique in the workbook). */
  readonly table?: { readonly name: string };
  /** Rows that stay in view; default: all down to the headings. */
  readonly freezeRows?: number;
  readonly freezeColumns?: number;
  readonly links?: readonly SheetLink[];
  readonly marks?: readonly SheetMark[];
}

/** A sheet as read: `rows[0]` is worksheet row 1, blank rows are kept, so an index leads to the right address. */
export interface SheetRows {
  readonly name: string;
  readonly rows: Cell[][];
}

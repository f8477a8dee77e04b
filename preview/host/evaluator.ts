import type { Rect } from "./workbook/rect.ts";
import type { Scalar } from "./workbook/scalar.ts";

/** Where a formula stands: the id of its sheet, and its cell, zero-based. */
export interface Place {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

/** A cell with something in it. `formula` starts with "=" and is null for a constant. */
export interface CellView {
  readonly row: number;
  readonly column: number;
  readonly formula: string | null;
  readonly value: Scalar;
}

export interface SheetView {
  readonly id: string;
  readonly name: string;
  /** Every constant and formula in no particular order; spilled values are not among them. */
  readonly cells: () => Iterable<CellView>;
  /** The cell's value and formula now, spilled values included. */
  readonly cellAt: (row: number, column: number) => CellView;
}

export interface TableView {
  readonly name: string;
  readonly sheet: string;
  /** The whole table, headings and totals included. */
  readonly rect: Rect;
  readonly hasHeaders: boolean;
  readonly hasTotals: boolean;
  readonly columns: readonly string[];
}

export interface NameView {
  readonly name: string;
  /** "=Blad1!$A$1:$B$2" or any other formula. */
  readonly formula: string;
  /** The id of the sheet that the name belongs to; null for the whole workbook. */
  readonly sheet: string | null;
}

/** The workbook as a formula engine sees it. */
export interface BookView {
  readonly sheets: readonly SheetView[];
  readonly tables: readonly TableView[];
  readonly names: readonly NameView[];
}

/** What has changed since the last calculation. `structure`: sheets, tables, names or the place of cells. */
export interface Changes {
  readonly structure: boolean;
  readonly areas: readonly { readonly sheet: string; readonly rect: Rect }[];
}

/** A computed formula; a list of rows spills from its cell. */
export interface FormulaResult extends Place {
  readonly value: Scalar | readonly (readonly Scalar[])[];
}

/** One call of a custom function from a cell. A list of rows is a range. */
export interface FunctionCall {
  readonly name: string;
  readonly args: readonly (Scalar | readonly (readonly Scalar[])[])[];
  /** "Blad1!A1" */
  readonly address: string;
}

/** Calls a custom function; streaming functions answer many times. The answer of this takes the call back. */
export type CallFunction = (
  call: FunctionCall,
  answer: (value: Scalar | readonly (readonly Scalar[])[]) => void,
) => () => void;

/** Computes the formulas of a workbook. The host knows nothing of how. */
export interface Evaluator {
  /** Called once, before anything else: how to call custom functions, and how to ask for a new calculation. */
  readonly attach: (call: CallFunction, recalculate: () => void) => void;
  /** The values of all formulas that the changes may have changed. */
  readonly calculate: (book: BookView, changes: Changes) => readonly FormulaResult[];
  /** The value of one formula as if it stood in this cell: conditional formats, validation, names. */
  readonly evaluate: (
    book: BookView,
    formula: string,
    place: Place,
  ) => Scalar | readonly (readonly Scalar[])[];
}

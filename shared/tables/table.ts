import type { Cell } from "../cell.ts";

/** How a column's values are shown. */
export type CellFormat = "text" | "kr" | "integer" | "percent" | "date";

/** A column of a table, by the name of the table and its heading. */
export interface ColumnOf {
  readonly table: string;
  readonly heading: string;
}

/** One column: its heading, how it looks, and the value it takes from a row. */
export interface TableColumn<Row> {
  readonly id: string;
  readonly heading: string;
  readonly format: CellFormat;
  /** Characters. */
  readonly width?: number;
  /** The only values that a cell accepts. */
  readonly list?: readonly string[];
  /** The column of another table of ours that a cell may be chosen from; other values are written too. */
  readonly from?: ColumnOf;
  /** Summed in the row below the data. */
  readonly total?: boolean;
  readonly value: (row: Row) => Cell;
}

/** What a sheet shows: its name in Excel, the name of its Excel table, and its columns. */
export interface Table<Row> {
  readonly sheet: string;
  readonly table: string;
  readonly columns: readonly TableColumn<Row>[];
}

/** The rows as a block of cells, in the order of the columns. */
export function cellsOf<Row>({ columns }: Table<Row>, rows: readonly Row[]): Cell[][] {
  const values = columns.map(({ value }) => value);
  // A loop over a list of known length: a `map` in each row takes half as long again.
  return rows.map((row) => {
    const cells = new Array<Cell>(values.length);
    for (let i = 0; i < values.length; i++) cells[i] = values[i]!(row);
    return cells;
  });
}

import type { Cell } from "../../shared/cell.ts";
import type { Headings } from "../../shared/headings.ts";
import { requisitionColumns } from "../../shared/requisition/columns.ts";
import { findRequisitionHeadings, type RequisitionTable } from "../../shared/requisition/validate.ts";

/** The headings of our own columns beside the user's. The second is hidden and travels with its row. */
export const checkHeading = "Kontroll";
export const codeHeading = "_fordela";

/** Cells of a worksheet as read. `row` and `column` are the 0-based place of the first. */
export interface CellBlock {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly values: readonly (readonly Cell[])[];
  /** 0-based worksheet rows that hold sums of a table: no requisitions. */
  readonly totals?: readonly number[];
}

/** A worksheet of requisitions: what is sent and checked, and where our own columns are. */
export interface RequisitionBlock {
  /** What the rules see. Cells of other people's columns are left out, so that they never leave the workbook. */
  readonly table: RequisitionTable & { readonly firstRow: number; readonly rows: Cell[][] };
  /** null: no headings among the first rows. */
  readonly headings: Headings | null;
  /** 0-based worksheet row of the headings; -1 when there are none. */
  readonly headingRow: number;
  /** Heading as it stands over each column of the requisition table; null where there is no such column. */
  readonly headingTexts: readonly (string | null)[];
  /** 0-based worksheet columns; null: not there yet. */
  readonly checkColumn: number | null;
  readonly codeColumn: number | null;
}

/** Finds the requisitions in a block. Row and column of the table's cells are those of the worksheet. */
export function requisitionBlock({ sheet, row, column, values, totals = [] }: CellBlock): RequisitionBlock {
  const padding = Array<null>(column).fill(null);
  const firstRow = row + 1;
  const place = { sheet, firstRow, firstColumn: 0 };
  const padded = values.slice(0, searched).map((cells) => trimmed([...padding, ...cells]));
  const found = findRequisitionHeadings(padded, place);
  if (!("columns" in found)) {
    const table = { sheet, firstRow, rows: [] };
    return { table, headings: null, headingRow: -1, headingTexts: [], checkColumn: null, codeColumn: null };
  }
  const known = new Set(found.columns);
  const headings = padded[found.row]!;
  const own = (heading: string): number | null => {
    const at = headings.indexOf(heading);
    return at < 0 ? null : at;
  };
  const rows = values.map((cells, i): Cell[] => {
    if (i < found.row || totals.includes(row + i)) return [];
    if (i === found.row) return headings;
    return trimmed([...padding, ...cells].map((cell, at) => (known.has(at) ? cell : null)));
  });
  return {
    table: { sheet, firstRow, rows },
    headings: found,
    headingRow: row + found.row,
    headingTexts: found.columns.map((at) => (at < 0 ? null : String(headings[at]))),
    checkColumn: own(checkHeading),
    codeColumn: own(codeHeading),
  };
}

/** The rows under the headings. */
export function dataRows({ table, headingRow }: RequisitionBlock): readonly (readonly Cell[])[] {
  return table.rows.slice(headingRow + 2 - table.firstRow);
}

/** The id of a column of the requisition table as an index into it. */
export function columnIndexOf(id: string): number {
  return requisitionColumns.findIndex((column) => column.id === id);
}

/** As many rows as the headings are looked for in. */
const searched = 20;

function trimmed(cells: Cell[]): Cell[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1);
}

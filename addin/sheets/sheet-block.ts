import type { Cell } from "../../shared/cell.ts";
import { type FindHeadings, type HeadedColumn, headingFinder, type Headings } from "../../shared/headings.ts";
import type { RequisitionValue } from "../../shared/requisition/columns.ts";
import type { RequisitionTable } from "../../shared/requisition/validate.ts";
import { idHeading } from "./merge.ts";

/** The headings of our own columns beside the user's. The second is hidden and travels with its row. */
export const checkHeading = "Kontroll";
export const codeHeading = "_fordela";

/** A column of a sheet that comes in: `of` says whether it tells of one activity among several of the same applicant. */
export interface SheetColumn extends HeadedColumn {
  readonly value: RequisitionValue;
  readonly of?: "application" | "activity";
}

/** A kind of sheet that comes in, by the columns that it has. */
export interface SheetKind {
  readonly columns: readonly SheetColumn[];
  /** Whose columns they are: "rekvisitionens". */
  readonly whose: string;
  readonly find: FindHeadings;
}

export function sheetKind(columns: readonly SheetColumn[], whose: string): SheetKind {
  return { columns, whose, find: headingFinder(columns) };
}

/** Cells of a worksheet as read. `row` and `column` are the 0-based place of the first. */
export interface CellBlock {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly values: readonly (readonly Cell[])[];
  /** 0-based worksheet rows that hold sums of a table: nothing that came in. */
  readonly totals?: readonly number[];
}

/** A worksheet that came in: what is sent and checked, and where our own columns are. */
export interface SheetBlock {
  readonly kind: SheetKind;
  /** What the rules see. Cells of other people's columns are left out, so that they never leave the workbook. */
  readonly table: RequisitionTable & { readonly firstRow: number; readonly rows: Cell[][] };
  /** null: no headings among the first rows. */
  readonly headings: Headings | null;
  /** 0-based worksheet row of the headings; -1 when there are none. */
  readonly headingRow: number;
  /** Heading as it stands over each column of the kind; null where there is no such column. */
  readonly headingTexts: readonly (string | null)[];
  /** 0-based worksheet columns; null: not there yet. */
  readonly checkColumn: number | null;
  readonly codeColumn: number | null;
  /** The sheet is one that Fördela has fetched: it did not come in. */
  readonly isFetched: boolean;
}

/** Finds what came in in a block. Row and column of the table's cells are those of the worksheet. */
export function sheetBlock(
  kind: SheetKind,
  { sheet, row, column, values, totals = [] }: CellBlock,
): SheetBlock {
  const padding = Array<null>(column).fill(null);
  const firstRow = row + 1;
  const place = { sheet, firstRow, firstColumn: 0 };
  const padded = values.slice(0, searched).map((cells) => trimmed([...padding, ...cells]));
  const found = kind.find(padded, place);
  if (!("columns" in found))
    return {
      kind,
      table: { sheet, firstRow, rows: [] },
      headings: null,
      headingRow: -1,
      headingTexts: [],
      checkColumn: null,
      codeColumn: null,
      isFetched: false,
    };
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
    kind,
    table: { sheet, firstRow, rows },
    headings: found,
    headingRow: row + found.row,
    headingTexts: found.columns.map((at) => (at < 0 ? null : String(headings[at]))),
    checkColumn: own(checkHeading),
    codeColumn: own(codeHeading),
    isFetched: own(idHeading) !== null,
  };
}

/** The rows under the headings. */
export function dataRows({ table, headingRow }: SheetBlock): readonly (readonly Cell[])[] {
  return table.rows.slice(headingRow + 2 - table.firstRow);
}

/** The id of a column of the kind as an index into it. */
export function columnIndexOf({ columns }: Pick<SheetKind, "columns">, id: string): number {
  return columns.findIndex((column) => column.id === id);
}

/** As many rows as the headings are looked for in. */
const searched = 20;

function trimmed(cells: Cell[]): Cell[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1);
}

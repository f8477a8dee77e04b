import { parseAddress } from "../../shared/address.ts";
import type { Problem } from "../../shared/problems.ts";
import { readColumn, readTop, type SheetTop } from "../excel/find-rows.ts";
import type { Book } from "../excel/run.ts";
import { WorkbookProblem } from "../excel/workbook-problem.ts";
import { headingOf, locate, rowsByKey } from "../sheets/locate.ts";
import type { Checked } from "./check.ts";

/** The cell of a problem as it stands now: 0-based row and column of the worksheet. */
export interface CellNow {
  readonly row: number;
  readonly column: number;
}

type ProblemPlace = Pick<Problem, "row" | "column" | "cell">;

/** Where the cells of a control are now. `cellOf` is null for a row that is gone. */
export interface CellsNow {
  readonly top: SheetTop;
  /** @throws WorkbookProblem when the column is gone */
  readonly cellOf: (problem: ProblemPlace) => CellNow | null;
  /** The same for a problem of an earlier control, in the row with this number in the hidden column. */
  readonly cellInRow: (key: number, problem: ProblemPlace) => CellNow | null;
}

/** Reads where rows and columns are now, wherever they have been sorted or moved since the control. */
export async function cellsNow(book: Book, { sheetId, block, seen, keys }: Checked): Promise<CellsNow> {
  const top = await readTop(book, sheetId);
  const found = locate(
    block.kind,
    { sheet: top.name, row: top.row, column: top.column, values: top.values },
    seen,
  );
  if (found === null)
    throw new WorkbookProblem(
      "row-gone",
      `Bladet ”${top.name}” har inga rubriker kvar. Sätt tillbaka raden med rubriker och kontrollera igen.`,
    );
  const from = found.headingRow + 1;
  const codes = found.codeColumn === null ? [] : await readColumn(book, top, found.codeColumn, from);
  const rows = rowsByKey(codes, from);
  const cellInRow = (key: number, problem: ProblemPlace): CellNow | null => {
    const column = found.columnOf(problem.column);
    if (column === null && seenColumn(seen.columns, block, problem))
      throw new WorkbookProblem(
        "column-gone",
        `Kolumnen ”${headingOf(block.kind, problem.column)}” finns inte kvar i bladet ”${top.name}”. Sätt tillbaka den och kontrollera igen.`,
      );
    const row = rows.get(key);
    if (row === undefined) return null;
    return { row, column: column ?? asWritten(problem, 0, 0)?.column ?? 0 };
  };
  return {
    top,
    cellInRow,
    cellOf: (problem) => {
      const key = keys.get(problem.row);
      // A fault of the headings, or of a sheet without its hidden column: the address is all there is.
      return key === undefined || found.codeColumn === null
        ? asWritten(problem, block.headingRow, found.headingRow)
        : cellInRow(key, problem);
    },
  };
}

/** Whether the sheet had the problem's column at the control; a missing one has only a place to be put. */
function seenColumn(
  columns: readonly number[],
  { table }: Checked["block"],
  { cell }: Pick<Problem, "cell">,
): boolean {
  const place = parseAddress(cell);
  return place.ok && table.rows.length > 0 && columns.includes(place.value.column);
}

function asWritten(
  { cell }: Pick<Problem, "cell">,
  headingRow: number,
  headingRowNow: number,
): CellNow | null {
  const place = parseAddress(cell);
  return place.ok
    ? { row: place.value.row - 1 + headingRowNow - headingRow, column: place.value.column }
    : null;
}

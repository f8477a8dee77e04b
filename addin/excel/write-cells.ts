import type { Cell } from "../../shared/cell.ts";
import type { Book } from "./run.ts";
import type { SafeCell } from "./safe-cell.ts";
import type { Work } from "./work.ts";
import { type Block, writeSteps } from "./write-steps.ts";

/** Cells that stand under each other. Row and column are the worksheet's, 0-based. */
export interface Run<T> {
  readonly row: number;
  readonly column: number;
  readonly cells: readonly T[];
}

/** A cell as it stood: enough to put it back. */
export interface CellState {
  readonly value: Cell;
  readonly formula: Cell;
  readonly numberFormat: string;
}

/** A value to write, the format it is written under, and the format the cell is left with. */
export interface CellWrite {
  readonly value: SafeCell;
  readonly format: string;
  readonly formatAfter: string;
}

/** More ranges than this in one request is slow in Excel. */
const runsInOne = 400;

/** Reads scattered cells. */
export async function readRuns(
  context: Book,
  sheet: Excel.Worksheet,
  runs: readonly Run<unknown>[],
  { signal }: Work,
): Promise<readonly (readonly CellState[])[]> {
  const states: CellState[][] = [];
  for (let from = 0; from < runs.length; from += runsInOne) {
    signal.throwIfAborted();
    const ranges = runs.slice(from, from + runsInOne).map((run) => rangeOf(sheet, run));
    for (const range of ranges) range.load("values,formulas,numberFormat");
    // eslint-disable-next-line office-addins/no-context-sync-in-loop -- a request has a largest number of ranges.
    await context.sync();
    for (const { values, formulas, numberFormat } of ranges)
      states.push(
        values.map((row, i) => ({
          value: row[0] as Cell,
          formula: formulas[i]![0] as Cell,
          numberFormat: String(numberFormat[i]![0]),
        })),
      );
  }
  return states;
}

/** Writes scattered cells, and leaves each with the format that it is to have. */
export async function writeRuns(
  context: Book,
  sheet: Excel.Worksheet,
  runs: readonly Run<CellWrite>[],
  work: Work,
): Promise<void> {
  await writeSteps(
    context,
    runs.map((run) => ({ blocks: [blockOf(sheet, run)] })),
    work,
  );
  // A format that a cell gets back is none to write under, so it goes in a request of its own.
  const restored = runs.filter(({ cells }) =>
    cells.some(({ format, formatAfter }) => format !== formatAfter),
  );
  if (restored.length === 0) return;
  for (const run of restored)
    rangeOf(sheet, run).numberFormat = run.cells.map(({ formatAfter }) => [formatAfter]);
  await context.sync();
}

/** A run as a block to write. */
function blockOf(sheet: Excel.Worksheet, run: Run<CellWrite>): Block {
  return {
    range: () => rangeOf(sheet, run),
    values: run.cells.map(({ value }) => [value]),
    formats: run.cells.map(({ format }) => [format]),
  };
}

function rangeOf(sheet: Excel.Worksheet, { row, column, cells }: Run<unknown>): Excel.Range {
  return sheet.getRangeByIndexes(row, column, cells.length, 1);
}

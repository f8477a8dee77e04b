import type { Cell } from "../../shared/cell.ts";
import type { Problem } from "../../shared/problems.ts";
import { selectCell } from "../excel/find-rows.ts";
import { type Book, inWorkbook } from "../excel/run.ts";
import type { Work } from "../excel/work.ts";
import { WorkbookProblem } from "../excel/workbook-problem.ts";
import { type CellState, readRuns, writeRuns } from "../excel/write-cells.ts";
import { type Fix, fixWrite, type Mended, mendable, undoWrite } from "../sheets/fixes.ts";
import { type Placed, runsOf } from "../sheets/runs.ts";
import type { Checked } from "./check.ts";
import type { Written } from "./contract.ts";
import type { Outcomes } from "./outcomes.ts";
import type { CommandParts } from "./parts.ts";
import { type CellsNow, cellsNow } from "./problem-cells.ts";

/** Shows the cell of a problem, wherever its row and column are by now. */
export async function showCell(checked: Checked, problem: Problem): Promise<void> {
  await inWorkbook(false, async (book) => {
    const { top, cellOf } = await cellsNow(book, checked);
    const cell = cellOf(problem);
    if (cell === null) throw new WorkbookProblem("row-gone");
    await selectCell(book, top.sheet, cell.row, cell.column);
  });
}

/**
 * Writes the safe fixes where the cells still hold what was controlled. Formulas are left alone. `undo` puts back
 * exactly what stood there, but for cells that somebody has changed since.
 */
export async function writeFixes(
  parts: CommandParts,
  outcomes: Outcomes,
  checked: Checked,
  problems: readonly Problem[],
  work: Work,
): Promise<Written> {
  const fixes = problems.filter((problem): problem is Fix => problem.fix !== undefined);
  const done = await inWorkbook(parts.supports("1.20"), async (book) => {
    const { top, placed, states } = await read(book, checked, fixes, work);
    const mended = placed.flatMap(({ item, ...place }, i): (Mended & Placed)[] => {
      const before = states[i]!;
      return mendable(before, item.value) ? [{ ...place, fix: item, before }] : [];
    });
    await writeRuns(book, top.sheet, runsOf(mended.map((one) => ({ ...one, ...fixWrite(one) }))), work);
    return mended;
  });
  if (done.length === 0) return { cells: 0, undo: null };
  const forget = outcomes.mended(
    checked,
    done.map(({ fix }) => fix),
  );
  return {
    cells: done.length,
    undo: async () => {
      await putBack(parts, checked, done);
      forget();
    },
  };
}

async function putBack(parts: CommandParts, checked: Checked, mended: readonly Mended[]): Promise<void> {
  const work: Work = { progress: () => undefined, signal: new AbortController().signal };
  await inWorkbook(parts.supports("1.20"), async (book) => {
    const { top, placed, states } = await read(
      book,
      checked,
      mended.map(({ fix, before }) => ({ ...fix, before })),
      work,
    );
    const writes = placed.flatMap(({ item, ...place }, i) =>
      isStill(states[i]!, item.fix) ? [{ ...place, ...undoWrite(item.before) }] : [],
    );
    await writeRuns(book, top.sheet, runsOf(writes), work);
  });
}

/** Where each is now, and what stands there; those whose row is gone are left out. */
async function read<T extends Fix>(
  book: Book,
  checked: Checked,
  items: readonly T[],
  work: Work,
): Promise<{
  top: CellsNow["top"];
  placed: readonly (Placed & { item: T })[];
  states: readonly CellState[];
}> {
  const { top, cellOf } = await cellsNow(book, checked);
  if (top.isProtected) throw new WorkbookProblem("protected");
  const found = items.flatMap((item) => {
    const cell = cellOf(item);
    return cell === null ? [] : [{ ...cell, item }];
  });
  const runs = runsOf(found);
  const states = await readRuns(book, top.sheet, runs, work);
  return { top, placed: runs.flatMap(({ cells }) => cells), states: states.flat() };
}

function isStill({ value }: CellState, fix: Cell): boolean {
  return value === (fix ?? "");
}

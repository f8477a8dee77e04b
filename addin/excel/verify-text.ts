import type { Cell } from "../../shared/cell.ts";
import type { Book } from "./run.ts";
import type { SafeCell } from "./safe-cell.ts";
import { WorkbookProblem } from "./workbook-problem.ts";

/** A block of cells that was just written, and what it must hold. */
interface WrittenText {
  readonly range: Excel.Range;
  readonly values: readonly (readonly SafeCell[])[];
}

/** Asks for what is needed to verify a block in the same sync as it is written. */
export function askBack({ range }: WrittenText): void {
  range.load("values,formulas");
}

/** Verifies blocks that were written and asked back. Cells where a text became a formula are emptied. @throws WorkbookProblem */
export async function verifyAsked(context: Book, written: readonly WrittenText[]): Promise<void> {
  const live = written.flatMap(({ range, values }) =>
    values.flatMap((row, r) =>
      row.flatMap((cell, c) =>
        isText(cell) && isLive(range.values[r]?.[c] as Cell, range.formulas[r]?.[c] as Cell)
          ? [{ range, r, c }]
          : [],
      ),
    ),
  );
  if (live.length === 0) return;
  for (const { range, r, c } of live) range.getCell(r, c).clear(Excel.ClearApplyTo.contents);
  await context.sync();
  throw new WorkbookProblem("formula-landed");
}

function isText(cell: SafeCell): boolean {
  return typeof cell === "string" && cell !== "";
}

/** A formula shows something else than itself; a text shows itself. */
function isLive(value: Cell, formula: Cell): boolean {
  return typeof formula === "string" && formula.startsWith("=") && formula !== value;
}

import type { Cell } from "../../shared/cell.ts";
import type { Problem } from "../../shared/problems.ts";
import type { CellState, CellWrite } from "../excel/write-cells.ts";
import { toCell } from "./to-cell.ts";

/** A problem with a safe fix. */
export type Fix = Problem & { readonly fix: Cell };

/** A cell that was mended, and what stood there before. */
export interface Mended {
  readonly fix: Fix;
  readonly before: CellState;
}

/** Whether a cell still holds what was controlled, and not as a formula. */
export function mendable({ value, formula }: CellState, controlled: Cell): boolean {
  return value === (controlled ?? "") && !isFormula(value, formula);
}

/** The fix as a write: text under the text format, so that a first zero stays; a number never under it. */
export function fixWrite({ fix: { fix }, before: { numberFormat } }: Mended): CellWrite {
  const format = typeof fix === "string" ? "@" : numberFormat === "@" ? "#,##0" : numberFormat;
  return { value: toCell(fix), format, formatAfter: format };
}

/**
 * What stood there before as a write. A text is written under the text format whatever format it had: otherwise Excel
 * would make a number of "1 200 000" and a formula of "=1+1". Then the cell gets its own format back.
 */
export function undoWrite({ value, numberFormat }: CellState): CellWrite {
  const format = typeof value === "string" ? "@" : numberFormat === "@" ? "General" : numberFormat;
  return { value: toCell(value), format, formatAfter: numberFormat };
}

/** A formula shows something else than itself; a text that begins with "=" shows itself. */
function isFormula(value: Cell, formula: Cell): boolean {
  return typeof formula === "string" && formula.startsWith("=") && formula !== value;
}

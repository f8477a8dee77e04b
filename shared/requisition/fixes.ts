import { parseAddress } from "../address.ts";
import type { Cell } from "../cell.ts";
import type { Problem } from "../problems.ts";
import type { RequisitionTable } from "./validate.ts";

/** One cell that a fix wrote over, kept so that it can be undone. */
export interface CellChange {
  /** A1 address without sheet. */
  readonly cell: string;
  readonly before: Cell;
  readonly after: Cell;
}

/**
 * Writes the safe fixes of the problems into a new table and lists the changes; every other cell stays as it was.
 * Problems without a fix, of another sheet or outside the table change nothing.
 */
export function applyFixes(
  table: RequisitionTable,
  problems: readonly Problem[],
): { readonly table: RequisitionTable; readonly changes: readonly CellChange[] } {
  const rows = table.rows.map((row) => [...row]);
  const changes = problems.flatMap((problem): CellChange[] => {
    const place = problem.sheet === table.sheet ? parseAddress(problem.cell) : null;
    if (problem.fix === undefined || place === null || !place.ok) return [];
    const row = rows[place.value.row - (table.firstRow ?? 1)];
    const column = place.value.column - (table.firstColumn ?? 0);
    if (row === undefined || column < 0) return [];
    const before = row[column] ?? null;
    // A row may end before its last columns.
    while (row.length < column) row.push(null);
    row[column] = problem.fix;
    return [{ cell: problem.cell, before, after: problem.fix }];
  });
  return { table: { ...table, rows }, changes };
}

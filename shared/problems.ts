import type { Cell } from "./cell.ts";

/** An error stops the row from being approved; a warning is shown and lets it through. */
export type Severity = "error" | "warning";

/**
 * One fault with one cause, at one cell. `rule` is the id of the rule that failed, `text` says in Swedish what to
 * do, `value` is what the cell held as typed, `fix` the value a safe fix would write (absent: no safe fix).
 */
export interface Problem {
  readonly sheet: string;
  /** A1 address without sheet, e.g. "F17". */
  readonly cell: string;
  /** 1-based worksheet row. */
  readonly row: number;
  /** The id of the column in the column table, e.g. "amount". */
  readonly column: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly text: string;
  readonly value: Cell;
  readonly fix?: Cell;
}

/** The rows below the headings of a sheet, and what is wrong in it. */
export interface CheckedRows {
  readonly problems: readonly Problem[];
  /** Rows that hold something, below the headings. */
  readonly rowCount: number;
  /** 1-based worksheet row of the first row below the headings. */
  readonly firstDataRow: number;
}

/** The problems, and how many of the rows none of them names: what is wrong with the headings is of no row. */
export function tally({ problems, rowCount, firstDataRow }: CheckedRows): {
  problems: Problem[];
  rowCount: number;
  withoutProblems: number;
} {
  const named = new Set(problems.flatMap(({ row }) => (row < firstDataRow ? [] : [row])));
  return { problems: [...problems], rowCount, withoutProblems: rowCount - named.size };
}

/** One cell to read or write; row and column are 0-based. */
export interface Placed {
  readonly row: number;
  readonly column: number;
}

/** Cells joined to blocks of one column: those directly under each other go together. */
export function runsOf<T extends Placed>(cells: readonly T[]): { row: number; column: number; cells: T[] }[] {
  const sorted = [...cells].sort((a, b) => a.column - b.column || a.row - b.row);
  const runs: { row: number; column: number; cells: T[] }[] = [];
  for (const cell of sorted) {
    const last = runs.at(-1);
    if (last !== undefined && last.column === cell.column && last.row + last.cells.length === cell.row)
      last.cells.push(cell);
    else runs.push({ row: cell.row, column: cell.column, cells: [cell] });
  }
  return runs;
}

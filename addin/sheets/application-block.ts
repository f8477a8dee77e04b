import { applicationColumns } from "../../shared/application/columns.ts";
import type { Cell } from "../../shared/cell.ts";
import { headingFinder } from "../../shared/headings.ts";
import type { Requirement } from "../../shared/programme.ts";
import type { CellBlock } from "./requisition-block.ts";

/** Applications as they are sent to be checked: rows of the worksheet, without the columns of other people. */
export interface ApplicationBlock {
  readonly sheet: string;
  readonly firstRow: number;
  readonly rows: Cell[][];
}

/** As many rows as the headings are looked for in. */
const searched = 20;

/** The applications of a worksheet; null when its first rows have no headings of applications. */
export function applicationBlock(
  { sheet, row, column, values, totals = [] }: CellBlock,
  requirements: readonly Requirement[],
): ApplicationBlock | null {
  const padding = Array<null>(column).fill(null);
  const padded = values.map((cells) => [...padding, ...cells]);
  const find = headingFinder(applicationColumns(requirements));
  const found = find(padded.slice(0, searched), { sheet, firstRow: row + 1, firstColumn: 0 });
  if (!("columns" in found)) return null;
  const known = new Set(found.columns);
  const rows = padded.map((cells, i): Cell[] => {
    if (i < found.row || totals.includes(row + i)) return [];
    const own = i === found.row ? cells : cells.map((cell, at) => (known.has(at) ? cell : null));
    return own.slice(0, own.findLastIndex((cell) => cell !== null) + 1);
  });
  return { sheet, firstRow: row + 1, rows };
}

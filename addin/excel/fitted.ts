import type { SafeCell } from "./safe-cell.ts";

/** What must be known of a column to fit it to what it shows. */
interface Fitting {
  readonly heading: SafeCell;
  /** Characters. */
  readonly width: number;
  readonly hidden?: boolean;
}

interface ShownCell {
  readonly value: SafeCell;
  readonly format: string | null;
}

/** The widest that a column is made for its cells and its heading, in characters: longer texts are wrapped. */
const widest = { cells: 60, heading: 40 };
/** Characters that a cell keeps free at its edges, and a heading beside its filter button. */
const edges = 2;
const button = 4;

/** The columns wide enough for what they show: no number becomes ####, no text is cut by its neighbour. */
export function fitted<C extends Fitting>(
  columns: readonly C[],
  runs: readonly { readonly column: number; readonly cells: readonly ShownCell[] }[],
): readonly (C & { readonly wrap: boolean })[] {
  const longest = new Map<number, number>();
  for (const { column, cells } of runs)
    for (const cell of cells) longest.set(column, Math.max(longest.get(column) ?? 0, lengthOf(cell)));
  return columns.map((column, at) => {
    const needed = (longest.get(at) ?? 0) + edges;
    const heading = Math.min(widest.heading, String(column.heading).length + button);
    const width = Math.max(column.width, heading, Math.min(widest.cells, needed));
    return { ...column, width, wrap: column.hidden !== true && needed > width };
  });
}

/** Characters of a cell as it is shown: the longest of its lines, or a number in groups of three with what its format adds. */
function lengthOf({ value, format }: ShownCell): number {
  if (typeof value === "string") return Math.max(...value.split("\n").map(({ length }) => length));
  if (typeof value !== "number") return 0;
  const digits = String(Math.trunc(Math.abs(value))).length;
  const sign = value < 0 ? 1 : 0;
  const words = /"([^"]*)"/.exec(format ?? "")?.[1] ?? "";
  return sign + digits + Math.floor((digits - 1) / 3) + words.length;
}

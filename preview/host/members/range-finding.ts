import { shownText } from "../evaluate/number-format.ts";
import { boundingRect, intersection, maxColumns, maxRows, type Rect } from "../workbook/rect.ts";
import type { Scalar } from "../workbook/scalar.ts";
import type { Area } from "../workbook/sheet.ts";
import { eachColumn, eachRow, grid } from "../workbook/sheet.ts";
import { boolean, oneOf, optional, record, text } from "./arguments.ts";
import type { Arg } from "./host-object.ts";

/** The block around a cell that is filled without a gap. */
export function surrounding({ sheet, rect }: Area): Rect {
  const filled = (row: number, column: number): boolean => sheet.valueAt(row, column) !== null;
  const used = sheet.usedRect(true);
  if (!used) return rect;
  let region = rect;
  for (;;) {
    const wide: Rect = {
      row: Math.max(0, region.row - 1),
      column: Math.max(0, region.column - 1),
      rows: region.rows + (region.row > 0 ? 2 : 1),
      columns: region.columns + (region.column > 0 ? 2 : 1),
    };
    const found = grid(wide, (row, column) =>
      filled(row, column) ? { row, column, rows: 1, columns: 1 } : null,
    )
      .flat()
      .filter((cell) => cell !== null)
      .reduce<Rect>(boundingRect, region);
    if (found.rows === region.rows && found.columns === region.columns) return region;
    region = found;
  }
}

const findCriteria = optional(
  record({
    completeMatch: optional(boolean, false),
    matchCase: optional(boolean, false),
    searchDirection: optional(oneOf(["Forward", "Backwards"]), "Forward"),
  }),
  { completeMatch: false, matchCase: false, searchDirection: "Forward" as const },
);

export function find(range: Area, args: readonly Arg[]): Rect | null {
  const wanted = text(args[0], "text");
  const { completeMatch, matchCase } = findCriteria(args[1] ?? null, "criteria");
  const fold = (shown: string): string => (matchCase ? shown : shown.toLowerCase());
  const { sheet, rect } = range;
  const used = sheet.usedRect(true, rect);
  const within = used && intersection(used, rect);
  if (!within) return null;
  for (const line of grid(within, (row, column) => ({ row, column, rows: 1, columns: 1 })))
    for (const cell of line) {
      const shown = fold(
        shownText(sheet.valueAt(cell.row, cell.column), sheet.styleAt(cell.row, cell.column).numberFormat),
      );
      if (completeMatch ? shown === fold(wanted) : shown.includes(fold(wanted))) return cell;
    }
  return null;
}

const cellKinds = ["Constants", "Formulas", "Blanks", "Visible"] as const;

/** Cells of a kind, as one block a run of cells in a row. */
export function specialCells(range: Area, args: readonly Arg[]): Rect[] {
  const kind = oneOf(cellKinds)(args[0], "cellType");
  const { sheet, rect } = range;
  const used = kind === "Blanks" || kind === "Visible" ? rect : sheet.usedRect(true, rect);
  const within = used && intersection(used, rect);
  if (!within) return [];
  const wanted = (row: number, column: number): boolean => {
    if (kind === "Visible") return !sheet.isRowHidden(row) && !sheet.hiddenColumns.has(column);
    const { formula } = sheet.at(row, column);
    const value: Scalar = sheet.valueAt(row, column);
    if (kind === "Blanks") return formula === null && value === null;
    return kind === "Formulas" ? formula !== null : formula === null && value !== null;
  };
  const runs: Rect[] = [];
  eachRow(within, (row) => {
    eachColumn(within, (column) => {
      if (!wanted(row, column)) return;
      const last = runs.at(-1);
      if (last?.row === row && last.column + last.columns === column)
        runs[runs.length - 1] = { ...last, columns: last.columns + 1 };
      else runs.push({ row, column, rows: 1, columns: 1 });
    });
  });
  return runs;
}

export function edge(range: Area, args: readonly Arg[]): Rect {
  const direction = oneOf(["Left", "Right", "Up", "Down"])(args[0], "direction");
  const { sheet, rect } = range;
  const [down, right] = { Left: [0, -1], Right: [0, 1], Up: [-1, 0], Down: [1, 0] }[direction] as [
    number,
    number,
  ];
  const filled = (row: number, column: number): boolean => sheet.valueAt(row, column) !== null;
  const inside = (row: number, column: number): boolean =>
    row >= 0 && column >= 0 && row < maxRows && column < maxColumns;
  let { row, column } = rect;
  if (filled(row, column) && inside(row + down, column + right) && filled(row + down, column + right)) {
    while (inside(row + down, column + right) && filled(row + down, column + right))
      [row, column] = [row + down, column + right];
    return { row, column, rows: 1, columns: 1 };
  }
  const used = sheet.usedRect(true);
  while (inside(row + down, column + right)) {
    [row, column] = [row + down, column + right];
    if (filled(row, column)) return { row, column, rows: 1, columns: 1 };
    if (!used || row > used.row + used.rows || column > used.column + used.columns)
      return {
        row: down > 0 ? maxRows - 1 : row,
        column: right > 0 ? maxColumns - 1 : column,
        rows: 1,
        columns: 1,
      };
  }
  return { row, column, rows: 1, columns: 1 };
}

import type { Area } from "./sheet.ts";

/** Where a block lies on its sheet, in points. */
export interface Extent {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Left, top, width and height of a block, with the sizes that its rows and columns were given. */
export function extent({ sheet, rect }: Pick<Area, "sheet" | "rect">): Extent {
  const width = (column: number): number =>
    sheet.hiddenColumns.has(column) ? 0 : (sheet.columnWidths.get(column) ?? 48);
  const height = (row: number): number => (sheet.isRowHidden(row) ? 0 : (sheet.rowHeights.get(row) ?? 15));
  const sum = (from: number, count: number, size: (index: number) => number): number =>
    Array.from({ length: count }, (_, index) => size(from + index)).reduce((total, each) => total + each, 0);
  return {
    left: sum(0, rect.column, width),
    top: sum(0, Math.min(rect.row, 100_000), height),
    width: sum(rect.column, rect.columns, width),
    height: sum(rect.row, Math.min(rect.rows, 100_000), height),
  };
}

import { shownText } from "../evaluate/number-format.ts";
import type { Json } from "../protocol/json.ts";
import { addressOf } from "../workbook/address.ts";
import { wireValue } from "../workbook/scalar.ts";
import type { Area } from "../workbook/sheet.ts";
import { grid } from "../workbook/sheet.ts";
import { defineClass } from "./class.ts";
import { objectOf } from "./host-object.ts";
import { formulaOf } from "./range-cells.ts";

/** The cells of a block that are not hidden. */
export const rangeView = defineClass("RangeView", {
  since: "1.3",
  members: {
    Values: {
      read: (target) => visible(target, (row, column) => wireValue(target.sheet.valueAt(row, column))),
    },
    Formulas: { read: (target) => visible(target, (row, column) => formulaOf(target, row, column)) },
    Text: {
      read: (target) =>
        visible(target, (row, column) =>
          shownText(target.sheet.valueAt(row, column), target.sheet.styleAt(row, column).numberFormat),
        ),
    },
    CellAddresses: {
      read: (target) => visible(target, (row, column) => addressOf({ row, column, rows: 1, columns: 1 })),
    },
    RowCount: { read: (target) => visible(target, () => 0).length },
    ColumnCount: { read: (target) => visible(target, () => 0)[0]?.length ?? 0 },
    GetRange: { call: (target) => objectOf("Range", target) },
  },
});

function visible(target: Area, cell: (row: number, column: number) => Json): Json[][] {
  const { sheet, rect } = target;
  return grid(rect, (row, column) => ({ row, column }))
    .filter((line) => !sheet.isRowHidden(line[0]!.row))
    .map((line) =>
      line
        .filter(({ column }) => !sheet.hiddenColumns.has(column))
        .map(({ row, column }) => cell(row, column)),
    );
}

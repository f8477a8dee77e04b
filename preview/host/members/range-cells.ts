import { HostError } from "../errors.ts";
import type { Json } from "../protocol/json.ts";
import { isEntireColumn, isEntireRow } from "../workbook/rect.ts";
import { wireValue } from "../workbook/scalar.ts";
import type { Area } from "../workbook/sheet.ts";
import { grid } from "../workbook/sheet.ts";
import { rowsFor } from "../workbook/writing.ts";
import { json, text } from "./arguments.ts";
import type { Arg } from "./host-object.ts";
import type { Session } from "./session.ts";

const maxRead = 5_000_000;

/** What each cell of a block shows through `cell`; null for whole columns and rows, as the client expects. */
export function perCell(range: Area, cell: (row: number, column: number) => Json): Json {
  const rect = range.rect;
  if (isEntireColumn(rect) || isEntireRow(rect)) return null;
  if (rect.rows * rect.columns > maxRead)
    throw new HostError("ResponsePayloadSizeLimitExceeded", "Området är för stort för att läsas på en gång.");
  return grid(rect, cell);
}

export function formulaOf(range: Area, row: number, column: number): Json {
  const cell = range.sheet.at(row, column);
  if (cell.formula !== null) return cell.formula;
  return wireValue(range.sheet.valueAt(row, column));
}

/** Writing to the middle of a merged block is legal; reading it answers empty cells. */
export function setNumberFormats(range: Area, value: Arg, session: Session): void {
  const { sheet, rect } = range;
  if (isEntireColumn(rect) || isEntireRow(rect)) {
    const format = text(value, "numberFormat");
    sheet.assertPermitted("allowFormatCells");
    sheet.paint(rect, () => ({ numberFormat: format }));
  } else {
    const formats = rowsFor(rect, json(value, "numberFormat"), "numberFormat");
    sheet.assertPermitted("allowFormatCells");
    sheet.paint(rect, (_style, row, column) => {
      const format = formats(row, column);
      return format === null ? {} : { numberFormat: text(format, "numberFormat") || "General" };
    });
  }
  session.book.tell({ kind: "formatChanged", sheet, rect });
}

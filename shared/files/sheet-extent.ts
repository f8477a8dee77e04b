import { columnIndex } from "../address.ts";

/** How far down and to the right a sheet holds values. */
export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

const ROW_OR_CELL = /<(?:\w+:)?(row|c)(?=[\s/>])([^>]*)>/g;
const REFERENCE = /(?:^|\s)r\s*=\s*["']([A-Za-z]*)(\d+)["']/;

/**
 * The extent of the values in a worksheet's XML, found without building a table: one cell in the last corner of a
 * sheet would make a table of 17 billion cells. Cells with a format and no value do not count.
 */
export function extentOfSheet(xml: string): Extent {
  const place = { row: 0, column: 0 };
  const extent = { rows: 0, columns: 0 };
  for (const [, tag, attributes = ""] of xml.matchAll(ROW_OR_CELL)) {
    const [, letters = "", digits] = REFERENCE.exec(attributes) ?? [];
    if (tag === "row") {
      place.row = digits === undefined ? place.row + 1 : Number(digits);
      place.column = 0;
      continue;
    }
    place.column = letters === "" ? place.column + 1 : columnIndex(letters) + 1;
    if (attributes.endsWith("/")) continue;
    extent.rows = Math.max(extent.rows, place.row, letters === "" ? 0 : Number(digits));
    extent.columns = Math.max(extent.columns, place.column);
  }
  return extent;
}

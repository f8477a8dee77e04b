import type { FileError } from "../../../shared/files/file-error.ts";
import { readFile } from "../../../shared/files/read-file.ts";
import type { SheetRows } from "../../../shared/files/workbook.ts";
import { ok, type Result } from "../../../shared/result.ts";
import type { CellSnapshot, SheetSnapshot, WorkbookSnapshot } from "./workbook-snapshot.ts";
import { xmlPartsOf } from "./xml-parts.ts";

/**
 * The workbook in an .xlsx or .csv file, as the reader of shared/files gives it: the values of all sheets at their
 * addresses, without formats, tables and looks, and its custom XML parts. The error says in Swedish what to do.
 */
export async function fromXlsx(
  name: string,
  bytes: Uint8Array,
): Promise<Result<WorkbookSnapshot, FileError>> {
  const sheets = await readFile(name, bytes);
  return sheets.ok
    ? ok({ sheets: sheets.value.map(sheetOf), xmlParts: isZip(bytes) ? xmlPartsOf(bytes) : [] })
    : sheets;
}

/** An .xlsx is a zip archive; a .csv is not. */
function isZip([first, second]: Uint8Array): boolean {
  return first === 0x50 && second === 0x4b;
}

function sheetOf({ name, rows }: SheetRows): SheetSnapshot {
  return {
    name,
    cells: rows.flatMap((row, index) => row.flatMap((value, column) => cellOf(index, column, value))),
    tables: [],
    widths: [],
    hiddenColumns: [],
    wrappedColumns: [],
    frozen: { rows: 0, columns: 0 },
    lists: [],
    links: [],
    marks: [],
  };
}

function cellOf(row: number, column: number, value: CellSnapshot["value"] | null): CellSnapshot[] {
  return value === null ? [] : [{ row, column, value, numberFormat: "General" }];
}

import type { FileError } from "../../../shared/files/file-error.ts";
import { readFile } from "../../../shared/files/read-file.ts";
import type { SheetRows } from "../../../shared/files/workbook.ts";
import { ok, type Result } from "../../../shared/result.ts";
import type { CellSnapshot, SheetSnapshot, WorkbookSnapshot } from "./workbook-snapshot.ts";

/**
 * The workbook in an .xlsx or .csv file, as the reader of shared/files gives it: the values of all sheets at their
 * addresses, without formats, tables and looks. The error says in Swedish what to do.
 */
export async function fromXlsx(
  name: string,
  bytes: Uint8Array,
): Promise<Result<WorkbookSnapshot, FileError>> {
  const sheets = await readFile(name, bytes);
  return sheets.ok ? ok({ sheets: sheets.value.map(sheetOf) }) : sheets;
}

function sheetOf({ name, rows }: SheetRows): SheetSnapshot {
  return {
    name,
    cells: rows.flatMap((row, index) => row.flatMap((value, column) => cellOf(index, column, value))),
    tables: [],
    widths: [],
    hiddenColumns: [],
    frozen: { rows: 0, columns: 0 },
    lists: [],
    links: [],
  };
}

function cellOf(row: number, column: number, value: CellSnapshot["value"] | null): CellSnapshot[] {
  return value === null ? [] : [{ row, column, value, numberFormat: "General" }];
}

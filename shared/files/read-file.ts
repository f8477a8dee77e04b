import type { OldSheet } from "../history/old-sheet.ts";
import { ok, type Result } from "../result.ts";
import { readCsv } from "./csv.ts";
import { type FileError, refuse } from "./file-error.ts";
import { kindOf } from "./file-kind.ts";
import { readOldWorkbook, readWorkbook } from "./read-xlsx.ts";
import type { SheetRows } from "./workbook.ts";

/**
 * The sheets of a file from outside, told apart by content and not by name (a .csv is one sheet with the name of the
 * file). The error says in Swedish what to do.
 */
export async function readFile(name: string, bytes: Uint8Array): Promise<Result<SheetRows[], FileError>> {
  const kind = kindOf(bytes);
  if (kind === "zip") return readWorkbook(bytes);
  if (kind !== "text") return refuse(kind);
  const sheet = readCsv(bytes, name.replace(/\.[^.]*$/, ""));
  return sheet.ok ? ok([sheet.value]) : sheet;
}

/** The sheets of an old workbook with their looks; a .csv has none. */
export async function readOldFile(name: string, bytes: Uint8Array): Promise<Result<OldSheet[], FileError>> {
  if (kindOf(bytes) === "zip") return readOldWorkbook(bytes);
  const sheets = await readFile(name, bytes);
  return sheets.ok ? ok(sheets.value.map((sheet) => ({ ...sheet, merges: [], fills: {} }))) : sheets;
}

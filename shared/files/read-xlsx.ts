import { strFromU8, zipSync } from "fflate";
import { readXlsx, type CellValue, type Sheet } from "hucre/xlsx";
import { cellAddress } from "../address.ts";
import type { Cell } from "../cell.ts";
import { ok, type Result } from "../result.ts";
import { type FileError, type FileErrorCode, refuse } from "./file-error.ts";
import { type Extent, extentOfSheet } from "./sheet-extent.ts";
import { partNames, type Parts, unzipWithin } from "./unzip-guard.ts";
import type { SheetRows } from "./workbook.ts";

/** All sheets together, counted as rectangles: some 300 recipients x 20 columns are 6 000. */
const MOST_CELLS = 3_000_000;

/**
 * The sheets of an .xlsx file, behind the unzip guard. Dates come as Excel serials (1900 system), formulas as the
 * value Excel last showed, errors as their text ("#N/A"), merged cells in their top left cell.
 * Sheets that only a program can show (very hidden) are left out.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Result<SheetRows[], FileError>> {
  const objection = objectionToNames(partNames(bytes));
  if (objection !== undefined) return refuse(objection);
  const parts = unzipWithin(bytes, isNeeded);
  if (!parts.ok) return parts;
  const refusal = objectionToParts(parts.value);
  if (refusal !== undefined) return refuse(refusal);
  const extents = [...parts.value]
    .filter(([name]) => isSheet(name))
    .map(([, part]) => extentOfSheet(strFromU8(part)));
  const extent = largest(extents);
  if (extent.rows * extent.columns * extents.length > MOST_CELLS) return refuse("too-many-cells");
  return parseSheets(parts.value, extent);
}

function objectionToNames(names: readonly string[]): FileErrorCode | undefined {
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  if (has(/(^|\/)vbaProject[^/]*\.bin$|(^|\/)macrosheets\//i)) return "macros";
  if (has(/^xl\/workbook\.bin$/i)) return "binary-excel";
  if (has(/^mimetype$/) && has(/^content\.xml$/)) return "open-document";
  return names.length > 0 && !has(/^\[Content_Types\]\.xml$/) ? "not-a-workbook" : undefined;
}

function objectionToParts(parts: Parts): FileErrorCode | undefined {
  const text = (name: string): string => strFromU8(parts.get(name) ?? new Uint8Array());
  if (/vbaProject|macroEnabled/i.test(text("[Content_Types].xml"))) return "macros";
  if (![...parts.keys()].some(isSheet)) return "not-a-workbook";
  return [...parts.keys()].some((name) => isWorkbook(name) && counts1904(text(name)))
    ? "date-1904"
    : undefined;
}

function counts1904(workbookXml: string): boolean {
  return /\sdate1904\s*=\s*["'](1|true)["']/.test(workbookXml);
}

// Pictures, comments, tables and links are not read, so what leads to them is left out. So are the styles: without
// them the library gives dates as the serials they are, and cannot take an amount for a date.
function isNeeded(name: string): boolean {
  return /\.(xml|rels)$/i.test(name) && !/^xl\/(worksheets\/_rels|styles|theme|drawings|charts)/i.test(name);
}

function isSheet(name: string): boolean {
  return /(^|\/)worksheets\/[^/]+\.xml$/i.test(name);
}

function isWorkbook(name: string): boolean {
  return /(^|\/)workbook[^/]*\.xml$/i.test(name);
}

function largest(extents: readonly Extent[]): Extent {
  return {
    rows: Math.max(1, ...extents.map((extent) => extent.rows)),
    columns: Math.max(1, ...extents.map((extent) => extent.columns)),
  };
}

// The library gets an archive of our own making: it sees the checked parts and nothing else, and only within `extent`.
async function parseSheets(parts: Parts, extent: Extent): Promise<Result<SheetRows[], FileError>> {
  const archive = zipSync(Object.fromEntries(parts), { level: 0, mtime: "2000-01-01" });
  try {
    const workbook = await readXlsx(archive, {
      range: `A1:${cellAddress(extent.rows, extent.columns - 1)}`,
      sheets: (info) => info.veryHidden !== true,
    });
    return ok(workbook.sheets.map(toSheetRows));
  } catch {
    return refuse("damaged");
  }
}

function toSheetRows(sheet: Sheet): SheetRows {
  const rows = sheet.rows.map((row) => trimEnd(row.map(toCell), isBlank));
  return { name: sheet.name, rows: trimEnd(rows, (row) => row.length === 0) };
}

function toCell(value: CellValue | undefined): Cell {
  return value === undefined || value === "" || value instanceof Date ? null : value;
}

function isBlank(cell: Cell): boolean {
  return cell === null;
}

function trimEnd<T>(items: readonly T[], isEmpty: (item: T) => boolean): T[] {
  return items.slice(0, items.findLastIndex((item) => !isEmpty(item)) + 1);
}

import { strFromU8, strToU8, zipSync } from "fflate";
import { readXlsx, type CellValue, type CellStyle, type Sheet } from "hucre/xlsx";
import { cellAddress } from "../address.ts";
import type { Cell } from "../cell.ts";
import { at, type OldSheet } from "../history/old-sheet.ts";
import { ok, type Result } from "../result.ts";
import { withoutChartSheets } from "./chart-sheets.ts";
import { type FileError, type FileErrorCode, refuse } from "./file-error.ts";
import { kindOf } from "./file-kind.ts";
import { type Extent, extentOfSheet } from "./sheet-extent.ts";
import { hasUnsavedFormula } from "./unsaved-formulas.ts";
import { LIMITS, partNames, type Parts, unzipWithin } from "./unzip-guard.ts";
import type { SheetRows } from "./workbook.ts";

/**
 * The sheets of an .xlsx file, behind the unzip guard. Dates come as Excel serials (1900 system), formulas as the
 * value Excel last showed, errors as their text ("#N/A"), merged cells in their top left cell. Chart sheets, and
 * sheets that only a program can show (very hidden), are left out.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Result<SheetRows[], FileError>> {
  const parts = checkedParts(bytes, isNeeded);
  return parts.ok ? readSheets(parts.value) : parts;
}

/** The same sheets with what people read in their looks: merged cells, and the colours of filled cells. */
export async function readOldWorkbook(bytes: Uint8Array): Promise<Result<OldSheet[], FileError>> {
  const parts = checkedParts(bytes, (name) => isNeeded(name) || isStyles(name));
  if (!parts.ok) return parts;
  const sheets = await readSheets(new Map([...parts.value].filter(([name]) => isNeeded(name))));
  if (!sheets.ok) return sheets;
  const looks = await parseSheets(parts.value, extentOf(parts.value), { readStyles: true }, looksOf);
  if (!looks.ok) return looks;
  return ok(sheets.value.map((sheet, i) => ({ ...sheet, ...looks.value[i]! })));
}

function checkedParts(bytes: Uint8Array, needed: (name: string) => boolean): Result<Parts, FileError> {
  const kind = kindOf(bytes);
  if (kind !== "zip") return refuse(kind === "text" ? "not-a-workbook" : kind);
  const objection = objectionToNames(partNames(bytes));
  if (objection !== undefined) return refuse(objection);
  const parts = unzipWithin(bytes, needed);
  if (!parts.ok) return parts;
  const refusal = objectionToParts(parts.value);
  return refusal === undefined ? parts : refuse(refusal);
}

function objectionToNames(names: readonly string[]): FileErrorCode | undefined {
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  if (has(/(^|\/)vbaProject[^/]*\.bin$|(^|\/)macrosheets\//i)) return "macros";
  if (has(/^xl\/workbook\.bin$/i)) return "binary-excel";
  if (has(/^mimetype$/) && has(/^content\.xml$/)) return "open-document";
  return names.length > 0 && !has(/^\[Content_Types\]\.xml$/) ? "not-a-workbook" : undefined;
}

function objectionToParts(parts: Parts): FileErrorCode | undefined {
  if (/vbaProject|macroEnabled/i.test(textOf(parts, "[Content_Types].xml"))) return "macros";
  if (sheetNames(parts).length === 0) return "not-a-workbook";
  return counts1904(textOf(parts, workbookName(parts))) ? "date-1904" : undefined;
}

function counts1904(workbookXml: string): boolean {
  return /\sdate1904\s*=\s*["'](1|true)["']/.test(workbookXml);
}

// Pictures, comments, tables and links are not read, so what leads to them is left out. So are the styles: without
// them the library gives dates as the serials they are, and cannot take an amount for a date.
function isNeeded(name: string): boolean {
  return /(^\[Content_Types\]\.xml|^_rels\/\.rels|(^|\/)(_rels\/)?workbook[^/]*\.(xml|xml\.rels)|(^|\/)sharedStrings[^/]*\.xml|(^|\/)worksheets\/[^/]+\.xml)$/i.test(
    name,
  );
}

/** Read for their colours alone. */
function isStyles(name: string): boolean {
  return /(^|\/)styles[^/]*\.xml$/i.test(name);
}

function sheetNames(parts: Parts): string[] {
  return [...parts.keys()].filter((name) => /(^|\/)worksheets\//i.test(name));
}

function hasStrings(parts: Parts): boolean {
  return [...parts.keys()].some((name) => /(^|\/)sharedStrings[^/]*\.xml$/i.test(name));
}

function workbookName(parts: Parts): string {
  return [...parts.keys()].find((name) => /(^|\/)workbook[^/]*\.xml$/i.test(name)) ?? "";
}

function textOf(parts: Parts, name: string): string {
  return strFromU8(parts.get(name) ?? new Uint8Array());
}

async function readSheets(parts: Parts): Promise<Result<SheetRows[], FileError>> {
  const sheets = sheetNames(parts).map((name) => textOf(parts, name));
  const extent = extentOf(parts);
  if (extent.rows * extent.columns * sheets.length > LIMITS.cells) return refuse("too-many-cells");
  // Without the part that holds the strings every text would be read as an empty cell.
  if (!hasStrings(parts) && sheets.some((xml) => /\st=["']s["']/.test(xml))) return refuse("damaged");
  if (sheets.some(hasUnsavedFormula)) return refuse("formula-without-value");
  return parseSheets(parts, extent, {}, toSheetRows);
}

function extentOf(parts: Parts): Extent {
  return largest(sheetNames(parts).map((name) => extentOfSheet(textOf(parts, name))));
}

function largest(extents: readonly Extent[]): Extent {
  return {
    rows: Math.max(1, ...extents.map((extent) => extent.rows)),
    columns: Math.max(1, ...extents.map((extent) => extent.columns)),
  };
}

// The library gets an archive of our own making: it sees the checked parts and nothing else, and only within `extent`.
async function parseSheets<T>(
  parts: Parts,
  extent: Extent,
  options: { readonly readStyles?: true },
  as: (sheet: Sheet) => T,
): Promise<Result<T[], FileError>> {
  try {
    const workbook = await readXlsx(archiveOf(parts), {
      ...options,
      range: `A1:${cellAddress(extent.rows, extent.columns - 1)}`,
      sheets: (info) => info.veryHidden !== true,
    });
    return ok(workbook.sheets.map(as));
  } catch {
    return refuse("damaged");
  }
}

function archiveOf(parts: Parts): Uint8Array {
  const name = workbookName(parts);
  const relations = name.replace(/([^/]+)$/, "_rels/$1.rels");
  const workbook = withoutChartSheets(textOf(parts, name), textOf(parts, relations));
  return zipSync(
    { ...Object.fromEntries(parts), [name]: strToU8(workbook) },
    { level: 0, mtime: "2000-01-01" },
  );
}

function toSheetRows(sheet: Sheet): SheetRows {
  const rows = sheet.rows.map((row) => trimEnd(row.map(toCell), isBlank));
  return { name: sheet.name, rows: trimEnd(rows, (row) => row.length === 0) };
}

function looksOf({ merges = [], cells }: Sheet): Pick<OldSheet, "merges" | "fills"> {
  const painted = [...(cells ?? [])].flatMap(([place, { style }]) => {
    const { fill } = style ?? {};
    const colour = fill?.type === "pattern" && fill.pattern === "solid" ? colourOf(fill.fgColor) : null;
    const [row, column] = place.split(",").map(Number) as [number, number];
    return colour === null ? [] : [[at(row, column), colour] as const];
  });
  return {
    merges: merges.map(({ startRow: top, startCol: left, endRow: bottom, endCol: right }) => ({
      top,
      left,
      bottom,
      right,
    })),
    fills: Object.fromEntries(painted),
  };
}

/** What tells a colour from others. White is no colour to those who look. */
function colourOf(colour: Extract<CellStyle["fill"], { type: "pattern" }>["fgColor"]): string | null {
  if (colour?.rgb !== undefined)
    return colour.rgb.toUpperCase() === "FFFFFF" ? null : colour.rgb.toUpperCase();
  if (colour?.indexed !== undefined) return colour.indexed >= 64 ? null : `färg ${colour.indexed}`;
  if (colour?.theme === undefined) return null;
  const tint = Math.round((colour.tint ?? 0) * 100);
  return `tema ${colour.theme}${tint === 0 ? "" : ` ${tint > 0 ? "+" : "−"}${Math.abs(tint)} %`}`;
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

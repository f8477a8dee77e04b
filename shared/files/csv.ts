import { strToU8 } from "fflate";
import type { Cell } from "../cell.ts";
import { ok, type Result } from "../result.ts";
import { type FileError, refuse } from "./file-error.ts";
import { cleanText, isRiskyText } from "./safe-text.ts";
import { decodeText } from "./text-encoding.ts";
import { LIMITS } from "./unzip-guard.ts";
import type { SheetRows } from "./workbook.ts";

const SEPARATORS = [";", ",", "\t"] as const;
type Separator = (typeof SEPARATORS)[number];
const MARK = "\ufeff";

/**
 * A CSV file as one sheet named `name`: all cells are text, or null when empty; separator and character set are found
 * out. `rows[0]` is the row that Excel shows as 1 (a "sep=" line is not one of them).
 */
export function readCsv(bytes: Uint8Array, name = "CSV"): Result<SheetRows, FileError> {
  if (bytes.length === 0) return refuse("empty");
  if (bytes.length > LIMITS.file) return refuse("too-large");
  const text = decodeText(bytes);
  if (text.includes("\0")) return refuse("not-a-workbook");
  const declared = /^sep=([;,\t])\r?\n/i.exec(text);
  const body = text.slice(declared?.[0].length ?? 0);
  const records = splitRecords(body, (declared?.[1] as Separator | undefined) ?? detectSeparator(body));
  return records === undefined ? refuse("open-quote") : ok({ name, rows: records.map(toRow) });
}

/**
 * Rows as CSV for people with Swedish Excel: semicolon, decimal comma, UTF-8 with mark, CRLF. Text that Excel may run
 * as a formula gets a leading apostrophe, which stays in the text when the file is read again.
 */
export function writeCsv(rows: readonly (readonly Cell[])[]): Uint8Array {
  return strToU8(MARK + rows.map((row) => `${row.map(toField).join(";")}\r\n`).join(""));
}

function toField(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell).replace(".", ",") : "";
  if (typeof cell === "boolean") return cell ? "SANT" : "FALSKT";
  // Asked of the text as it came: cleaning makes a leading tab a blank.
  const safe = isRiskyText(cell) ? `'${cleanText(cell)}` : cleanText(cell);
  return /[";,\t\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The separator that the first line with any of them has most of; ";" where no line has one. */
function detectSeparator(text: string): Separator {
  const head = text.slice(0, 65_536).replace(/"(?:[^"]|"")*"/g, "");
  const line = head.split(/\r\n?|\n/).find((candidate) => /[;,\t]/.test(candidate)) ?? "";
  const count = (separator: Separator): number => line.split(separator).length;
  return SEPARATORS.reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}

/** Records of raw fields, or undefined when a quoted field never ends. */
function splitRecords(text: string, separator: Separator): string[][] | undefined {
  const records: string[][] = [[]];
  let at = 0;
  while (at < text.length) {
    const field = text[at] === '"' ? quotedField(text, at) : plainField(text, at, separator);
    if (field === undefined) return undefined;
    // What follows a closing quote up to the separator belongs to the field, as in Excel.
    const rest = plainField(text, field.end, separator);
    records.at(-1)!.push(field.text + (text[at] === '"' ? rest.text : ""));
    const end = text[at] === '"' ? rest.end : field.end;
    at = end + (text.startsWith("\r\n", end) ? 2 : 1);
    if (text[end] !== separator) records.push([]);
    else if (end + 1 === text.length) records.at(-1)!.push("");
  }
  if (records.at(-1)!.length === 0) records.pop();
  return records;
}

interface Field {
  readonly text: string;
  readonly end: number;
}

function plainField(text: string, from: number, separator: Separator): Field {
  let end = from;
  while (end < text.length && text[end] !== separator && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return { text: text.slice(from, end), end };
}

function quotedField(text: string, from: number): Field | undefined {
  let end = text.indexOf('"', from + 1);
  while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  return end === -1 ? undefined : { text: text.slice(from + 1, end).replaceAll('""', '"'), end: end + 1 };
}

function toRow(fields: readonly string[]): Cell[] {
  const cells = fields.map((field) => (field === "" ? null : field));
  return cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1);
}

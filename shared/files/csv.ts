import { strToU8 } from "fflate";
import type { Cell } from "../cell.ts";
import { ok, type Result } from "../result.ts";
import { type FileError, type FileErrorCode, refuse } from "./file-error.ts";
import { cleanText, isRiskyText } from "./safe-text.ts";
import { decodeText } from "./text-encoding.ts";
import { LIMITS } from "./unzip-guard.ts";
import type { SheetRows } from "./workbook.ts";

// In order of preference when two fit equally well.
const SEPARATORS = [";", ",", "\t"] as const;
type Separator = (typeof SEPARATORS)[number];
const MARK = "\ufeff";
/** Where to look for the headings, in characters and in lines. */
const HEAD = { characters: 65_536, lines: 10 };

/**
 * A CSV file as one sheet named `name`: all cells are text, or null when empty; separator and character set are found
 * out. `rows[0]` is the row that Excel shows as 1 (a "sep=" line is not one of them).
 */
export function readCsv(bytes: Uint8Array, name = "CSV"): Result<SheetRows, FileError> {
  if (bytes.length === 0) return refuse("empty");
  if (bytes.length > LIMITS.file) return refuse("too-large");
  const text = decodeText(bytes);
  if (text.includes("\0")) return refuse("not-a-workbook");
  const declared = /^sep=([;,\t])(\r?\n|$)/i.exec(text);
  const body = text.slice(declared?.[0].length ?? 0);
  const records = splitRecords(body, (declared?.[1] as Separator | undefined) ?? detectSeparator(body));
  return typeof records === "string" ? refuse(records) : ok({ name, rows: records.map(toRow) });
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
  const clean = cleanText(cell);
  // Asked before and after: cleaning hides a leading tab and uncovers what stood behind a control character.
  const safe = isRiskyText(cell) || isRiskyText(clean) ? `'${clean}` : clean;
  return /[";,\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The separator of the headings: the first line that has as many fields as the line after it. */
function detectSeparator(text: string): Separator {
  const unquoted = text.slice(0, HEAD.characters).replace(/"(?:[^"]|"")*"/g, "");
  const lines = unquoted.split(/\r\n?|\n/).filter((line) => line.trim() !== "");
  for (const [index, line] of lines.slice(0, HEAD.lines).entries()) {
    const next = lines[index + 1] ?? line;
    const fitting = SEPARATORS.filter((separator) => width(line, separator) === width(next, separator));
    const best = widest(line, fitting);
    if (best !== undefined) return best;
  }
  return (
    lines.map((line) => widest(line, SEPARATORS)).find((separator) => separator !== undefined) ??
    SEPARATORS[0]
  );
}

function widest(line: string, separators: readonly Separator[]): Separator | undefined {
  const most = Math.max(...separators.map((separator) => width(line, separator)));
  return most > 1 ? separators.find((separator) => width(line, separator) === most) : undefined;
}

function width(line: string, separator: Separator): number {
  return line.split(separator).length;
}

interface Field {
  readonly text: string;
  readonly end: number;
}

/** Records of raw fields, or why not. */
function splitRecords(text: string, separator: Separator): string[][] | FileErrorCode {
  const records: string[][] = [[]];
  let fields = 0;
  let at = 0;
  while (at < text.length) {
    const field = text[at] === '"' ? quotedField(text, at, separator) : plainField(text, at, separator);
    if (field === undefined) return "open-quote";
    fields += 1;
    if (fields > LIMITS.cells || records.length > LIMITS.rows) return "too-many-cells";
    records.at(-1)!.push(field.text);
    if (text[field.end] !== separator) records.push([]);
    at = field.end + (text.startsWith("\r\n", field.end) ? 2 : 1);
  }
  if (records.at(-1)!.length === 0) records.pop();
  return records;
}

function plainField(text: string, from: number, separator: Separator): Field {
  let end = from;
  while (end < text.length && text[end] !== separator && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return { text: text.slice(from, end), end };
}

// What follows the closing quote up to the separator belongs to the field, as in Excel.
function quotedField(text: string, from: number, separator: Separator): Field | undefined {
  let close = text.indexOf('"', from + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close === -1) return undefined;
  const rest = plainField(text, close + 1, separator);
  return { text: text.slice(from + 1, close).replaceAll('""', '"') + rest.text, end: rest.end };
}

function toRow(fields: readonly string[]): Cell[] {
  const cells = fields.map((field) => (field === "" ? null : field));
  return cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1);
}

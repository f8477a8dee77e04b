import { columnIndex, columnLetters, quotedSheet } from "./address.ts";
import { maxColumns, maxRows, type Rect } from "./rect.ts";
import { movedRect, type Shift } from "./shift.ts";

/** A reference inside a formula, as it stands there. */
interface Reference {
  readonly prefix: string;
  readonly sheet: string | null;
  readonly start: Corner;
  readonly end: Corner | null;
}
interface Corner {
  readonly column: number;
  readonly row: number;
  readonly fixedColumn: boolean;
  readonly fixedRow: boolean;
}

const string = `"(?:[^"]|"")*"`;
const brackets = `\\[(?:[^\\[\\]]|\\[[^\\]]*\\])*\\]`;
const sheetPrefix = `(?:'(?:[^']|'')+'|[\\p{L}_][\\p{L}\\p{N}_.]*)!`;
const cell = `\\$?[A-Z]{1,3}\\$?\\d{1,7}`;
const columns = `\\$?[A-Z]{1,3}:\\$?[A-Z]{1,3}`;
const rows = `\\$?\\d{1,7}:\\$?\\d{1,7}`;
const pattern = new RegExp(
  `${string}|${brackets}|(${sheetPrefix})?(?<![\\p{L}\\p{N}_.$])(${cell}(?::${cell})?|${columns}|${rows})(?![\\p{L}\\p{N}_.(!])`,
  "giu",
);

/** Rewrites every cell reference of a formula; text, structured references and names are left alone. */
function mapReferences(formula: string, change: (reference: Reference) => string): string {
  return formula.replace(pattern, (whole: string, prefix: string | undefined, body: string | undefined) => {
    if (body === undefined) return whole;
    const [first, last] = body.split(":");
    const sheet = prefix?.slice(0, -1) ?? null;
    return change({
      prefix: prefix ?? "",
      sheet: sheet?.startsWith("'") ? sheet.slice(1, -1).replaceAll("''", "'") : sheet,
      start: corner(first!, false),
      end: last === undefined ? null : corner(last, true),
    });
  });
}

function corner(text: string, isEnd: boolean): Corner {
  const parts = /^(\$?)([A-Z]*)(\$?)(\d*)$/i.exec(text)!;
  const onlyRow = parts[2] === "";
  return {
    column: onlyRow ? (isEnd ? maxColumns - 1 : 0) : columnIndex(parts[2]!),
    row: parts[4] === "" ? (isEnd ? maxRows - 1 : 0) : Number(parts[4]) - 1,
    fixedColumn: !onlyRow && parts[1] === "$",
    fixedRow: onlyRow ? parts[1] === "$" || parts[3] === "$" : parts[3] === "$",
  };
}

function rectOf({ start, end }: Reference): Rect {
  const last = end ?? start;
  return {
    row: start.row,
    column: start.column,
    rows: last.row - start.row + 1,
    columns: last.column - start.column + 1,
  };
}

function written(reference: Reference, rect: Rect | null): string {
  if (rect === null) return `${reference.prefix}#REF!`;
  const { start } = reference;
  const end = reference.end ?? start;
  const lastRow = rect.row + rect.rows - 1;
  const lastColumn = rect.column + rect.columns - 1;
  const column = (at: Corner, index: number): string => (at.fixedColumn ? "$" : "") + columnLetters(index);
  const row = (at: Corner, index: number): string => `${at.fixedRow ? "$" : ""}${String(index + 1)}`;
  const first =
    rect.rows === maxRows
      ? column(start, rect.column)
      : rect.columns === maxColumns
        ? row(start, rect.row)
        : column(start, rect.column) + row(start, rect.row);
  if (reference.end === null) return reference.prefix + first;
  const last =
    rect.rows === maxRows
      ? column(end, lastColumn)
      : rect.columns === maxColumns
        ? row(end, lastRow)
        : column(end, lastColumn) + row(end, lastRow);
  return `${reference.prefix}${first}:${last}`;
}

/** The formula after cells of a sheet have been inserted or deleted; `home` is the formula's own sheet. */
export function shiftFormula(formula: string, home: string, sheet: string, shift: Shift): string {
  return mapReferences(formula, (reference) => {
    if ((reference.sheet ?? home).toLowerCase() !== sheet.toLowerCase())
      return written(reference, rectOf(reference));
    return written(reference, movedRect(rectOf(reference), shift));
  });
}

/** The formula as it reads when copied so many rows down and columns right: relative references follow. */
export function copyFormula(formula: string, down: number, right: number): string {
  return mapReferences(formula, (reference) => {
    const move = (at: Corner, entireRow: boolean, entireColumn: boolean): Corner => ({
      ...at,
      row: at.fixedRow || entireColumn ? at.row : at.row + down,
      column: at.fixedColumn || entireRow ? at.column : at.column + right,
    });
    const old = rectOf(reference);
    const entire = [old.columns === maxColumns, old.rows === maxRows] as const;
    const start = move(reference.start, ...entire);
    const end = reference.end && move(reference.end, ...entire);
    const rect = rectOf({ ...reference, start, end });
    const inside = rect.row >= 0 && rect.column >= 0 && rect.row < maxRows && rect.column < maxColumns;
    return written(reference, inside ? rect : null);
  });
}

/** The formula after a sheet has got a new name. */
export function renameSheetInFormula(formula: string, from: string, to: string): string {
  return mapReferences(formula, (reference) => {
    const same = reference.sheet?.toLowerCase() === from.toLowerCase();
    return written(same ? { ...reference, prefix: `${quotedSheet(to)}!` } : reference, rectOf(reference));
  });
}

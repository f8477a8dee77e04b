import { isEntireColumn, isEntireRow, maxColumns, maxRows, onSheet, type Rect } from "./rect.ts";

/** The letters of a column, zero-based: 0 is A, 26 is AA. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}

/** The zero-based column of its letters. */
export function columnIndex(letters: string): number {
  return (
    Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  );
}

/** The name of a sheet as an address writes it: quoted when it holds more than letters, digits and underscores. */
export function quotedSheet(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) && !/^[A-Z]{1,3}\d+$/i.test(name)
    ? name
    : `'${name.replaceAll("'", "''")}'`;
}

/** A block as A1 text without a sheet: "B2", "A1:C3", "A:C", "2:4". */
export function addressOf(rect: Rect): string {
  const lastColumn = columnLetters(rect.column + rect.columns - 1);
  const lastRow = String(rect.row + rect.rows);
  if (isEntireColumn(rect)) return `${columnLetters(rect.column)}:${lastColumn}`;
  if (isEntireRow(rect)) return `${String(rect.row + 1)}:${lastRow}`;
  const first = `${columnLetters(rect.column)}${String(rect.row + 1)}`;
  return rect.rows === 1 && rect.columns === 1 ? first : `${first}:${lastColumn}${lastRow}`;
}

/** A block as A1 text with its sheet: "'Fel 2022'!A1:C3". */
export function fullAddress(sheet: string, rect: Rect): string {
  return `${quotedSheet(sheet)}!${addressOf(rect)}`;
}

/** An address taken apart; `sheet` is null when the text names none. */
export interface Address {
  readonly sheet: string | null;
  readonly rect: Rect;
}

/** Reads "A1", "$A$1:B2", "A:C", "2:4", "Blad1!A1", "'Ett blad'!A1:B2"; null when the text is no address. */
export function parseAddress(text: string): Address | null {
  const parts = /^(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?([^!]+)$/.exec(text.trim());
  if (!parts) return null;
  const sheet = parts[1]?.replaceAll("''", "'") ?? parts[2] ?? null;
  const rect = parseRect(parts[3]!);
  return rect && { sheet, rect };
}

function parseRect(text: string): Rect | null {
  const cells = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i.exec(text);
  if (cells) return between(cells[1]!, cells[2]!, cells[3] ?? cells[1]!, cells[4] ?? cells[2]!);
  const columns = /^\$?([A-Z]{1,3}):\$?([A-Z]{1,3})$/i.exec(text);
  if (columns) return between(columns[1]!, "1", columns[2]!, String(maxRows));
  const rows = /^\$?(\d{1,7}):\$?(\d{1,7})$/.exec(text);
  return rows ? between("A", rows[1]!, columnLetters(maxColumns - 1), rows[2]!) : null;
}

function between(column1: string, row1: string, column2: string, row2: string): Rect | null {
  const columns = [columnIndex(column1), columnIndex(column2)].sort((a, b) => a - b);
  const rows = [Number(row1) - 1, Number(row2) - 1].sort((a, b) => a - b);
  const rect = {
    row: rows[0]!,
    column: columns[0]!,
    rows: rows[1]! - rows[0]! + 1,
    columns: columns[1]! - columns[0]! + 1,
  };
  return onSheet(rect) ? rect : null;
}

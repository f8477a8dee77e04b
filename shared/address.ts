import { fail, ok, type Result } from "./result.ts";

/** A place in a worksheet: `row` as people count (1-based), `column` as arrays count (0-based). */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

const LETTERS = 26;
/** Excel's own size of a worksheet. */
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_383;

/** The letters of a 0-based column: 0 -> "A", 25 -> "Z", 26 -> "AA". */
export function columnLetter(index0: number): string {
  const letter = String.fromCharCode(65 + (index0 % LETTERS));
  return index0 < LETTERS ? letter : columnLetter(Math.floor(index0 / LETTERS) - 1) + letter;
}

/** The A1 address of a 1-based row and a 0-based column: (17, 5) -> "F17". */
export function cellAddress(row1: number, column0: number): string {
  return `${columnLetter(column0)}${row1}`;
}

/** Reads an A1 address ("F17", "$f$17") and refuses what lies outside a worksheet. Error: "address". */
export function parseAddress(text: string): Result<CellPlace, "address"> {
  const match = /^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$/.exec(text.trim());
  if (match === null) return fail("address");
  const place = { row: Number(match[2]), column: columnIndex(match[1]!) };
  return place.row > LAST_ROW || place.column > LAST_COLUMN ? fail("address") : ok(place);
}

/** The 0-based column of letters that are A-Z or a-z: "A" -> 0, "aa" -> 26. */
export function columnIndex(letters: string): number {
  return (
    Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * LETTERS + letter.charCodeAt(0) - 64, 0) -
    1
  );
}

import type { Cell } from "../../shared/cell.ts";

/** Bytes of a row of cells or formats on the way to Excel or back, as JSON in UTF-8. */
export function bytesOf(row: readonly Cell[]): number {
  return row.reduce<number>((sum, cell) => sum + 1 + bytesOfCell(cell), brackets);
}

const brackets = 3;

function bytesOfCell(cell: Cell): number {
  return typeof cell === "string" ? bytesOfText(cell) : String(cell).length;
}

/** Bytes of a text as JSON: a loop, since this is asked of every cell that is written. */
export function bytesOfText(text: string): number {
  let bytes = 2;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes += unit > 0x7ff ? 3 : unit > 0x7f || unit === quote || unit === backslash || unit < 0x20 ? 2 : 1;
  }
  return bytes;
}

const quote = 0x22;
const backslash = 0x5c;

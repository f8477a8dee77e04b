import type { Cell } from "../../shared/cell.ts";
import { cleanText, isRiskyText } from "../../shared/files/safe-text.ts";
import type { SafeCell, SafeText } from "../excel/safe-cell.ts";

/**
 * The one way from a value to a worksheet: text from strangers lands as text whatever it begins with, without control
 * characters and no longer than a cell can hold. The apostrophe in front is Excel's own mark for text.
 */
export function toCell(cell: Cell): SafeCell {
  return typeof cell === "string" ? toText(cell) : (cell ?? emptyText);
}

/** As `toCell`, for what is always text. */
export function toText(text: string): SafeText {
  const clean = cleanText(text);
  // Asked before and after: cleaning hides a leading tab and uncovers what stood behind a control character. A leading
  // apostrophe would itself be taken for the mark and vanish.
  const marked = isRiskyText(text) || isRiskyText(clean) || clean.startsWith("'");
  return (marked ? `'${clean.slice(0, longestMarked)}` : clean) as SafeText;
}

const emptyText = "" as SafeText;
/** Excel's longest text, less the apostrophe. */
const longestMarked = 32_766;

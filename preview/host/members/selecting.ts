import { invalidOperation } from "../errors.ts";
import type { Area } from "../workbook/sheet.ts";
import type { Book } from "../workbook/book.ts";
import { activateSheet } from "../workbook/sheets.ts";

/** Selects a block and brings its sheet to the front. */
export function selectRange(book: Book, { sheet, rect }: Area): void {
  if (sheet.visibility !== "Visible") throw invalidOperation("celler på ett dolt blad kan inte markeras");
  activateSheet(book, sheet);
  for (const old of book.selection) old.sheet.forget(old);
  book.selection = [sheet.track(rect)];
  book.tell({ kind: "selection", sheet, rect });
}

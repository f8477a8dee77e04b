import "./engine.ts";
import { FormulaEvaluator } from "../../../../preview/host/evaluate/formula-evaluator.ts";
import { parseAddress } from "../../../../preview/host/workbook/address.ts";
import { Book } from "../../../../preview/host/workbook/book.ts";
import { calculate } from "../../../../preview/host/workbook/calculation.ts";
import { invariantNumbers, readEntry } from "../../../../preview/host/workbook/entry.ts";
import type { Rect } from "../../../../preview/host/workbook/rect.ts";
import type { Sheet } from "../../../../preview/host/workbook/sheet.ts";

/** The host's own workbook with one sheet, "Blad1", and its formulas calculated. */
export function hostBook(cells: Readonly<Record<string, string>>): {
  readonly book: Book;
  readonly sheet: Sheet;
  readonly evaluator: FormulaEvaluator;
} {
  const book = new Book("Test.xlsx", { name: "Test", email: "test@example.se" });
  const evaluator = new FormulaEvaluator((name) => name.startsWith("UM."));
  evaluator.attach(
    () => () => undefined,
    () => undefined,
  );
  for (const [address, text] of Object.entries(cells)) {
    const { row, column } = rect(address);
    book.active.put(row, column, readEntry(text, "General", invariantNumbers));
  }
  book.touchStructure();
  calculate(book, evaluator, true);
  return { book, sheet: book.active, evaluator };
}

/** The block of an address. */
export function rect(address: string): Rect {
  return parseAddress(address)!.rect;
}

import type { Alert } from "../../host/evaluate/validation.ts";
import type { Book } from "../../host/workbook/book.ts";
import type { ConditionalLook } from "../../host/workbook/conditional-format.ts";
import type { Entry } from "../../host/workbook/entry.ts";
import type { Sheet } from "../../host/workbook/sheet.ts";

/** A cell and what somebody wants to put into it. */
export interface PlacedEntry {
  readonly row: number;
  readonly column: number;
  readonly entry: Entry;
}

/** The workbook as the page works with it: the same book that the host answers the add-in from. */
export interface Desk {
  readonly book: Book;
  /** Does something as the user's own hand: calculates, tells the add-in, redraws. Answers why it was refused, or null. */
  readonly act: (change: (book: Book) => void) => string | null;
  /** Calls when anything in the workbook may look different, until the signal says that nobody looks any more. */
  readonly onChange: (listener: () => void, until: AbortSignal) => void;
  /** What conditional formats lay over a cell; null when none holds. */
  readonly lookOver: (sheet: Sheet, row: number, column: number) => ConditionalLook | null;
  /** What data validation says of entries, before they are written; undefined when it lets them pass. */
  readonly alertOn: (sheet: Sheet, entries: readonly PlacedEntry[]) => Alert | undefined;
  /** The values of the cell's list; undefined when it has none. */
  readonly choices: (sheet: Sheet, row: number, column: number) => readonly string[] | undefined;
}

import { type Entry, readEntry, swedishNumbers } from "../../host/workbook/entry.ts";
import { boundingRect, contains, onSheet, type Rect } from "../../host/workbook/rect.ts";
import { type Cell, cellKey, type Sheet } from "../../host/workbook/sheet.ts";
import { resizeTable } from "../../host/workbook/tables.ts";
import { putEntries } from "../../host/workbook/writing.ts";
import type { Alert } from "../../host/evaluate/validation.ts";
import type { Desk, PlacedEntry } from "./desk.ts";
import { formulaFromLocal } from "./local-formula.ts";

/** Text that somebody typed or pasted into a cell. */
export interface Typed {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** How an edit went: done, refused by the workbook, or stopped by data validation. */
export type Outcome =
  | { readonly kind: "done" }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "invalid"; readonly alert: Alert; readonly edit: readonly Typed[] };

interface Step {
  readonly sheet: Sheet;
  readonly before: readonly { readonly row: number; readonly column: number; readonly cell: Cell }[];
  /** What the edit left, to know whether somebody has written there since. */
  readonly after: readonly Cell[];
}

/** The most steps that can be taken back. */
const remembered = 100;

/** What the user writes into cells with the keyboard, and the way back. */
export class UserEdits {
  readonly #desk: Desk;
  readonly #steps: Step[] = [];

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Writes as if typed: numbers, dates and formulas are read as a Swedish user writes them. */
  write(sheet: Sheet, typed: readonly Typed[], unchecked = false): Outcome {
    const inside = typed.filter(({ row, column }) => onSheet({ row, column, rows: 1, columns: 1 }));
    if (inside.length === 0) return { kind: "done" };
    const entries = inside.map(({ row, column, text }) => ({
      row,
      column,
      entry: typedEntry(text, sheet.styleAt(row, column).numberFormat),
    }));
    const alert = unchecked ? undefined : this.#desk.alertOn(sheet, entries);
    if (alert) return { kind: "invalid", alert, edit: inside };
    const before = entries.map(({ row, column }) => ({ row, column, cell: sheet.at(row, column) }));
    const why = this.#put(sheet, entries);
    if (why !== null) return { kind: "refused", why };
    this.#steps.push({ sheet, before, after: before.map(({ row, column }) => sheet.at(row, column)) });
    this.#steps.splice(0, this.#steps.length - remembered);
    return { kind: "done" };
  }

  /** Takes back the user's last edit that nobody has written over; false when there is none. */
  undo(): boolean {
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      const { sheet, before, after } = step;
      const untouched = before.every(({ row, column }, index) =>
        sameContent(sheet.at(row, column), after[index]!),
      );
      if (sheet.deleted || !untouched) continue;
      const entries = before.map(({ row, column, cell }) => ({
        row,
        column,
        entry: { ...cell, numberFormat: null },
      }));
      if (this.#put(sheet, entries) !== null) continue;
      for (const { row, column, cell } of before) sheet.store(cellKey(row, column), cell);
      return true;
    }
    return false;
  }

  #put(sheet: Sheet, entries: readonly PlacedEntry[]): string | null {
    const rects = entries.map(({ row, column }): Rect => ({ row, column, rows: 1, columns: 1 }));
    const rect = rects.reduce(boundingRect);
    return this.#desk.act((book) => {
      sheet.assertUnlocked(rect);
      putEntries(book, sheet, rect, entries);
      this.#growTable(sheet, rect);
    });
  }

  /** What is typed right below a table becomes a row of it, as the spreadsheet program does. */
  #growTable(sheet: Sheet, rect: Rect): void {
    for (const table of this.#desk.book.tablesOn(sheet)) {
      const area = table.area.rect;
      const grown = { ...area, rows: area.rows + rect.rows };
      const isBelow = rect.row === area.row + area.rows && !table.showTotals;
      if (isBelow && contains(grown, rect) && sheet.at(rect.row, rect.column).value !== null)
        resizeTable(this.#desk.book, table, grown);
    }
  }
}

function typedEntry(text: string, numberFormat: string): Entry {
  const entry = readEntry(text, numberFormat, swedishNumbers);
  return entry.formula === null ? entry : { ...entry, formula: formulaFromLocal(entry.formula) };
}

function sameContent(a: Cell, b: Cell): boolean {
  return a.formula === b.formula && (a.formula !== null || a.value === b.value) && a.quoted === b.quoted;
}

import { conditionalLooks } from "../../host/evaluate/conditional.ts";
import type { FormulaEvaluator } from "../../host/evaluate/formula-evaluator.ts";
import { shownText } from "../../host/evaluate/number-format.ts";
import { type Alert, alertFor, listOf } from "../../host/evaluate/validation.ts";
import { HostError } from "../../host/errors.ts";
import type { WorkbookHost } from "../../host/host.ts";
import { calculate } from "../../host/workbook/calculation.ts";
import type { ConditionalLook } from "../../host/workbook/conditional-format.ts";
import { intersection, type Rect } from "../../host/workbook/rect.ts";
import { cellKey, type Sheet } from "../../host/workbook/sheet.ts";
import type { Desk, PlacedEntry } from "./desk.ts";

/** Conditional formats are worked out for so many rows at a time: those that the grid shows, and some more. */
const rowsAtOnce = 64;

/** The page's side of the workbook host. */
export function hostDesk(host: WorkbookHost, evaluator: FormulaEvaluator): Desk {
  const { book } = host;
  const listeners = new Set<() => void>();
  const looks = new Map<string, ReadonlyMap<number, ConditionalLook>>();
  const state = { planned: false };
  host.onChange(() => {
    looks.clear();
    if (state.planned) return;
    state.planned = true;
    requestAnimationFrame(() => {
      state.planned = false;
      for (const listener of listeners) listener();
    });
  });
  const looksOf = (sheet: Sheet, row: number): ReadonlyMap<number, ConditionalLook> => {
    const first = Math.floor(row / rowsAtOnce) * rowsAtOnce;
    const key = `${sheet.id} ${String(first)}`;
    const known = looks.get(key);
    if (known) return known;
    const used = sheet.usedRect(false);
    const band = used && intersection(used, { ...used, row: first, rows: rowsAtOnce });
    const found = band ? conditionalLooks(book, sheet, band, evaluator) : new Map<number, ConditionalLook>();
    looks.set(key, found);
    return found;
  };
  return {
    book,
    act: (change) => {
      try {
        change(book);
        return null;
      } catch (error) {
        if (error instanceof HostError) return error.message;
        throw error;
      } finally {
        host.settle();
      }
    },
    onChange: (listener, until) => {
      listeners.add(listener);
      until.addEventListener("abort", () => void listeners.delete(listener));
    },
    lookOver: (sheet, row, column) =>
      sheet.conditionalFormats.length === 0 ? null : (looksOf(sheet, row).get(cellKey(row, column)) ?? null),
    alertOn: (sheet, entries) => alertOn(host, evaluator, sheet, entries),
    choices: (sheet, row, column) => {
      const place = { sheet: sheet.id, row, column };
      const { numberFormat } = sheet.styleAt(row, column);
      return listOf(book, sheet, place, evaluator)?.map((value) => shownText(value, numberFormat));
    },
  };
}

/** Puts the entries in, asks the rules, and takes them out again: nobody is told of any of it. */
function alertOn(
  { book }: WorkbookHost,
  evaluator: FormulaEvaluator,
  sheet: Sheet,
  entries: readonly PlacedEntry[],
): Alert | undefined {
  const ruled = entries.filter(
    ({ row, column, entry }) => entry.formula === null && hasRule(sheet, row, column),
  );
  if (ruled.length === 0) return undefined;
  const old = ruled.map(({ row, column }) => sheet.at(row, column));
  const recalculate = (): void => {
    for (const { row, column } of ruled) book.touch(sheet, cell(row, column));
    calculate(book, evaluator, false);
  };
  for (const { row, column, entry } of ruled) sheet.put(row, column, entry);
  recalculate();
  const alerts = ruled.map(({ row, column }) =>
    alertFor(book, sheet, { sheet: sheet.id, row, column }, evaluator),
  );
  ruled.forEach(({ row, column }, index) => {
    sheet.store(cellKey(row, column), old[index]!);
  });
  recalculate();
  return alerts.find((alert) => alert !== undefined);
}

function hasRule(sheet: Sheet, row: number, column: number): boolean {
  return sheet.validations.some(({ areas, rule }) =>
    rule === null ? false : areas.some((area) => area.alive && intersection(area.rect, cell(row, column))),
  );
}

function cell(row: number, column: number): Rect {
  return { row, column, rows: 1, columns: 1 };
}

import "./engine.ts";
import type { FunctionCall, NameView, TableView } from "../../../../preview/host/evaluator.ts";
import type { Answer } from "../../../../preview/host/evaluate/custom-call.ts";
import { FormulaEvaluator } from "../../../../preview/host/evaluate/formula-evaluator.ts";
import { addressOf, parseAddress } from "../../../../preview/host/workbook/address.ts";
import type { Rect } from "../../../../preview/host/workbook/rect.ts";
import { isError, type Scalar } from "../../../../preview/host/workbook/scalar.ts";

type Put = Scalar;
type Cells = Readonly<Record<string, Put>>;

/** Where "B2" or "A1:C9" lies. */
export function at(address: string): Rect {
  return parseAddress(address)!.rect;
}

/** A table over "A1:C9" with headings. */
export function table(
  name: string,
  address: string,
  columns: readonly string[],
  more: Partial<TableView> = {},
): TableView {
  return { name, sheet: "Blad1", rect: at(address), hasHeaders: true, hasTotals: false, columns, ...more };
}

/**
 * A small workbook in memory, calculated as the host does it: cells by address, text that begins with "=" is a
 * formula, errors are shown as their text. Sheets have their names as ids.
 */
export class Workbook {
  readonly calls: FunctionCall[] = [];
  readonly takenBack: FunctionCall[] = [];
  tables: TableView[] = [];
  names: NameView[] = [];
  /** How often answers have asked for a calculation. */
  calculations = 0;
  hiddenRows = new Set<number>();
  readonly evaluator = new FormulaEvaluator((name) => name.startsWith("UM."));
  readonly #sheets = new Map<string, Map<string, { formula: string | null; value: Scalar }>>();
  readonly #shown = new Map<string, Map<string, Scalar>>();
  readonly #spills = new Map<string, string[]>();
  /** What a custom function answers at once; undefined leaves it to `answer`. */
  functions: (call: FunctionCall) => Answer | undefined = () => undefined;
  readonly #waiting: { call: FunctionCall; answer: (value: Answer) => void }[] = [];

  constructor(sheets: Readonly<Record<string, Cells>>) {
    for (const [name, cells] of Object.entries(sheets)) {
      this.#sheets.set(name, new Map());
      this.#store(name, cells);
    }
    this.evaluator.attach(
      (call, answer) => {
        this.calls.push(call);
        const now = this.functions(call);
        if (now === undefined) this.#waiting.push({ call, answer });
        else answer(now);
        return () => this.takenBack.push(call);
      },
      () => {
        this.calculations += 1;
        this.calculate([]);
      },
    );
  }

  get book(): Parameters<FormulaEvaluator["calculate"]>[0] {
    return {
      sheets: [...this.#sheets].map(([name, cells]) => ({
        id: name,
        name,
        cells: () => [...cells].map(([address, cell]) => ({ ...at(address), ...cell })),
        cellAt: (row: number, column: number) => {
          const cell = cells.get(addressOf({ row, column, rows: 1, columns: 1 }));
          return { row, column, formula: cell?.formula ?? null, value: cell?.value ?? null };
        },
        isRowHidden: (row: number) => this.hiddenRows.has(row),
      })),
      tables: this.tables,
      names: this.names,
    };
  }

  /** Everything anew: after changes of tables, names or sheets. */
  restructure(): this {
    this.#take(this.evaluator.calculate(this.book, { structure: true, areas: [] }));
    return this;
  }

  put(cells: Cells, sheet = "Blad1"): this {
    this.#store(sheet, cells);
    this.calculate(Object.keys(cells).map((address) => ({ sheet, rect: at(address) })));
    return this;
  }

  calculate(areas: readonly { sheet: string; rect: Rect }[]): void {
    this.#take(this.evaluator.calculate(this.book, { structure: false, areas }));
  }

  /** Answers every waiting call of a function. */
  async answer(name: string, value: (call: FunctionCall) => Answer): Promise<void> {
    for (const waiting of this.#waiting.filter(({ call }) => call.name === name))
      waiting.answer(value(waiting.call));
    await Promise.resolve();
  }

  /** What a cell shows: its value, or the text of its error. */
  shows(address: string, sheet = "Blad1"): Scalar {
    const value =
      this.#shown.get(sheet)?.get(address) ?? this.#sheets.get(sheet)?.get(address)?.value ?? null;
    return isError(value) ? value.error : value;
  }

  #store(sheet: string, cells: Cells): void {
    for (const [address, put] of Object.entries(cells)) {
      const formula = typeof put === "string" && put.startsWith("=") ? put : null;
      if (put === null) this.#sheets.get(sheet)!.delete(address);
      else this.#sheets.get(sheet)!.set(address, { formula, value: formula === null ? put : null });
    }
  }

  #take(results: ReturnType<FormulaEvaluator["calculate"]>): void {
    for (const { sheet, row, column, value } of results) {
      const shown = this.#shown.get(sheet) ?? new Map<string, Scalar>();
      this.#shown.set(sheet, shown);
      const anchor = `${sheet}!${row},${column}`;
      for (const old of this.#spills.get(anchor) ?? []) shown.delete(old);
      const filled: string[] = [];
      this.#spills.set(anchor, filled);
      const rows: readonly (readonly Scalar[])[] = Array.isArray(value) ? value : [[value as Scalar]];
      rows.forEach((line, down) => {
        line.forEach((each, right) => {
          filled.push(addressOf({ row: row + down, column: column + right, rows: 1, columns: 1 }));
          shown.set(filled.at(-1)!, each);
        });
      });
    }
  }
}

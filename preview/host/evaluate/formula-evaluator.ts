import type {
  BookView,
  CallFunction,
  CellView,
  Changes,
  Evaluator,
  FormulaResult,
  Place,
  SheetView,
} from "../evaluator.ts";
import { fullAddress, parseAddress } from "../workbook/address.ts";
import { contains, firstCell, intersection, maxColumns, type Rect } from "../workbook/rect.ts";
import { isError, type Scalar } from "../workbook/scalar.ts";
import type { Answer, CustomCall } from "./custom-call.ts";
import { CustomCalls } from "./custom-calls.ts";
import { FormulaModel } from "./formula-model.ts";
import { isInTable } from "./structured-reference.ts";
import { translate, translateElsewhere, type Surroundings } from "./translate.ts";

/** A function that feeds on its own result would go on for ever. */
const MOST_ROUNDS = 40;
/** Below this many cells an area is looked through cell by cell, above it the sheet's own list is. */
const SMALL_AREA = 4000;

interface FormulaCell {
  readonly place: Place;
  readonly formula: string;
  /** What the engine holds. */
  input: string;
  calls: CustomCall[];
  extent: Rect;
  /** What the host was last told, as text. */
  told: string | undefined;
}

interface SheetState {
  readonly index: number;
  readonly name: string;
  readonly constants: Map<number, Scalar>;
  readonly formulas: Map<number, FormulaCell>;
  readonly hidden: Set<number>;
}

/** A sheet may say which of its rows are hidden: SUBTOTAL(109) leaves them out. */
type MayHide = SheetView & { readonly isRowHidden?: (row: number) => boolean };

/**
 * The formulas of a workbook on the formula engine (see `startEngine`). `isCustom` tells custom functions ("UM.SALDO",
 * in capitals) from names that nobody knows.
 */
export class FormulaEvaluator implements Evaluator {
  readonly #model = new FormulaModel();
  readonly #calls = new CustomCalls(this.#model);
  readonly #scratch = this.#model.addSheet();
  readonly #isCustom: (name: string) => boolean;
  readonly #sheets = new Map<string, SheetState>();
  readonly #unread = new Set<FormulaCell>();
  #around: Surroundings = {
    tables: [],
    names: [],
    sheetOfId: () => undefined,
    sheetOfName: () => undefined,
  };
  #fed = false;
  #settling = false;
  /** A function has answered since the last calculation. */
  #hasAnswers = false;
  #titles = new Map<string, string>();

  constructor(isCustom: (name: string) => boolean) {
    this.#isCustom = isCustom;
  }

  attach(call: CallFunction, recalculate: () => void): void {
    this.#calls.attach(call, () => {
      if (this.#settling || this.#hasAnswers) return;
      this.#hasAnswers = true;
      // Hundreds of functions answer in one message: one calculation takes them all.
      queueMicrotask(() => {
        if (this.#hasAnswers) recalculate();
      });
    });
  }

  calculate(book: BookView, changes: Changes): readonly FormulaResult[] {
    if (!this.#fed && !hasFormula(book, changes)) return [];
    this.#read(book, changes);
    this.#settle(book);
    return this.#news();
  }

  evaluate(book: BookView, formula: string, place: Place): Answer {
    this.#feed(book);
    const cell = { sheet: this.#scratch.index, row: 0, column: 0 };
    this.#model.putFormula(cell, translateElsewhere(formula, place, this.#around));
    this.#model.calculate();
    const extent = this.#model.extentOf(cell);
    const single = extent.rows === 1 && extent.columns === 1;
    const value = single ? this.#model.read(cell) : this.#model.readBlock(cell, extent);
    this.#model.clear(cell);
    return value;
  }

  /** As `evaluate` for many cells in one calculation; a formula that spills is #SPILL!. Same order as asked. */
  evaluateMany(
    book: BookView,
    asked: readonly { readonly formula: string; readonly place: Place }[],
  ): Scalar[] {
    this.#feed(book);
    const texts = asked.map(({ formula, place }) => translateElsewhere(formula, place, this.#around));
    const rows = new Map([...new Set(texts)].map((text, row) => [text, row]));
    for (const [text, row] of rows)
      this.#model.putFormula({ sheet: this.#scratch.index, row, column: 0 }, text);
    this.#model.calculate();
    const values = [...rows.values()].map((row) =>
      this.#model.read({ sheet: this.#scratch.index, row, column: 0 }),
    );
    if (rows.size > 0)
      this.#model.clearBlock(
        { sheet: this.#scratch.index, row: 0, column: 0 },
        { rows: rows.size, columns: 1 },
      );
    return texts.map((text) => values[rows.get(text)!]!);
  }

  /** Takes back every running function and frees the engine's memory. */
  close(): void {
    for (const { formulas } of this.#sheets.values())
      for (const cell of formulas.values()) for (const call of cell.calls) this.#calls.drop(call);
    this.#calls.takeBackOrphans();
    this.#model.free();
  }

  #feed(book: BookView): void {
    if (!this.#fed) this.#read(book, { structure: true, areas: [] });
  }

  #read(book: BookView, changes: Changes): void {
    const all = changes.structure || !this.#fed;
    this.#fed = true;
    if (all) this.#readStructure(book);
    const touched = book.sheets.map((view) => ({
      view,
      rects: changes.areas.filter(({ sheet }) => sheet === view.id).map(({ rect }) => rect),
    }));
    for (const { view, rects } of touched) {
      if (all) this.#readSheet(view, null);
      else for (const rect of rects) this.#readArea(view, rect);
    }
    if (all) for (const cell of this.#formulas()) this.#unread.add(cell);
    this.#readHiddenRows(book);
  }

  #readStructure(book: BookView): void {
    for (const { id } of book.sheets)
      if (!this.#sheets.has(id))
        this.#sheets.set(id, {
          ...this.#model.addSheet(),
          constants: new Map(),
          formulas: new Map(),
          hidden: new Set(),
        });
    for (const id of this.#sheets.keys())
      if (!book.sheets.some((view) => view.id === id)) this.#forgetSheet(id);
    const byName = new Map(
      book.sheets.map((view) => [view.name.toLowerCase(), this.#sheets.get(view.id)!.name]),
    );
    this.#titles = new Map(book.sheets.map((view) => [view.id, view.name]));
    this.#around = {
      tables: book.tables,
      names: book.names,
      sheetOfId: (id) => this.#sheets.get(id)?.name,
      sheetOfName: (name) => byName.get(name.toLowerCase()),
    };
  }

  // The engine's own sheet stays, empty: taking it away would renumber the others.
  #forgetSheet(id: string): void {
    const state = this.#sheets.get(id)!;
    for (const key of [...state.constants.keys(), ...state.formulas.keys()])
      this.#put(state, placeOf(id, key), null);
    this.#sheets.delete(id);
  }

  #readArea(view: SheetView, rect: Rect): void {
    const state = this.#sheets.get(view.id)!;
    const spilled = [...state.formulas.values()].some(
      ({ extent }) => isSpill(extent) && intersection(extent, rect) !== null,
    );
    if (spilled || rect.rows * rect.columns > SMALL_AREA) {
      this.#readSheet(view, rect);
      return;
    }
    for (let row = rect.row; row < rect.row + rect.rows; row += 1)
      for (let column = rect.column; column < rect.column + rect.columns; column += 1)
        this.#put(state, { sheet: view.id, row, column }, view.cellAt(row, column));
  }

  /** Reads what lies in a block (null: the whole sheet) and forgets what no longer does. */
  #readSheet(view: SheetView, within: Rect | null): void {
    const state = this.#sheets.get(view.id)!;
    const lies = (cell: { row: number; column: number }): boolean =>
      within === null || contains(within, { row: cell.row, column: cell.column, rows: 1, columns: 1 });
    const seen = new Set<number>();
    for (const cell of view.cells()) {
      if (!lies(cell)) continue;
      const key = keyOf(cell);
      seen.add(key);
      // Nearly every cell is as it was: the quick way past.
      if (cell.formula === null && state.constants.get(key) === cell.value) continue;
      this.#put(state, { sheet: view.id, row: cell.row, column: cell.column }, cell);
    }
    for (const key of [...state.constants.keys(), ...state.formulas.keys()]) {
      if (!seen.has(key) && lies(placeOf(view.id, key))) this.#put(state, placeOf(view.id, key), null);
    }
  }

  #put(state: SheetState, place: Place, view: CellView | null): void {
    const key = keyOf(place);
    const old = state.formulas.get(key);
    if (old !== undefined && old.formula === view?.formula) {
      old.told = undefined;
      return;
    }
    if (old !== undefined) this.#dropFormula(state, key, old);
    if (view === null || view.formula === null)
      this.#putConstant(state, place, view?.value ?? null, old !== undefined);
    else this.#putFormula(state, place, view.formula);
  }

  #dropFormula(state: SheetState, key: number, cell: FormulaCell): void {
    for (const call of cell.calls) this.#calls.drop(call);
    state.formulas.delete(key);
    this.#unread.delete(cell);
  }

  #putConstant(state: SheetState, place: Place, value: Scalar, always: boolean): void {
    const key = keyOf(place);
    const old = state.constants.get(key) ?? null;
    if (!always && sameValue(old, value)) return;
    if (value === null) state.constants.delete(key);
    else state.constants.set(key, value);
    this.#model.putConstant({ sheet: state.index, row: place.row, column: place.column }, value);
  }

  #putFormula(state: SheetState, place: Place, formula: string): void {
    state.constants.delete(keyOf(place));
    const extent = { row: place.row, column: place.column, rows: 1, columns: 1 };
    const cell: FormulaCell = { place, formula, input: "", calls: [], extent, told: undefined };
    state.formulas.set(keyOf(place), cell);
    this.#unread.add(cell);
  }

  #readHiddenRows(book: BookView): void {
    if (![...this.#formulas()].some(({ formula }) => /SUBTOTAL/i.test(formula))) return;
    for (const view of book.sheets as readonly MayHide[]) {
      const state = this.#sheets.get(view.id);
      if (state === undefined || view.isRowHidden === undefined) continue;
      const last = Math.max(-1, ...[...state.constants.keys()].map((key) => Math.floor(key / maxColumns)));
      for (let row = 0; row <= last; row += 1) this.#hide(state, row, view.isRowHidden(row));
    }
  }

  #hide(state: SheetState, row: number, hidden: boolean): void {
    if (state.hidden.has(row) === hidden) return;
    if (hidden) state.hidden.add(row);
    else state.hidden.delete(row);
    this.#model.hideRow(state.index, row, hidden);
  }

  /** Calculates until no custom function has anything new to say. */
  #settle(book: BookView): void {
    this.#settling = true;
    this.#hasAnswers = false;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      this.#translateUnread();
      this.#model.calculate();
      if (!this.#updateCalls(book)) break;
    }
    this.#calls.takeBackOrphans();
    this.#settling = false;
  }

  #translateUnread(): void {
    for (const cell of this.#unread) this.#translateCell(cell);
    this.#unread.clear();
  }

  #translateCell(cell: FormulaCell): void {
    const old = [...cell.calls];
    const calls: CustomCall[] = [];
    const caller = fullAddress(this.#titles.get(cell.place.sheet) ?? "", {
      ...cell.place,
      rows: 1,
      columns: 1,
    });
    const input = translate(cell.formula, cell.place, this.#around, this.#isCustom, (found) => {
      const call = this.#calls.place(old[calls.length], found.name, caller, found.arguments);
      calls.push(call);
      return this.#calls.referenceOf(call);
    });
    for (const call of old.slice(calls.length)) this.#calls.drop(call);
    cell.calls = calls;
    this.#enter(cell, input);
  }

  #enter(cell: FormulaCell, input: string): void {
    if (cell.input === input) return;
    cell.input = input;
    const { index } = this.#sheets.get(cell.place.sheet)!;
    this.#model.putFormula({ sheet: index, row: cell.place.row, column: cell.place.column }, input);
  }

  #updateCalls(book: BookView): boolean {
    let changed = false;
    for (const cell of this.#formulas())
      for (const call of cell.calls) {
        const update = this.#calls.update(call, (cells) => this.#cellsAt(cells, book));
        changed ||= update.changed;
        if (update.shape) this.#unread.add(cell);
      }
    return changed;
  }

  /** The values of "S_3!$A$1:$B$9": one value, or rows. Whole columns end with the last row in use. */
  #cellsAt(text: string, book: BookView): Answer {
    const [name, address] = text.split("!");
    const rect = parseAddress(address!)?.rect;
    if (rect === undefined) return { error: "#REF!" };
    const id = book.sheets.find((view) => this.#sheets.get(view.id)?.name === name)?.id;
    const state = id === undefined ? undefined : this.#sheets.get(id);
    const index = state?.index ?? Number(name!.slice(2));
    const used = state === undefined ? rect : intersection(rect, usedOf(state));
    const block = used ?? firstCell(rect);
    const rows = Array.from({ length: block.rows }, (_, down) =>
      Array.from({ length: block.columns }, (_unused, right) =>
        this.#valueAt(state, index, block.row + down, block.column + right),
      ),
    );
    return rect.rows === 1 && rect.columns === 1 ? rows[0]![0]! : rows;
  }

  #valueAt(state: SheetState | undefined, sheet: number, row: number, column: number): Scalar {
    const result = this.#calls.resultAt(sheet, row, column);
    if (result !== undefined) return result;
    const key = row * maxColumns + column;
    const constant = state?.constants.get(key);
    if (constant !== undefined) return constant;
    const cell = { sheet, row, column };
    return state?.formulas.has(key) === true || this.#model.isSpilledInto(cell)
      ? this.#model.read(cell)
      : null;
  }

  #news(): FormulaResult[] {
    const news: FormulaResult[] = [];
    for (const cell of this.#formulas()) {
      const value = this.#resultOf(cell);
      const told = JSON.stringify(value);
      if (told === cell.told) continue;
      cell.told = told;
      news.push({ ...cell.place, value });
    }
    return news;
  }

  #resultOf(cell: FormulaCell): Answer {
    const { row, column, sheet } = cell.place;
    const at = { sheet: this.#sheets.get(sheet)!.index, row, column };
    const { rows, columns } = this.#model.extentOf(at);
    cell.extent = { row, column, rows, columns };
    if (!isSpill(cell.extent)) return this.#model.read(at);
    const inTable = this.#around.tables.some((table) => isInTable(table, cell.place));
    return inTable ? { error: "#SPILL!" } : this.#model.readBlock(at, { rows, columns });
  }

  *#formulas(): Iterable<FormulaCell> {
    for (const { formulas } of this.#sheets.values()) yield* formulas.values();
  }
}

function hasFormula(book: BookView, { structure, areas }: Changes): boolean {
  if (structure) return book.sheets.some((view) => hasFormulaIn(view.cells()));
  return areas.some(({ sheet, rect }) => {
    const view = book.sheets.find(({ id }) => id === sheet);
    return (
      view !== undefined &&
      hasFormulaIn(rect.rows * rect.columns > SMALL_AREA ? view.cells() : cellsOf(view, rect))
    );
  });
}

function hasFormulaIn(cells: Iterable<CellView>): boolean {
  for (const { formula } of cells) if (formula !== null) return true;
  return false;
}

function* cellsOf(view: SheetView, rect: Rect): Iterable<CellView> {
  for (let row = rect.row; row < rect.row + rect.rows; row += 1)
    for (let column = rect.column; column < rect.column + rect.columns; column += 1)
      yield view.cellAt(row, column);
}

function sameValue(one: Scalar, other: Scalar): boolean {
  return one === other || (isError(one) && isError(other) && one.error === other.error);
}

function isSpill({ rows, columns }: Rect): boolean {
  return rows > 1 || columns > 1;
}

function keyOf({ row, column }: { readonly row: number; readonly column: number }): number {
  return row * maxColumns + column;
}

function placeOf(sheet: string, key: number): Place {
  return { sheet, row: Math.floor(key / maxColumns), column: key % maxColumns };
}

function usedOf({ constants, formulas }: SheetState): Rect {
  let rows = 1;
  let columns = 1;
  for (const keys of [constants.keys(), formulas.keys()])
    for (const key of keys) {
      rows = Math.max(rows, Math.floor(key / maxColumns) + 1);
      columns = Math.max(columns, (key % maxColumns) + 1);
    }
  return { row: 0, column: 0, rows, columns };
}

import { Model } from "@ironcalc/wasm";
import { errorOf, type Scalar } from "../workbook/scalar.ts";

/** A cell of the engine, zero-based; `sheet` is the engine's own index. */
export interface ModelCell {
  readonly sheet: number;
  readonly row: number;
  readonly column: number;
}

/** How far a formula fills from its cell. */
export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

/**
 * The engine gives numbers as formatted text alone. This format shows all 15 digits that a cell has in Excel; with
 * fewer digits in the exponent the engine writes 1E+300 as "1E+30300".
 */
const EVERY_DIGIT = "0.00000000000000E+000";
const NUMBER = 1;
const TEXT = 2;
const BOOLEAN = 4;

/** The formula engine as a sheet of cells that takes text and gives values. Nothing is calculated until `calculate`. */
export class FormulaModel {
  readonly #model = new Model("fordela", "en", "UTC", "en");
  #sheets = 1;
  readonly #unformatted: ModelCell[] = [];

  constructor() {
    this.#model.pauseEvaluation();
  }

  /** A new sheet: its index and the name that formulas call it by. */
  addSheet(): { readonly index: number; readonly name: string } {
    this.#model.newSheet();
    const index = this.#sheets++;
    const name = `S_${index}`;
    this.#model.renameSheet(index, name);
    return { index, name };
  }

  putFormula(cell: ModelCell, formula: string): void {
    this.#model.setUserInput(cell.sheet, cell.row + 1, cell.column + 1, formula);
    this.#unformatted.push(cell);
  }

  putConstant(cell: ModelCell, value: Scalar): void {
    if (value === null) this.clear(cell);
    else this.#model.setUserInput(cell.sheet, cell.row + 1, cell.column + 1, inputOf(value));
  }

  clear({ sheet, row, column }: ModelCell): void {
    this.#model.rangeClearContents(sheet, row + 1, column + 1, row + 1, column + 1);
  }

  /** Empties a block of cells. */
  clearBlock({ sheet, row, column }: ModelCell, { rows, columns }: Extent): void {
    this.#model.rangeClearContents(sheet, row + 1, column + 1, row + rows, column + columns);
  }

  hideRow(sheet: number, row: number, hidden: boolean): void {
    this.#model.setRowsHidden(sheet, row + 1, row + 1, hidden);
  }

  calculate(): void {
    this.#formatNew();
    this.#model.evaluate();
    // The engine remembers every change for undo and for other users; nobody asks for them here.
    this.#model.flushSendQueue();
  }

  /** How far the formula in a cell fills; 1 x 1 when it does not spill. */
  extentOf({ sheet, row, column }: ModelCell): Extent {
    const structure = this.#model.getCellArrayStructure(sheet, row + 1, column + 1);
    if (typeof structure !== "object" || !("DynamicAnchor" in structure)) return { rows: 1, columns: 1 };
    const [columns, rows] = structure.DynamicAnchor;
    return { rows, columns };
  }

  /** Whether a formula elsewhere fills this cell. */
  isSpilledInto({ sheet, row, column }: ModelCell): boolean {
    const structure = this.#model.getCellArrayStructure(sheet, row + 1, column + 1);
    return typeof structure === "object" && "DynamicChild" in structure;
  }

  /** The value of a formula cell, or of one that a formula fills. Numbers have Excel's 15 digits. */
  read(cell: ModelCell): Scalar {
    const { sheet, row, column } = cell;
    const type = this.#model.getCellType(sheet, row + 1, column + 1);
    const text = this.#model.getFormattedCellValue(sheet, row + 1, column + 1);
    if (type === NUMBER) return this.#number(cell, text);
    if (type === BOOLEAN) return text === "TRUE";
    return type === TEXT ? text : errorFrom(text);
  }

  /** The values of a formula that fills a block. */
  readBlock(cell: ModelCell, { rows, columns }: Extent): Scalar[][] {
    const area = {
      width: columns,
      height: rows,
      sheet: cell.sheet,
      row: cell.row + 1,
      column: cell.column + 1,
    };
    this.#model.updateRangeStyle(area, "num_fmt", EVERY_DIGIT);
    return Array.from({ length: rows }, (_, down) =>
      Array.from({ length: columns }, (_unused, right) =>
        this.read({ sheet: cell.sheet, row: cell.row + down, column: cell.column + right }),
      ),
    );
  }

  free(): void {
    this.#model.free();
  }

  #number(cell: ModelCell, text: string): number {
    if (/E[+-]\d{3}$/.test(text)) return Number(text);
    this.#format(cell, 1);
    return Number(this.#model.getFormattedCellValue(cell.sheet, cell.row + 1, cell.column + 1));
  }

  // One call per run of cells below each other: ten thousand single calls would take most of a second.
  #formatNew(): void {
    for (const { first, rows } of runsOf(this.#unformatted.splice(0))) this.#format(first, rows);
  }

  #format({ sheet, row, column }: ModelCell, rows: number): void {
    const area = { sheet, row: row + 1, column: column + 1, width: 1, height: rows };
    this.#model.updateRangeStyle(area, "num_fmt", EVERY_DIGIT);
  }
}

function runsOf(cells: readonly ModelCell[]): { first: ModelCell; rows: number }[] {
  const sorted = cells.toSorted((a, b) => a.sheet - b.sheet || a.column - b.column || a.row - b.row);
  const runs: { first: ModelCell; rows: number }[] = [];
  for (const cell of sorted) {
    const run = runs.at(-1);
    const follows = run?.first.sheet === cell.sheet && run.first.column === cell.column;
    if (follows && cell.row <= run.first.row + run.rows)
      run.rows = Math.max(run.rows, cell.row - run.first.row + 1);
    else runs.push({ first: cell, rows: 1 });
  }
  return runs;
}

// A leading apostrophe keeps "=1+1", "003" and "TRUE" the text they are.
function inputOf(value: Exclude<Scalar, null>): string {
  if (typeof value === "string") return `'${value}`;
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  return engineError(value.error);
}

const KNOWN = new Set([
  "#N/A",
  "#VALUE!",
  "#REF!",
  "#DIV/0!",
  "#NUM!",
  "#NAME?",
  "#NULL!",
  "#SPILL!",
  "#CALC!",
]);
/** An error the engine passes on and never makes of itself: it stands for those it does not know. */
const WAITING = "#N/IMPL!";

function engineError(error: string): string {
  return KNOWN.has(error) ? error : WAITING;
}

// A circle is 0 in Excel (after a warning); what cannot be read as a formula is refused by Excel when it is typed.
function errorFrom(text: string): Scalar {
  if (text === "#CIRC!") return 0;
  if (text === WAITING) return { error: "#BUSY!" };
  return errorOf(text) ?? { error: "#NAME?" };
}

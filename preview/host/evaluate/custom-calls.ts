import type { CallFunction, FunctionCall } from "../evaluator.ts";
import { columnLetters } from "../workbook/address.ts";
import { isError, type Scalar } from "../workbook/scalar.ts";
import {
  type Answer,
  type ArgumentSource,
  type CustomCall,
  givenText,
  isRows,
  type RunningCall,
  sameShape,
} from "./custom-call.ts";
import type { FormulaModel } from "./formula-model.ts";

const BUSY = { error: "#BUSY!" };
const LITERAL_NUMBER = /^-?\d+(\.\d+)?$/;
const LITERAL_TEXT = /^"(?:[^"]|"")*"$/;
const CELLS = /^S_\d+!\$?[A-Z]{0,3}\$?\d{0,7}(:\$?[A-Z]{0,3}\$?\d{0,7})?$/i;
/** Computed arguments stand this far apart, so that one that gives rows and columns has room to spill. */
const ROOM = { columns: 32, across: 500, rows: 400 };

/**
 * The custom functions of a workbook. The engine knows none of them: the result of each call lies in cells of a sheet
 * of its own, which the formula reads instead. A call whose arguments stay the same keeps running through every
 * change around it, even when its cell moves.
 */
export class CustomCalls {
  readonly #model: FormulaModel;
  readonly #results: { readonly index: number; readonly name: string };
  readonly #arguments: { readonly index: number; readonly name: string };
  readonly #resultValues = new Map<string, Scalar>();
  readonly #orphans = new Map<string, RunningCall[]>();
  #nextRow = 0;
  #nextBlock = 0;
  #nextArgument = 0;
  #call: CallFunction = () => () => undefined;
  #answered: () => void = () => undefined;

  constructor(model: FormulaModel) {
    this.#model = model;
    this.#results = model.addSheet();
    this.#arguments = model.addSheet();
  }

  /** How to call a function, and whom to tell when one has answered. */
  attach(call: CallFunction, answered: () => void): void {
    this.#call = call;
    this.#answered = answered;
  }

  /** A call found in a formula: `old` is what stood in its place before, kept when it is the same function. */
  place(old: CustomCall | undefined, name: string, caller: string, texts: readonly string[]): CustomCall {
    const call: CustomCall =
      old?.name === name
        ? old
        : {
            name,
            caller,
            row: this.#nextRow++,
            arguments: [],
            running: undefined,
            shown: undefined,
            blockRow: -1,
          };
    call.arguments = texts.map((text, index) => this.#source(text, call.arguments[index]));
    if (old !== undefined && old !== call) this.drop(old);
    if (call.shown === undefined) this.#show(call, BUSY);
    return call;
  }

  /** The engine's reference to the result of a call. */
  referenceOf(call: CustomCall): string {
    const answer = call.shown ?? null;
    if (!isRows(answer)) return `${this.#results.name}!$A$${call.row + 1}`;
    const last = `${columnLetters(answer[0]!.length)}$${call.blockRow + answer.length}`;
    return `${this.#results.name}!$B$${call.blockRow + 1}:$${last}`;
  }

  /** A call that stands in no formula any more. Its work is taken back unless it is wanted elsewhere at once. */
  drop(call: CustomCall): void {
    this.#release(call);
    for (const source of call.arguments) if (source.kind === "formula") this.#model.clear(source.cell);
    this.#clearResult(call);
  }

  /**
   * Starts a call whose arguments have changed and shows what it has answered. `read` gives the values of cells.
   * True when the engine has something new to calculate with; `shape` when the formula must name other cells.
   */
  update(
    call: CustomCall,
    read: (cells: string) => Answer,
  ): { readonly changed: boolean; readonly shape: boolean } {
    const answer = this.#answerOf(call, read);
    if (call.shown !== undefined && JSON.stringify(call.shown) === JSON.stringify(answer))
      return { changed: false, shape: false };
    const shape = !sameShape(call.shown, answer);
    this.#show(call, answer);
    return { changed: true, shape };
  }

  /** Takes back the work that nobody wants after a calculation. */
  takeBackOrphans(): void {
    for (const running of [...this.#orphans.values()].flat()) running.takeBack();
    this.#orphans.clear();
  }

  /** The value of a cell of the result sheet, or undefined when the cells are others. */
  resultAt(sheet: number, row: number, column: number): Scalar | undefined {
    return sheet === this.#results.index ? (this.#resultValues.get(`${row},${column}`) ?? null) : undefined;
  }

  #source(text: string, old: ArgumentSource | undefined): ArgumentSource {
    if (old?.kind === "formula" && old.text === text) return old;
    if (old?.kind === "formula") this.#model.clear(old.cell);
    const value = literal(text.trim());
    if (value !== undefined) return { kind: "value", value };
    if (CELLS.test(text.trim())) return { kind: "cells", text: text.trim() };
    const cell = old?.kind === "formula" ? old.cell : this.#argumentCell();
    this.#model.putFormula(cell, `=${text}`);
    return { kind: "formula", text, cell };
  }

  #argumentCell(): { sheet: number; row: number; column: number } {
    const number = this.#nextArgument++;
    return {
      sheet: this.#arguments.index,
      row: Math.floor(number / ROOM.across) * ROOM.rows,
      column: (number % ROOM.across) * ROOM.columns,
    };
  }

  #answerOf(call: CustomCall, read: (cells: string) => Answer): Answer {
    const args = call.arguments.map((source) => this.#argument(source, read));
    const error = args.find((arg) => !isRows(arg) && isError(arg));
    if (error !== undefined) {
      this.#release(call);
      return error;
    }
    const given = givenText(call.name, args);
    if (call.running?.given !== given) {
      this.#release(call);
      call.running = this.#adopt(given) ?? this.#start(call, given, args);
    }
    return call.running.answer ?? BUSY;
  }

  #argument(source: ArgumentSource, read: (cells: string) => Answer): Answer {
    if (source.kind === "value") return source.value;
    if (source.kind === "cells") return read(source.text);
    const extent = this.#model.extentOf(source.cell);
    const single = extent.rows === 1 && extent.columns === 1;
    return single ? this.#model.read(source.cell) : this.#model.readBlock(source.cell, extent);
  }

  #start(call: CustomCall, given: string, args: FunctionCall["args"]): RunningCall {
    const running: RunningCall = { given, answer: undefined, takeBack: () => undefined };
    running.takeBack = this.#call({ name: call.name, args, address: call.caller }, (answer) => {
      running.answer = tidy(answer);
      this.#answered();
    });
    return running;
  }

  #release(call: CustomCall): void {
    const { running } = call;
    if (running === undefined) return;
    this.#orphans.set(running.given, [...(this.#orphans.get(running.given) ?? []), running]);
    call.running = undefined;
  }

  #adopt(given: string): RunningCall | undefined {
    return this.#orphans.get(given)?.shift();
  }

  #show(call: CustomCall, answer: Answer): void {
    if (!sameShape(call.shown, answer)) {
      this.#clearResult(call);
      if (isRows(answer)) call.blockRow = this.#takeRows(answer.length);
    }
    call.shown = answer;
    if (!isRows(answer)) this.#put(call.row, 0, answer);
    else
      answer.forEach((values, down) => {
        values.forEach((value, right) => {
          this.#put(call.blockRow + down, right + 1, value);
        });
      });
  }

  #takeRows(count: number): number {
    const row = this.#nextBlock;
    this.#nextBlock += count;
    return row;
  }

  // A function that gives nothing shows an empty cell, where a reference to an empty cell would show 0.
  #put(row: number, column: number, value: Scalar): void {
    const shown = value ?? "";
    this.#resultValues.set(`${row},${column}`, shown);
    this.#model.putConstant({ sheet: this.#results.index, row, column }, shown);
  }

  #clearResult(call: CustomCall): void {
    const { shown } = call;
    if (shown === undefined) return;
    const rows = isRows(shown);
    const cell = { sheet: this.#results.index, row: rows ? call.blockRow : call.row, column: rows ? 1 : 0 };
    this.#model.clearBlock(
      cell,
      rows ? { rows: shown.length, columns: shown[0]!.length } : { rows: 1, columns: 1 },
    );
  }
}

function literal(text: string): Scalar | undefined {
  if (text === "") return null;
  if (LITERAL_NUMBER.test(text)) return Number(text);
  if (LITERAL_TEXT.test(text)) return text.slice(1, -1).replaceAll('""', '"');
  return /^(TRUE|FALSE)$/i.test(text) ? text.toUpperCase() === "TRUE" : undefined;
}

// One value in rows is one value; rows of unequal length, or none, are no answer.
function tidy(answer: Answer): Answer {
  if (!isRows(answer)) return answer;
  const width = answer[0]?.length ?? 0;
  if (width === 0 || answer.some((row) => row.length !== width)) return { error: "#VALUE!" };
  return answer.length === 1 && width === 1 ? answer[0]![0]! : answer;
}

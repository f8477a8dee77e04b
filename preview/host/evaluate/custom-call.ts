import type { FunctionCall } from "../evaluator.ts";
import type { Scalar } from "../workbook/scalar.ts";
import type { ModelCell } from "./formula-model.ts";

/** What a formula or a custom function gives: one value, or rows that spill. */
export type Answer = Scalar | readonly (readonly Scalar[])[];

/** A function at work, with the arguments it was given as text (to see whether they have changed). */
export interface RunningCall {
  readonly given: string;
  answer: Answer | undefined;
  takeBack: () => void;
}

/** One argument of a call: a value in the formula itself, cells of the workbook, or a formula of its own. */
export type ArgumentSource =
  | { readonly kind: "value"; readonly value: Scalar }
  | { readonly kind: "cells"; readonly text: string }
  | { readonly kind: "formula"; readonly text: string; readonly cell: ModelCell };

/** A call of a custom function somewhere in a formula, and where in the engine its arguments and its result lie. */
export interface CustomCall {
  readonly name: string;
  /** "Blad1!A1": the cell whose formula calls. */
  readonly caller: string;
  /** The row of the result sheet where a single value lies. */
  readonly row: number;
  arguments: readonly ArgumentSource[];
  /** Undefined until the arguments are known. */
  running: RunningCall | undefined;
  /** What the engine holds as the result. */
  shown: Answer | undefined;
  /** The row of the result sheet where rows begin. */
  blockRow: number;
}

/** Tells calls apart: the same function with the same arguments is the same work. */
export function givenText(name: string, args: FunctionCall["args"]): string {
  return JSON.stringify([name, args]);
}

/** Whether an answer is rows and not one value. */
export function isRows(answer: Answer): answer is readonly (readonly Scalar[])[] {
  return Array.isArray(answer);
}

/** Whether two answers fill the same cells. */
export function sameShape(one: Answer | undefined, other: Answer | undefined): boolean {
  const shape = (answer: Answer | undefined): string =>
    answer !== undefined && isRows(answer) ? `${answer.length} x ${answer[0]?.length ?? 0}` : "";
  return shape(one) === shape(other);
}

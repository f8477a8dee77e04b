import { customFunctions } from "../manifest/functions.ts";
import type { Outcome, Value } from "./outcome.ts";
import { createValues, type FunctionParts, type Start, type Values } from "./values.ts";

/**
 * Makes the custom functions known to Excel. Has to be called while the script is read, before anything is awaited:
 * Excel asks for the functions as soon as the page has loaded.
 */
export function registerCustomFunctions(parts: FunctionParts): Values {
  const values = createValues(parts);
  for (const fn of customFunctions) {
    const start = values.functions[fn.id];
    const count = fn.parameters.length;
    CustomFunctions.associate(fn.id, fn.stream ? streaming(start, count) : immediate(start, count));
  }
  return values;
}

/** Excel gives the arguments and, last, the cell's invocation; it says `onCanceled` when the cell wants no more. */
function streaming(start: Start, count: number) {
  return (...given: unknown[]): void => {
    const invocation = given.at(-1) as CustomFunctions.StreamingInvocation<Value>;
    const stop = start(given.slice(0, -1).slice(0, count), (outcome) => {
      invocation.setResult(outcome.ok ? outcome.value : errorOf(outcome));
    });
    invocation.onCanceled = stop;
  };
}

/** A function that knows its answer at once: an error is thrown, as Excel wants it where nothing streams. */
function immediate(start: Start, count: number) {
  return (...given: unknown[]): Value => {
    const answers: Outcome[] = [];
    start(given.slice(0, count), (outcome) => answers.push(outcome));
    const [outcome] = answers;
    if (outcome?.ok) return outcome.value;
    throw errorOf(outcome ?? { ok: false, code: "#VALUE!", text: "" });
  };
}

/** Microsoft's class is a subclass of Error, which its types do not say. */
function errorOf({ code, text }: Extract<Outcome, { ok: false }>): CustomFunctions.Error & Error {
  const { notAvailable, invalidValue } = CustomFunctions.ErrorCode;
  const error = new CustomFunctions.Error(code === "#N/A" ? notAvailable : invalidValue, text);
  return error as CustomFunctions.Error & Error;
}

import type { CallFunction } from "./evaluator.ts";
import { isObject, type Json } from "./protocol/json.ts";
import { isError, type Scalar } from "./workbook/scalar.ts";

/** How a custom function wants to be called, from its metadata. */
export interface FunctionTraits {
  /** What the add-in calls it; when left out, the same as in formulas. */
  readonly id?: string;
  readonly streaming: boolean;
  readonly cancelable: boolean;
}

/** What a call answers: a value or rows of values. */
export type FunctionValue = Scalar | readonly (readonly Scalar[])[];

/** The error values by the codes of the client; the one for an unknown name reads as in a cell. */
const errorOfCode: Readonly<Record<number, string>> = {
  1: "#N/A",
  2: "#NAME?",
  3: "#DIV/0!",
  4: "#NULL!",
  5: "#NUM!",
  6: "#REF!",
  7: "#VALUE!",
  8: "#BUSY!",
  9: "#NAME?",
  10: "#NAME?",
  11: "#CONNECT!",
};

/** What the add-in said about an error, beside its value. */
export interface FunctionError {
  readonly error: string;
  readonly message: string;
}

interface Running {
  /** The call as it is sent. */
  readonly entry: Json;
  readonly answer: (value: FunctionValue) => void;
  readonly traits: FunctionTraits;
}

/** The host's side of custom functions: calls go out as messages, answers come in as requests. */
export class CustomFunctionCalls {
  readonly #push: (entries: readonly Json[]) => void;
  readonly #traits: (name: string) => FunctionTraits;
  readonly #running = new Map<number, Running>();
  readonly #queued: Json[] = [];
  #last = 0;
  /** The last texts that came with errors, newest last: what a user reads on the error's tooltip. */
  readonly errors: FunctionError[] = [];

  constructor(push: (entries: readonly Json[]) => void, traits: (name: string) => FunctionTraits) {
    this.#push = push;
    this.#traits = traits;
  }

  /** How many calls have not been answered or taken back; streaming ones run on. */
  get running(): number {
    return this.#running.size;
  }

  /** Calls a function; calls made at the same time go out together. */
  readonly invoke: CallFunction = (call, answer) => {
    this.#last += 1;
    const id = this.#last;
    const traits = this.#traits(call.name);
    const flags = (traits.cancelable || traits.streaming ? 1 : 0) + (traits.streaming ? 2 : 0);
    const message = [id, traits.id ?? call.name, call.args.map(argument), call.address, flags, null];
    const entry: Json = [1, 1000, "", JSON.stringify(message), 0];
    this.#running.set(id, { entry, answer, traits });
    this.#queue(entry);
    return () => {
      this.#cancel(id);
    };
  };

  /** Calls all that runs once more: a client that has just started knows of nothing. */
  callAgain(): void {
    this.#queued.length = 0;
    for (const { entry } of this.#running.values()) this.#queue(entry);
  }

  #cancel(id: number): void {
    if (!this.#running.delete(id)) return;
    this.#queue([1, 1001, "", JSON.stringify({ invocationId: id }), 0]);
  }

  #queue(entry: Json): void {
    this.#queued.push(entry);
    if (this.#queued.length === 1)
      queueMicrotask(() => {
        const entries = this.#queued.splice(0);
        if (entries.length > 0) this.#push(entries);
      });
  }

  /** Takes answers as the client sends them: [id, succeeded, value] or [id, false, message, code, …]. */
  results(results: readonly Json[]): void {
    for (const result of results) {
      if (!Array.isArray(result)) continue;
      const [id, succeeded, value, code] = result as readonly Json[];
      const running = typeof id === "number" ? this.#running.get(id) : undefined;
      if (!running) continue;
      if (!running.traits.streaming) this.#running.delete(id as number);
      running.answer(
        succeeded === true ? functionValue(value ?? null) : this.#error(value ?? null, code ?? null),
      );
    }
  }

  #error(message: Json, code: Json): Scalar {
    const error = (typeof code === "number" ? errorOfCode[code] : undefined) ?? "#VALUE!";
    this.errors.push({ error, message: typeof message === "string" ? message : "" });
    return { error };
  }
}

function argument(value: Scalar | readonly (readonly Scalar[])[]): Json {
  if (Array.isArray(value)) return (value as readonly (readonly Scalar[])[]).map((row) => row.map(plain));
  return plain(value as Scalar);
}

function plain(value: Scalar): Json {
  return value !== null && isError(value) ? value.error : value;
}

function functionValue(value: Json): FunctionValue {
  if (!Array.isArray(value)) return scalar(value);
  return (value as readonly Json[]).map((row) =>
    Array.isArray(row) ? (row as readonly Json[]).map(scalar) : [scalar(row)],
  );
}

function scalar(value: Json): Scalar {
  if (isObject(value) || Array.isArray(value)) return { error: "#VALUE!" };
  return value as Scalar;
}

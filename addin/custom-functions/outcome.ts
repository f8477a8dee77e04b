/** What a custom function gives a cell: a value (rows when it spills), or an error that says what to do. Never 0 for no answer. */
export type Outcome<T = Value> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: "#N/A" | "#VALUE!"; readonly text: string };

export type Scalar = string | number;
export type Value = Scalar | Scalar[][];

export const shown = <T>(value: T): Outcome<T> => ({ ok: true, value });

/** #VALUE!: something in the formula or in the service is not as it should be, and the text says what. */
export const refused = (text: string): Outcome<never> => ({ ok: false, code: "#VALUE!", text });

/** #N/A: the value exists, or will, but cannot be had right now. */
export const notNow = (text: string): Outcome<never> => ({ ok: false, code: "#N/A", text });

export const signInFirst = notNow("Logga in i panelen");

/** An error value of a cell, as "#N/A". */
export interface CellError {
  readonly error: string;
}

/** What a cell can hold once computed; null is an empty cell. Dates are serial numbers. */
export type Scalar = null | boolean | number | string | CellError;

const errors = [
  "#NULL!",
  "#DIV/0!",
  "#VALUE!",
  "#REF!",
  "#NAME?",
  "#NUM!",
  "#N/A",
  "#GETTING_DATA",
  "#SPILL!",
  "#CALC!",
  "#BUSY!",
  "#CONNECT!",
];

/** Is this an error value? */
export function isError(value: Scalar): value is CellError {
  return typeof value === "object" && value !== null;
}

/** The error value that this text names, or null. */
export function errorOf(text: string): CellError | null {
  const name = text.toUpperCase();
  return errors.includes(name) ? { error: name } : null;
}

/** The value as the client reads it: empty cells are empty text, errors their name. */
export function wireValue(value: Scalar): boolean | number | string {
  if (value === null) return "";
  return isError(value) ? value.error : value;
}

/** The kind of a value as the client names it. */
export function valueType(value: Scalar): "Empty" | "Boolean" | "Double" | "String" | "Error" {
  if (value === null) return "Empty";
  if (isError(value)) return "Error";
  if (typeof value === "number") return "Double";
  return typeof value === "boolean" ? "Boolean" : "String";
}

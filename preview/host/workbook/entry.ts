import { errorOf, type Scalar } from "./scalar.ts";

/** What a cell is given: a formula or a constant, whether an apostrophe leads it, and a format that comes with it. */
export interface Entry {
  readonly formula: string | null;
  readonly value: Scalar;
  readonly quoted: boolean;
  /** Set when the entry itself says how it is to be shown: "12 %", "2024-01-31". */
  readonly numberFormat: string | null;
}

/** How numbers are written where the text comes from. */
export interface NumberStyle {
  readonly decimal: "." | ",";
  readonly thousands: RegExp;
}

/** Numbers as the client writes them. */
export const invariantNumbers: NumberStyle = { decimal: ".", thousands: /,(?=\d{3}(?:\D|$))/g };
/** Numbers as a Swedish user types them. */
export const swedishNumbers: NumberStyle = { decimal: ",", thousands: /[ \u00A0\u202F](?=\d{3}(?:\D|$))/g };

/** The longest text that a cell holds. */
export const longestText = 32_767;

/**
 * What a text becomes in a cell, as the spreadsheet program reads it: a formula, a number, a date, a truth value,
 * an error value or text. A cell formatted as text ("@") keeps every text as it is.
 */
export function readEntry(text: string, numberFormat: string, numbers: NumberStyle): Entry {
  if (text.startsWith("'")) return { ...constant(text.slice(1)), quoted: true };
  if (numberFormat === "@") return constant(text);
  if (isFormula(text)) return { formula: formulaOf(text), value: null, quoted: false, numberFormat: null };
  return readConstant(text, numbers);
}

/** The entry of a value that is no text. Null (leave as it is) is the caller's business. */
export function constant(value: Scalar): Entry {
  return { formula: null, value: value === "" ? null : value, quoted: false, numberFormat: null };
}

/** `+`, `-` and `@` begin a formula too, unless they begin a number or stand alone. */
function isFormula(text: string): boolean {
  return /^=./s.test(text) || (/^[+@-]./s.test(text) && !/^[+-]?[\d.,\s]+(?:E[+-]?\d+)?\s?%?$/i.test(text));
}

function formulaOf(text: string): string {
  if (text.startsWith("=")) return text;
  return text.startsWith("@") ? `=${text.slice(1)}` : `=${text}`;
}

function readConstant(text: string, numbers: NumberStyle): Entry {
  const trimmed = text.trim();
  const boolean = /^(?:true|sant)$/i.test(trimmed)
    ? true
    : /^(?:false|falskt)$/i.test(trimmed)
      ? false
      : null;
  if (boolean !== null) return constant(boolean);
  const error = errorOf(trimmed);
  if (error) return constant(error);
  const date = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(trimmed);
  const serial = date && serialOf(Number(date[1]), Number(date[2]), Number(date[3]));
  if (serial) return { ...constant(serial), numberFormat: "yyyy-mm-dd" };
  const percent = /^(.*\d)\s?%$/.exec(trimmed);
  const number = numberOf(percent ? percent[1]! : trimmed, numbers);
  if (number === null) return constant(text);
  return percent ? { ...constant(number / 100), numberFormat: "0%" } : constant(number);
}

/** Fifteen significant digits are all that a cell keeps of a number. */
function numberOf(text: string, { decimal, thousands }: NumberStyle): number | null {
  const plain = text.replace(thousands, "");
  const canonical = decimal === "," ? plain.replace(",", ".") : plain;
  if (decimal === "," && plain.includes(".")) return null;
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?$/i.test(canonical)) return null;
  const value = Number(Number(canonical).toPrecision(15));
  return Number.isFinite(value) ? value : null;
}

/** The serial number of a date, 1 = 1900-01-01 with the program's own 1900-02-29; null when there is no such day. */
function serialOf(year: number, month: number, day: number): number | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1900 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const days = Math.round((date.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000);
  return days < 61 ? days - 1 : days;
}

import type { Cell } from "./cell.ts";
import { fail, ok } from "./result.ts";
import type { Result } from "./result.ts";

/** Why a cell is not an amount in whole kronor. `ambiguous`: a point, or several commas, may mean either thing. */
export type KronorFault = "not-a-number" | "decimals" | "ambiguous" | "too-large";

/** What is odd in an amount that is otherwise understood. `groups`: digits not grouped by three, "12 00". */
export type KronorWarning = "groups";

/** An amount in whole kronor, and what was odd in how it was written. */
export interface Kronor {
  readonly kronor: number;
  readonly warnings: readonly KronorWarning[];
}

const none: readonly KronorWarning[] = [];
const oddGroups: readonly KronorWarning[] = ["groups"];

/** Longest first where one ends as another. ":-" is the Swedish mark for "and no öre". */
const units: readonly (readonly [suffix: string, factor: number])[] = [
  ["tkr", 1_000],
  ["mkr", 1_000_000],
  ["kronor", 1],
  ["kr", 1],
  [":-", 1],
];

/** Far more than the digits, separators and unit of 2^53; a longer text is no amount, whatever it says. */
const longest = 60;

const groupSeparators = /[ \u00a0\u2009\u202f]/;

/**
 * Reads an amount in whole kronor from a cell: a whole number, or text such as "1 200 000 kr", "−500" or "150 tkr".
 * Groups are separated by space, U+00A0, U+2009 or U+202F; decimals, even ",00", are refused; amounts beyond
 * 2^53 - 1 cannot be held exactly and are too large.
 */
export function parseKronor(cell: Cell): Result<Kronor, KronorFault> {
  if (typeof cell === "number") return fromNumber(cell, none);
  return typeof cell === "string" && cell.length <= longest ? fromText(cell.trim()) : fail("not-a-number");
}

function fromNumber(value: number, warnings: readonly KronorWarning[]): Result<Kronor, KronorFault> {
  if (!Number.isFinite(value)) return fail("not-a-number");
  if (!Number.isInteger(value)) return fail("decimals");
  // Adding 0 makes -0 an ordinary 0.
  return Number.isSafeInteger(value) ? ok({ kronor: value + 0, warnings }) : fail("too-large");
}

function fromText(text: string): Result<Kronor, KronorFault> {
  const { number, factor } = withoutUnit(text);
  const negative = number.startsWith("-") || number.startsWith("\u2212");
  const digits = (negative ? number.slice(1) : number).trim();
  if (!/^\d[\d., \u00a0\u2009\u202f]*$/.test(digits) || /[ \u00a0\u2009\u202f]{2}/.test(digits))
    return fail("not-a-number");
  if (digits.includes(".") || digits.indexOf(",") !== digits.lastIndexOf(",")) return fail("ambiguous");
  if (digits.includes(",")) return fail(/,\d+$/.test(digits) ? "decimals" : "not-a-number");
  const groups = digits.split(groupSeparators);
  const odd =
    groups.length > 1 && groups.some((group, i) => (i === 0 ? group.length > 3 : group.length !== 3));
  return fromNumber((negative ? -1 : 1) * Number(groups.join("")) * factor, odd ? oddGroups : none);
}

function withoutUnit(text: string): { number: string; factor: number } {
  const lower = text.toLowerCase();
  const unit = units.find(([suffix]) => lower.endsWith(suffix));
  return unit === undefined
    ? { number: text, factor: 1 }
    : { number: text.slice(0, -unit[0].length).trim(), factor: unit[1] };
}

/** Writes kronor as Swedish officials do, "1 200 000" and "−500": groups by U+00A0, minus as U+2212, no unit. */
export function formatKronor(kronor: number): string {
  const digits = String(Math.abs(kronor)).replace(/\B(?=(?:\d{3})+$)/g, "\u00a0");
  return kronor < 0 ? `\u2212${digits}` : digits;
}

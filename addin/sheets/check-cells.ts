import { columnLetter } from "../../shared/address.ts";
import type { Cell } from "../../shared/cell.ts";
import type { Problem } from "../../shared/problems.ts";
import type { SafeText } from "../excel/safe-cell.ts";
import { columnIndexOf, dataRows, type SheetBlock } from "./sheet-block.ts";
import { toText } from "./to-cell.ts";

/** What the control writes beside each row under the headings, and the number by which each row is found again. */
export interface CheckCells {
  /** "Kontroll": what to do, in plain words. */
  readonly texts: readonly SafeText[];
  /** The hidden column: the row's number, and the headings of its cells with problems, each between bars. */
  readonly codes: readonly SafeText[];
  /** 1-based worksheet row -> the row's number. */
  readonly keys: ReadonlyMap<number, number>;
}

/**
 * A row keeps its number from control to control, also when it is moved; a row that was copied gets a number of its
 * own. The codes name headings and not letters, so that they hold when a column is moved.
 */
export function checkCells(
  block: SheetBlock,
  /** The hidden column as read, from the row under the headings. */
  known: readonly Cell[],
  problems: readonly Problem[],
): CheckCells {
  const { headingRow, headingTexts, kind } = block;
  const perRow = byRow(problems);
  const rows = dataRows(block);
  const keyOf = numberer(known);
  const keys = new Map<number, number>();
  const cells = rows.map((cells, i) => {
    if (cells.every((cell) => cell === null || cell === "")) return { text: toText(""), code: toText("") };
    const row = headingRow + 2 + i;
    const found = perRow.get(row) ?? [];
    const key = keyOf(i);
    keys.set(row, key);
    const marked = new Set(found.flatMap(({ column }) => headingTexts[columnIndexOf(kind, column)] ?? []));
    return {
      text: toText(found.length === 0 ? "OK" : found.map((problem) => sentence(problem, block)).join(" ")),
      code: toText(`${key}|${[...marked].map((heading) => `${heading}|`).join("")}`),
    };
  });
  return { texts: cells.map(({ text }) => text), codes: cells.map(({ code }) => code), keys };
}

/** The number of a row as its code says; null when it says none. */
export function keyOfCode(code: Cell): number | null {
  const digits = typeof code === "string" ? /^(\d{1,9})\|/.exec(code)?.[1] : undefined;
  return digits === undefined ? null : Number(digits);
}

/** A formula that is true in the cells that the hidden column names. English, as Excel's interface wants it. */
export function markFormula(headingRow: number): (columns: { first: number; code: number }) => string {
  return ({ first, code }) =>
    `=AND("${markSign}"<>"",ISNUMBER(FIND("|"&${columnLetter(first)}$${headingRow + 1}&"|",$${columnLetter(code)}${headingRow + 2})))`;
}

/** What our conditional format is known by. */
export const markSign = "Fördela";

function byRow(problems: readonly Problem[]): ReadonlyMap<number, readonly Problem[]> {
  const rows = new Map<number, Problem[]>();
  for (const problem of problems) {
    const row = rows.get(problem.row);
    if (row === undefined) rows.set(problem.row, [problem]);
    else row.push(problem);
  }
  return rows;
}

/** Next free number for rows without one, and for copies of a row that has one. */
function numberer(known: readonly Cell[]): (i: number) => number {
  const given = known.map(keyOfCode);
  const used = new Set<number>();
  let last = given.reduce<number>((most, key) => Math.max(most, key ?? 0), 0);
  return (i) => {
    const own = given[i] ?? null;
    const key = own === null || used.has(own) ? (last += 1) : own;
    used.add(key);
    return key;
  };
}

/** The heading goes first: an address would be wrong as soon as somebody sorts. */
function sentence({ column, text, severity }: Problem, { kind, headingTexts }: SheetBlock): string {
  const at = columnIndexOf(kind, column);
  const heading = headingTexts[at] ?? kind.columns[at]?.heading ?? column;
  return `${severity === "warning" ? "Varning, " : ""}${heading}: ${text}`;
}

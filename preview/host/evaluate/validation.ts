import type { BookView, Place } from "../evaluator.ts";
import { addressOf } from "../workbook/address.ts";
import { copyFormula } from "../workbook/formula-text.ts";
import { contains, firstCell, type Rect } from "../workbook/rect.ts";
import { isError, type Scalar } from "../workbook/scalar.ts";
import type { Sheet } from "../workbook/sheet.ts";
import type { ErrorAlert, Validation, ValidationRule } from "../workbook/validation.ts";
import { comparison } from "./comparison.ts";
import type { FormulaEvaluator } from "./formula-evaluator.ts";

/** What the user is told about a value that the rule of its cell does not allow. */
export interface Alert {
  readonly style: ErrorAlert["style"];
  readonly title: string;
  readonly message: string;
}

const PLAIN_TITLE = "Fördela";
const PLAIN_MESSAGE = "Värdet följer inte reglerna för cellen. Ändra det eller ångra inmatningen.";
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})/;

/**
 * What is wrong with the value a cell holds now, or undefined when its rule allows it or asks for no alert. A typed
 * value is put into its cell first and taken back when it is refused, since a rule may speak of its own cell.
 */
export function alertFor(
  book: BookView,
  sheet: Sheet,
  place: Place,
  evaluator: FormulaEvaluator,
): Alert | undefined {
  const validation = validationAt(sheet, place);
  if (validation === undefined || isValid(book, sheet, place, evaluator)) return undefined;
  const { showAlert, style, title, message } = validation.errorAlert;
  return showAlert ? { style, title: title || PLAIN_TITLE, message: message || PLAIN_MESSAGE } : undefined;
}

/** Whether the rule of a cell allows the value it holds; true without a rule. */
function isValid(book: BookView, sheet: Sheet, place: Place, evaluator: FormulaEvaluator): boolean {
  const validation = validationAt(sheet, place);
  const rule = validation?.rule ?? null;
  if (validation === undefined || rule === null) return true;
  const value = sheet.valueAt(place.row, place.column);
  if (value === null) return validation.ignoreBlanks;
  if (isError(value)) return false;
  if (rule.kind === "List") return isInList(listOf(book, sheet, place, evaluator) ?? [], rule, value);
  const question = questionOf(
    rule,
    addressOf({ row: place.row, column: place.column, rows: 1, columns: 1 }),
    value,
  );
  if (question === undefined) return false;
  const answer = evaluator.evaluate(book, moved(question, validation, place), place);
  return answer === true || (typeof answer === "number" && answer !== 0);
}

/** The values to choose from in a cell's drop-down list; undefined when its rule is no list. */
export function listOf(
  book: BookView,
  sheet: Sheet,
  place: Place,
  evaluator: FormulaEvaluator,
): readonly Scalar[] | undefined {
  const validation = validationAt(sheet, place);
  if (validation?.rule?.kind !== "List") return undefined;
  const { source } = validation.rule;
  if (!source.startsWith("=")) return source.split(",").map((item) => item.trim());
  const values = evaluator.evaluate(book, moved({ ofFirstCell: source, own: "" }, validation, place), place);
  return (isRows(values) ? values.flat() : [values]).filter((value) => value !== null && value !== "");
}

/** A question in two parts: what the rule wrote for its first cell, and what was written for the cell itself. */
interface Question {
  readonly ofFirstCell: string;
  readonly own: string;
}

function validationAt(sheet: Sheet, { row, column }: Place): Validation | undefined {
  const cell = { row, column, rows: 1, columns: 1 };
  return sheet.validations.findLast(({ areas }) =>
    areas.some((area) => area.alive && contains(area.rect, cell)),
  );
}

function isInList(
  items: readonly Scalar[],
  { source }: ValidationRule & { kind: "List" },
  value: Exclude<Scalar, null>,
): boolean {
  // Values written in the rule itself must match to the letter; those of cells need not.
  const fold = (item: Scalar): string => (source.startsWith("=") ? shown(item).toLowerCase() : shown(item));
  return items.some((item) => fold(item) === fold(value));
}

function shown(item: Scalar): string {
  return isError(item) ? item.error : String(item ?? "");
}

function questionOf(
  rule: Exclude<ValidationRule, { kind: "List" }>,
  cell: string,
  value: Scalar,
): Question | undefined {
  if (rule.kind === "Custom") return { ofFirstCell: rule.formula.replace(/^=?/, "="), own: "" };
  const isNumber = typeof value === "number" && (rule.kind !== "WholeNumber" || Number.isInteger(value));
  if (rule.kind !== "TextLength" && !isNumber) return undefined;
  const formula = comparison("#", rule.operator, bound(rule.formula1), bound(rule.formula2 ?? ""));
  return formula === undefined
    ? undefined
    : { ofFirstCell: formula, own: rule.kind === "TextLength" ? `LEN(${cell})` : cell };
}

/** Dates in a rule come as "2026-11-22". */
function bound(formula: string | number): string | number {
  const [, year, month, day] = ISO_DATE.exec(String(formula)) ?? [];
  return year === undefined ? formula : `=DATE(${year},${month!},${day!})`;
}

/** The question as it reads in this cell: references move along, as when a formula is copied. */
function moved({ ofFirstCell, own }: Question, { areas }: Validation, place: Place): string {
  const origin: Rect = firstCell(areas.find((area) => area.alive)!.rect);
  const copied = copyFormula(ofFirstCell, place.row - origin.row, place.column - origin.column);
  return copied.replace(/#(?=[<>=])/g, own);
}

function isRows(value: Scalar | readonly (readonly Scalar[])[]): value is readonly (readonly Scalar[])[] {
  return Array.isArray(value);
}

import type { BookView, Place } from "../evaluator.ts";
import { addressOf } from "../workbook/address.ts";
import type { ConditionalFormat, ConditionalLook } from "../workbook/conditional-format.ts";
import { copyFormula } from "../workbook/formula-text.ts";
import { firstCell, intersection, type Rect } from "../workbook/rect.ts";
import { isError, type Scalar } from "../workbook/scalar.ts";
import { cellKey, eachCell, type Sheet } from "../workbook/sheet.ts";
import { comparison } from "./comparison.ts";
import type { FormulaEvaluator } from "./formula-evaluator.ts";

interface Question {
  readonly format: ConditionalFormat;
  readonly formula: string;
  readonly place: Place;
}

/**
 * What the conditional formats of a sheet lay over the cells of a block, by `cellKey`; cells without are left out.
 * The first format in the list goes before the others, property by property, until one says stop.
 */
export function conditionalLooks(
  book: BookView,
  sheet: Sheet,
  block: Rect,
  evaluator: FormulaEvaluator,
): ReadonlyMap<number, ConditionalLook> {
  const questions = sheet.conditionalFormats.flatMap((format) => questionsOf(format, sheet, block));
  const answers = questions.length === 0 ? [] : evaluator.evaluateMany(book, questions);
  const holding = new Map<number, ConditionalFormat[]>();
  questions.forEach(({ format, place }, index) => {
    const key = cellKey(place.row, place.column);
    const before = holding.get(key) ?? [];
    if (isTrue(answers[index]!) && before.at(-1)?.stopIfTrue !== true) holding.set(key, [...before, format]);
  });
  return new Map([...holding].map(([key, formats]) => [key, formats.map(({ look }) => look).reduce(under)]));
}

function questionsOf(format: ConditionalFormat, sheet: Sheet, block: Rect): Question[] {
  const alive = format.areas.filter((area) => area.alive && area.sheet === sheet).map((area) => area.rect);
  const origin = alive[0] === undefined ? undefined : firstCell(alive[0]);
  if (origin === undefined) return [];
  const first = formulaOf(format, origin);
  if (first === undefined) return [];
  return cellsOf(alive, block).map(({ row, column }) => ({
    format,
    formula: copyFormula(first, row - origin.row, column - origin.column),
    place: { sheet: sheet.id, row, column },
  }));
}

function cellsOf(areas: readonly Rect[], block: Rect): { row: number; column: number }[] {
  const cells = new Map<number, { row: number; column: number }>();
  for (const area of areas) {
    const shared = intersection(area, block);
    if (shared !== null) eachCell(shared, (row, column) => cells.set(cellKey(row, column), { row, column }));
  }
  return [...cells.values()];
}

/** The question of a format for its first cell; undefined for a rule that has not been given yet. */
function formulaOf({ type, formula, cellValue }: ConditionalFormat, origin: Rect): string | undefined {
  if (type === "Custom") return formula === "" ? undefined : formula.replace(/^=?/, "=");
  return comparison(addressOf(origin), cellValue.operator, cellValue.formula1, cellValue.formula2);
}

function isTrue(answer: Scalar): boolean {
  return answer === true || (typeof answer === "number" && answer !== 0 && !isError(answer));
}

/** Two looks on one cell: what the upper leaves open, the lower says. */
function under(upper: ConditionalLook, lower: ConditionalLook): ConditionalLook {
  return {
    fillColor: upper.fillColor ?? lower.fillColor,
    fontColor: upper.fontColor ?? lower.fontColor,
    bold: upper.bold ?? lower.bold,
    italic: upper.italic ?? lower.italic,
    strikethrough: upper.strikethrough ?? lower.strikethrough,
    underline: upper.underline ?? lower.underline,
    numberFormat: upper.numberFormat ?? lower.numberFormat,
    borders: new Map([...lower.borders, ...upper.borders]),
  };
}

import { isDateFormat, shownText } from "../../host/evaluate/number-format.ts";
import { isError } from "../../host/workbook/scalar.ts";
import type { Sheet } from "../../host/workbook/sheet.ts";
import { localFormula } from "./local-formula.ts";

/** What the formula bar shows of a cell: its formula, or its constant as one would type it in Swedish. */
export function editText(sheet: Sheet, row: number, column: number): string {
  const { formula, quoted } = sheet.at(row, column);
  if (formula !== null) return localFormula(formula);
  const value = sheet.valueAt(row, column);
  if (value === null) return "";
  if (isError(value)) return value.error;
  if (typeof value === "boolean") return value ? "SANT" : "FALSKT";
  if (typeof value === "string") return quoted ? `'${value}` : value;
  const { numberFormat } = sheet.styleAt(row, column);
  if (isDateFormat(numberFormat))
    return shownText(value, Number.isInteger(value) ? "yyyy-mm-dd" : "yyyy-mm-dd hh:mm");
  if (numberFormat.endsWith("%"))
    return `${String(Number((value * 100).toPrecision(15))).replace(".", ",")}%`;
  return String(value).replace(".", ",");
}

import { describe, expect, test } from "vitest";
import { alertFor, listOf } from "../../../../preview/host/evaluate/validation.ts";
import {
  noValidation,
  type Validation,
  type ValidationRule,
} from "../../../../preview/host/workbook/validation.ts";
import { hostBook, rect } from "./sheet.ts";

const cells = { C1: "Ja", C2: "Nej", C3: "2022", D1: "10", D2: "20", D3: "30" };

/** What is said when `text` is put into a cell of A1:A3 with this rule; "" when it passes. */
function said(rule: ValidationRule, text: string, cell = "A1", more: Partial<Validation> = {}): string {
  const { book, sheet, evaluator } = hostBook({ ...cells, [cell]: text });
  sheet.validations.push({ ...noValidation, areas: [sheet.track(rect("A1:A3"))], rule, ...more });
  const alert = alertFor(book, sheet, { sheet: sheet.id, ...rect(cell) }, evaluator);
  return alert === undefined ? "" : `${alert.style}: ${alert.message}`;
}

const refused = "Stop: Värdet följer inte reglerna för cellen. Ändra det eller ångra inmatningen.";
const literal: ValidationRule = { kind: "List", source: "Ja, Nej,2022", inCellDropDown: true };
const range: ValidationRule = { kind: "List", source: "=$C$1:$C$3", inCellDropDown: true };
const whole: ValidationRule = { kind: "WholeNumber", operator: "Between", formula1: 1, formula2: "=D1" };
const date: ValidationRule = {
  kind: "Date",
  operator: "GreaterThan",
  formula1: "2026-01-01",
  formula2: null,
};
const length: ValidationRule = {
  kind: "TextLength",
  operator: "LessThanOrEqualTo",
  formula1: 4,
  formula2: null,
};
const custom: ValidationRule = { kind: "Custom", formula: "=AND(ISNUMBER(A1),MOD(A1,2)=0)" };

describe("data validation lets pass what its rule allows", () => {
  test.each<[string, ValidationRule, string, string]>([
    ["a value of the list", literal, "Nej", ""],
    ["a number of the list", literal, "2022", ""],
    ["not quite a value of the list", literal, "nej", refused],
    ["a value of listed cells, in any case", range, "JA", ""],
    ["no value of listed cells", range, "Kanske", refused],
    ["a whole number between", whole, "10", ""],
    ["a whole number beyond", whole, "11", refused],
    ["a number with decimals", whole, "2.5", refused],
    ["text for a number", whole, "tio", refused],
    ["a date after", date, "2026-11-22", ""],
    ["a date before", date, "2025-11-22", refused],
    ["a short text", length, "0180", ""],
    ["a long text", length, "Älvsbyn", refused],
    ["a formula of one's own holds", custom, "4", ""],
    ["a formula of one's own does not hold", custom, "3", refused],
    ["an error", custom, "=NA()", refused],
    ["nothing", whole, "", ""],
  ])("%s", (_, rule, text, told) => {
    expect(said(rule, text)).toBe(told);
  });

  test("references move along from the first cell", () => {
    expect([said(whole, "25", "A3"), said(whole, "25", "A2"), said(custom, "3", "A3")]).toEqual([
      "",
      refused,
      refused,
    ]);
  });

  test("its own words and style are used, and none when it asks for none", () => {
    const errorAlert = {
      message: "Välj Ja eller Nej.",
      showAlert: true,
      style: "Warning",
      title: "Svar",
    } as const;
    expect(said(literal, "x", "A1", { errorAlert })).toBe("Warning: Välj Ja eller Nej.");
    expect(said(literal, "x", "A1", { errorAlert: { ...errorAlert, showAlert: false } })).toBe("");
    expect(said(literal, "", "A1", { ignoreBlanks: false })).toBe(refused);
  });

  test("a drop-down list holds the values to choose from", () => {
    const { book, sheet, evaluator } = hostBook(cells);
    sheet.validations.push({ ...noValidation, areas: [sheet.track(rect("A1:A3"))], rule: range });
    sheet.validations.push({ ...noValidation, areas: [sheet.track(rect("B1"))], rule: literal });
    const list = (cell: string): unknown =>
      listOf(book, sheet, { sheet: sheet.id, ...rect(cell) }, evaluator);
    expect([list("A2"), list("B1"), list("E9")]).toEqual([
      ["Ja", "Nej", 2022],
      ["Ja", "Nej", "2022"],
      undefined,
    ]);
  });
});

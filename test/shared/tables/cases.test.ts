import { expect, test } from "vitest";
import type { Cell } from "../../../shared/cell.ts";
import { problemTable, type ProblemRow } from "../../../shared/tables/cases.ts";
import { cellsOf } from "../../../shared/tables/table.ts";

const fault: ProblemRow = {
  sheet: "Rekvisitioner",
  cell: "E7",
  row: 7,
  column: "amount",
  rule: "belopp-tal",
  severity: "error",
  text: "",
  value: null,
  outcome: "",
};
const valueColumn = problemTable.columns.findIndex(({ id }) => id === "value");
const shown = (column: string, value: Cell): Cell | undefined =>
  cellsOf(problemTable, [{ ...fault, column, value }])[0]![valueColumn];

test.each<[what: string, column: string, value: Cell, text: string | null]>([
  ["an amount has its digits in groups", "amount", 1_762_112, "1\u00a0762\u00a0112"],
  ["decimals have a comma", "amount", 221_526.5, "221526,5"],
  ["an organisation number is no amount", "orgnr", 2_120_008_491, "2120008491"],
  ["a code is no amount", "code", 604, "604"],
  ["a truth value is named as in a Swedish Excel", "amount", true, "SANT"],
  ["text stands as it was written", "contact", " =SUMMA(E5:E9)", " =SUMMA(E5:E9)"],
  ["an empty cell shows nothing", "amount", null, null],
])("on the sheet Fel %s", (_, column, value, text) => {
  expect(shown(column, value)).toBe(text);
});

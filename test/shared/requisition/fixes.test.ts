import { expect, test } from "vitest";
import { applyFixes } from "../../../shared/requisition/fixes.ts";
import { validateRequisitions } from "../../../shared/requisition/validate.ts";
import { context, second, sheetOf, valid } from "./example.ts";

const table = sheetOf(
  { ...valid, code: 180, wantsMore: "J" },
  { ...second, amount: "500 000 kr", email: "?" },
);
const { problems } = validateRequisitions(table, context);

test("fixes write their cells in a new table and leave every other cell alone", () => {
  const { table: fixed, changes } = applyFixes(table, problems);
  expect(changes).toEqual([
    { cell: "B2", before: 180, after: "0180" },
    { cell: "F2", before: "J", after: "ja" },
    { cell: "E3", before: "500 000 kr", after: 500_000 },
  ]);
  expect(fixed).toEqual(sheetOf({ ...valid, wantsMore: "ja" }, { ...second, email: "?" }));
  expect(table.rows[1]?.[1]).toBe(180);
});

test("the changes written back give the table as it was", () => {
  const { table: fixed, changes } = applyFixes(table, problems);
  const back = problems.map((problem) => {
    const { before } = changes.find(({ cell }) => cell === problem.cell) ?? {};
    return before === undefined ? problem : { ...problem, fix: before };
  });
  expect(applyFixes(fixed, back).table).toEqual(table);
});

test("addresses are those of the worksheet, not of the rows", () => {
  const moved = { ...table, firstRow: 5, firstColumn: 2 };
  const { changes } = applyFixes(moved, validateRequisitions(moved, context).problems);
  expect(changes.map(({ cell }) => cell)).toEqual(["D6", "H6", "G7"]);
});

test("a fix may fill a cell that a short row does not have", () => {
  const short = {
    sheet: "Blad1",
    rows: [
      ["Kod", "Omgång", "x", "Mottagare"],
      ["0180", "kommun-1"],
    ],
  };
  const found = validateRequisitions(short, context).problems.filter(({ fix }) => fix !== undefined);
  expect(applyFixes(short, found).table.rows[1]).toEqual(["0180", "kommun-1", null, "Stockholm"]);
});

test("problems of another sheet, without a fix or outside the table change nothing", () => {
  const [first] = problems;
  const strangers = [
    { ...first!, sheet: "Blad9" },
    { ...first!, cell: "B99" },
    { ...first!, cell: "?" },
  ];
  expect(applyFixes(table, strangers)).toEqual({ table, changes: [] });
});

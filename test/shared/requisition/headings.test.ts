import { describe, expect, test } from "vitest";
import type { Cell } from "../../../shared/cell.ts";
import { validateRequisitions } from "../../../shared/requisition/validate.ts";
import { cells, context, headings, second, sheetOf, valid } from "./example.ts";

function problemsOf(rows: readonly (readonly Cell[])[], firstRow = 1): readonly string[] {
  const { problems } = validateRequisitions({ sheet: "Blad1", rows, firstRow }, context);
  return problems.map(({ cell, rule }) => `${cell} ${rule}`);
}

const wrong = cells({ ...second, amount: "12.500" });

describe("the heading row is found", () => {
  test.each<[what: string, rows: readonly (readonly Cell[])[], cell: string]>([
    ["in the first row", [headings, wrong], "E2"],
    ["below a title and a blank row", [["Rekvisitioner 2022"], [], headings, wrong], "E4"],
    ["below group headings", [["Mottagare", "", "Ekonomi"], headings, wrong], "E3"],
    ["in the twentieth row", [...Array.from({ length: 19 }, () => []), headings, wrong], "E21"],
    [
      "in capitals, with line breaks and stars",
      [headings.map((text) => `${text.toUpperCase().replace(" ", "\n")} *`), wrong],
      "E2",
    ],
    ["in decomposed letters", [headings.map((text) => text.normalize("NFD")), wrong], "E2"],
    ["with other words", [headings.map((text) => (text === "Kod" ? "Kommunkod" : text)), wrong], "E2"],
  ])("%s", (_, rows, cell) => {
    expect(problemsOf(rows)).toEqual([`${cell} belopp-entydigt`]);
  });

  test("and addresses follow where the rows stand in the worksheet", () => {
    const table = { sheet: "Blad1", rows: [headings, wrong], firstRow: 7, firstColumn: 2 };
    expect(validateRequisitions(table, context).problems.map(({ cell }) => cell)).toEqual(["G8"]);
  });
});

describe("what is wrong with the headings is one problem each", () => {
  const without = (...names: readonly string[]): readonly (readonly Cell[])[] => {
    const kept = headings.map((name, i) => ({ name, i })).filter(({ name }) => !names.includes(name));
    const pick = (row: readonly Cell[]): Cell[] => kept.map(({ i }) => row[i] ?? null);
    return [pick(headings), pick(cells(valid)), pick(cells(second))];
  };

  test("no heading row at all", () => {
    expect(problemsOf([["a", "b"], cells(valid)], 3)).toEqual(["A3 rubrikrad-finns"]);
    expect(problemsOf([])).toEqual(["A1 rubrikrad-finns"]);
    expect(problemsOf([...Array.from({ length: 20 }, () => []), headings])).toEqual(["A1 rubrikrad-finns"]);
  });

  test("a required column that is missing, and no problem in its rows", () => {
    expect(problemsOf(without("Rekvirerat belopp"))).toEqual(["O1 rubrik-finns"]);
    expect(problemsOf(without("Kod", "E-post"))).toEqual(["N1 rubrik-finns", "O1 rubrik-finns"]);
  });

  test("then no row is read as a requisition, but every row is still counted", () => {
    const result = validateRequisitions({ sheet: "Blad1", rows: without("Rekvirerat belopp") }, context);
    expect(result).toMatchObject({ rows: [], rowCount: 2, faulty: [{ code: "0180" }, { code: "1280" }] });
  });

  test("a column that may be missing is no problem", () => {
    expect(problemsOf(without("Er referens"))).toEqual([]);
    expect(problemsOf(without("Ombud", "Ombud godkänt"))).toEqual([]);
  });

  test("two columns with one meaning", () => {
    expect(
      problemsOf([
        [...headings, "Belopp"],
        [...cells(valid), 1],
      ]),
    ).toEqual(["P1 rubrik-en-gang"]);
  });

  test("a missing date column for representatives is shown right of the sheet", () => {
    expect(problemsOf(without("Ombud godkänt"))).toEqual([
      "O2 ombud-datum-angivet",
      "O3 ombud-datum-angivet",
    ]);
  });
});

test("a default round stands in for a missing column, not for an empty cell", () => {
  const withDefault = { ...context, defaultRound: "kommun-1" };
  const noColumn = sheetOf(valid).rows.map((row) => row.slice(1));
  expect(validateRequisitions({ sheet: "Blad1", rows: noColumn }, withDefault)).toMatchObject({
    problems: [],
    rows: [{ round: "kommun-1" }],
  });
  const emptyCell = sheetOf({ ...valid, round: null });
  expect(validateRequisitions(emptyCell, withDefault)).toMatchObject({
    problems: [{ rule: "omgang-angiven" }],
    rows: [],
  });
});

test("blank rows, unknown columns and short rows are passed over", () => {
  const rows = [
    ["Anteckning", ...headings],
    [],
    ["Summa"],
    [null, ...cells(valid)],
    [" ", " "],
    ["x", "Kommuner 2022, omgång 1"],
  ];
  const { rowCount, problems, rows: read } = validateRequisitions({ sheet: "Blad1", rows }, context);
  expect({ rowCount, read: read.map(({ row }) => row) }).toEqual({ rowCount: 2, read: [4] });
  expect(problems.every(({ row }) => row === 6)).toBe(true);
  expect(problems.map(({ rule }) => rule)).toContain("kod-angiven");
});

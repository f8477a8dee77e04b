import { describe, expect, test } from "vitest";
import { validateApplications } from "../../shared/application/validate.ts";
import { tally } from "../../shared/problems.ts";
import { validateReportBacks } from "../../shared/report-back/validate.ts";
import { validateRequisitions } from "../../shared/requisition/validate.ts";
import { requisitionContext } from "../preview/sample/validation.ts";
import { context2013 } from "./application/example.ts";

const checks = {
  requisitions: (rows: string[][]) => validateRequisitions({ sheet: "Blad1", rows }, requisitionContext),
  applications: (rows: string[][]) => validateApplications({ sheet: "Blad1", rows }, context2013),
  "report-backs": (rows: string[][]) =>
    validateReportBacks({ sheet: "Blad1", rows }, { year: 2022, paid: new Map(), today: "2023-04-01" }),
};

describe.each(Object.entries(checks))("how many rows of %s nothing is wrong with", (_, check) => {
  test("is none where there are no headings", () => {
    expect(tally(check([["Hej"], ["på dig"]]))).toMatchObject({ rowCount: 0, withoutProblems: 0 });
  });

  test("is never less than none, whatever is wrong with the headings", () => {
    const { rowCount, withoutProblems, problems } = tally(
      check([["Kommunkod", "Kommun", "Belopp", "Mottagare", "Sökande", "Kod"], ["x"]]),
    );
    expect(problems.length).toBeGreaterThan(0);
    expect([rowCount, withoutProblems]).toSatisfy(([all, good]: number[]) => good! >= 0 && good! <= all!);
  });
});

test("a problem of the headings is of no row", () => {
  const problem = (row: number) => ({
    sheet: "Blad1",
    cell: `A${String(row)}`,
    row,
    column: "amount",
    rule: "r",
    severity: "error" as const,
    text: "",
    value: null,
  });
  const problems = [problem(3), problem(5), problem(5), problem(7)];
  expect(tally({ problems, rowCount: 10, firstDataRow: 4 })).toEqual({
    problems,
    rowCount: 10,
    withoutProblems: 8,
  });
});

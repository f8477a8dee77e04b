import { describe, expect, test } from "vitest";
import { commonText, groupProblems } from "../../../addin/taskpane/requisitions/problem-groups.ts";
import type { Problem } from "../../../shared/problems.ts";

const problem = (cell: string, rule: string, more: Partial<Problem> = {}): Problem => ({
  sheet: "Rekvisitioner",
  cell,
  row: Number(cell.slice(1)),
  column: "amount",
  rule,
  severity: "error",
  text: `Text om ${rule}.`,
  value: null,
  ...more,
});

describe("problems by cause", () => {
  test("the same fault in 14 cells is one group with 14 cells", () => {
    const same = Array.from({ length: 14 }, (_, at) =>
      problem(`E${at + 5}`, "belopp-skrivsatt", { fix: at }),
    );
    const [group, ...others] = groupProblems(same);
    expect(others).toEqual([]);
    expect(group!.problems).toEqual(same);
    expect(group!.fixable).toBe(14);
  });
  test("errors come before warnings, then what is found in most cells, then the order of the sheet", () => {
    const warning = { severity: "warning" } as const;
    const problems = [
      problem("A5", "varning", warning),
      problem("A6", "varning", warning),
      problem("B7", "ensam-1"),
      problem("B8", "flera"),
      problem("B9", "flera"),
      problem("B10", "ensam-2"),
    ];
    expect(groupProblems(problems).map(({ rule }) => rule)).toEqual([
      "flera",
      "ensam-1",
      "ensam-2",
      "varning",
    ]);
  });
  test("no problem is lost or doubled", () => {
    const problems = ["A5", "A6", "A7", "A8"].map((cell, at) => problem(cell, `regel-${at % 3}`));
    const cells = groupProblems(problems).flatMap((group) => group.problems.map(({ cell }) => cell));
    expect(cells.sort()).toEqual(["A5", "A6", "A7", "A8"]);
  });
});

test.each([
  [["Skriv ja eller nej.", "Skriv ja eller nej."], "Skriv ja eller nej."],
  [
    [
      "Sänk beloppet till högst 256 755 kronor, som Tyresö har fått.",
      "Sänk beloppet till högst 1 000 kronor, som Täby har fått.",
    ],
    "Sänk beloppet till högst … har fått.",
  ],
  [["Rätta namnet.", "Byt koden."], "Rätta namnet."],
  [["a b c", "a b c d"], "a b c …"],
  [[], ""],
])("what %j have in common", (texts, expected) => {
  expect(commonText(texts)).toBe(expected);
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { applicationRules, cellTexts } from "../../../shared/application/rules.ts";
import { missingOf } from "../../../shared/case/missing.ts";
import { headingRules } from "../../../shared/headings.ts";
import { reportBackRules } from "../../../shared/report-back/rules.ts";
import { requisitionCellRules, requisitionRowRules } from "../../../shared/requisition/rules.ts";

const idsOf = (rules: readonly { readonly id: string }[]): string[] => rules.map(({ id }) => id);

/** What looks like the id of a rule in a source file, and is none. */
const others = ["never-both", "not-allowed", "shown-as-text", "written-as-text"];
const answers = readFileSync(
  join(import.meta.dirname, "../../../shared/report-back/answer-rules.ts"),
  "utf8",
);
const amounts = ["forbrukat", "aterbetalas", "overfort", "budget"].flatMap((word) =>
  ["angivet", "tal", "skrivsatt"].map((end) => `${word}-${end}`),
);
const ofAnswers = [...new Set(answers.match(/(?<=")[a-z]+(?:-[a-z]+)+(?=")/g))].filter(
  (id) => !others.includes(id),
);
const ofHeadings = idsOf(Object.values(headingRules));
const ofCells = idsOf(requisitionCellRules);

describe.each([
  [
    "report",
    "requisition",
    [...idsOf(reportBackRules), ...ofHeadings, ...ofAnswers, ...amounts, "omrade-har-rubrik"],
  ],
  ["requisition", "requisition", [...ofCells, ...idsOf(requisitionRowRules)]],
  ["requisition", "grant", [...ofCells, ...idsOf([...applicationRules, ...Object.values(cellTexts)])]],
] as const)("what a letter asks of a %s in a round of the route %s", (of, route, ids) => {
  test.each(ids.map((id) => [id]))("%s is a sentence of its own, without the code of the rule", (id) => {
    const mendable = missingOf(of, [id], route);
    if (mendable.length === 0) return;
    expect(mendable).toEqual([expect.stringMatching(/^\p{Lu}.+\.$/u)]);
    expect(mendable).not.toEqual(missingOf(of, ["finns-inte"], route));
    expect(mendable[0]).not.toContain(id);
  });
});

test("the rules about answers are found in their source", () => {
  expect(ofAnswers.length).toBeGreaterThan(12);
  expect(ofAnswers).toContain("summan-stammer");
});

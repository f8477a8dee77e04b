import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { applicationRules, cellTexts } from "../../../shared/application/rules.ts";
import { mendableFaults } from "../../../shared/case/case.ts";
import { missingOf } from "../../../shared/case/missing.ts";
import { headingRules } from "../../../shared/headings.ts";
import { reportBackRules } from "../../../shared/report-back/rules.ts";
import { requisitionCellRules, requisitionRowRules } from "../../../shared/requisition/rules.ts";

/** What looks like the id of a rule in a source file, and is none. */
const others = ["never-both", "not-allowed", "shown-as-text", "written-as-text"];
const answers = readFileSync(
  join(import.meta.dirname, "../../../shared/report-back/answer-rules.ts"),
  "utf8",
);
const ofAnswers = [...new Set(answers.match(/(?<=")[a-z]+(?:-[a-z]+)+(?=")/g))].filter(
  (id) => !others.includes(id),
);
const amounts = ["forbrukat", "aterbetalas", "overfort", "budget"].flatMap((word) =>
  ["angivet", "tal", "skrivsatt"].map((end) => `${word}-${end}`),
);
const rules: readonly { readonly id: string; readonly sentence: string }[] = [
  ...requisitionCellRules,
  ...requisitionRowRules,
  ...applicationRules,
  ...Object.values(cellTexts),
  ...Object.values(headingRules),
  ...reportBackRules,
];
const own = new Set(rules.map(({ sentence }) => sentence));
const ids = new Set([...rules.map(({ id }) => id), ...ofAnswers, ...amounts, "omrade-har-rubrik"]);

test.each(mendableFaults([...ids]).map((id) => [id]))(
  "a letter says what is wrong and what to do of %s",
  (id) => {
    const [text, ...more] = missingOf([id]);
    expect(more).toEqual([]);
    expect(text).toMatch(/^\p{Lu}[^.]+\. \p{Lu}.+\.$/u);
    expect(missingOf(["finns-inte"])).not.toContain(text);
    expect(own).not.toContain(text);
    expect(text).not.toContain(id);
    if (!amounts.includes(id)) expect(text).not.toMatch(/^Ett belopp /);
  },
);

test.each([
  ["konto-kontrollsiffra", "Kontonumrets kontrollsiffra stämmer inte. Ange ett riktigt kontonummer."],
  [
    "belopp-hogst-tilldelat",
    "Beloppet är högre än det som ni har tilldelats. Ange högst det tilldelade beloppet.",
  ],
  [
    "summan-stammer",
    "Förbrukat, överfört och återbetalt är tillsammans inte det som har betalats ut. Rätta beloppen.",
  ],
])("%s is told to the recipient", (id, text) => {
  expect(missingOf([id])).toEqual([text]);
});

test("the rules about answers are found in their source", () => {
  expect(ofAnswers.length).toBeGreaterThan(12);
  expect(ofAnswers).toContain("summan-stammer");
});

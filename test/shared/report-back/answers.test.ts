import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Cell } from "../../../shared/cell.ts";
import { reportForms } from "../../../shared/programmes/report-forms.ts";
import type { RecipientId } from "../../../shared/recipient.ts";
import { wideColumns } from "../../../shared/report-back/columns.ts";
import type { SheetLayout } from "../../../shared/report-back/read-sheet.ts";
import { validateReportBacks } from "../../../shared/report-back/validate.ts";
import { writeSheetOfReports, type WrittenReport } from "../../../shared/report-back/write-sheet.ts";
import { type Answer, inFormOrder } from "../../../shared/report-form/answers.ts";
import { areasOf, type FormQuestion, optionsOf, type ReportForm } from "../../../shared/report-form/form.ts";
import { reportRulesOf } from "../../../shared/report-form/form-of-year.ts";

const paid = new Map<RecipientId, number>([
  ["municipality:0180", 1_000_000],
  ["ngo:7", 80_000],
  ["agency:12", 0],
]);

/** A sheet with the columns that every year has and those named here; a row of Stockholm's. */
function validate(
  year: number,
  answers: Readonly<Record<string, Cell>>,
  kind: Cell = "kommun",
  reclaimed = new Map<RecipientId, number>(),
) {
  const given: Record<string, Cell> = {
    Mottagartyp: kind,
    Kod: kind === "kommun" ? "0180" : "7",
    Förbrukat: kind === "kommun" ? 1_000_000 : 80_000,
    Återbetalas: 0,
    Inkom: `${year + 1}-03-15`,
    ...answers,
  };
  return validateReportBacks(
    { sheet: "Blad1", rows: [Object.keys(given), Object.values(given)] },
    { year, paid, reclaimed, today: "2023-04-01" },
  );
}

describe("more is reported than decisions have left of the money: told, and registered all the same", () => {
  const amounts = (consumed: number, carried: number) => ({
    ...{ Förbrukat: consumed, Överfört: carried, Återbetalas: 1_000_000 - consumed - carried },
  });
  test.each<[consumed: number, carried: number, reclaimed: number, cell: string | null]>([
    [700_000, 0, 300_000, null],
    [700_001, 0, 300_000, "C2"],
    [500_000, 200_000, 300_000, null],
    [500_000, 200_001, 300_000, "F2"],
    [1_000_000, 0, 1_000_000, "C2"],
    [1_000_000, 0, 0, null],
    // A claim that was lifted again.
    [1_000_000, 0, -1, null],
  ])("%d consumed and %d carried over, %d taken back: %s", (consumed, carried, reclaimed, cell) => {
    const { problems, reports } = validate(
      2013,
      amounts(consumed, carried),
      "kommun",
      new Map([["municipality:0180", reclaimed]]),
    );
    expect(problems.map(({ rule, severity, cell: at }) => [rule, severity, at])).toEqual(
      cell === null ? [] : [["forbrukat-hogst-beslutat", "warning", cell]],
    );
    expect(reports[0]).toMatchObject({ consumed, carriedOver: carried, faults: [] });
  });
});

describe("an answer that the form does not take is told at its cell; the others are kept", () => {
  const table: [year: number, kind: string, rule: string, answers: Record<string, Cell>, text: string][] = [
    [
      2022,
      "kommun",
      "omrade-i-formularet",
      { "Kartläggning: Haft medel": "ja" },
      "”Kartläggning”. Området finns inte",
    ],
    [2013, "kommun", "omrade-i-formularet", { "Dokumentation och statistik: Läge": "Genomfört" }, "kommuner"],
    [2022, "kommun", "fraga-i-formularet", { "Samverkan: Läge": "Genomfört" }, "ställs inte i formuläret"],
    [2022, "kommun", "fraga-i-formularet", { Överfört: 1000 }, "2020-2022, kommuner och regioner"],
    [2022, "kommun", "fraga-i-formularet", { "Medlen gick till": "Lön" }, "ställs inte"],
    [2013, "kommun", "fraga-i-formularet", { "Kvalitetsutveckling 1-5": 5 }, "2013, kommuner"],
    [2022, "kommun", "svar-i-formularet", { "Kvalitetsutveckling 1-5": 6 }, "”6” finns inte"],
    [2022, "kommun", "svar-i-formularet", { "Möjligt utan medlen": "kanske" }, "Ja, Nej"],
    [
      2022,
      "ideell organisation",
      "svar-i-formularet",
      { "Medlen gick till": "Resor" },
      "egna ord skrivs efter ”Annat:”",
    ],
    [2013, "kommun", "svar-i-formularet", { "Samverkan: Läge": "Klart" }, "Pågår vid årsskiftet"],
    [
      2013,
      "kommun",
      "svar-i-formularet",
      { "Rutiner: Målgrupper": "Allmänheten" },
      "Barn som bevittnat våld",
    ],
    [
      2013,
      "kommun",
      "ensamt-svar",
      {
        "Rutiner: Grupper med särskilda behov": "Nej, ingen särskild grupp; Våldsutsatta kvinnor över 65 år",
      },
      "som utesluter dem",
    ],
    [
      2013,
      "kommun",
      "omrade-utan-medel",
      { "Rutiner: Haft medel": "nej", "Rutiner: Läge": "Genomfört" },
      "för Rutiner",
    ],
    [
      2022,
      "kommun",
      "omrade-utan-medel",
      { "Samverkan: Använt": "Nej", "Samverkan: Varaktigt": "Ja" },
      "där är svaret Nej",
    ],
    [
      2013,
      "kommun",
      "svaren-gar-ihop",
      { "Rutiner: Läge": "Ej genomfört", "Rutiner: Förväntat resultat": "Helt" },
      "Rutiner",
    ],
    [2013, "kommun", "overfort-tal", { Överfört: "lite" }, "hela kronor"],
  ];
  test.each(table)("%i %s: %s", (year, kind, rule, answers, text) => {
    const { problems, reports } = validate(year, answers, kind);
    expect(problems.map((problem) => problem.rule)).toEqual([rule]);
    // The last column named is the one with the fault.
    expect(problems[0]!.cell).toBe(`${"ABCDEFGH"[4 + Object.keys(answers).length]!}2`);
    expect(problems[0]!.text).toContain(text);
    expect(reports[0]).toMatchObject({ faults: [rule], consumed: kind === "kommun" ? 1_000_000 : 80_000 });
  });

  const good: [year: number, kind: string, answers: Record<string, Cell>][] = [
    [2013, "kommun", { Förbrukat: 600_000, Överfört: 300_000, Återbetalas: 100_000 }],
    [2013, "kommun", { "Information: Målgrupper": "Allmänheten; Våldsutövare" }],
    [2013, "kommun", { "Rutiner: Läge": "Ej genomfört", "Rutiner: Förväntat resultat": "Inte alls" }],
    [2022, "kommun", { Förbrukat: 900_000, Återbetalas: 100_000, Orsak: "annat: försenad start" }],
    [
      2022,
      "ideell organisation",
      { "Medlen gick till": "Lön; Köpta tjänster", "Förväntade resultat 1-5": 4 },
    ],
  ];
  test.each(good)("%i %s: %j is in order", (year, kind, answers) => {
    expect(validate(year, answers, kind).problems).toEqual([]);
  });
});

describe("carried over, by the rule of the programme", () => {
  test.each([
    [2013, 600_000, 300_000, 100_000, []],
    [2013, 600_000, 300_000, 100_001, ["summan-stammer"]],
    [2013, 600_000, 500_000, 0, ["summan-stammer"]],
    [2012, 600_000, 400_000, 0, []],
    [2018, 600_000, 400_000, 0, ["overforing-tillats"]],
  ] as const)("%i: %i consumed, %i carried over, %i repaid", (year, consumed, carried, repaid, rules) => {
    const { problems } = validate(year, {
      Förbrukat: consumed,
      Överfört: carried,
      Återbetalas: repaid,
      Orsak: null,
    });
    expect(problems.map(({ rule }) => rule).filter((rule) => rule !== "orsak-angiven")).toEqual(rules);
  });
});

test("what the eye cannot see is taken out of free text, which is told and counts all the same", () => {
  const { problems, reports } = validate(2022, { "Egen beskrivning": "=1+1 på\u200b jouren" });
  expect(problems.map(({ rule, severity }) => [rule, severity])).toEqual([["fritext-som-text", "warning"]]);
  expect(reports[0]).toMatchObject({ faults: [] });
  expect(reports[0]!.answers.at(-1)).toEqual({ area: null, question: "fritext", value: "=1+1 på jouren" });
});

test("headings in two rows, the area over its questions, are read as those of one", () => {
  const rows: Cell[][] = [
    ["Återrapporter 2022"],
    [null, null, null, null, null, "Samverkan", null, "Samordningsfunktion", null],
    ["Mottagartyp", "Kod", "Förbrukat", "Återbetalas", "Inkom", "Använt", "Varaktigt", "Använt", "Varaktigt"],
    ["kommun", "0180", 1_000_000, 0, "2023-03-15", "Ja", "Nej", "Nej", null],
  ];
  const { problems, reports } = validateReportBacks(
    { sheet: "Blad1", rows },
    { year: 2022, paid, today: "2023-04-01" },
  );
  expect(problems).toEqual([]);
  expect(reports[0]!.answers.slice(2)).toEqual([
    { area: "Samverkan", question: "anvant", value: "Ja" },
    { area: "Samverkan", question: "varaktigt", value: "Nej" },
    { area: "Samordningsfunktion", question: "anvant", value: "Nej" },
  ]);
});

test("a long sheet tells an area that is not in the form at the cell of the area, and one answer given twice", () => {
  const rows: Cell[][] = [
    ["Mottagartyp", "Kod", "Område", "Fråga", "Svar", "Inkom"],
    ["kommun", "0180", null, "Förbrukat", 1_000_000, "2023-03-15"],
    ["kommun", "0180", null, "Återbetalas", 0, null],
    ["kommun", "0180", "Trädgård", "Använt", "Ja", null],
    ["kommun", "0180", "Samverkan", "Använt", "Ja", null],
    ["kommun", "0180", "Samverkan", "Använt", "Nej", null],
    ["kommun", "0180", "Samverkan", "Humör", "Glad", null],
  ];
  const { problems } = validateReportBacks(
    { sheet: "Blad1", rows },
    { year: 2022, paid, today: "2023-04-01" },
  );
  expect(problems.map(({ rule, cell }) => [rule, cell])).toEqual([
    ["omrade-i-formularet", "C4"],
    ["ett-svar-per-fraga", "E6"],
    ["fraga-i-formularet", "D7"],
  ]);
});

test("a row per area without the column that names it is told", () => {
  const { problems } = validate(2022, { Använt: "Ja" });
  expect(problems.map(({ rule, cell }) => [rule, cell])).toEqual([["omrade-har-rubrik", "A1"]]);
});

describe("wide, by area or by answer: the same answers", () => {
  const text = fc
    .string({ minLength: 1, maxLength: 40 })
    .map((words) => words.replace(/[^\p{L}\p{N} ,.]/gu, "").trim());
  const valueOf = (question: FormQuestion, area: string | null): fc.Arbitrary<Answer["value"]> => {
    const options = optionsOf(question, area);
    if (question.answer === "kronor") return fc.nat(1_000_000);
    if (question.answer === "scale 1-5") return fc.integer({ min: 1, max: 5 });
    if (options === undefined) return text.filter((words) => words !== "");
    if (question.answer !== "several") return fc.constantFrom(...options);
    const others = options.filter((option) => option !== question.none);
    return fc.subarray(others, { minLength: 1 });
  };
  const asked = (form: ReportForm): readonly [FormQuestion, string | null][] => [
    ...form.questions.map((question) => [question, null] as [FormQuestion, null]),
    ...areasOf(form).flatMap((area) =>
      form.perArea.map((question) => [question, area] as [FormQuestion, string]),
    ),
  ];
  const answersOf = (form: ReportForm): fc.Arbitrary<readonly Answer[]> =>
    fc
      .tuple(
        ...asked(form).map(([question, area]) =>
          fc
            .option(valueOf(question, area))
            .map((value): Answer[] => (value === null ? [] : [{ area, question: question.id, value }])),
        ),
      )
      .map((parts) => inFormOrder(form, parts.flat()));

  test.each([
    ["municipality", "0180", 2013],
    ["ngo", "7", 2013],
    ["municipality", "0180", 2022],
    ["ngo", "7", 2022],
    ["agency", "12", 2013],
  ] as const)("%s %s %i", (kind, code, year) => {
    const { form } = reportRulesOf(year, kind);
    fc.assert(
      fc.property(
        answersOf(form),
        fc.array(fc.constantFrom<SheetLayout>("wide", "areas", "answers"), { minLength: 1, maxLength: 3 }),
        (answers, layouts) => {
          const first: WrittenReport = {
            kind,
            code,
            name: "X",
            paid: 80_000,
            received: "2014-01-20",
            form,
            answers,
          };
          const last = layouts.reduce((report, layout): WrittenReport => {
            const { columns, rows } = writeSheetOfReports(layout, [report]);
            const { reports } = validateReportBacks(
              {
                sheet: "Blad1",
                rows: [columns.map(({ heading }) => heading), ...rows.map(({ cells }) => [...cells])],
              },
              { year, paid, today: "2023-04-01" },
            );
            return { ...report, answers: reports[0]!.answers };
          }, first);
          expect(last.answers).toEqual(answers);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test("no two columns of a form have one heading, and every question has an id of its own", () => {
  for (const form of reportForms) {
    const headings = wideColumns(form).map(({ heading }) => heading);
    expect(new Set(headings).size).toBe(headings.length);
  }
});

test("proposals are labelled so", () => {
  for (const { assumption } of reportForms) expect(assumption ?? "Förslag: ").toMatch(/^Förslag: /);
  expect(reportForms.find(({ id }) => id === "lansstyrelse-2012")!.assumption).toContain("inte publicerade");
});

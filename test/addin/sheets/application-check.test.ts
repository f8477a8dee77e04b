import { describe, expect, test } from "vitest";
import { applicationContext } from "../../../addin/sheets/application-context.ts";
import { checkCells } from "../../../addin/sheets/check-cells.ts";
import { findLayout, sortRows } from "../../../addin/sheets/import-layout.ts";
import { sheetBlock, sheetKind } from "../../../addin/sheets/sheet-block.ts";
import type { RouteOutput } from "../../../shared/api.ts";
import { applicationColumns } from "../../../shared/application/columns.ts";
import { roundRules } from "../../../shared/application/round-rules.ts";
import type { ApplicationContext } from "../../../shared/application/context.ts";
import { validateApplications } from "../../../shared/application/validate.ts";
import type { Cell } from "../../../shared/cell.ts";
import { findRound } from "../../../shared/programmes/index.ts";
import { applyFixes } from "../../../shared/requisition/fixes.ts";
import { columns2013, context2013, goodRow, sheetOf } from "../../shared/application/example.ts";
import { hostileCells } from "../../shared/requisition/hostile-cells.ts";
import { registerAnswer } from "../register-answer.ts";

type Answer = RouteOutput<"applications">;
type Listed = Answer["applications"][number];

const formulaStart = /^[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]/;

function answerOf(round: string, applications: Listed[] = []): Answer {
  const requirements = roundRules(findRound(round)!).requirements.map((one) => ({ ...one }));
  return { medel: 0, left: 0, decided: 0, requirements, grounds: [], applications };
}

/** What the pane makes of the service's answers about the round. */
function paneContext(round: string, applications: Listed[] = []): ApplicationContext {
  const found = answerOf(round, applications);
  const facts = { round: findRound(round)!, found, register: registerAnswer };
  return applicationContext(facts, context2013.today, {
    id: "egen",
    isEarlier: (document) => document !== "egen",
  });
}

const municipal = paneContext("2013-kommun");

/** Every hostile cell in every column, one row each; the applicants are then the same, which both must say. */
const hostile = columns2013.flatMap(({ id }) => hostileCells.map(([, cell]) => ({ ...goodRow, [id]: cell })));

describe("the pane's control of applications says what the service's says", () => {
  test("of every hostile cell in every column, municipalities", () => {
    expect(hostileCells.length).toBeGreaterThanOrEqual(300);
    const table = sheetOf(...hostile);
    const mine = validateApplications(table, municipal);
    expect(mine).toEqual(validateApplications(table, context2013));
    expect(mine.problems.length).toBeGreaterThan(5000);
  });

  test("of every hostile cell in every column, NGOs", () => {
    const context = { ...context2013, round: findRound("2013-ideell")!, requirements: [] };
    const table = sheetOf(...hostile);
    expect(validateApplications(table, paneContext("2013-ideell"))).toEqual(
      validateApplications(table, context),
    );
  });

  test("of county boards and other agencies", () => {
    const round = "2022-myndighet";
    const context = { ...context2013, round: findRound(round)!, requirements: [] };
    const names = [
      "Länsstyrelsen i Dalarnas län",
      "Länsstyrelsen i Stockholm",
      "Länsstyrelsen",
      "Polismyndigheten",
    ];
    const table = sheetOf(
      ...names.map((applicant) => ({ ...goodRow, applicant, county: null, members: null })),
    );
    expect(validateApplications(table, paneContext(round))).toEqual(validateApplications(table, context));
  });

  const listed: Listed = {
    code: "0184",
    name: "Solna",
    type: "municipality",
    county: "01",
    orgnr: null,
    members: [],
    state: "submitted",
    amount: 1,
    carriedOver: null,
    activities: [],
    requirements: [],
    statement: null,
    received: "2013-02-01",
    document: "annan",
    faults: [],
    assessment: null,
    version: 1,
    changed: null,
    completion: null,
  };

  test.each([
    ["was asked to complete", { answer: null }, "2013-02-20"],
    [
      "has completed in the document itself",
      { answer: { document: "egen", received: "2013-04-02" } },
      "2013-02-20",
    ],
    ["has completed before", { answer: { document: "brev", received: "2013-04-01" } }, "2013-04-02"],
    ["was not asked to complete", null, "2013-04-02"],
  ] as const)("of the day that counts for what an applicant %s", (_, completion, counted) => {
    const before = { ...listed, state: "returned", received: "2013-02-20", completion } as const;
    const { countedFrom } = paneContext("2013-kommun", [before]);
    const solna = { type: "municipality", code: "0184", name: "Solna stad", county: "01" } as const;
    expect(countedFrom!(solna, "2013-04-02")).toBe(counted);
  });

  test.each<[string, Partial<Listed>, string]>([
    ["a municipality", {}, "Solna kommun"],
    [
      "a city district, however it is written",
      { type: "unit", code: "018003", name: "Stockholms stad, SDF Bromma" },
      "Stockholms stad, stadsdelsförvaltningen i Bromma",
    ],
    [
      "a federation in its county",
      { type: "federation", code: "010001", name: "Norra kommunalförbundet" },
      "norra kommunalförbund",
    ],
  ])("of who is registered already: %s", (_, one, written) => {
    const row = { ...goodRow, applicant: written, county: "AB" };
    const rulesOf = (applications: Listed[]): string[] =>
      validateApplications(sheetOf(row), paneContext("2013-kommun", applications)).problems.map(
        ({ rule }) => rule,
      );
    expect(rulesOf([{ ...listed, ...one }])).toContain("ansokan-inte-registrerad");
    expect(rulesOf([{ ...listed, ...one, document: "egen" }])).not.toContain("ansokan-inte-registrerad");
    expect(rulesOf([{ ...listed, ...one, state: "returned" }])).not.toContain("ansokan-inte-registrerad");
  });
});

describe("hostile cells of an application", () => {
  test.each(columns2013.map(({ id }) => id))(
    "under %s are met without a throw, named by their own cell, and never mended into a formula",
    (column) => {
      const at = columns2013.findIndex(({ id }) => id === column);
      for (const [what, cell] of hostileCells) {
        const table = sheetOf({ ...goodRow, [column]: cell });
        const { problems } = validateApplications(table, municipal);
        for (const problem of problems) {
          const place = columns2013.findIndex(({ id }) => id === problem.column);
          expect(problem.cell, what).toBe(`${String.fromCharCode(65 + place)}2`);
          if (typeof problem.fix === "string") expect(problem.fix, what).not.toMatch(formulaStart);
        }
        const own = problems.filter((problem) => problem.column === column);
        for (const problem of own) expect(Object.is(problem.value, table.rows[1]![at]), what).toBe(true);
        const after = validateApplications(applyFixes(table, problems).table, municipal).problems;
        expect(
          after.filter(({ fix }) => fix !== undefined),
          what,
        ).toEqual([]);
      }
    },
  );

  test("are told beside their row as text that is no formula", () => {
    const block = sheetBlock(sheetKind(columns2013, "ansökans"), {
      row: 0,
      column: 0,
      ...sheetOf(...hostile),
      values: sheetOf(...hostile).rows,
    });
    const { problems } = validateApplications(block.table, municipal);
    const { texts } = checkCells(block, [], problems);
    expect(texts).toHaveLength(hostile.length);
    expect(texts.filter((text) => formulaStart.test(text))).toEqual([]);
    expect(texts.filter((text) => text.startsWith("Sökt belopp: ")).length).toBeGreaterThan(50);
  });
});

describe("a file of applications", () => {
  const kind = sheetKind(applicationColumns([]), "ansökans");
  const rows: Cell[][] = [
    ["Sammanställning"],
    ["Organisation", "Belopp", "Verksamhet", "Kostnad"],
    ["Jouren", 100, "Stöd", 60],
    [null, null, "Kurser", 40],
    [null, null, "Råd", null],
    ["Delsumma", 100],
    ["Övriga"],
    ["Kvinnohuset", 50, "Råd", 50],
  ];

  test("keeps the rows of more activities, also when one cell is all they say, and leaves sums and headings out", () => {
    const layout = findLayout(kind, rows)!;
    expect(sortRows(kind, rows, layout)).toEqual({
      data: [2, 3, 4, 7],
      leftOut: [
        { row: 1, why: "Titel eller rubrik ovanför" },
        { row: 2, why: "Rubrikrad" },
        { row: 6, why: "Summa eller delsumma" },
        { row: 7, why: "Mellanrubrik eller anteckning: bara en cell är ifylld" },
      ],
    });
  });
});

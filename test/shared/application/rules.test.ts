import { describe, expect, test } from "vitest";
import type { ApplicationContext } from "../../../shared/application/context.ts";
import { validateApplications } from "../../../shared/application/validate.ts";
import { columns2013, context2013, goodRow, type Row, sheetOf } from "./example.ts";

/** "D2 sokande-kand" for each problem; a warning ends with "?". */
function problems(rows: readonly Row[], context = context2013): string[] {
  return validateApplications(sheetOf(...rows), context).problems.map(
    ({ cell, rule, severity }) => `${cell} ${rule}${severity === "warning" ? "?" : ""}`,
  );
}

const other: Row = {
  ...goodRow,
  applicant: "Nacka kommun",
  members: null,
  orgnr: "212000-0167",
  account: "5051-0007",
};
const more: Row = { applicant: "Solna stad", purpose: "Samverka", result: "Rutin finns", budget: 100_000 };

describe("one application, changed in one thing", () => {
  test.each<[why: string, change: Row, expected: string[]]>([
    ["nothing is changed", {}, []],
    ["the county as a name", { county: "Stockholms län" }, []],
    ["a unit of a city", { applicant: "Stockholms stad, SDF Bromma" }, []],
    ["no county for a municipality", { county: null }, []],
    ["a county that is none", { county: "ÅÄ" }, ["A2 lan-kant"]],
    ["a municipality of another county", { applicant: "Håbo kommun" }, ["A2 lan-stammer"]],
    ["Habo is not Håbo", { applicant: "Håbo kommun", county: "C" }, []],
    ["Håbo is not Habo", { applicant: "Habo kommun", county: "C" }, ["A2 lan-stammer"]],
    ["a federation", { applicant: "Sjuhärads Kommunalförbund", county: "O" }, []],
    [
      "a federation without county",
      { applicant: "Sjuhärads Kommunalförbund", county: null },
      ["A2 lan-for-forbund"],
    ],
    ["nobody", { applicant: null }, ["B2 uppgift-angiven"]],
    ["a name that is nobody's", { applicant: "Storstad" }, ["B2 sokande-kand"]],
    ["a region", { applicant: "Region Skåne", county: null }, ["B2 sokande-kand"]],
    ["Region Gotland is a municipality too", { applicant: "Region Gotland", county: "I" }, []],
    ["a wrong organisation number", { orgnr: "212000-0184" }, ["C2 orgnr-kontrollsiffra"]],
    ["no organisation number", { orgnr: null }, ["C2 uppgift-angiven"]],
    ["a member that is nobody", { members: "Sundbybergs stad; Storstad" }, ["D2 medsokande-kand"]],
    ["a member on a line of its own", { members: "Sundbybergs stad\nDanderyds kommun" }, []],
    ["members parted by commas", { members: "Danderyd, Sundbyberg" }, []],
    [
      "a member after a comma that stands twice",
      { members: "Danderyd, Danderyds kommun" },
      ["D2 medsokande-en-gang"],
    ],
    ["a comma and one that is nobody", { members: "Danderyd, Sundbyberg, Storstad" }, ["D2 medsokande-kand"]],
    ["a comma and a name spelt wrong", { members: "Borlänge, Sätter" }, ["D2 medsokande-kand"]],
    ["a unit and a municipality", { members: "Göteborgs stad, Angered, Borås" }, ["D2 medsokande-kand"]],
    ["a unit of a city as member", { members: "Göteborgs stad, Angered; Borås" }, []],
    ["two municipalities that apply", { applicant: "Solna, Sundbyberg" }, ["B2 sokande-kand"]],
    ["a member twice", { members: "Sundbyberg; Sundbybergs stad" }, ["D2 medsokande-en-gang"]],
    ["the lead as member", { members: "Solna; Danderyds kommun" }, ["D2 medsokande-en-gang"]],
    ["no amount", { amount: null }, ["E2 uppgift-angiven"]],
    ["an amount in words", { amount: "mycket" }, ["E2 belopp-tal"]],
    ["öre", { amount: 400_000.5 }, ["E2 belopp-utan-decimaler"]],
    ["another budget", { budget: 300_000 }, ["E2 budget-ar-sokt-belopp"]],
    ["a word with a hidden character is no amount", { carriedOver: "mycket\u200b" }, ["F2 belopp-tal"]],
    ["carried over below zero", { carriedOver: -1 }, ["F2 belopp-positivt"]],
    ["no purpose", { purpose: null }, ["G2 uppgift-angiven"]],
    ["a formula for purpose", { purpose: '=HYPERLINK("http://exempel.se")' }, ["G2 text-utan-formel"]],
    ["a turned reading direction", { result: "bra\u202edålig" }, ["H2 text-utan-vand-lasriktning"]],
    ["lines in the purpose", { purpose: "Utbilda\npersonal" }, []],
    ["places in a shelter", { purpose: "Köp av platser i skyddat boende" }, ["G2 inga-boendeplatser?"]],
    ["a shelter without places bought", { purpose: "Samverka med kvinnojourens skyddade boende" }, []],
    ["no budget", { budget: null }, ["I2 uppgift-angiven"]],
    ["a requirement not answered", { "requirement handlingsplan": null }, ["K2 uppgift-angiven"]],
    ["a requirement answered otherwise", { "requirement kartlaggning": "kanske" }, ["J2 krav-besvarat"]],
    ["jaha is no ja", { "requirement kartlaggning": "jaha" }, ["J2 krav-besvarat"]],
    ["no address", { email: "kim" }, ["O2 epost-form"]],
    ["a kind of account that is none", { accountKind: "swish" }, ["P2 kontotyp-kand"]],
    ["a wrong account", { account: "5050-1056" }, ["Q2 konto-kontrollsiffra"]],
    ["no account", { account: null }, ["Q2 uppgift-angiven"]],
    ["no day", { received: null }, ["S2 uppgift-angiven"]],
    ["a day that is none", { received: "i går" }, ["S2 inkom-datum"]],
    ["a day to come", { received: "2013-03-03" }, ["S2 inkom-inte-efter-idag"]],
    ["too late", { received: "2013-03-02" }, ["S2 inkom-i-fonstret"]],
    ["too early", { received: "2013-01-14" }, ["S2 inkom-i-fonstret"]],
  ])("%s", (_, change, expected) => {
    expect(problems([{ ...goodRow, ...change }])).toEqual(expected);
  });
});

describe("several rows", () => {
  test("an activity to a row, the application on the first", () => {
    const first = { ...goodRow, amount: 500_000 };
    expect(problems([first, more])).toEqual([]);
    expect(problems([first, { ...more, applicant: null }])).toEqual([]);
    const [application] = validateApplications(sheetOf(first, more), context2013).applications;
    expect(application!.content.activities.map(({ budget }) => budget)).toEqual([400_000, 100_000]);
  });

  test("what belongs to the first row is told of in the others, when it says something else", () => {
    const first = { ...goodRow, amount: 500_000 };
    expect(problems([first, { ...more, orgnr: "212000-0167", contact: "Kim Exempel" }])).toEqual([
      "C3 uppgift-pa-forsta-raden",
    ]);
  });

  test("one application an applicant, however it is written", () => {
    expect(problems([goodRow, other, { ...goodRow, applicant: "Solna", members: null }])).toEqual([
      "B4 en-ansokan-per-sokande",
    ]);
    const units = ["Stockholms stad, SDF Bromma", "Stockholm, Stadsdelsförvaltningen Bromma"];
    const rows = units.map((applicant) => ({ ...goodRow, applicant, members: null }));
    expect(problems(rows)).toEqual(["B3 en-ansokan-per-sokande"]);
  });

  test("a city and its units are different applicants", () => {
    const names = ["Stockholms stad", "Stockholms stad, SDF Bromma", "Stockholms stad, SDF Farsta"];
    expect(problems(names.map((applicant) => ({ ...goodRow, applicant, members: null })))).toEqual([]);
  });

  test("municipalities parted by commas are a member each", () => {
    const membersOf = (members: string): string[] =>
      validateApplications(sheetOf({ ...goodRow, members }), context2013).applications[0]!.members.map(
        ({ type, name }) => `${type} ${name}`,
      );
    expect(membersOf("Borlänge, Säter")).toEqual(["municipality Borlänge", "municipality Säter"]);
    expect(membersOf("Borlänge, Sätter")).toEqual([]);
    const unit = "Stockholms stad, stadsdelsförvaltningen i Bromma";
    expect(membersOf(`${unit}; Malmö, Lund kommun`)).toEqual([
      `unit ${unit}`,
      "municipality Malmö",
      "municipality Lund",
    ]);
  });

  test("a member of two joint applications", () => {
    expect(problems([goodRow, { ...other, members: "Danderyd" }])).toEqual(["D3 medsokande-i-en-ansokan"]);
  });

  test("a lead that is a member elsewhere", () => {
    expect(problems([{ ...goodRow, members: "Nacka kommun" }, other])).toEqual([
      "D2 medsokande-soker-inte-sjalv",
    ]);
  });

  test("an application that is registered already", () => {
    expect(problems([goodRow], after(solna))).toEqual(["B2 ansokan-inte-registrerad?"]);
    expect(problems([goodRow], after({ ...solna, state: "returned" }))).toEqual([]);
  });

  test("a member of a joint application that came before, or applying itself then, with the document", () => {
    const nacka: Row = { ...other, members: "Danderyds kommun; Solna" };
    const { problems: found } = validateApplications(sheetOf(nacka), after(solna));
    expect(found.map(({ cell, rule }) => `${cell} ${rule}`)).toEqual([
      "D2 medsokande-i-en-ansokan",
      "D2 medsokande-soker-inte-sjalv",
    ]);
    for (const { text } of found)
      expect(text).toMatch(/ansökan från ”Solna” som kom in 2013-02-10 \(ansokningar-1\)/);
    // One that the sheet replaces stands in nobody's way.
    expect(
      problems(
        [
          { ...goodRow, members: null },
          { ...nacka, members: "Danderyd" },
        ],
        after(solna),
      ),
    ).toEqual(["B2 ansokan-inte-registrerad?"]);
  });
});

test("an applicant that is a member of a joint application that came before is told of, with the document", () => {
  const danderyd: Row = { ...other, applicant: "Danderyds kommun", members: null };
  const { problems: found } = validateApplications(sheetOf(danderyd), after(solna));
  expect(found.map(({ cell, rule }) => `${cell} ${rule}`)).toEqual(["B2 sokande-inte-medsokande"]);
  expect(found[0]!.text).toBe(
    "Fråga sökandena vilken ansökan som gäller. ”Danderyds kommun” är medsökande i ansökan från ”Solna” som kom in 2013-02-10 (ansokningar-1).",
  );
  // Where the sheet replaces that application, only what stands in the sheet counts.
  expect(problems([{ ...goodRow, members: null }, danderyd], after(solna))).toEqual([
    "B2 ansokan-inte-registrerad?",
  ]);
});

const solna: ApplicationContext["registered"][number] = {
  applicant: { type: "municipality", code: "0184", name: "Solna", county: "01" },
  members: ["Danderyd"],
  state: "submitted",
  received: "2013-02-10",
  document: "ansokningar-1",
};
const after = (one: typeof solna): ApplicationContext => ({ ...context2013, registered: [one] });

describe("two NGOs of one name", () => {
  const ngos = { ...context2013, round: { ...context2013.round, kind: "ngo" as const }, requirements: [] };
  const row = { ...goodRow, applicant: "Kvinnojouren", county: null, members: null, account: "5050-1055" };

  test("are two in a sheet, and told of at the number", () => {
    const two = [
      { ...row, orgnr: "802002-5162" },
      { ...row, orgnr: "802002-9990", account: "900-1116", accountKind: "bankgiro" },
    ];
    expect(problems(two, ngos)).toEqual(["C3 organisation-eget-namn?"]);
  });

  test("are two when one came before", () => {
    const before = { type: "ngo", name: "Kvinnojouren", county: "01", orgnr: "802002-5162" } as const;
    const known = { ...ngos, registered: [{ ...solna, applicant: before, members: [] }] };
    expect(problems([{ ...row, orgnr: "802002-9990" }], known)).toEqual(["C2 organisation-eget-namn?"]);
    expect(problems([{ ...row, orgnr: "802002-5162" }], known)).toEqual(["B2 ansokan-inte-registrerad?"]);
  });
});

test("an NGO needs no register and answers no requirements", () => {
  const row = { ...goodRow, applicant: "Kvinnojouren Exempel", county: null, members: null };
  const ngo = { ...context2013, round: { ...context2013.round, kind: "ngo" as const }, requirements: [] };
  const { problems: found, applications } = validateApplications(sheetOf(row), ngo);
  expect(found).toEqual([]);
  expect(applications[0]!.applicant).toEqual({
    type: "ngo",
    name: "Kvinnojouren Exempel",
    county: null,
    orgnr: goodRow.orgnr,
  });
});

test("a list without the columns of an application: each is missed once, and the applications are read", () => {
  const { problems: found, applications } = validateApplications(
    {
      sheet: "Bilaga 2",
      rows: [
        ["Län", "Kommun", "Belopp"],
        ["AB", "Solna stad", 400_000],
      ],
    },
    context2013,
  );
  const required = columns2013.filter((column) => column.required).length;
  expect(found.map(({ rule }) => rule)).toEqual(Array<string>(required - 2).fill("rubrik-finns"));
  expect(applications).toMatchObject([
    { applicant: { code: "0184" }, content: { amount: 400_000 }, faults: ["rubrik-finns"] },
  ]);
});

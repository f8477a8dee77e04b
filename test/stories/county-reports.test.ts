import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixedSums } from "../../shared/application/fixed-sums.ts";
import type { Cell } from "../../shared/cell.ts";
import { swedishRegister } from "../../shared/register/swedish-register.ts";
import { countyReport } from "../../shared/report-form/county-report.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "../addin/desk.ts";

/** The county boards of 2013: their fixed sums, and what each reports of its county (answers are exempeldata). */
const year = 2013;
const round = "2013-lansstyrelse";
const boards = swedishRegister().list("agency");
const name = "Återrapport 2013 myndigheter";

let office: Office;
let desk: Desk;
beforeAll(async () => {
  office = await openOffice({ now: () => new Date("2014-04-10T10:00:00.000Z"), keys: [] });
  desk = await openDesk(office.as("hanna"));
});
afterAll(async () => {
  desk.leave();
  await office.close();
});

const state = { acts: 0 };
const act = () => ({ idempotencyKey: `county-act-${(state.acts += 1)}` });

interface Sheet {
  readonly column: (heading: string) => number;
  readonly headings: readonly Cell[];
  /** 1-based worksheet row of the first row below the headings. */
  readonly first: number;
  readonly rows: readonly (readonly Cell[])[];
}

async function sheet(of: string, marked: string): Promise<Sheet> {
  const all = await desk.read(of);
  const at = all.findIndex((row) => row.includes(marked));
  const headings = all[at]!;
  return {
    column: (heading) => headings.indexOf(heading),
    headings,
    first: at + 2,
    rows: all.slice(at + 1),
  };
}

const missing = async () => (await office.as("hanna").call("missingReportBacks", { year })).missing;

/** Fills in the sheet under these headings from a board's row on, one row a board. */
async function fill(of: string, answers: Readonly<Record<string, readonly Cell[]>>, from = 0): Promise<void> {
  const { column, first } = await sheet(of, "Mottagartyp");
  for (const [heading, cells] of Object.entries(answers)) {
    const at = column(heading);
    expect(at, heading).toBeGreaterThanOrEqual(0);
    await desk.type(
      of,
      `${String.fromCharCode(65 + at)}${first + from}`,
      cells.map((cell) => [cell]),
    );
  }
}

const register = (received: string, of = year) =>
  desk.commands.registerReportBackSheet(of, { received, channel: "e-post" }, patiently());

const each = (cell: (at: number) => Cell): Cell[] => boards.map((_, at) => cell(at));

describe("the county boards of 2013", () => {
  test("every one of the 21 owes a report of its county before any money has gone out here", async () => {
    const owed = await missing();
    expect(owed.map(({ kind, code, name: board }) => [kind, code, board])).toEqual(
      boards.map(({ code, name: board }) => ["agency", code, board]),
    );
    expect(owed.every(({ paid, late, dueBy }) => paid === 0 && late && dueBy === "2014-03-31")).toBe(true);
    expect(owed[0]!.name).toBe("Länsstyrelsen i Stockholms län");
  });

  test("their fixed sums are registered and paid: 14 999 988 kr, and 12 kr stay", async () => {
    const sums = fixedSums(year, boards);
    if (!sums.ok) throw new Error(sums.error);
    const grants = sums.value.lines.map(({ code, name: board, amount }) => ({
      ...{ code, name: board, amount, orgnr: null },
    }));
    const decided = {
      ...{ round, decidedBy: "Generaldirektören (exempeldata)", date: "2013-02-01", dnr: "Exempel 2013-2" },
      ground: "Regleringsbrev (exempeldata)",
    };
    const hanna = office.as("hanna");
    const noCounty = { ...decided, grants: [{ ...grants[1]!, code: "02" }] };
    await expect(hanna.call("registerGrants", noCounty, act())).rejects.toMatchObject({
      detail: expect.stringContaining("skriv länets kod för en länsstyrelse") as string,
    });
    const { id: decision } = await hanna.call("registerGrants", { ...decided, grants }, act());
    const again = { ...decided, grants: [grants[18]!] };
    await expect(hanna.call("registerGrants", again, act())).rejects.toMatchObject({
      detail: expect.stringMatching(/har redan ett bidrag.*Rätta eller ändra det beslutet/) as string,
    });
    const eva = office.as("eva");
    // The economy system has the accounts of agencies.
    await expect(eva.call("attestPayment", { round, decision }, act())).rejects.toMatchObject({
      detail: expect.stringContaining("konto saknas för") as string,
    });
    const withoutAccount = "Myndigheternas konton finns i ekonomisystemet (exempeldata)";
    const order = { round, decision, withoutAccount };
    const { id: payment } = await eva.call("attestPayment", order, act());
    await eva.call("pay", { round, payment, date: "2013-03-01" }, act());
    expect((await missing()).map(({ paid }) => paid)).toEqual(grants.map(({ amount }) => amount));
  });

  test("their sheet asks of the county and not of money, and says that its codes are a proposal", async () => {
    await desk.commands.prefillReportBacks(year, "agency", "wide", patiently());
    const { headings, rows, column } = await sheet(name, "Mottagartyp");
    expect(headings).toEqual([
      ...["Mottagartyp", "Kod", "Mottagare", "Mottaget belopp"],
      ...countyReport.questions.map(({ heading }) => heading),
      "Inkom",
    ]);
    expect(rows.map((row) => row[column("Kod")])).toEqual(boards.map(({ code }) => code));
    const { forms } = await office.as("hanna").call("reportForms", { year });
    expect(forms.find(({ kind }) => kind === "agency")!.form).toMatchObject({
      id: countyReport.id,
      assumption: expect.stringMatching(/^Förslag: /) as string,
    });
  });

  test("faults are told at their cells; what has come in is registered, and the counties that lack are listed", async () => {
    await fill(name, {
      Utveckling: each((at) =>
        at % 2 === 0 ? "Kunskapen har ökat; Samverkan har stärkts" : "Kunskapen har ökat",
      ),
      "Utveckling, egna ord": each((at) => (at === 0 ? "=Fler kommuner har handlingsplan" : null)),
      Behov: each((at) => (at === 1 ? "Pengar" : at === 2 ? null : "Skyddat boende; Annat: tolkar")),
      Framgångsfaktorer: each(() => "Samordnare"),
      Hinder: each(() => "Brist på tid och personal"),
      Inkom: each(() => "2014-03-28"),
    });
    const { column, first } = await sheet(name, "Mottagartyp");
    const at = (heading: string, row: number): string =>
      `${String.fromCharCode(65 + column(heading))}${first + row}`;
    const { problems } = await desk.commands.checkReportBacks(year, patiently());
    expect(problems.map(({ rule, cell, severity }) => [rule, cell, severity])).toEqual([
      ["fritext-som-text", at("Utveckling, egna ord", 0), "warning"],
      ["svar-i-formularet", at("Behov", 1), "error"],
      ["fraga-besvarad", at("Behov", 2), "error"],
    ]);
    expect(problems[2]!.text).toBe("Välj svar på frågan ”Vilka behov finns i länet?”");
    expect(await register("2014-03-28")).toMatchObject({ registered: 19, returned: 2, unidentified: 0 });
    expect((await missing()).map(({ code }) => code)).toEqual([boards[1]!.code, boards[2]!.code]);
  });

  test("the two are mended in a sheet of an answer a row, and none is missing", async () => {
    const mended = [1, 2].map((at) => boards[at]!);
    const answers = {
      Utveckling: "Ingen tydlig förändring",
      Behov: "Stöd till barn",
      Framgångsfaktorer: "Samordnare",
      Hinder: "Kortsiktig finansiering",
    };
    await desk.type("Rättade", "A1", [
      ["Mottagartyp", "Kod", "Område", "Fråga", "Svar", "Inkom"],
      ...mended.flatMap(({ code }) =>
        Object.entries(answers).map(([asked, said]) => ["myndighet", code, "", asked, said, "2014-04-08"]),
      ),
    ]);
    expect((await desk.commands.checkReportBacks(year, patiently())).problems).toEqual([]);
    expect(await register("2014-04-08")).toMatchObject({ registered: 2, returned: 0 });
    expect(await missing()).toEqual([]);
  });

  test("a later report from a board is a proposal, accepted without a word of money", async () => {
    const { code, name: board } = boards[3]!;
    await desk.type("Senare", "A1", [
      ["Mottagartyp", "Kod", "Utveckling", "Behov", "Framgångsfaktorer", "Hinder", "Inkom"],
      [
        "myndighet",
        code,
        "Samverkan har stärkts",
        "Skyddat boende",
        "Samordnare",
        "Annat: avstånd",
        "2014-04-09",
      ],
    ]);
    const { corrections, document } = await register("2014-04-09");
    expect(corrections).toBe(1);
    const key = { year, kind: "agency", code } as const;
    await desk.commands.actOnReport(
      "acceptCorrection",
      { ...key, document, reason: `${board} har rättat sig.` },
      patiently(),
    );
    const { reports } = await office.as("hanna").call("reportAnswers", { year });
    const own = reports.find((one) => one.code === code)!;
    expect(own.answers).toContainEqual({ area: null, question: "hinder", value: ["Annat: avstånd"] });
    expect(own.earlier).toHaveLength(1);
  });

  test("Svar per fråga counts with n per question, and the money stands where it stood", async () => {
    await desk.commands.fetchReportAnswers(year, patiently());
    const { rows, column } = await sheet("Svar per fråga", "Formulär");
    const line = (question: string, option: string): Cell[] => {
      const row = rows.find((one) => one[column("Fråga")] === question && one[column("Svar")] === option)!;
      return [row[column("Antal")]!, row[column("n")]!];
    };
    expect(line("Utveckling", "Kunskapen har ökat")).toEqual([18, 21]);
    expect(line("Utveckling", "Ingen tydlig förändring")).toEqual([2, 21]);
    expect(line("Behov", "Annat")).toEqual([18, 21]);
    expect(line("Behov", "Stöd till barn")).toEqual([2, 21]);
    expect(line("Hinder", "Annat")).toEqual([1, 21]);
    const { totals, roundIds, accounts, rounds } = await office.as("eva").call("balances", { year });
    const own = roundIds.indexOf(round);
    const held = accounts.held.reduce((sum, kronor, i) => (rounds[i] === own ? sum + kronor : sum), 0);
    expect([held, totals[own]!.budget]).toEqual([14_999_988, 12]);
  });
});

test("2012: a board whose money went out elsewhere reports all the same, and has a case", async () => {
  const { code, name: board } = boards[0]!;
  await desk.type("Länet 2012", "A1", [
    ["Mottagartyp", "Kod", "Utveckling", "Behov", "Framgångsfaktorer", "Hinder", "Inkom"],
    ["Myndighet", 1, "Kunskapen har ökat", "Skyddat boende", "Samordnare", "Annat", "2013-03-20"],
  ]);
  expect(await register("2013-03-20", 2012)).toMatchObject({ registered: 1, returned: 0, unidentified: 0 });
  const owed = await office.as("hanna").call("missingReportBacks", { year: 2012 });
  expect(owed.missing.map((one) => one.code)).toEqual(boards.slice(1).map((one) => one.code));
  await desk.commands.refreshCases(2012, patiently());
  const { rows, column } = await sheet("Ärenden", "_id");
  expect(rows.map((row) => ["Kod", "Mottagare", "Läge"].map((of) => row[column(of)]))).toEqual([
    [code, board, "Återrapporterad"],
  ]);
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testBankgiro, testOrganisationNumber } from "../../preview/sample/test-numbers.ts";
import { type ApplicationColumnId, applicationColumns } from "../../shared/application/columns.ts";
import type { Cell } from "../../shared/cell.ts";
import { findRound } from "../../shared/programmes/index.ts";
import { readWord } from "../support/open-letter.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "../addin/desk.ts";

/**
 * Särskilda stimulansmedel: agencies apply, and Jämställdhetsmyndigheten comments before the decision. What NCK and
 * Barnafrid got in 2022 is published (R3, table 4); all else is exempeldata.
 */
const round = findRound("2022-myndighet")!;
const topUp = findRound("2021-myndighet-2")!;
const ground = "Ansökningarna är bedömda efter synpunkter från Jämställdhetsmyndigheten (exempeldata).";
const [nck, barnafrid, skane] = [
  "Nationellt centrum för kvinnofrid (NCK)",
  "Barnafrid",
  "Länsstyrelsen i Skåne län",
] as const;

let office: Office;
let desk: Desk;
beforeAll(async () => {
  office = await openOffice({ now: () => new Date("2023-04-02T10:00:00.000Z"), keys: [] });
  desk = await openDesk(office.as("hanna"));
});
afterAll(async () => {
  desk.leave();
  await office.close();
});

const state = { acts: 0 };
const act = () => ({ idempotencyKey: `special-act-${(state.acts += 1)}` });

/** A row of the sheet that agencies apply in. */
function applied(
  serial: number,
  applicant: string,
  amount: number,
  said: Partial<Record<ApplicationColumnId, Cell>> = {},
): Cell[] {
  const row: Partial<Record<ApplicationColumnId, Cell>> = {
    applicant,
    orgnr: testOrganisationNumber("202100", 700 + serial),
    amount,
    purpose: "Stöd till kommuner och regioner (exempeldata)",
    result: "Fler arbetar kunskapsbaserat",
    budget: amount,
    contact: "Kim Exempel",
    email: "kim@example.se",
    accountKind: "bankgiro",
    account: testBankgiro(800 + serial),
    received: "2022-02-20",
    signatory: "Robin Exempel",
    ...said,
  };
  return applicationColumns([]).map(({ id }) => row[id] ?? null);
}

interface Sheet {
  readonly column: (heading: string) => number;
  /** 1-based worksheet row of the first row below the headings. */
  readonly first: number;
  readonly rows: readonly (readonly Cell[])[];
}

async function sheet(name: string, marked = "_id"): Promise<Sheet> {
  const all = await desk.read(name);
  const at = all.findIndex((row) => row.includes(marked));
  return { column: (heading) => all[at]!.indexOf(heading), first: at + 2, rows: all.slice(at + 1) };
}

/** The cells under these headings, row by row. */
const cellsOf = ({ rows, column }: Sheet, ...headings: readonly string[]): Cell[][] =>
  rows.map((row) => headings.map((heading) => row[column(heading)] ?? null));

/** Writes what is proposed for each applicant in "Bedömning", and saves it. */
async function assess(proposals: Readonly<Record<string, readonly Cell[]>>): Promise<void> {
  const { column, first, rows } = await sheet("Bedömning");
  const from = column("Utfall");
  await desk.type(
    "Bedömning",
    `${String.fromCharCode(65 + from)}${first}`,
    rows.map((row) => [...proposals[String(row[column("Sökande")])]!]),
  );
  expect(await desk.commands.saveAssessments(round, patiently())).toMatchObject({ at: "saved" });
}

describe("2022, 3 000 000 kr", () => {
  test("agencies apply in the round's sheet: a misspelt county board and a municipality are told of", async () => {
    await desk.commands.newApplicationSheet(round, patiently());
    await desk.type("Ansökningar in", "A5", [
      applied(1, nck, 1_600_000),
      applied(2, barnafrid, 1_500_000, { statement: "Jämställdhetsmyndigheten tillstyrker." }),
      applied(3, "Länsstyrelsen i Skånes", 400_000, { county: "M" }),
    ]);
    const check = () => desk.commands.checkApplications(round, patiently());
    expect((await check()).problems).toEqual([]);
    await desk.type("Ansökningar in", "B7", [["Länsstyrelsen i Storlän"]]);
    await desk.type("Ansökningar in", "C7", [["212000-0142"]]);
    expect((await check()).problems).toMatchObject([
      { cell: "B7", rule: "sokande-kand", text: expect.stringContaining("ingen länsstyrelse") as string },
      { cell: "C7", rule: "orgnr-myndighet", severity: "warning" },
    ]);
    await desk.type("Ansökningar in", "B7", [["Länsstyrelsen Skåne"]]);
    await desk.type("Ansökningar in", "C7", [[testOrganisationNumber("202100", 703)]]);
    const good = await check();
    expect(good).toMatchObject({ applications: 3, asked: 3_500_000, problems: [] });
    const came = { received: "2022-02-20", channel: "e-post" } as const;
    expect(await desk.commands.registerApplications(good, came, patiently())).toMatchObject({
      registered: 3,
      returned: 0,
      unidentified: 0,
    });
  });

  test("Ansökningar shows each with its number: a county board has that of its county", async () => {
    await desk.commands.fetchApplications(round, patiently());
    expect(cellsOf(await sheet("Ansökningar"), "Kod", "Län", "Sökande", "Sökt belopp")).toEqual([
      ["101", "", nck, 1_600_000],
      ["102", "", barnafrid, 1_500_000],
      ["12", "12", skane, 400_000],
    ]);
  });

  test("no decision is prepared while the comments of Jämställdhetsmyndigheten are missing", async () => {
    await assess({
      [nck]: ["beviljas delvis", 1_500_000, "svagare-forutsattningar", 1],
      [barnafrid]: ["beviljas", 1_500_000, "", 2],
      [skane]: ["avslås", 0, "svagare-forutsattningar", 3],
    });
    await expect(desk.commands.prepareApplications(round)).rejects.toMatchObject({
      detail: expect.stringMatching(
        /NCK\): Fyll i vad Jämställdhetsmyndigheten har yttrat: det ska finnas före beslutet\. .*Skåne län: Fyll i vad Jämställdhetsmyndigheten/,
      ) as string,
    });
  });

  test("with the comments the decision is prepared, taken by another and sent; the annex names the agencies", async () => {
    await assess({
      [nck]: ["beviljas delvis", 1_500_000, "svagare-forutsattningar", 1, "Tillstyrks i del."],
      [barnafrid]: ["beviljas", 1_500_000, "", 2, ""],
      [skane]: ["avslås", 0, "svagare-forutsattningar", 3, "Avstyrks."],
    });
    const { id: decision, total } = await desk.commands.prepareApplications(round);
    expect(total).toBe(3_000_000);
    await desk.commands.writeApplicationDecision(round, decision, patiently());
    expect(cellsOf(await sheet("Beslut ansökningar"), "Kod", "Sökande", "Utfall", "Beviljat belopp")).toEqual(
      [
        ["102", barnafrid, "beviljas", 1_500_000],
        ["12", skane, "avslås", 0],
        ["101", nck, "beviljas delvis", 1_500_000],
      ],
    );
    const at = { round: round.id, decision };
    await desk.commands.presentDecision({ ...at, disqualified: [] });
    const bo = desk.commandsOf(office.as("bo"));
    await bo.decide({ ...at, date: "2022-04-20", dnr: "Exempel 2022-7", ground });
    const letter = await desk.commands.letter(round.id, decision, "102", "docx");
    const words = await readWord(letter.bytes);
    expect(words).toContain(`Socialstyrelsen beviljar Barnafrid 1\u00a0500\u00a0000\u00a0kr`);
    expect(words).toContain(`Beloppet betalas ut till bankgiro ${testBankgiro(802)}`);
    const eva = office.as("eva");
    const order = await eva.call("attestPayment", at, act());
    expect(order).toMatchObject({ recipients: 2, total: 3_000_000 });
    await eva.call("pay", { round: round.id, payment: order.id, date: "2022-05-01" }, act());
  });

  test("both report back: consumed and repayable are 3 000 000 kr, and the round is worked to its end", async () => {
    const { missing } = await office.as("hanna").call("missingReportBacks", { year: 2022 });
    expect(missing.map(({ kind, code, name, paid }) => [kind, code, name, paid])).toEqual([
      ["agency", "101", nck, 1_500_000],
      ["agency", "102", barnafrid, 1_500_000],
    ]);
    await desk.commands.prefillReportBacks(2022, "agency", "wide", patiently());
    const name = "Återrapport 2022 myndigheter";
    const { column, first } = await sheet(name, "Mottagartyp");
    const fill = (heading: string, ...cells: readonly Cell[]) =>
      desk.type(
        name,
        `${String.fromCharCode(65 + column(heading))}${first}`,
        cells.map((cell) => [cell]),
      );
    await fill("Förbrukat", 1_500_000, 1_383_000);
    await fill("Återbetalas", 0, 117_000);
    await fill("Orsaker till ej förbrukade medel", "", "Personal- och tidsbrist");
    await fill("Inkom", "2023-03-20", "2023-03-31");
    expect((await desk.commands.checkReportBacks(2022, patiently())).problems).toEqual([]);
    const came = { received: "2023-03-31", channel: "e-post" } as const;
    expect(await desk.commands.registerReportBackSheet(2022, came, patiently())).toMatchObject({
      registered: 2,
      returned: 0,
      unidentified: 0,
    });

    const balances = await office.as("eva").call("balances", { year: 2022 });
    const own = balances.roundIds.indexOf(round.id);
    expect(balances.totals[own]).toEqual({ amount: 3_000_000, budget: 0, pool: 0, unaccounted: 0 });
    const sums = Object.entries(balances.accounts).map(([account, kronor]) => [
      account,
      kronor.reduce((sum, each, i) => (balances.rounds[i] === own ? sum + each : sum), 0),
    ]);
    const moved = sums.filter(([, kronor]) => kronor !== 0);
    expect(Object.fromEntries(moved)).toEqual({ consumed: 2_883_000, repayable: 117_000 });

    await desk.commands.refreshCases(2022, patiently());
    const cases = await sheet("Ärenden");
    const states = cellsOf(cases, "Kod", "Mottagare", "Läge").sort();
    expect(states).toEqual([
      ["101", nck, "Återrapporterad"],
      ["102", barnafrid, "Återrapporterad"],
      ["12", "Länsstyrelsen i Skåne län", "Avslagen"],
    ]);
  });
});

describe("2021, 11 800 000 kr of which 8 800 000 as top-up", () => {
  test("a top-up is applied for by itself: it takes its own medel, and its payment finds the account", async () => {
    const first = findRound("2021-myndighet-1")!;
    expect([first.amount, topUp.amount, topUp.topUpOf]).toEqual([3_000_000, 8_800_000, first.id]);
    await desk.commands.newApplicationSheet(topUp, patiently());
    await desk.type("Ansökningar in 2", "A5", [
      applied(2, barnafrid, 2_032_608, {
        received: "2021-08-20",
        statement: "Jämställdhetsmyndigheten tillstyrker.",
      }),
    ]);
    const check = await desk.commands.checkApplications(topUp, patiently());
    expect(check.problems).toEqual([]);
    const came = { received: "2021-08-20", channel: "e-post" } as const;
    await desk.commands.registerApplications(check, came, patiently());
    const { applications } = await desk.commands.applications(topUp);
    // The number that Barnafrid was given with its first application is its own in every round.
    expect(applications.map(({ code, type }) => [code, type])).toEqual([["102", "agency"]]);
    const { version } = applications[0]!;
    const hanna = office.as("hanna");
    const assessment = {
      code: "102",
      version,
      outcome: "granted" as const,
      amount: 2_032_608,
      grounds: [],
      rank: 1,
      note: null,
      statement: null,
      inputs: null,
    };
    await hanna.call("assessApplications", { round: topUp.id, assessments: [assessment] }, act());
    const { id: decision } = await desk.commands.prepareApplications(topUp);
    const at = { round: topUp.id, decision };
    await desk.commands.presentDecision({ ...at, disqualified: [] });
    await desk
      .commandsOf(office.as("bo"))
      .decide({ ...at, date: "2021-10-20", dnr: "Exempel 2021-9", ground });
    const eva = office.as("eva");
    const order = await eva.call("attestPayment", at, act());
    const payment = { round: topUp.id, payment: order.id };
    await eva.call("pay", { ...payment, date: "2021-11-01" }, act());
    expect((await eva.call("payment", payment)).lines).toMatchObject([
      { code: "102", name: barnafrid, amount: 2_032_608, payee: { account: testBankgiro(802) } },
    ]);
    const words = await readWord((await desk.commands.letter(topUp.id, decision, "102", "docx")).bytes);
    expect(words).toContain(`Beloppet betalas ut till bankgiro ${testBankgiro(802)}`);

    const { totals, roundIds } = await eva.call("balances", { year: 2021 });
    const left = (id: string): number => totals[roundIds.indexOf(id)]!.budget;
    expect([left(first.id), left(topUp.id)]).toEqual([3_000_000, 8_800_000 - 2_032_608]);
  });
});

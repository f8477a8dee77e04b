import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Commands } from "../../../addin/commands/contract.ts";
import { findRound } from "../../../shared/programmes/index.ts";
import type { Cell } from "../../../shared/cell.ts";
import { oldWorkbook } from "../../support/old-workbook.ts";
import { columns2013, goodRow } from "../../shared/application/example.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "../desk.ts";
import { ownSheet } from "../own-sheet.ts";
import { refusedInWorkbook } from "../refused.ts";

const round = findRound("2013-kommun")!;
const incoming = { received: "2013-03-01", channel: "e-post" } as const;
const oldDrawing = readFileSync(join(import.meta.dirname, "../../cases/history/regioner-tkr.txt"), "utf8");

let office: Office;
let prepared: string;
beforeAll(async () => {
  office = await openOffice({ keys: ["2022-kommun-1"] });
  const desk = await openDesk(office.as("hanna"));
  await oneApplication(desk);
  desk.leave();
});
afterAll(() => office.close());

async function oneApplication({ commands, read, type }: Desk): Promise<void> {
  await commands.newApplicationSheet(round, patiently());
  const row: Readonly<Record<string, Cell>> = { ...goodRow, "requirement paborjat": "ja", members: null };
  await type("Ansökningar in", "A5", [columns2013.map(({ id }) => row[id] ?? null)]);
  const check = await commands.checkApplications(round, patiently());
  expect(check.problems).toEqual([]);
  await commands.registerApplications(check, incoming, patiently());
  await commands.fetchApplications(round, patiently());
  await assess({ commands, read, type }, 300_000);
  prepared = (await commands.prepareApplications(round)).id;
}

/** Fills in "Bedömning" of the one application, and saves it. */
async function assess({ commands, read, type }: Pick<Desk, "commands" | "read" | "type">, amount: number) {
  const { column, first } = await ownSheet({ read }, "Bedömning");
  const outcome = String.fromCharCode(65 + column("Utfall"));
  await type("Bedömning", `${outcome}${first}`, [["beviljas delvis", amount, "lopande-lon"]]);
  return await commands.saveAssessments(round, patiently());
}

/** Everything that is fetched into a sheet of its own. */
const fetches: readonly ((commands: Commands) => Promise<unknown>)[] = [
  (commands) => commands.refreshTables(2022, patiently()),
  (commands) => commands.fetchReportBacks(2022, patiently()),
  (commands) => commands.fetchReportAnswers(2022, patiently()),
  (commands) => commands.fetchParticipation(patiently()),
  (commands) => commands.refreshPopulation("2021-12-31", patiently()),
  (commands) => commands.refreshDecisions(2022, patiently()),
  (commands) => commands.refreshDocuments(2013, patiently()),
  (commands) => commands.refreshCases(2022, patiently()),
  (commands) => commands.fetchApplications(round, patiently()),
  async (commands) =>
    commands.insertReminders(2022, await commands.reminders(2022, patiently()), patiently()),
  async (commands) =>
    commands.insertAllocation(
      await office.as("hanna").call("allocation", { round: "2022-kommun-1" }),
      patiently(),
    ),
  async (commands) => {
    const { decisions } = await office.as("hanna").call("decisions", { round: "2022-kommun-1" });
    return await commands.insertAnnex("2022-kommun-1", decisions[0]!.id, patiently());
  },
  (commands) => commands.writeApplicationDecision(round, prepared, patiently()),
  async (commands) => {
    const preview = await commands.readHistory("gammal.xlsx", await oldWorkbook(oldDrawing));
    const { done } = await commands.importHistory(preview, patiently());
    return await commands.withdrawHistory(done.id, "Prov", patiently());
  },
];

/** Every sheet of `fetches`. */
const sheets = [
  "Ansökningar",
  "Avstämning",
  "Bedömning",
  "Befolkning",
  "Beslut",
  "Beslut ansökningar",
  "Bilaga",
  "Deltagande",
  "Fördelning",
  "Grunder",
  "Handlingar",
  "Ingående balanser",
  "Kontrollsummor",
  "Länsspridning",
  "Påminnelser",
  "Saldo",
  "Svar per fråga",
  "Tabeller",
  "Utelämnat",
  "Ärenden",
  "Återrapport per område",
  "Återrapportering",
];

/** How a sheet of ours begins: what stands above its headings, and they. */
interface Beginning {
  readonly sheet: string;
  readonly above: readonly Cell[];
  readonly headings: readonly Cell[];
}

async function beginnings({ Excel, read }: Desk): Promise<readonly Beginning[]> {
  const heads = await Excel.run(async (context) => {
    const { tables } = context.workbook;
    tables.load("items/name");
    await context.sync();
    const found = tables.items.map((table) => ({
      sheet: table.worksheet,
      header: table.getHeaderRowRange(),
    }));
    for (const { sheet, header } of found) {
      sheet.load("name");
      header.load("values,rowIndex");
    }
    await context.sync();
    return found.map(({ sheet, header }) => ({
      sheet: sheet.name,
      row: header.rowIndex,
      headings: header.values[0] as Cell[],
    }));
  });
  const all: Beginning[] = [];
  for (const { sheet, row, headings } of heads)
    all.push({ sheet, headings, above: (await read(sheet, `A1:A${row}`)).flat() });
  return all;
}

const note = "Testmiljö. Uppgifterna gäller inte.";

describe.each([
  ["with the note of the environment", "prov", note],
  ["in production, without it", "prod", null],
])("every fetched sheet %s", (_, environment, said) => {
  test("keeps its headings and its title when it is fetched three times", async () => {
    const desk = await openDesk(office.as("hanna"), {}, environment);
    const fetchAll = async (): Promise<readonly Beginning[]> => {
      for (const fetch of fetches) await fetch(desk.commands);
      return await beginnings(desk);
    };
    const first = await fetchAll();
    expect(first.map(({ sheet }) => sheet).toSorted()).toEqual(sheets.toSorted());
    for (const { sheet, above, headings } of first) {
      expect(headings, sheet).toEqual(expect.arrayContaining(["_id", "_version"]));
      expect(headings, sheet).not.toContain(note);
      const lines = above.filter((line) => line !== "");
      expect(lines.length, sheet).toBeGreaterThan(1);
      if (said !== null) expect(lines.at(-1), sheet).toMatch(said);
      else expect(lines.join(), sheet).not.toMatch(note);
    }
    const shape = (all: readonly Beginning[]) =>
      all.map(({ above, ...rest }) => ({
        ...rest,
        lines: above.length,
        first: above[0],
        last: above.at(-1),
      }));
    expect(shape(await fetchAll())).toEqual(shape(first));
    expect(shape(await fetchAll())).toEqual(shape(first));
    desk.leave();
  });
});

test("a saved assessment whose sheet cannot follow is told as saved; with its heading back the sheet follows", async () => {
  const desk = await openDesk(office.as("hanna"));
  await desk.commands.fetchApplications(round, patiently());
  for (const amount of [100_000, 200_000, 250_000])
    expect(await assess(desk, amount)).toMatchObject({ at: "saved", applications: 1 });
  expect((await desk.read("Bedömning", "A4")).flat()).toEqual(["Omgång"]);

  await desk.type("Bedömning", "A4", [["Runda"]]);
  const problem = await refusedInWorkbook(assess(desk, 260_000));
  expect(problem).toMatchObject({
    code: "done-not-shown",
    title: "Gjort, men bladet är inte uppdaterat",
    detail:
      "Bedömningarna är sparade, men bladet är inte uppdaterat. Tabellen i bladet ”Bedömning” saknar kolumnen ”Omgång”. Sätt tillbaka rubriken, eller ta bort bladet och hämta på nytt.",
  });
  const { applications } = await desk.commands.applications(round);
  expect(applications[0]!.assessment?.amount).toBe(260_000);

  await desk.type("Bedömning", "A4", [["Omgång"]]);
  await desk.commands.fetchApplications(round, patiently());
  desk.leave();
});

test("a title that somebody has written stays, however often the sheet is fetched", async () => {
  const desk = await openDesk(office.as("hanna"));
  await desk.commands.fetchApplications(round, patiently());
  await desk.type("Bedömning", "A1", [["Min egen rubrik"]]);
  for (let time = 1; time <= 3; time++) {
    await desk.commands.fetchApplications(round, patiently());
    expect((await desk.read("Bedömning", "A1")).flat()).toEqual(["Min egen rubrik"]);
  }
  desk.leave();
});

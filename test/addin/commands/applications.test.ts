import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import {
  applicationFile2013,
  proposals2013,
  publishedList2013,
} from "../../../preview/sample/application-file.ts";
import { outcomeName } from "../../../shared/application/outcome.ts";
import { findRound } from "../../../shared/programmes/index.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "../desk.ts";
import { ownSheet } from "../own-sheet.ts";
import type { Cell } from "../../../shared/cell.ts";

const round = findRound("2013-kommun")!;
const file = await applicationFile2013();
const width = Math.max(...file.rows.map(({ length }) => length));
const square = (rows: readonly (readonly Cell[])[], columns: number): Cell[][] =>
  rows.map((row) => Array.from({ length: columns }, (_, at) => row[at] ?? null));
const incoming = { received: "2013-03-01", channel: "e-post" } as const;

let office: Office;
let desk: Desk;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
beforeEach(async () => {
  desk = await openDesk(office.as("hanna"));
});
afterEach(() => {
  desk.leave();
});

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Fills in "Bedömning" as the sample proposes. */
async function assess(change: (name: string, cells: Cell[]) => Cell[] = (_, cells) => cells): Promise<void> {
  const { column, first, rows } = await ownSheet(desk, "Bedömning");
  const byName = new Map(proposals2013.map((one) => [one.name, one]));
  const cells = rows.map((row) => {
    const name = String(row[column("Sökande")]);
    const { outcome, amount, grounds, rank } = byName.get(name)!;
    return change(name, [outcomeName[outcome], amount, grounds.join("; "), rank]);
  });
  await desk.type("Bedömning", `${letters[column("Utfall")]}${first}`, cells);
}

test("a sheet to fill in: headings of the round, a good one is registered, undo takes the sheet away", async () => {
  const made = await desk.commands.newApplicationSheet(round, patiently());
  const [, , , headings] = await desk.read("Ansökningar in", "A1:S4");
  expect(headings).toEqual(file.rows[3]!.slice(0, 19));
  await made.undo!();
  await expect(desk.commands.checkApplications(round, patiently())).rejects.toMatchObject({
    code: "nothing-here",
  });
});

test("the published list pasted below its headings: 106 applications matched, 53 687 000 kr", async () => {
  await desk.type("Bilaga 2", "A1", square(publishedList2013, 3));
  const check = await desk.commands.checkApplications(round, patiently());
  expect(check).toMatchObject({ sheet: "Bilaga 2", applications: 106, asked: 53_687_000 });
  expect(new Set(check.problems.map(({ rule }) => rule))).toEqual(new Set(["rubrik-finns"]));
});

test("a fault has its cell, and the cell is shown", async () => {
  const rows = square(file.rows, width);
  rows[6]![1] = "Storstad";
  await desk.type("Inkommet", "A1", rows);
  const { problems } = await desk.commands.checkApplications(round, patiently());
  expect(problems).toMatchObject([{ sheet: "Inkommet", cell: "B7", rule: "sokande-kand" }]);
  await desk.type("Annat", "A1", [["x"]]);
  await desk.commands.showProblem(problems[0]!);
  const at = await desk.Excel.run(async (context) => {
    const cell = context.workbook.getActiveCell();
    cell.load("address");
    await context.sync();
    return cell.address;
  });
  expect(at).toBe("Inkommet!B7");
});

test("what was changed after the control is not registered", async () => {
  await desk.type("Inkommet", "A1", square(file.rows, width));
  const check = await desk.commands.checkApplications(round, patiently());
  await desk.type("Inkommet", "E6", [[1]]);
  await expect(desk.commands.registerApplications(check, incoming, patiently())).rejects.toMatchObject({
    code: "stale-check",
  });
});

test("from the sheet to the prepared decision: registered, assessed, saved, spread over the counties", async () => {
  await desk.type("Inkommet", "A1", square(file.rows, width));
  const check = await desk.commands.checkApplications(round, patiently());
  expect(check).toMatchObject({ applications: 127, asked: 135_000_000, problems: [] });
  expect(await desk.commands.registerApplications(check, incoming, patiently())).toMatchObject({
    registered: 127,
  });

  const fetched = await desk.commands.fetchApplications(round, patiently());
  expect(fetched.map(({ sheet, added }) => [sheet, added])).toEqual([
    ["Ansökningar", 127],
    ["Grunder", 10],
    ["Bedömning", 127],
    ["Länsspridning", 21],
  ]);

  // Her cells are chosen from the texts in "Grunder"; several in one cell are typed, and stopped by nothing.
  const grounds = await ownSheet(desk, "Grunder");
  const bedomning = await ownSheet(desk, "Bedömning");
  const rule = await desk.Excel.run(async (context) => {
    const at = `${letters[bedomning.column("Grunder")]}${bedomning.first}`;
    const { dataValidation, format } = context.workbook.worksheets
      .getItem("Bedömning")
      .getRange(`${at}:${at.replace(/\d+/, "")}${bedomning.first + 126}`);
    dataValidation.load("rule,errorAlert");
    format.load("wrapText");
    await context.sync();
    return [dataValidation.rule.list?.source, dataValidation.errorAlert.showAlert, format.wrapText];
  });
  const lastGround = grounds.first + grounds.rows.length - 1;
  expect(rule).toEqual([`=Grunder!A${grounds.first}:A${lastGround}`, false, true]);

  // Faults of what is filled in have their cells, and nothing is saved.
  await assess((name, cells) => (name === "Solna" ? ["kanske", 999_000_000, "annat", 0] : cells));
  const { column, first, rows } = await ownSheet(desk, "Bedömning");
  const line = first + rows.findIndex((row) => row[column("Sökande")] === "Solna");
  const cellOf = (heading: string): string => `${letters[column(heading)]}${line}`;
  const faulty = await desk.commands.saveAssessments(round, patiently());
  expect(faulty).toMatchObject({
    at: "faulty",
    problems: ["Utfall", "Belopp", "Grunder", "Rang"].map((heading) => ({ cell: cellOf(heading) })),
  });
  const told = faulty.at === "faulty" ? faulty.problems[2]!.text : "";
  expect(told).toContain("”annat”");
  expect(told).toContain("”Medel beviljas inte för återkommande lönekostnader.” (lopande-lon)");
  expect((await desk.commands.applications(round)).applications.some(({ assessment }) => assessment)).toBe(
    false,
  );

  // By code or by words, in capitals or not: it is saved, shown by its words, and no conflict with what she wrote.
  await assess((_, [outcome, amount, grounds, rank]) => {
    const words =
      grounds === "lopande-lon" ? " medel beviljas inte för återkommande LÖNEKOSTNADER. " : grounds!;
    return [outcome!, amount!, words, rank!];
  });
  const saved = await desk.commands.saveAssessments(round, patiently());
  expect(saved).toMatchObject({ at: "saved", applications: 127, warnings: [] });
  expect(saved.at === "saved" && saved.refreshed.flatMap(({ conflicts }) => conflicts)).toEqual([]);
  const shown = (await ownSheet(desk, "Bedömning")).rows.map((row) => row[column("Grunder")]);
  expect(new Set(shown)).toEqual(
    new Set([
      "",
      "Sökanden uppfyller inte prestationskraven.",
      "Medel beviljas inte för återkommande lönekostnader.",
      "Andra ansökningar har bedömts vara mer angelägna inom de medel som finns.",
    ]),
  );
  expect(await desk.commands.saveAssessments(round, patiently())).toMatchObject({ applications: 0 });

  // A rank that two have is saved, and told with both cells.
  const again = await ownSheet(desk, "Bedömning");
  const [one, other] = [again.rows[0]!, again.rows[1]!];
  const rankOf = (row: readonly Cell[]): Cell => row[column("Rang")]!;
  const rankCell = (row: number): string => `${letters[column("Rang")]}${first + row}`;
  await desk.type("Bedömning", rankCell(1), [[rankOf(one)]]);
  const warned = await desk.commands.saveAssessments(round, patiently());
  expect(warned).toMatchObject({
    at: "saved",
    applications: 1,
    warnings: [{ sheet: "Bedömning", cell: rankCell(0), severity: "warning", rule: "bedomning-rang-delad" }],
  });
  expect(warned.at === "saved" && warned.warnings[0]!.text).toContain(
    `Rang ${String(rankOf(one))} står i ${rankCell(0)} (${String(one[column("Sökande")])}) och ${rankCell(1)} (${String(other[column("Sökande")])}).`,
  );
  await desk.type("Bedömning", rankCell(1), [[rankOf(other)]]);
  expect(await desk.commands.saveAssessments(round, patiently())).toMatchObject({ warnings: [] });

  const spread = await ownSheet(desk, "Länsspridning");
  const sum = spread.rows.reduce((total, row) => total + Number(row[spread.column("Föreslås")]), 0);
  expect(sum).toBe(53_687_000);

  const { id, total, recipients } = await desk.commands.prepareApplications(round);
  expect([total, recipients]).toEqual([53_687_000, 127]);
  await desk.commands.writeApplicationDecision(round, id, patiently());
  const annex = await ownSheet(desk, "Beslut ansökningar");
  const granted = annex.rows.reduce((all, row) => all + Number(row[annex.column("Beviljat belopp")]), 0);
  expect(granted).toBe(53_687_000);
  expect(annex.rows.filter((row) => row[annex.column("Utfall")] === "avslås")).toHaveLength(21);

  // What is left is shared over those granted in part; undone, the sheet is as it was.
  const before = (await ownSheet(desk, "Bedömning")).rows.map((row) => row[column("Belopp")]);
  const shared = await desk.commands.shareRestInSheet(round, patiently());
  const amounts = async () =>
    (await ownSheet(desk, "Bedömning")).rows.map((row) => Number(row[column("Belopp")]));
  expect((await amounts()).reduce((all, one) => all + one, 0)).toBe(70_000_000);
  await shared.undo!();
  expect(await amounts()).toEqual(before);

  // Another person saves first: the one who comes after is told who.
  await office.as("hugo").call(
    "assessApplications",
    {
      round: round.id,
      assessments: [
        {
          code: "0184",
          version: 2,
          outcome: "withdrawn",
          amount: 0,
          grounds: [],
          rank: null,
          note: null,
          statement: null,
          inputs: null,
        },
      ],
    },
    { idempotencyKey: crypto.randomUUID() },
  );
  await desk.type("Bedömning", cellOf("Belopp"), [[1]]);
  await expect(desk.commands.saveAssessments(round, patiently())).rejects.toMatchObject({ code: "conflict" });
});

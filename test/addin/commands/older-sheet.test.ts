import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { CommandParts } from "../../../addin/commands/parts.ts";
import { refreshSheets } from "../../../addin/commands/refresh.ts";
import { WorkbookProblem } from "../../../addin/excel/workbook-problem.ts";
import { fetchedReportBacks } from "../../../addin/sheets/fetched-tables.ts";
import type { Fetched } from "../../../addin/sheets/owned-table.ts";
import type { Cell } from "../../../shared/cell.ts";
import { documentNamed, reportBackRow, reportBackSheet, giro } from "../../functions/office.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "../desk.ts";
import { ownSheet } from "../own-sheet.ts";

let office: Office;
let desk: Desk;
beforeAll(async () => {
  office = await openOffice();
  const round = "2022-ideell";
  let acts = 0;
  const act = () => ({ idempotencyKey: `foreningar-${(acts += 1)}` });
  const grants = [100_000, 80_000].map((amount, i) => ({
    ...{ code: String(i + 1), name: `Jouren ${i + 1}`, orgnr: null, account: giro, amount },
  }));
  const ground = { decidedBy: "GD", date: "2022-04-01", dnr: "4/2022", ground: "Ansökan" };
  const { id } = await office.as("hanna").call("registerGrants", { round, ...ground, grants }, act());
  const { id: payment } = await office.as("eva").call("attestPayment", { round, decision: id }, act());
  await office.as("eva").call("pay", { round, payment, date: "2022-05-01" }, act());
  const reports = [reportBackRow("ngo", "1", 60_000, 40_000), reportBackRow("ngo", "2", 80_000, 0)];
  await office.as("hanna").call(
    "registerReportBacks",
    {
      ...reportBackSheet(
        ...reports.map((row) => row.map((cell) => (cell === "2023-03-15" ? "2022-11-01" : cell))),
      ),
      document: documentNamed("rapporter", "2022-11-02"),
    },
    act(),
  );
});
afterAll(() => office.close());
beforeEach(async () => {
  desk = await openDesk(office.as("hanna"));
});
afterEach(() => {
  desk.leave();
});

/** What the first version of the sheet had: all of what the report says, and nothing of what Fördela knows beside it. */
const came = ["Överfört", "Väntar på beslut", "Läge", "Egna taggar"];

/** The sheet as the first version wrote it, with the snapshot that it kept. */
async function olderSheet(without = came): Promise<void> {
  const answer = await office.as("hanna").call("reportBacks", { year: 2022 });
  const now = fetchedReportBacks(2022, answer, "2022-11-16");
  const kept = now.columns.flatMap(({ heading }, at) => (without.includes(heading) ? [] : [at]));
  const older: Fetched = {
    ...now,
    columns: kept.map((at) => now.columns[at]!),
    rows: now.rows.map(({ id, cells }) => ({ id, cells: kept.map((at) => cells[at]!) })),
  };
  const parts: CommandParts = {
    api: office.as("hanna"),
    year: () => 2022,
    now: () => new Date("2022-11-16T10:00:00.000Z"),
    environment: "prov",
    memory: { read: () => null, write: () => undefined },
    supports: () => false,
  };
  await refreshSheets(parts, [older], {}, new Set(), patiently());
  await desk.Excel.run(async (context) => {
    const part = context.workbook.customXmlParts.getByNamespace(older.names.namespace).getOnlyItem();
    const xml = part.getXml();
    await context.sync();
    const plain = xml.value.replace(/"columns":\[[^\]]*\],/, "");
    expect(plain).not.toBe(xml.value);
    part.setXml(plain);
    await context.sync();
  });
}

const sheet = "Återrapportering";
const refresh = () => desk.commands.fetchReportBacks(2022, patiently());
const table = () => ownSheet(desk, sheet);

test("gets the columns that have come since to the right, and keeps the official's own columns, colours and edits", async () => {
  await olderSheet();
  const { headings: before } = await table();
  const own = before.length;
  await desk.Excel.run(async (context) => {
    const worksheet = context.workbook.worksheets.getItem(sheet);
    const [found] = [context.workbook.tables.getItem("Aterrapportering")];
    found.columns.add(-1, [["Min anteckning"], ["ring Kim"], [""]]);
    worksheet.getRange("C6").format.fill.color = "#FFEE00";
    worksheet.getRange("C5").values = [["Jouren Ett"]];
    // Beside the table.
    worksheet.getRangeByIndexes(4, own + 2, 1, 1).values = [["vid sidan av"]];
    await context.sync();
  });

  expect(await refresh()).toMatchObject({ added: 0, changed: 2, conflicts: [] });
  const { headings, rows } = await table();
  expect(headings.slice(0, own + 1 + came.length)).toEqual([...before, "Min anteckning", ...came]);
  const cells = (row: Cell[], ...names: string[]) => names.map((name) => row[headings.indexOf(name)]);
  expect(cells(rows[0]!, "Mottagare", "Min anteckning", ...came)).toEqual([
    ...["Jouren Ett", "ring Kim", 0, 0, "Inkommen", ""],
  ]);
  expect(cells(rows[1]!, "Mottagare", "Min anteckning", ...came)).toEqual([
    ...["Jouren 2", "", 0, 0, "Inkommen", ""],
  ]);
  expect(rows[0]!.at(-1)).toBe("vid sidan av");
  await desk.Excel.run(async (context) => {
    const worksheet = context.workbook.worksheets.getItem(sheet);
    const { fill } = worksheet.getRange("C6").format;
    const money = worksheet.getRangeByIndexes(4, headings.indexOf("Överfört"), 1, 1);
    const range = context.workbook.tables.getItem("Aterrapportering").getRange();
    fill.load("color");
    money.load("numberFormat,columnHidden");
    range.load("columnCount");
    await context.sync();
    expect([fill.color, money.numberFormat, money.columnHidden]).toEqual([
      "#FFEE00",
      [['#,##0" kr"']],
      false,
    ]);
    expect(range.columnCount).toBe(own + 1 + came.length);
  });

  // Once: the next time the sheet is as any other, and tags can be written in it.
  expect(await refresh()).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
  const tags = String.fromCharCode(65 + headings.indexOf("Egna taggar"));
  await desk.type(sheet, `${tags}5`, [["viktig"]]);
  expect(await desk.commands.saveTags(2022, patiently())).toBe(1);
});

test("is not used for tags before it has the column", async () => {
  await olderSheet();
  await expect(desk.commands.saveTags(2022, patiently())).rejects.toThrow(WorkbookProblem);
  await expect(desk.commands.saveTags(2022, patiently())).rejects.toMatchObject({
    detail: expect.stringContaining("saknar kolumnen ”Egna taggar”. Hämta återrapporterna") as unknown,
  });
  await refresh();
  expect(await desk.commands.saveTags(2022, patiently())).toBe(0);
});

test("a heading that somebody has renamed is still asked for, in an older sheet too", async () => {
  await olderSheet();
  await desk.type(sheet, "C4", [["Mitt namn"]]);
  await expect(refresh()).rejects.toMatchObject({
    detail: expect.stringContaining("saknar kolumnen") as unknown,
  });
});

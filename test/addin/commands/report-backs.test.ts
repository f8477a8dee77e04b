import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { WorkbookProblem } from "../../../addin/excel/workbook-problem.ts";
import type { Cell } from "../../../shared/cell.ts";
import { reportRulesOf } from "../../../shared/report-form/form-of-year.ts";
import { giro } from "../../functions/office.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "../desk.ts";

let office: Office;
let desk: Desk;
beforeAll(async () => {
  office = await openOffice();
  await paidOrganisations([100_000, 80_000]);
});
afterAll(() => office.close());
beforeEach(async () => {
  desk = await openDesk(office.as("hanna"));
});
afterEach(() => {
  desk.leave();
});

const year = 2022;
const round = "2022-ideell";

async function paidOrganisations(amounts: readonly number[]): Promise<void> {
  let acts = 0;
  const act = () => ({ idempotencyKey: `organisationer-${(acts += 1)}` });
  const { id } = await office.as("hanna").call(
    "registerGrants",
    {
      round,
      decidedBy: "Generaldirektören",
      date: "2022-04-01",
      dnr: "4/2022",
      ground: "Ansökan",
      grants: amounts.map((amount, i) => ({
        code: String(i + 1),
        name: `Jouren ${i + 1}`,
        orgnr: null,
        account: giro,
        amount,
      })),
    },
    act(),
  );
  const { id: payment } = await office.as("eva").call("attestPayment", { round, decision: id }, act());
  await office.as("eva").call("pay", { round, payment, date: "2022-05-01" }, act());
}

/** The headings and rows of a sheet of ours. */
async function tableIn(sheet: string): Promise<{ headings: Cell[]; rows: Cell[][] }> {
  const all = await desk.read(sheet);
  const at = all.findIndex((row) => row.includes("Mottagartyp") || row.includes("Formulär"));
  return { headings: all[at]!, rows: all.slice(at + 1) };
}

const sheet = "Återrapport 2022 organisationer";

async function typeIn(at: number, answers: Readonly<Record<string, Cell>>): Promise<void> {
  const { headings } = await tableIn(sheet);
  for (const [heading, value] of Object.entries(answers)) {
    const column = headings.indexOf(heading);
    expect(column, heading).toBeGreaterThanOrEqual(0);
    const letters = column < 26 ? String.fromCharCode(65 + column) : `A${String.fromCharCode(39 + column)}`;
    await desk.type(sheet, `${letters}${5 + at}`, [[value]]);
  }
}

describe("from a prefilled sheet to the answers of all", () => {
  test("what is known stands in the sheet, and each answer is chosen from its list", async () => {
    const { cells, undo } = await desk.commands.prefillReportBacks(year, "ngo", "wide", patiently());
    const { headings, rows } = await tableIn(sheet);
    expect(cells).toBe(headings.length * 2);
    expect(rows.map((row) => row.slice(0, 4))).toEqual([
      ["ideell organisation", "1", "Jouren 1", 100_000],
      ["ideell organisation", "2", "Jouren 2", 80_000],
    ]);
    // Four areas of two questions each, as the form of the year has them.
    const { form } = reportRulesOf(year, "ngo");
    expect(headings.filter((heading) => String(heading).includes(": "))).toHaveLength(
      4 * form.perArea.length,
    );
    await desk.Excel.run(async (context) => {
      const { dataValidation } = context.workbook.worksheets
        .getItem(sheet)
        .getRangeByIndexes(4, headings.indexOf("Våldsutövare: Använt"), 1, 1);
      dataValidation.load("rule");
      await context.sync();
      expect(dataValidation.rule.list?.source).toBe("Ja,Nej");
    });
    await undo!();
    await expect(desk.read(sheet)).rejects.toThrow();
  });

  test("faults are told at their cells; registered, a row per area and n per question are fetched", async () => {
    await desk.commands.prefillReportBacks(year, "ngo", "wide", patiently());
    await typeIn(0, {
      Förbrukat: 60_000,
      Återbetalas: 30_000,
      "Orsaker till ej förbrukade medel": "Pandemi",
      "Våldsutövare: Använt": "Nej",
      "Egen beskrivning": '\'=HYPERLINK("x")',
      Inkom: "2022-11-01",
    });
    await typeIn(1, {
      Förbrukat: 80_000,
      Återbetalas: 0,
      "Våldsutövare: Använt": "Ja",
      "Våldsutövare: Varaktigt": "Ja",
      Inkom: "2022-11-01",
    });
    const checked = await desk.commands.checkReportBacks(year, patiently());
    expect(checked).toMatchObject({ sheet, rowCount: 2 });
    const at = (await tableIn(sheet)).headings.indexOf("Återbetalas");
    expect(checked.problems.filter(({ severity }) => severity === "error")).toMatchObject([
      { rule: "summan-stammer", cell: `${String.fromCharCode(65 + at)}5` },
    ]);
    await typeIn(0, { Återbetalas: 40_000 });
    const registered = await desk.commands.registerReportBackSheet(
      year,
      { received: "2022-11-10", channel: "post" },
      patiently(),
      { name: "återrapporter.xlsx", bytes: Uint8Array.of(80, 75, 3, 4) },
    );
    expect(registered).toMatchObject({ registered: 2, returned: 0, corrections: 0 });
    const hanna = office.as("hanna");
    expect((await hanna.call("documents", { year })).documents).toMatchObject([
      { id: registered.document, name: "återrapporter.xlsx", received: "2022-11-10", channel: "post" },
    ]);
    expect((await hanna.call("documentFile", { year, document: registered.document })).base64).toBe(
      btoa("PK\u0003\u0004"),
    );

    const written = await desk.commands.fetchReportAnswers(year, patiently());
    expect(written.map(({ sheet: name, added }) => [name, added > 0])).toEqual([
      ["Återrapport per område", true],
      ["Svar per fråga", true],
    ]);
    const areas = await tableIn("Återrapport per område");
    expect(areas.rows.map((row) => row.slice(0, 6))).toEqual([
      ["ideell organisation", "1", "Jouren 1", "Våldsutövare", "Nej", ""],
      ["ideell organisation", "2", "Jouren 2", "Våldsutövare", "Ja", "Ja"],
    ]);
    const { rows } = await tableIn("Svar per fråga");
    const ns = (heading: string) =>
      rows.filter((row) => row[1] === "Våldsutövare" && row[2] === heading).map((row) => row.slice(3, 6));
    expect(ns("Använt")).toEqual([
      ["Ja", 1, 2],
      ["Nej", 1, 2],
    ]);
    expect(ns("Varaktigt")).toEqual([
      ["Ja", 1, 1],
      ["Nej", 0, 1],
    ]);
  });

  test("tags are written in the sheet, survive a refresh and are saved; a correction is accepted", async () => {
    await desk.commands.fetchReportBacks(year, patiently());
    const { headings, rows } = await tableIn("Återrapportering");
    const tags = headings.indexOf("Egna taggar");
    expect(rows.map((row) => row[headings.indexOf("Läge")])).toEqual(["Inkommen", "Inkommen"]);
    await desk.type("Återrapportering", `${String.fromCharCode(65 + tags)}5`, [["följ upp; ring"]]);
    await desk.commands.fetchReportBacks(year, patiently());
    expect((await tableIn("Återrapportering")).rows[0]![tags]).toBe("följ upp; ring");
    expect(await desk.commands.saveTags(year, patiently())).toBe(1);
    expect(await desk.commands.saveTags(year, patiently())).toBe(0);
    const tagsNow = async () =>
      (await office.as("rut").call("reportBacks", { year })).reportBacks.map((one) => one.tags);
    expect((await tagsNow())[0]).toEqual(["följ upp", "ring"]);
    await desk.type("Återrapportering", `${String.fromCharCode(65 + tags)}5`, [["följ upp; ring; klart"]]);
    expect(await desk.commands.saveTags(year, patiently())).toBe(1);

    const [, other] = (await office.as("rut").call("reportBacks", { year })).reportBacks;
    const { kind, code, tagsVersion } = other!;
    await office
      .as("hugo")
      .call(
        "tagReportBack",
        { year, kind, code, tags: ["Hugos"], version: tagsVersion },
        { idempotencyKey: "hugos-tags" },
      );
    expect(await desk.commands.saveTags(year, patiently())).toBe(0);
    await desk.type("Återrapportering", `${String.fromCharCode(65 + tags)}6`, [["min"]]);
    await expect(desk.commands.saveTags(year, patiently())).rejects.toThrow("En kollega har ändrat");
    expect(await tagsNow()).toEqual([["följ upp", "ring", "klart"], ["Hugos"]]);
    await desk.type("Återrapportering", `${String.fromCharCode(65 + tags)}6`, [[""]]);

    await desk.type("Rättelse", "A1", [
      ["Mottagartyp", "Kod", "Förbrukat", "Återbetalas", "Orsaker till ej förbrukade medel", "Inkom"],
      ["ideell organisation", "2", 70_000, 10_000, "Annat: felräknat", "2022-11-12"],
    ]);
    const incoming = { received: "2022-11-12", channel: "e-post" } as const;
    expect(await desk.commands.registerReportBackSheet(year, incoming, patiently())).toMatchObject({
      corrections: 1,
    });
    // Without a file the cells are the document, and can be read again.
    const cells = (await office.as("hanna").call("documents", { year })).documents.find(
      ({ name }) => name === "Bladet Rättelse",
    );
    const kept = await office.as("hanna").call("documentFile", { year, document: cells!.id });
    expect(Buffer.from(kept.base64, "base64").toString()).toContain("Annat: felräknat");
    await desk.commands.fetchReportBacks(year, patiently());
    expect((await tableIn("Återrapportering")).rows[1]![headings.indexOf("Läge")]).toBe("Rättelse att godta");
    const [, second] = (await office.as("hanna").call("reportBacks", { year })).reportBacks;
    const { document } = second!.correction!;
    expect(
      await desk.commands.actOnReport(
        "acceptCorrection",
        { year, kind: "ngo", code: "2", document, reason: "Felräknat" },
        patiently(),
      ),
    ).toEqual({ consumed: 70_000, carriedOver: 0, repaid: 10_000 });
    // The sheet that the workbook has follows.
    expect((await tableIn("Återrapportering")).rows[1]![headings.indexOf("Läge")]).not.toBe(
      "Rättelse att godta",
    );
  });
});

describe("a sheet without report-backs is told, and nothing of it is sent", () => {
  const requisition = ["Omgång", "Kod", "Mottagare", "Rekvirerat belopp", "Inkom"];
  const report = ["Mottagartyp", "Kod", "Mottagare", "Förbrukat", "Återbetalas", "Inkom"];
  const incoming = { received: "2022-11-14", channel: "e-post" } as const;
  const documents = async () => (await office.as("hanna").call("documents", { year })).documents.length;

  test.each<[string, Cell[][], string, RegExp]>([
    [
      "other things",
      [["Budget", 2022]],
      "wrong-sheet",
      /^Bladet ”Öppet” har ingen rad med minst tre av åter/,
    ],
    ["requisitions", [requisition, requisition], "wrong-sheet", /återrapportens rubriker .* Öppna bladet/],
    ["no rows", [report], "nothing-here", /^Bladet ”Öppet” har inga rader under rubrikerna/],
    ["nothing", [[""]], "nothing-here", /^Bladet ”Öppet” är tomt/],
  ])("%s", async (_, cells, code, detail) => {
    await desk.type("Öppet", "A1", cells);
    const before = await documents();
    const refusal = { code, detail: expect.stringMatching(detail) as unknown };
    await expect(desk.commands.checkReportBacks(year, patiently())).rejects.toMatchObject(refusal);
    await expect(desk.commands.registerReportBackSheet(year, incoming, patiently())).rejects.toMatchObject(
      refusal,
    );
    expect(await documents()).toBe(before);
  });

  test("what Fördela has fetched", async () => {
    await desk.commands.fetchReportBacks(year, patiently());
    await desk.Excel.run(async (context) => {
      context.workbook.worksheets.getItem("Återrapportering").activate();
      await context.sync();
    });
    const before = await documents();
    await expect(desk.commands.registerReportBackSheet(year, incoming, patiently())).rejects.toMatchObject({
      code: "wrong-sheet",
      detail: expect.stringMatching(/^Bladet ”Återrapportering” är hämtat från Fördela/) as unknown,
    });
    expect(await documents()).toBe(before);
  });

  test("the sums of its table are no report", async () => {
    await desk.type("Öppet", "A1", [report, ["ideell organisation", "1", "Jouren 1", 1, 2, "2022-11-01"]]);
    await desk.Excel.run(async (context) => {
      context.workbook.worksheets.getItem("Öppet").tables.add("A1:F2", true).showTotals = true;
      await context.sync();
    });
    expect(await desk.commands.checkReportBacks(year, patiently())).toMatchObject({ rowCount: 1 });
  });
});

test("the tags of another year's reports are not saved on this year's", async () => {
  await desk.commands.fetchReportBacks(2021, patiently());
  await expect(desk.commands.saveTags(year, patiently())).rejects.toMatchObject({
    code: "other-year",
    detail: expect.stringContaining("visar 2021 och du har valt 2022") as unknown,
  });
});

test("participation is a sheet with a row for everybody, also those that never took part", async () => {
  expect(await desk.commands.fetchParticipation(patiently())).toMatchObject({
    sheet: "Deltagande",
    conflicts: [],
  });
  const { headings, rows } = await tableIn("Deltagande");
  const pattern = rows.filter((row) => row[headings.indexOf("Mönster")] === "Aldrig");
  expect(rows).toHaveLength(290 + 21 + 2);
  expect(pattern.map((row) => row[2])).toContain("Ale");
  const first = rows.find((row) => row[2] === "Jouren 1")!;
  expect(first[headings.indexOf("Har återrapporterat")]).toBe("2022");
});

test("a kind that nobody was paid of has no sheet to fill in", async () => {
  await expect(
    desk.commands.prefillReportBacks(year, "municipality", "areas", patiently()),
  ).rejects.toBeInstanceOf(WorkbookProblem);
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { gzipSync } from "node:zlib";
import type { WorkbookProblem } from "../../../addin/excel/workbook-problem.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "../desk.ts";
import { ownSheet } from "../own-sheet.ts";
import { refusedInWorkbook } from "../refused.ts";

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

function asUser(sheet: string, act: (sheet: Excel.Worksheet) => void): Promise<void> {
  return desk.Excel.run(async (context) => {
    act(context.workbook.worksheets.getItem(sheet));
    await context.sync();
  });
}

const refresh = () => desk.commands.refreshBalances(2022, patiently());
const date = "2021-12-31";

const rowsOf = (sheet: string) => ownSheet(desk, sheet);

describe("a refresh of all Sweden", () => {
  test("is two round trips and small requests, also when it makes the sheet", async () => {
    const made = await refresh();
    expect(made).toMatchObject({ sheet: "Saldo", added: 311, conflicts: [] });
    const { wireLog } = desk.host;
    expect(wireLog.syncs).toBe(2);
    expect(wireLog.largestRequest).toBeLessThan(4_000_000);
    expect(wireLog.formatsBeforeValues).toBe(true);
    wireLog.clear();
    expect(await refresh()).toMatchObject({ added: 0, changed: 0, unchanged: 311 });
    expect(wireLog.syncs).toBe(2);
    expect(wireLog.entries.flatMap(({ steps }) => steps).filter((step) => step === "Values =")).toHaveLength(
      1,
    );
    const answer = await office.as("hanna").call("balances", { year: 2022 });
    expect(gzipSync(JSON.stringify(answer)).length).toBeLessThan(16_384);
  });

  test("in a workbook opened anew is one more, to read what it remembers", async () => {
    await refresh();
    const again = await openDesk(office.as("hanna"), { book: desk.host.book });
    again.host.wireLog.clear();
    expect(await again.commands.refreshBalances(2022, patiently())).toMatchObject({ unchanged: 311 });
    expect(again.host.wireLog.syncs).toBe(3);
    again.leave();
  });

  test("shows the sums of the service, and hides what is ours alone", async () => {
    await refresh();
    const { headings, rows } = await rowsOf("Saldo");
    const stockholm = rows.find((row) => row[headings.indexOf("_id")] === "municipality:0180")!;
    const allocation = await office.as("hanna").call("allocation", { round: "2022-kommun-1" });
    expect(stockholm.slice(0, 4)).toEqual([
      "kommun",
      "0180",
      "Stockholm",
      allocation.allotments.find(({ code }) => code === "0180")!.amount,
    ]);
    const sheet = desk.host.book.sheetNamed("Saldo")!;
    expect(sheet.hiddenColumns).toEqual(new Set([headings.indexOf("_id"), headings.indexOf("_version")]));
    expect(desk.host.book.settings.get("fordela.miljo")).toBe("prov");
    expect(await desk.read("Saldo", "A3")).toEqual([["Testmiljö. Uppgifterna gäller inte."]]);
  });
});

describe("the user's own work survives every refresh", () => {
  test("columns, sort, colours, widths, a note below and a filter", async () => {
    await desk.commands.refreshPopulation(date, patiently());
    await asUser("Befolkning", (sheet) => {
      const table = sheet.tables.getItem("Befolkning");
      table.columns.add(1, undefined, "Min kommentar");
      sheet.getRange("B5:B7").values = [["ett"], ["två"], ["tre"]];
      table.sort.apply([{ key: 5, ascending: false }]);
      sheet.getRange("C5:C9").format.fill.color = "#00FF00";
      sheet.getRange("C:C").format.columnWidth = 123;
      sheet.getRange("A330").values = [["Egen anteckning"]];
      table.columns.getItem("Mottagartyp").filter.applyValuesFilter(["kommun"]);
    });
    const sheet = desk.host.book.sheetNamed("Befolkning")!;
    const before = await desk.read("Befolkning");
    const hidden = new Set(sheet.filteredRows);
    const contents = new Map(sheet.contents);
    expect(await desk.commands.refreshPopulation(date, patiently())).toMatchObject({
      changed: 0,
      unchanged: 311,
    });
    expect(await desk.read("Befolkning")).toEqual(before);
    expect(new Map(sheet.contents)).toEqual(contents);
    expect(sheet.filteredRows).toEqual(hidden);
    expect(hidden.size).toBeGreaterThan(0);
  });

  test("a changed number lands in its own row and column after a sort, a moved column and rows put in above", async () => {
    await desk.commands.refreshPopulation(date, patiently());
    await asUser("Befolkning", (sheet) => {
      const table = sheet.tables.getItem("Befolkning");
      table.sort.apply([{ key: 4, ascending: false }]);
      sheet.getRange("1:2").insert("Down");
      table.columns.add(0, undefined, "Egen");
    });
    // As if the service had another number when the sheet was fetched.
    const { headings, rows } = await rowsOf("Befolkning");
    const at = rows.findIndex((row) => row.includes("Habo"));
    const column = headings.indexOf("Invånare");
    const true_ = rows[at]![column];
    const part = desk.host.book.xmlParts[0]!;
    part.xml = part.xml.replace(
      `["kommun","0643","Habo","Jönköpings län",${String(true_)}]`,
      `["kommun","0643","Habo","Jönköpings län",1]`,
    );
    await asUser("Befolkning", (sheet) => {
      sheet.getRange("A7").getOffsetRange(at, column).values = [[1]];
    });
    expect(await desk.commands.refreshPopulation(date, patiently())).toMatchObject({
      changed: 1,
      unchanged: 310,
      conflicts: [],
    });
    expect((await rowsOf("Befolkning")).rows[at]![column]).toBe(true_);
  });

  test("a cell that both have changed keeps the user's, and the conflict says where and what", async () => {
    await desk.commands.refreshPopulation(date, patiently());
    const part = desk.host.book.xmlParts[0]!;
    const { rows, headings } = await rowsOf("Befolkning");
    const at = rows.findIndex((row) => row.includes("Habo"));
    const theirs = rows[at]![headings.indexOf("Invånare")];
    part.xml = part.xml.replace(`"Habo","Jönköpings län",${String(theirs)}]`, `"Habo","Jönköpings län",1]`);
    await asUser("Befolkning", (sheet) => {
      sheet.getRange("E5").getOffsetRange(at, 0).values = [[7]];
    });
    const { conflicts } = await desk.commands.refreshPopulation(date, patiently());
    expect(conflicts).toEqual([
      {
        sheet: "Befolkning",
        cell: `E${at + 5}`,
        heading: "Invånare",
        yours: 7,
        theirs,
        whenFetched: 1,
        changed: { by: expect.stringMatching(/^Ada/) as string, at: "2022-11-16T10:00:00.000Z" },
      },
    ]);
    expect(await desk.read("Befolkning", `E${at + 5}`)).toEqual([[7]]);
  });

  test("who changed a balance is asked of the service when there is a conflict, and only then", async () => {
    const asked: string[] = [];
    const hanna = office.as("hanna");
    const counting = await openDesk({
      call: (name, ...rest) => {
        asked.push(name);
        return hanna.call(name, ...rest);
      },
    });
    const fetch = () => counting.commands.refreshBalances(2022, patiently());
    await fetch();
    await fetch();
    expect(asked).toEqual(["balances", "balances"]);
    const part = counting.host.book.xmlParts[0]!;
    const all = await counting.read("Saldo");
    const at = all.findIndex((row) => row.includes("Stockholm"));
    const theirs = all[at]![3];
    part.xml = part.xml.replace(`"0180","Stockholm",${String(theirs)}`, `"0180","Stockholm",1`);
    await counting.Excel.run(async (context) => {
      context.workbook.worksheets.getItem("Saldo").getRange(`D${at + 1}`).values = [[7]];
      await context.sync();
    });
    const { conflicts } = await fetch();
    expect(conflicts).toMatchObject([
      {
        cell: `D${at + 1}`,
        yours: 7,
        theirs,
        whenFetched: 1,
        changed: { by: expect.stringMatching(/^Bo/) as string },
      },
    ]);
    expect(asked.slice(2)).toEqual(["balances", "changes"]);
    counting.leave();
  });
});

describe("a key in the sheet", () => {
  test("that is not fixed says so in every amount; when it is fixed the marks go", async () => {
    const preview = await desk.commands.previewKey("2022-region", { baseAmount: 1_000_000 });
    expect(await desk.commands.insertAllocation(preview, patiently())).toMatchObject({
      sheet: "Fördelning",
      added: 21,
    });
    const formats = async (): Promise<Set<string>> =>
      await desk.Excel.run(async (context) => {
        const range = context.workbook.worksheets.getItem("Fördelning").getRange("E5:H25");
        range.load("numberFormat");
        await context.sync();
        return new Set((range.numberFormat as string[][]).flat());
      });
    expect([...(await formats())]).toEqual(['#,##0" kr (preliminärt)"']);
    const fixed = await office.as("hanna").call("allocation", { round: "2022-region" });
    expect(await desk.commands.insertAllocation(fixed, patiently())).toMatchObject({ added: 0, changed: 21 });
    expect([...(await formats())]).toEqual(['#,##0" kr"']);
  });

  test("of another round is put below, and the first is neither changed nor marked", async () => {
    const hanna = office.as("hanna");
    await desk.commands.insertAllocation(
      await hanna.call("allocation", { round: "2022-region" }),
      patiently(),
    );
    await asUser("Fördelning", (sheet) => {
      sheet.getRange("A30").values = [["Under tabellen"]];
    });
    const second = await desk.commands.insertAllocation(
      await hanna.call("allocation", { round: "2022-kommun-1" }),
      patiently(),
    );
    expect(second).toMatchObject({ added: 290, vanished: 0 });
    const { rows } = await rowsOf("Fördelning");
    expect(rows.filter(([round]) => round === "2022-region")).toHaveLength(21);
    expect(rows.filter(([round]) => round === "2022-kommun-1")).toHaveLength(290);
    expect(rows.at(-1)![0]).toBe("Under tabellen");
  });
});

describe("what stands in the way is said, and nothing is written", () => {
  const untouched = async (act: () => Promise<unknown>): Promise<WorkbookProblem> => {
    const { book } = desk.host;
    const before = book.sheets.map(({ name, contents }) => [name, new Map(contents)]);
    const problem = await refusedInWorkbook(act());
    expect(book.sheets.map(({ name, contents }) => [name, new Map(contents)])).toEqual(before);
    return problem;
  };

  test("a protected sheet", async () => {
    await refresh();
    await asUser("Saldo", (sheet) => {
      sheet.protection.protect();
    });
    expect((await untouched(refresh)).detail).toMatch(/Saldo.*skyddat.*Ta bort skyddet/);
  });

  test("a renamed column", async () => {
    await refresh();
    await asUser("Saldo", (sheet) => {
      sheet.getRange("G4").values = [["Mitt utbetalda"]];
    });
    expect((await untouched(refresh)).detail).toBe(
      "Tabellen i bladet ”Saldo” saknar kolumnen ”Utbetalt”. Sätt tillbaka rubriken, eller ta bort bladet och hämta på nytt. Inget har ändrats.",
    );
  });

  test.each<[sheet: string, fetch: (year: number) => Promise<unknown>]>([
    ["Saldo", (year) => desk.commands.refreshBalances(year, patiently())],
    ["Tabeller", (year) => desk.commands.refreshTables(year, patiently())],
    ["Återrapportering", (year) => desk.commands.fetchReportBacks(year, patiently())],
  ])("a sheet of another year: %s", async (sheet, fetch) => {
    await fetch(2022);
    const { code, detail } = await untouched(() => fetch(2021));
    expect([code, detail]).toEqual([
      "other-year",
      `Bladet ”${sheet}” visar 2022 och du har valt 2021. Välj 2022 på fliken Start, eller hämta 2021 i en annan arbetsbok. Inget har ändrats.`,
    ]);
    await fetch(2022);
  });

  test("a sheet of somebody else's with the same name", async () => {
    await desk.type("Saldo", "A1", [["Mitt saldo"]]);
    expect((await untouched(refresh)).code).toBe("sheet-taken");
  });

  test("a deleted sheet is made anew, a renamed one is found", async () => {
    await refresh();
    await asUser("Saldo", (sheet) => {
      sheet.name = "Saldo mars";
    });
    expect(await refresh()).toMatchObject({ sheet: "Saldo mars", unchanged: 311 });
    await asUser("Saldo mars", (sheet) => {
      sheet.delete();
    });
    expect(await refresh()).toMatchObject({ sheet: "Saldo", added: 311 });
  });

  test("work that is given up leaves the sheet as it was", async () => {
    await refresh();
    const stop = new AbortController();
    stop.abort(new Error("Avbrutet"));
    const before = await desk.read("Saldo");
    await expect(
      desk.commands.refreshBalances(2022, { progress: () => undefined, signal: stop.signal }),
    ).rejects.toThrow("Avbrutet");
    expect(await desk.read("Saldo")).toEqual(before);
  });
});

test("Tabeller, Avstämning, Saldo and Återrapportering are fetched, with control sums above them", async () => {
  const refreshed = await desk.commands.refreshTables(2022, patiently());
  expect(refreshed.map(({ sheet }) => sheet)).toEqual(["Tabeller", "Avstämning", "Saldo"]);
  expect((await desk.read("Avstämning", "A2"))[0]![0]).toMatch(
    /^Per \d{4}-\d\d-\d\d\. 6 omgångar, medel 193.750.000 kr \(kontrollsumma\)\.$/,
  );
  expect(await desk.commands.fetchReportBacks(2022, patiently())).toMatchObject({
    sheet: "Återrapportering",
    added: 0,
  });
  expect(await desk.commands.missingReportBacks(2022)).toEqual({ missing: [] });
  expect((await desk.commands.refreshTables(2022, patiently())).every(({ changed }) => changed === 0)).toBe(
    true,
  );
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { WorkbookProblem } from "../../../addin/excel/workbook-problem.ts";
import type { Cell } from "../../../shared/cell.ts";
import { oldWorkbook } from "../../support/old-workbook.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "../desk.ts";
import { ownSheet } from "../own-sheet.ts";

const caseOf = (name: string): string =>
  readFileSync(join(import.meta.dirname, `../../cases/history/${name}.txt`), "utf8");
const drawing = caseOf("kommuner-2012-2013");
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

/** The rows of an owned sheet as far as `columns`, below its headings. */
async function rowsOf(sheet: string, columns: number): Promise<Cell[][]> {
  const { rows } = await ownSheet(desk, sheet);
  return rows.map((row) => row.slice(0, columns));
}

describe("an old workbook at the official's desk", () => {
  test("is read, answered, imported and shown with what was left out; taking it back marks its rows", async () => {
    const bytes = await oldWorkbook(drawing.replace("| Botkyrka kommun ", "| =2+2           "));
    const first = await desk.commands.readHistory("gammal.xlsx", bytes);
    expect(first.reading.rows).toEqual({ read: 14, imported: 3, leftOut: 11 });

    const mapping = first.sheets[0]!.mapping!;
    const colours = { FFFF00: "klart", FF9999: "återkrav" };
    const answered = await desk.commands.answerHistory(first, { Bidrag: { ...mapping, colours } });
    expect(answered.reading.leftOut.filter(({ what }) => what === "cell")).toEqual([]);

    const { done, refreshed } = await desk.commands.importHistory(answered, patiently());
    expect(refreshed.map(({ sheet, added }) => [sheet, added])).toEqual([
      ["Ingående balanser", 5],
      ["Utelämnat", 11],
      ["Kontrollsummor", 12],
    ]);
    const opening = await rowsOf("Ingående balanser", 14);
    expect(opening[0]).toEqual([
      "kommun",
      "0114",
      "Upplands Väsby",
      "2012",
      100_000,
      "",
      90_000,
      "",
      "",
      "",
      "",
      "rätt rad",
      "Importerad",
      "gammal.xlsx, Bidrag!A7",
    ]);
    expect(opening.map((row) => row[10])).toEqual(["", "", "", "återkrav", "återkrav"]);
    // Text from outside stays text.
    const leftOut = await rowsOf("Utelämnat", 5);
    expect(leftOut.find(([cell]) => cell === "Bidrag!A8")?.[2]).toMatch(/=2\+2$/);
    expect((await rowsOf("Kontrollsummor", 7)).find(([cell]) => cell === "Bidrag!C17")).toEqual([
      "Bidrag!C17",
      "Totalt",
      "Beviljat 2012",
      521_001,
      150_000,
      371_000,
      1,
    ]);

    // A colleague with the same layout is not asked again.
    const hugo = office.as("hugo");
    const again = await hugo.call("previewHistory", { ...first.workbook });
    expect(again.sheets[0]?.mapping?.colours).toEqual(colours);

    const back = await desk.commands.withdrawHistory(done.id, "fel arbetsbok", patiently());
    expect(back.refreshed).toMatchObject([
      { sheet: "Ingående balanser", vanished: 5 },
      { sheet: "Utelämnat", vanished: 11 },
      { sheet: "Kontrollsummor", vanished: 12 },
    ]);
    expect((await desk.commands.historyImports()).imports).toMatchObject([
      { id: done.id, withdrawn: { ground: "fel arbetsbok" } },
    ]);
  });

  test("of several sheets every row is imported or told, sums stand, and what is the official's own stays", async () => {
    const [municipal, regional] = [drawing, caseOf("regioner-tkr")];
    const notes = "blad: Läs mig\n| Frågor: ring Kim (exempeldata)";
    const bytes = await oldWorkbook([municipal, regional, notes].join("\n"));
    const read = await desk.commands.readHistory("tio år.xlsx", bytes);
    expect(read.sheets.map(({ name, mapping }) => [name, mapping?.kind ?? null])).toEqual([
      ["Bidrag", "municipality"],
      ["2016", "region"],
      ["2017", "region"],
      ["Läs mig", null],
    ]);
    const { done } = await desk.commands.importHistory(read, patiently());

    const told = await rowsOf("Utelämnat", 5);
    const opening = await rowsOf("Ingående balanser", 14);
    expect(told[0]!.slice(0, 4)).toEqual([
      "Läs mig!A1",
      "Bladet",
      "Läs mig",
      "Bladet har ingen rad med rubriker.",
    ]);
    expect(told.filter(([, , , why]) => why === "")).toEqual([]);
    const rowOf = (cell: Cell | undefined): string => String(cell).replace(/![A-Z]+/, "!");
    const imported = new Set(opening.map((row) => rowOf(String(row[13]).replace("tio år.xlsx, ", ""))));
    const out = told.filter(([, what]) => what === "Raden").map(([cell]) => rowOf(cell));
    const all = read.workbook.sheets.flatMap(({ name, rows }, i) =>
      rows.flatMap((cells, at) =>
        at >= (read.sheets[i]!.headingRow ?? Infinity) && cells.some((cell) => cell !== null)
          ? [`${name}!${at + 1}`]
          : [],
      ),
    );
    // Each once: nothing is left out in silence, and nothing is both.
    expect([...imported, ...out].sort()).toEqual(all.sort());
    expect(done.rows).toMatchObject({ read: all.length, imported: imported.size, leftOut: out.length });

    const controls = await rowsOf("Kontrollsummor", 8);
    expect(controls.length).toBeGreaterThan(12);
    for (const [cell, , , stated, here, left, difference, text] of controls) {
      expect([cell, Number(here) + Number(left) + Number(difference)]).toEqual([cell, stated]);
      expect([cell, String(text).startsWith("OK")]).toEqual([cell, difference === 0]);
    }
    const kronor = opening.flatMap((row) => row.slice(4, 9)).reduce<number>((sum, kr) => sum + Number(kr), 0);
    expect(kronor).toBe(done.kronor.imported);

    // The official's own column, a colour and a note stay through a withdrawal and the next import.
    const own = 18;
    await desk.Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem("Ingående balanser");
      const column = sheet.getRangeByIndexes(3, own, 2, 1);
      column.values = [["Min anteckning"], ["ring"]];
      sheet.getRange("A5").format.fill.color = "#FFFF00";
      await context.sync();
    });
    const kept = () =>
      desk.Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getItem("Ingående balanser");
        const note = sheet.getRangeByIndexes(3, own, 2, 1);
        const { fill } = sheet.getRange("A5").format;
        note.load("values");
        fill.load("color");
        await context.sync();
        return [...(note.values as Cell[][]).flat(), fill.color];
      });
    const mine = await kept();
    await desk.commands.withdrawHistory(done.id, "läses in med svar", patiently());
    const statusOf = async (sheet: string): Promise<Cell[]> => {
      const { rows, column } = await ownSheet(desk, sheet);
      return rows.map((row) => row[column("Status")]!);
    };
    for (const sheet of ["Ingående balanser", "Utelämnat", "Kontrollsummor"])
      expect([sheet, new Set(await statusOf(sheet))]).toEqual([sheet, new Set(["Återtagen"])]);
    const again = await desk.commands.importHistory(read, patiently());
    expect(again.done.rows).toEqual(done.rows);
    expect(again.refreshed.map(({ added, vanished }) => [added, vanished])).toEqual([
      [opening.length, opening.length],
      [told.length, 0],
      [controls.length, 0],
    ]);
    expect((await rowsOf("Ingående balanser", 14)).slice(0, opening.length)).toEqual(opening);
    expect(await kept()).toEqual(mine);
  });

  test("a sheet that is said not to be read is left out by name", async () => {
    const bytes = await oldWorkbook(`${drawing}\nblad: Kladd\n| Kommun | Beviljat |\n| Falun | 1 |`);
    const first = await desk.commands.readHistory("gammal.xlsx", bytes);
    const without = await desk.commands.answerHistory(first, { Kladd: null });
    expect(without.reading.leftOut[0]).toMatchObject({
      sheet: "Kladd",
      what: "sheet",
      why: "Bladet är inte valt.",
    });
  });

  test("a file that is no workbook is refused in words, and nothing is written", async () => {
    const refused: unknown = await desk.commands
      .readHistory("bild.pdf", new TextEncoder().encode("%PDF-1.7"))
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(WorkbookProblem);
    expect((refused as WorkbookProblem).detail).toMatch(/^Filen är en PDF\./);
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { WorkbookProblem } from "../../../addin/excel/workbook-problem.ts";
import type { Cell } from "../../../shared/cell.ts";
import { oldWorkbook } from "../../support/old-workbook.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "../desk.ts";

const drawing = readFileSync(join(import.meta.dirname, "../../cases/history/kommuner-2012-2013.txt"), "utf8");
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
  const all = await desk.read(sheet);
  const headings = all.findIndex((row) => row.includes("_id"));
  return all.slice(headings + 1).map((row) => row.slice(0, columns));
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
    expect(back.refreshed).toMatchObject([{ sheet: "Ingående balanser", vanished: 5 }]);
    expect((await desk.commands.historyImports()).imports).toMatchObject([
      { id: done.id, withdrawn: { ground: "fel arbetsbok" } },
    ]);
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

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { CheckResult } from "../../../addin/commands/contract.ts";
import { conditionalLooks } from "../../../preview/host/evaluate/conditional.ts";
import { FormulaEvaluator } from "../../../preview/host/evaluate/formula-evaluator.ts";
import { startEngine } from "../../../preview/host/evaluate/start-engine.ts";
import { requisitionFile } from "../../../preview/sample/requisition-file.ts";
import { sampleYear } from "../../../preview/sample/sample-year.ts";
import { cellAddress } from "../../../shared/address.ts";
import type { Cell } from "../../../shared/cell.ts";
import type { Problem } from "../../../shared/problems.ts";
import { validateRequisitions } from "../../../shared/requisition/validate.ts";
import { allottedByKey } from "../../preview/sample/allotted.ts";
import { readBack, requisitionContext } from "../../preview/sample/validation.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "../desk.ts";
import { refusedInWorkbook } from "../refused.ts";

startEngine(readFileSync(createRequire(import.meta.url).resolve("@ironcalc/wasm/wasm_bg.wasm")));

const file = await readBack(await requisitionFile(sampleYear(), allottedByKey));
const width = Math.max(...file.rows.map((row) => row.length));
const cells = file.rows.map((row): Cell[] => Array.from({ length: width }, (_, i) => row[i] ?? null));
const headingRow = cells.findIndex((row) => row.includes("Kod"));
/** Headings and the first rows with faults: quicker than the whole file. */
const few = [cells[headingRow]!, ...cells.slice(headingRow + 1, headingRow + 41)];
const expected = validateRequisitions(file, requisitionContext);

let office: Office;
let desk: Desk;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => {
  desk.leave();
});

async function deskWith(
  rows: readonly (readonly Cell[])[],
  at = "A1",
  sheet = "Rekvisitioner",
): Promise<CheckResult> {
  desk = await openDesk(office.as("hanna"));
  await desk.type(sheet, at, rows);
  return await desk.commands.check(patiently());
}

/** What the user does in the workbook, with Excel's own means. */
function asUser(act: (sheet: Excel.Worksheet, context: Excel.RequestContext) => void): Promise<void> {
  return desk.Excel.run(async (context) => {
    act(context.workbook.worksheets.getItem("Rekvisitioner"), context);
    await context.sync();
  });
}

async function selected(): Promise<{ address: string; value: Cell; heading: Cell }> {
  return await desk.Excel.run(async (context) => {
    const range = context.workbook.getSelectedRange();
    range.load("address,values,columnIndex");
    const used = range.worksheet.getUsedRange(true);
    used.load("values,columnIndex");
    await context.sync();
    const headings = (used.values as Cell[][]).find((row) => row.includes("Kontroll")) ?? [];
    return {
      address: range.address,
      value: (range.values[0]![0] as Cell) === "" ? null : (range.values[0]![0] as Cell),
      heading: headings[range.columnIndex - used.columnIndex] ?? null,
    };
  });
}

const contentsOf = (name = "Rekvisitioner"): ReadonlyMap<number, unknown> =>
  new Map(desk.host.book.sheetNamed(name)!.contents);

describe("Kontrollera", () => {
  test("finds in the workbook what the service finds in the file, and says it beside each row", async () => {
    const result = await deskWith(cells);
    expect(result).toMatchObject({ sheet: "Rekvisitioner", rowCount: expected.rowCount, differing: false });
    expect(result.problems).toEqual(expected.problems);
    const after = await desk.read("Rekvisitioner");
    const at = after[headingRow]!.indexOf("Kontroll");
    expect(after[headingRow]![at + 1]).toBe("_fordela");
    const texts = after.slice(headingRow + 1).map((row) => row[at]);
    expect(texts.filter((text) => text === "OK")).toHaveLength(result.withoutProblems);
    expect(desk.host.wireLog.formatsBeforeValues).toBe(true);
    expect(desk.host.wireLog.largestRequest).toBeLessThan(4_000_000);
    expect(desk.host.keptReferences).toBe(0);
  });

  test("changes no cell of the user's, neither content nor look", async () => {
    desk = await openDesk(office.as("hanna"));
    await desk.type("Rekvisitioner", "A1", few);
    await asUser((sheet) => {
      sheet.getRange("A1:O9").format.fill.color = "#FFFF00";
      sheet.getRange("B3:B9").format.columnWidth = 33;
    });
    const before = contentsOf();
    const { columnWidths } = desk.host.book.sheetNamed("Rekvisitioner")!;
    const width = columnWidths.get(1);
    await desk.commands.check(patiently());
    const after = contentsOf();
    for (const [key, cell] of before) expect(after.get(key)).toEqual(cell);
    expect(columnWidths.get(1)).toBe(width);
  });

  test("the texts of Kontroll take the lines they need; the columns of the user's neither width nor lines", async () => {
    desk = await openDesk(office.as("hanna"));
    await desk.type("Rekvisitioner", "A1", few);
    await desk.commands.check(patiently());
    const sheet = desk.host.book.sheetNamed("Rekvisitioner")!;
    const [headings, ...rows] = await desk.read("Rekvisitioner");
    const at = headings!.indexOf("Kontroll");
    const own = sheet.columnWidths.get(at)!;
    expect(rows.some((row) => String(row[at]).length > 100)).toBe(true);
    const wraps = (column: number): boolean[] => rows.map((_, i) => sheet.styleAt(i + 1, column).wrapText);
    expect(new Set(wraps(at))).toEqual(new Set([true]));
    expect(own).toBeGreaterThan(300);
    for (let column = 0; column < at; column++)
      expect([...new Set(wraps(column)), sheet.columnWidths.get(column)]).toEqual([false, undefined]);
    expect(sheet.rowHeights.size).toBe(0);

    // Her own width of it stays; a text that is longer than before is shown all the same.
    sheet.columnWidths.set(at, 90);
    await asUser((her) => {
      her.getRangeByIndexes(1, at, 5, 1).format.wrapText = false;
    });
    await desk.commands.check(patiently());
    expect([sheet.columnWidths.get(at), ...new Set(wraps(at))]).toEqual([90, true]);
  });

  test("marks exactly the cells with problems, by one conditional format however often it is run", async () => {
    const evaluator = new FormulaEvaluator(() => false);
    desk = await openDesk(office.as("hanna"), { evaluator });
    await desk.type("Rekvisitioner", "C5", few);
    await desk.commands.check(patiently());
    const { problems } = await desk.commands.check(patiently());
    const { book } = desk.host;
    const sheet = book.sheetNamed("Rekvisitioner")!;
    expect(sheet.conditionalFormats).toHaveLength(1);
    const looks = conditionalLooks(book, sheet, { row: 0, column: 0, rows: 60, columns: 30 }, evaluator);
    const marked = [...looks.keys()].map((key) => cellAddress(Math.floor(key / 16_384) + 1, key % 16_384));
    expect(marked.sort()).toEqual([...new Set(problems.map(({ cell }) => cell))].sort());
    expect(problems.length).toBeGreaterThan(3);
  });

  test("has the right addresses when the sheet begins at C5 and has blank rows", async () => {
    const blank = few[0]!.map(() => null);
    const { problems } = await deskWith([...few.slice(0, 3), blank, blank, ...few.slice(3)], "C5");
    const now = await desk.read("Rekvisitioner", "A1:Z60");
    expect(problems.length).toBeGreaterThan(3);
    for (const { row, cell, value } of problems) {
      const column = cell.charCodeAt(0) - 65;
      expect(now[row - 1]![column] === "" ? null : now[row - 1]![column], cell).toEqual(value);
    }
  });

  test("reads the sheet Rekvisitioner when the active one has no requisitions", async () => {
    desk = await openDesk(office.as("hanna"));
    await desk.type("Rekvisitioner", "A1", few);
    await desk.type("Anteckningar", "A1", [["Ring Falun"]]);
    expect((await desk.commands.check(patiently())).sheet).toBe("Rekvisitioner");
  });

  test.each<[string, Cell[][], string, RegExp]>([
    ["the headings are missing", [["Budget", "2022"]], "wrong-sheet", /rekvisitionens rubriker/],
    ["no row is filled in", [few[0]!, few[0]!.map(() => " ")], "nothing-here", /inga rader under rubrikerna/],
  ])("says that %s, and writes nothing", async (_, rows, code, detail) => {
    expect(await refusedInWorkbook(deskWith(rows, "A1", "Budget"))).toMatchObject({
      code,
      detail: expect.stringMatching(detail) as unknown,
    });
    expect(await desk.read("Budget")).toEqual(rows);
  });

  test("names a missing column at the place where it can be put", async () => {
    const at = few[0]!.indexOf("E-post");
    const { problems } = await deskWith(few.map((row) => [...row.slice(0, at), ...row.slice(at + 1)]));
    expect(problems[0]).toMatchObject({ rule: "rubrik-finns", column: "email", row: 1, cell: "O1" });
  });

  test("reads a table, adds its columns to the table, and leaves out the row of sums", async () => {
    desk = await openDesk(office.as("hanna"));
    await desk.type("Rekvisitioner", "B2", few);
    await asUser((sheet) => {
      sheet.getRange("R2:R3").values = [["bredvid"], ["utanför"]];
      const table = sheet.tables.add("B2:P42", true);
      table.name = "Mina";
      table.showTotals = true;
    });
    const { rowCount, problems } = await desk.commands.check(patiently());
    expect(rowCount).toBe(validateRequisitions({ sheet: "x", rows: few }, requisitionContext).rowCount);
    expect(problems.some(({ row }) => row === 43)).toBe(false);
    const [headings] = await desk.read("Rekvisitioner", "B2:T2");
    expect(headings!.slice(-4)).toEqual(["Kontroll", "_fordela", "", "bredvid"]);
    expect(
      desk.host.book
        .tableNamed("Mina")!
        .columns.map(({ name }) => name)
        .slice(-2),
    ).toEqual(["Kontroll", "_fordela"]);
  });
});

/** The first problem of the sheet about this column. */
function about(problems: readonly Problem[], column: string): Problem {
  return problems.find((problem) => problem.column === column && problem.row > 1) ?? expect.fail(column);
}

describe("a problem's cell is found when it is clicked", () => {
  test("where it was", async () => {
    const { problems } = await deskWith(few);
    const problem = problems[0]!;
    await desk.commands.showProblem(problem);
    expect((await selected()).address).toBe(`Rekvisitioner!${problem.cell}`);
  });

  test("after a sort", async () => {
    const { problems } = await deskWith(few);
    await asUser((sheet) => {
      sheet.getRange("A2:Q41").sort.apply([{ key: 2, ascending: false }]);
    });
    for (const problem of problems) {
      await desk.commands.showProblem(problem);
      expect(await selected(), problem.text).toMatchObject({ value: problem.value });
    }
  });

  test("after rows and columns have been put in, and a filter", async () => {
    const { problems } = await deskWith(few);
    const heading = few[0]![problems[0]!.cell.charCodeAt(0) - 65];
    await asUser((sheet) => {
      sheet.getRange("1:3").insert("Down");
      sheet.getRange("A:B").insert("Right");
      sheet.getRange("10:10").insert("Down");
    });
    await desk.commands.showProblem(problems[0]!);
    expect(await selected()).toMatchObject({ value: problems[0]!.value, heading });
  });

  test("after its heading has been rewritten", async () => {
    const { problems } = await deskWith(few);
    const problem = problems[0]!;
    const letter = problem.cell.replace(/\d+/, "");
    await asUser((sheet) => {
      sheet.getRange(`${letter}1`).values = [["Något helt annat"]];
    });
    await desk.commands.showProblem(problem);
    expect((await selected()).address).toBe(`Rekvisitioner!${problem.cell}`);
  });

  test("and in a sheet that has been renamed", async () => {
    const { problems } = await deskWith(few);
    await asUser((sheet) => {
      sheet.name = "Rekv 2022";
    });
    await desk.commands.showProblem(problems[0]!);
    expect((await selected()).address).toBe(`'Rekv 2022'!${problems[0]!.cell}`);
  });

  test("and is said to be gone with its row, its column or its sheet", async () => {
    const { problems } = await deskWith(few);
    const problem = problems[0]!;
    await asUser((sheet) => {
      sheet.getRange(`${problem.row}:${problem.row}`).delete("Up");
    });
    expect((await refusedInWorkbook(desk.commands.showProblem(problem))).code).toBe("row-gone");
    const other = about(problems, problems.find(({ row }) => row !== problem.row)!.column);
    await asUser((sheet) => {
      const letter = other.cell.replace(/\d+/, "");
      sheet.getRange(`${letter}:${letter}`).delete("Left");
    });
    const left = problems.find(({ column, row }) => column === other.column && row !== problem.row)!;
    expect(await refusedInWorkbook(desk.commands.showProblem(left))).toMatchObject({ code: "column-gone" });
    await asUser((sheet) => {
      sheet.delete();
    });
    expect((await refusedInWorkbook(desk.commands.showProblem(left))).code).toBe("sheet-gone");
  });
});

describe("Rätta skrivfel", () => {
  test("mends what is safe; Ångra puts back exactly what stood there", async () => {
    const result = await deskWith(cells);
    const before = contentsOf();
    const fixable = result.problems.filter(({ fix }) => fix !== undefined);
    expect(result.fixable).toBe(fixable.length);
    const { cells: written, undo } = await desk.commands.applyFixes(result, patiently());
    expect(written).toBe(fixable.length);
    const again = await desk.commands.check(patiently());
    expect(again.problems).toEqual(
      expected.problems
        .filter((problem) => problem.fix === undefined)
        .filter(({ rule }) => again.problems.some((one) => one.rule === rule)),
    );
    expect(again.fixable).toBe(0);
    await undo!();
    const after = contentsOf();
    const own = after.size - before.size;
    for (const [key, cell] of before) {
      const heading = key % 16_384;
      if (heading < width) expect(after.get(key)).toEqual(cell);
    }
    expect(own).toBe(0);
    expect((await desk.commands.check(patiently())).problems).toEqual(expected.problems);
  });

  test("Ångra finds its cells after a sort, and leaves what somebody has changed since", async () => {
    const result = await deskWith(cells.slice(headingRow));
    const before = (await desk.read("Rekvisitioner")).map((row) => row.slice(0, width));
    const { undo } = await desk.commands.applyFixes(result, patiently());
    await asUser((sheet) => {
      sheet.getRange(`A2:Q${cells.length - headingRow}`).sort.apply([{ key: 3, ascending: true }]);
    });
    await undo!();
    const after = (await desk.read("Rekvisitioner")).map((row) => row.slice(0, width));
    const text = (rows: Cell[][]): string[] =>
      rows
        .map((row) => JSON.stringify(row))
        .filter((row) => /\w/.test(row))
        .sort();
    expect(text(after)).toEqual(text(before));
  });

  test("leaves a formula alone, and a cell that has been changed since the control", async () => {
    desk = await openDesk(office.as("hanna"));
    await desk.type("Rekvisitioner", "A1", few);
    const first = await desk.commands.check(patiently());
    const fixes = first.problems.filter(({ fix }) => fix !== undefined);
    await asUser((sheet) => {
      const range = sheet.getRange(fixes[0]!.cell);
      range.numberFormat = [["General"]];
      range.values = [["ändrat"]];
    });
    const { cells: written } = await desk.commands.applyFixes(first, patiently());
    expect(written).toBe(fixes.length - 1);
    expect(await desk.read("Rekvisitioner", fixes[0]!.cell)).toEqual([["ändrat"]]);
  });
});

describe("Fel", () => {
  test("lists every problem with a link to its cell, and is made anew the next time", async () => {
    const result = await deskWith(few);
    await desk.commands.writeProblemSheet(result);
    await asUser((sheet) => {
      sheet.getRange("1:1").insert("Down");
    });
    const { cells: written, undo } = await desk.commands.writeProblemSheet(result);
    expect(undo).toBeNull();
    expect(written).toBe(result.problems.length * 7);
    const rows = await desk.read("Fel");
    expect(rows[0]![0]).toBe("Fel i bladet Rekvisitioner");
    const place = result.problems[0]!.cell.replace(/\d+/, (row) => String(Number(row) + 1));
    expect(rows[4]![0]).toBe(`Rekvisitioner!${place}`);
    const { hyperlinks } = desk.host.book.sheetNamed("Fel")!;
    expect(hyperlinks.map(({ link }) => link.documentReference)[0]).toBe(`'Rekvisitioner'!${place}`);
    expect(hyperlinks).toHaveLength(result.problems.length);
  });

  test("says what became of each: mended at the cell where it is now, unless the fix was taken back", async () => {
    const first = await deskWith(few);
    const { cells: mended, undo } = await desk.commands.applyFixes(first, patiently());
    await asUser((sheet) => {
      sheet.getRange("1:1").insert("Down");
    });
    const second = await desk.commands.check(patiently());
    const outcomes = async (): Promise<string[]> => {
      await desk.commands.writeProblemSheet(second);
      return (await desk.read("Fel")).slice(4).map((row) => `${String(row[0])} ${String(row[5])}`);
    };
    const said = await outcomes();
    expect(said.filter((text) => text.endsWith("Rättat"))).toHaveLength(mended);
    expect(said).toHaveLength(mended + second.problems.length);
    const fixed = first.problems.find(({ fix }) => fix !== undefined)!;
    const cell = fixed.cell.replace(/\d+/, (row) => String(Number(row) + 1));
    expect(said).toContain(`Rekvisitioner!${cell} Rättat`);
    await desk.type("Rekvisitioner", cell, [[fixed.value]]);
    const third = await desk.commands.check(patiently());
    const again = await desk.commands.applyFixes(third, patiently());
    expect(again.cells).toBe(1);
    expect((await outcomes()).filter((text) => text === `Rekvisitioner!${cell} Rättat`)).toHaveLength(1);
    await again.undo!();
    await undo!();
    expect((await outcomes()).filter((text) => text.endsWith("Rättat"))).toEqual([]);
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ApplicationCheck } from "../../../addin/commands/application-contract.ts";
import { ngoApplicationFile2013 } from "../../../preview/sample/ngo-application-file.ts";
import { applicationColumns, type ApplicationColumnId } from "../../../shared/application/columns.ts";
import type { Cell } from "../../../shared/cell.ts";
import { writeCsv } from "../../../shared/files/csv.ts";
import type { Problem } from "../../../shared/problems.ts";
import { findRound } from "../../../shared/programmes/index.ts";
import { hostileCells } from "../../shared/requisition/hostile-cells.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "../desk.ts";
import { refused } from "../refused.ts";

/** The sheet of NGOs' applications of 2013 (exempeldata): headings, and the first rows with these slips. */
const round = findRound("2013-ideell")!;
const columns = applicationColumns([]);
const file = await ngoApplicationFile2013();
const headingRow = file.rows.findIndex((row) => row.includes("Sökande"));
const at = (id: ApplicationColumnId): number => columns.findIndex((column) => column.id === id);
const letterOf = (id: ApplicationColumnId): string => String.fromCharCode(65 + at(id));
const incoming = { received: "2013-03-01", channel: "e-post" } as const;

const rows = file.rows.slice(headingRow, headingRow + 13).map((row) => columns.map((_, i) => row[i] ?? null));
const width = columns.length;
const slip = (row: number, id: ApplicationColumnId, cell: Cell): void => {
  rows[row]![at(id)] = cell;
};
// Row 1 is the first under the headings. Those of the first four are slips of the pen.
const amount = Number(rows[1]![at("amount")]);
slip(1, "amount", `${String(amount).replace(/(\d{3})$/, "\u00a0$1")} kr`);
slip(3, "orgnr", String(rows[3]![at("orgnr")]).replace("-", ""));
slip(4, "accountKind", "PG");
slip(4, "contact", "\u200bKim Exempel");
slip(6, "account", "123456-1");
slip(5, "email", "ingen adress");
slip(8, "received", "2013-05-20");
slip(9, "budget", 1);
const slips = 4;

let office: Office;
let desk: Desk;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => {
  desk.leave();
});

async function checked(
  cells: readonly (readonly Cell[])[] = rows,
  address = "A1",
  sheet = "Inkommet",
): Promise<ApplicationCheck> {
  desk = await openDesk(office.as("hanna"));
  await desk.type(sheet, address, cells);
  return await desk.commands.checkApplications(round, patiently());
}

function asUser(act: (sheet: Excel.Worksheet) => void): Promise<void> {
  return desk.Excel.run(async (context) => {
    act(context.workbook.worksheets.getItem("Inkommet"));
    await context.sync();
  });
}

async function selected(): Promise<{ heading: Cell; value: Cell }> {
  return await desk.Excel.run(async (context) => {
    const range = context.workbook.getSelectedRange();
    range.load("values,columnIndex");
    const used = range.worksheet.getUsedRange(true);
    used.load("values,columnIndex");
    await context.sync();
    const headings = (used.values as Cell[][]).find((row) => row.includes("Kontroll")) ?? [];
    const value = range.values[0]![0] as Cell;
    return {
      heading: headings[range.columnIndex - used.columnIndex] ?? null,
      value: value === "" ? null : value,
    };
  });
}

const headingOf = ({ column }: Problem): string => columns.find(({ id }) => id === column)!.heading;
const told = ({ problems }: { readonly problems: readonly Problem[] }): string[] =>
  problems.map(({ cell, rule }) => `${cell} ${rule}`);

describe("Kontrollera", () => {
  test("says of each row in the column Kontroll what to do, here as in the service, and names the cells", async () => {
    const check = await checked();
    expect(told(check)).toEqual([
      `${letterOf("amount")}2 belopp-skrivsatt`,
      `${letterOf("orgnr")}4 orgnr-form`,
      `${letterOf("contact")}5 text-utan-dolda-tecken`,
      `${letterOf("accountKind")}5 kontotyp-kand`,
      `${letterOf("email")}6 epost-form`,
      `${letterOf("account")}7 konto-kontrollsiffra`,
      `${letterOf("received")}9 inkom-i-fonstret`,
      `${letterOf("amount")}10 budget-ar-sokt-belopp`,
    ]);
    expect(check).toMatchObject({ sheet: "Inkommet", differing: false, fixable: slips });
    const after = await desk.read("Inkommet");
    const texts = after.map((row) => row[width]);
    expect(after[0]!.slice(width)).toEqual(["Kontroll", "_fordela"]);
    expect(texts[5]).toMatch(/^E-post: /);
    expect(texts.filter((text) => text === "OK")).toHaveLength(check.withoutProblems);
    expect(after.map((row) => row.slice(0, width))).toEqual(rows.map((row) => row.map((cell) => cell ?? "")));
  });

  test("leaves alone what Fördela has fetched itself", async () => {
    desk = await openDesk(office.as("hanna"));
    await desk.commands.fetchApplications(round, patiently());
    await desk.Excel.run(async (context) => {
      context.workbook.worksheets.getItem("Ansökningar").activate();
      await context.sync();
    });
    const before = await desk.read("Ansökningar");
    const problem = await refused(desk.commands.checkApplications(round, patiently()));
    expect(problem).toMatchObject({
      code: "wrong-sheet",
      detail: expect.stringContaining("hämtat") as unknown,
    });
    expect(await desk.read("Ansökningar")).toEqual(before);
  });

  test("of a sheet to fill in that nobody has filled in says that it has no rows", async () => {
    desk = await openDesk(office.as("hanna"));
    await desk.commands.newApplicationSheet(round, patiently());
    expect(await refused(desk.commands.checkApplications(round, patiently()))).toMatchObject({
      code: "nothing-here",
      detail:
        "Bladet ”Ansökningar in” har inga rader under rubrikerna. Fyll i dem, eller öppna bladet som har kommit in, och försök igen. Inget har ändrats eller skickats.",
    });
  });

  test("of hostile cells: the pane's list is the service's, and nothing that is written is a formula", async () => {
    const texts = hostileCells
      .map(([, cell]) => cell)
      .filter((cell) => typeof cell === "string" && cell.length <= 32_767);
    const hostile = texts.map((text, i) => rows[11]!.map((cell, j) => (j === i % width ? text : cell)));
    const check = await checked([rows[0]!, ...hostile]);
    expect(check.differing).toBe(false);
    expect(check.problems.length).toBeGreaterThan(texts.length / 2);
    await desk.commands.applyFixes(check, patiently());
    await desk.commands.writeProblemSheet(check);
    const formulas = desk.host.book.sheets.flatMap((sheet) =>
      [...sheet.contents.values()].filter(({ formula }) => formula !== null),
    );
    expect(formulas).toEqual([]);
  });
});

describe("a problem's cell is found when it is clicked", () => {
  test("after a sort, and with the columns in any order", async () => {
    const order = columns.map((_, i) => (i * 5) % width);
    const check = await checked(
      rows.map((row) => order.map((i) => row[i]!)),
      "C3",
    );
    expect(check.problems.map(({ rule }) => rule).sort()).toEqual(
      [
        "belopp-skrivsatt",
        "budget-ar-sokt-belopp",
        "epost-form",
        "text-utan-dolda-tecken",
        "inkom-i-fonstret",
        "konto-kontrollsiffra",
        "kontotyp-kand",
        "orgnr-form",
      ].sort(),
    );
    await asUser((sheet) => {
      sheet.getRange("C4:U15").sort.apply([{ key: order.indexOf(at("orgnr")), ascending: false }]);
    });
    for (const problem of check.problems) {
      await desk.commands.showProblem(problem);
      expect(await selected(), problem.text).toEqual({ heading: headingOf(problem), value: problem.value });
    }
  });

  test("after rows and columns have been put in, and a filter", async () => {
    const { problems } = await checked();
    await asUser((sheet) => {
      sheet.autoFilter.apply(sheet.getRange(`A1:S${rows.length}`), at("accountKind"), {
        filterOn: "Values",
        values: ["plusgiro"],
      });
    });
    await asUser((sheet) => {
      sheet.getRange("6:8").insert("Down");
      sheet.getRange("1:2").insert("Down");
      sheet.getRange("A:B").insert("Right");
    });
    for (const problem of problems) {
      await desk.commands.showProblem(problem);
      expect(await selected(), problem.text).toEqual({ heading: headingOf(problem), value: problem.value });
    }
    // And a new control says the same of the cells where they are now.
    const again = await desk.commands.checkApplications(round, patiently());
    expect(again.problems.map(({ rule, value }) => [rule, value])).toEqual(
      problems.map(({ rule, value }) => [rule, value]),
    );
    expect(again.problems.map(({ row }) => row)).toEqual(
      problems.map(({ row }) => row + 2 + (row >= 6 ? 3 : 0)),
    );
  });

  test("of this sheet, when a sheet of requisitions has been controlled since", async () => {
    const { problems } = await checked();
    await desk.type("Rekvisitioner", "A1", [
      ["Kod", "Mottagare", "Rekvirerat belopp"],
      ["0114", "x", 1],
    ]);
    const { problems: others } = await desk.commands.check(patiently());
    for (const [problem, sheet] of [
      [problems[0]!, "Inkommet"],
      [others[0]!, "Rekvisitioner"],
    ] as const) {
      await desk.commands.showProblem(problem);
      const active = await desk.Excel.run(async (context) => {
        const now = context.workbook.worksheets.getActiveWorksheet();
        now.load("name");
        await context.sync();
        return now.name;
      });
      expect(active).toBe(sheet);
    }
  });
});

describe("Rätta skrivfel", () => {
  test("mends what is safe; Ångra puts back exactly what stood there, wherever the rows are by then", async () => {
    const check = await checked();
    const before = (await desk.read("Inkommet")).map((row) => row.slice(0, width));
    const { cells, undo } = await desk.commands.applyFixes(check, patiently());
    expect(cells).toBe(slips);
    const again = await desk.commands.checkApplications(round, patiently());
    expect(told(again)).toEqual(told({ problems: check.problems.filter(({ fix }) => fix === undefined) }));
    expect((await desk.read("Inkommet"))[1]![at("amount")]).toBe(amount);
    await asUser((sheet) => {
      sheet.getRange(`A2:U${rows.length}`).sort.apply([{ key: at("orgnr"), ascending: false }]);
    });
    await undo!();
    const sorted = (cells: Cell[][]): string[] => cells.map((row) => JSON.stringify(row)).sort();
    const after = (await desk.read("Inkommet")).map((row) => row.slice(0, width));
    expect(sorted(after)).toEqual(sorted(before));
  });

  test("and Fel says what became of each", async () => {
    const first = await checked();
    await desk.commands.applyFixes(first, patiently());
    const second = await desk.commands.checkApplications(round, patiently());
    await desk.commands.writeProblemSheet(second);
    const outcomes = (await desk.read("Fel")).slice(4).map((row) => row[5]);
    expect(outcomes.filter((outcome) => outcome === "Rättat")).toHaveLength(slips);
    expect(outcomes).toHaveLength(first.problems.length);
  });
});

describe("a file of applications", () => {
  const good = file.rows.slice(headingRow).map((row) => columns.map((_, i) => row[i] ?? null));
  const csv = (from: number, to: number): Uint8Array<ArrayBuffer> =>
    new Uint8Array(writeCsv([["Inkomna ansökningar"], [], good[0]!, ...good.slice(from, to)]));

  async function imported(name: string, bytes: Uint8Array): Promise<ApplicationCheck> {
    desk = await openDesk(office.as("hanna"));
    const preview = await desk.commands.readApplicationFile(round, name, bytes);
    await desk.commands.importApplications(round, preview, patiently());
    return await desk.commands.checkApplications(round, patiently());
  }

  async function kept(name: string): Promise<Uint8Array> {
    const { documents } = await office.as("hanna").call("documents", { year: 2013 });
    const document = documents.find((one) => one.name === name)!.id;
    const { base64 } = await office.as("hanna").call("documentFile", { year: 2013, document });
    return new Uint8Array(Buffer.from(base64, "base64"));
  }

  test(".xlsx: every row on a sheet of its own, controlled, and registered with the file unchanged", async () => {
    const check = await imported(file.name, file.bytes);
    expect(check).toMatchObject({
      sheet: "Ansökningar in",
      applications: 152,
      asked: 86_700_000,
      problems: [],
      differing: false,
    });
    expect(await desk.commands.suggestIncoming(check)).toEqual({
      received: "2013-02-28",
      channel: "e-tjänst",
    });
    const answer = await desk.commands.registerApplications(check, incoming, patiently());
    expect(answer).toMatchObject({ registered: 152, returned: 0, unidentified: 0 });
    expect(await kept(file.name)).toEqual(file.bytes);
    // Once however often it is asked for, and what was registered by it is no earlier application.
    expect(await desk.commands.registerApplications(check, incoming, patiently())).toEqual(answer);
    expect(await desk.commands.checkApplications(round, patiently())).toMatchObject({
      problems: [],
      differing: false,
    });
  });

  test(".csv that repeats an application: the control says that it replaces one, and undo takes the sheet away", async () => {
    desk = await openDesk(office.as("hanna"));
    const preview = await desk.commands.readApplicationFile(round, "igen.csv", csv(3, 5));
    expect(preview).toMatchObject({ rows: 2, leftOut: [{ row: 1 }, { row: 3 }] });
    const { undo } = await desk.commands.importApplications(round, preview, patiently());
    const { problems, differing } = await desk.commands.checkApplications(round, patiently());
    expect([problems.map(({ rule }) => rule), differing]).toEqual([
      ["ansokan-inte-registrerad", "ansokan-inte-registrerad"],
      false,
    ]);
    await undo!();
    await expect(desk.read("Ansökningar in")).rejects.toThrow();
  });

  test("what another has registered since the control is told by name, and nothing is registered", async () => {
    const check = await imported("sent.csv", csv(3, 4));
    const colleague = await office.as("hugo").call(
      "registerApplications",
      {
        round: round.id,
        sheet: "B",
        firstRow: 1,
        rows: [good[0]!, good[3]!],
        document: { ...incoming, file: { name: "annan.csv", sha256: "7".repeat(64) } },
      },
      { idempotencyKey: "colleague" },
    );
    expect(colleague).toMatchObject({ registered: 1 });
    const problem = await refused(desk.commands.registerApplications(check, incoming, patiently()));
    expect(problem).toMatchObject({
      code: "conflict",
      detail: expect.stringMatching(
        new RegExp(
          `^Hugo Handläggare \\(.*\\) har registrerat en ansökan från ${String(good[3]![at("applicant")])} `,
        ),
      ) as unknown,
    });
  });

  test("a file of something else is refused in plain words", async () => {
    desk = await openDesk(office.as("hanna"));
    const bytes = new Uint8Array(writeCsv([["Budget", 2013]]));
    expect(await refused(desk.commands.readApplicationFile(round, "budget.csv", bytes))).toMatchObject({
      code: "file",
      detail:
        "Filen budget.csv har ingen rad med minst tre av ansökans rubriker. Kontrollera att det är rätt fil.",
    });
  });
});

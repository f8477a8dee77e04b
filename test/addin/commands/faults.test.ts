import { setTimeout as sleep } from "node:timers/promises";
import { performance } from "node:perf_hooks";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ProtectionOption, protectionOptions } from "../../../preview/host/workbook/protection.ts";
import { insertCells } from "../../../preview/host/workbook/moving.ts";
import { createApiClient } from "../../../addin/api-client.ts";
import { inSlices } from "../../../addin/commands/in-slices.ts";
import { inWorkbook } from "../../../addin/excel/run.ts";
import { WorkbookProblem } from "../../../addin/excel/workbook-problem.ts";
import { requisitionContext } from "../../../addin/sheets/requisition-context.ts";
import type { Cell } from "../../../shared/cell.ts";
import { roundsOf } from "../../../shared/programmes/index.ts";
import { requisitionColumns } from "../../../shared/requisition/columns.ts";
import { validateInSteps } from "../../../shared/requisition/validate.ts";
import { codes, requisitionRow } from "../../functions/office.ts";
import { allottedByKey } from "../../preview/sample/allotted.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "../desk.ts";
import { refused } from "../refused.ts";
import { registerAnswer } from "../register-answer.ts";

const round = "2022-kommun-1";
const headings = requisitionColumns.map(({ heading }) => heading);
const rowsOf = (count: number): Cell[][] => [
  headings,
  ...Array.from({ length: count }, (_, i) => {
    const code = codes.municipality[i % 290]!;
    return requisitionRow(round, code, i % 3 === 0 ? "1 200 kr" : allottedByKey(round, code));
  }),
];

let office: Office;
let desk: Desk;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => {
  desk.leave();
});

const contents = (): unknown => desk.host.book.sheets.map(({ name, contents }) => [name, new Map(contents)]);

async function deskWith(count: number): Promise<void> {
  desk = await openDesk(office.as("hanna"));
  await desk.type("Rekvisitioner", "A1", rowsOf(count));
}

function asUser(act: (sheet: Excel.Worksheet) => void): Promise<void> {
  return desk.Excel.run(async (context) => {
    act(context.workbook.worksheets.getItem("Rekvisitioner"));
    await context.sync();
  });
}

describe("what Excel says no to is said in Swedish, and the sheet is untouched", () => {
  test("a protected sheet", async () => {
    await deskWith(3);
    await asUser((sheet) => {
      sheet.protection.protect();
    });
    const before = contents();
    expect(await refused(desk.commands.check(patiently()))).toMatchObject({
      code: "protected",
      detail:
        "Bladet ”Rekvisitioner” är skyddat. Ta bort skyddet (Granska > Ta bort bladets skydd) och kontrollera igen. Inget har ändrats.",
    });
    expect(contents()).toEqual(before);
  });

  test("an empty workbook", async () => {
    desk = await openDesk(office.as("hanna"));
    expect(await refused(desk.commands.check(patiently()))).toMatchObject({ code: "nothing-here" });
  });

  test("a cell that is being edited: the command waits for the user", async () => {
    await deskWith(3);
    desk.host.faults.cellEdit = true;
    const check = desk.commands.check(patiently());
    const first = await Promise.race([check.then(() => "done"), sleep(300).then(() => "waits")]);
    expect(first).toBe("waits");
    desk.host.faults.cellEdit = false;
    expect((await check).rowCount).toBe(3);
  });

  test.each([
    ["InvalidOperationInCellEditMode", "cell-edit", /Avsluta redigeringen/],
    ["AccessDenied", "protected", /Ta bort skyddet/],
    ["ItemNotFound", "sheet-gone", /tagits bort/],
    ["ApiNotFound", "old-excel", /Uppdatera Excel/],
    ["RequestPayloadSizeLimitExceeded", "too-large", /Dela upp bladet/],
    ["ActivityLimitReached", "busy", /Vänta/],
    ["GeneralException", "failed", /Försök igen/],
  ])("Excel's %s", async (code, own, detail) => {
    desk = await openDesk(office.as("hanna"));
    // The client makes such an error of what Excel answers; its types do not tell how.
    const ClientError = desk.OfficeExtension.Error as unknown as new (of: object) => Error;
    const problem = await refused(
      inWorkbook(false, () => Promise.reject(new ClientError({ code, message: "x" }))),
    );
    expect(problem.code).toBe(own);
    expect(problem.detail).toMatch(detail);
  });

  test("a fault of our own is not dressed up as Excel's", async () => {
    desk = await openDesk(office.as("hanna"));
    await expect(inWorkbook(false, () => Promise.reject(new TypeError("x")))).rejects.toThrow(TypeError);
  });

  test("a sheet that is protected while it is being read: events are on again and nothing is kept", async () => {
    desk = await openDesk(office.as("hanna"));
    await desk.commands.refreshPopulation("2021-12-31", patiently());
    const before = contents();
    desk.host.faults.afterNextSync(() => {
      desk.host.asCoAuthor((book) => {
        book.sheetNamed("Befolkning")!.protection = {
          ...(Object.fromEntries(protectionOptions.map((option) => [option, true])) as Record<
            ProtectionOption,
            true
          >),
          selectionMode: "Normal",
        };
      });
    });
    expect(await refused(desk.commands.refreshPopulation("2021-12-31", patiently()))).toMatchObject({
      code: "protected",
    });
    expect(contents()).toEqual(before);
    expect(desk.host.book.silent).toBe(false);
    expect(desk.host.keptReferences).toBe(0);
  });
});

describe("others in the same workbook", () => {
  test("a row put in while the control is on: the sheet is read again, and every answer stands by its own row", async () => {
    await deskWith(6);
    const act = (): void => {
      desk.host.asCoAuthor((book) => {
        const sheet = book.sheetNamed("Rekvisitioner")!;
        for (let column = 0; column < headings.length; column++)
          sheet.put(8, column, {
            formula: null,
            value: rowsOf(9)[8]![column] ?? null,
            quoted: false,
            numberFormat: null,
          });
        book.touchStructure();
      });
    };
    desk.host.faults.afterNextSync(act);
    const { rowCount } = await desk.commands.check(patiently());
    expect(rowCount).toBe(7);
  });

  test.each([0, 1, 2, 3, 4, 5, 6])(
    "a row put in after sync %i: no answer stands by another's row",
    async (syncs) => {
      await deskWith(6);
      const insertAfter = (left: number): void => {
        desk.host.faults.afterNextSync(() => {
          if (left > 0) insertAfter(left - 1);
          else
            desk.host.asCoAuthor((book) => {
              const sheet = book.sheetNamed("Rekvisitioner")!;
              insertCells(book, sheet, { row: 1, column: 0, rows: 1, columns: 16_384 }, "Down");
            });
        });
      };
      insertAfter(syncs);
      const result = await desk.commands.check(patiently()).catch((error: unknown) => error);
      const rows = await desk.read("Rekvisitioner");
      const at = rows[0]!.indexOf("Kontroll");
      if (result instanceof WorkbookProblem) {
        expect(result.code).toBe("sheet-changed");
        return;
      }
      expect(at).toBeGreaterThan(0);
      for (const row of rows.slice(1)) {
        if (row[1] === "") expect(row[at]).toBe("");
        else
          expect(String(row[at]).includes("Rekvirerat belopp"), String(row[at])).toBe(row[4] === "1 200 kr");
      }
    },
  );
});

describe("the service", () => {
  test.each([
    ["down", () => Promise.reject(new TypeError("Failed to fetch")), "offline"],
    [
      "asking who it is",
      () =>
        Promise.resolve(
          Response.json({ code: "not-signed-in", title: "", detail: "Logga in." }, { status: 401 }),
        ),
      "not-signed-in",
    ],
    ["counting calls", () => Promise.resolve(new Response("", { status: 429 })), "unreadable-answer"],
  ])("is %s: the sheet is untouched and the pane has something to say", async (_, fetch, code) => {
    desk = await openDesk(
      createApiClient({
        baseUrl: "http://x",
        token: () => Promise.resolve(""),
        sleep: () => Promise.resolve(),
        fetch,
      }),
    );
    await desk.type("Rekvisitioner", "A1", rowsOf(3));
    const before = contents();
    const problem = await refused(desk.commands.check(patiently()));
    expect(problem.code).toBe(code);
    expect(problem.detail).not.toBe("");
    expect(contents()).toEqual(before);
    await refused(desk.commands.refreshBalances(2022, patiently()));
    expect(contents()).toEqual(before);
  });
});

/** The longest time, in ms, that nothing else got a turn while something went on. */
async function longestPause(act: () => Promise<unknown>): Promise<number> {
  const state = { last: performance.now(), longest: 0, on: true };
  const watch = async (): Promise<void> => {
    while (state.on) {
      await new Promise((resolve) => setImmediate(resolve));
      const now = performance.now();
      state.longest = Math.max(state.longest, now - state.last);
      state.last = now;
    }
  };
  const watching = watch();
  await act();
  state.on = false;
  await watching;
  return state.longest;
}

describe("ten thousand rows", () => {
  const table = { sheet: "Rekvisitioner", firstRow: 1, rows: rowsOf(10_000) };
  const context = requisitionContext(
    { rounds: roundsOf(2022), register: registerAnswer, allocations: [] },
    "2022-11-16",
    { submitted: new Set(), countedFrom: (_round, _code, day) => day },
  );

  test("are controlled in slices: nobody waits 200 ms for a turn, and the way is told", async () => {
    desk = await openDesk(office.as("hanna"));
    const work = patiently();
    const pause = await longestPause(() =>
      inSlices(validateInSteps(table, context, 250), table.rows.length, work),
    );
    expect(pause).toBeLessThan(200);
    expect(work.steps.length).toBeGreaterThan(20);
    expect(work.steps.at(-1)).toEqual([10_000, 10_001]);
  });

  test("can be given up at once", async () => {
    desk = await openDesk(office.as("hanna"));
    const stop = new AbortController();
    const steps = validateInSteps(table, context, 50);
    const work = {
      progress: () => {
        stop.abort(new Error("Avbrutet"));
      },
      signal: stop.signal,
    };
    await expect(inSlices(steps, table.rows.length, work)).rejects.toThrow("Avbrutet");
  });

  test("go through the workbook in requests under 4 MB, formats before values", async () => {
    await deskWith(10_000);
    const result = await desk.commands.check(patiently());
    expect(result).toMatchObject({ rowCount: 10_000, differing: false });
    expect(desk.host.wireLog.largestRequest).toBeLessThan(4_000_000);
    expect(desk.host.wireLog.formatsBeforeValues).toBe(true);
    const before = contents();
    const stop = new AbortController();
    await expect(
      desk.commands.check({
        progress: () => {
          stop.abort(new Error("Avbrutet"));
        },
        signal: stop.signal,
      }),
    ).rejects.toThrow("Avbrutet");
    expect(contents()).toEqual(before);
  });
});

test("an Excel of the oldest set that the add-in asks for can do all of it", async () => {
  desk = await openDesk(office.as("hanna"), { apiVersion: "1.13" });
  await desk.type("Rekvisitioner", "A1", rowsOf(5));
  const result = await desk.commands.check(patiently());
  const { undo } = await desk.commands.applyFixes(result, patiently());
  await undo!();
  await desk.commands.showProblem(result.problems[0]!);
  await desk.commands.writeProblemSheet(result);
  await desk.commands.refreshTables(2022, patiently());
  await desk.commands.refreshTables(2022, patiently());
  const following = await desk.commands.followSelection("balances", () => undefined);
  await following.stop();
  await desk.commands.replaceFormulas(patiently());
});

import { describe, expect, test } from "vitest";
import { fingerprint, inExcel, refusal } from "./in-excel.ts";

describe("the real client opens a workbook of ours", () => {
  test("the loader, the host file and the Swedish texts are run as they lie in node_modules", async () => {
    await inExcel(async ({ Excel, Office, loaded }) => {
      expect(loaded.map(({ name }) => name)).toEqual([
        "office.js",
        "excel-win32-16.01.js",
        "sv-se/office_strings.js",
      ]);
      expect(loaded[1]!.sha256).toBe(fingerprint("excel-win32-16.01.js"));
      expect(Office.context.displayLanguage).toBe("sv-SE");
      expect(Office.context.requirements.isSetSupported("ExcelApi", "1.17")).toBe(true);
      expect(Office.context.requirements.isSetSupported("ExcelApi", "1.18")).toBe(false);
      await Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getActiveWorksheet().load("name");
        await context.sync();
        expect(sheet.name).toBe("Blad1");
      });
    });
  });

  test("values of every kind come back as they were written, with their texts in Swedish", async () => {
    await inExcel(async ({ Excel }) => {
      await Excel.run(async (context) => {
        const range = context.workbook.worksheets.getActiveWorksheet().getRange("A1:C2");
        range.numberFormat = [
          ["@", "General", "#,##0"],
          ["yyyy-mm-dd", "General", "0.0%"],
        ];
        range.values = [
          ["0180", "=1+1", 10500000],
          [45292, true, 0.125],
        ];
        range.load("values, formulas, text, valueTypes, address");
        await context.sync();
        expect(range.address).toBe("Blad1!A1:C2");
        expect(range.values).toEqual([
          ["0180", 0, 10500000],
          [45292, true, 0.125],
        ]);
        expect(range.formulas[0]![1]).toBe("=1+1");
        expect(range.text).toEqual([
          ["0180", "0", "10\u00A0500\u00A0000"],
          ["2024-01-01", "SANT", "12,5%"],
        ]);
        expect(range.valueTypes).toEqual([
          ["String", "Double", "Double"],
          ["Double", "Boolean", "Double"],
        ]);
      });
    });
  });

  const entries: readonly (readonly [string, string | number | null, string])[] = [
    ["'=1+1", "=1+1", "text with an apostrophe"],
    ["+46 70 123", "+46 70 123", "text: no number and no formula"],
    ["+cmd|' /C calc'!A0", null, "a formula: the text begins with +"],
    ["@SUM(A1)", null, "a formula: the text begins with @"],
    ["-", "-", "a lone dash"],
    ["-12,5", "-12,5", "text: the comma is no decimal sign here"],
    ["1,234,567", 1234567, "a number with thousands"],
    ["12 %", 0.12, "per cent"],
    ["2024-02-30", "2024-02-30", "text: there is no such day"],
    ["2024-02-29", 45351, "a date"],
    ["0180", 180, "a number: the zero is lost without the text format"],
    ["#N/A", "#N/A", "an error value"],
    ["12345678901234567890", 12345678901234600000, "fifteen digits"],
  ];
  test.each(entries)("“%s” in a cell without a format is %s: %s", async (written, expected) => {
    await inExcel(async ({ Excel, host }) => {
      await Excel.run(async (context) => {
        const cell = context.workbook.worksheets.getActiveWorksheet().getRange("B2");
        cell.values = [[written]];
        cell.load("values");
        await context.sync();
        const { formula } = host.book.active.at(1, 1);
        if (expected === null) expect(formula).toMatch(/^=/);
        else expect([formula, cell.values]).toEqual([null, [[expected]]]);
      });
    });
  });

  test("a text that begins with = is live once it has been read and written back", async () => {
    await inExcel(async ({ Excel, host }) => {
      await Excel.run(async (context) => {
        const cell = context.workbook.worksheets.getActiveWorksheet().getRange("A1");
        cell.values = [["'=HYPERLINK(1)"]];
        cell.load("values");
        await context.sync();
        expect(host.book.active.at(0, 0).formula).toBeNull();
        cell.values = cell.values;
        await context.sync();
        expect(host.book.active.at(0, 0).formula).toBe("=HYPERLINK(1)");
      });
    });
  });

  test("ten thousand rows are written in blocks, formats first, and read back", async () => {
    await inExcel(async ({ Excel, host }) => {
      await Excel.run(async (context) => {
        const rows = Array.from({ length: 10_000 }, (_, row) =>
          Array.from({ length: 20 }, (_unused, column) => row * 20 + column),
        );
        const range = context.workbook.worksheets.getActiveWorksheet().getRangeByIndexes(0, 0, 10_000, 20);
        range.numberFormat = rows.map((row) => row.map(() => "#,##0"));
        range.values = rows;
        await context.sync();
        range.load("values");
        await context.sync();
        expect(range.values).toEqual(rows);
      });
      expect(host.wireLog.formatsBeforeValues).toBe(true);
      expect(host.wireLog.syncs).toBe(2);
      expect(host.wireLog.largestRequest).toBeGreaterThan(1_000_000);
    });
  });
});

describe("what Excel refuses is refused with its codes", () => {
  type Act = (context: Excel.RequestContext) => unknown;
  const cases: readonly (readonly [string, string, Act])[] = [
    [
      "a sheet that is not there",
      "ItemNotFound",
      ({ workbook }) => workbook.worksheets.getItem("Saknas").load("name"),
    ],
    ["a sheet name twice", "ItemAlreadyExists", ({ workbook }) => workbook.worksheets.add("blad1")],
    [
      "a sheet name of 32 letters",
      "InvalidArgument",
      ({ workbook }) => workbook.worksheets.add("x".repeat(32)),
    ],
    ["a sheet name with a slash", "InvalidArgument", ({ workbook }) => workbook.worksheets.add("2022/2023")],
    [
      "rows that do not fit the range",
      "InvalidArgument",
      ({ workbook }) => (workbook.worksheets.getItem("Blad1").getRange("A1:B2").values = [[1, 2, 3]]),
    ],
    [
      "an address that is none",
      "InvalidArgument",
      ({ workbook }) => workbook.worksheets.getItem("Blad1").getRange("Ö0").load("address"),
    ],
    [
      "a misspelt word of an enumeration",
      "InvalidArgument",
      ({ workbook }) =>
        (workbook.worksheets.getItem("Blad1").getRange("A1").format.horizontalAlignment =
          "Centre" as "Center"),
    ],
    [
      "the last visible sheet",
      "InvalidOperation",
      ({ workbook }) => {
        workbook.worksheets.getItem("Blad1").delete();
      },
    ],
    [
      "a text longer than a cell",
      "InvalidArgument",
      ({ workbook }) => (workbook.worksheets.getItem("Blad1").getRange("A1").values = [["x".repeat(32_768)]]),
    ],
  ];
  test.each(cases)("%s: %s", async (_what, code, act) => {
    await inExcel(async ({ Excel }) => {
      const found = await refusal(() =>
        Excel.run(async (context) => {
          act(context);
          await context.sync();
        }),
      );
      expect(found).toBe(code);
    });
  });

  test("the statement that failed is named", async () => {
    await inExcel(async ({ Excel }) => {
      const error: unknown = await Excel.run(async (context) => {
        context.workbook.worksheets.getItem("Blad1").getRange("A1").values = [[1]];
        context.workbook.worksheets.getItem("Saknas").getRange("A1").values = [[1]];
        await context.sync();
      }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(Error);
      expect(JSON.stringify((error as { debugInfo: unknown }).debugInfo)).toContain("Saknas");
    });
  });

  test("what is not there is a null object, all the way down", async () => {
    await inExcel(async ({ Excel }) => {
      await Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getItemOrNullObject("Saknas");
        const table = context.workbook.tables.getItemOrNullObject("Saknas");
        const cell = sheet.getRange("A1");
        sheet.load("name");
        cell.load("values");
        await context.sync();
        expect([sheet.isNullObject, table.isNullObject, cell.isNullObject]).toEqual([true, true, true]);
      });
    });
  });
});

test("a member the host does not know fails loudly and is recorded", async () => {
  const { openHost } = await import("../../../preview/host/node.ts");
  const open = await openHost();
  const code = await refusal(() =>
    open.Excel.run(async (context) => {
      context.workbook.pivotTables.load("items/name");
      await context.sync();
    }),
  );
  expect(code).toBe("ApiNotFound");
  expect(open.unknown()).toEqual(["Workbook.PivotTables"]);
  open.close();
});

import { describe, expect, test } from "vitest";
import { constant } from "../../../preview/host/workbook/entry.ts";
import { selectRange } from "../../../preview/host/members/selecting.ts";
import { Area } from "../../../preview/host/workbook/sheet.ts";
import { insertCells } from "../../../preview/host/workbook/moving.ts";
import { putEntries } from "../../../preview/host/workbook/writing.ts";
import type { Book } from "../../../preview/host/workbook/book.ts";
import { inExcel, refusal, until } from "./in-excel.ts";

/** Somebody types a number into a cell of the sheet in front. */
function type(value: number, row: number, column: number): (book: Book) => void {
  return (book) => {
    putEntries(book, book.active, { row, column, rows: 1, columns: 1 }, [
      { row, column, entry: constant(value) },
    ]);
  };
}

describe("events", () => {
  test("a changed cell is told to its sheet, its table and the workbook, with what it held and holds", async () => {
    await inExcel(async ({ Excel, host }) => {
      const told: string[] = [];
      let details: unknown;
      await Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getItem("Blad1");
        sheet.getRange("A1:B2").values = [
          ["Kod", "Belopp"],
          ["0180", 5],
        ];
        const table = sheet.tables.add("A1:B2", true);
        sheet.onChanged.add((args) => {
          told.push(`blad ${args.address} ${args.changeType} ${args.source} ${args.triggerSource}`);
          details = args.details;
          return Promise.resolve();
        });
        context.workbook.worksheets.onChanged.add((args) =>
          Promise.resolve(void told.push(`bok ${args.address}`)),
        );
        table.onChanged.add((args) => Promise.resolve(void told.push(`tabell ${args.address}`)));
        await context.sync();
      });
      host.asUser(type(7, 1, 1));
      await until(() => told.length === 3);
      expect(told).toEqual(["blad B2 RangeEdited Local Unknown", "bok B2", "tabell B2"]);
      expect(details).toEqual({
        valueBefore: 5,
        valueAfter: 7,
        valueTypeBefore: "Double",
        valueTypeAfter: "Double",
      });
      host.asCoAuthor(type(8, 5, 5));
      await until(() => told.length === 5);
      expect(told.slice(3)).toEqual(["blad F6 RangeEdited Remote Unknown", "bok F6"]);
    });
  });

  test("the add-in's own writes are told too, unless it has switched events off", async () => {
    await inExcel(async ({ Excel }) => {
      const told: string[] = [];
      await Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getItem("Blad1");
        sheet.onChanged.add((args) =>
          Promise.resolve(void told.push(`${args.address} ${args.triggerSource}`)),
        );
        await context.sync();
        sheet.getRange("A1").values = [[1]];
        await context.sync();
        context.runtime.enableEvents = false;
        sheet.getRange("A2").values = [[1]];
        await context.sync();
        context.runtime.enableEvents = true;
        sheet.getRange("A3").values = [[1]];
        await context.sync();
      });
      await until(() => told.length === 2);
      expect(told).toEqual(["A1 ThisLocalAddin", "A3 ThisLocalAddin"]);
    });
  });

  test("the range of an event has moved with its cells when it is asked for", async () => {
    await inExcel(async ({ Excel, host }) => {
      const addresses: string[] = [];
      await Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getItem("Blad1");
        sheet.onChanged.add(async (args) => {
          if (args.changeType !== "RangeEdited") return;
          await Excel.run(async (inner) => {
            inner.workbook.worksheets.getItem("Blad1").getRange("1:1").insert("Down");
            const range = args.getRange(inner).load("address");
            await inner.sync();
            addresses.push(range.address);
          });
        });
        await context.sync();
      });
      host.asUser(type(7, 1, 1));
      await until(() => addresses.length === 1);
      expect(addresses).toEqual(["Blad1!B3"]);
    });
  });

  test("selection, activation, sheets and tables that come and go are told; what is taken back is not", async () => {
    await inExcel(async ({ Excel, host }) => {
      const told: string[] = [];
      const tell = (what: string) => (): Promise<void> => Promise.resolve(void told.push(what));
      await Excel.run(async (context) => {
        const { worksheets, tables } = context.workbook;
        const sheet = worksheets.getItem("Blad1");
        const selection = sheet.onSelectionChanged.add((args) =>
          Promise.resolve(void told.push(`markering ${args.address}`)),
        );
        worksheets.onAdded.add(tell("blad tillagt"));
        worksheets.onDeleted.add(tell("blad borta"));
        worksheets.onActivated.add(tell("blad visat"));
        tables.onAdded.add(tell("tabell tillagd"));
        await context.sync();
        host.asUser((book) => {
          selectRange(book, new Area(book.active, { row: 3, column: 1, rows: 2, columns: 2 }));
        });
        const added = worksheets.add("Saldo");
        added.tables.add("A1:B2", true);
        added.activate();
        await context.sync();
        selection.remove();
        await selection.context.sync();
        sheet.activate();
        sheet.getRange("A1").select();
        added.delete();
        await context.sync();
      });
      await until(() => told.includes("blad borta"));
      expect(told).toEqual([
        "markering B4:C5",
        "blad tillagt",
        "tabell tillagd",
        "blad visat",
        "blad visat",
        "blad borta",
      ]);
    });
  });
});

describe("what can be made to go wrong", () => {
  test("an older Excel: newer members are refused, and the add-in can ask first", async () => {
    await inExcel(
      async ({ Excel, Office }) => {
        expect(Office.context.requirements.isSetSupported("ExcelApi", "1.8")).toBe(false);
        const code = await refusal(() =>
          Excel.run(async (context) => {
            context.workbook.worksheets.getItem("Blad1").getRange("A1").dataValidation.clear();
            await context.sync();
          }),
        );
        expect(code).toBe("ApiNotFound");
      },
      { apiVersion: "1.7" },
    );
  });

  test("somebody types in a cell: the command fails, or waits when it has asked to", async () => {
    await inExcel(async ({ Excel, host }) => {
      host.faults.cellEdit = true;
      const write = async (context: Excel.RequestContext): Promise<void> => {
        context.workbook.worksheets.getItem("Blad1").getRange("A1").values = [[1]];
        await context.sync();
      };
      expect(await refusal(() => Excel.run(write))).toBe("InvalidOperationInCellEditMode");
      const waiting = Excel.run({ delayForCellEdit: true }, write);
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(host.book.active.valueAt(0, 0)).toBeNull();
      host.faults.cellEdit = false;
      await waiting;
      expect(host.book.active.valueAt(0, 0)).toBe(1);
    });
  });

  test("a request over the limit is refused whole", async () => {
    await inExcel(async ({ Excel, host }) => {
      host.faults.payloadLimit = 20_000;
      const write = (count: number): Promise<string> =>
        refusal(() =>
          Excel.run(async (context) => {
            const range = context.workbook.worksheets.getItem("Blad1").getRangeByIndexes(0, 0, count, 1);
            range.values = Array.from({ length: count }, () => ["x".repeat(100)]);
            await context.sync();
          }),
        );
      expect(await write(500)).toBe("RequestPayloadSizeLimitExceeded");
      expect(host.book.active.usedRect(true)).toBeNull();
      expect(await write(50)).toBe("ingen vägran");
    });
  });

  test("a co-author inserts a row between two syncs: the range that was kept follows", async () => {
    await inExcel(async ({ Excel, host }) => {
      await Excel.run(async (context) => {
        const range = context.workbook.worksheets.getItem("Blad1").getRange("B2").load("address");
        host.faults.afterNextSync(() => {
          host.asCoAuthor((book) => {
            insertCells(book, book.active, { row: 0, column: 0, rows: 1, columns: 16_384 }, "Down");
          });
        });
        await context.sync();
        expect(range.address).toBe("Blad1!B2");
        range.values = [[9]];
        await context.sync();
        expect(host.book.active.valueAt(2, 1)).toBe(9);
      });
    });
  });

  test("a slow program answers late and in order", async () => {
    await inExcel(async ({ Excel, host }) => {
      host.faults.latency = 40;
      const start = performance.now();
      await Excel.run(async (context) => {
        context.workbook.worksheets.getItem("Blad1").getRange("A1").values = [[1]];
        await context.sync();
        context.workbook.worksheets.getItem("Blad1").getRange("A1").values = [[2]];
        await context.sync();
      });
      expect(performance.now() - start).toBeGreaterThan(75);
      expect(host.book.active.valueAt(0, 0)).toBe(2);
    });
  });
});

test("the wire log counts syncs and bytes, and sees values written before their format", async () => {
  await inExcel(async ({ Excel, host }) => {
    await Excel.run(async (context) => {
      const range = context.workbook.worksheets.getItem("Blad1").getRange("A1");
      range.values = [["0180"]];
      range.numberFormat = [["@"]];
      await context.sync();
    });
    expect(host.wireLog.syncs).toBe(1);
    expect(host.wireLog.entries[0]!.steps).toEqual(["_KeepReference()", "Values =", "NumberFormat ="]);
    expect(host.wireLog.formatsBeforeValues).toBe(false);
    expect(host.wireLog.entries[0]!.requestBytes).toBeGreaterThan(300);
  });
});

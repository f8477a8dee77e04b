import "./evaluate/engine.ts";
import { expect, test } from "vitest";
import { FormulaEvaluator } from "../../../preview/host/evaluate/formula-evaluator.ts";
import { inExcel, until } from "./in-excel.ts";

const withFormulas = () => ({
  evaluator: new FormulaEvaluator((name) => name.startsWith("UM.")),
  functionTraits: () => ({ streaming: true, cancelable: true }),
});

test("formulas over a table follow its rows in the sync that changes them", async () => {
  await inExcel(async ({ Excel }) => {
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem("Blad1");
      sheet.getRange("A1:B3").values = [
        ["Kommun", "Belopp"],
        ["Malmö", 200],
        ["Göteborg", 100],
      ];
      sheet.tables.add("A1:B3", true).name = "Rekvisitioner";
      sheet.getRange("E1").formulas = [["=SUM(Rekvisitioner[Belopp])"]];
      const sum = sheet.getRange("E1").load("values");
      await context.sync();
      expect(sum.values).toEqual([[300]]);
      context.workbook.tables.getItem("Rekvisitioner").rows.add(undefined, [["Stockholm", 50]]);
      sheet.getRange("1:1").insert("Down");
      sum.load("values, address, formulas");
      await context.sync();
      expect([sum.values, sum.address, sum.formulas]).toEqual([
        [[350]],
        "Blad1!E2",
        [["=SUM(Rekvisitioner[Belopp])"]],
      ]);
    });
  }, withFormulas());
});

test("streaming functions in cells, nested and spilled, show what the add-in last said", async () => {
  await inExcel(async ({ Excel, CustomFunctions, host }) => {
    const pushes: ((value: number) => void)[] = [];
    CustomFunctions.associate(
      "UM.SALDO",
      (_code: string, invocation: CustomFunctions.StreamingInvocation<number>) => {
        pushes.push((value) => {
          invocation.setResult(value);
        });
        invocation.setResult(10);
      },
    );
    CustomFunctions.associate(
      "UM.SALDON",
      (_year: number, invocation: CustomFunctions.StreamingInvocation<unknown[][]>) => {
        invocation.setResult([
          ["Malmö", 1],
          ["Lund", 2],
        ]);
      },
    );
    const { active } = host.book;
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem("Blad1");
      sheet.getRange("A1:A2").formulas = [['=SUM(UM.SALDO("1280"),5)'], ["=UM.SALDON(2022)"]];
      await context.sync();
    });
    await until(() => active.valueAt(0, 0) === 15 && active.valueAt(2, 1) === 2);
    pushes[0]!(20);
    await until(() => active.valueAt(0, 0) === 25);
    await Excel.run(async (context) => {
      context.workbook.worksheets.getItem("Blad1").getRange("A3").values = [["i vägen"]];
      const cell = context.workbook.worksheets.getItem("Blad1").getRange("A2").load("values");
      await context.sync();
      expect(cell.values).toEqual([["#SPILL!"]]);
    });
  }, withFormulas());
});

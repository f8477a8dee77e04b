import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createApiClient } from "../../../addin/api-client.ts";
import { FormulaEvaluator } from "../../../preview/host/evaluate/formula-evaluator.ts";
import { startEngine } from "../../../preview/host/evaluate/start-engine.ts";
import { type Desk, openDesk, patiently } from "../desk.ts";

startEngine(readFileSync(createRequire(import.meta.url).resolve("@ironcalc/wasm/wasm_bg.wasm")));

const noService = createApiClient({
  baseUrl: "http://x",
  token: () => Promise.resolve(""),
  sleep: () => Promise.resolve(),
  fetch: () => Promise.reject(new TypeError("Failed to fetch")),
});

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk(noService, { evaluator: new FormulaEvaluator((name) => name.startsWith("UM.")) });
  desk.CustomFunctions.associate("UM.SALDO", () => 5);
  desk.CustomFunctions.associate("UM.NAMN", () => "=1+1");
});
afterEach(() => {
  desk.leave();
});

function formulas(address: string): Promise<unknown[][]> {
  return desk.Excel.run(async (context) => {
    const range = context.workbook.worksheets.getItem("Blad1").getRange(address);
    range.load("formulas");
    await context.sync();
    return range.formulas as unknown[][];
  });
}

async function withFormulas(rows: string[][]): Promise<void> {
  await desk.Excel.run(async (context) => {
    const range = context.workbook.worksheets
      .getItem("Blad1")
      .getRange("A1")
      .getResizedRange(rows.length - 1, rows[0]!.length - 1);
    range.formulas = rows;
    await context.sync();
  });
  await new Promise((resolve) => setTimeout(resolve, 1500));
}

describe("Ersätt formler med värden", () => {
  test("leaves what the formulas show, also inside others; other formulas stay; Ångra puts them back", async () => {
    const before = [
      ['=UM.SALDO("0180")', '=1+UM.SALDO("0180")'],
      ["=A1*2", '="UM.SALDO("'],
    ];
    await withFormulas(before);
    const { cells, undo } = await desk.commands.replaceFormulas(patiently());
    expect(cells).toBe(2);
    expect(await formulas("A1:B2")).toEqual([[5, 6], before[1]]);
    await undo!();
    expect(await formulas("A1:B2")).toEqual(before);
  });

  test("a text that looks like a formula stays text", async () => {
    await withFormulas([["=UM.NAMN()"]]);
    await desk.commands.replaceFormulas(patiently());
    expect(await desk.read("Blad1", "A1")).toEqual([["=1+1"]]);
    expect([...desk.host.book.sheets[0]!.contents.values()].map(({ formula }) => formula)).toEqual([null]);
  });

  test("a workbook without our formulas is left as it is", async () => {
    await withFormulas([["=1+1"]]);
    expect(await desk.commands.replaceFormulas(patiently())).toEqual({ cells: 0, undo: null });
  });
});

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRiskyText } from "../../../shared/files/safe-text.ts";
import { runsOf } from "../../../addin/sheets/runs.ts";
import { fixWrite, mendable, undoWrite } from "../../../addin/sheets/fixes.ts";
import { toCell } from "../../../addin/sheets/to-cell.ts";
import { AWKWARD_TEXTS, RISKY_TEXTS } from "../../shared/files/hostile-texts.ts";

describe("text from strangers is written as text", () => {
  test.each([...RISKY_TEXTS, ...AWKWARD_TEXTS])("%j", (text) => {
    const written = String(toCell(text));
    expect(written.length).toBeLessThanOrEqual(32_767);
    expect(written.startsWith("'") || !isRiskyText(written)).toBe(true);
  });

  test("whatever it is, nothing but its own text comes after Excel has taken the apostrophe", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const written = String(toCell(text));
        expect(isRiskyText(written.replace(/^'/, "")) ? written.startsWith("'") : true).toBe(true);
        expect(written).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
      }),
    );
  });

  test.each([
    ["an apostrophe of the text's own stays", "'80-talet", "''80-talet"],
    ["a tab in front hides no formula", "\t=1+1", "' =1+1"],
    ["ordinary text is as it was", "Falun", "Falun"],
    ["a number is a number", 12.5, 12.5],
    ["nothing empties the cell", null, ""],
  ])("%s", (_, cell, written) => {
    expect(toCell(cell)).toBe(written);
  });

  test("the longest text is no longer than a cell with its apostrophe", () => {
    expect(String(toCell(`=${"a".repeat(40_000)}`))).toHaveLength(32_767);
  });
});

test("cells under each other are written together", () => {
  const cell = (row: number, column: number) => ({ row, column });
  expect(runsOf([cell(3, 1), cell(1, 1), cell(2, 1), cell(2, 0), cell(5, 1)])).toEqual([
    { row: 2, column: 0, cells: [cell(2, 0)] },
    { row: 1, column: 1, cells: [cell(1, 1), cell(2, 1), cell(3, 1)] },
    { row: 5, column: 1, cells: [cell(5, 1)] },
  ]);
});

describe("a fix and its undo", () => {
  const problem = {
    sheet: "B",
    cell: "A1",
    row: 1,
    column: "code",
    rule: "x",
    severity: "error" as const,
    text: "",
  };
  const state = (value: string | number, numberFormat: string, formula: string | number = value) => ({
    value,
    formula,
    numberFormat,
  });

  test("a first zero stays: text is written under the text format", () => {
    const mended = { fix: { ...problem, value: 180, fix: "0180" }, before: state(180, "General") };
    expect(fixWrite(mended)).toEqual({ value: "0180", format: "@", formatAfter: "@" });
    expect(undoWrite(mended.before)).toEqual({ value: 180, format: "General", formatAfter: "General" });
  });

  test("a number is never written under the text format, and its text comes back as text", () => {
    const mended = { fix: { ...problem, value: "1 200 kr", fix: 1200 }, before: state("1 200 kr", "@") };
    expect(fixWrite(mended)).toMatchObject({ value: 1200, format: "#,##0" });
    expect(undoWrite(state("1200", "General"))).toEqual({
      value: "1200",
      format: "@",
      formatAfter: "General",
    });
  });

  test.each([
    ["what was controlled still stands there", state(180, "General"), 180, true],
    ["somebody has changed it since", state(181, "General"), 180, false],
    ["it is a formula of the user's", state(180, "General", "=90*2"), 180, false],
    ["it is a text that looks like one", state("=90*2", "@"), "=90*2", true],
    ["it is still empty", state("", "General"), null, true],
  ])("%s", (_, now, controlled, expected) => {
    expect(mendable(now, controlled)).toBe(expected);
  });
});

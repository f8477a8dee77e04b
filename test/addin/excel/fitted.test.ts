import { describe, expect, test } from "vitest";
import { fitted } from "../../../addin/excel/fitted.ts";
import { preliminaryKronor } from "../../../addin/sheets/formats.ts";
import { toCell } from "../../../addin/sheets/to-cell.ts";
import type { Cell } from "../../../shared/cell.ts";

/** The width and lines of a column of so many characters, with this heading, that shows these cells. */
function column(heading: string, width: number, format: string, ...cells: readonly Cell[]) {
  const shown = cells.map((value) => ({ value: toCell(value), format }));
  const [one] = fitted([{ heading: toCell(heading), width }], [{ column: 0, cells: shown }]);
  return [one!.width, one!.wrap];
}

describe("a column is as wide as what it shows", () => {
  test.each<[string, readonly [string, number, string, ...Cell[]], readonly [number, boolean]]>([
    ["as it was made", ["Kod", 8, "@", "0180"], [8, false]],
    ["a name", ["Mottagare", 16, "@", "Ale", "Malung-Sälen kommun (exempel)"], [31, false]],
    ["the longest line of several", ["Text", 8, "@", "kort\nlite längre\nkort"], [13, false]],
    ["a text wider than any column: in several lines", ["Text", 16, "@", "x".repeat(61)], [60, true]],
    ["kronor in groups", ["Belopp", 8, '#,##0" kr"', 143_406_084], [16, false]],
    ["a claim", ["Belopp", 8, '#,##0" kr"', -143_406_084], [17, false]],
    ["kronor that say that they are not decided", ["Belopp", 16, preliminaryKronor, 1_000], [24, false]],
    ["a heading beside its button", ["Antal medsökande", 8, "@"], [20, false]],
    ["a heading wider than any column: in several lines", ["Rubrik ".repeat(9), 8, "@"], [40, false]],
  ])("%s", (_, [heading, width, format, ...cells], expected) => {
    expect(column(heading, width, format, ...cells)).toEqual(expected);
  });

  test("a hidden one is left as it is made", () => {
    const cells = [{ value: toCell("x".repeat(80)), format: "@" }];
    const [one] = fitted([{ heading: toCell("_id"), width: 70, hidden: true }], [{ column: 0, cells }]);
    expect(one).toMatchObject({ width: 70, wrap: false });
  });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { validateApplications } from "../../../shared/application/validate.ts";
import { parseAddress } from "../../../shared/address.ts";
import type { Cell } from "../../../shared/cell.ts";
import { hostileCells } from "../requisition/hostile-cells.ts";
import { columns2013, context2013, goodRow, sheetOf } from "./example.ts";

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constantFrom<Cell>(...hostileCells.map(([, value]) => value)),
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom<Cell>("Solna stad", "Stockholms stad, SDF Bromma", "ja", 400_000, "2013-02-20"),
);

test("whatever the cells hold: an answer, a cell for each problem, and no row without a place", () => {
  const row = fc.array(cell, { minLength: columns2013.length, maxLength: columns2013.length });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
      const headings = columns2013.map(({ heading }) => heading);
      const { problems, applications, rowCount } = validateApplications(
        { sheet: "S", rows: [headings, ...rows] },
        context2013,
      );
      for (const { cell: at, text } of problems) {
        expect(parseAddress(at).ok).toBe(true);
        expect(text).not.toBe("");
      }
      expect(applications.flatMap((one) => one.rows)).toHaveLength(rowCount);
    }),
    { numRuns: 300 },
  );
});

test("a hostile cell in any column is told of at its own cell, or does no harm", () => {
  for (const [at, column] of columns2013.entries()) {
    for (const [, value] of hostileCells) {
      const { problems } = validateApplications(sheetOf({ ...goodRow, [column.id]: value }), context2013);
      const elsewhere = problems.filter(({ column: where }) => where !== column.id);
      // What follows from a name, a county or an amount is told at the other cell that it must agree with.
      const allowed = ["lan-stammer", "budget-ar-sokt-belopp", "konto-kontrollsiffra", "konto-form"];
      expect(
        elsewhere.filter(({ rule }) => !allowed.includes(rule)),
        `${at} ${String(value)}`,
      ).toEqual([]);
    }
  }
});

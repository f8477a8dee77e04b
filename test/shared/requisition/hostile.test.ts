import fc from "fast-check";
import { expect, test } from "vitest";
import type { Cell } from "../../../shared/cell.ts";
import { isEmail } from "../../../shared/email.ts";
import { parseDate } from "../../../shared/dates.ts";
import { hiddenCharacters, withoutHidden } from "../../../shared/hidden-characters.ts";
import { parseAccount, parseOrganisationNumber } from "../../../shared/identifiers.ts";
import { parseKronor } from "../../../shared/money.ts";
import { nameKeys } from "../../../shared/names.ts";
import { requisitionColumns } from "../../../shared/requisition/columns.ts";
import { applyFixes } from "../../../shared/requisition/fixes.ts";
import { validateRequisitions } from "../../../shared/requisition/validate.ts";
import { address, context, sheetOf, valid } from "./example.ts";
import { hostileCells } from "./hostile-cells.ts";

const formulaStart = /^[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]/;

test("there are at least 300 kinds of hostile cells, each of them once", () => {
  expect(new Set(hostileCells.map(([what]) => what)).size).toBe(hostileCells.length);
  expect(hostileCells.length).toBeGreaterThanOrEqual(300);
});

test.each(requisitionColumns.map(({ id }) => id))(
  "any hostile cell under %s is met without a throw, named by its own cell, and never mended into a formula",
  (column) => {
    for (const [what, cell] of hostileCells) {
      const table = sheetOf({ ...valid, [column]: cell });
      const { problems, rowCount } = validateRequisitions(table, context);
      expect(rowCount, what).toBe(1);
      const own = problems.filter((problem) => problem.column === column);
      // Of the faults of one cell only the first is told; a second can only be about how it goes with other cells.
      expect(own.length, `${what}: ${own.map(({ rule }) => rule).join(", ")}`).toBeLessThanOrEqual(2);
      for (const problem of problems) {
        expect(problem.cell, what).toBe(address(problem.column as typeof column, 2));
        expect(problem.text.length, what).toBeLessThan(400);
        if (typeof problem.fix === "string") expect(problem.fix, what).not.toMatch(formulaStart);
      }
      for (const problem of own) expect(Object.is(problem.value, cell), what).toBe(true);
      const fixed = applyFixes(table, problems).table;
      const after = validateRequisitions(fixed, context).problems;
      expect(
        after.filter(({ fix }) => fix !== undefined),
        what,
      ).toEqual([]);
    }
  },
);

test("a hostile cell that is accepted reaches the requisition without hidden characters and not as a formula", () => {
  for (const { id } of requisitionColumns) {
    for (const [what, cell] of hostileCells) {
      const { rows } = validateRequisitions(sheetOf({ ...valid, [id]: cell }), context);
      for (const value of rows.flatMap((row) => Object.values(row) as Cell[])) {
        if (typeof value !== "string") continue;
        expect(hiddenCharacters(value), `${id} ${what}`).toBe("none");
        expect(value, `${id} ${what}`).not.toMatch(formulaStart);
      }
    }
  }
});

test("hostile headings are met without a throw", () => {
  for (const [what, cell] of hostileCells) {
    const { rows } = sheetOf(valid);
    const table = { sheet: "Blad1", rows: [[cell], [...rows[0]!, cell], [...rows[1]!, cell]] };
    expect(validateRequisitions(table, context).rowCount, what).toBe(1);
  }
});

test("any cells at all are met without a throw, each problem at a cell of its row", () => {
  const cell: fc.Arbitrary<Cell> = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(...hostileCells.map(([, hostile]) => hostile)),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
  );
  const width = requisitionColumns.length;
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: width + 2 }), { maxLength: 10 }), (rows) => {
      const { problems } = validateRequisitions(
        { sheet: "Blad1", rows: [sheetOf().rows[0]!, ...rows] },
        context,
      );
      for (const { cell: at, column, row } of problems) expect(at).toBe(address(column as "round", row));
    }),
    { numRuns: 1000 },
  );
});

test("no cell of Excel's full length takes a parser more than 5 ms", () => {
  const parsers: Readonly<Record<string, (text: string) => unknown>> = {
    parseKronor,
    parseDate,
    parseOrganisationNumber,
    bankgiro: (text) => parseAccount("bankgiro", text),
    plusgiro: (text) => parseAccount("plusgiro", text),
    isEmail,
    hiddenCharacters,
    withoutHidden: (text) => withoutHidden(text.slice(0, 32_767)),
    municipality: (text) => nameKeys("municipality", text),
    region: (text) => nameKeys("region", text),
    heading: (text) => validateRequisitions({ sheet: "Blad1", rows: [[text]] }, context),
    row: (text) =>
      validateRequisitions(sheetOf({ ...valid, contact: text, account: text, email: text }), context),
  };
  const long = hostileCells.flatMap(([, cell]) =>
    typeof cell === "string" && cell.length === 32_767 ? [cell] : [],
  );
  expect(long.length).toBeGreaterThan(10);
  for (const [name, parse] of Object.entries(parsers)) {
    for (const text of long)
      expect(
        fastest(() => parse(text)),
        `${name} ${text.slice(0, 3)}`,
      ).toBeLessThan(5);
  }
});

/** Milliseconds of the best of five: what the work takes when nothing else runs. */
function fastest(work: () => unknown): number {
  return Math.min(
    ...Array.from({ length: 5 }, () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    }),
  );
}

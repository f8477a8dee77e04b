import fc from "fast-check";
import { expect, test } from "vitest";
import type { Cell } from "../../../shared/cell.ts";
import type { Problem } from "../../../shared/problems.ts";
import { swedishRegister } from "../../../shared/register/swedish-register.ts";
import { requisitionColumns } from "../../../shared/requisition/columns.ts";
import type { RequisitionColumnId } from "../../../shared/requisition/columns.ts";
import { applyFixes } from "../../../shared/requisition/fixes.ts";
import { validateRequisitions } from "../../../shared/requisition/validate.ts";
import { address, cells, context, headings, sheetOf, valid } from "./example.ts";
import type { Row } from "./example.ts";

const municipalities = swedishRegister().list("municipality");

function luhnDigit(digits: string): number {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, i) => {
      const weighted = Number(digit) * (i % 2 === 0 ? 2 : 1);
      return total + (weighted > 9 ? weighted - 9 : weighted);
    }, 0);
  return (10 - (sum % 10)) % 10;
}

/** A clean row for the n-th municipality, with an organisation number and account of its own. */
function rowOf(n: number): Row {
  const { code, name } = municipalities[n]!;
  const serial = String(n).padStart(3, "0");
  const orgnr = `212000${serial}`;
  const account = `5050${serial}`;
  return {
    ...valid,
    code,
    name,
    orgnr: `212000-${serial}${luhnDigit(orgnr)}`,
    account: `${account.slice(0, 4)}-${serial}${luhnDigit(account)}`,
  };
}

/** Defects of single cells, each with the one problem it gives whatever the other cells of the row hold. */
const defects: readonly (readonly [column: RequisitionColumnId, rule: string, value: Cell])[] = [
  ["name", "text-utan-formel", "=1+1"],
  ["name", "text-utan-olasliga-tecken", "\ufffd"],
  ["orgnr", "orgnr-angivet", null],
  ["orgnr", "orgnr-form", "212-1"],
  ["amount", "belopp-tal", "allt"],
  ["amount", "belopp-entydigt", "1.000"],
  ["amount", "belopp-hogst-tilldelat", 600_000],
  ["amount", "belopp-skrivsatt", "500 000 kr"],
  ["wantsMore", "mer-medel-ja-nej", "JA"],
  ["contact", "kontakt-angiven", ""],
  ["contact", "text-utan-dolda-tecken", "a\u200bb"],
  ["email", "epost-form", "a@b"],
  ["representative", "text-utan-formel", "@SUM"],
  ["representativeApproved", "ombud-datum-form", "20220401"],
  ["accountKind", "kontotyp-kand", "bg"],
  ["account", "konto-form", "1"],
  ["reference", "text-langd", "x".repeat(32_768)],
  ["received", "inkom-datum", "maj"],
  ["received", "inkom-i-fonstret", "2022-09-30"],
  ["signatory", "cell-utan-sanningsvarde", true],
];

const seeded = fc.integer({ min: 1, max: 40 }).chain((rows) =>
  fc.record({
    rows: fc.constant(rows),
    faults: fc.uniqueArray(
      fc.record({ row: fc.nat({ max: rows - 1 }), defect: fc.constantFrom(...defects) }),
      { maxLength: 30, selector: ({ row, defect: [column] }) => `${row} ${column}` },
    ),
  }),
);

interface Seeded {
  readonly rows: number;
  readonly faults: readonly { readonly row: number; readonly defect: (typeof defects)[number] }[];
}

function sheetWith({ rows, faults }: Seeded): Row[] {
  return Array.from({ length: rows }, (_, n) => {
    const changes = faults
      .filter(({ row }) => row === n)
      .map(({ defect: [column, , value] }) => [column, value]);
    return { ...rowOf(n), ...(Object.fromEntries(changes) as Partial<Row>) };
  });
}

const brief = ({ cell, rule }: Problem): string => `${cell} ${rule}`;

test("one cause, one problem: k seeded defects give k problems, each at its cell", () => {
  fc.assert(
    fc.property(seeded, (plan) => {
      const { problems } = validateRequisitions(sheetOf(...sheetWith(plan)), context);
      const expected = plan.faults.map(
        ({ row, defect: [column, rule] }) => `${address(column, row + 2)} ${rule}`,
      );
      expect(problems.map(brief).sort()).toEqual(expected.sort());
    }),
    { numRuns: 300 },
  );
});

test("blank rows and columns in another order move the problems exactly along", () => {
  const order = fc.shuffledSubarray(
    requisitionColumns.map((_, i) => i),
    { minLength: requisitionColumns.length },
  );
  fc.assert(
    fc.property(seeded, order, fc.nat({ max: 5 }), fc.nat({ max: 15 }), (plan, columns, gap, title) => {
      const rows = sheetWith(plan).map(cells);
      const moved = [
        ...Array.from({ length: title }, () => []),
        columns.map((i) => headings[i]!),
        ...rows.flatMap((row) => [columns.map((i) => row[i]!), ...Array.from({ length: gap }, () => [])]),
      ];
      const straight = validateRequisitions(sheetOf(...sheetWith(plan)), context).problems;
      const found = validateRequisitions({ sheet: "Rekvisitioner", rows: moved }, context).problems;
      const follow = (problem: Problem): string => {
        const column = columns.indexOf(requisitionColumns.findIndex(({ id }) => id === problem.column));
        return `${String.fromCharCode(65 + column)}${title + 2 + (problem.row - 2) * (gap + 1)} ${problem.rule}`;
      };
      expect(found.map(brief)).toEqual(straight.map(follow));
    }),
    { numRuns: 200 },
  );
});

test("after the fixes nothing more can be fixed, and the other problems are as before", () => {
  fc.assert(
    fc.property(seeded, (plan) => {
      const table = sheetOf(...sheetWith(plan));
      const { problems } = validateRequisitions(table, context);
      const after = validateRequisitions(applyFixes(table, problems).table, context).problems;
      expect(after.filter(({ fix }) => fix !== undefined)).toEqual([]);
      expect(after.map(brief)).toEqual(problems.filter(({ fix }) => fix === undefined).map(brief));
    }),
    { numRuns: 300 },
  );
});

test("the order of the rows does not matter where no two rows are about the same thing", () => {
  fc.assert(
    fc.property(seeded, (plan) => {
      const rows = sheetWith(plan);
      const rules = (sheet: readonly Row[]): readonly string[] =>
        validateRequisitions(sheetOf(...sheet), context).problems.map(
          ({ rule, value }) => `${rule} ${String(value)}`,
        );
      expect([...rules(rows.toReversed())].sort()).toEqual([...rules(rows)].sort());
    }),
    { numRuns: 100 },
  );
});

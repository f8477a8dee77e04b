import { describe, expect, test } from "vitest";
import type { Cell } from "../../../shared/cell.ts";
import type { Problem } from "../../../shared/problems.ts";
import { roundsOf } from "../../../shared/programmes/index.ts";
import { requisitionColumns } from "../../../shared/requisition/columns.ts";
import { validateInSteps, validateRequisitions } from "../../../shared/requisition/validate.ts";
import { checkCells, keyOfCode, markFormula } from "../../../addin/sheets/check-cells.ts";
import { locate, rowsByKey } from "../../../addin/sheets/locate.ts";
import { sheetBlock } from "../../../addin/sheets/sheet-block.ts";
import { requisitionContext, requisitionKind } from "../../../addin/sheets/requisition-context.ts";
import { requisitionFile } from "../../../preview/sample/requisition-file.ts";
import { sampleYear } from "../../../preview/sample/sample-year.ts";
import { allottedByKey } from "../../preview/sample/allotted.ts";
import { readBack, requisitionContext as serviceContext } from "../../preview/sample/validation.ts";
import { hostileCells } from "../../shared/requisition/hostile-cells.ts";
import { registerAnswer } from "../register-answer.ts";

const file = await readBack(await requisitionFile(sampleYear(), allottedByKey));
const rounds = roundsOf(2022);
const allocations = rounds
  .filter(({ kind, topUpOf }) => kind !== "ngo" && topUpOf === null)
  .map(({ id, kind, amount, key }) => ({
    round: id,
    state: "fixed" as const,
    amount,
    key: key!,
    total: amount,
    allotments: registerAnswer.codes
      .filter((_, i) => registerAnswer.kinds[i] === kind)
      .map((code) => ({
        code,
        name: "",
        population: 0,
        base: 0,
        share: 0,
        amount: allottedByKey(id, code),
        explanation: "",
      })),
    warnings: [],
  }));
const context = requisitionContext({ rounds, register: registerAnswer, allocations }, serviceContext.today, {
  submitted: new Set(),
  countedFrom: (_round, _code, day) => day,
});

describe("the pane's control says what the service's says", () => {
  test("of every planted fault in the sample file, in the same order", () => {
    const { problems, rowCount } = validateRequisitions(file, context);
    expect(rowCount).toBeGreaterThan(300);
    expect(problems).toEqual(validateRequisitions(file, serviceContext).problems);
    expect(problems.length).toBeGreaterThan(30);
  });

  test("of every hostile cell in every column", () => {
    const at = file.rows.findIndex((row) => row.includes("Kod"));
    const rows = [
      file.rows[at]!,
      ...requisitionColumns.flatMap((_, column) =>
        hostileCells.map(([, hostile]) =>
          file.rows[at + 1]!.map((cell, i) => (i === column ? hostile : cell)),
        ),
      ),
    ];
    const table = { sheet: "Rekvisitioner", rows };
    expect(validateRequisitions(table, context)).toEqual(validateRequisitions(table, serviceContext));
  });

  test("step by step as all at once", () => {
    const steps = validateInSteps(file, context, 7);
    const done: number[] = [];
    for (;;) {
      const step = steps.next();
      if (step.done === true) {
        expect(step.value).toEqual(validateRequisitions(file, context));
        break;
      }
      done.push(step.value);
    }
    expect(done.length).toBeGreaterThan(40);
  });

  test("a key that is not fixed allots nothing", () => {
    const preliminary = allocations.map((one) => ({ ...one, state: "preliminary" as const }));
    expect(
      requisitionContext({ rounds, register: registerAnswer, allocations: preliminary }, "2022-05-01", {
        submitted: new Set(),
        countedFrom: (_round, _code, day) => day,
      }).allotted("2022-region", "01"),
    ).toBeNull();
  });
});

const headings: Cell[] = ["Min anteckning", "Kommunkod", "Kommun", "Belopp", "Kontroll", "_fordela"];
const sheet: Cell[][] = [
  ["Uttag"],
  [],
  headings,
  ["hemligt", "2080", "Falun", 100, "OK", "4|"],
  [null, null, null, null, null, null],
  ["privat", "2034", "Orsa", "x", null, null],
];
const block = sheetBlock(requisitionKind, { sheet: "Blad1", row: 4, column: 2, values: sheet });

const problemAt = (row: number, column: string, text = "Rätta."): Problem => ({
  sheet: "Blad1",
  cell: "F10",
  row,
  column,
  rule: "x",
  severity: "error",
  text,
  value: null,
});

describe("a sheet is read where it stands", () => {
  test("rows and columns are those of the worksheet, also when the sheet begins at C5", () => {
    expect(block.table.firstRow).toBe(5);
    expect(block.headingRow).toBe(6);
    expect(block.table.rows[2]).toEqual([null, null, ...headings]);
    const { problems } = validateRequisitions(block.table, context);
    expect(problems.filter(({ row }) => row === 10).map(({ cell, column }) => [cell, column])).toContainEqual(
      ["F10", "amount"],
    );
  });

  test("what stands in other people's columns, and in our own, never leaves the workbook", () => {
    expect(JSON.stringify(block.table.rows)).not.toMatch(/hemligt|privat|OK|4\|/);
    expect(block).toMatchObject({ checkColumn: 6, codeColumn: 7 });
  });

  test("the sums of a table are no requisition", () => {
    const summed = sheetBlock(requisitionKind, {
      sheet: "B",
      row: 0,
      column: 0,
      values: sheet.slice(2),
      totals: [3],
    });
    expect(summed.table.rows[3]).toEqual([]);
  });

  test("a sheet without headings has none, and nothing of it is sent", () => {
    expect(
      sheetBlock(requisitionKind, { sheet: "B", row: 0, column: 0, values: [["Budget", 1]] }),
    ).toMatchObject({
      headings: null,
      table: { rows: [] },
    });
  });
});

describe("the control's own columns", () => {
  const known = ["4|", null, null];
  const cells = checkCells(block, known, [problemAt(10, "amount", "Fyll i."), problemAt(10, "code", "Byt.")]);

  test("say OK or what to do, by heading: an address would be wrong after a sort", () => {
    expect(cells.texts).toEqual(["OK", "", "Belopp: Fyll i. Kommunkod: Byt."]);
  });

  test("a row keeps its number, and new rows get new ones", () => {
    expect(cells.codes).toEqual(["4|", "", "5|Belopp|Kommunkod|"]);
    expect(cells.keys).toEqual(
      new Map([
        [8, 4],
        [10, 5],
      ]),
    );
  });

  test("a copied row gets a number of its own", () => {
    expect(checkCells(block, ["4|", null, "4|"], []).codes).toEqual(["4|", "", "5|"]);
  });

  test("a quoted formula in a text stays text", () => {
    expect(checkCells(block, [], [problemAt(8, "amount", "=1+1")]).texts[0]).toBe("Belopp: =1+1");
    expect(keyOfCode("=1|")).toBeNull();
  });

  test("the mark looks for its column's heading in the row's code", () => {
    expect(markFormula(6)({ first: 3, code: 7 })).toBe('=AND("Fördela"<>"",ISNUMBER(FIND("|"&D$7&"|",$H8)))');
  });
});

describe("a cell is found again", () => {
  const seen = { texts: block.headingTexts, columns: block.headings!.columns, all: block.table.rows[2]! };

  test("when columns have been moved and rows inserted above", () => {
    const moved = locate(
      requisitionKind,
      { sheet: "B", row: 0, column: 0, values: [[""], ["Belopp", "_fordela", "Kommunkod", "Kommun"]] },
      seen,
    )!;
    expect([moved.headingRow, moved.codeColumn, moved.columnOf("amount"), moved.columnOf("name")]).toEqual([
      1, 1, 0, 3,
    ]);
  });

  test("when its heading has been rewritten in its place, but not where another column stood", () => {
    const renamed = locate(
      requisitionKind,
      {
        sheet: "B",
        row: 0,
        column: 2,
        values: [["Min anteckning", "Kommunkod", "Kommun", "Ändrat namn", "Omgång", "_fordela"]],
      },
      seen,
    )!;
    expect(renamed.columnOf("amount")).toBe(5);
    const gone = locate(
      requisitionKind,
      {
        sheet: "B",
        row: 0,
        column: 2,
        values: [["Min anteckning", "Kommunkod", "Kommun", "Kontroll", "Omgång"]],
      },
      seen,
    )!;
    expect(gone.columnOf("amount")).toBeNull();
  });

  test("by the first row with its number", () => {
    expect(rowsByKey(["9|", null, "4|Belopp|", "4|"], 7)).toEqual(
      new Map([
        [9, 7],
        [4, 9],
      ]),
    );
  });
});

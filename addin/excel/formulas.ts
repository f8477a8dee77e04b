import type { Cell } from "../../shared/cell.ts";
import { type Book, quietly } from "./run.ts";
import type { SafeCell } from "./safe-cell.ts";
import type { Work } from "./work.ts";
import { type Step, writeSteps } from "./write-steps.ts";

/** A formula and the block of cells that its value fills. */
export interface LiveFormula {
  readonly sheetId: string;
  /** 0-based worksheet row and column. */
  readonly row: number;
  readonly column: number;
  readonly formula: string;
  readonly values: readonly (readonly Cell[])[];
  readonly numberFormat: string;
}

/** Finds the formulas of the workbook that `isOurs` says yes to, with what they show now. */
export async function findFormulas(
  context: Book,
  isOurs: (formula: string) => boolean,
  { signal }: Work,
): Promise<readonly LiveFormula[]> {
  const { worksheets } = context.workbook;
  worksheets.load("items/id,items/name");
  await context.sync();
  const used = worksheets.items.map((sheet) => sheet.getUsedRangeOrNullObject(true));
  for (const range of used) range.load("rowIndex,columnIndex,formulas,numberFormat");
  await context.sync();
  signal.throwIfAborted();
  const anchors = worksheets.items.flatMap((sheet, i) => {
    const range = used[i]!;
    if (range.isNullObject) return [];
    return (range.formulas as Cell[][]).flatMap((row, r) =>
      row.flatMap((formula, c) => {
        if (typeof formula !== "string" || !formula.startsWith("=") || !isOurs(formula)) return [];
        const cell = sheet.getRangeByIndexes(range.rowIndex + r, range.columnIndex + c, 1, 1);
        const spill = cell.getSpillingToRangeOrNullObject();
        cell.load("values");
        spill.load("values");
        const numberFormat = String(range.numberFormat[r]![c]);
        return [
          {
            sheet,
            row: range.rowIndex + r,
            column: range.columnIndex + c,
            formula,
            cell,
            spill,
            numberFormat,
          },
        ];
      }),
    );
  });
  if (anchors.length === 0) return [];
  await context.sync();
  return anchors.map(({ sheet, cell, spill, ...rest }) => ({
    ...rest,
    sheetId: sheet.id,
    values: (spill.isNullObject ? cell.values : spill.values) as Cell[][],
  }));
}

/** Puts values where formulas are: a formula that fills several cells becomes all of them. */
export async function freezeFormulas(
  context: Book,
  formulas: readonly (LiveFormula & { readonly safe: readonly (readonly SafeCell[])[] })[],
  work: Work,
): Promise<void> {
  const steps = formulas.map(({ sheetId, row, column, safe, numberFormat }): Step => ({
    blocks: [
      {
        range: () =>
          context.workbook.worksheets
            .getItem(sheetId)
            .getRangeByIndexes(row, column, safe.length, safe[0]!.length),
        values: safe,
        formats: safe.map((cells) => cells.map((cell) => (typeof cell === "string" ? "@" : numberFormat))),
      },
    ],
  }));
  await writeSteps(context, steps, work);
}

/** Puts formulas of our own back, with the number format that they had. */
export async function thawFormulas(
  context: Book,
  formulas: readonly LiveFormula[],
  work: Work,
): Promise<void> {
  await quietly(
    context,
    [
      () => {
        for (const { sheetId, row, column, values, formula, numberFormat } of formulas) {
          const sheet = context.workbook.worksheets.getItem(sheetId);
          sheet
            .getRangeByIndexes(row, column, values.length, values[0]!.length)
            .clear(Excel.ClearApplyTo.contents);
          const cell = sheet.getRangeByIndexes(row, column, 1, 1);
          cell.numberFormat = [[numberFormat]];
          cell.formulas = [[formula]];
        }
      },
    ],
    work,
  );
}

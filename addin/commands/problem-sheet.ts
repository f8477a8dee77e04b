import { cellAddress } from "../../shared/address.ts";
import { problemTable, type ProblemRow } from "../../shared/tables/cases.ts";
import { cellsOf } from "../../shared/tables/table.ts";
import { deleteSheet, makeSheet, ownSheet, showSheet } from "../excel/new-sheet.ts";
import { type Book, inWorkbook } from "../excel/run.ts";
import type { Work } from "../excel/work.ts";
import { WorkbookProblem } from "../excel/workbook-problem.ts";
import { toCell, toText } from "../sheets/to-cell.ts";
import type { Checked } from "./check.ts";
import type { CheckResult, Written } from "./contract.ts";
import type { CommandParts } from "./parts.ts";
import { cellsNow } from "./problem-cells.ts";

const titleLines = 2;

/** Writes "Fel": one row a problem, with a link to where its cell is now. An older "Fel" of ours is replaced. */
export async function writeProblems(
  parts: CommandParts,
  checked: Checked,
  result: CheckResult,
): Promise<Written> {
  const work: Work = { progress: () => undefined, signal: new AbortController().signal };
  const done = await inWorkbook(parts.supports("1.20"), async (book) => {
    const { name, rows } = await placedProblems(book, checked, result);
    const before = await ownSheet(book, problemTable.sheet, problemTable.table);
    if (before === "other")
      throw new WorkbookProblem(
        "sheet-taken",
        `Bladet ”${problemTable.sheet}” finns redan men är inte från Fördela. Byt namn på det och försök igen.`,
      );
    const id = await makeSheet(
      book,
      {
        name: problemTable.sheet,
        table: problemTable.table,
        title: [
          `Fel i bladet ${name}`,
          `${result.problems.length} att rätta i ${result.rowCount - result.withoutProblems} av ${result.rowCount} rader`,
        ].map(toCell),
        headings: problemTable.columns.map(({ heading, width = 16 }) => ({
          heading: toCell(heading),
          width,
        })),
        rows: rows.length,
        runs: columnsOf(rows),
        links: rows.map(({ sheet, cell }, i) => ({
          row: titleLines + 2 + i,
          column: 0,
          text: toText(`${sheet}!${cell}`),
          target: `'${sheet.replaceAll("'", "''")}'!${cell}`,
        })),
      },
      before === "none" ? null : before,
      work,
    );
    await showSheet(book, id);
    return { id, cells: rows.length * problemTable.columns.length, replaced: before !== "none" };
  });
  return {
    cells: done.cells,
    undo: done.replaced ? null : () => inWorkbook(false, (book) => deleteSheet(book, done.id)),
  };
}

/** The problems at the cells where they are now; one whose row is gone keeps the address it had. */
async function placedProblems(
  book: Book,
  checked: Checked,
  { problems }: CheckResult,
): Promise<{ name: string; rows: ProblemRow[] }> {
  const { top, cellOf } = await cellsNow(book, checked);
  const rows = problems.map((problem): ProblemRow => {
    const now = cellOf(problem);
    return {
      ...problem,
      sheet: top.name,
      cell: now === null ? problem.cell : cellAddress(now.row + 1, now.column),
      outcome:
        now === null
          ? "Raden finns inte kvar"
          : problem.fix === undefined
            ? "Att rätta"
            : "Kan rättas åt dig",
    };
  });
  return { name: top.name, rows };
}

/** Every column of "Fel" is text. */
function columnsOf(rows: readonly ProblemRow[]) {
  const cells = cellsOf(problemTable, rows);
  return problemTable.columns.map((_, column) => ({
    row: titleLines + 2,
    column,
    cells: cells.map((row) => ({ value: toCell(row[column] ?? null), format: "@", formatAfter: "@" })),
  }));
}

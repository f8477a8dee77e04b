import { cellAddress } from "../../shared/address.ts";
import type { Problem } from "../../shared/problems.ts";
import { problemTable, type ProblemRow } from "../../shared/tables/cases.ts";
import { cellsOf } from "../../shared/tables/table.ts";
import { deleteSheet, headingRow, makeSheet, ownSheet, showSheet } from "../excel/new-sheet.ts";
import { type Book, inWorkbook } from "../excel/run.ts";
import type { Work } from "../excel/work.ts";
import { WorkbookProblem } from "../excel/workbook-problem.ts";
import { noted } from "../sheets/environment-note.ts";
import { toCell, toText } from "../sheets/to-cell.ts";
import type { Checked } from "./check.ts";
import type { CheckResult, Written } from "./contract.ts";
import { outcomeOf, type Outcomes } from "./outcomes.ts";
import type { CommandParts } from "./parts.ts";
import { type CellNow, cellsNow } from "./problem-cells.ts";

/**
 * Writes "Fel": one row a problem, with a link to where its cell is now and what became of it; those that were mended
 * are there too. An older "Fel" of ours is replaced.
 */
export async function writeProblems(
  parts: CommandParts,
  outcomes: Outcomes,
  checked: Checked,
  result: CheckResult,
): Promise<Written> {
  const work: Work = { progress: () => undefined, signal: new AbortController().signal };
  const done = await inWorkbook(parts.supports("1.20"), async (book) => {
    const { name, mended, rows } = await placedProblems(book, outcomes, checked, result);
    const before = await ownSheet(book, problemTable.sheet, problemTable.table);
    if (before === "other")
      throw new WorkbookProblem(
        "sheet-taken",
        `Bladet ”${problemTable.sheet}” finns redan men är inte från Fördela. Byt namn på det och försök igen.`,
      );
    const title = noted(
      [
        `Fel i bladet ${name}`,
        `${mended} rättade, ${result.problems.length} kvar i ${result.rowCount - result.withoutProblems} av ${result.rowCount} rader`,
      ],
      parts.environment,
    );
    const id = await makeSheet(
      book,
      {
        name: problemTable.sheet,
        table: problemTable.table,
        title: title.map(toCell),
        headings: problemTable.columns.map(({ heading, width = 16 }) => ({
          heading: toCell(heading),
          width,
        })),
        rows: rows.length,
        runs: columnsOf(rows),
        links: rows.map(({ sheet, cell }, i) => ({
          row: headingRow + 1 + i,
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

/** The problems, mended and not, at the cells where they are now; one whose row is gone keeps the address it had. */
async function placedProblems(
  book: Book,
  outcomes: Outcomes,
  checked: Checked,
  { problems }: CheckResult,
): Promise<{ name: string; mended: number; rows: ProblemRow[] }> {
  const { top, cellOf, cellInRow } = await cellsNow(book, checked);
  const registered = outcomes.isRegistered(checked);
  const open = problems.map((problem) =>
    placed(problem, top.name, cellOf(problem), outcomeOf(problem, registered)),
  );
  const stands = new Set(open.map(({ cell, rule }) => `${cell} ${rule}`));
  const mended = outcomes
    .mendedIn(checked.sheetId)
    .map(({ problem, key }) => placed(problem, top.name, cellInRow(key, problem), "Rättat"))
    .filter(({ cell, rule }) => !stands.has(`${cell} ${rule}`));
  const rows = [...open, ...mended].sort((a, b) => a.row - b.row || a.at - b.at);
  return { name: top.name, mended: mended.length, rows };
}

/** A problem at its cell of now: `row` and `at` are 0-based. */
type Placed = ProblemRow & { readonly at: number };

function placed(problem: Problem, sheet: string, now: CellNow | null, outcome: string): Placed {
  return now === null
    ? { ...problem, sheet, row: problem.row - 1, at: 0, outcome: "Raden finns inte kvar" }
    : {
        ...problem,
        sheet,
        cell: cellAddress(now.row + 1, now.column),
        row: now.row,
        at: now.column,
        outcome,
      };
}

/** Every column of "Fel" is text. */
function columnsOf(rows: readonly ProblemRow[]) {
  const cells = cellsOf(problemTable, rows);
  return problemTable.columns.map((_, column) => ({
    row: headingRow + 1,
    column,
    cells: cells.map((row) => ({ value: toCell(row[column] ?? null), format: "@", formatAfter: "@" })),
  }));
}

import { parseAddress } from "../../shared/address.ts";
import type { Cell } from "../../shared/cell.ts";
import type { Problem } from "../../shared/problems.ts";
import { type RequisitionValidation, validateInSteps } from "../../shared/requisition/validate.ts";
import { breathe } from "../excel/breathe.ts";
import { writeCheckColumns } from "../excel/check-columns.ts";
import { type ReadSheet, readSheet, surveySheets } from "../excel/read-sheet.ts";
import { type Book, inWorkbook } from "../excel/run.ts";
import type { Work } from "../excel/work.ts";
import { WorkbookProblem } from "../excel/workbook-problem.ts";
import { type CheckCells, checkCells, markFormula, markSign } from "../sheets/check-cells.ts";
import type { SeenHeadings } from "../sheets/locate.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import { requisitionContext, type YearFacts } from "../sheets/requisition-context.ts";
import {
  checkHeading,
  codeHeading,
  requisitionBlock,
  type RequisitionBlock,
} from "../sheets/requisition-block.ts";
import { sameProblems } from "../sheets/same-problems.ts";
import { toText } from "../sheets/to-cell.ts";
import type { CheckResult } from "./contract.ts";
import { documentOfSheet } from "./document.ts";
import { inSlices } from "./in-slices.ts";
import type { CommandParts } from "./parts.ts";
import { type FactsMemory, registeredRequisitions } from "./year-facts.ts";

/** What is remembered of a control, so that its problems can be found again in the sheet. */
export interface Checked {
  readonly year: number;
  readonly sheetId: string;
  readonly block: RequisitionBlock;
  readonly seen: SeenHeadings;
  /** 1-based worksheet row at the control -> the row's number in the hidden column. */
  readonly keys: ReadonlyMap<number, number>;
  readonly validation: RequisitionValidation;
  /** Whether the document that the sheet holds was registered at the control. */
  readonly isRegistered: boolean;
  /** Versions of what is registered, per recipient id, as they were at the control. */
  readonly versions: ReadonlyMap<string, number>;
}

export const requisitionSheetName = "Rekvisitioner";

/** How often a sheet is read again because others change it while it is being controlled. */
const attempts = 3;

export interface CheckOutcome {
  readonly result: CheckResult;
  readonly checked: Checked;
}

/** Controls the requisitions of the active sheet, or of "Rekvisitioner", here and in the service, and writes "Kontroll". */
export async function checkSheet(
  parts: CommandParts,
  memory: FactsMemory,
  work: Work,
): Promise<CheckOutcome> {
  return await inWorkbook(parts.supports("1.20"), async (book) => {
    for (let attempt = 1; ; attempt++) {
      const read = await requisitionsIn(book, work);
      const block = requisitionBlock(cellsOf(read));
      await breathe(work);
      const { sha256 } = await documentOfSheet(book, read.survey, block);
      const judged = await judge(parts, memory, { read, block, sha256 }, work);
      if (block.headings === null || (await writeOutcome(book, read, judged, work))) return judged;
      if (attempt === attempts) throw new WorkbookProblem("sheet-changed");
    }
  });
}

/** Reads the active sheet when it has the headings of requisitions, else the one with the name. */
async function requisitionsIn(book: Book, work: Work): Promise<ReadSheet> {
  const { active, named } = await surveySheets(book, requisitionSheetName);
  const first = await readSheet(book, active, work);
  const other = named !== null && named.id !== active.id ? named : null;
  const useOther = other !== null && requisitionBlock(cellsOf(first)).headings === null;
  const read = useOther ? await readSheet(book, other, work) : first;
  if (read.survey.used === null) throw new WorkbookProblem("nothing-here");
  if (read.survey.isProtected)
    throw new WorkbookProblem(
      "protected",
      `Bladet ”${read.survey.name}” är skyddat. Ta bort skyddet (Granska > Ta bort bladets skydd) och kontrollera igen. Inget har ändrats.`,
    );
  return read;
}

/** A worksheet as read, and which document it holds. */
interface Judged {
  readonly read: ReadSheet;
  readonly block: RequisitionBlock;
  readonly sha256: string;
}

/** What came of a control, and what it writes in the sheet. */
interface Verdict extends CheckOutcome {
  readonly cells: CheckCells;
}

/** The lists of the pane and of the service. Facts that have grown old are fetched again once. */
async function judge(
  parts: CommandParts,
  memory: FactsMemory,
  { read, block, sha256 }: Judged,
  work: Work,
): Promise<Verdict> {
  const { survey } = read;
  const { signal } = work;
  const year = parts.year();
  const facts = await memory.of(year, signal);
  const { table } = block;
  const { versions, submitted, isRegistered } = await registeredRequisitions(parts, facts, sha256, signal);
  const [mine, last] = await Promise.all([
    validated(parts, facts, submitted, table, work),
    parts.api.call("validateRequisitions", { year, sha256, ...table }, { signal }),
  ]);
  await breathe(work);
  const problems = last.problems as Problem[];
  const same = sameProblems(mine.problems, problems);
  if (!same) memory.forget();
  const again = same ? mine : await validated(parts, await memory.of(year, signal), submitted, table, work);
  await breathe(work);
  const cells = checkCells(block, ownCells(read, block), problems);
  await breathe(work);
  return {
    cells,
    result: {
      sheet: survey.name,
      rowCount: last.rowCount,
      withoutProblems: last.withoutProblems,
      problems,
      fixable: problems.filter((problem) => problem.fix !== undefined && !isFormula(read, problem)).length,
      differing: !sameProblems(again.problems, problems),
    },
    checked: {
      year,
      sheetId: survey.id,
      block,
      seen: {
        texts: block.headingTexts,
        columns: block.headings?.columns ?? [],
        all: block.headings === null ? [] : (table.rows[block.headingRow - table.firstRow + 1] ?? []),
      },
      keys: cells.keys,
      validation: again,
      isRegistered,
      versions,
    },
  };
}

function validated(
  { now }: CommandParts,
  facts: YearFacts,
  submitted: ReadonlySet<string>,
  table: RequisitionBlock["table"],
  work: Work,
): Promise<RequisitionValidation> {
  const context = requisitionContext(facts, swedishDay(now()), submitted);
  return inSlices(validateInSteps(table, context, 250), table.rows.length, work);
}

/** Writes "Kontroll" and the marks, unless somebody has changed the sheet since it was read: then nothing, and false. */
async function writeOutcome(
  book: Book,
  before: ReadSheet,
  { checked: { block }, cells: { texts, codes } }: Verdict,
  work: Work,
): Promise<boolean> {
  const { named: survey } = await surveySheets(book, before.survey.id);
  if (survey === null) throw new WorkbookProblem("sheet-gone");
  const read = await readSheet(book, survey, work);
  if (!isSame(before, read)) return false;
  const known = block.headings!.columns.filter((column) => column >= 0);
  await writeCheckColumns(
    book,
    read,
    block.headingRow,
    [
      { heading: toText(checkHeading), at: block.checkColumn, cells: texts, hidden: false, width: 320 },
      { heading: toText(codeHeading), at: block.codeColumn, cells: codes, hidden: true, width: 60 },
    ],
    {
      sign: markSign,
      formula: markFormula(block.headingRow),
      first: Math.min(...known),
      last: Math.max(...known),
    },
    work,
  );
  return true;
}

/** Our hidden column as read, from the row under the headings. */
function ownCells(
  { row, column, values }: ReadSheet,
  { headingRow, codeColumn }: RequisitionBlock,
): readonly Cell[] {
  if (codeColumn === null) return [];
  return values.slice(headingRow + 1 - row).map((cells) => cells[codeColumn - column] ?? null);
}

function isSame(a: ReadSheet, b: ReadSheet): boolean {
  return (
    a.row === b.row &&
    a.column === b.column &&
    a.values.length === b.values.length &&
    a.values.every(
      (row, i) => row.length === b.values[i]!.length && row.every((cell, j) => cell === b.values[i]![j]),
    )
  );
}

/** A fix would put a value where the user has a formula: that is not for us to mend. */
function isFormula({ row, column, formulas, values }: ReadSheet, { cell }: Problem): boolean {
  const place = parseAddress(cell);
  if (!place.ok) return false;
  const [i, j] = [place.value.row - 1 - row, place.value.column - column];
  const formula = formulas[i]?.[j] ?? null;
  return typeof formula === "string" && formula.startsWith("=") && formula !== values[i]?.[j];
}

function cellsOf({ survey, row, column, values, totals }: ReadSheet): Parameters<typeof requisitionBlock>[0] {
  return { sheet: survey.name, row, column, values, totals };
}

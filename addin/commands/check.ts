import { parseAddress } from "../../shared/address.ts";
import type { Cell } from "../../shared/cell.ts";
import type { Problem } from "../../shared/problems.ts";
import { breathe } from "../excel/breathe.ts";
import { writeCheckColumns } from "../excel/check-columns.ts";
import { type ReadSheet, readSheet, surveySheets } from "../excel/read-sheet.ts";
import { type Book, inWorkbook } from "../excel/run.ts";
import type { Work } from "../excel/work.ts";
import { WorkbookProblem } from "../excel/workbook-problem.ts";
import { type CheckCells, checkCells, markFormula, markSign } from "../sheets/check-cells.ts";
import type { SeenHeadings } from "../sheets/locate.ts";
import {
  checkHeading,
  codeHeading,
  dataRows,
  sheetBlock,
  type SheetBlock,
  type SheetKind,
} from "../sheets/sheet-block.ts";
import { toText } from "../sheets/to-cell.ts";
import { mustHaveComeIn } from "./came-in.ts";
import type { CheckResult } from "./contract.ts";
import { documentOfSheet } from "./document.ts";
import type { CommandParts } from "./parts.ts";

/** What the pane and the service say of a sheet, and what its registration needs beside the cells. */
export interface Judgement {
  readonly year: number;
  /** The service's list: it has the last word. */
  readonly problems: readonly Problem[];
  readonly rowCount: number;
  readonly withoutProblems: number;
  /** Whether the pane's own list says something else. */
  readonly differing: boolean;
  /** Whether the document that the sheet holds was registered at the control. */
  readonly isRegistered: boolean;
  /** The days, ISO, on which what stands in the sheet came in. */
  readonly received: readonly string[];
  /** Versions per recipient id of what was registered at the control of those whom the sheet names; 0: nothing. */
  readonly expected: Readonly<Record<string, number>>;
}

/** How a kind of sheet is found and judged. */
export interface Control<J extends Judgement> {
  readonly kind: SheetKind;
  /** The sheet that is meant when the active one has no such headings. */
  readonly sheetName: string;
  /** Its lists here and in the service; `sha256` is of the document that the sheet holds. */
  readonly judge: (block: SheetBlock, sha256: string, work: Work) => Promise<J>;
}

/** What is remembered of a control, so that its problems can be found again in the sheet. */
export interface Checked extends Pick<Judgement, "year" | "isRegistered" | "received" | "expected"> {
  readonly sheetId: string;
  readonly block: SheetBlock;
  readonly seen: SeenHeadings;
  /** 1-based worksheet row at the control -> the row's number in the hidden column. */
  readonly keys: ReadonlyMap<number, number>;
}

/** How often a sheet is read again because others change it while it is being controlled. */
const attempts = 3;

export interface CheckOutcome<J extends Judgement> {
  readonly result: CheckResult;
  readonly checked: Checked;
  readonly judged: J;
}

/** Controls the active sheet, or the one that is meant, here and in the service, and writes "Kontroll". */
export async function checkSheet<J extends Judgement>(
  parts: CommandParts,
  { kind, sheetName, judge }: Control<J>,
  work: Work,
): Promise<CheckOutcome<J>> {
  return await inWorkbook(parts.supports("1.20"), async (book) => {
    for (let attempt = 1; ; attempt++) {
      const { read, block } = await sheetIn(book, kind, sheetName, work);
      await breathe(work);
      const { sha256 } = await documentOfSheet(book, read.survey, block);
      const judged = await judge(block, sha256, work);
      await breathe(work);
      const cells = checkCells(block, ownCells(read, block), judged.problems);
      await breathe(work);
      if (await writeOutcome(book, read, block, cells, work))
        return outcomeOf({ read, block }, cells, judged);
      if (attempt === attempts) throw new WorkbookProblem("sheet-changed");
    }
  });
}

interface Read {
  readonly read: ReadSheet;
  readonly block: SheetBlock;
}

/** Reads the active sheet when it has the headings of the kind, else the one with the name. */
async function sheetIn(book: Book, kind: SheetKind, sheetName: string, work: Work): Promise<Read> {
  const { active, named } = await surveySheets(book, sheetName);
  const blockOf = async (survey: typeof active): Promise<Read> => {
    const read = await readSheet(book, survey, work);
    return { read, block: sheetBlock(kind, cellsOf(read)) };
  };
  const first = await blockOf(active);
  const other = named !== null && named.id !== active.id ? named : null;
  const cameIn = first.block.headings !== null && !first.block.isFetched;
  const { read, block } = other !== null && !cameIn ? await blockOf(other) : first;
  mustHaveComeIn({
    survey: read.survey,
    whose: kind.whose,
    isFetched: block.isFetched,
    hasHeadings: block.headings !== null,
    hasRows: dataRows(block).some((row) => row.some((cell) => String(cell ?? "").trim() !== "")),
  });
  if (read.survey.isProtected)
    throw new WorkbookProblem(
      "protected",
      `Bladet ”${read.survey.name}” är skyddat. Ta bort skyddet (Granska > Ta bort bladets skydd) och kontrollera igen. Inget har ändrats.`,
    );
  return { read, block };
}

function outcomeOf<J extends Judgement>(
  { read, block }: Read,
  { keys }: CheckCells,
  judged: J,
): CheckOutcome<J> {
  const { year, problems, rowCount, withoutProblems, differing, isRegistered, received, expected } = judged;
  const { table, headings, headingRow, headingTexts } = block;
  return {
    result: {
      sheet: read.survey.name,
      rowCount,
      withoutProblems,
      problems,
      fixable: problems.filter((problem) => problem.fix !== undefined && !isFormula(read, problem)).length,
      differing,
    },
    checked: {
      year,
      sheetId: read.survey.id,
      block,
      seen: {
        texts: headingTexts,
        columns: headings!.columns,
        all: table.rows[headingRow - table.firstRow + 1]!,
      },
      keys,
      isRegistered,
      received,
      expected,
    },
    judged,
  };
}

/** Writes "Kontroll" and the marks, unless somebody has changed the sheet since it was read: then nothing, and false. */
async function writeOutcome(
  book: Book,
  before: ReadSheet,
  block: SheetBlock,
  { texts, codes }: CheckCells,
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
      { heading: toText(checkHeading), at: block.checkColumn, cells: texts, hidden: false, width: 60 },
      { heading: toText(codeHeading), at: block.codeColumn, cells: codes, hidden: true, width: 10 },
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
  { headingRow, codeColumn }: SheetBlock,
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

/** The cells of a worksheet as a block is made of them. */
export function cellsOf({
  survey,
  row,
  column,
  values,
  totals,
}: ReadSheet): Parameters<typeof sheetBlock>[1] {
  return { sheet: survey.name, row, column, values, totals };
}

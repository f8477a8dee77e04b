import type { Cell } from "../../shared/cell.ts";
import type { ColumnOf } from "../../shared/tables/table.ts";
import { asTable, beginning, headingRow, layOut, type NewColumn, propose, titleBlock } from "./new-sheet.ts";
import { bytesOf, bytesOfText } from "./bytes-of.ts";
import { fitted } from "./fitted.ts";
import { isAnswered } from "./read-sheet.ts";
import type { Book } from "./run.ts";
import type { SafeCell } from "./safe-cell.ts";
import type { Work } from "./work.ts";
import { WorkbookProblem } from "./workbook-problem.ts";
import type { Run } from "./write-cells.ts";
import { type Block, type Step, writeSteps } from "./write-steps.ts";

/** How a table of ours is known in a workbook. */
export interface TableNames {
  readonly table: string;
  readonly sheet: string;
  /** The namespace of the XML part that remembers the last fetch. */
  readonly namespace: string;
}

/** A table of ours as it stands in the workbook, whatever its sheet is called now. */
export interface FoundTable {
  readonly table: Excel.Table;
  readonly sheet: Excel.Worksheet;
  readonly sheetName: string;
  /** 0-based worksheet row of the headings and column of the first. */
  readonly row: number;
  readonly column: number;
  readonly headings: readonly Cell[];
  readonly values: readonly (readonly Cell[])[];
  readonly formulas: readonly (readonly Cell[])[];
  /** The cells above the table: A1 and A2. */
  readonly title: readonly Cell[];
  /** Something stands under the table, so that new rows must push it down. */
  readonly hasBelow: boolean;
}

export interface LookedUp {
  /** null: the workbook has no such table. */
  readonly found: FoundTable | null;
  /** What is remembered of the last fetch; null: nothing that a table goes by. */
  readonly xml: string | null;
  /** Whether the workbook has a part for it. */
  readonly had: boolean;
}

/**
 * Reads tables of ours and what is remembered of them: one sync, however many. Whether a workbook remembers a table is
 * not known the first time it is asked: then one more. `remembered` is kept by the caller between commands.
 * @throws WorkbookProblem
 */
export async function lookUpTables(
  context: Book,
  names: readonly TableNames[],
  remembered: Set<string>,
): Promise<readonly LookedUp[]> {
  return await lookUp(context, names, remembered, true);
}

async function lookUp(
  context: Book,
  names: readonly TableNames[],
  remembered: Set<string>,
  atOnce: boolean,
): Promise<readonly LookedUp[]> {
  const asked = names.map((name) => ask(context, name, remembered, atOnce));
  try {
    await context.sync();
  } catch (error) {
    if (atOnce && (error as { code?: unknown }).code === "ResponsePayloadSizeLimitExceeded")
      return await lookUp(context, names, remembered, false);
    // Somebody has taken away a part that was there: all is asked once more, without taking any for granted.
    if (remembered.size === 0) throw error;
    remembered.clear();
    return await lookUp(context, names, remembered, atOnce);
  }
  const late = asked.map(({ parts, table }) =>
    parts !== null && !table.isNullObject ? (parts.items[0]?.getXml() ?? null) : null,
  );
  if (late.some((xml) => xml !== null)) await context.sync();
  const bodies: TableBody[] = [];
  for (const { table, body } of asked)
    bodies.push(table.isNullObject ? noRows : atOnce ? rowsOf(body) : await readSlices(context, body));
  return asked.map((one, i): LookedUp => {
    const known = one.xml ?? late[i];
    if (known != null || (one.parts?.items.length ?? 0) > 0) remembered.add(one.name.namespace);
    const had = remembered.has(one.name.namespace);
    const found = one.table.isNullObject ? noTable(one) : foundTable(one, bodies[i]!);
    return { found, xml: known?.value ?? null, had };
  });
}

type TableBody = Pick<FoundTable, "values" | "formulas">;
const noRows: TableBody = { values: [], formulas: [] };

function rowsOf({ values, formulas }: Excel.Range): TableBody {
  return { values: nulled(values as Cell[][]), formulas: nulled(formulas as Cell[][]) };
}

/** Bytes that one answer should not pass: Excel gives 5 MB. */
const mostInAnswer = 3_700_000;

/** Reads a body that is too large for one answer: a first slice that shows how large its rows are, and the rest by that. */
async function readSlices(context: Book, body: Excel.Range): Promise<TableBody> {
  const values: (readonly Cell[])[] = [];
  const formulas: (readonly Cell[])[] = [];
  let rows = 1_000;
  while (values.length < body.rowCount) {
    const count = Math.min(rows, body.rowCount - values.length);
    const slice = body.getRow(values.length).getResizedRange(count - 1, 0);
    slice.load("values,formulas");
    // eslint-disable-next-line office-addins/no-context-sync-in-loop -- an answer of Excel's has a largest size.
    if (!(await isAnswered(context.sync(), count))) {
      // These rows are larger than those before them.
      rows = Math.ceil(count / 2);
      continue;
    }
    const read = rowsOf(slice);
    values.push(...read.values);
    formulas.push(...read.formulas);
    const bytes = [...read.values, ...read.formulas].reduce((sum, row) => sum + bytesOf(row), 0);
    rows = Math.max(1, Math.floor((count * mostInAnswer) / bytes));
  }
  return { values, formulas };
}

function noTable({ name, namesake }: ReturnType<typeof ask>): null {
  if (namesake.isNullObject) return null;
  throw new WorkbookProblem(
    "sheet-taken",
    `Bladet ”${name.sheet}” finns redan men har ingen tabell från Fördela. Byt namn på bladet och uppdatera igen. Inget har ändrats.`,
  );
}

function foundTable(
  { table, header, sheet, used, title }: ReturnType<typeof ask>,
  { values, formulas }: TableBody,
): FoundTable {
  if (sheet.protection.protected)
    throw new WorkbookProblem(
      "protected",
      `Bladet ”${sheet.name}” är skyddat. Ta bort skyddet (Granska > Ta bort bladets skydd) och uppdatera igen. Inget har ändrats.`,
    );
  const lastRow = header.rowIndex + values.length;
  return {
    table,
    sheet,
    sheetName: sheet.name,
    row: header.rowIndex,
    column: header.columnIndex,
    headings: header.values[0] as Cell[],
    values,
    formulas,
    title: (title.values as Cell[][]).map(([cell]) => cell ?? null),
    hasBelow: used.rowIndex + used.rowCount - 1 > lastRow || table.showTotals,
  };
}

// What hangs on a null object is a null object too, so that one sync is enough to ask for all. Only a method that
// answers a value, as getXml does, needs something that is there.
function ask({ workbook }: Book, name: TableNames, remembered: ReadonlySet<string>, atOnce: boolean) {
  const table = workbook.tables.getItemOrNullObject(name.table);
  const header = table.getHeaderRowRange();
  const body = table.getDataBodyRange();
  const { worksheet: sheet } = table;
  const used = sheet.getUsedRangeOrNullObject(true);
  const title = sheet.getRange("A1:A3");
  const namesake = workbook.worksheets.getItemOrNullObject(name.sheet);
  const kept = workbook.customXmlParts.getByNamespace(name.namespace);
  const sure = remembered.has(name.namespace);
  table.load("name,showTotals");
  header.load("values,rowIndex,columnIndex");
  if (atOnce) body.load("values,formulas");
  else body.load("rowCount");
  sheet.load("name");
  sheet.protection.load("protected");
  used.load("rowIndex,rowCount");
  title.load("values");
  namesake.load("name");
  if (!sure) kept.load("items/id");
  return {
    name,
    table,
    header,
    body,
    sheet,
    used,
    title,
    namesake,
    parts: sure ? null : kept,
    xml: sure ? kept.getOnlyItem().getXml() : null,
  };
}

/** Excel says "" of an empty cell. */
function nulled(rows: readonly (readonly Cell[])[]): Cell[][] {
  return rows.map((row) => row.map((cell) => (cell === "" ? null : cell)));
}

/** A cell of the body to write; no format: it keeps the one it has. */
export interface BodyWrite {
  readonly value: SafeCell;
  readonly format: string | null;
}

/** What to change in a table that is there. Rows and columns are 0-based within its body. */
export interface TableUpdate {
  readonly found: FoundTable;
  readonly runs: readonly Run<BodyWrite>[];
  /** Cells of new rows, one run a column. */
  readonly added: readonly Run<BodyWrite>[];
  readonly addedRows: number;
  /** Columns whose texts in the new rows are wider than the column was made. */
  readonly wrapped: readonly number[];
  /** Columns whose cells may be chosen from another: also of new rows, and of a table made before there was one. */
  readonly proposed: readonly { readonly column: number; readonly from: ColumnOf }[];
  /** The lines above, when they are still as we wrote them. */
  readonly title: readonly SafeCell[] | null;
  /** Columns to add at the right end, last in the headings of `found` but not yet in its worksheet. */
  readonly columns: readonly NewColumn[];
}

/** A table to make on a worksheet of its own. */
export interface NewTable {
  readonly names: TableNames;
  readonly title: readonly SafeCell[];
  readonly columns: readonly NewColumn[];
  /** One run a column. */
  readonly body: readonly Run<BodyWrite>[];
  readonly rows: number;
}

/** What is remembered of a fetch, in the workbook itself. */
export interface Remembered {
  readonly names: TableNames;
  readonly xml: string;
  readonly had: boolean;
  /** For people who look into the file: template version, environment and round. */
  readonly settings: Readonly<Record<string, string>>;
}

export interface TableJob {
  readonly change: TableUpdate | NewTable;
  readonly remembered: Remembered;
}

/** Writes changes and new tables, and remembers them: one sync for all of Sweden, more only when there is far more. */
export async function writeTables(context: Book, jobs: readonly TableJob[], work: Work): Promise<void> {
  const steps = jobs.flatMap(({ change, remembered }): Step[] => [
    ...("found" in change ? updateSteps(change) : newSteps(context, change)),
    {
      blocks: [],
      after: () => {
        remember(context, remembered);
      },
      size: bytesOfText(remembered.xml),
    },
  ]);
  await writeSteps(context, steps, work);
}

function updateSteps(update: TableUpdate): Step[] {
  const { found, runs, added, addedRows, wrapped, proposed, title, columns } = update;
  const { sheet } = found;
  const blockOf = (run: Run<BodyWrite>): Block =>
    bodyBlock(() => sheet, shifted(run, found.row + 1, found.column));
  return [
    {
      before: () => {
        widen(found, columns);
      },
      blocks: title === null ? [] : [titleBlock(() => sheet, title)],
    },
    ...runs.map((run): Step => ({ blocks: [blockOf(run)] })),
    {
      before: () => {
        makeRoom(found, addedRows);
      },
      blocks: [],
    },
    ...added.map((run): Step => {
      const block = blockOf(run);
      // The column's width is the user's by now.
      const wrap = (): void => void (block.range().format.wrapText = true);
      return { blocks: [block], ...(wrapped.includes(run.column) && { after: wrap }) };
    }),
    {
      blocks: [],
      after: () => {
        const rows = Math.max(1, found.values.length) + addedRows;
        for (const { column, from } of proposed)
          propose(sheet.getRangeByIndexes(found.row + 1, found.column + column, rows, 1), from);
      },
    },
  ];
}

/** Gives the table columns at its right end. What stands beside it moves to the right. */
function widen(
  { table, sheet, row, column, headings, values }: FoundTable,
  columns: readonly NewColumn[],
): void {
  const first = column + headings.length - columns.length;
  for (const { heading } of columns) table.columns.add(-1, undefined, String(heading));
  columns.forEach((one, at) => {
    layOut(sheet, row, first + at, values.length, one);
  });
}

/** Makes the table longer. What stands under it moves down; columns beside it keep their rows. */
function makeRoom(found: FoundTable, rows: number): void {
  if (rows === 0) return;
  const { table, sheet, row, column, values, headings, hasBelow } = found;
  const body = Math.max(1, values.length);
  if (hasBelow) {
    const below = sheet.getRangeByIndexes(row + 1 + body, column, rows, headings.length);
    below.insert(Excel.InsertShiftDirection.down);
  }
  table.resize(sheet.getRangeByIndexes(row, column, 1 + body + rows, headings.length));
}

function newSteps(context: Book, { names, title, columns, body, rows }: NewTable): Step[] {
  const made: { sheet: Excel.Worksheet | null } = { sheet: null };
  const sheet = (): Excel.Worksheet => (made.sheet ??= context.workbook.worksheets.add(names.sheet));
  return [
    { blocks: beginning(sheet, title, columns) },
    ...body.map((run): Step => ({ blocks: [bodyBlock(sheet, shifted(run, headingRow + 1, 0))] })),
    {
      blocks: [],
      after: () => {
        asTable(sheet(), names.table, fitted(columns, body), rows);
      },
    },
  ];
}

function bodyBlock(sheet: () => Excel.Worksheet, { row, column, cells }: Run<BodyWrite>): Block {
  return {
    range: () => sheet().getRangeByIndexes(row, column, cells.length, 1),
    values: cells.map(({ value }) => [value]),
    formats: cells.some(({ format }) => format !== null) ? cells.map(({ format }) => [format]) : null,
  };
}

function shifted<T>({ row, column, cells }: Run<T>, down: number, right: number): Run<T> {
  return { row: row + down, column: column + right, cells };
}

function remember(context: Book, { names, xml, had, settings }: Remembered): void {
  const { customXmlParts, settings: known } = context.workbook;
  if (had) customXmlParts.getByNamespace(names.namespace).getOnlyItem().setXml(xml);
  else customXmlParts.add(xml);
  for (const [key, value] of Object.entries(settings)) known.add(key, value);
}

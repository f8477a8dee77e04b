import type { ColumnOf } from "../../shared/tables/table.ts";
import { fitted } from "./fitted.ts";
import type { Book } from "./run.ts";
import type { SafeCell, SafeText } from "./safe-cell.ts";
import type { Work } from "./work.ts";
import type { CellWrite, Run } from "./write-cells.ts";
import { type Block, type Step, writeSteps } from "./write-steps.ts";

/** 0-based row of the headings on every sheet of ours: at most three lines of title stand above. */
export const headingRow = 3;

/** A worksheet to make: lines of title, headings, cells, and links to cells elsewhere. */
export interface NewSheet {
  readonly name: string;
  /** The name of its table, unique in the workbook. */
  readonly table: string;
  readonly title: readonly SafeCell[];
  readonly headings: readonly NewColumn[];
  readonly rows: number;
  /** Rows count from the worksheet's first, 0-based. */
  readonly runs: readonly Run<CellWrite>[];
  readonly links: readonly Link[];
}

export interface NewColumn {
  readonly heading: SafeCell;
  /** Characters. */
  readonly width: number;
  readonly hidden?: boolean;
  /** Texts that are wider than the column take several lines. */
  readonly wrap?: boolean;
  /** The values that its cells are chosen from; what is there already stays. */
  readonly list?: readonly string[];
  /** The column that its cells may be chosen from, of a table that is there; other values are written too. */
  readonly from?: ColumnOf;
}

/** A click on the cell leads to another. `target` is a reference with sheet, "Rekvisitioner!F17". */
export interface Link {
  readonly row: number;
  readonly column: number;
  readonly text: SafeText;
  readonly target: string;
}

/** A first name with a number after it that no worksheet and no table of the workbook has. */
export async function freeNames(
  context: Book,
  sheet: string,
  table: string,
): Promise<{ readonly sheet: string; readonly table: string }> {
  const { worksheets, tables } = context.workbook;
  worksheets.load("items/name");
  tables.load("items/name");
  await context.sync();
  return {
    sheet: free(sheet, " ", worksheets.items),
    table: free(table, "_", tables.items),
  };
}

function free(name: string, joint: string, taken: readonly { readonly name: string }[]): string {
  const names = new Set(taken.map((one) => one.name.toLowerCase()));
  const candidates = Array.from({ length: taken.length + 2 }, (_, i) =>
    i === 0 ? name : `${name}${joint}${i + 1}`,
  );
  return candidates.find((candidate) => !names.has(candidate.toLowerCase()))!;
}

/** Links that go into the same request, and the bytes of each: its cell's range, its text and its target. */
const linksInOne = 500;
const bytesOfLink = 700;
/** Excel's own limit for a worksheet. A cell after that many says where to look, without leading there. */
const mostLinks = 65_530;

/** Makes the worksheet and answers its id. `replaces`, an older one of ours with the same name, is deleted. */
export async function makeSheet(
  context: Book,
  { name, table, title, headings, rows, runs, links }: NewSheet,
  replaces: Excel.Worksheet | null,
  work: Work,
): Promise<string> {
  const made: { sheet: Excel.Worksheet | null } = { sheet: null };
  const add = (): Excel.Worksheet => {
    // Excel keeps at least one sheet, so the new one is made before the old one goes.
    const sheet = context.workbook.worksheets.add(replaces === null ? name : `${name} ny`);
    if (replaces === null) return sheet;
    replaces.delete();
    sheet.name = name;
    return sheet;
  };
  const sheet = (): Excel.Worksheet => (made.sheet ??= add());
  const finish = (): void => {
    asTable(sheet(), table, fitted(headings, runs), rows);
    sheet().load("id");
  };
  const live = links.slice(0, mostLinks);
  const linked = Array.from({ length: Math.ceil(live.length / linksInOne) }, (_, i): Step => ({
    blocks: [],
    size: linksInOne * bytesOfLink,
    after: () => {
      for (const { row, column, text, target } of live.slice(i * linksInOne, (i + 1) * linksInOne))
        sheet().getRangeByIndexes(row, column, 1, 1).hyperlink = {
          documentReference: target,
          textToDisplay: text,
        };
    },
  }));
  await writeSteps(
    context,
    [
      { blocks: beginning(sheet, title, headings) },
      ...runs.map((run): Step => ({ blocks: run.cells.length === 0 ? [] : [lazyBlock(sheet, run)] })),
      { blocks: [], after: finish },
      ...linked,
    ],
    work,
  );
  return sheet().id;
}

/** The lines above a table. */
export function titleBlock(sheet: () => Excel.Worksheet, title: readonly SafeCell[]): Block {
  return {
    range: () => sheet().getRangeByIndexes(0, 0, title.length, 1),
    values: title.map((line) => [line]),
    formats: title.map(() => ["@"]),
  };
}

/** What stands above the rows of a sheet of ours: lines of title, and headings. */
export function beginning(
  sheet: () => Excel.Worksheet,
  title: readonly SafeCell[],
  columns: readonly NewColumn[],
): Block[] {
  const headings: Block = {
    range: () => sheet().getRangeByIndexes(headingRow, 0, 1, columns.length),
    values: [columns.map(({ heading }) => heading)],
    formats: [columns.map(() => "@")],
  };
  return [titleBlock(sheet, title), headings];
}

/** Makes headings and rows a table, with the looks of a sheet of ours. */
export function asTable(
  sheet: Excel.Worksheet,
  name: string,
  columns: readonly NewColumn[],
  rows: number,
): void {
  // Excel has no table without a row.
  const body = Math.max(1, rows);
  const table = sheet.tables.add(sheet.getRangeByIndexes(headingRow, 0, 1 + body, columns.length), true);
  table.name = name;
  table.style = "TableStyleMedium2";
  columns.forEach((column, at) => {
    layOut(sheet, headingRow, at, body, column);
  });
  sheet.getRangeByIndexes(0, 0, 1, 1).format.font.bold = true;
  sheet.freezePanes.freezeRows(headingRow + 1);
}

/** Gives a column whose heading is in this row its width, its lines and its drop-down list, or hides it. */
export function layOut(
  sheet: Excel.Worksheet,
  row: number,
  at: number,
  body: number,
  { width, hidden, wrap, list, from }: NewColumn,
): void {
  const column = sheet.getRangeByIndexes(row, at, 1, 1);
  column.format.columnWidth = width * pointsPerCharacter;
  column.format.wrapText = true;
  if (wrap === true) sheet.getRangeByIndexes(row + 1, at, body, 1).format.wrapText = true;
  if (hidden === true) column.getEntireColumn().columnHidden = true;
  if (list) offer(sheet.getRangeByIndexes(row + 1, at, body, 1), list);
  if (from) propose(sheet.getRangeByIndexes(row + 1, at, body, 1), from);
}

/** Gives cells a drop-down list. The values have no commas, which Excel would take for the next value. */
function offer(cells: Excel.Range, list: readonly string[]): void {
  cells.dataValidation.rule = { list: { inCellDropDown: true, source: list.join(",") } };
  cells.dataValidation.errorAlert = {
    title: "Värdet finns inte i listan",
    message: `Välj ett av värdena: ${list.join(", ")}.`,
    showAlert: true,
    style: Excel.DataValidationAlertStyle.stop,
  };
}

/** Gives cells a drop-down list of what stands in a column, whatever its sheet is called by now. Several take the lines they need. */
export function propose(cells: Excel.Range, { table, heading }: ColumnOf): void {
  const source = cells.context.workbook.tables.getItem(table).columns.getItem(heading).getDataBodyRange();
  cells.dataValidation.rule = { list: { inCellDropDown: true, source } };
  cells.dataValidation.errorAlert = {
    title: "",
    message: "",
    showAlert: false,
    style: Excel.DataValidationAlertStyle.information,
  };
  cells.format.wrapText = true;
}

/** Excel measures columns in points: about so many for a digit of its standard font. */
const pointsPerCharacter = 5.6;

function lazyBlock(sheet: () => Excel.Worksheet, { row, column, cells }: Run<CellWrite>): Block {
  return {
    range: () => sheet().getRangeByIndexes(row, column, cells.length, 1),
    values: cells.map(({ value }) => [value]),
    formats: cells.map(({ format }) => [format]),
  };
}

/** The worksheet with this name, when it has the table that tells it is ours. */
export async function ownSheet(
  context: Book,
  name: string,
  table: string,
): Promise<"none" | "other" | Excel.Worksheet> {
  const sheet = context.workbook.worksheets.getItemOrNullObject(name);
  const known = sheet.tables.getItemOrNullObject(table);
  sheet.load("name");
  known.load("name");
  await context.sync();
  if (sheet.isNullObject) return "none";
  return known.isNullObject ? "other" : sheet;
}

/** Takes a worksheet away again, when it is still there. */
export async function deleteSheet(context: Book, id: string): Promise<void> {
  const sheet = context.workbook.worksheets.getItemOrNullObject(id);
  sheet.load("name");
  await context.sync();
  if (sheet.isNullObject) return;
  sheet.delete();
  await context.sync();
}

/** Brings a worksheet forward. Only ever for a click of the user's. */
export async function showSheet(context: Book, id: string): Promise<void> {
  context.workbook.worksheets.getItem(id).activate();
  await context.sync();
}

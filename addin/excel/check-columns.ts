import { layOut } from "./new-sheet.ts";
import type { ReadSheet } from "./read-sheet.ts";
import type { Book } from "./run.ts";
import type { SafeText } from "./safe-cell.ts";
import type { Work } from "./work.ts";
import { type Block, type Step, writeSteps } from "./write-steps.ts";

/** A column of ours beside the user's: where it stands (0-based in the worksheet), or that it is to be added. */
export interface OwnColumn {
  readonly heading: SafeText;
  readonly at: number | null;
  /** One cell a row, from the row under the headings to the last that was read. */
  readonly cells: readonly SafeText[];
  readonly hidden: boolean;
  /** Characters, when the column is added; the user's own width stays after that. */
  readonly width: number;
}

/** The one conditional format that marks cells. `formula` belongs to the cell of `column` in the first data row. */
export interface Mark {
  /** What is in the formula of no other conditional format. */
  readonly sign: string;
  readonly formula: (columns: { readonly first: number; readonly code: number }) => string;
  /** 0-based first and last worksheet column of what is marked. */
  readonly first: number;
  readonly last: number;
}

/**
 * Writes our columns beside the rows that were read, adds those that are missing to the right (in the table, where the
 * headings are in a table), and puts the one conditional format over the data. Fills of the user's stay.
 * @throws WorkbookProblem, with nothing written where others have inserted or removed rows since
 */
export async function writeCheckColumns(
  context: Book,
  read: ReadSheet,
  headingRow: number,
  columns: readonly OwnColumn[],
  mark: Mark,
  work: Work,
): Promise<void> {
  const stale = await ownMarks(context, read, mark.sign);
  const table = await tableAt(context, read, headingRow);
  const right = rightOf(read);
  const placed = columns.map((column, i) => ({
    ...column,
    place: column.at ?? right(table) + columns.slice(0, i).filter(({ at }) => at === null).length,
  }));
  const code = placed.find(({ hidden }) => hidden)!.place;
  const added = placed.filter(({ at }) => at === null);
  const begin: Step = {
    before: () => {
      for (const one of stale) one.delete();
      for (const { heading } of added) table?.table.columns.add(atTheEnd, undefined, heading);
    },
    blocks: table === null ? added.map((column) => headingBlock(read, headingRow, column)) : [],
    after: () => {
      for (const column of placed) dress(read, headingRow, column);
      addMark(read, headingRow, mark, code);
    },
  };
  const steps = read.parts.map((_, i): Step => ({
    blocks: placed.flatMap((column) => partBlocks(read, i, headingRow, column)),
  }));
  await writeSteps(context, [begin, ...steps], work);
}

/** Excel takes null for "at the end"; its types know only numbers. */
const atTheEnd = null as unknown as number;

function rightOf(read: ReadSheet): (table: TablePlace | null) => number {
  const outermost = read.column + (read.values[0]?.length ?? 0);
  return (table) => (table === null ? outermost : table.column + table.columns);
}

interface TablePlace {
  readonly table: Excel.Table;
  readonly column: number;
  readonly columns: number;
}

/** The table whose headings these are. */
async function tableAt(context: Book, { survey }: ReadSheet, headingRow: number): Promise<TablePlace | null> {
  if (survey.tables.length === 0) return null;
  const headers = survey.tables.map((table) => table.getHeaderRowRange());
  for (const header of headers) header.load("rowIndex,columnIndex,columnCount");
  await context.sync();
  const at = headers.findIndex(({ rowIndex }) => rowIndex === headingRow);
  const header = headers[at];
  return header === undefined
    ? null
    : { table: survey.tables[at]!, column: header.columnIndex, columns: header.columnCount };
}

/** Our conditional formats of earlier controls: known by their formula, since ids change when a workbook is opened. */
async function ownMarks(
  context: Book,
  { survey }: ReadSheet,
  sign: string,
): Promise<Excel.ConditionalFormat[]> {
  const formats = survey.sheet.getUsedRange(true).conditionalFormats;
  formats.load("items/type");
  await context.sync();
  const custom = formats.items.filter(({ type }) => type === Excel.ConditionalFormatType.custom);
  if (custom.length === 0) return [];
  for (const { custom: format } of custom) format.rule.load("formula");
  await context.sync();
  return custom.filter(({ custom: format }) => format.rule.formula.includes(sign));
}

type PlacedColumn = OwnColumn & { readonly place: number };

function headingBlock(read: ReadSheet, headingRow: number, { heading, place }: PlacedColumn): Block {
  return {
    range: () => read.survey.sheet.getRangeByIndexes(headingRow, place, 1, 1),
    values: [[heading]],
    formats: [["@"]],
  };
}

/**
 * How a column of ours looks when it is added; after that it is as the user makes it, but for its texts: they take as
 * many lines as they need, since a text that is cut says the wrong thing.
 */
function dress(
  read: ReadSheet,
  headingRow: number,
  { heading, at, place, hidden, width }: PlacedColumn,
): void {
  const { sheet } = read.survey;
  const rows = dataRowsOf(read, headingRow);
  if (at === null) {
    layOut(sheet, headingRow, place, rows, { heading, hidden, width });
    sheet.getRangeByIndexes(headingRow, place, 1, 1).format.font.bold = true;
  }
  if (!hidden && rows > 0) sheet.getRangeByIndexes(headingRow + 1, place, rows, 1).format.wrapText = true;
}

function dataRowsOf(read: ReadSheet, headingRow: number): number {
  return read.row + read.values.length - headingRow - 1;
}

function addMark(read: ReadSheet, headingRow: number, { formula, first, last }: Mark, code: number): void {
  const rows = dataRowsOf(read, headingRow);
  if (rows < 1) return;
  const range = read.survey.sheet.getRangeByIndexes(headingRow + 1, first, rows, last - first + 1);
  const format = range.conditionalFormats.add(Excel.ConditionalFormatType.custom);
  format.custom.rule.formula = formula({ first, code });
  format.custom.format.fill.color = markFill;
  format.custom.format.font.color = markFont;
}

/** Dark red on pale red: 8.6 to 1, and the text beside says the same. */
const markFill = "#FDE7E9";
const markFont = "#8A1A1F";

/** The cells of one part that was read, next to its own rows. */
function partBlocks(read: ReadSheet, i: number, headingRow: number, { cells, place }: PlacedColumn): Block[] {
  const { range, from, rows } = read.parts[i]!;
  const firstData = headingRow + 1 - read.row;
  const skipped = Math.max(0, Math.min(rows, firstData - from));
  if (skipped === rows) return [];
  const own = cells.slice(from + skipped - firstData, from + rows - firstData).map((cell) => [cell]);
  const whole = (): Excel.Range => range.getColumn(0).getOffsetRange(0, place - read.column);
  return [
    {
      range: () =>
        skipped === 0 ? whole() : whole().getOffsetRange(skipped, 0).getResizedRange(-skipped, 0),
      values: own,
      formats: own.map(() => ["@"]),
    },
  ];
}

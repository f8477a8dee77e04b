import { cellAddress } from "../address.ts";
import type { Cell } from "../cell.ts";
import { type HeadedColumn, headingFinder, headingKey, type Headings } from "../headings.ts";
import type { CheckedRows, Problem } from "../problems.ts";
import { longColumns, questionOfColumn, reportBackColumns, type ReportBackColumnId } from "./columns.ts";
import { answerColumns, countyColumns, knownArea, knownQuestion } from "./known-columns.ts";

/** A sheet's cells. `firstRow` is the 1-based worksheet row of the first of `rows`. */
export interface SheetOfReports {
  readonly sheet: string;
  readonly firstRow?: number;
  /** 0-based worksheet column of the first cell of each row. */
  readonly firstColumn?: number;
  readonly rows: readonly (readonly Cell[])[];
}

/** A cell and where it stands: 1-based worksheet row, 0-based column. */
export interface Told {
  readonly value: Cell;
  readonly row: number;
  readonly column: number;
}

/** A column that no version of a form knows, with something filled in at the row of a report. */
export interface UnknownColumn {
  readonly heading: Told;
  /** The first of its cells that is filled in. */
  readonly first: Told;
}

/** One answer as it stands in a sheet. `question` is null when the row names one that no version of the form has. */
export interface ToldAnswer extends Told {
  /** null: of the whole; a name that no version of the form has is kept as it stands. */
  readonly area: string | null;
  readonly question: string | null;
  /** Where the area, and the question, are named, when a row names them. */
  readonly areaAt: Told | null;
  readonly questionAt: Told | null;
}

/** The rows of one report put together: one row in a wide sheet, several in a long one. */
export interface ToldReport {
  readonly row: number;
  /** The row of an earlier report from the same recipient in a wide sheet; 0 when there is none. */
  readonly earlierRow: number;
  readonly cells: Readonly<Record<ReportBackColumnId, Told>>;
  readonly answers: readonly ToldAnswer[];
  /** Where the sheet asks and the cell is empty. */
  readonly unanswered: readonly ToldAnswer[];
}

/** "wide": a row a report. "areas": a row a report and area. "answers": a row an answer. */
export type SheetLayout = "wide" | "areas" | "answers";

export interface ToldSheet extends CheckedRows {
  readonly layout: SheetLayout;
  readonly reports: readonly ToldReport[];
  /** Columns that are not read, with something filled in. */
  readonly unknown: readonly UnknownColumn[];
  /** The keys of the headings that are read. */
  readonly known: ReadonlySet<string>;
}

const { area: areaColumn, question: questionColumn, answer: answerColumn } = longColumns;
const columns: readonly HeadedColumn[] = [
  ...reportBackColumns,
  areaColumn,
  questionColumn,
  answerColumn,
  ...answerColumns,
];
const find = headingFinder(columns);
const headingKeys = new Set(
  columns.flatMap(({ heading, alternatives }) => [heading, ...alternatives].map(headingKey)),
);
const areaHeadings = new Set(
  answerColumns.flatMap(({ area, heading }) => (typeof area === "string" ? [headingKey(heading)] : [])),
);
const asked: ReadonlyMap<string, (typeof answerColumns)[number]> = new Map(
  answerColumns.map((column) => [column.id, column]),
);

/**
 * Finds the reports of a sheet, wide or long, with headings in one row or in two (the area over its questions). Blank
 * rows are passed over; unknown columns are not read, and named. With a fault in the headings there are no reports.
 */
export function readSheetOfReports(table: SheetOfReports): ToldSheet {
  const { sheet, firstRow = 1, firstColumn = 0 } = table;
  const place = { sheet, firstRow, firstColumn };
  const rows = withJoinedHeadings(table.rows);
  const has = headed(rows, place);
  const perAnswer = has(questionColumn.id) && has(answerColumn.id);
  const ofCounties = countyColumns.some(has);
  const headings = find(rows, place, perAnswer || ofCounties ? ["consumed", "repaid"] : []);
  if (!("columns" in headings)) return { ...nothing, problems: [headings], firstDataRow: headings.row + 1 };
  const at = new Map(
    columns.flatMap(({ id }, i) => (headings.columns[i]! < 0 ? [] : [[id, headings.columns[i]!]])),
  );
  const ofRow = [...at.keys()].some((id) => id.startsWith("row|"));
  const layout = perAnswer ? "answers" : at.has(areaColumn.id) ? "areas" : "wide";
  const problems = [
    ...headings.problems,
    ...(ofRow && layout === "wide" ? [areaMissing(headings, place)] : []),
  ];
  const filled = rows
    .map((cells, i) => ({ cells, row: firstRow + i }))
    .slice(headings.row + 1)
    .filter(({ cells }) => [...at.values()].some((column) => isFilled(cells[column] ?? null)));
  const told = filled.map(({ cells, row }) => {
    const cell = (id: string): Told => {
      const column = at.get(id);
      return {
        value: column === undefined ? null : (cells[column] ?? null),
        row,
        column: firstColumn + (column ?? 0),
      };
    };
    return reportOfRow(cell, [...at.keys()], layout);
  });
  return {
    layout,
    reports: problems.length > 0 ? [] : layout === "wide" ? numbered(told) : together(told),
    rowCount: filled.length,
    firstDataRow: firstRow + headings.row + 1,
    problems,
    unknown: unknownIn({ cells: rows[headings.row]!, row: firstRow + headings.row }, filled, firstColumn),
    known: new Set(columns.filter(({ id }) => at.has(id)).map(({ heading }) => headingKey(heading))),
  };
}

const nothing = { layout: "wide", reports: [], rowCount: 0, unknown: [], known: new Set<string>() } as const;

interface SheetRow {
  readonly cells: readonly Cell[];
  /** 1-based worksheet row. */
  readonly row: number;
}

function unknownIn(
  headings: SheetRow,
  filled: readonly SheetRow[],
  firstColumn: number,
): readonly UnknownColumn[] {
  const width = filled.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const told = ({ cells, row }: SheetRow, at: number): Told => ({
    value: cells[at] ?? null,
    row,
    column: firstColumn + at,
  });
  return Array.from({ length: width }, (_, at) => at).flatMap((at) => {
    const heading = told(headings, at);
    if (headingKeys.has(headingKey(String(heading.value ?? "")))) return [];
    const first = filled.find(({ cells }) => isFilled(cells[at] ?? null));
    return first === undefined ? [] : [{ heading, first: told(first, at) }];
  });
}

/** Whether a sheet has a column. */
function headed(rows: SheetOfReports["rows"], place: Parameters<typeof find>[1]): (id: string) => boolean {
  const headings = find(rows, place);
  return (id) =>
    "columns" in headings && headings.columns[columns.findIndex((column) => column.id === id)]! >= 0;
}

function areaMissing(
  { row }: Headings,
  { sheet, firstRow, firstColumn }: Parameters<typeof find>[1],
): Problem {
  return {
    sheet,
    cell: cellAddress(firstRow + row, firstColumn),
    row: firstRow + row,
    column: areaColumn.id,
    rule: "omrade-har-rubrik",
    severity: "error",
    text: `Lägg till en kolumn med rubriken ”${areaColumn.heading}”, eller skriv området före frågan i rubriken.`,
    value: null,
  };
}

/** Headings in two rows, the area over its questions, are joined to those of one row. */
function withJoinedHeadings(rows: SheetOfReports["rows"]): SheetOfReports["rows"] {
  return rows.map((cells, i) => {
    const above = i === 0 || i >= 20 ? [] : rows[i - 1]!;
    if (!above.some((cell) => typeof cell === "string" && knownArea(cell) !== null)) return cells;
    let area: string | null = null;
    return cells.map((cell, at) => {
      const upper = above[at] ?? null;
      // A merged heading stands in the first of its cells; another heading there ends it.
      if (isFilled(upper)) area = typeof upper === "string" ? knownArea(upper) : null;
      const joined = area !== null && typeof cell === "string" ? `${area}: ${cell.trim()}` : "";
      return areaHeadings.has(headingKey(joined)) ? joined : cell;
    });
  });
}

function reportOfRow(cell: (id: string) => Told, ids: readonly string[], layout: SheetLayout): ToldReport {
  const cells = Object.fromEntries(reportBackColumns.map(({ id }) => [id, cell(id)])) as ToldReport["cells"];
  const areaAt = layout === "wide" ? null : cell(areaColumn.id);
  const rowArea = areaAt === null ? null : areaIn(areaAt.value);
  const everyYear = Object.entries(questionOfColumn).map(([id, question]) => ({ id, question, area: null }));
  const others = ids.flatMap((id) => {
    const column = asked.get(id);
    if (column === undefined) return [];
    const { question, area } = column;
    return [{ id, question, area: typeof area === "object" && area !== null ? rowArea : area }];
  });
  const all = [...everyYear, ...others].map(({ id, question, area }): ToldAnswer => {
    const areaOf = id.startsWith("row|") ? areaAt : null;
    return { ...cell(id), question, area, areaAt: areaOf, questionAt: null };
  });
  const answers = all.filter(({ value }) => isFilled(value));
  const unanswered = all.filter(({ value }) => !isFilled(value));
  const row = { row: cells.kind.row, earlierRow: 0, cells, answers, unanswered };
  if (layout !== "answers") return row;
  const questionAt = cell(questionColumn.id);
  const told = cell(answerColumn.id);
  const one: ToldAnswer = {
    ...told,
    area: rowArea,
    areaAt: rowArea === null ? null : areaAt,
    question: knownQuestion(String(questionAt.value ?? ""), rowArea !== null),
    questionAt,
  };
  return isFilled(told.value) ? { ...row, answers: [...answers, one] } : row;
}

function areaIn(cell: Cell): string | null {
  if (!isFilled(cell)) return null;
  return knownArea(String(cell)) ?? String(cell).trim();
}

function keyOf({ cells: { kind, code } }: ToldReport): string {
  return `${String(kind.value ?? "")
    .trim()
    .toLowerCase()} ${String(code.value ?? "")
    .trim()
    .replace(/^0+/, "")}`;
}

/** A wide sheet has a row a recipient: what comes after the first is told. */
function numbered(reports: readonly ToldReport[]): readonly ToldReport[] {
  const first = new Map<string, number>();
  return reports.map((report) => {
    const key = keyOf(report);
    const earlierRow = first.get(key) ?? 0;
    if (earlierRow === 0) first.set(key, report.row);
    return { ...report, earlierRow };
  });
}

/** The rows of a recipient in a long sheet are one report; what every row repeats is taken from the first that has it. */
function together(rows: readonly ToldReport[]): readonly ToldReport[] {
  const reports = new Map<string, ToldReport>();
  for (const row of rows) {
    const key = keyOf(row);
    const before = reports.get(key);
    const cells = before === undefined ? row.cells : filledFrom(before.cells, row.cells);
    reports.set(key, {
      row: before?.row ?? row.row,
      earlierRow: 0,
      cells,
      answers: [...(before?.answers ?? []), ...row.answers],
      unanswered: before?.unanswered ?? row.unanswered,
    });
  }
  return [...reports.values()];
}

function filledFrom(first: ToldReport["cells"], next: ToldReport["cells"]): ToldReport["cells"] {
  return Object.fromEntries(
    reportBackColumns.map(({ id }) => [id, isFilled(first[id].value) ? first[id] : next[id]]),
  ) as ToldReport["cells"];
}

export function isFilled(cell: Cell): boolean {
  return cell !== null && (typeof cell !== "string" || cell.trim() !== "");
}

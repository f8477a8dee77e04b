import type { Changed, RouteOutput } from "../../shared/api.ts";
import type { Cell } from "../../shared/cell.ts";
import { type CellFormat, cellsOf, type ColumnOf, type Table } from "../../shared/tables/table.ts";
import type { BodyWrite, FoundTable, NewTable, TableNames, TableUpdate } from "../excel/owned-table.ts";
import type { Run } from "../excel/write-cells.ts";
import { numberFormats, preliminaryKronor } from "./formats.ts";
import type { NewColumn } from "../excel/new-sheet.ts";
import {
  type Base,
  type CellChange,
  idHeading,
  type Merge,
  type MergeInput,
  mergeTable,
  type ServerRow,
  statusHeading,
  versionHeading,
  versionOf,
} from "./merge.ts";
import { runsOf } from "./runs.ts";
import { readSnapshot, type Snapshot, snapshotNamespace, snapshotXml } from "./snapshot.ts";
import { titleLines } from "./title-lines.ts";
import { toCell } from "./to-cell.ts";

/** A column that the service fills. */
export interface OwnedColumn {
  readonly heading: string;
  readonly format: CellFormat;
  /** Characters. */
  readonly width: number;
  /** The values that its cells are chosen from. */
  readonly list?: readonly string[];
  /** The column of another table that they may be chosen from. */
  readonly from?: ColumnOf;
}

/** A table with what the service has now. */
export interface Fetched {
  readonly names: TableNames;
  readonly columns: readonly OwnedColumn[];
  readonly rows: readonly ServerRow[];
  /** The lines above the table: what it shows, and as of when. */
  readonly title: readonly string[];
  /** The year that all of its rows are of; absent where years stand beside one another, or none is meant. */
  readonly year?: number;
  /** The heading that says whether amounts are decided, and what it says of those that are. */
  readonly state?: { readonly heading: string; readonly decided: string };
  readonly concerns: (id: string) => boolean;
  readonly vanishedWord: (id: string) => string;
  /** What somebody's own words in a column mean, as the service would write it. */
  readonly meant?: MergeInput["meant"];
  readonly changedBy: ChangedBy;
}

/**
 * Who last changed a row, by its id: what the answer itself says, or an index into the year's changes, which are asked
 * for when there is a conflict to tell of.
 */
export type ChangedBy =
  | { readonly known: (id: string) => Changed | null }
  | { readonly asked: (id: string, changes: RouteOutput<"changes">) => number | undefined };

/** The names by which a table is known in a workbook. */
export function namesOf({ table, sheet }: Pick<Table<never>, "table" | "sheet">): TableNames {
  return { table, sheet, namespace: snapshotNamespace(table) };
}

/** The columns and rows of a table of shared/tables; `id` names a row for good. */
export function rowsOf<Row>(
  table: Table<Row>,
  rows: readonly Row[],
  id: (row: Row) => string,
): Pick<Fetched, "columns" | "rows"> {
  const cells = cellsOf(table, rows);
  return {
    columns: table.columns.map(({ heading, format, width, list, from }) => ({
      heading,
      format,
      width: width ?? Math.max(12, heading.length + 4),
      ...(list && { list }),
      ...(from && { from }),
    })),
    rows: rows.map((row, i) => ({ id: id(row), cells: cells[i]! })),
  };
}

/** What to write into the workbook, and what came of it. */
export interface Plan {
  readonly change: TableUpdate | NewTable;
  readonly merge: Merge;
  readonly xml: string;
}

/**
 * Plans a refresh of a table that is there, or says which of its headings are missing, or which other year it shows. A
 * table that an older version made is given the columns that have come since, to the right of all it has.
 */
export function planUpdate(
  fetched: Fetched,
  asFound: FoundTable,
  xml: string | null,
): Plan | { readonly missing: readonly string[] } | { readonly shows: number } {
  const before = readSnapshot(xml);
  // A recipient has the same row in every year: one year's rows would be taken for changes of another's.
  if (fetched.year !== undefined && before?.year !== undefined && before.year !== fetched.year)
    return { shows: before.year };
  const { found, fresh, base } = completed(fetched, asFound, before);
  const merge = mergeTable({
    columns: fetched.columns.map(({ heading }) => heading),
    fresh: fresh.map(({ heading }) => heading),
    sheet: found,
    base,
    server: fetched.rows,
    concerns: fetched.concerns,
    vanishedWord: fetched.vanishedWord,
    ...(fetched.meant && { meant: fetched.meant }),
  });
  if ("missing" in merge) return merge;
  const ids = found.headings.indexOf(idHeading);
  const rows = new Map(fetched.rows.map((row) => [row.id, row]));
  const formatOf = formatter(fetched);
  const changes = [...merge.changes, ...restated(fetched, found, merge)];
  const runs = runsOf(
    changes.map(({ row, column, owned, value }) => {
      const format = fetched.columns[owned]?.format ?? "text";
      const own = formatOf(format, rows.get(String(found.values[row]![ids])), value);
      // Numbers keep the format that people have chosen, unless it says whether they are decided.
      const isFresh = fresh.some(({ heading }) => heading === fetched.columns[owned]?.heading);
      const keeps =
        typeof value !== "string" && !isFresh && !(format === "kr" && fetched.state !== undefined);
      return { row, column, value: toCell(value), format: keeps ? null : own };
    }),
  );
  const filled = rowsFilled(fetched, found);
  // The lines above are ours as long as nobody has written others.
  const written = before?.title ?? [];
  const isOurs = written.length > 0 && written.every((line, i) => line === found.title[i]);
  const title = titleLines(fetched.title, found.row);
  return {
    change: {
      found,
      runs,
      added: addedRuns(fetched, merge.added, filled, (heading) => found.headings.indexOf(heading)),
      addedRows: Math.max(0, filled + merge.added.length - Math.max(1, found.values.length)),
      wrapped: fetched.columns.flatMap(({ heading, width }, i) => {
        const isLong = ({ cells }: ServerRow): boolean => String(cells[i] ?? "").length > width;
        return merge.added.some(isLong) ? [found.headings.indexOf(heading)] : [];
      }),
      proposed: fetched.columns.flatMap(({ heading, from }) =>
        from ? [{ column: found.headings.indexOf(heading), from }] : [],
      ),
      title: isOurs ? title.map(toCell) : null,
      columns: fresh.map(newColumn),
    },
    merge,
    xml: snapshotXml(fetched.names.table, {
      base: merge.base,
      columns: fetched.columns.map(({ heading }) => heading),
      title: isOurs ? title : [],
      year: fetched.year,
    }),
  };
}

/** The table as it is with the columns that have come since it was made: theirs are empty, and were when fetched. */
function completed(
  { columns }: Fetched,
  found: FoundTable,
  before: Snapshot | null,
): { readonly found: FoundTable; readonly fresh: readonly OwnedColumn[]; readonly base: Base | null } {
  const lacking = columns.filter(({ heading }) => !found.headings.includes(heading));
  const known = before === null ? null : columnsOf(before, columns, lacking);
  if (before === null || known === null) return { found, fresh: [], base: before?.base ?? null };
  // A heading that was there has been renamed or taken away by somebody.
  const fresh = lacking.filter(({ heading }) => !known.includes(heading));
  const order = columns.map(({ heading }) => known.indexOf(heading));
  const empty = fresh.map(() => null);
  const wider = (rows: readonly (readonly Cell[])[]) => rows.map((row) => [...row, ...empty]);
  return {
    found: {
      ...found,
      headings: [...found.headings, ...fresh.map(({ heading }) => heading)],
      values: wider(found.values),
      formulas: wider(found.formulas),
    },
    fresh,
    base: new Map([...before.base].map(([id, cells]) => [id, order.map((at) => cells[at] ?? null)])),
  };
}

/** The columns that were fetched. An older version kept no headings: then its rows say whether all lacking are new. */
function columnsOf(
  { base, columns: kept }: Snapshot,
  columns: readonly OwnedColumn[],
  lacking: readonly OwnedColumn[],
): readonly string[] | null {
  if (kept !== undefined) return kept;
  const [cells] = base.values();
  return cells?.length === columns.length - lacking.length
    ? columns.filter((column) => !lacking.includes(column)).map(({ heading }) => heading)
    : null;
}

function newColumn({ heading, width, list, from }: OwnedColumn): NewColumn {
  return { heading: toCell(heading), width, hidden: false, ...(list && { list }), ...(from && { from }) };
}

/** How many rows hold something of ours or a row's id. A table without rows has one blank row all the same. */
function rowsFilled({ columns }: Fetched, { headings, values }: FoundTable): number {
  if (values.length !== 1) return values.length;
  const own = [...columns.map(({ heading }) => heading), idHeading].map((heading) =>
    headings.indexOf(heading),
  );
  return own.every((at) => (values[0]![at] ?? null) === null) ? 0 : 1;
}

/** Plans a table on a worksheet of its own. */
export function planNew(fetched: Fetched): Plan {
  const columns = [
    ...fetched.columns.map(newColumn),
    { heading: toCell(statusHeading), width: 12, hidden: false },
    { heading: toCell(idHeading), width: 20, hidden: true },
    { heading: toCell(versionHeading), width: 10, hidden: true },
  ];
  const order = columns.map(({ heading }) => heading);
  const base = new Map(fetched.rows.map(({ id, cells }) => [id, cells]));
  return {
    change: {
      names: fetched.names,
      title: fetched.title.map(toCell),
      columns,
      body: addedRuns(fetched, fetched.rows, 0, (heading) => order.indexOf(toCell(heading))),
      rows: fetched.rows.length,
    },
    merge: {
      changes: [],
      added: fetched.rows,
      conflicts: [],
      changed: 0,
      unchanged: 0,
      vanished: 0,
      base,
    },
    xml: snapshotXml(fetched.names.table, {
      base,
      columns: fetched.columns.map(({ heading }) => heading),
      title: fetched.title,
      year: fetched.year,
    }),
  };
}

/**
 * The amounts of rows whose key has been decided, or is so no longer: written again, since their format says which.
 * What the user has written there stays as it is.
 */
function restated({ columns, state }: Fetched, found: FoundTable, merge: Merge): CellChange[] {
  if (state === undefined) return [];
  const at = columns.findIndex(({ heading }) => heading === state.heading);
  const written = new Set(
    [...merge.changes, ...merge.conflicts].map(({ row, column }) => `${row} ${column}`),
  );
  return merge.changes
    .filter(({ owned }) => owned === at)
    .flatMap(({ row }) =>
      columns.flatMap(({ heading, format }, owned): CellChange[] => {
        const column = found.headings.indexOf(heading);
        const value = found.values[row]![column] ?? null;
        const isPlain = typeof value === "number" && found.formulas[row]![column] === value;
        return format === "kr" && isPlain && !written.has(`${row} ${column}`)
          ? [{ row, column, owned, value }]
          : [];
      }),
    );
}

/** New rows, one run a column; the columns of other people stay as they are. */
function addedRuns(
  fetched: Fetched,
  added: readonly ServerRow[],
  from: number,
  columnOf: (heading: string) => number,
): Run<BodyWrite>[] {
  if (added.length === 0) return [];
  const formatOf = formatter(fetched);
  const column = (
    heading: string,
    format: CellFormat,
    valueOf: (row: ServerRow) => Cell,
  ): Run<BodyWrite> => ({
    row: from,
    column: columnOf(heading),
    cells: added.map((row) => {
      const value = valueOf(row);
      return { value: toCell(value), format: formatOf(format, row, value) };
    }),
  });
  return [
    ...fetched.columns.map(({ heading, format }, i) =>
      column(heading, format, ({ cells }) => cells[i] ?? null),
    ),
    column(idHeading, "text", ({ id }) => id),
    column(versionHeading, "text", ({ cells }) => versionOf(cells)),
  ];
}

/** The number format of a cell. Text is under the text format whatever the column; an undecided amount says so. */
function formatter({
  columns,
  state,
}: Fetched): (format: CellFormat, row: ServerRow | undefined, value: Cell) => string {
  const at = columns.findIndex(({ heading }) => heading === state?.heading);
  return (format, row, value) => {
    if (typeof value === "string") return numberFormats.text;
    const undecided = state !== undefined && row !== undefined && row.cells[at] !== state.decided;
    return format === "kr" && undecided ? preliminaryKronor : numberFormats[format];
  };
}

import type { Cell } from "../../shared/cell.ts";
import { cleanText } from "../../shared/files/safe-text.ts";

/** A row as the service has it now: its cells in the order of the owned columns. */
export interface ServerRow {
  readonly id: string;
  readonly cells: readonly Cell[];
}

/** A table in a worksheet as read: headings and rows, owned columns and the user's own among each other. */
export interface SheetRows {
  readonly headings: readonly Cell[];
  readonly values: readonly (readonly Cell[])[];
  /** As `values`, but a formula where the cell has one. */
  readonly formulas: readonly (readonly Cell[])[];
}

/** The cells of each row as they were when they were last fetched, in the order of the owned columns. */
export type Base = ReadonlyMap<string, readonly Cell[]>;

export interface MergeInput {
  /** Headings of the columns that the service fills. */
  readonly columns: readonly string[];
  /** Those of them that the sheet has just been given: its rows were written without. */
  readonly fresh?: readonly string[];
  readonly sheet: SheetRows;
  /** null: not known any more, since another program has saved the workbook without it. */
  readonly base: Base | null;
  readonly server: readonly ServerRow[];
  /** Whether this fetch speaks of the row with this id: what it does not speak of is left as it is. */
  readonly concerns: (id: string) => boolean;
  /** What to write of a row that the service has no longer: Återtagen, Ersatt or Avslutad. */
  readonly vanishedWord: (id: string) => string;
  /** What somebody's own words under a heading mean, as the service would write it; absent: as they stand. */
  readonly meant?: (heading: string, yours: Cell) => Cell;
}

/** A cell to write in a row that is in the sheet already. Row and column are 0-based within the table's body. */
export interface CellChange {
  readonly row: number;
  readonly column: number;
  /** The index of the owned column; -1 for status, id and version. */
  readonly owned: number;
  readonly value: Cell;
}

/** A cell that both the user and the service have changed. The user's stays. */
export interface CellConflict {
  readonly row: number;
  readonly column: number;
  /** Of the row, as the service knows it. */
  readonly id: string;
  readonly heading: string;
  readonly yours: Cell;
  readonly theirs: Cell;
  readonly whenFetched: Cell;
}

export interface Merge {
  readonly changes: readonly CellChange[];
  readonly added: readonly ServerRow[];
  readonly conflicts: readonly CellConflict[];
  /** Numbers of rows. */
  readonly changed: number;
  readonly unchanged: number;
  readonly vanished: number;
  /** What to remember as fetched. */
  readonly base: Base;
}

/** Headings of our columns beside the values: what became of the row (seen), whose it is, and which version (hidden). */
export const statusHeading = "Status";
export const idHeading = "_id";
export const versionHeading = "_version";

/** Marks a copy that somebody made of a row: only the first of them is kept up to date. */
export const copyWord = "Kopia";

/**
 * Merges what the service has now into a table that people have worked in since it was fetched. Rows are known by id,
 * columns by heading. A cell that only the service has changed is written; one that only the user has changed stays;
 * one that both have changed stays and is a conflict. Rows are never removed or moved. Gives the headings that are
 * missing instead, when there are any: then nothing can be trusted.
 */
export function mergeTable(input: MergeInput): Merge | { readonly missing: readonly string[] } {
  const { columns, sheet } = input;
  const wanted = [...columns, statusHeading, idHeading, versionHeading];
  const missing = wanted.filter((heading) => !sheet.headings.includes(heading));
  if (missing.length > 0) return { missing };
  const place = placesOf(input);
  const server = new Map(input.server.map((row) => [row.id, row]));
  const seen = new Set<string>();
  const rows = sheet.values.map((_, row) => {
    const id = asText(sheet.values[row]![place.id]);
    if (id === null || !input.concerns(id)) return nothing;
    if (seen.has(id)) return { ...nothing, changes: marked(input, place, row, copyWord) };
    seen.add(id);
    const now = server.get(id);
    return now === undefined ? vanishedRow(input, place, row, id) : presentRow(input, place, row, now);
  });
  const added = input.server.filter(({ id }) => !seen.has(id));
  const kept = [...(input.base ?? [])].filter(([id]) => !input.concerns(id));
  const fetched = [
    ...added.map(({ id, cells }) => [id, cells] as const),
    ...rows.flatMap(({ base }) => base),
  ];
  return {
    changes: rows.flatMap(({ changes }) => changes),
    added,
    conflicts: rows.flatMap(({ conflicts }) => conflicts),
    changed: count(rows, "changed"),
    unchanged: count(rows, "unchanged"),
    vanished: count(rows, "vanished"),
    base: new Map([...kept, ...fetched]),
  };
}

/** A short mark of a row's content: says, also without the base, whether somebody has changed the row since. */
export function versionOf(cells: readonly Cell[]): string {
  const text = JSON.stringify(cells.map(written));
  // FNV-1a, 32 bits: enough to tell an edit from none.
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/** 0-based columns within the table. */
interface Places {
  readonly owned: readonly number[];
  readonly status: number;
  readonly id: number;
  readonly version: number;
}

function placesOf({ columns, sheet: { headings } }: MergeInput): Places {
  return {
    owned: columns.map((heading) => headings.indexOf(heading)),
    status: headings.indexOf(statusHeading),
    id: headings.indexOf(idHeading),
    version: headings.indexOf(versionHeading),
  };
}

interface RowMerge {
  readonly changes: readonly CellChange[];
  readonly conflicts: readonly CellConflict[];
  readonly base: readonly (readonly [string, readonly Cell[]])[];
  readonly outcome: "changed" | "unchanged" | "vanished" | null;
}

const nothing: RowMerge = { changes: [], conflicts: [], base: [], outcome: null };

function presentRow(input: MergeInput, place: Places, row: number, now: ServerRow): RowMerge {
  const { columns, sheet, meant } = input;
  const cells = place.owned.map((column) => cellAt(sheet, row, column));
  const base = baseOf(input, place, row, now.id, cells);
  const changes: CellChange[] = [];
  const conflicts: CellConflict[] = [];
  const remembered = columns.map((heading, owned): Cell => {
    const column = place.owned[owned]!;
    const { value: yours, isFormula } = cells[owned]!;
    const theirs = written(now.cells[owned] ?? null);
    const meaning = (cell: Cell): Cell => (meant === undefined ? cell : written(meant(heading, cell)));
    const whenFetched = base === null ? null : meaning(base[owned] ?? null);
    if (yours === theirs && !isFormula) return theirs;
    // The same in other words is no change: it is written as the service says it.
    const mine = meaning(yours);
    const isSame = mine === theirs && !isFormula;
    const yoursChanged = !isSame && (isFormula || base === null || mine !== whenFetched);
    const theirsChanged = base === null || theirs !== whenFetched;
    if (!yoursChanged) changes.push({ row, column, owned, value: theirs });
    else if (theirsChanged && yours !== theirs) {
      conflicts.push({ row, column, id: now.id, heading, yours, theirs, whenFetched });
      // Until the two agree the conflict is shown at every fetch.
      return whenFetched;
    }
    return theirs;
  });
  const updated = changes.length > 0;
  const status = marked(input, place, row, null);
  const version = versionOf(now.cells);
  const stamp: CellChange[] =
    sheet.values[row]![place.version] === version
      ? []
      : [{ row, column: place.version, owned: -1, value: version }];
  return {
    changes: [...changes, ...status, ...(conflicts.length === 0 ? stamp : [])],
    conflicts,
    base: [[now.id, remembered]],
    outcome: updated || status.length > 0 ? "changed" : "unchanged",
  };
}

function vanishedRow(input: MergeInput, place: Places, row: number, id: string): RowMerge {
  const cells = input.base?.get(id);
  return {
    changes: marked(input, place, row, input.vanishedWord(id)),
    conflicts: [],
    base: cells === undefined ? [] : [[id, cells]],
    outcome: "vanished",
  };
}

/** What the row held when it was fetched. Without the base, its version tells whether nobody has touched it since. */
function baseOf(
  { base, columns, fresh = [], sheet }: MergeInput,
  place: Places,
  row: number,
  id: string,
  cells: readonly SheetCell[],
): readonly Cell[] | null {
  const known = base?.get(id);
  if (known !== undefined) return known;
  const values = cells.map(({ value }) => value);
  const stood = values.filter((_, owned) => !fresh.includes(columns[owned]!));
  return sheet.values[row]![place.version] === versionOf(stood) ? values : null;
}

/** The change that makes the row's status this word; none when it says so already. */
function marked({ sheet }: MergeInput, place: Places, row: number, word: string | null): CellChange[] {
  const now = asText(sheet.values[row]![place.status]);
  return now === word ? [] : [{ row, column: place.status, owned: -1, value: word }];
}

interface SheetCell {
  readonly value: Cell;
  readonly isFormula: boolean;
}

function cellAt({ values, formulas }: SheetRows, row: number, column: number): SheetCell {
  const value = written(values[row]![column] ?? null);
  const formula = formulas[row]?.[column] ?? null;
  return { value, isFormula: typeof formula === "string" && formula.startsWith("=") && formula !== value };
}

/** A value as a cell holds it after it was written: what is compared must look the same on both sides. */
function written(cell: Cell): Cell {
  if (typeof cell !== "string") return cell;
  const clean = cleanText(cell);
  return clean === "" ? null : clean;
}

function asText(cell: Cell | undefined): string | null {
  return cell === null || cell === undefined || cell === "" ? null : String(cell);
}

function count(rows: readonly RowMerge[], outcome: RowMerge["outcome"]): number {
  return rows.filter((row) => row.outcome === outcome).length;
}

import type { Cell } from "../../shared/cell.ts";
import { buildNameIndex } from "../../shared/names.ts";
import type { RegisterEntry } from "../../shared/register.ts";
import type { RequisitionColumnId } from "../../shared/requisition/columns.ts";
import type { CellWrite, Run } from "../excel/write-cells.ts";
import {
  registerEntries,
  requisitionKind,
  requisitionRounds,
  type YearFacts,
} from "./requisition-context.ts";
import { columnIndexOf, type SheetColumn, type SheetKind } from "./sheet-block.ts";
import { toCell } from "./to-cell.ts";

/** Which of the file's cells came in. */
export interface Chosen {
  readonly cells: readonly (readonly Cell[])[];
  /** 0-based rows of the file. */
  readonly rows: readonly number[];
  /** Per column of the kind: the index of the file's column, -1 for none. */
  readonly mapping: readonly number[];
}

/** The chosen cells in the order of the kind's columns. */
export function chosenRows({ cells, rows, mapping }: Chosen): Cell[][] {
  return rows.map((row) => mapping.map((column) => (column < 0 ? null : (cells[row]?.[column] ?? null))));
}

/**
 * The chosen cells as requisitions. Where the file has no column for the code it is found by
 * name, and where it has none for the round by what kind of recipient it is. What cannot be known for sure, and what
 * the sender has left out, is left blank for the control to ask for. Cells that were merged over several rows are filled down when most of their column is blank.
 */
export function importedRows(chosen: Chosen, facts: YearFacts): Cell[][] {
  const { mapping } = chosen;
  const raw = chosenRows(chosen);
  fillDown(raw, at("round"));
  const finder = recipientFinder(facts);
  const kinds = raw.map((row) => finder.kindsOf(row[at("name")] ?? null, row[at("code")] ?? null));
  const only = onlyKind(kinds);
  raw.forEach((row, i) => {
    const kind = kinds[i]!.length === 1 ? kinds[i]![0]! : only;
    if (kind === null) return;
    if (mapping[at("code")] === -1) row[at("code")] = finder.codeOf(kind, row[at("name")] ?? null);
    if (mapping[at("round")] === -1) row[at("round")] = finder.roundOf(kind);
  });
  return raw;
}

function at(id: RequisitionColumnId): number {
  return columnIndexOf(requisitionKind, id);
}

type Kind = RegisterEntry["kind"];

interface RecipientFinder {
  /** The kinds of recipient that a name, or a code, may mean. */
  readonly kindsOf: (name: Cell, code: Cell) => readonly Kind[];
  readonly codeOf: (kind: Kind, name: Cell) => string | null;
  /** The one round of the year that takes requisitions from a kind; null when there are several. */
  readonly roundOf: (kind: Kind) => string | null;
}

function recipientFinder({ register, rounds }: YearFacts): RecipientFinder {
  const index = buildNameIndex(registerEntries(register));
  const open = requisitionRounds(rounds);
  const kinds = [...new Set(open.map(({ kind }) => kind))];
  const find = (kind: Kind, name: Cell): RegisterEntry | null =>
    typeof name === "string" ? index.find(kind, name) : null;
  const byDigits: Readonly<Record<number, Kind>> = { 2: "region", 4: "municipality" };
  return {
    kindsOf: (name, code) => {
      const digits = typeof code === "string" ? byDigits[code.trim().length] : undefined;
      if (digits !== undefined) return [digits];
      return kinds.filter((kind) => find(kind, name) !== null);
    },
    codeOf: (kind, name) => find(kind, name)?.code ?? null,
    roundOf: (kind) => single(open.filter((round) => round.kind === kind))?.id ?? null,
  };
}

/** "Gotland" is a municipality and a region: in a file where all others are of one kind it is that too. */
function onlyKind(kinds: readonly (readonly Kind[])[]): Kind | null {
  const sure = new Set(kinds.filter((some) => some.length === 1).flat());
  return single([...sure]);
}

function single<T>(items: readonly T[]): T | null {
  return items.length === 1 ? items[0]! : null;
}

/** A merged cell stands in the first of its rows; a column that is blank here and there is only badly filled in. */
function fillDown(rows: Cell[][], column: number): void {
  const filled = rows.filter((row) => row[column] !== null).length;
  if (filled === 0 || filled * 2 > rows.length) return;
  let last: Cell = null;
  for (const row of rows) last = row[column] ??= last;
}

/** The imported cells as runs of one column each: text under the text format, numbers never. */
export function importWrites(
  { columns }: SheetKind,
  rows: readonly (readonly Cell[])[],
  firstRow: number,
): Run<CellWrite>[] {
  return columns.map(({ value }, column) => ({
    row: firstRow,
    column,
    cells: rows.map((row) => {
      const cell = row[column] ?? null;
      const format = formatOf(cell, value);
      return { value: toCell(cell), format, formatAfter: format };
    }),
  }));
}

function formatOf(cell: Cell, value: SheetColumn["value"]): string {
  if (cell === null) return value === "kronor" ? "#,##0" : value === "date" ? "yyyy-mm-dd" : "@";
  if (typeof cell !== "number") return typeof cell === "string" ? "@" : "General";
  return value === "kronor" ? "#,##0" : value === "date" ? "yyyy-mm-dd" : "General";
}

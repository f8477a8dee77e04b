import type { Cell } from "../../shared/cell.ts";
import { headingKey } from "../../shared/headings.ts";
import type { SheetKind } from "./sheet-block.ts";

/** How a file from outside is laid out. */
export interface Layout {
  /** 0-based index of the row right above the data. */
  readonly headingRow: number;
  /** One text per column of the file: the headings of one or two rows joined, as people read them. */
  readonly headings: readonly string[];
  /** Per column of the kind: the index of the file's column, -1 for none. */
  readonly mapping: readonly number[];
}

/** Why a row of the file is nothing that came in. */
export interface LeftOut {
  /** 1-based row of the file. */
  readonly row: number;
  readonly why: string;
}

type Rows = readonly (readonly Cell[])[];

/** Rows in which headings are looked for. */
const searched = 20;

/**
 * Finds the headings of an export: in one row, or in two where the upper one groups the lower ("Kontaktperson" over
 * "Namn" and "E-post"). null when no row has three headings that are known.
 */
export function findLayout({ columns }: SheetKind, rows: Rows): Layout | null {
  const known = new Map(
    columns.flatMap(({ heading, alternatives }, i) =>
      [heading, ...alternatives].map((text) => [headingKey(text), i] as const),
    ),
  );
  const layoutOf = layoutsBy(known, columns.length);
  const layouts = rows.slice(0, searched).flatMap((_, row) => {
    const one = layoutOf(rows, row, false);
    return row === 0 ? [one] : [one, layoutOf(rows, row, true)];
  });
  const score = ({ mapping }: Layout): number => mapping.filter((column) => column >= 0).length;
  const best = layouts.reduce<Layout | null>(
    (most, layout) => (score(layout) > (most === null ? 2 : score(most)) ? layout : most),
    null,
  );
  return best;
}

/** What a mapping is remembered under: two exports of a kind with the same headings are read in the same way. */
export function layoutKey({ whose }: SheetKind, headings: readonly string[]): string {
  return `import ${whose}:${headings.map(headingKey).join("|")}`;
}

/** How the row is read as headings, alone or under the row above. */
function layoutsBy(
  known: ReadonlyMap<string, number>,
  columns: number,
): (rows: Rows, headingRow: number, grouped: boolean) => Layout {
  return (rows, headingRow, grouped) => {
    const own = rows[headingRow]!;
    const groups = grouped ? filledRight(rows[headingRow - 1]!) : [];
    const width = Math.max(own.length, groups.length);
    const headings = Array.from({ length: width }, (_, at) => {
      const [group, text] = [label(groups[at] ?? null), label(own[at] ?? null)];
      return { group: grouped ? group : "", text };
    });
    const found = Array<number>(columns).fill(-1);
    // What a heading says by itself goes before what it says together with the one above it.
    const claim = (textOf: (heading: { group: string; text: string }) => readonly string[]): void => {
      headings.forEach((heading, at) => {
        if (found.includes(at)) return;
        const column = textOf(heading)
          .map((text) => known.get(headingKey(text)))
          .find((candidate) => candidate !== undefined && found[candidate] === -1);
        if (column !== undefined) found[column] = at;
      });
    };
    if (grouped) claim(({ group, text }) => together(group, text));
    claim(({ text }) => [text]);
    // A heading merged over both rows stands in the upper one.
    if (grouped) claim(({ group, text }) => (text === "" ? [group] : []));
    return {
      headingRow,
      headings: headings.map(({ group, text }) => [group, text].filter((part) => part !== "").join(", ")),
      mapping: found,
    };
  };
}

/** How people put a group and a heading under it into one: "Kontaktpersonens e-post", "Ombudets namn", "Ombud godkänt". */
function together(group: string, text: string): readonly string[] {
  if (group === "" || text === "") return [];
  const isName = headingKey(text) === "namn";
  return [
    `${group}ens ${text}`,
    `${group}ets ${text}`,
    `${group}s ${text}`,
    `${group} ${text}`,
    ...(isName ? [group] : []),
  ];
}

/** A group heading is merged over its columns and stands in the first of them. */
function filledRight(cells: readonly Cell[]): readonly Cell[] {
  let last: Cell = null;
  return cells.map((cell) => (last = label(cell) === "" ? last : cell));
}

function label(cell: Cell): string {
  return typeof cell === "string" && cell.length <= 100 ? cell.replace(/\s+/g, " ").trim() : "";
}

/** The rows under the headings that came in, and those that are something else, with the reason. */
export function sortRows(
  kind: SheetKind,
  rows: Rows,
  { headingRow, mapping }: Pick<Layout, "headingRow" | "mapping">,
): { readonly data: readonly number[]; readonly leftOut: readonly LeftOut[] } {
  const columns = mapping.filter((column) => column >= 0);
  const headings = columns.map((column) => headingKey(label(rows[headingRow]![column] ?? null)));
  const data: number[] = [];
  const leftOut: LeftOut[] = [];
  rows.forEach((cells, i) => {
    const why =
      i < headingRow
        ? aboveHeadings(cells)
        : i === headingRow
          ? "Rubrikrad"
          : reason(cells, { kind, mapping, columns, headings });
    if (why === null) data.push(i);
    else if (why !== "") leftOut.push({ row: i + 1, why });
  });
  return { data, leftOut };
}

function aboveHeadings(cells: readonly Cell[]): string {
  return cells.some(isFilled) ? "Titel eller rubrik ovanför" : "";
}

const sums = /^(?:del|slut|total)?summ(?:a|or)\b|^(?:sub)?total(?:t|en)?\b|^s:a\b|^antal\b|^medelvärde\b/i;

interface Reading {
  readonly kind: SheetKind;
  readonly mapping: readonly number[];
  /** The columns of the file that are read, and their headings. */
  readonly columns: readonly number[];
  readonly headings: readonly string[];
}

/** null: it came in; "": it is blank and nobody misses it. */
function reason(cells: readonly Cell[], { kind, mapping, columns, headings }: Reading): string | null {
  const filled = columns.filter((column) => isFilled(cells[column] ?? null));
  const first = cells.find(isFilled) ?? null;
  if (first === null) return "";
  if (typeof first === "string" && sums.test(first.trim())) return "Summa eller delsumma";
  if (filled.length === 0) return `Ingen av ${kind.whose} kolumner är ifylld`;
  const repeated = columns.every((column, i) => headingKey(label(cells[column] ?? null)) === headings[i]);
  if (repeated) return "Upprepad rubrikrad";
  const single = cells.filter(isFilled).length === 1;
  // What one more activity is for may be all that is said of it.
  const isActivity = kind.columns.some(({ of }, i) => of === "activity" && filled.includes(mapping[i]!));
  return single && columns.length > 2 && !isActivity
    ? "Mellanrubrik eller anteckning: bara en cell är ifylld"
    : null;
}

function isFilled(cell: Cell): boolean {
  return cell !== null && (typeof cell !== "string" || cell.trim() !== "");
}

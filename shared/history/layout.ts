import { headingKey } from "../headings.ts";
import type { RecipientKind } from "../recipient.ts";
import { isAmount, type Meaning, meaningName, readHeading, type Unit, yearIn } from "./meanings.ts";
import { type OldSheet, seen } from "./old-sheet.ts";

/** Where the headings of an old sheet are: on one row, or on two where the upper groups the lower. */
export interface HistoryLayout {
  /** 0-based. */
  readonly headingRow: number;
  /** Per column: the parts of its heading, the upper first. */
  readonly headings: readonly (readonly string[])[];
}

/** What a column means, what its amounts are counted in, and the year they are of (null: the row or sheet says). */
export interface HistoryColumn {
  readonly meaning: Meaning | null;
  readonly unit: Unit;
  readonly year: number | null;
}

/** How a sheet is read. Everything that is no plain reading is an official's answer, kept with the layout. */
export interface HistoryMapping {
  /** What the rows are about: one kind a sheet. */
  readonly kind: RecipientKind;
  /** The year of the whole sheet, where neither heading nor row says. */
  readonly year: number | null;
  readonly columns: readonly HistoryColumn[];
  /** What each colour of a cell means, "" for nothing. A colour that is not here is asked for. */
  readonly colours: Readonly<Record<string, string>>;
  /** A name as it stands -> the code of the recipient it is. */
  readonly names: Readonly<Record<string, string>>;
  /** An amount as it stands -> kronor. */
  readonly amounts: Readonly<Record<string, number>>;
}

/** Rows in which headings are looked for; above them stand titles and dates. */
const searched = 20;

/**
 * The layout of a sheet: the headings that name a recipient and an amount, else the row with most texts, for an official
 * to say what they mean. null when no row has three.
 */
export function findHistoryLayout(sheet: OldSheet): HistoryLayout | null {
  const candidates = sheet.rows
    .slice(0, searched)
    .flatMap((_, row) => (row === 0 ? [[row]] : [[row], [row - 1, row]]));
  const scored = candidates.map((rows) => {
    const headings = headingsOf(sheet, rows);
    return { layout: { headingRow: rows.at(-1)!, headings }, score: scoreOf(headings) };
  });
  // Of equals the first, on one row: a title above the headings is no part of them.
  const most = Math.max(0, ...scored.map(({ score }) => score));
  if (most > 0) return scored.find(({ score }) => score === most)!.layout;
  const texts = ({ layout }: (typeof scored)[number]): number =>
    layout.headings.filter((parts) => parts.length > 0).length;
  const unknown = scored.filter((_, i) => candidates[i]!.length === 1).sort((a, b) => texts(b) - texts(a))[0];
  return unknown !== undefined && texts(unknown) >= 3 ? unknown.layout : null;
}

/** Why a sheet cannot be read by a mapping, in Swedish: what the official has to say first. null when it can. */
export function mappingFault({ columns }: Pick<HistoryMapping, "columns">): string | null {
  const used = columns.flatMap(({ meaning }) => meaning ?? []);
  if (!used.some((meaning) => meaning === "recipient" || meaning === "code"))
    return "Ange vilken kolumn som har mottagarens namn eller kod.";
  if (!used.some(isAmount)) return "Ange minst en kolumn med belopp.";
  const twice = used.find((meaning, i) => !isAmount(meaning) && used.indexOf(meaning) < i);
  return twice === undefined ? null : `Välj en enda kolumn för ${meaningName(twice).toLowerCase()}.`;
}

/** What a layout is known by: sheets with the same headings are read in the same way. */
export function fingerprint({ headings }: HistoryLayout): string {
  return headings.map((parts) => parts.map(headingKey).join("/")).join("|");
}

/** A proposal by the headings and the name of the sheet, for an official to confirm. */
export function proposeMapping({ name, rows }: OldSheet, layout: HistoryLayout): HistoryMapping {
  const above = rows
    .slice(0, layout.headingRow)
    .flatMap((cells) => cells.map(String))
    .join(" ");
  const unit = readHeading([above]).unit ?? "kr";
  const read = layout.headings.map(readHeading);
  const isRegion = layout.headings.some((parts) => /region|landsting/i.test(parts.join(" ")));
  return {
    kind: isRegion ? "region" : "municipality",
    year: yearIn(name),
    columns: read.map((one) => ({ ...one, unit: isAmount(one.meaning) ? (one.unit ?? unit) : "kr" })),
    colours: {},
    names: {},
    amounts: {},
  };
}

function headingsOf(sheet: OldSheet, rows: readonly number[]): string[][] {
  const width = Math.max(...sheet.rows.map((cells) => cells.length));
  const groups: (string | null)[] = [];
  return Array.from({ length: width }, (_, column) => {
    const parts = rows.map((row) => label(sheet, row, column));
    if (rows.length === 2) {
      // A group without merged cells reaches over the headings to its right, until the next.
      if (parts[1] !== null) parts[0] ??= groups.at(-1) ?? null;
      groups.push(parts[0]!);
    }
    return [...new Set(parts.filter((part) => part !== null))];
  });
}

function label(sheet: OldSheet, row: number, column: number): string | null {
  const cell = seen(sheet, row, column);
  const text = cell === null || typeof cell === "boolean" ? "" : String(cell).replace(/\s+/g, " ").trim();
  return text === "" || text.length > 100 ? null : text;
}

/** How many different things the headings say; 0 unless they name a recipient and an amount. */
function scoreOf(headings: readonly (readonly string[])[]): number {
  const read = headings.map(readHeading);
  const has = (is: (meaning: Meaning | null) => boolean): boolean => read.some(({ meaning }) => is(meaning));
  if (!has((meaning) => meaning === "recipient" || meaning === "code") || !has(isAmount)) return 0;
  return new Set(
    read.filter(({ meaning }) => meaning !== null).map(({ meaning, year }) => `${meaning} ${year}`),
  ).size;
}

import type { Cell } from "../../shared/cell.ts";
import type { Base } from "./merge.ts";

/** What is kept in the workbook of the last fetch of a table. Nothing in it is secret: the cells show the same. */
export interface Snapshot {
  readonly base: Base;
  /** The headings that the cells of a row stand in the order of; absent in what an older version wrote. */
  readonly columns?: readonly string[] | undefined;
  /** The lines above the table as we wrote them. */
  readonly title: readonly string[];
  /** The year that all rows are of; absent where it is of none, and in what an older version wrote. */
  readonly year?: number | undefined;
}

/** The XML namespace that the snapshot of a table is kept under. */
export function snapshotNamespace(table: string): string {
  return `urn:fordela:hamtat:${table.toLowerCase()}`;
}

/** Characters: a part goes to Excel and back whole, beside the table's own cells. Six thousand rows of "Saldo". */
const longest = 1_000_000;

/**
 * The snapshot as the XML part of a workbook. Of a table too large for it no rows are kept: a row whose version is
 * untouched is still brought up to date, and what people have changed is theirs.
 */
export function snapshotXml(table: string, { base, columns, title, year }: Snapshot): string {
  const jsonOf = (rows: Base): string =>
    JSON.stringify({ version: 1, title, year, columns, rows: Object.fromEntries(rows) });
  const whole = jsonOf(base);
  const json = whole.length <= longest ? whole : jsonOf(new Map());
  return `<hamtat xmlns="${snapshotNamespace(table)}">${escaped(json)}</hamtat>`;
}

/** The snapshot of an XML part; null for one that cannot be read: then nothing is known of the last fetch. */
export function readSnapshot(xml: string | null): Snapshot | null {
  const content = xml === null ? undefined : /<hamtat[^>]*>([^<]*)<\/hamtat>/.exec(xml)?.[1];
  if (content === undefined) return null;
  try {
    const { version, title, columns, year, rows } = JSON.parse(unescaped(content)) as {
      version: number;
      title: string[];
      columns?: string[];
      year?: number;
      rows: Record<string, Cell[]>;
    };
    return version === 1 ? { base: new Map(Object.entries(rows)), columns, title, year } : null;
  } catch {
    return null;
  }
}

/** XML has no way to hold control characters; JSON writes them, and all that XML might touch, as numbers. */
function escaped(json: string): string {
  return json.replace(
    /[&<>\p{Cc}\p{Cs}\ufffe\uffff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function unescaped(content: string): string {
  // A program that saves the part again may write quotes as entities.
  return content.replace(/&(quot|apos|lt|gt|amp);/g, (_, name: keyof typeof entities) => entities[name]);
}

const entities = { quot: '"', apos: "'", lt: "<", gt: ">", amp: "&" } as const;

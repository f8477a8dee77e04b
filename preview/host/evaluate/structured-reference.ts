import { columnLetters } from "../workbook/address.ts";
import type { Place, TableView } from "../evaluator.ts";

const PARTS = ["#all", "#data", "#headers", "#totals", "#this row"] as const;
type Part = (typeof PARTS)[number];

interface Reading {
  readonly parts: readonly Part[];
  readonly columns: readonly string[];
}

/** 0-based and both ends included. */
interface Span {
  readonly first: number;
  readonly last: number;
}

/**
 * The address (without sheet) that the bracket behind a table's name stands for: "[Belopp]", "[@Belopp]",
 * "[[#Headers],[Belopp]]", "[[A]:[C]]", "[#All]". Undefined when the column or part does not exist, or when "@" is used
 * from a row outside the table (#VALUE! in Excel).
 */
export function addressOfStructured(table: TableView, bracket: string, place: Place): string | undefined {
  const reading = readBracket(bracket.slice(1, -1));
  const rows = rowsOf(table, reading.parts, place);
  const columns = columnsOf(table, reading.columns);
  if (rows === undefined || columns === undefined) return undefined;
  // The engine keeps one copy of formulas that read alike from where they stand: the own row is left relative.
  const fixed = reading.parts.join() === "#this row" ? "" : "$";
  const from = `$${columnLetters(columns.first)}${fixed}${rows.first + 1}`;
  const to = `$${columnLetters(columns.last)}${fixed}${rows.last + 1}`;
  return from === to ? from : `${from}:${to}`;
}

function readBracket(inner: string): Reading {
  const text = inner.trim();
  if (text.startsWith("@")) {
    const { columns } = readBracket(text.slice(1));
    return { parts: ["#this row"], columns };
  }
  const pieces = text.startsWith("[") ? bracketed(text) : text === "" ? [] : [text];
  const parts = pieces.flatMap((piece) => PARTS.filter((part) => part === piece.toLowerCase()));
  const columns = pieces.filter((piece) => !piece.startsWith("#")).map(unescape);
  return { parts, columns };
}

// "[#Headers],[A]:[B]" -> the insides of its brackets; an apostrophe makes the next character plain.
function bracketed(text: string): string[] {
  return [...text.matchAll(/\[((?:'.|[^'\]])*)\]/gsu)].map((match) => match[1]!);
}

function unescape(heading: string): string {
  return heading.replace(/'(.)/gsu, "$1");
}

function columnsOf(table: TableView, names: readonly string[]): Span | undefined {
  const { column, columns } = table.rect;
  if (names.length === 0) return { first: column, last: column + columns - 1 };
  const found = names.map((name) => table.columns.findIndex((heading) => sameHeading(heading, name)));
  if (found.includes(-1)) return undefined;
  return { first: column + Math.min(...found), last: column + Math.max(...found) };
}

function sameHeading(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function rowsOf(table: TableView, parts: readonly Part[], place: Place): Span | undefined {
  const spans = (parts.length === 0 ? (["#data"] as const) : parts).map((part) => spanOf(table, part, place));
  const known = spans.filter((span) => span !== undefined);
  if (known.length < spans.length) return undefined;
  return {
    first: Math.min(...known.map((span) => span.first)),
    last: Math.max(...known.map((span) => span.last)),
  };
}

function spanOf(table: TableView, part: Part, place: Place): Span | undefined {
  const first = table.rect.row;
  const last = first + table.rect.rows - 1;
  const body = { first: first + (table.hasHeaders ? 1 : 0), last: last - (table.hasTotals ? 1 : 0) };
  switch (part) {
    case "#all":
      return { first, last };
    case "#data":
      return body;
    case "#headers":
      return table.hasHeaders ? { first, last: first } : undefined;
    case "#totals":
      return table.hasTotals ? { first: last, last } : undefined;
    case "#this row":
      return isBodyRow(table, body, place) ? { first: place.row, last: place.row } : undefined;
  }
}

function isBodyRow(table: TableView, body: Span, place: Place): boolean {
  return place.sheet === table.sheet && place.row >= body.first && place.row <= body.last;
}

/** Whether a cell lies inside the table, headings and totals included. */
export function isInTable(table: TableView, place: Place): boolean {
  const { row, column, rows, columns } = table.rect;
  return (
    place.sheet === table.sheet &&
    place.row >= row &&
    place.row < row + rows &&
    place.column >= column &&
    place.column < column + columns
  );
}

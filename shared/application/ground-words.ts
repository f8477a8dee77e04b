import type { Ground } from "./grounds.ts";

/** A ground as a cell may say it: by its text or its code. */
export type WordedGround = Pick<Ground, "id" | "text">;

/** The grounds of one cell, and what stands in it that is none. */
export interface GroundsRead {
  /** Ids, each once. */
  readonly ids: readonly string[];
  readonly unknown: readonly string[];
}

/** Coded grounds as one cell says them: their texts with semicolons between; a code without a text as it is. */
export function groundsInCell(ids: readonly string[], known: readonly WordedGround[]): string {
  return ids.map((id) => known.find((one) => one.id === id)?.text ?? id).join("; ");
}

/** Reads a cell of grounds: texts or codes, in capitals or not, with semicolons between. */
export function readGrounds(cell: string, known: readonly WordedGround[]): GroundsRead {
  const ids = new Map(known.flatMap(({ id, text }) => [id, text].map((words) => [bare(words), id] as const)));
  const { ids: found, unknown } = readParts(
    cell.split(";").filter((part) => bare(part) !== ""),
    ids,
  );
  return { ids: [...new Set(found)], unknown };
}

function readParts(parts: readonly string[], known: ReadonlyMap<string, string>): GroundsRead {
  if (parts.length === 0) return { ids: [], unknown: [] };
  // The text of a ground may have a semicolon of its own: the longest that is known is what is meant.
  const lengths = parts.map((_, before) => parts.length - before);
  const idOf = (length: number): string | undefined => known.get(bare(parts.slice(0, length).join(";")));
  const length = lengths.find((some) => idOf(some) !== undefined);
  const rest = readParts(parts.slice(length ?? 1), known);
  return length === undefined
    ? { ...rest, unknown: [parts[0]!.trim(), ...rest.unknown] }
    : { ...rest, ids: [idOf(length)!, ...rest.ids] };
}

/** Words without what typing makes of them: capitals, spaces, the full stop at the end. */
function bare(words: string): string {
  return words
    .normalize("NFC")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/ ?; ?/g, ";")
    .trim()
    .replace(/\.$/, "");
}

/** What may stand in a cell of grounds, each with its code, for whoever has written something else. */
export function groundChoices(known: readonly WordedGround[]): string {
  return known.map(({ id, text }) => `”${text}” (${id})`).join(", ");
}

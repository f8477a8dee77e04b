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
  // The text of a ground may have semicolons of its own: the longest that is known is what is meant.
  const most = Math.max(1, ...[...known.keys()].map((words) => words.split(";").length));
  const lengths = Array.from({ length: most }, (_, shorter) => most - shorter);
  const ids: string[] = [];
  const unknown: string[] = [];
  for (let at = 0; at < parts.length;) {
    const idOf = (length: number): string | undefined =>
      known.get(bare(parts.slice(at, at + length).join(";")));
    const length = lengths.find((some) => idOf(some) !== undefined);
    if (length === undefined) unknown.push(parts[at]!.trim());
    else ids.push(idOf(length)!);
    at += length ?? 1;
  }
  return { ids, unknown };
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

import type { Changed, RouteInput } from "../../shared/api.ts";
import { Refusal } from "../../shared/errors.ts";
import { programme2007to2011 as oldestProgramme } from "../../shared/programmes/programme-2007-2011.ts";
import type { RecipientId } from "../../shared/recipient.ts";
import type { Context } from "../context.ts";
import type { IncomingDocument, Versioned } from "../store/kept.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import { conflict } from "./change.ts";

/** No document is older: a year before is a slip of the pen. */
const firstDay = "2000-01-01";

/** Nothing has come in tomorrow, nor before there was anything to come in. */
export function refuseStrangeDay(received: string, at: string): void {
  if (received > swedishDay(at))
    throw new Refusal(
      "rules-broken",
      `Handlingen kan inte ha kommit in ${received}, som ligger i framtiden.`,
    );
  if (received < firstDay)
    throw new Refusal(
      "rules-broken",
      `Handlingen kan inte ha kommit in ${received}. Kontrollera årtalet: det är tidigast ${firstDay}.`,
    );
}

/** Letters come in about every year since the first programme, also those without rounds, and about the year to come. */
export function refuseStrangeYear(year: number, at: Date): void {
  const [first, last] = [oldestProgramme.valid.from, swedishDay(at)].map((day) => Number(day.slice(0, 4)));
  if (year >= first! && year <= last! + 1) return;
  throw new Refusal(
    "not-found",
    `Det finns inga handlingar för ${year}. Välj ett år från ${first} till ${last! + 1}.`,
  );
}

/** Bytes of a kept file; null for one that is not kept. */
export async function keptSize({ store }: Context, sha256: string): Promise<number | null> {
  return (await store.entry("keptFiles", "sha256", sha256))?.value.size ?? null;
}

/** What a sheet of many recipients is registered as. */
interface Sheet extends Pick<IncomingDocument, "id" | "type" | "rows" | "cases"> {
  /** Worksheet rows that name nobody we know. */
  readonly unidentified: readonly number[];
}

/** The incoming document as kept: what it is, when it came, and the rows that name nobody we know, as they stood. */
export async function documentOf(
  context: Context,
  { year, firstRow, rows, document }: RouteInput<"registerRequisitions">,
  { unidentified, ...sheet }: Sheet,
  at: string,
): Promise<IncomingDocument> {
  const { file, ...cameIn } = document;
  refuseStrangeDay(cameIn.received, at);
  const { principal } = context;
  return {
    ...sheet,
    year,
    ...file,
    size: await keptSize(context, file.sha256),
    ...cameIn,
    registeredBy: principal.id,
    registeredByName: principal.name,
    registeredAt: at,
    unidentified: unidentified.map((row) => ({
      row,
      cells: (rows[row - firstRow] ?? []).map((cell) => (cell === null ? "" : String(cell))),
    })),
  };
}

/** Who registered a row and when, by the document it came in. null for a grant, which comes in no document. */
export type ChangedOf = (row: { readonly document: string }) => Changed | null;

export async function changedIn({ store }: Context, year: number): Promise<ChangedOf> {
  const documents = await store.documents(year);
  const known = new Map(
    documents.map(({ id, registeredByName: by = "", registeredAt: at }) => [id, { by, at }]),
  );
  return ({ document }) => known.get(document) ?? null;
}

/**
 * Whether a document came in before this file: every one while the file is not registered, and then those registered
 * before it, so that a file looks the same each time it is checked.
 */
export async function earlierThan(
  { store }: Context,
  year: number,
  sha256: string | undefined,
): Promise<(document: string) => boolean> {
  const documents = await store.documents(year);
  const self = documents.find((known) => known.sha256 === sha256);
  if (!self) return () => true;
  const before = documents.filter(({ registeredAt }) => registeredAt < self.registeredAt);
  const ids = new Set(before.map(({ id }) => id));
  return (document) => ids.has(document);
}

/**
 * Refuses when a recipient has another version than the caller saw (0: nothing yet), and says which it has now, who
 * changed it and when.
 */
export async function refuseStale(
  context: Context,
  year: number,
  expected: Readonly<Record<string, number>>,
  perRound: readonly ReadonlyMap<RecipientId, Versioned<{ readonly document: string }>>[],
): Promise<void> {
  const rows = new Map(perRound.flatMap((some) => [...some]));
  for (const [recipient, seen] of Object.entries(expected)) {
    const row = rows.get(recipient as RecipientId);
    const version = row?.version ?? 0;
    if (seen === version) continue;
    const changed = row === undefined ? null : (await changedIn(context, year))(row.value);
    throw conflict(recipient, { recipient, version, changed });
  }
}

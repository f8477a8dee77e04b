import type { Changed, RouteInput } from "../../shared/api.ts";
import { Refusal } from "../../shared/errors.ts";
import type { RecipientId } from "../../shared/recipient.ts";
import type { Context } from "../context.ts";
import type { IncomingDocument, Versioned } from "../store/model.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import { conflict } from "./change.ts";

/** The incoming document as kept: what it is, when it came, and the rows that name nobody we know, as they stood. */
export function documentOf(
  { principal }: Context,
  { year, firstRow, rows, document }: RouteInput<"registerRequisitions">,
  type: IncomingDocument["type"],
  id: string,
  rowCount: number,
  unidentified: readonly number[],
  at: string,
): IncomingDocument {
  if (document.received > swedishDay(at)) {
    throw new Refusal(
      "rules-broken",
      `Handlingen kan inte ha kommit in ${document.received}, som ligger i framtiden.`,
    );
  }
  return {
    id,
    year,
    type,
    name: document.file.name,
    sha256: document.file.sha256,
    received: document.received,
    channel: document.channel,
    dnr: document.dnr,
    registeredBy: principal.id,
    registeredByName: principal.name,
    registeredAt: at,
    rows: rowCount,
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

import type { RouteInput } from "../../shared/api.ts";
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
    registeredAt: at,
    rows: rowCount,
    unidentified: unidentified.map((row) => ({
      row,
      cells: (rows[row - firstRow] ?? []).map((cell) => (cell === null ? "" : String(cell))),
    })),
  };
}

/** Refuses when a recipient has another version than the caller saw (0: nothing yet), and says which it has now. */
export function refuseStale(
  expected: Readonly<Record<string, number>>,
  perRound: readonly ReadonlyMap<RecipientId, Versioned<unknown>>[],
): void {
  const versions = new Map(perRound.flatMap((rows) => [...rows].map(([id, { version }]) => [id, version])));
  for (const [recipient, seen] of Object.entries(expected)) {
    const version = versions.get(recipient as RecipientId) ?? 0;
    if (seen !== version) throw conflict(recipient, { recipient, version });
  }
}

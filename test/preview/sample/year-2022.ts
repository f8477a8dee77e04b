import { redistribute } from "../../../shared/redistribution.ts";
import { findRound } from "../../../shared/programmes/index.ts";
import { recipientId } from "../../../shared/recipient.ts";
import { swedishRegister } from "../../../shared/register/swedish-register.ts";
import type { Paid } from "../../../preview/sample/report-back-file.ts";
import { redistributionTerms, type SampleYear } from "../../../preview/sample/sample-year.ts";
import { trueRow } from "../../../preview/sample/true-row.ts";
import { allottedByKey } from "./allotted.ts";

/** What a year comes to when every requisition is paid, the pool redistributed and the top-ups paid. */
export interface Outcome {
  /** Kronor of round 1 that nobody requisitioned, and what redistribution left of them. */
  readonly pool: number;
  readonly left: number;
  readonly paid: readonly Paid[];
}

/** Follows the sample year through its rounds with the shared key and redistribution. */
export function outcomeOf(year: SampleYear): Outcome {
  const rows = year.recipients.map((recipient) => ({
    recipient,
    row: trueRow(year, recipient, allottedByKey, "first"),
  }));
  const askedInRound1 = rows
    .filter(({ recipient }) => recipient.kind === "municipality")
    .reduce((sum, { row }) => sum + Number(row.amount), 0);
  const pool = findRound("2022-kommun-1")!.amount - askedInRound1;
  const redistributed = redistribute({
    pool,
    ...redistributionTerms(year, pool),
    willing: rows
      .filter(({ row }) => row.wantsMore === "ja")
      .map(({ recipient: { code } }) => ({ code, population: inhabitants.get(code)! })),
  });
  if (!redistributed.ok) throw new Error(JSON.stringify(redistributed.error));
  const again = new Map(redistributed.value.recipients.map(({ code, amount }) => [code, amount]));
  return {
    pool,
    left: redistributed.value.left,
    paid: [
      ...rows.map(({ recipient: { kind, code, name }, row }) => ({
        kind,
        code,
        name,
        paid: Number(row.amount) + (kind === "municipality" ? topUps(code) + (again.get(code) ?? 0) : 0),
      })),
      ...year.grants.map(({ code, name, amount }) => ({ kind: "ngo" as const, code, name, paid: amount })),
    ],
  };
}

/** Kronor to a kind of recipient in all, and how many they are. */
export function totalOf(
  paid: readonly Paid[],
  kind: Paid["kind"],
): { readonly kronor: number; readonly recipients: number } {
  const ofKind = paid.filter((recipient) => recipient.kind === kind);
  return {
    kronor: ofKind.reduce((sum, recipient) => sum + recipient.paid, 0),
    recipients: new Set(ofKind.map(recipientId)).size,
  };
}

const inhabitants = swedishRegister().populationOn("2021-12-31")!.inhabitants.municipality;

function topUps(code: string): number {
  return allottedByKey("2022-kommun-2", code) + allottedByKey("2022-kommun-3", code);
}

import { reclaimedBy } from "../../shared/decision/amounts.ts";
import { type Balance, paid } from "../../shared/ledger.ts";
import type { Round } from "../../shared/programme.ts";
import { type RecipientId, recipientId, recipientKey } from "../../shared/recipient.ts";
import type { Context } from "../context.ts";
import type { Head, RowsOf } from "../store/model.ts";
import { ledgerOf } from "./change.ts";

/** A year's rounds with what each recipient has in them. A report covers the year: all rounds of its kind. */
export interface LoadedRound {
  readonly round: Round;
  readonly head: Head;
  readonly balances: ReadonlyMap<RecipientId, Balance>;
  readonly reports: RowsOf<"reportBacks">;
  /** Kronor that decisions have taken back of what was paid. */
  readonly reclaimed: ReadonlyMap<RecipientId, number>;
}

/** Reads what reports go by; `recipients`: only theirs. */
export async function loadRounds(
  context: Context,
  rounds: readonly Round[],
  heads: readonly Head[],
  recipients?: readonly RecipientId[],
): Promise<LoadedRound[]> {
  return await Promise.all(
    rounds.map(async (round, i) => ({
      round,
      head: heads[i]!,
      balances: (await ledgerOf(context, round, heads[i]!, recipients)).recipients,
      reports: await context.store.rows(heads[i]!, "reportBacks", recipients),
      reclaimed: new Map(
        [...reclaimedBy(await context.store.decisions(round.id))].map(([code, kronor]) => [
          recipientId({ kind: round.kind, code }),
          kronor,
        ]),
      ),
    })),
  );
}

/** Kronor paid to each recipient that was paid any, in all rounds of the year. */
export function paidInYear(loaded: readonly LoadedRound[]): Map<RecipientId, number> {
  const sums = new Map<RecipientId, number>();
  for (const { balances } of loaded) {
    for (const [id, balance] of balances) {
      const kronor = paid(balance);
      if (kronor > 0) sums.set(id, (sums.get(id) ?? 0) + kronor);
    }
  }
  return sums;
}

/** The ISO date that a recipient's report is due by. */
export function dueBy(rounds: readonly Round[], id: RecipientId): string {
  return rounds.find(({ kind }) => kind === recipientKey(id).kind)!.reportBy;
}

import type { Completion } from "../../shared/case/case.ts";
import { refusedDue } from "../../shared/decision/carry-over.ts";
import { type TakenBack, takenBack } from "../../shared/decision/amounts.ts";
import {
  type Balance,
  emptyBalance,
  paid,
  type Posting,
  type RoundLedger,
  sumBalances,
} from "../../shared/ledger.ts";
import type { Round } from "../../shared/programme.ts";
import { type RecipientId, recipientId, recipientKey } from "../../shared/recipient.ts";
import { reportRulesOf } from "../../shared/report-form/form-of-year.ts";
import type { Context } from "../context.ts";
import type { ReportBackRow, RowsOf } from "../store/kept.ts";
import type { Head } from "../store/model.ts";
import { ledgerOf } from "./change.ts";
import { register } from "./rounds.ts";

/** A year's rounds with what each recipient has in them. A report covers the year: all rounds of its kind. */
export interface LoadedRound {
  readonly round: Round;
  readonly head: Head;
  readonly ledger: RoundLedger;
  /** The ledger's. */
  readonly balances: ReadonlyMap<RecipientId, Balance>;
  readonly reports: RowsOf<"reportBacks">;
  readonly takenBack: ReadonlyMap<RecipientId, TakenBack>;
}

/** Reads what reports go by; `recipients`: only theirs. */
export async function loadRounds(
  context: Context,
  rounds: readonly Round[],
  heads: readonly Head[],
  recipients?: readonly RecipientId[],
): Promise<LoadedRound[]> {
  return await Promise.all(
    rounds.map(async (round, i) => {
      const ledger = await ledgerOf(context, round, heads[i]!, recipients);
      return {
        round,
        head: heads[i]!,
        ledger,
        balances: ledger.recipients,
        reports: await context.store.rows(heads[i]!, "reportBacks", recipients),
        takenBack: new Map(
          [...takenBack(await context.store.decisions(round.id))].map(([code, sums]) => [
            recipientId({ kind: round.kind, code }),
            sums,
          ]),
        ),
      };
    }),
  );
}

/** What each recipient has been asked to complete in a year's rounds. */
export async function completionsIn(
  { store }: Context,
  heads: readonly Head[],
): Promise<(id: RecipientId) => readonly Completion[]> {
  const perRound = await Promise.all(heads.map((head) => store.rows(head, "cases")));
  return (id) => perRound.flatMap((rows) => rows.get(id)?.value.completions ?? []);
}

export const idsOf = (rounds: readonly Round[]): string[] => rounds.map(({ id }) => id);

/** The same with the answers of the reports. */
export async function loadAnswers(
  context: Context,
  rounds: readonly Round[],
  heads: readonly Head[],
  recipients?: readonly RecipientId[],
): Promise<(LoadedRound & { readonly answers: RowsOf<"reportAnswers"> })[]> {
  const loaded = await loadRounds(context, rounds, heads, recipients);
  return await Promise.all(
    loaded.map(async (one) => ({
      ...one,
      answers: await context.store.rows(one.head, "reportAnswers", recipients),
    })),
  );
}

/** Every posting of each recipient in a round, in the order written. */
export type PostingsOf = ReadonlyMap<RecipientId, readonly Posting[]>;

/** The same rounds with their postings: what is booked on a day goes by what there was then. */
export async function withPostings<L extends LoadedRound>(
  { store }: Context,
  loaded: readonly L[],
): Promise<(L & { readonly postings: PostingsOf })[]> {
  return await Promise.all(
    loaded.map(async (one) => {
      const postings = new Map<RecipientId, Posting[]>();
      for (const posting of await store.postings(one.head)) {
        const known = postings.get(posting.recipient);
        if (known) known.push(posting);
        else postings.set(posting.recipient, [posting]);
      }
      return { ...one, postings };
    }),
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

/** Kronor of it that decisions have taken back, of those they concern. */
export function reclaimedInYear(loaded: readonly LoadedRound[]): Map<RecipientId, number> {
  const sums = new Map<RecipientId, number>();
  for (const { takenBack: taken } of loaded)
    for (const [id, { reclaimed }] of taken) sums.set(id, (sums.get(id) ?? 0) + reclaimed);
  return sums;
}

/** The same for those that have money to report on: decisions leave them some of what was paid. */
export function toReport(loaded: readonly LoadedRound[]): Map<RecipientId, number> {
  const reclaimed = reclaimedInYear(loaded);
  return new Map([...paidInYear(loaded)].filter(([id, kronor]) => kronor > (reclaimed.get(id) ?? 0)));
}

/**
 * Those that are to report a year, and the kronor that each was paid: who has money to report on, and every county
 * board where the form is of counties.
 */
export function reportersIn(loaded: readonly LoadedRound[]): Map<RecipientId, number> {
  const [paidOut, sums] = [paidInYear(loaded), toReport(loaded)];
  for (const { round } of loaded)
    if (reportRulesOf(round.year, round.kind).form.ofCounties)
      for (const board of register.list("agency")) {
        const id = recipientId(board);
        sums.set(id, paidOut.get(id) ?? 0);
      }
  return sums;
}

/** Of `reportersIn`, those that have sent no report in order by the ISO day. */
export function missingIn(loaded: readonly LoadedRound[], day: string): Map<RecipientId, number> {
  const good = new Set(
    loaded.flatMap(({ reports }) =>
      [...reports]
        .filter(([, { value }]) => value.state === "submitted" && value.received <= day)
        .map(([id]) => id),
    ),
  );
  return new Map([...reportersIn(loaded)].filter(([id]) => !good.has(id)));
}

/** Kronor to pay back by an ISO day; `unspent`: it is the last day for spending what was carried over. */
export interface Repayment {
  readonly due: string;
  readonly amount: number;
  readonly unspent: boolean;
}

/** What a report said is left, what of it was refused to be carried over, and what was then not consumed in time. */
function statedIn(
  { repayBy }: Round,
  { repaid, carriedOver = 0, carryOver }: ReportBackRow,
): readonly (Omit<Repayment, "due"> & { readonly due: string | null })[] {
  const ofReport = { due: repayBy, amount: repaid, unspent: false };
  if (carryOver === undefined) return [ofReport];
  const { amount, date, lastDay, accounted } = carryOver;
  const refused = Math.max(0, carriedOver - amount);
  return [
    ofReport,
    { due: refusedDue(repayBy, date), amount: refused, unspent: false },
    { due: lastDay, amount: accounted?.repayable ?? 0, unspent: true },
  ];
}

/**
 * What a recipient is to pay back by days that the rules or a decision on carrying over say, and has not: what comes
 * back goes to what was said first. What other decisions have claimed is due on days of its own, that nothing here says.
 */
export function unpaidOfReport(
  loaded: readonly LoadedRound[],
  id: RecipientId,
  round: Round,
  report: ReportBackRow,
): readonly Repayment[] {
  let repayable = 0;
  let repaid = 0;
  for (const { balances, takenBack: taken } of loaded) {
    const balance = balances.get(id) ?? emptyBalance;
    const { reclaimed, claimed } = taken.get(id) ?? { reclaimed: 0, claimed: 0 };
    repayable += balance.repayable - Math.max(0, Math.min(claimed, reclaimed - balance.repaid));
    repaid += Math.max(0, balance.repaid - reclaimed);
  }
  const unpaid = new Map<string, Repayment>();
  for (const { due, amount: stated, unspent } of statedIn(round, report)) {
    const amount = Math.max(0, Math.min(stated - repaid, repayable));
    repaid = Math.max(0, repaid - stated);
    repayable -= amount;
    const before = unpaid.get(due ?? "")?.amount ?? 0;
    if (due !== null && amount > 0) unpaid.set(due, { due, amount: before + amount, unspent });
  }
  return [...unpaid.values()];
}

/** The ISO date that a recipient's report is due by. */
export function dueBy(rounds: readonly Round[], id: RecipientId): string {
  return rounds.find(({ kind }) => kind === recipientKey(id).kind)!.reportBy;
}

/** Kronor that a report carries over and that are still held, where carrying over needs a decision. */
export function awaitingDecision(
  loaded: readonly LoadedRound[],
  id: RecipientId,
  { carriedOver = 0, carryOver }: ReportBackRow,
): number {
  const { kind } = recipientKey(id);
  if (carriedOver === 0 || reportRulesOf(loaded[0]!.round.year, kind).carryOver !== "after-decision")
    return 0;
  const { held, ...now } = sumBalances(loaded.map(({ balances }) => balances.get(id) ?? emptyBalance));
  const decided = carryOver?.accounted ? carryOver.amount : now.carriedOver;
  return Math.min(held, Math.max(0, carriedOver - decided));
}

/** Kronor that a decision has carried over and that the recipient has not accounted for. */
export function toAccount(
  loaded: readonly LoadedRound[],
  id: RecipientId,
  { carryOver }: ReportBackRow,
): number {
  if (carryOver === undefined || carryOver.accounted !== null) return 0;
  return sumBalances(loaded.map(({ balances }) => balances.get(id) ?? emptyBalance)).carriedOver;
}

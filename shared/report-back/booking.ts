import { type Balance, paid, type RecipientAccount, sumBalances } from "../ledger.ts";
import { formatKronor } from "../money.ts";
import type { CarryOver } from "../report-form/form-of-year.ts";
import { fail, ok, type Result } from "../result.ts";

/** What a report says of the money of all rounds of a year, kronor; together they are what was paid. */
export interface StatedMoney {
  readonly consumed: number;
  readonly carriedOver: number;
}

/** What a recipient has in one round, and what decisions have taken back of what was paid to it there, kronor. */
export interface ReportedRound {
  readonly balance: Balance;
  readonly reclaimed: number;
}

/** A move of kronor between two accounts of the recipient in one round. */
export interface Movement {
  readonly from: RecipientAccount;
  readonly to: RecipientAccount;
  readonly amount: number;
}

/**
 * The moves per round, oldest round first, that make the books say what a report says, whatever they said before: the
 * first report and a corrected one are the same thing. What was consumed is taken from the oldest round first, then
 * what is carried over; the rest is repayable. Money carried over by decision and money repaid stay where they are.
 * What a decision has taken back is paid back or stays repayable, whatever the report says became of it. Where carrying
 * over needs a decision, what is asked for stays held until there is one.
 */
export function movesToward(
  reported: readonly ReportedRound[],
  stated: StatedMoney,
  carryOver: CarryOver,
): Result<readonly (readonly Movement[])[]> {
  const rounds = reported.map(({ balance }) => balance);
  const { carriedOver: decided } = sumBalances(rounds);
  const free = rounds.map((round) => paid(round) - round.repaid - round.carriedOver);
  if (stated.carriedOver < decided)
    return fail(
      `Rapporten överför ${formatKronor(stated.carriedOver)} kronor, men ${formatKronor(decided)} är redan överförda. Förbered först en ändring av beslutet om överföring, i fliken Beslut.`,
    );
  const carry = stated.carriedOver - decided;
  const room = free.reduce((sum, kronor) => sum + kronor, 0);
  if (stated.consumed + carry > room)
    return fail(
      `Rapporten lämnar mindre att återbetala än vad som redan är återbetalat. Av det utbetalda finns ${formatKronor(room)} kronor kvar att redovisa.`,
    );
  const claims = reported.map(({ balance, reclaimed }, i) =>
    Math.min(free[i]!, Math.max(0, reclaimed - balance.repaid)),
  );
  const kept = free.map((kronor, i) => kronor - claims[i]!);
  const consumed = oldestFirst(kept, stated.consumed);
  const left = kept.map((kronor, i) => kronor - consumed[i]!);
  const carried = oldestFirst(left, carry);
  return ok(
    rounds.map((round, i) => {
      const waits = carryOver === "after-decision" ? carried[i]! : 0;
      return between(round, {
        consumed: consumed[i]!,
        carriedOver: round.carriedOver + carried[i]! - waits,
        repayable: left[i]! - carried[i]! + claims[i]!,
      });
    }),
  );
}

/** Kronor taken from each of these in turn until the amount is reached. */
export function oldestFirst(available: readonly number[], amount: number): readonly number[] {
  let rest = amount;
  return available.map((kronor) => {
    const here = Math.min(kronor, rest);
    rest -= here;
    return here;
  });
}

const told = ["consumed", "repayable", "carriedOver"] as const;

/** By way of what is held: first back what is too much, then out what is too little. */
function between(
  round: Balance,
  target: Readonly<Record<(typeof told)[number], number>>,
): readonly Movement[] {
  const back = told.map((from): Movement => ({ from, to: "held", amount: round[from] - target[from] }));
  const out = told.map((to): Movement => ({ from: "held", to, amount: target[to] - round[to] }));
  return [...back, ...out].filter(({ amount }) => amount > 0);
}

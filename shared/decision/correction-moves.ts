import type { Account, Balance } from "../ledger.ts";
import { formatKronor } from "../money.ts";
import { fail, ok, type Result } from "../result.ts";
import type { Changed } from "./correction.ts";
import type { CorrectionLine, Standing } from "./amounts.ts";

/** A movement of whole kronor between two accounts of the recipient or its round. */
export interface AccountMove {
  readonly from: Account;
  readonly to: Account;
  readonly amount: number;
}

/** What a change of one recipient's amount has to go by. */
export interface Situation {
  readonly standing: Standing;
  readonly balance: Balance;
  /** Kronor by all decisions of the round with their corrections, before this one. */
  readonly entitled: number;
  /** What the round has left to raise amounts with. */
  readonly left: Readonly<Record<"budget" | "pool", number>>;
  /** Where unpaid money goes when an amount is lowered: `pool` where it can be redistributed, else `budget`. */
  readonly unused: "budget" | "pool";
}

export interface Corrected {
  readonly line: CorrectionLine;
  readonly moves: readonly AccountMove[];
}

/**
 * What a new amount does to the money. Lowered: what is not paid goes back, the rest is claimed, but for what the
 * recipient has paid back already. Raised: an earlier claim is lifted first, then new money becomes payable. Fails
 * with the reason in Swedish.
 */
export function correct(changed: Changed, situation: Situation): Result<Corrected> {
  const { after, before } = changed;
  return after < before ? ok(lower(changed, situation)) : raise(changed, situation);
}

function lower(
  { code, before, after }: Changed,
  { standing, balance, entitled, unused }: Situation,
): Corrected {
  const back = Math.min(before - after, standing.unpaid);
  const reclaimed = before - after - back;
  const { held, consumed, carriedOver } = balance;
  const live = balance.payable - back + held + consumed + carriedOver;
  const claimed = Math.max(0, Math.min(reclaimed, live - (entitled - (before - after))));
  return {
    line: { code, before, amount: after, reclaimed, claimed },
    moves: [
      ...move("payable", "allotted", back),
      ...move("allotted", unused, back),
      ...spread(claimed, [
        ["held", held],
        ["carriedOver", carriedOver],
        ["consumed", consumed],
      ]).flatMap(([from, amount]) => move(from, "repayable", amount)),
    ],
  };
}

function raise({ code, before, after }: Changed, { standing, balance, left }: Situation): Result<Corrected> {
  const lifted = Math.max(0, Math.min(after - before, standing.claimed, balance.repayable));
  const added = after - before - lifted;
  const allotted = fromWhatIsLeft(code, added, left);
  if (!allotted.ok) return allotted;
  return ok({
    line: { code, before, amount: after, reclaimed: -lifted, claimed: -lifted },
    moves: [...move("repayable", "held", lifted), ...allotted.value, ...move("allotted", "payable", added)],
  });
}

/** Allots kronor of what the round has left, what nobody was given first. Fails with the reason in Swedish. */
export function fromWhatIsLeft(
  code: string,
  kronor: number,
  { budget, pool }: Situation["left"],
): Result<readonly AccountMove[]> {
  const missing = kronor - budget - pool;
  return missing > 0
    ? fail(
        `Höjningen till mottagare ${code} kräver ${formatKronor(missing)} kr mer än vad som finns kvar i omgången. Sänk beloppet.`,
      )
    : ok(
        spread(kronor, [
          ["budget", budget],
          ["pool", pool],
        ]).flatMap(([from, amount]) => move(from, "allotted", amount)),
      );
}

function move(from: Account, to: Account, amount: number): AccountMove[] {
  return amount > 0 ? [{ from, to, amount }] : [];
}

/** Takes kronor from the accounts in order, no more from each than it has. */
function spread<A extends Account>(
  kronor: number,
  accounts: readonly (readonly [A, number])[],
): (readonly [A, number])[] {
  const taken: (readonly [A, number])[] = [];
  let left = kronor;
  for (const [account, most] of accounts) {
    const amount = Math.min(left, most);
    taken.push([account, amount]);
    left -= amount;
  }
  return taken;
}

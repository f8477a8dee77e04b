import type { Account, Balance, Posting, RecipientAccount } from "./ledger.ts";
import type { RecipientId } from "./recipient.ts";

/** What each account is called where officials see it. */
export const accountName: Readonly<Record<Account, string>> = {
  budget: "Ej fördelat",
  pool: "Ej rekvirerat",
  allotted: "Ej beslutat",
  payable: "Att betala ut",
  held: "Ej återrapporterat",
  consumed: "Förbrukat",
  carriedOver: "Överfört",
  repayable: "Att återbetala",
  repaid: "Återbetalt",
};

/** An account that ends a day below zero. */
export interface Overdrawn {
  /** null: the account is the round's own. */
  readonly recipient: RecipientId | null;
  readonly account: Account;
  /** The first ISO day from which no account of the round ends a day below zero. */
  readonly until: string;
}

/**
 * The account that is the last to end a day below zero, in whatever order the postings were written; null when each day
 * adds up. `amountOn`: the money of the round on an ISO day, in kronor. The last day of all must add up.
 */
export function overdrawn(amountOn: (day: string) => number, postings: readonly Posting[]): Overdrawn | null {
  const kronor = new Map<string, number>();
  const below = new Map<string, Omit<Overdrawn, "until">>();
  let last: Overdrawn | null = null;
  let today = "";
  for (const { recipient, from, to, amount, effectiveDate } of postings.toSorted(byDay)) {
    if (effectiveDate !== today) {
      const [first] = below.values();
      if (first !== undefined) last = { ...first, until: effectiveDate };
      today = effectiveDate;
    }
    for (const [account, change] of [
      [from, -amount],
      [to, amount],
    ] as const) {
      const owner = account === "budget" || account === "pool" ? null : recipient;
      const key = `${owner ?? ""} ${account}`;
      const now = (kronor.get(key) ?? 0) + change;
      kronor.set(key, now);
      if (now + (account === "budget" ? amountOn(today) : 0) < 0)
        below.set(key, { recipient: owner, account });
      else below.delete(key);
    }
  }
  return last;
}

function byDay(a: Pick<Posting, "effectiveDate">, b: Pick<Posting, "effectiveDate">): number {
  return a.effectiveDate < b.effectiveDate ? -1 : a.effectiveDate > b.effectiveDate ? 1 : 0;
}

/** A move of kronor between two accounts of a recipient, and the ISO day that it would count from. */
export interface DatedMove {
  readonly from: RecipientAccount;
  readonly to: RecipientAccount;
  readonly amount: number;
  readonly effectiveDate: string;
}

/**
 * The moves, each counted from its day; kronor that the account did not have then, from the first day that it did:
 * nothing is consumed before it was paid. `balance` is the recipient's in the round as it is now, `postings` those that
 * made it. Throws a RangeError when a move takes more than there is now.
 */
export function onTheirDays(
  balance: Balance,
  postings: readonly Pick<Posting, "from" | "to" | "amount" | "effectiveDate">[],
  moves: readonly DatedMove[],
): readonly DatedMove[] {
  const placed: DatedMove[] = [];
  for (const move of moves) {
    const { from: account, amount, effectiveDate } = move;
    let taken = 0;
    for (const { day, least } of leastFrom(effectiveDate, account, balance, postings, placed)) {
      const more = Math.min(amount, least) - taken;
      if (more <= 0) continue;
      placed.push({ ...move, amount: more, effectiveDate: day });
      taken += more;
    }
    if (taken < amount) throw new RangeError(`${account} would go below zero`);
  }
  return placed;
}

/** From a day, and from each later one that something counts from: the least that the account holds at its end or after. */
function leastFrom(
  start: string,
  account: RecipientAccount,
  balance: Balance,
  postings: Parameters<typeof onTheirDays>[1],
  placed: readonly DatedMove[],
): readonly { readonly day: string; readonly least: number }[] {
  const change = ({ from, to, amount }: (typeof postings)[number]): number =>
    (to === account ? amount : 0) - (from === account ? amount : 0);
  let kronor = placed.reduce((sum, move) => sum + change(move), balance[account]);
  let least = kronor;
  const steps: { day: string; least: number }[] = [];
  const later = [...postings, ...placed].filter(({ effectiveDate }) => effectiveDate > start);
  // Backwards from what there is now.
  for (const one of later.sort(byDay).reverse()) {
    if (steps[0]?.day !== one.effectiveDate) {
      least = Math.min(least, kronor);
      steps.unshift({ day: one.effectiveDate, least });
    }
    kronor -= change(one);
  }
  return [{ day: start, least: Math.min(least, kronor) }, ...steps];
}

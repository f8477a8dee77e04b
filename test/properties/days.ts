import type { Posting } from "../../shared/ledger.ts";
import type { Model } from "./model.ts";

/** Kronor per account of a round, "budget" or "01 held". */
type Accounts = ReadonlyMap<string, number>;

function accountsOf({ budget, pool, purses }: Model): Accounts {
  return new Map([
    ["budget", budget],
    ["pool", pool],
    ...[...purses].flatMap(([code, purse]) =>
      Object.entries(purse).map(
        ([account, kronor]: [string, number]) => [`${code} ${account}`, kronor] as const,
      ),
    ),
  ]);
}

const nameOf = (code: string, account: string): string =>
  account === "budget" || account === "pool" ? account : `${code} ${account}`;

/** Whether every account holds zero or more at the end of each day, when what an act changes counts from its day. */
export function addUpEachDay(
  before: Model,
  after: Model,
  date: string,
  postings: readonly Posting[],
): boolean {
  const [was, becomes] = [accountsOf(before), accountsOf(after)];
  const days = [...new Set([date, ...postings.map(({ effectiveDate }) => effectiveDate)])];
  return days.every((day) => {
    const kronor = new Map([["budget", before.amount]]);
    const add = (account: string, change: number) => kronor.set(account, (kronor.get(account) ?? 0) + change);
    for (const { recipient, from, to, amount, effectiveDate } of postings) {
      if (effectiveDate > day) continue;
      const code = recipient.slice(recipient.indexOf(":") + 1);
      add(nameOf(code, from), -amount);
      add(nameOf(code, to), amount);
    }
    if (date <= day) for (const [account, now] of becomes) add(account, now - (was.get(account) ?? 0));
    return [...kronor.values()].every((one) => one >= 0);
  });
}

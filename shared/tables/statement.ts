import type { RouteOutput } from "../api.ts";
import { type Account, type Balance, emptyBalance } from "../ledger.ts";

type Posting = RouteOutput<"recipientPostings">["postings"][number];

/** A posting with what it changed the sum by (0: nothing), and what the sum was then. Kronor. */
export interface StatementLine {
  readonly posting: Posting;
  readonly change: number;
  readonly sum: number;
}

export interface Statement {
  readonly lines: readonly StatementLine[];
  /** Kronor: exactly what the balance shows. */
  readonly sum: number;
}

/**
 * One recipient's postings as a statement of `sumOf`, the same function of a balance that fills a column of "Saldo",
 * so that the last sum is the cell. Postings stand in the order of the answer.
 */
export function statementOf(postings: readonly Posting[], sumOf: (balance: Balance) => number): Statement {
  const lines: StatementLine[] = [];
  let balance = emptyBalance;
  for (const posting of postings) {
    const before = sumOf(balance);
    balance = moved(balance, posting);
    const sum = sumOf(balance);
    lines.push({ posting, change: sum - before, sum });
  }
  return { lines, sum: sumOf(balance) };
}

function moved(balance: Balance, { from, to, amount }: Posting): Balance {
  return added(added(balance, from, -amount), to, amount);
}

/** What the budget and the pool hold belongs to the round, not to the recipient. */
function added(balance: Balance, account: Account, kronor: number): Balance {
  return account === "budget" || account === "pool"
    ? balance
    : { ...balance, [account]: balance[account] + kronor };
}

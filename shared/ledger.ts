import type { RecipientId } from "./recipient.ts";

/** The accounts a recipient has in a round, in the order the money travels. */
export const recipientAccounts = [
  "allotted",
  "payable",
  "held",
  "consumed",
  "carriedOver",
  "repayable",
  "repaid",
] as const;
export type RecipientAccount = (typeof recipientAccounts)[number];

/** `budget` is what is not yet allotted, `pool` what was allotted and not requisitioned; both belong to the round. */
export type Account = "budget" | "pool" | RecipientAccount;

/**
 * Which moves exist at all: budget -> allotted -> payable -> held -> consumed | carried over | repayable -> repaid, and
 * the ways back. What is not paid goes back where it came from; what is paid only comes back as a claim, but for a
 * payment that never arrived.
 */
const permittedMoves: ReadonlySet<string> = new Set([
  "budget>allotted",
  "allotted>pool",
  "pool>allotted",
  "allotted>payable",
  "payable>held",
  "held>consumed",
  "held>carriedOver",
  "held>repayable",
  "repayable>repaid",
  // A decision is lowered, revoked or declined before payment.
  "payable>allotted",
  "allotted>budget",
  // A payment came back to the authority.
  "held>payable",
  // A decision is lowered or revoked after payment; and the claim is lifted when it is raised again.
  "consumed>repayable",
  "carriedOver>repayable",
  "repayable>held",
  // What was carried over is accounted for by its last day.
  "carriedOver>consumed",
  // A corrected report takes back what the first one said.
  "consumed>held",
  // A repayment that was booked by mistake.
  "repaid>repayable",
]);

/**
 * One movement of whole kronor between two accounts of a round. `effectiveDate` (ISO date) is when it counts,
 * `recordedAt` (ISO date-time, UTC) when it was written: balances "as of" a date use the first.
 */
export interface Posting {
  readonly recipient: RecipientId;
  readonly from: Account;
  readonly to: Account;
  readonly amount: number;
  readonly effectiveDate: string;
  readonly recordedAt: string;
}

/** Kronor on each account of one recipient in one round. */
export type Balance = Readonly<Record<RecipientAccount, number>>;

/** What a fold of a round's postings gives. The totals of all accounts sum to the round's amount, always. */
export interface RoundLedger {
  readonly amount: number;
  readonly budget: number;
  readonly pool: number;
  readonly recipients: ReadonlyMap<RecipientId, Balance>;
}

export const emptyBalance: Balance = {
  allotted: 0,
  payable: 0,
  held: 0,
  consumed: 0,
  carriedOver: 0,
  repayable: 0,
  repaid: 0,
};

export function openRound(amount: number): RoundLedger {
  return { amount, budget: amount, pool: 0, recipients: new Map() };
}

/**
 * Applies postings in order. Throws a RangeError on a move that does not exist, an amount that is not a positive
 * whole number of kronor, or an account that would go below zero: such postings must never be written.
 */
export function post(ledger: RoundLedger, postings: Iterable<Posting>): RoundLedger {
  return fold(ledger, postings, ({ recipient, from, to, amount }, left) => {
    if (!permittedMoves.has(`${from}>${to}`)) throw new RangeError(`no posting goes from ${from} to ${to}`);
    if (!Number.isSafeInteger(amount) || amount <= 0) throw new RangeError(`not whole kronor: ${amount}`);
    if (left < 0) throw new RangeError(`${recipient}: ${from} would go below zero`);
  });
}

/** What postings that are written come to, in any order: those that counted by a day stand in the order of writing. */
export function sumPostings(amount: number, postings: Iterable<Posting>): RoundLedger {
  return fold(openRound(amount), postings, () => undefined);
}

/** `check` is told each posting with what it leaves on the account that it takes from. */
function fold(
  ledger: RoundLedger,
  postings: Iterable<Posting>,
  check: (posting: Posting, left: number) => void,
): RoundLedger {
  const recipients = new Map<RecipientId, Record<RecipientAccount, number>>();
  const own = { budget: ledger.budget, pool: ledger.pool };

  const accountsOf = (id: RecipientId): Record<RecipientAccount, number> => {
    const known = recipients.get(id);
    if (known) return known;
    const fresh = { ...(ledger.recipients.get(id) ?? emptyBalance) };
    recipients.set(id, fresh);
    return fresh;
  };
  const add = (id: RecipientId, account: Account, kronor: number): number =>
    account === "budget" || account === "pool"
      ? (own[account] += kronor)
      : (accountsOf(id)[account] += kronor);

  for (const posting of postings) {
    const { recipient, from, to, amount } = posting;
    check(posting, add(recipient, from, -amount));
    add(recipient, to, amount);
  }
  return { amount: ledger.amount, ...own, recipients: new Map([...ledger.recipients, ...recipients]) };
}

/** Kronor that a recipient was ever paid: what it holds and where that has gone since. */
export function paid({ held, consumed, carriedOver, repayable, repaid }: Balance): number {
  return held + consumed + carriedOver + repayable + repaid;
}

/** Kronor on all accounts of one recipient: what it is allotted in all, net of what went to the pool. */
export function allottedInAll(balance: Balance): number {
  return balance.allotted + balance.payable + paid(balance);
}

export function sameBalance(a: Balance, b: Balance): boolean {
  return recipientAccounts.every((account) => a[account] === b[account]);
}

/** Sums balances account by account, over recipients or over the rounds of one recipient. */
export function sumBalances(balances: Iterable<Balance>): Balance {
  const sum = { ...emptyBalance } as Record<RecipientAccount, number>;
  for (const balance of balances) for (const account of recipientAccounts) sum[account] += balance[account];
  return sum;
}

/** Kronor that do not add up: the round's amount less all account totals. Zero unless something is broken. */
export function unaccounted({ amount, budget, pool, recipients }: RoundLedger): number {
  return amount - budget - pool - allottedInAll(sumBalances(recipients.values()));
}

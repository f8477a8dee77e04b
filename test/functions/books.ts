import { brokenAt, canonical, sha256 } from "../../functions/audit.ts";
import { collections, type RowsOf } from "../../functions/store/kept.ts";
import type { Head, Store } from "../../functions/store/model.ts";
import { type Balance, openRound, post, recipientAccounts, type RoundLedger } from "../../shared/ledger.ts";
import type { Round } from "../../shared/programme.ts";
import { amountsNow, standingOf } from "../../shared/decision/amounts.ts";
import { payingKinds } from "../../shared/decision/kinds.ts";
import { findRound, roundsOf } from "../../shared/programmes/index.ts";
import { type RecipientId, recipientKey } from "../../shared/recipient.ts";

/** The rounds that the tests move money in. */
const allRounds = [...roundsOf(2022), ...roundsOf(2013)].map(({ id }) => id);

/**
 * Everything that can be seen in these chains, as one text: equal texts are equal states. The hashes of the chains
 * stand for every act, its postings and its time; names of generations are chance and left out.
 */
export async function stateOf(store: Store, chains: readonly string[] = allRounds): Promise<string> {
  const heads = await store.heads(chains);
  const rounds = await Promise.all(
    heads.map(async (head) => {
      const { generations: _generations, ...visible } = head;
      const collected = await Promise.all(collections.map((collection) => store.rows(head, collection)));
      const [decisions, payments, dispatches] = await Promise.all([
        store.decisions(head.chain),
        store.payments(head.chain),
        store.entries("dispatches", head.chain),
      ]);
      return {
        ...visible,
        rows: collected.map((rows) => Object.fromEntries(rows as RowsOf<"balances">)),
        decisions,
        payments,
        dispatches,
      };
    }),
  );
  const documents = [...(await store.documents(2022)), ...(await store.documents(2013))];
  const files = await Promise.all(documents.map(async (one) => sha256((await store.file(one.sha256)) ?? "")));
  return canonical({ rounds, documents, files });
}

/** Every way in which the money of these rounds does not add up, read from the store's own data; empty when all is well. */
export async function faultsInBooks(
  store: Store,
  chains: readonly string[] = allRounds,
): Promise<readonly string[]> {
  const heads = await store.heads(chains);
  const found = await Promise.all(heads.map((head) => faultsInRound(store, findRound(head.chain)!, head)));
  return found.flat();
}

async function faultsInRound(store: Store, round: Round, head: Head): Promise<readonly string[]> {
  if (head.seq === 0) return [];
  const caseChain = round.topUpOf ?? round.id;
  const [caseHead] = await store.heads([caseChain]);
  const [rows, requisitions, applications, reports, records, postings, decisions, payments] =
    await Promise.all([
      store.rows(head, "balances"),
      store.rows(caseHead!, "requisitions"),
      store.rows(head, "applications"),
      store.rows(caseHead!, "reportBacks"),
      store.records(head),
      store.postings(head),
      store.decisions(round.id),
      store.payments(round.id),
    ]);
  const faults: string[] = [];
  const must = (holds: boolean, sentence: string): void => {
    if (!holds) faults.push(`${round.id}: ${sentence}`);
  };

  const balances = new Map([...rows].map(([id, { value }]) => [id, value]));
  for (const kronor of [head.budget, head.pool, ...[...balances.values()].flatMap((b) => Object.values(b))])
    must(Number.isSafeInteger(kronor) && kronor >= 0, `every account holds whole kronor, not ${kronor}`);
  const total = [...balances.values()].reduce((sum, balance) => sum + inAll(balance), 0);
  must(total + head.pool + head.budget === round.amount, "allotted and unallotted are the budget");

  const books: RoundLedger = {
    amount: round.amount,
    budget: head.budget,
    pool: head.pool,
    recipients: balances,
  };
  must(
    text(books) === text(post(openRound(round.amount), postings)),
    "the balances in use are the fold of the postings",
  );
  must(brokenAt(records, head) === null, "the audit chain is intact");

  const decided = decisions.filter(({ state }) => state === "decided");
  /** Kronor that decisions of a kind allot with their corrections. */
  const allottedBy = (kind: "key" | "redistribution", id: RecipientId): number =>
    decided
      .filter((decision) => decision.kind === kind)
      .reduce((sum, decision) => sum + (amountsNow(decision, decided).get(recipientKey(id).code) ?? 0), 0);
  const sumOf = (
    lists: readonly { lines: readonly { code: string; amount: number }[] }[],
    id: RecipientId,
  ): number =>
    lists
      .flatMap(({ lines }) => lines)
      .filter(({ code }) => `${round.kind}:${code}` === id)
      .reduce((sum, { amount }) => sum + amount, 0);
  const granted = decided.filter(({ kind }) => payingKinds.includes(kind));
  const standings = (id: RecipientId) =>
    granted.map((decision) => standingOf(decision, recipientKey(id).code, decided, payments));
  /** Kronor taken back from the recipient outside its report: claimed by corrections, or paid back of its own will. */
  const takenBack = (id: RecipientId): number =>
    postings
      .filter(({ recipient }) => recipient === id)
      .reduce((sum, { from, to, amount }) => sum + (back.get(`${from}>${to}`) ?? 0) * amount, 0);
  for (const [id, balance] of balances) {
    const out = paidOf(balance);
    const onTheWay = out + balance.payable;
    const requisition = requisitions.get(id)?.value;
    const submitted = requisition?.state === "submitted" ? (requisition.amount ?? 0) : 0;
    // What was granted elsewhere, and what the application was assessed as: after the decision nobody changes that.
    const applied = submitted + (applications.get(id)?.value.assessment?.amount ?? 0);
    const asked = round.route === "grant" ? applied : Math.min(submitted, allottedBy("key", id));
    const mayHave =
      round.route === "grant"
        ? asked
        : round.topUpOf !== null && requisition?.state === "submitted"
          ? allottedBy("key", id)
          : asked + allottedBy("redistribution", id);
    const first = sumOf(granted, id);
    must(first <= mayHave, `${id}: decided ${first} is at most what was requisitioned or granted ${mayHave}`);
    const unpaid = standings(id).reduce((sum, one) => sum + one.unpaid, 0);
    must(unpaid === balance.payable, `${id}: what is payable was decided, and is not paid`);
    const corrected = decided.some(({ correction }) => correction !== undefined);
    must(corrected || first === onTheWay, `${id}: what is payable or paid was decided`);
    const now = standings(id).reduce((sum, one) => sum + one.amount, 0);
    must(
      balance.payable + balance.held + balance.consumed + balance.carriedOver <= now,
      `${id}: nobody keeps more than the decisions give with their corrections`,
    );
    const paidOrders = payments.filter(({ state }) => state === "paid");
    const cameBack = paidOrders.map(({ returned = [] }) => ({ lines: returned }));
    must(sumOf(paidOrders, id) - sumOf(cameBack, id) === out, `${id}: what is paid stands in a payment`);
    must(
      balance.consumed + balance.carriedOver + balance.repayable + balance.repaid + balance.held === out,
      `${id}: consumed, carried over, repayable and held are what was paid`,
    );
    const reported = reports.get(id)?.value;
    if (reported?.state !== "submitted")
      must(
        balance.held + takenBack(id) === out && balance.consumed + balance.carriedOver === 0,
        `${id}: nothing is consumed before it is reported`,
      );
  }
  return faults;
}

const back = new Map([
  ["held>repayable", 1],
  ["repayable>held", -1],
]);

const inAll = (balance: Balance): number =>
  recipientAccounts.reduce((sum, account) => sum + balance[account], 0);
const paidOf = (b: Balance): number => b.held + b.consumed + b.carriedOver + b.repayable + b.repaid;

function text({ recipients, ...totals }: RoundLedger): string {
  return canonical({ ...totals, recipients: Object.fromEntries(recipients) });
}

import {
  type Account,
  type Balance,
  type Posting,
  type RecipientAccount,
  recipientAccounts,
} from "../../shared/ledger.ts";
import { type RecipientId, recipientId, type RecipientKind } from "../../shared/recipient.ts";
import type { CaseKey } from "../../shared/case/case.ts";
import { collections, type Collection } from "./kept.ts";
import type { Head } from "./model.ts";
import { genesis } from "../audit.ts";

/** The single table: a partition key `pk` and a sort key `sk`, both text. Every item's address is made here. */
export interface Address {
  readonly pk: string;
  readonly sk: string;
}
export type Item = Address & Readonly<Record<string, unknown>>;

const sequence = (seq: number): string => String(seq).padStart(8, "0");

export const address = {
  head: (chain: string): Address => ({ pk: `chain#${chain}`, sk: "head" }),
  record: (chain: string, seq: number): Address => ({ pk: `chain#${chain}`, sk: `record#${sequence(seq)}` }),
  postings: (chain: string, seq: number, run: string, part: number): Address => ({
    pk: `postings#${chain}#${run}`,
    sk: `${sequence(seq)}#${sequence(part)}`,
  }),
  row: (collection: Collection, head: Head, recipient: RecipientId): Address => ({
    pk: partition(collection, head.chain, head.generations[collection]),
    sk: shortRecipient(recipient),
  }),
  decision: (round: string, id: string): Address => ({ pk: `chain#${round}`, sk: `decision#${id}` }),
  payment: (round: string, id: string): Address => ({ pk: `chain#${round}`, sk: `payment#${id}` }),
  document: (year: number, id: string): Address => ({ pk: `documents#${year}`, sk: id }),
  /** Rows of a document that nobody could place, in parts under a name that the document holds. */
  cells: (run: string, part: number): Address => ({ pk: `cells#${run}`, sk: sequence(part) }),
  entry: (kind: string, group: string, id: string): Address => ({ pk: `${kind}#${group}`, sk: id }),
  /** A file in parts of at most `bytesInOnePart`. */
  file: (sha256: string, part: number): Address => ({ pk: `file#${sha256}`, sk: sequence(part) }),
  population: (date: string): Address => ({ pk: "population", sk: date }),
  answer: (id: string): Address => ({ pk: `answer#${id}`, sk: "answer" }),
};

/** Names stand in every item and are paid for at every reading of a whole collection, so these are short. */
const shortNames: Readonly<Record<Collection, string>> = {
  balances: "bal",
  requisitions: "req",
  reportBacks: "rep",
  applications: "app",
  applicants: "apl",
  cases: "cas",
  reportAnswers: "ans",
};

export function partition(collection: Collection, chain: string, generation: string): string {
  return `${shortNames[collection]}#${chain}#${generation}`;
}

const shortKinds: Readonly<Record<RecipientKind, string>> = {
  municipality: "m",
  region: "r",
  ngo: "n",
  agency: "a",
};
const kinds = new Map(Object.entries(shortKinds).map(([kind, short]) => [short, kind as RecipientKind]));

/** "municipality:0180" as the sort key of a row, "m:0180". */
export function shortRecipient(recipient: RecipientId): string {
  const [kind, code] = recipient.split(":") as [RecipientKind, string];
  return `${shortKinds[kind]}:${code}`;
}

/** The cases of a document in few bytes: codes by round, since a sheet of all municipalities has 290 of them. */
export function keepCases(cases: readonly CaseKey[]): Readonly<Record<string, string>> {
  const rounds = [...new Set(cases.map(({ round }) => round))];
  const codes = (of: string): string =>
    cases.flatMap(({ round, recipient }) => (round === of ? [shortRecipient(recipient)] : [])).join(" ");
  return Object.fromEntries(rounds.map((round) => [round, codes(round)]));
}

export function restoreCases(kept: Readonly<Record<string, string>>): readonly CaseKey[] {
  return Object.entries(kept).flatMap(([round, codes]) =>
    codes.split(" ").map((code) => ({ round, recipient: longRecipient(code) })),
  );
}

export function longRecipient(sk: string): RecipientId {
  return recipientId({ kind: kinds.get(sk.slice(0, 1))!, code: sk.slice(2) });
}

const shortAccounts: Readonly<Record<RecipientAccount, string>> = {
  allotted: "a",
  payable: "p",
  held: "h",
  consumed: "c",
  carriedOver: "o",
  repayable: "r",
  repaid: "b",
};

/** A balance in its kept form: accounts at zero are left out. */
export function keepBalance(balance: Balance): Readonly<Record<string, number>> {
  const filled = recipientAccounts.filter((account) => balance[account] !== 0);
  return Object.fromEntries(filled.map((account) => [shortAccounts[account], balance[account]]));
}

export function restoreBalance(kept: Readonly<Record<string, unknown>>): Balance {
  const kronor = (account: RecipientAccount): number => Number(kept[shortAccounts[account]] ?? 0);
  return Object.fromEntries(recipientAccounts.map((account) => [account, kronor(account)])) as Record<
    RecipientAccount,
    number
  >;
}

export function unwrittenHead(chain: string): Head {
  return {
    chain,
    seq: 0,
    hash: genesis,
    generations: Object.fromEntries(collections.map((c) => [c, "0"])) as Record<Collection, string>,
    budget: 0,
    pool: 0,
    key: "none",
    keyDecision: null,
    closed: false,
    lastDay: null,
  };
}

/** A posting in its kept form; when it was recorded stands once, in the record. */
export type KeptPosting = readonly [
  recipient: RecipientId,
  from: Account,
  to: Account,
  amount: number,
  effectiveDate: string,
];

export function keep({ recipient, from, to, amount, effectiveDate }: Posting): KeptPosting {
  return [recipient, from, to, amount, effectiveDate];
}

export function restore(
  [recipient, from, to, amount, effectiveDate]: KeptPosting,
  recordedAt: string,
): Posting {
  return { recipient, from, to, amount, effectiveDate, recordedAt };
}

import type { Changed, RouteOutput } from "../../shared/api.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Posting } from "../../shared/ledger.ts";
import type { Round } from "../../shared/programme.ts";
import { type RecipientId, recipientKey } from "../../shared/recipient.ts";
import type { AuditRecord } from "../audit.ts";
import type { Context, Handlers } from "../context.ts";
import type { Head, RecordedAct } from "../store/model.ts";
import { atOneMoment } from "./change.ts";
import { namesOf } from "./names.ts";
import { repaymentOf } from "./repayments.ts";
import { roundsOfYear } from "./rounds.ts";

type ListedPosting = RouteOutput<"recipientPostings">["postings"][number];

interface ActsOfRound {
  readonly round: Round;
  readonly acts: readonly RecordedAct[];
}

function actsOf(
  { store }: Context,
  rounds: readonly Round[],
  heads: readonly Head[],
): Promise<readonly ActsOfRound[]> {
  return Promise.all(rounds.map(async (round, i) => ({ round, acts: await store.acts(heads[i]!) })));
}

export const postingHandlers = {
  /** Reads the rounds that take in the recipient's kind, and no other: postings are kept by act, not by recipient. */
  async recipientPostings({ year, recipient: id }, context) {
    const recipient = id as RecipientId;
    const { kind } = recipientKey(recipient);
    const rounds = roundsOfYear(year).filter((round) => round.kind === kind);
    const { perRound, name } = await atOneMoment(
      context,
      rounds.map((round) => round.id),
      async (heads) => ({
        perRound: await actsOf(context, rounds, heads),
        name: (await namesOf(context, rounds, heads))(recipient),
      }),
    );
    const postings = perRound.flatMap((one) => postingsIn(one, recipient));
    if (postings.length === 0)
      throw new Refusal(
        "not-found",
        `${name} har inte tilldelats några medel ${year}. Välj en annan mottagare.`,
      );
    return { recipient, name, postings: postings.sort(byDate) };
  },

  async changes({ year }, context) {
    const rounds = roundsOfYear(year);
    const perRound = await atOneMoment(
      context,
      rounds.map(({ id }) => id),
      (heads) => actsOf(context, rounds, heads),
    );
    return lastChanges(perRound);
  },
} satisfies Partial<Handlers>;

function postingsIn({ round, acts }: ActsOfRound, recipient: RecipientId): ListedPosting[] {
  const dnrOf = dnrFinder(acts);
  return acts.flatMap(({ record, postings }) =>
    postings
      .filter((posting) => posting.recipient === recipient)
      .map(({ from, to, amount, effectiveDate }) => ({
        round: round.id,
        date: effectiveDate,
        act: record.action,
        dnr: dnrOf(record),
        reference:
          repaymentOf(record) ??
          textIn(record, "reverses") ??
          textIn(record, "decision") ??
          textIn(record, "payment") ??
          textIn(record, "document"),
        from,
        to,
        amount,
        changed: changedBy(record),
      })),
  );
}

/** Oldest first; what counts from the same day stands in the order it was written. */
function byDate(a: ListedPosting, b: ListedPosting): number {
  return compare(a.date, b.date) || compare(a.changed.at, b.changed.at);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The registration number of an act; a payment has that of the decision it pays. */
function dnrFinder(acts: readonly RecordedAct[]): (record: AuditRecord) => string | null {
  const records = acts.map(({ record }) => record);
  const found = (key: string, value: string): ReadonlyMap<string, string> =>
    new Map(
      records.flatMap((record) => {
        const pair = [textIn(record, key), textIn(record, value)] as const;
        return pair[0] === null || pair[1] === null ? [] : [[pair[0], pair[1]]];
      }),
    );
  const decisions = found("payment", "decision");
  const numbers = found("decision", "dnr");
  return (record) =>
    textIn(record, "dnr") ?? numbers.get(decisions.get(textIn(record, "payment") ?? "") ?? "") ?? null;
}

function textIn({ details }: AuditRecord, name: string): string | null {
  const value = details[name];
  return typeof value === "string" ? value : null;
}

function changedBy({ actorName = "", at }: AuditRecord): Changed {
  return { by: actorName, at };
}

function lastChanges(perRound: readonly ActsOfRound[]): RouteOutput<"changes"> {
  const changes: Changed[] = [];
  const rounds = new Map<string, number>();
  const allocations = new Map<string, number>();
  const recipients = new Map<string, number>();
  const inOrder = perRound
    .flatMap(({ round, acts }) => acts.map((act) => ({ round, ...act })))
    .sort((a, b) => compare(a.record.at, b.record.at));
  for (const { round, record, postings } of inOrder) {
    const at = changes.push(changedBy(record)) - 1;
    if (postings.length > 0) rounds.set(round.id, at);
    if (concernsKey(record, postings)) allocations.set(round.id, at);
    for (const { recipient } of postings) recipients.set(recipient, at);
  }
  return {
    changes,
    rounds: Object.fromEntries(rounds),
    recipients: Object.fromEntries(recipients),
    allocations: Object.fromEntries(allocations),
  };
}

/** An act that prepares or fixes a key, or redistributes what was not requisitioned. */
function concernsKey({ details }: AuditRecord, postings: readonly Posting[]): boolean {
  return "key" in details || postings.some(({ from }) => from === "budget" || from === "pool");
}

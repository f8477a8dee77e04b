import type { RouteOutput } from "../../shared/api.ts";
import {
  type Balance,
  openRound,
  post,
  type Posting,
  recipientAccounts,
  type RoundLedger,
  sumBalances,
  sumPostings,
  unaccounted,
} from "../../shared/ledger.ts";
import type { Round } from "../../shared/programme.ts";
import { type RecipientId, recipientId } from "../../shared/recipient.ts";
import { type AuditRecord, brokenAt, canonical } from "../audit.ts";
import type { Context, Handlers } from "../context.ts";
import type { Head } from "../store/model.ts";
import { applicantChain } from "./applicants.ts";
import { atOneMoment, ledgerOf } from "./change.ts";
import { namesOf } from "./names.ts";
import { openingBalances } from "./opening-balances.ts";
import { type LoadedRound, loadRounds, missingIn, reportersIn } from "./report-rounds.ts";
import { isYearChain, roundOf, roundsOfYear, withMoney } from "./rounds.ts";
import { swedishDay } from "../../shared/swedish-day.ts";

/** Today's ledger is materialised; an earlier day's is the sum of the postings that counted by then. */
async function ledgerAsOf(
  context: Context,
  round: Round,
  head: Head,
  asOf: string | undefined,
): Promise<RoundLedger> {
  if (asOf === undefined) return await ledgerOf(context, round, head);
  const postings = await context.store.postings(head);
  return sumPostings(
    withMoney(round, head, asOf).amount,
    postings.filter(({ effectiveDate }) => effectiveDate <= asOf),
  );
}

interface Line {
  readonly round: number;
  readonly recipient: RecipientId;
  readonly balance: Balance;
}

export const balanceHandlers = {
  async balances({ year, asOf }, context) {
    const rounds = roundsOfYear(year);
    const { ledgers, names } = await atOneMoment(
      context,
      rounds.map(({ id }) => id),
      async (heads) => ({
        ledgers: await Promise.all(rounds.map((round, i) => ledgerAsOf(context, round, heads[i]!, asOf))),
        names: await namesOf(context, rounds, heads),
      }),
    );
    const day = asOf ?? swedishDay(context.now());
    // An old sheet says no day: what it tells of a year holds when the year has ended.
    const imported = day < `${year}-12-31` ? [] : await openingBalances(context, year);
    const lines: Line[] = ledgers.flatMap(({ recipients }, round) =>
      [...recipients]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([recipient, balance]) => ({ round, recipient, balance })),
    );
    return {
      year,
      asOf: day,
      roundIds: rounds.map(({ id }) => id),
      rounds: lines.map(({ round }) => round),
      recipients: lines.map(({ recipient }) => recipient),
      names: lines.map(({ recipient }) => names(recipient)),
      accounts: Object.fromEntries(
        recipientAccounts.map((account) => [account, lines.map(({ balance }) => balance[account])]),
      ) as RouteOutput<"balances">["accounts"],
      totals: ledgers.map((ledger) => ({
        amount: ledger.amount,
        budget: ledger.budget,
        pool: ledger.pool,
        unaccounted: unaccounted(ledger),
      })),
      imported: imported.map(({ kind, code, name, amounts, file, sheet, cell, import: id }) => ({
        recipient: recipientId({ kind, code }),
        ...{ name, amounts, import: id, file },
        place: `${sheet}!${cell}`,
      })),
    };
  },

  /** Where each round of a year stands, and which documents have come in. */
  async status({ year }, context) {
    const rounds = roundsOfYear(year);
    const { loaded, perRound } = await atOneMoment(
      context,
      rounds.map(({ id }) => id),
      async (heads) => {
        const read = await loadRounds(context, rounds, heads);
        return { loaded: read, perRound: await Promise.all(read.map((one) => statusOf(context, one))) };
      },
    );
    const reporters = reportersIn(loaded).size;
    const documents = await context.store.documents(year);
    return {
      year,
      rounds: perRound,
      reporters,
      reported: reporters - missingIn(loaded, swedishDay(context.now())).size,
      documents: documents.map(({ id, type, name, sha256, received, registeredAt }) => ({
        id,
        type,
        name,
        sha256,
        received,
        registeredAt,
      })),
    };
  },

  /**
   * The audit chain of a round, of a year, of the numbers given to applicants, or of "system", with the first record that has been tampered with, in itself,
   * in its postings or in the decisions and payment orders that it wrote. Intact also says that the balances in use are
   * what the postings come to.
   */
  async audit({ chain }, context) {
    const isOfRound = chain !== "system" && chain !== applicantChain && !isYearChain(chain);
    const round = isOfRound ? roundOf(chain) : null;
    const { records, broken, balanced } = await atOneMoment(
      context,
      [round?.id ?? chain],
      async ([head]) => await audited(context, round, head!),
    );
    return {
      intact: broken === null && balanced,
      brokenAt: broken,
      records: records.map((record) => {
        const { seq, at, actor, action, hash } = record;
        return { seq, at, actor, action, ...(round === null ? noMoney : moneyIn(record)), hash };
      }),
    };
  },
} satisfies Partial<Handlers>;

const noMoney = { recipients: 0, total: 0 };

/** How many recipients an act in a round was about and the kronor of it, as it says; before that was kept, of its postings. */
function moneyIn({ details, postings }: AuditRecord): typeof noMoney {
  const { recipients, total } = details;
  return typeof recipients === "number" && typeof total === "number"
    ? { recipients, total }
    : { recipients: postings.count, total: postings.total };
}

async function audited(
  context: Context,
  round: Round | null,
  head: Head,
): Promise<{ records: readonly AuditRecord[]; broken: number | null; balanced: boolean }> {
  const records = await context.store.records(head);
  const inPostings = await context.store.postingsBrokenAt(head);
  const found = [brokenAt(records, head), inPostings].filter((seq) => seq !== null);
  // Records that are not what was written say nothing of papers.
  const broken = found.length > 0 ? Math.min(...found) : await context.store.papersBrokenAt(head);
  const balanced = broken !== null || round === null || (await isBalanced(context, round, head));
  return { records, broken, balanced };
}

/** Whether the balances in use are the fold of the postings. */
async function isBalanced(context: Context, round: Round, head: Head): Promise<boolean> {
  const inUse = await ledgerOf(context, round, head);
  const folded = foldOf(withMoney(round, head), await context.store.postings(head));
  return folded !== null && comparable(inUse) === comparable(folded);
}

function foldOf(round: Round, postings: readonly Posting[]): RoundLedger | null {
  try {
    return post(openRound(round.amount), postings);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function comparable({ recipients, ...totals }: RoundLedger): string {
  return canonical({ ...totals, recipients: Object.fromEntries(recipients) });
}

async function statusOf(
  { store }: Context,
  { round, head, ledger }: LoadedRound,
): Promise<RouteOutput<"status">["rounds"][number]> {
  const requisitions = await store.rows(head, "requisitions");
  const states = [...requisitions.values()].map(({ value }) => value.state);
  return {
    id: round.id,
    name: round.name,
    kind: round.kind,
    amount: ledger.amount,
    key: head.key,
    closed: head.closed,
    requisitions: states.filter((state) => state === "submitted").length,
    returned: states.filter((state) => state === "returned").length,
    budget: ledger.budget,
    pool: ledger.pool,
    accounts: sumBalances(ledger.recipients.values()),
    unaccounted: unaccounted(ledger),
    assumptions: [...round.assumptions],
  };
}

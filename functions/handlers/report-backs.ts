import { type Balance, emptyBalance, paid } from "../../shared/ledger.ts";
import type { Round } from "../../shared/programme.ts";
import { type RecipientId, recipientKey } from "../../shared/recipient.ts";
import { type ReadReportBack, validateReportBacks } from "../../shared/report-back/validate.ts";
import type { Context, Handlers } from "../context.ts";
import type { Head, ReportBackRow, RowsOf, Versioned } from "../store/model.ts";
import { atOneMoment, chainChange, change, ledgerOf, type Move } from "./change.ts";
import { answering } from "./completions.ts";
import { changedIn, documentOf, refuseStale } from "./documents.ts";
import { namesOf } from "./names.ts";
import { roundsOfYear } from "./rounds.ts";
import { swedishDay } from "../../shared/swedish-day.ts";

/** A year's rounds with what each recipient has in them. A report covers the year: all rounds of its kind. */
interface LoadedRound {
  readonly round: Round;
  readonly head: Head;
  readonly balances: ReadonlyMap<RecipientId, Balance>;
  readonly reports: RowsOf<"reportBacks">;
}

async function load(
  context: Context,
  rounds: readonly Round[],
  heads: readonly Head[],
): Promise<LoadedRound[]> {
  return await Promise.all(
    rounds.map(async (round, i) => ({
      round,
      head: heads[i]!,
      balances: (await ledgerOf(context, round, heads[i]!)).recipients,
      reports: await context.store.rows(heads[i]!, "reportBacks"),
    })),
  );
}

function paidInYear(loaded: readonly LoadedRound[]): Map<RecipientId, number> {
  const sums = new Map<RecipientId, number>();
  for (const { balances } of loaded) {
    for (const [id, balance] of balances) {
      const kronor = paid(balance);
      if (kronor > 0) sums.set(id, (sums.get(id) ?? 0) + kronor);
    }
  }
  return sums;
}

/**
 * The postings of a good report in one round: what was consumed is taken from the oldest round first, and what is
 * left of the money held is repayable. `before` is what earlier rounds hold and so take of it first.
 */
function movesIn(recipient: RecipientId, { consumed }: ReadReportBack, held: number, before: number): Move[] {
  const here = Math.min(held, Math.max(0, consumed - before));
  const moves: Move[] = [
    { recipient, from: "held", to: "consumed", amount: here },
    { recipient, from: "held", to: "repayable", amount: held - here },
  ];
  return moves.filter(({ amount }) => amount > 0);
}

interface Booking {
  readonly moves: readonly Move[];
  readonly rows: Map<RecipientId, Versioned<ReportBackRow>>;
}

/** Per round: the money that the reports move, and (in the round that holds the kind's cases) the reports themselves. */
function bookings(
  loaded: readonly LoadedRound[],
  reports: readonly ReadReportBack[],
  names: (id: RecipientId) => string,
  document: { readonly id: string; readonly received: string },
): Booking[] {
  const known = new Set<RecipientId>();
  const first = reports.filter(({ recipient }) => {
    if (recipient === null || known.has(recipient)) return false;
    known.add(recipient);
    return true;
  });
  const earlier = new Map(loaded.flatMap(({ reports: rows }) => [...rows]));
  // A report that stands is not replaced by a new one: it is corrected by decision.
  const open = first.filter(({ recipient }) => earlier.get(recipient!)?.value.state !== "submitted");
  return loaded.map(({ round, balances, reports: rows }, at) => {
    const here = open.filter(({ recipient }) => recipient!.startsWith(`${round.kind}:`));
    const moves = here
      .filter(({ faults }) => faults.length === 0)
      .flatMap((report) => {
        const id = report.recipient!;
        const before = loaded
          .slice(0, at)
          .reduce((sum, one) => sum + (one.balances.get(id) ?? emptyBalance).held, 0);
        return movesIn(id, report, (balances.get(id) ?? emptyBalance).held, before);
      });
    if (round.topUpOf !== null) return { moves, rows: new Map() };
    return {
      moves,
      rows: new Map(
        here.map((report) => [
          report.recipient!,
          {
            version: rows.get(report.recipient!)?.version ?? 0,
            value: rowOf(report, names(report.recipient!), document),
          },
        ]),
      ),
    };
  });
}

function rowOf(
  { consumed, repaid, reasons, received, faults }: ReadReportBack,
  name: string,
  document: { readonly id: string; readonly received: string },
): ReportBackRow {
  const good = faults.length === 0;
  return {
    name,
    state: good ? "submitted" : "returned",
    received: received ?? document.received,
    document: document.id,
    consumed: good ? consumed : 0,
    repaid: good ? repaid : 0,
    reasons,
    faults,
  };
}

export const reportBackHandlers = {
  async validateReportBacks(input, context) {
    const rounds = roundsOfYear(input.year);
    const loaded = await load(context, rounds, await context.store.heads(rounds.map(({ id }) => id)));
    const today = swedishDay(context.now());
    const { problems, rowCount } = validateReportBacks(input, { paid: paidInYear(loaded), today });
    return {
      rowCount,
      withoutProblems: rowCount - new Set(problems.map(({ row }) => row)).size,
      problems: [...problems],
    };
  },

  async registerReportBacks(input, context) {
    const rounds = roundsOfYear(input.year);
    return await change(
      context,
      rounds.map(({ id }) => id),
      async (heads, at) => {
        const loaded = await load(context, rounds, heads);
        await refuseStale(
          context,
          input.year,
          input.expected,
          loaded.map(({ reports }) => reports),
        );
        const validation = validateReportBacks(input, { paid: paidInYear(loaded), today: swedishDay(at) });
        const { received, file } = input.document;
        const id = `aterrapporter-${file.sha256.slice(0, 16)}`;
        const names = await namesOf(context, rounds, heads);
        const booked = bookings(loaded, validation.reports, names, { id, received });
        const cases = booked.flatMap(({ rows }, i) =>
          [...rows.keys()].map((recipient) => ({ round: rounds[i]!.id, recipient })),
        );
        const answered = await answering(context, cases, heads, id, received, "report");
        const parts = loaded.map((one, i) => ({ ...one, ...booked[i]!, answered: answered[i]!.rows }));
        const touched = parts.filter(({ moves, rows }) => moves.length > 0 || rows.size > 0);
        const chains = await Promise.all(
          // A document that changes nothing has come in all the same, and the first chain says so.
          (touched.length > 0 ? touched : parts.slice(0, 1)).map(
            ({ round, head, moves, rows, answered: completed }) =>
              chainChange(context, round, head, at, {
                action: "återrapporter registrerade",
                details: { document: id, sha256: file.sha256, reports: rows.size },
                effectiveDate: head.paidOn !== null && head.paidOn > received ? head.paidOn : received,
                moves,
                rows: {
                  ...(rows.size > 0 && { reportBacks: rows }),
                  ...(completed.size > 0 && { cases: completed }),
                },
              }),
          ),
        );
        const states = booked.flatMap(({ rows }) => [...rows.values()].map(({ value }) => value.state));
        const unidentified = validation.reports
          .filter(({ recipient }) => recipient === null)
          .map(({ row }) => row);
        return {
          chains,
          documents: [
            await documentOf(
              context,
              input,
              { id, type: "report-backs", rows: validation.rowCount, cases, unidentified },
              at,
            ),
          ],
          answer: {
            document: id,
            registered: states.filter((state) => state === "submitted").length,
            returned: states.filter((state) => state === "returned").length,
            unidentified: unidentified.length,
          },
        };
      },
    );
  },

  async reportBacks({ year }, context) {
    const rounds = roundsOfYear(year);
    const [loaded, changedOf] = await Promise.all([
      atOneMoment(
        context,
        rounds.map(({ id }) => id),
        (heads) => load(context, rounds, heads),
      ),
      changedIn(context, year),
    ]);
    const sums = paidInYear(loaded);
    return {
      reportBacks: loaded.flatMap(({ reports }) =>
        [...reports].sort(byId).map(([id, { version, value }]) => ({
          ...recipientKey(id),
          name: value.name,
          state: value.state,
          received: value.received,
          document: value.document,
          paid: sums.get(id) ?? 0,
          consumed: value.consumed,
          repaid: value.repaid,
          reasons: [...value.reasons],
          version,
          changed: changedOf(value),
        })),
      ),
    };
  },

  /** Recipients that were paid and whose report has not come in, or was returned. */
  async missingReportBacks({ year }, context) {
    const rounds = roundsOfYear(year);
    const { loaded, names } = await atOneMoment(
      context,
      rounds.map(({ id }) => id),
      async (heads) => ({
        loaded: await load(context, rounds, heads),
        names: await namesOf(context, rounds, heads),
      }),
    );
    const good = new Set(
      loaded.flatMap(({ reports }) =>
        [...reports].filter(([, { value }]) => value.state === "submitted").map(([id]) => id),
      ),
    );
    return {
      missing: [...paidInYear(loaded)]
        .filter(([id]) => !good.has(id))
        .sort(byId)
        .map(([id, kronor]) => ({
          ...recipientKey(id),
          name: names(id),
          paid: kronor,
          dueBy: rounds.find(({ kind }) => kind === recipientKey(id).kind)!.reportBy,
        })),
    };
  },
} satisfies Partial<Handlers>;

function byId([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

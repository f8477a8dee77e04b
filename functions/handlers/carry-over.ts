import type { CarryOverTerms } from "../../shared/decision/carry-over.ts";
import { Refusal } from "../../shared/errors.ts";
import { emptyBalance, sumBalances } from "../../shared/ledger.ts";
import { onTheirDays } from "../../shared/ledger-days.ts";
import { formatKronor } from "../../shared/money.ts";
import { recipientId, type RecipientKey } from "../../shared/recipient.ts";
import { oldestFirst } from "../../shared/report-back/booking.ts";
import type { Context, Handlers } from "../context.ts";
import type { CarriedOver, Decision, ReportBackRow } from "../store/kept.ts";
import type { ChainChange } from "../store/model.ts";
import { type Act, chainChange, change, type Decided, type Move } from "./change.ts";
import { decidedNow, type DecisionAct, preparedDecision } from "./deciding.ts";
import { refuseBefore, refuseSamePerson } from "./decision.ts";
import { awaitingDecision, type LoadedRound, loadRounds, withPostings } from "./report-rounds.ts";
import { roundsOfYear } from "./rounds.ts";

/** What became of money that a report carries over: the moves in each round, and what is kept with the report. */
interface Carried {
  readonly act: Pick<Act, "action" | "details" | "effectiveDate">;
  readonly moves: readonly (readonly Omit<Move, "recipient">[])[];
  readonly kept: CarriedOver;
  readonly decision?: Decision;
}

type Standing = Omit<ReportBackRow, "proposed">;

interface Told {
  readonly round: string;
  readonly decision: string | null;
  readonly carriedOver: number;
  readonly consumed: number;
  readonly repayable: number;
}

/** An act on what the report that stands carries over, in all rounds of the year that the recipient's kind has. */
async function onReport(
  context: Context,
  { year, ...key }: RecipientKey & { readonly year: number },
  decide: (loaded: readonly LoadedRound[], report: Standing, home: LoadedRound) => Carried | Promise<Carried>,
): Promise<Told> {
  const rounds = roundsOfYear(year).filter(({ kind }) => kind === key.kind);
  const id = recipientId(key);
  return await change(
    context,
    rounds.map((round) => round.id),
    async (heads, at): Promise<Decided<Told>> => {
      const loaded = await loadRounds(context, rounds, heads, [id]);
      const home = loaded.findIndex(({ reports }) => reports.get(id)?.value.state === "submitted");
      const row = loaded[home]?.reports.get(id);
      if (row === undefined)
        throw new Refusal(
          "not-found",
          "Mottagaren har ingen återrapport i ordning för året. Registrera den först.",
        );
      const { act, moves, kept, decision } = await decide(loaded, row.value, loaded[home]!);
      const value: ReportBackRow = { ...row.value, carryOver: kept };
      const touched = await Promise.all(
        loaded.flatMap(({ round, head }, i): Promise<ChainChange>[] => {
          const here = moves[i]!.filter((move) => move.amount > 0).map((move) => ({
            ...move,
            recipient: id,
          }));
          if (i !== home && here.length === 0) return [];
          const rows = { reportBacks: new Map([[id, { version: row.version, value }]]) };
          return [
            chainChange(context, round, head, at, {
              ...act,
              details: { ...act.details, recipient: id },
              moves: here,
              ...(i === home && { rows }),
            }),
          ];
        }),
      );
      const after = { ...sumBalances(loaded.map(({ balances }) => balances.get(id) ?? emptyBalance)) };
      for (const { from, to, amount } of moves.flat()) {
        if (from in after) after[from as keyof typeof after] -= amount;
        if (to in after) after[to as keyof typeof after] += amount;
      }
      const { carriedOver, consumed, repayable } = after;
      return {
        chains: touched,
        ...(decision && { decisions: [decision] }),
        answer: {
          round: loaded[home]!.round.id,
          decision: decision?.id ?? null,
          ...{ carriedOver, consumed, repayable },
        },
      };
    },
  );
}

export const carryOverHandlers = {
  /** Decides how much of what a report asks to carry over may be; what may not is to be paid back. */
  async decideCarryOver({ amount, lastDay, kind, code, year, ...act }, context) {
    const { date, dnr, ground } = act;
    const id = recipientId({ kind, code });
    const { decision, ...told } = await onReport(
      context,
      { kind, code, year },
      async (loaded, report, home) => {
        const waiting = awaitingDecision(loaded, id, report);
        if (waiting === 0)
          throw new Refusal(
            "wrong-state",
            `${report.name} har inga medel som väntar på beslut om överföring. Hämta återrapporterna på nytt.`,
          );
        if (amount > waiting)
          throw new Refusal(
            "rules-broken",
            `${report.name} har ${formatKronor(waiting)} kronor som väntar på beslut om överföring. Ange högst det.`,
            { most: waiting },
          );
        if (lastDay <= `${year}-12-31`)
          throw new Refusal(
            "rules-broken",
            `Sista förbrukningsdag ${lastDay} ligger inte efter ${year}. Ange en dag då det överförda senast ska vara förbrukat.`,
          );
        refuseBefore(date, report.received, "återrapporten");
        const held = loaded.map(({ balances }) => (balances.get(id) ?? emptyBalance).held);
        const carried = oldestFirst(held, amount);
        const left = held.map((kronor, i) => kronor - carried[i]!);
        const back = oldestFirst(left, waiting - amount);
        const terms = { lastDay, repayable: waiting - amount };
        const made = await decidedOn(context, home, report, { code, amount, terms }, act);
        return {
          decision: made,
          act: {
            action: "överföring beslutad",
            details: { decision: made.id, dnr, ground, ...terms, total: amount },
            effectiveDate: date,
          },
          moves: held.map((_, i) => [
            { from: "held", to: "carriedOver", amount: carried[i]! },
            { from: "held", to: "repayable", amount: back[i]! },
          ]),
          kept: {
            amount: amount + (report.carryOver?.amount ?? 0),
            date,
            lastDay,
            accounted: null,
          },
        };
      },
    );
    return { ...told, decision: decision! };
  },

  /** What of the money carried over was consumed by its last day; the rest is to be paid back. */
  async accountCarriedOver({ consumed, date, dnr, ...of }, context) {
    const id = recipientId(of);
    const {
      carriedOver,
      consumed: all,
      repayable,
    } = await onReport(context, of, async (loaded, { name, carryOver }) => {
      if (carryOver === undefined || carryOver.accounted !== null)
        throw new Refusal(
          "wrong-state",
          `${name} har inga beslutade överförda medel att redovisa. Besluta om överföringen först.`,
        );
      const there = loaded.map(({ balances }) => (balances.get(id) ?? emptyBalance).carriedOver);
      const most = there.reduce((sum, kronor) => sum + kronor, 0);
      if (consumed > most)
        throw new Refusal(
          "rules-broken",
          `${name} har ${formatKronor(most)} kronor överförda. Högst det kan vara förbrukat.`,
          { most },
        );
      refuseBefore(date, carryOver.date, "beslutet om överföring");
      const spent = oldestFirst(there, consumed);
      const lastDay = carryOver.lastDay < date ? carryOver.lastDay : date;
      const posted = await withPostings(context, loaded);
      return {
        act: {
          action: "överförda medel redovisade",
          details: { dnr, consumed, repayable: most - consumed },
          effectiveDate: date,
        },
        // Consumed by its last day, but for what was let over after it.
        moves: there.map((kronor, i) => [
          ...onTheirDays(posted[i]!.balances.get(id) ?? emptyBalance, posted[i]!.postings.get(id) ?? [], [
            { from: "carriedOver", to: "consumed", amount: spent[i]!, effectiveDate: lastDay },
          ]),
          { from: "carriedOver", to: "repayable", amount: kronor - spent[i]! },
        ]),
        kept: { ...carryOver, accounted: { consumed, repayable: most - consumed, date, dnr } },
      };
    });
    return { carriedOver, consumed: all, repayable };
  },
} satisfies Partial<Handlers>;

/**
 * The decision, made by the caller on what another has prepared: who registered the report has, and presents it when
 * nobody else is named. Nobody decides what they have prepared or presented.
 */
async function decidedOn(
  context: Context,
  { round, head }: LoadedRound,
  report: Standing,
  { code, amount, terms }: { readonly code: string; readonly amount: number; readonly terms: CarryOverTerms },
  act: DecisionAct,
): Promise<Decision> {
  const { principal, store } = context;
  const document = (await store.documents(round.year)).find(({ id }) => id === report.document);
  const preparedBy = document?.registeredBy ?? "";
  refuseSamePerson(
    context,
    preparedBy,
    "Den som har registrerat återrapporten har berett ärendet och kan inte besluta om överföringen.",
  );
  if ([principal.id, principal.name].includes(act.presentedBy ?? ""))
    throw new Refusal(
      "four-eyes",
      "Den som föredrar ärendet kan inte besluta om överföringen. Be en kollega.",
    );
  const prepared = preparedDecision(context, round, {
    id: `overforing-${head.seq + 1}`,
    kind: "carryOver",
    parameters: null,
    lines: [{ code, amount }],
    total: amount,
    carryOver: terms,
  });
  const people = { [preparedBy]: document?.registeredByName ?? preparedBy };
  return await decidedNow(context, { ...prepared, preparedBy, presentedBy: preparedBy, people }, act);
}

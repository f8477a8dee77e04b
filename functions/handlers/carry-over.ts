import type { RouteOutput } from "../../shared/api.ts";
import { Refusal } from "../../shared/errors.ts";
import { emptyBalance, sumBalances } from "../../shared/ledger.ts";
import { formatKronor } from "../../shared/money.ts";
import { recipientId, type RecipientKey } from "../../shared/recipient.ts";
import { oldestFirst } from "../../shared/report-back/booking.ts";
import type { Context, Handlers } from "../context.ts";
import type { ChainChange, CarriedOver, ReportBackRow } from "../store/model.ts";
import { type Act, chainChange, change, type Decided, type Move } from "./change.ts";
import { refuseWithoutGround } from "./deciding.ts";
import { refuseBefore } from "./decision.ts";
import { countsFrom } from "./report-booking.ts";
import { awaitingDecision, type LoadedRound, loadRounds } from "./report-rounds.ts";
import { roundsOfYear } from "./rounds.ts";

/** What became of money that a report carries over: the moves in each round, and what is kept with the report. */
interface Carried {
  readonly act: Pick<Act, "action" | "details" | "effectiveDate">;
  readonly moves: readonly (readonly Omit<Move, "recipient">[])[];
  readonly kept: CarriedOver;
}

type Standing = Omit<ReportBackRow, "proposed">;

/** An act on what the report that stands carries over, in all rounds of the year that the recipient's kind has. */
async function onReport(
  context: Context,
  { year, ...key }: RecipientKey & { readonly year: number },
  decide: (loaded: readonly LoadedRound[], report: Standing) => Carried,
): Promise<RouteOutput<"decideCarryOver">> {
  const rounds = roundsOfYear(year).filter(({ kind }) => kind === key.kind);
  const id = recipientId(key);
  return await change(
    context,
    rounds.map((round) => round.id),
    async (heads, at): Promise<Decided<RouteOutput<"decideCarryOver">>> => {
      const loaded = await loadRounds(context, rounds, heads, [id]);
      const home = loaded.findIndex(({ reports }) => reports.get(id)?.value.state === "submitted");
      const row = loaded[home]?.reports.get(id);
      if (row === undefined)
        throw new Refusal(
          "not-found",
          "Mottagaren har ingen återrapport i ordning för året. Registrera den först.",
        );
      const { act, moves, kept } = decide(loaded, row.value);
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
      return { chains: touched, answer: { carriedOver, consumed, repayable } };
    },
  );
}

export const carryOverHandlers = {
  /** Decides how much of what a report asks to carry over may be; what may not is to be paid back. */
  async decideCarryOver({ amount, date, dnr, ground, lastDay, ...of }, context) {
    refuseWithoutGround(ground, "Beslutet om överföring");
    const id = recipientId(of);
    return await onReport(context, of, (loaded, report) => {
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
      if (lastDay <= `${of.year}-12-31`)
        throw new Refusal(
          "rules-broken",
          `Sista förbrukningsdag ${lastDay} ligger inte efter ${of.year}. Ange en dag då det överförda senast ska vara förbrukat.`,
        );
      for (const { head } of loaded) refuseBefore(date, countsFrom(head, report.received), "återrapporten");
      const held = loaded.map(({ balances }) => (balances.get(id) ?? emptyBalance).held);
      const carried = oldestFirst(held, amount);
      const left = held.map((kronor, i) => kronor - carried[i]!);
      const back = oldestFirst(left, waiting - amount);
      return {
        act: {
          action: "överföring beslutad",
          details: { dnr, ground, lastDay, total: amount, repayable: waiting - amount },
          effectiveDate: date,
        },
        moves: held.map((_, i) => [
          { from: "held", to: "carriedOver", amount: carried[i]! },
          { from: "held", to: "repayable", amount: back[i]! },
        ]),
        kept: {
          amount: amount + (report.carryOver?.amount ?? 0),
          date,
          dnr,
          ground,
          lastDay,
          by: context.principal.name,
          accounted: null,
        },
      };
    });
  },

  /** What of the money carried over was consumed by its last day; the rest is to be paid back. */
  async accountCarriedOver({ consumed, date, dnr, ...of }, context) {
    const id = recipientId(of);
    return await onReport(context, of, (loaded, { name, carryOver }) => {
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
      const effectiveDate = lastDay > carryOver.date ? lastDay : carryOver.date;
      return {
        act: {
          action: "överförda medel redovisade",
          details: { dnr, consumed, repayable: most - consumed },
          effectiveDate: date,
        },
        moves: there.map((kronor, i) => [
          { from: "carriedOver", to: "consumed", amount: spent[i]!, effectiveDate },
          { from: "carriedOver", to: "repayable", amount: kronor - spent[i]! },
        ]),
        kept: { ...carryOver, accounted: { consumed, date, dnr } },
      };
    });
  },
} satisfies Partial<Handlers>;

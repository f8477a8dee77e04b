import { amountsNow, type CorrectionLine, standingOf } from "../../shared/decision/amounts.ts";
import { correctionFaults } from "../../shared/decision/correction.ts";
import { payingKinds } from "../../shared/decision/kinds.ts";
import { Refusal } from "../../shared/errors.ts";
import { allottedInAll, emptyBalance } from "../../shared/ledger.ts";
import { formatKronor } from "../../shared/money.ts";
import { recipientId } from "../../shared/recipient.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import type { RouteInput, RouteOutput } from "../../shared/api.ts";
import type { Context, Handlers } from "../context.ts";
import type { Decision } from "../store/kept.ts";
import { ended } from "./answering.ts";
import { bookCorrection, correctedBy, roundCase, unusedOf } from "./booking.ts";
import { actOnCases, askedForAs, roundsOfCase, rowOf, theCase } from "./case-facts.ts";
import { chainChange, change } from "./change.ts";
import { preparedDecision, refuseWithoutGround } from "./deciding.ts";
import { refuseBefore } from "./decision.ts";
import { caseRound, roundOf } from "./rounds.ts";
import { warned, warningsOnDecision } from "./warnings.ts";

export const correctionHandlers = {
  /** Rättelse, ändring or återkallelse of a decision that was made: decided anew, and the first one stands beside it. */
  async prepareCorrection({ round: id, decision: corrects, act, legalGround, ground, lines }, context) {
    const round = roundOf(id);
    return await change(context, [round.id, caseRound(round).id], async ([head, caseHead], at) => {
      const on = await roundCase(context, round, head!, caseHead!);
      const original = correctedBy(on, corrects);
      const now = amountsNow(original, on.decisions);
      const asked = lines.map(({ code, amount }) => ({
        code,
        before: amountIn(now, code, original),
        amount,
        reclaimed: 0,
        claimed: 0,
      }));
      const faults = correctionFaults(
        {
          act,
          ground: legalGround,
          lines: asked.map(({ code, before, amount }) => ({ code, before, after: amount })),
        },
        swedishDay(at),
      );
      if (faults.length > 0) throw new Refusal("rules-broken", faults.join(" "), { faults });
      const prepared = preparedDecision(context, round, {
        id: `andring-${head!.seq + 1}`,
        kind: "correction",
        parameters: null,
        ground,
        correction: { corrects, act, ground: legalGround },
        lines: asked,
        total: asked.reduce((sum, { amount }) => sum + amount, 0),
      });
      refuseWithoutGround(ground, prepared.id);
      // What cannot be booked now is said now, not when it is to be decided; and the draft says what would be claimed.
      const decision: Decision = { ...prepared, lines: (await bookCorrection(context, on, prepared)).lines };
      const chain = await chainChange(context, round, head!, at, {
        action: "ändring av beslut förberedd",
        details: { decision: decision.id, corrects, act, legalGround },
        effectiveDate: swedishDay(at),
      });
      const warnings = await warningsOnDecision(context, on, decision, swedishDay(at));
      return {
        chains: [chain],
        decisions: [decision],
        answer: warned({ id: decision.id, recipients: asked.length, total: decision.total }, warnings),
      };
    });
  },

  /** The recipient declines (avstår) what it has not been paid, decided or only allotted. Registered, not decided. */
  async decline(asked, context) {
    const { round: id, code, decision: from, amount, date, dnr } = asked;
    if (from === null) return await declineAllotted(asked, context);
    const round = roundOf(id);
    return await change(context, [round.id, caseRound(round).id], async ([head, caseHead], at) => {
      const on = await roundCase(context, round, head!, caseHead!);
      const recipient = recipientId({ kind: round.kind, code });
      const original = correctedBy(on, from, payingKinds);
      refuseBefore(date, original.date ?? date, "beslutet");
      const before = amountIn(amountsNow(original, on.decisions), code, original);
      const { unpaid } = standingOf(original, code, on.decisions, await context.store.payments(round.id));
      const declined = declinedOf(amount, unpaid, `beslutat och inte utbetalat i ${from}`);
      const line: CorrectionLine = { code, before, amount: before - declined, reclaimed: 0, claimed: 0 };
      const decision: Decision = {
        ...preparedDecision(context, round, {
          id: `avstar-${head!.seq + 1}`,
          kind: "correction",
          parameters: null,
          ground: "Mottagaren har avstått från medlen.",
          correction: { corrects: from, act: "declined", ground: null },
          lines: [line],
          total: line.amount,
        }),
        state: "decided",
        date,
        dnr,
      };
      const booking = await bookCorrection(context, on, decision);
      const chain = await chainChange(context, round, head!, at, {
        action: declining,
        effectiveDate: date,
        details: { dnr, recipient, corrects: from, decision: decision.id },
        moves: booking.moves,
      });
      return {
        chains: [chain],
        decisions: [{ ...decision, lines: booking.lines }],
        payments: booking.payments,
        answer: { id: decision.id, recipients: 1, total: declined },
      };
    });
  },
} satisfies Partial<Handlers>;

const declining = "mottagaren avstår";

/** Declining what is not decided: of all the money of a case it ends the case, with what was asked for in it. */
async function declineAllotted(
  { round: id, code, amount, date, dnr }: RouteInput<"decline">,
  context: Context,
): Promise<RouteOutput<"decline">> {
  const round = roundOf(id);
  const rounds = roundsOfCase(caseRound(round));
  const recipient = recipientId({ kind: round.kind, code });
  const chains = rounds.map((one) => one.id);
  return await change(context, chains, async (heads, at) => {
    const { cases, facts } = await theCase(context, { round: rounds[0]!.id, recipient }, heads);
    const own = chains.indexOf(round.id);
    const { allotted } = cases.balances[own]!.get(recipient) ?? emptyBalance;
    const declined = declinedOf(amount, allotted, `tilldelat och inte beslutat i ${round.name}`);
    const act = `avstar-${heads[own]!.seq + 1}`;
    const chain = await chainChange(context, round, heads[own]!, at, {
      action: declining,
      effectiveDate: date,
      details: { dnr, recipient },
      moves: [{ recipient, from: "allotted", to: unusedOf(round), amount: declined }],
    });
    const answer = { id: act, recipients: 1, total: declined };
    const isAll =
      declined === allottedInAll(facts.balance) && facts.decisions.every(({ state }) => state !== "decided");
    if (!isAll) return { chains: [chain], answer };
    const { version, value } = rowOf(cases, recipient);
    const completions = ended(value.completions, date);
    const [caseChain, ...others] = actOnCases(
      cases,
      { action: declining, details: { recipient, declined: act } },
      {
        cases: new Map([
          [recipient, { version, value: { ...value, completions, declined: { id: act, date } } }],
        ]),
      },
      askedForAs(cases, [recipient], "withdrawn"),
    );
    // The case is kept in the round that a top-up tops up; the money moves where it was allotted.
    return own === 0
      ? { chains: [{ ...chain, rows: { ...chain.rows, ...caseChain!.rows } }, ...others], answer }
      : { chains: [chain, caseChain!], answer };
  });
}

function amountIn(amounts: ReadonlyMap<string, number>, code: string, { id }: Decision): number {
  const amount = amounts.get(code);
  if (amount !== undefined) return amount;
  throw new Refusal(
    "rules-broken",
    `Mottagare ${code} finns inte i beslutet ${id}. Välj det beslut som gäller mottagaren.`,
    { code },
  );
}

/** Kronor declined: all there is when nothing else is said. */
function declinedOf(asked: number | null, most: number, what: string): number {
  const declined = asked ?? most;
  if (declined > 0 && declined <= most) return declined;
  if (most === 0)
    throw new Refusal(
      "rules-broken",
      `Mottagaren har inget ${what} att avstå från. Kontrollera mottagare och beslut; det som är utbetalat betalas tillbaka i stället.`,
      { most },
    );
  throw new Refusal(
    "rules-broken",
    `Mottagaren har ${formatKronor(most)} kr ${what} att avstå från. Ange ett belopp som är högst det; det som är utbetalat betalas tillbaka i stället.`,
    { most },
  );
}

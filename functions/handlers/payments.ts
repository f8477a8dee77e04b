import type { RouteOutput } from "../../shared/api.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Round } from "../../shared/programme.ts";
import { recipientId } from "../../shared/recipient.ts";
import type { Handlers } from "../context.ts";
import type { Payment } from "../store/model.ts";
import { chainChange, change } from "./change.ts";
import { decisionOf, refuseBefore, refuseSamePerson } from "./decision.ts";
import { caseRound, roundOf } from "./rounds.ts";
import { swedishDay } from "../../shared/swedish-day.ts";

export const paymentHandlers = {
  /** Makes the attested payment order of a decision: one order a decision. */
  async attestPayment({ round: id, decision: decisionId }, context) {
    const round = roundOf(id);
    return await change(context, [round.id], async ([head], at) => {
      const decision = await decisionOf(context, round, decisionId);
      if (decision.state !== "decided" || (decision.kind !== "requisitions" && decision.kind !== "grants")) {
        throw new Refusal(
          "wrong-state",
          `${decisionId} är inget beslut om utbetalning. Attestera ett fattat beslut.`,
        );
      }
      refuseSamePerson(
        context,
        // A grant is decided outside Fördela; the one who registered it answers for its amounts here.
        decision.kind === "grants" ? decision.preparedBy : decision.decidedBy,
        decision.kind === "grants"
          ? "Den som har registrerat bidragen kan inte attestera betalningen."
          : "Den som har fattat beslutet kan inte attestera betalningen.",
      );
      const paymentId = `betalning-${decision.id}`;
      if ((await context.store.payments(round.id)).some((known) => known.id === paymentId)) {
        throw new Refusal(
          "wrong-state",
          `Beslutet ${decision.id} har redan ett attesterat betalningsunderlag. Betala det i stället för att attestera på nytt.`,
        );
      }
      const payment: Payment = {
        id: paymentId,
        round: round.id,
        decision: decision.id,
        state: "attested",
        attestedBy: context.principal.id,
        paidBy: null,
        date: null,
        decidedOn: decision.date ?? swedishDay(at),
        lines: decision.lines.map(({ code, amount }) => ({ code, amount })),
        total: decision.total,
        version: 0,
      };
      const chain = await chainChange(context, round, head!, at, {
        action: "betalningsunderlag attesterat",
        details: { payment: paymentId, decision: decision.id, total: decision.total },
        effectiveDate: swedishDay(at),
      });
      return { chains: [chain], payments: [payment], answer: summary(payment) };
    });
  },

  /** Records that the economy system has paid an order. */
  async pay({ round: id, payment: paymentId, date }, context) {
    const round = roundOf(id);
    return await change(context, [round.id], async ([head], at) => {
      const attested = paymentIn(await context.store.payments(round.id), round, paymentId);
      if (attested.state === "paid")
        throw new Refusal(
          "wrong-state",
          `${paymentId} är redan registrerat som utbetalt. Hämta betalningarna på nytt.`,
        );
      refuseBefore(date, attested.decidedOn, "beslutet om utbetalning");
      const payment: Payment = { ...attested, state: "paid", paidBy: context.principal.id, date };
      const chain = await chainChange(context, round, head!, at, {
        action: "utbetalt",
        details: { payment: paymentId, total: attested.total },
        effectiveDate: date,
        moves: attested.lines.map(({ code, amount }) => ({
          recipient: recipientId({ kind: round.kind, code }),
          from: "payable",
          to: "held",
          amount,
        })),
        next: { paidOn: head!.paidOn !== null && head!.paidOn > date ? head!.paidOn : date },
      });
      return { chains: [chain], payments: [payment], answer: summary(payment) };
    });
  },

  async payments({ round: id }, context) {
    return { payments: (await context.store.payments(roundOf(id).id)).map(listed) };
  },

  async payment({ round: id, payment: paymentId }, context) {
    const round = roundOf(id);
    const found = paymentIn(await context.store.payments(round.id), round, paymentId);
    const [caseHead] = await context.store.heads([caseRound(round).id]);
    const [requisitions, applications] = await Promise.all([
      context.store.rows(caseHead!, "requisitions"),
      context.store.rows(caseHead!, "applications"),
    ]);
    return {
      ...listed(found),
      lines: found.lines.map(({ code, amount }) => {
        const recipient = recipientId({ kind: round.kind, code });
        const row = (requisitions.get(recipient) ?? applications.get(recipient))?.value;
        return {
          code,
          name: row?.name ?? code,
          orgnr: row?.orgnr ?? null,
          payee: row?.payee ?? null,
          amount,
        };
      }),
    };
  },
} satisfies Partial<Handlers>;

function paymentIn(payments: readonly Payment[], round: Round, id: string): Payment {
  const found = payments.find((payment) => payment.id === id);
  if (found) return found;
  throw new Refusal(
    "not-found",
    `Betalningsunderlaget ${id} finns inte i ${round.name}. Attestera beslutet först, eller välj ett underlag i listan.`,
  );
}

function listed({ lines, ...payment }: Payment): RouteOutput<"payments">["payments"][number] {
  const { id, decision, state, attestedBy, date, total } = payment;
  return { id, decision, state, attestedBy, date, total, recipients: lines.length };
}

function summary({ id, lines, total }: Payment): { id: string; recipients: number; total: number } {
  return { id, recipients: lines.length, total };
}

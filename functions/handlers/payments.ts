import { Refusal } from "../../shared/errors.ts";
import { recipientId } from "../../shared/recipient.ts";
import type { Handlers } from "../context.ts";
import type { Payment } from "../store/model.ts";
import { chainChange, change } from "./change.ts";
import { decisionOf, refuseBefore, refuseSamePerson } from "./decision.ts";
import { roundOf } from "./rounds.ts";

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
        decidedOn: decision.date ?? at.slice(0, 10),
        lines: decision.lines.map(({ code, amount }) => ({ code, amount })),
        total: decision.total,
        version: 0,
      };
      const chain = await chainChange(context, round, head!, at, {
        action: "betalningsunderlag attesterat",
        details: { payment: paymentId, decision: decision.id, total: decision.total },
        effectiveDate: at.slice(0, 10),
      });
      return { chains: [chain], payments: [payment], answer: summary(payment) };
    });
  },

  /** Records that the economy system has paid an order. */
  async pay({ round: id, payment: paymentId, date }, context) {
    const round = roundOf(id);
    return await change(context, [round.id], async ([head], at) => {
      const attested = (await context.store.payments(round.id)).find((payment) => payment.id === paymentId);
      if (!attested)
        throw new Refusal(
          "not-found",
          `Betalningsunderlaget ${paymentId} finns inte i ${round.name}. Attestera beslutet först, eller välj ett underlag i listan.`,
        );
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
    const found = await context.store.payments(roundOf(id).id);
    return {
      payments: found.map(({ id: paymentId, decision, state, attestedBy, date, total, lines }) => ({
        id: paymentId,
        decision,
        state,
        attestedBy,
        date,
        total,
        recipients: lines.length,
      })),
    };
  },
} satisfies Partial<Handlers>;

function summary({ id, lines, total }: Payment): { id: string; recipients: number; total: number } {
  return { id, recipients: lines.length, total };
}

import type { RouteOutput } from "../../shared/api.ts";
import { correctionsOf, type DecisionLine, standingOf } from "../../shared/decision/amounts.ts";
import { payingKinds } from "../../shared/decision/kinds.ts";
import { Refusal } from "../../shared/errors.ts";
import { parseAccount } from "../../shared/identifiers.ts";
import { emptyBalance } from "../../shared/ledger.ts";
import { formatKronor } from "../../shared/money.ts";
import type { Round } from "../../shared/programme.ts";
import { appropriationsOf } from "../../shared/programmes/rules-of-round.ts";
import { type RecipientId, recipientId, recipientKey } from "../../shared/recipient.ts";
import type { Context, Handlers } from "../context.ts";
import type { Decision, Payee, Payment, Versioned } from "../store/kept.ts";
import type { ChainChange, Head } from "../store/model.ts";
import { actOn, chainChange, change, ledgerOf } from "./change.ts";
import { refuseNotDelegated } from "./deciding.ts";
import { decisionIn, refuseBefore, refuseSamePerson } from "./decision.ts";
import { caseRound, roundOf } from "./rounds.ts";
import { swedishDay } from "../../shared/swedish-day.ts";

export const paymentHandlers = {
  /**
   * Makes an attested payment order of what a decision gives, with its corrections, and no order has paid or is about to
   * pay: one order a decision, and another when a correction raised it or a payment came back.
   */
  async attestPayment({ round: id, decision: decisionId }, context) {
    const round = roundOf(id);
    return await change(context, [round.id], async ([head], at) => {
      const decisions = await context.store.decisions(round.id);
      const decision = decisionIn(decisions, round, decisionId);
      if (!isPaid(decision)) {
        throw new Refusal(
          "wrong-state",
          `${decisionId} är inget beslut om utbetalning. Attestera ett fattat beslut; en ändring betalas genom beslutet som den ändrar.`,
        );
      }
      for (const by of [decision, ...correctionsOf(decisions, decision.id)]) refuseOwn(context, by);
      const payments = await context.store.payments(round.id);
      const lines = unordered(decision, decisions, payments);
      if (lines.length === 0) {
        throw new Refusal(
          "wrong-state",
          `Beslutet ${decision.id} har redan ett attesterat betalningsunderlag, eller inget att betala. Betala underlaget i stället för att attestera på nytt.`,
        );
      }
      const { total } = sumOf(lines);
      await refuseNotDelegated(context, { act: "attest" }, total, swedishDay(at));
      const earlier = payments.filter((payment) => payment.decision === decision.id).length;
      const payment: Payment = {
        id: `betalning-${decision.id}${earlier === 0 ? "" : `-${earlier + 1}`}`,
        round: round.id,
        decision: decision.id,
        state: "attested",
        attestedBy: context.principal.id,
        paidBy: null,
        date: null,
        decidedOn: latestOf([decision, ...correctionsOf(decisions, decision.id)]) ?? swedishDay(at),
        lines,
        total,
        version: 0,
      };
      const chain = await chainChange(context, round, head!, at, {
        action: "betalningsunderlag attesterat",
        details: { payment: payment.id, decision: decision.id, total },
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
      if (attested.state === "withdrawn")
        throw new Refusal(
          "wrong-state",
          `${paymentId} är återtaget: beslutet har ändrats. Attestera beslutet på nytt och betala det underlaget.`,
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
      });
      return { chains: [chain], payments: [payment], answer: summary(payment) };
    });
  },

  /** A payment that never arrived: payable again, when need be to another account. */
  async returnPayment({ round: id, payment: paymentId, code, date, account }, context) {
    const round = roundOf(id);
    const caseId = caseRound(round).id;
    return await change(context, [...new Set([round.id, caseId])], async (heads, at) => {
      const paid = paymentIn(await context.store.payments(round.id), round, paymentId);
      const line = paid.lines.find((one) => one.code === code);
      const { returned = [] } = paid;
      if (paid.state !== "paid" || !line || returned.some((one) => one.code === code)) {
        throw new Refusal(
          "wrong-state",
          `${paymentId} har ingen utbetalning till mottagare ${code} som kan ha kommit tillbaka. Välj en utbetald rad.`,
        );
      }
      refuseBefore(date, paid.date ?? date, "utbetalningen");
      const recipient = recipientId({ kind: round.kind, code });
      const caseHead = heads.at(-1)!;
      const moved = account === null ? null : await payeeMoved(context, caseHead, recipient, account);
      const rows = moved === null ? {} : { rows: moved };
      const ledger = await ledgerOf(context, round, heads[0]!, [recipient]);
      const { held } = ledger.recipients.get(recipient) ?? emptyBalance;
      // A date that has not been is told of first: it is read off what was written, the money is not.
      if (held < line.amount && date <= swedishDay(at)) throw accountedFor(code, held, line.amount);
      const chain = await chainChange(context, round, heads[0]!, at, {
        action: "betalning i retur",
        details: { payment: paymentId, recipient, total: line.amount },
        effectiveDate: date,
        moves: [{ recipient, from: "held", to: "payable", amount: line.amount }],
        ...(round.id === caseId && rows),
      });
      const newAccount = { action: "konto ändrat efter retur", details: { payment: paymentId, recipient } };
      return {
        chains:
          round.id === caseId || moved === null
            ? [chain]
            : [chain, { ...actOn(caseHead, newAccount), ...rows }],
        payments: [{ ...paid, returned: [...returned, { code, amount: line.amount, date }] }],
        answer: { id: paymentId, recipients: 1, total: line.amount },
      };
    });
  },

  async payments({ round: id }, context) {
    const round = roundOf(id).id;
    const [decisions, payments] = await Promise.all([
      context.store.decisions(round),
      context.store.payments(round),
    ]);
    return {
      payments: payments.map(listed),
      toAttest: decisions.filter(isPaid).flatMap((decision) => {
        const lines = unordered(decision, decisions, payments);
        return lines.length === 0 ? [] : [{ decision: decision.id, ...sumOf(lines) }];
      }),
    };
  },

  async payment({ round: id, payment: paymentId }, context) {
    const round = roundOf(id);
    const found = paymentIn(await context.store.payments(round.id), round, paymentId);
    const [head, caseHead] = await context.store.heads([round.id, caseRound(round).id]);
    const [requisitions, applications] = await Promise.all([
      context.store.rows(caseHead!, "requisitions"),
      context.store.rows(head!, "applications"),
    ]);
    return {
      ...listed(found),
      appropriations: [...appropriationsOf(round)],
      lines: found.lines.map(({ code, amount }) => {
        const recipient = recipientId({ kind: round.kind, code });
        const row = (requisitions.get(recipient) ?? applications.get(recipient))?.value;
        const payee: Payee | null = row?.payee ?? null;
        return {
          code,
          name: row?.name ?? code,
          orgnr: row?.orgnr ?? null,
          payee: payeeOf(payee),
          stateCode: payee?.stateCode ?? null,
          counterpartCode: payee?.counterpartCode ?? null,
          amount,
          returned: found.returned?.find((one) => one.code === code)?.date ?? null,
        };
      }),
    };
  },
} satisfies Partial<Handlers>;

/** What a report or a decision has said of the money is not undone by the bank: it comes back as a repayment. */
function accountedFor(code: string, held: number, amount: number): Refusal {
  return new Refusal(
    "wrong-state",
    `Mottagare ${code} har bara ${formatKronor(held)} av ${formatKronor(amount)} kr kvar att ta i retur: resten är redovisat i en återrapport eller återtaget i ett beslut. Registrera det som kom tillbaka som en återbetalning. Ska mer betalas tillbaka än vad som är redovisat, registrera och godta först en rättad återrapport.`,
    { held, amount },
  );
}

/** Whether a decision is one that orders are made of. */
const isPaid = ({ state, kind }: Decision): boolean => state === "decided" && payingKinds.includes(kind);

/** Kronor per recipient that a decision gives and no order holds. */
function unordered(
  decision: Decision,
  decisions: readonly Decision[],
  payments: readonly Payment[],
): DecisionLine[] {
  const waiting = payments.filter(
    (payment) => payment.decision === decision.id && payment.state === "attested",
  );
  return decision.lines.flatMap(({ code }) => {
    const pending = waiting
      .flatMap(({ lines }) => lines)
      .reduce((sum, line) => (line.code === code ? sum + line.amount : sum), 0);
    const amount = standingOf(decision, code, decisions, payments).unpaid - pending;
    return amount > 0 ? [{ code, amount }] : [];
  });
}

/** Nobody attests what they have decided, or changed; a grant is decided elsewhere, and its registrar answers for it. */
function refuseOwn(context: Context, { kind, preparedBy, decidedBy }: Decision): void {
  if (kind === "grants")
    refuseSamePerson(context, preparedBy, "Den som har registrerat bidragen kan inte attestera betalningen.");
  else refuseSamePerson(context, decidedBy, "Den som har fattat beslutet kan inte attestera betalningen.");
}

/** The latest day of these decisions. */
function latestOf(decisions: readonly Decision[]): string | undefined {
  return decisions
    .flatMap(({ date }) => date ?? [])
    .toSorted()
    .at(-1);
}

function payeeOf(payee: Payee | null): Pick<Payee, "kind" | "account" | "reference"> | null {
  if (payee === null) return null;
  const { kind, account, reference } = payee;
  return { kind, account, reference };
}

/** The requisition or application that holds the account, with another one. */
async function payeeMoved(
  { store }: Context,
  head: Head,
  recipient: RecipientId,
  { kind, account }: Pick<Payee, "kind" | "account">,
): Promise<ChainChange["rows"]> {
  const { code } = recipientKey(recipient);
  if (!parseAccount(kind, account).ok)
    throw new Refusal(
      "rules-broken",
      `Kontonumret till mottagare ${code} är fel. Rätta det och försök igen.`,
    );
  const [application, requisition] = await Promise.all([
    store.rows(head, "applications", [recipient]),
    store.rows(head, "requisitions", [recipient]),
  ]);
  const as = <R extends { readonly payee: Payee | null }>({ version, value }: Versioned<R>) =>
    new Map([
      [
        recipient,
        { version, value: { ...value, payee: { reference: null, ...value.payee, kind, account } } },
      ],
    ]);
  const [applied, requisitioned] = [application.get(recipient), requisition.get(recipient)];
  if (applied !== undefined) return { applications: as(applied) };
  if (requisitioned !== undefined) return { requisitions: as(requisitioned) };
  throw new Refusal(
    "wrong-state",
    `Mottagare ${code} har varken rekvisition eller ansökan som ett konto kan stå i. Registrera returen utan nytt konto.`,
  );
}

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

function summary({ id, lines }: Payment): RouteOutput<"attestPayment"> {
  return { id, ...sumOf(lines) };
}

function sumOf(lines: readonly DecisionLine[]): { readonly recipients: number; readonly total: number } {
  return { recipients: lines.length, total: lines.reduce((sum, { amount }) => sum + amount, 0) };
}

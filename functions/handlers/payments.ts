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
import { askedWith, warned, warningsOn } from "./warnings.ts";

export const paymentHandlers = {
  /**
   * Makes an attested payment order of what a decision gives, with its corrections, and no order has paid or is about to
   * pay: one order a decision, and another when a correction raised it or a payment came back.
   */
  async attestPayment({ round: id, decision: decisionId, withoutAccount }, context) {
    const round = roundOf(id);
    return await change(context, [round.id, caseRound(round).id], async ([head, caseHead], at) => {
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
      const on = { round, head: head!, caseHead: caseHead! };
      const lacking = lackAccount(lines, await askedWith(context, on, lines));
      const kept = paidWithout(lacking, withoutAccount);
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
        ...kept,
        version: 0,
      };
      const chain = await chainChange(context, round, head!, at, {
        action: "betalningsunderlag attesterat",
        details: { payment: payment.id, decision: decision.id, total, ...kept },
        effectiveDate: swedishDay(at),
      });
      const warnings = await warningsOn(context, on, lines, swedishDay(at));
      return { chains: [chain], payments: [payment], answer: warned(summary(payment), warnings) };
    });
  },

  /** Records that the economy system has paid an order. */
  async pay({ round: id, payment: paymentId, date, withoutAccount }, context) {
    const round = roundOf(id);
    return await change(context, [round.id, caseRound(round).id], async ([head, caseHead], at) => {
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
      const on = { round, head: head!, caseHead: caseHead! };
      const { lines } = attested;
      // What comes in after the order was attested may have another account, or none.
      const lacking = lackAccount(lines, await askedWith(context, on, lines));
      const kept = paidWithout(lacking, withoutAccount ?? attested.withoutAccount ?? null);
      const payment: Payment = { ...attested, ...kept, state: "paid", paidBy: context.principal.id, date };
      const chain = await chainChange(context, round, head!, at, {
        action: "utbetalt",
        details: { payment: paymentId, total: attested.total, ...kept },
        effectiveDate: date,
        moves: lines.map(({ code, amount }) => ({
          recipient: recipientId({ kind: round.kind, code }),
          from: "payable",
          to: "held",
          amount,
        })),
      });
      const warnings = await warningsOn(context, on, lines, swedishDay(at));
      return { chains: [chain], payments: [payment], answer: warned(summary(payment), warnings) };
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
    const round = roundOf(id);
    const [[head, caseHead], decisions, payments] = await Promise.all([
      context.store.heads([round.id, caseRound(round).id]),
      context.store.decisions(round.id),
      context.store.payments(round.id),
    ]);
    const toAttest = decisions
      .filter(isPaid)
      .map((decision) => ({ decision: decision.id, lines: unordered(decision, decisions, payments) }))
      .filter(({ lines }) => lines.length > 0);
    const unpaid = [...toAttest, ...payments.filter(({ state }) => state === "attested")];
    const lines = unpaid.flatMap((one) => one.lines);
    const asked = await askedWith(context, { round, head: head!, caseHead: caseHead! }, lines);
    return {
      payments: payments.map((one) => listed(one, asked)),
      toAttest: toAttest.map(({ decision, lines: own }) => ({
        decision,
        ...sumOf(own),
        lackAccount: lackAccount(own, asked).length,
      })),
    };
  },

  async payment({ round: id, payment: paymentId }, context) {
    const round = roundOf(id);
    const found = paymentIn(await context.store.payments(round.id), round, paymentId);
    const [head, caseHead] = await context.store.heads([round.id, caseRound(round).id]);
    const asked = await askedWith(context, { round, head: head!, caseHead: caseHead! }, found.lines);
    return {
      ...listed(found, asked),
      appropriations: [...appropriationsOf(round)],
      lines: found.lines.map(({ code, amount }) => {
        const row = asked(code);
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

function listed(payment: Payment, asked: Asked): RouteOutput<"payments">["payments"][number] {
  const { id, decision, state, attestedBy, date, total, lines, withoutAccount = null } = payment;
  const returned = (payment.returned ?? []).reduce((sum, { amount }) => sum + amount, 0);
  const waits = state === "attested" && withoutAccount === null;
  return {
    ...{ id, decision, state, attestedBy, date, total, returned, recipients: lines.length, withoutAccount },
    lackAccount: waits ? lackAccount(lines, asked).length : 0,
  };
}

type Asked = Awaited<ReturnType<typeof askedWith>>;

/** Those of an order whose account is not here. */
function lackAccount(lines: readonly DecisionLine[], asked: Asked) {
  return lines
    .map(({ code }) => ({ code, row: asked(code) }))
    .filter(({ row }) => (row?.payee ?? null) === null);
}

/** As many as one sentence can name. */
const mostNamed = 10;

/** What an order keeps of why it is right to pay these without an account here; refused when nobody says. */
function paidWithout(
  lacking: ReturnType<typeof lackAccount>,
  why: string | null,
): Pick<Payment, "withoutAccount"> {
  if (lacking.length === 0) return {};
  if (why !== null) return { withoutAccount: why };
  const named = lacking.slice(0, mostNamed).map(({ code, row }) => row?.name ?? code);
  const more = lacking.length > mostNamed ? ` och ${lacking.length - mostNamed} till` : "";
  // Only an application can be completed once it is decided; a grant decided elsewhere has no sheet of its own.
  const complete = lacking.some(({ row }) => row !== undefined && "assessment" in row)
    ? " Registrera en komplettering av ansökan där kontot står."
    : "";
  throw new Refusal(
    "rules-broken",
    `Inget betalas, eftersom konto saknas för ${named.join(", ")}${more}.${complete} Finns kontot i ekonomisystemet, skriv det i fältet Varför det kan betalas utan konto och försök igen.`,
    { field: "withoutAccount", codes: lacking.map(({ code }) => code) },
  );
}

function summary({ id, lines }: Payment): RouteOutput<"returnPayment"> {
  return { id, ...sumOf(lines) };
}

function sumOf(lines: readonly DecisionLine[]): { readonly recipients: number; readonly total: number } {
  return { recipients: lines.length, total: lines.reduce((sum, { amount }) => sum + amount, 0) };
}

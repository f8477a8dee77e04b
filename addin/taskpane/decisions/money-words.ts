import type { Texts } from "../texts.ts";
import type { MoneyAct } from "./decisions.ts";
import type { Orders } from "./orders.ts";

/** The words of what becomes of the money of a decision. */
interface MoneyWords {
  /** Heads what is to be attested or paid of the year. */
  readonly unpaid: string;
  readonly payments: string;
  readonly sum: (kronor: string, recipients: number) => string;
  readonly toAttest: (sum: string) => string;
  readonly toPay: (sum: string) => string;
  readonly attest: string;
  /** How many of an order have no account here, and what is asked for then. */
  readonly lackAccount: (recipients: number) => string;
  readonly withoutAccount: string;
  readonly paidWithout: string;
  /** How much of an order that was paid has come back. */
  readonly cameBack: (kronor: string) => string;
  readonly confirmAttest: (sum: string) => string;
  readonly orderState: Readonly<Record<Orders["payments"][number]["state"], string>>;
  readonly paidOn: string;
  readonly pay: string;
  readonly confirmPay: (sum: string, date: string) => string;
  readonly title: string;
  readonly decline: string;
  readonly repay: string;
  readonly reverse: string;
  readonly showBooked: string;
  readonly noneBooked: (name: string) => string;
  readonly repayment: (name: string) => string;
  readonly reason: string;
  readonly confirmReverse: (name: string, amount: string) => string;
  readonly giveBack: string;
  readonly recipient: string;
  readonly date: string;
  readonly dnr: string;
  readonly declineAmount: string;
  readonly repayAmount: string;
  readonly showPaid: string;
  readonly nonePaid: string;
  readonly payment: string;
  readonly account: string;
  readonly sameAccount: string;
  readonly accountNumber: string;
  /** `amount` null: all there is; `allotted`: what no decision has answered yet. */
  readonly confirmDecline: (name: string, amount: string | null, allotted: boolean) => string;
  readonly confirmRepay: (name: string, amount: string) => string;
  /** `to`: the account it is to be paid to again. */
  readonly confirmReturned: (name: string, amount: string, to: string) => string;
  /** What was done, and what sets it right if it was wrong. */
  readonly done: Readonly<Record<MoneyAct, (amount: string) => string>>;
}

const swedish: MoneyWords = {
  unpaid: "Att attestera och betala ut",
  payments: "Utbetalning",
  sum: (kronor, recipients) => `${kronor} till ${recipients} mottagare`,
  toAttest: (sum) => `Att attestera: ${sum}`,
  toPay: (sum) => `Attesterat, att betala: ${sum}`,
  attest: "Attestera",
  lackAccount: (recipients) => `Konto saknas för ${recipients} mottagare. Utan skäl betalas inget.`,
  withoutAccount: "Varför det kan betalas utan konto",
  paidWithout: "Betalas utan konto här",
  cameBack: (kronor) => `varav ${kronor} har kommit tillbaka`,
  confirmAttest: (sum) =>
    `Du attesterar ${sum}. Ett betalningsunderlag upprättas, som sedan betalas i ekonomisystemet.`,
  orderState: { attested: "Attesterat", paid: "Utbetalt", withdrawn: "Återtaget" },
  paidOn: "Dagen då pengarna lämnade kontot",
  pay: "Registrera betalning",
  confirmPay: (sum, date) => `${sum} bokförs som utbetalt ${date}.`,
  title: "Pengar som avstås eller kommer tillbaka",
  decline: "Registrera att mottagaren avstår",
  repay: "Registrera återbetalning",
  reverse: "Återför återbetalning",
  showBooked: "Visa mottagarens återbetalningar",
  noneBooked: (name) => `${name} har ingen bokförd återbetalning i omgången.`,
  repayment: (name) => `Återbetalning från ${name}`,
  reason: "Skäl",
  confirmReverse: (name, amount) =>
    `Återbetalningen på ${amount} från ${name} återförs: det som var återkrävt krävs på nytt. Skälet blir en tjänsteanteckning i ärendet.`,
  giveBack: "Registrera betalning i retur",
  recipient: "Mottagare",
  date: "Datum",
  dnr: "Diarienummer",
  declineAmount: "Kronor som avstås (tomt: allt som inte är utbetalat)",
  repayAmount: "Kronor som har betalats tillbaka",
  showPaid: "Visa utbetalningar",
  nonePaid: "Inget är utbetalat enligt beslutet, eller så har allt kommit tillbaka.",
  payment: "Utbetalning som kom tillbaka",
  account: "Betalas på nytt till",
  sameAccount: "samma konto",
  accountNumber: "Kontonummer, om det är ett annat konto",
  confirmDecline: (name, amount, allotted) =>
    `${name} avstår ${amount ?? (allotted ? "allt som är tilldelat och inte beslutat" : "allt som är beslutat och inte utbetalat")}. Medlen blir fria. Ett betalningsunderlag med mottagaren återtas.`,
  confirmRepay: (name, amount) =>
    `${name} har betalat tillbaka ${amount}. Det bokförs som återbetalt: först det som är återkrävt, resten som frivilligt.`,
  confirmReturned: (name, amount, to) =>
    `Betalningen till ${name} på ${amount} kom tillbaka. Beloppet är åter att betala, till ${to}.`,
  done: {
    declined: (amount) =>
      `${amount} är registrerat som avstått. Blev det fel: förbered en ändring som höjer beloppet igen.`,
    repaid: (amount) => `${amount} är bokfört som återbetalt. Blev det fel: återför återbetalningen.`,
    reversed: (amount) =>
      `Återbetalningen på ${amount} är återförd. Skälet står som tjänsteanteckning i ärendet.`,
    attested: (amount) =>
      `${amount} är attesterat. Betala i ekonomisystemet och registrera sedan betalningen.`,
    paid: (amount) =>
      `${amount} är bokfört som utbetalt. Kommer något tillbaka: registrera det som betalning i retur.`,
    returned: (amount) =>
      `${amount} är åter att betala. Attestera beslutet på nytt, också om registreringen blev fel.`,
  },
};

const english: MoneyWords = {
  unpaid: "To attest and pay",
  payments: "Payment",
  sum: (kronor, recipients) => `${kronor} to ${recipients} ${recipients === 1 ? "recipient" : "recipients"}`,
  toAttest: (sum) => `To attest: ${sum}`,
  toPay: (sum) => `Attested, to pay: ${sum}`,
  attest: "Attest",
  lackAccount: (recipients) =>
    `No account for ${recipients} ${recipients === 1 ? "recipient" : "recipients"}. Nothing is paid without a reason.`,
  withoutAccount: "Why it can be paid without an account",
  paidWithout: "Paid without an account here",
  cameBack: (kronor) => `of which ${kronor} has come back`,
  confirmAttest: (sum) =>
    `You attest ${sum}. A payment order is made, which is then paid in the economy system.`,
  orderState: { attested: "Attested", paid: "Paid", withdrawn: "Withdrawn" },
  paidOn: "Day when the money left the account",
  pay: "Register the payment",
  confirmPay: (sum, date) => `${sum} is booked as paid ${date}.`,
  title: "Money that is declined or comes back",
  decline: "Register that the recipient declines",
  repay: "Register a repayment",
  reverse: "Reverse a repayment",
  showBooked: "Show the recipient's repayments",
  noneBooked: (name) => `${name} has no booked repayment in the round.`,
  repayment: (name) => `Repayment from ${name}`,
  reason: "Reason",
  confirmReverse: (name, amount) =>
    `The repayment of ${amount} from ${name} is reversed: what was claimed is claimed again. The reason becomes a note in the case.`,
  giveBack: "Register a returned payment",
  recipient: "Recipient",
  date: "Date",
  dnr: "Registration number",
  declineAmount: "Kronor declined (empty: all that is not paid)",
  repayAmount: "Kronor paid back",
  showPaid: "Show payments",
  nonePaid: "Nothing is paid by the decision, or all of it has come back.",
  payment: "Payment that came back",
  account: "To be paid again to",
  sameAccount: "the same account",
  accountNumber: "Account number, if it is another account",
  confirmDecline: (name, amount, allotted) =>
    `${name} declines ${amount ?? (allotted ? "all that is allotted and not decided" : "all that is decided and not paid")}. The money is free. A payment order with the recipient is withdrawn.`,
  confirmRepay: (name, amount) =>
    `${name} has paid back ${amount}. It is booked as repaid: what is claimed first, the rest as voluntary.`,
  confirmReturned: (name, amount, to) =>
    `The payment to ${name} of ${amount} came back. The amount is payable again, to ${to}.`,
  done: {
    declined: (amount) =>
      `${amount} is registered as declined. If that was wrong: prepare a correction that raises the amount again.`,
    repaid: (amount) => `${amount} is booked as repaid. If that was wrong: reverse the repayment.`,
    reversed: (amount) => `The repayment of ${amount} is reversed. The reason is kept as a note in the case.`,
    attested: (amount) => `${amount} is attested. Pay it in the economy system, then register the payment.`,
    paid: (amount) => `${amount} is booked as paid. If any of it comes back: register a returned payment.`,
    returned: (amount) =>
      `${amount} is payable again. Attest the decision again, also if the registration was wrong.`,
  },
};

export function moneyWords({ language }: Pick<Texts, "language">): MoneyWords {
  return language === "sv" ? swedish : english;
}

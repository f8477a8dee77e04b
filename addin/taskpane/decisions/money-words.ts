import type { Texts } from "../texts.ts";
import type { MoneyAct } from "./decisions.ts";

/** The words of what comes back of the money. */
interface MoneyWords {
  readonly title: string;
  readonly decline: string;
  readonly repay: string;
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
  title: "Pengar som avstås eller kommer tillbaka",
  decline: "Registrera att mottagaren avstår",
  repay: "Registrera återbetalning",
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
    repaid: (amount) =>
      `${amount} är bokfört som återbetalt. En bokförd återbetalning tas inte bort: blev det fel, skriv en tjänsteanteckning i ärendet och rätta med ekonomisystemet.`,
    returned: (amount) =>
      `${amount} är åter att betala. Attestera beslutet på nytt, också om registreringen blev fel.`,
  },
};

const english: MoneyWords = {
  title: "Money that is declined or comes back",
  decline: "Register that the recipient declines",
  repay: "Register a repayment",
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
    repaid: (amount) =>
      `${amount} is booked as repaid. A booked repayment is not taken away: if it was wrong, write a note in the case and set it right with the accounts.`,
    returned: (amount) =>
      `${amount} is payable again. Attest the decision again, also if the registration was wrong.`,
  },
};

export function moneyWords({ language }: Pick<Texts, "language">): MoneyWords {
  return language === "sv" ? swedish : english;
}

import { formatKronor } from "../money.ts";
import type { Reminder } from "./reminders.ts";
import type { Matter } from "./states.ts";

/** A letter by e-mail: plain text. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** What became of a letter: it was taken for delivery, surely not, or nobody knows. */
export type MailOutcome = "sent" | "refused" | "uncertain";
export type SendMail = (mail: Mail) => Promise<MailOutcome>;

const subjects: Readonly<Record<Matter, string>> = {
  requisition: "Rekvisition av statsbidrag",
  "report-back": "Återrapportering av statsbidrag",
  completion: "Komplettering i ärende om statsbidrag",
  repayment: "Återbetalning av statsbidrag",
  "carried-over": "Redovisning av överförda medel",
};

/** True of every round: in one that is not redistributed they stay on the appropriation item. */
const notRequisitioned = "Medel som inte rekvireras kan omfördelas till andra eller stanna på anslaget.";

/** What is asked for: before the day it is due, and after. */
const asked: Readonly<Record<Matter, (reminder: Reminder) => readonly [before: string, after: string]>> = {
  requisition: ({ due }) => [
    `Vi har inte fått någon rekvisition från er. Det är frivilligt att rekvirera. Sista dag är ${due}. ${notRequisitioned}`,
    `Sista dag att rekvirera var ${due}. Ingen rekvisition har kommit in från er. Det är frivilligt att rekvirera. ${notRequisitioned} Om en rekvisition som kommer in nu kan godtas prövas i beslut.`,
  ],
  "report-back": ({ due }) => [
    `Återrapporten ska ha kommit in senast ${due}.`,
    `Återrapporten skulle ha kommit in senast ${due}. Vi har inte fått den. Den som inte återrapporterar kan bli återbetalningsskyldig.`,
  ],
  completion: ({ due }) => [
    `Vi har begärt att ni kompletterar er handling. Kompletteringen ska ha kommit in senast ${due}.`,
    `Vi har begärt att ni kompletterar er handling. Kompletteringen skulle ha kommit in senast ${due}. Vi har inte fått den.`,
  ],
  repayment: ({ due, amount, unspent }) =>
    unspent
      ? [
          `${formatKronor(amount ?? 0)} kronor av det som är överfört från året förbrukas inte till ${due}, sista förbrukningsdag, och ska betalas tillbaka.`,
          `${formatKronor(amount ?? 0)} kronor av det som är överfört från året var inte förbrukade ${due}, sista förbrukningsdag, och ska betalas tillbaka. Vi ser inte att det har skett.`,
        ]
      : [
          `${formatKronor(amount ?? 0)} kronor ska betalas tillbaka senast ${due}.`,
          `${formatKronor(amount ?? 0)} kronor skulle ha betalats tillbaka senast ${due}. Vi ser inte att det har skett.`,
        ],
  "carried-over": ({ due, amount }) => [
    `${formatKronor(amount ?? 0)} kronor är överförda från året och ska vara förbrukade senast ${due}. Redovisa därefter hur mycket som är förbrukat.`,
    `${formatKronor(amount ?? 0)} kronor som är överförda från året skulle ha varit förbrukade senast ${due}. Redovisa hur mycket som är förbrukat; resten betalas tillbaka.`,
  ],
};

/**
 * The letter of a reminder, from the authority named. The wording is a proposal that carries no legal effect.
 * @throws RangeError when there is no address.
 */
export function reminderMail(reminder: Reminder, year: number, authority: string): Mail {
  const { address, matter, name, due, sendOn } = reminder;
  if (address === null) throw new RangeError("a reminder without an address");
  const [before, after] = asked[matter](reminder);
  return {
    to: address,
    subject: `${sendOn > due ? "Påminnelse: " : ""}${subjects[matter]} ${year}`,
    text: [
      "Hej!",
      `Det här gäller statsbidraget ${year} till ${name}.`,
      sendOn > due ? after : before,
      "Har ni redan skickat in uppgifterna eller betalat kan ni bortse från det här meddelandet.",
      `Vänliga hälsningar\n${authority}`,
    ].join("\n\n"),
  };
}

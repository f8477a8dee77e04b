import type { Reminder } from "../../../shared/reminder/reminders.ts";
import type { Matter } from "../../../shared/reminder/states.ts";
import type { ReminderOutcome } from "../../commands/reminders.ts";
import type { Texts } from "../texts.ts";

/** The words of the reminders. Names of steps and reasons come from the service and are Swedish. */
interface ReminderTexts {
  readonly title: string;
  readonly about: string;
  readonly show: string;
  readonly summary: (lacking: number, ready: number, withoutAddress: number, asOf: string) => string;
  readonly prepared: (at: string, ready: number, withoutAddress: number) => string;
  readonly matter: Readonly<Record<Matter, string>>;
  readonly due: (day: string) => string;
  readonly from: (day: string) => string;
  readonly state: Readonly<Record<Reminder["state"], string>>;
  readonly lastSent: (day: string) => string;
  readonly more: (count: number) => string;
  readonly insert: string;
  readonly send: (count: number) => string;
  readonly confirm: (count: number) => string;
  readonly sent: (sent: number, all: number) => string;
  readonly outcome: Readonly<Record<ReminderOutcome["outcome"], string>>;
}

const swedish: ReminderTexts = {
  title: "Påminnelser",
  about: "Vem som saknar vad i år, och när. Inget skickas förrän du säger till.",
  show: "Visa vad som saknas",
  summary: (lacking, ready, withoutAddress, asOf) =>
    `${lacking} saknas per ${asOf}: ${ready} kan påminnas nu, för ${withoutAddress} saknas adress.`,
  prepared: (at, ready, withoutAddress) =>
    `Listan förbereddes ${at}: ${ready} att skicka, ${withoutAddress} utan adress. Ingen påminnelse har skickats av sig själv.`,
  matter: {
    requisition: "rekvisition saknas",
    "report-back": "återrapport saknas",
    completion: "komplettering saknas",
    repayment: "återbetalning saknas",
    "carried-over": "redovisning av överfört saknas",
  },
  due: (day) => `Senast ${day}`,
  from: (day) => `skickas från ${day}`,
  state: {
    waiting: "väntar på sin dag",
    due: "kan skickas nu",
    "no-address": "Adress saknas",
    taken: "skickas, eller avbröts: kontrollera",
    sent: "skickad",
    refused: "gick inte att skicka, kan skickas igen",
    uncertain: "osäkert om den gick iväg: kontrollera",
  },
  lastSent: (day) => `senast påmind ${day}`,
  more: (count) => `${count} till finns i kalkylbladet.`,
  insert: "Infoga i kalkylbladet",
  send: (count) => `Skicka ${count} ${count === 1 ? "påminnelse" : "påminnelser"}`,
  confirm: (count) =>
    `${count} ${count === 1 ? "påminnelse" : "påminnelser"} skickas med e-post. Det går inte att ångra. Till:`,
  sent: (sent, all) => `${sent} av ${all} skickade.`,
  outcome: {
    sent: "skickad.",
    refused: "gick inte att skicka. Kontrollera adressen och försök igen.",
    uncertain: "osäkert om den gick iväg. Kontrollera med mottagaren innan du skriver igen.",
    "left-out": "skickades inte.",
    unknown: "finns inte längre i listan. Kontrollera i utkorgen.",
  },
};

const english: ReminderTexts = {
  title: "Reminders",
  about: "Who lacks what this year, and when. Nothing is sent until you say so.",
  show: "Show what is lacking",
  summary: (lacking, ready, withoutAddress, asOf) =>
    `${lacking} lacking as of ${asOf}: ${ready} can be reminded now, ${withoutAddress} have no address.`,
  prepared: (at, ready, withoutAddress) =>
    `The list was prepared ${at}: ${ready} to send, ${withoutAddress} without an address. No reminder has been sent by itself.`,
  matter: {
    requisition: "requisition lacking",
    "report-back": "report-back lacking",
    completion: "completion lacking",
    repayment: "repayment lacking",
    "carried-over": "account of carried-over money lacking",
  },
  due: (day) => `By ${day}`,
  from: (day) => `sent from ${day}`,
  state: {
    waiting: "waits for its day",
    due: "can be sent now",
    "no-address": "Address lacking",
    taken: "being sent, or broken off: check",
    sent: "sent",
    refused: "could not be sent, can be sent again",
    uncertain: "not sure whether it went: check",
  },
  lastSent: (day) => `last reminded ${day}`,
  more: (count) => `${count} more are in the sheet.`,
  insert: "Insert in the sheet",
  send: (count) => `Send ${count} ${count === 1 ? "reminder" : "reminders"}`,
  confirm: (count) =>
    `${count} ${count === 1 ? "reminder" : "reminders"} will be sent by e-mail. It cannot be undone. To:`,
  sent: (sent, all) => `${sent} of ${all} sent.`,
  outcome: {
    sent: "sent.",
    refused: "could not be sent. Check the address and try again.",
    uncertain: "not sure whether it went. Check with the recipient before you write again.",
    "left-out": "was not sent.",
    unknown: "is no longer in the list. Check the outbox.",
  },
};

export function reminderTexts({ language }: Pick<Texts, "language">): ReminderTexts {
  return language === "sv" ? swedish : english;
}

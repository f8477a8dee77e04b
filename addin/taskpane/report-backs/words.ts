import type { SheetLayout } from "../../../shared/report-back/read-sheet.ts";
import type { Texts } from "../texts.ts";
import type { ReportBackWork, Said } from "./report-backs.ts";

/** The words of this page alone: they are fetched with it, since the pane's start has no room for them. */
interface Words {
  readonly working: Readonly<Record<ReportBackWork, string>>;
  readonly carriedOver: string;
  readonly awaiting: string;
  readonly tags: string;
  readonly sheets: string;
  readonly kind: string;
  readonly layout: string;
  readonly layouts: Readonly<Record<SheetLayout, string>>;
  readonly prefill: string;
  readonly check: string;
  readonly register: string;
  readonly file: string;
  readonly fileHint: string;
  readonly answers: string;
  readonly saveTags: string;
  readonly participation: string;
  readonly checked: (sheet: string, rows: number, faults: number) => string;
  readonly faults: (count: number) => string;
  readonly said: (said: Exclude<Said, { readonly what: "fetched" | "checked" }>) => string;
  readonly correction: (received: string) => string;
  readonly correctionFaulty: string;
  readonly reason: string;
  readonly accept: string;
  readonly declineCorrection: string;
  readonly confirmAccept: (name: string, before: string, after: string) => string;
  readonly proposals: (count: number) => string;
  readonly readProposal: (name: string) => string;
  readonly carryOver: (amount: string) => string;
  readonly carryAmount: string;
  readonly lastDay: string;
  readonly date: string;
  readonly dnr: string;
  readonly ground: string;
  readonly decideCarryOver: string;
  readonly confirmCarryOver: (name: string, amount: string, lastDay: string, back: string) => string;
  readonly account: (amount: string) => string;
  readonly consumedOfCarried: string;
  readonly accountedOn: string;
  readonly accountCarriedOver: string;
  readonly confirmAccount: (name: string, consumed: string, back: string) => string;
  readonly newTag: string;
  readonly addTag: string;
  readonly removeTag: (tag: string) => string;
}

/** What an act on one recipient's report did, and what sets it right if it was wrong. */
const outcomes: Readonly<
  Record<
    "sv" | "en",
    Readonly<Record<Extract<Said, { readonly name: string }>["what"], (name: string) => string>>
  >
> = {
  sv: {
    accepted: (name) =>
      `Rättelsen från ${name} gäller nu. Blev det fel: registrera en ny återrapport och godta den.`,
    declined: (name) =>
      `Rättelsen från ${name} är avslagen, och återrapporten gäller som förut. Blev det fel: be mottagaren skicka den på nytt.`,
    carried: (name) =>
      `Överföringen för ${name} är beslutad. Det som inte får föras över ska betalas tillbaka. Blev det fel: förbered en ändring av beslutet i fliken Beslut.`,
    accounted: (name) =>
      `Det som fördes över för ${name} är redovisat. Det som inte är förbrukat ska betalas tillbaka. En redovisning tas inte bort: blev det fel, skriv en tjänsteanteckning i ärendet.`,
    newTags: (name) => `Taggarna för ${name} är sparade.`,
  },
  en: {
    accepted: (name) =>
      `The correction from ${name} now stands. If that was wrong: register a new report-back and accept it.`,
    declined: (name) =>
      `The correction from ${name} is declined, and the report-back stands as before. If that was wrong: ask the recipient to send it again.`,
    carried: (name) =>
      `The carry-over of ${name} is decided. What may not be carried over is to be paid back. If that was wrong: prepare a correction of the decision in the tab Decisions.`,
    accounted: (name) =>
      `What was carried over for ${name} is accounted for. What is not consumed is to be paid back. An account is not taken away: if it was wrong, write a note in the case.`,
    newTags: (name) => `The tags of ${name} are saved.`,
  },
};

const swedish: Words = {
  working: {
    fetch: "Hämtar återrapporter",
    answers: "Hämtar svaren",
    participation: "Hämtar deltagandet",
    prefill: "Skriver bladet",
    check: "Kontrollerar bladet",
    register: "Registrerar återrapporter",
    tags: "Sparar taggar",
    act: "Sparar",
  },
  carriedOver: "Överfört",
  awaiting: "Väntar på beslut",
  tags: "Egna taggar",
  sheets: "Blad med återrapporter",
  kind: "Mottagare",
  layout: "Uppställning",
  layouts: {
    wide: "En rad per återrapport",
    areas: "En rad per område",
    answers: "En rad per svar",
  },
  prefill: "Infoga ett blad att fylla i",
  check: "Kontrollera bladet",
  register: "Registrera bladet",
  file: "Välj filen som bladet kom i",
  fileHint: "Den sparas oförändrad. Utan fil sparas bladets celler.",
  answers: "Hämta svar per område och fråga",
  saveTags: "Spara egna taggar",
  participation: "Hämta deltagande",
  checked: (sheet, rows, faults) =>
    `${sheet}: ${rows} ${rows === 1 ? "rad" : "rader"}, ${faults === 0 ? "inget att rätta" : `${faults} att rätta`}.`,
  faults: (number) => `${number} att rätta`,
  said: (said) => {
    if ("count" in said)
      return said.what === "prefilled"
        ? `${said.count} celler skrivna i ett nytt blad.`
        : `${said.count} ${said.count === 1 ? "återrapport" : "återrapporter"} fick nya taggar.`;
    if ("name" in said) return outcomes.sv[said.what](said.name);
    const { registered, returned, corrections, unidentified } = said.answer;
    return `${registered} registrerade, ${returned} åter, ${corrections} rättelser att godta, ${unidentified} utan känd mottagare.`;
  },
  correction: (received) => `Senare återrapport, inkom ${received}`,
  correctionFaulty: "Den har fel och kan inte godtas. Begär komplettering, eller avslå den.",
  reason: "Skäl",
  accept: "Godta rättelsen",
  declineCorrection: "Avslå rättelsen",
  confirmAccept: (name, before, after) =>
    `Det bokförda för ${name} ändras: förbrukat från ${before} till ${after}. Det som har gällt sparas som en tidigare återrapport.`,
  proposals: (count) => `Rättelser som väntar (${count})`,
  readProposal: (name) => `Läs ${name}`,
  carryOver: (amount) => `Besluta om överföring (${amount} väntar)`,
  carryAmount: "Kronor som får föras över",
  lastDay: "Sista förbrukningsdag",
  date: "Beslutsdatum",
  dnr: "Diarienummer",
  ground: "Grund för beslutet",
  decideCarryOver: "Besluta om överföring",
  confirmCarryOver: (name, amount, lastDay, back) =>
    `${name} får föra över ${amount}, att förbruka senast ${lastDay}. ${back} ska betalas tillbaka.`,
  account: (amount) => `Redovisa överförda medel (${amount} att redovisa)`,
  consumedOfCarried: "Kronor förbrukade till och med sista förbrukningsdag",
  accountedOn: "Redovisningen inkom",
  accountCarriedOver: "Redovisa överförda medel",
  confirmAccount: (name, consumed, back) =>
    `${name} har förbrukat ${consumed} av det som fördes över. ${back} ska betalas tillbaka.`,
  newTag: "Ny tagg (flera: semikolon emellan)",
  addTag: "Lägg till",
  removeTag: (tag) => `Ta bort ${tag}`,
};

const english: Words = {
  working: {
    fetch: "Fetching report-backs",
    answers: "Fetching the answers",
    participation: "Fetching participation",
    prefill: "Writing the sheet",
    check: "Checking the sheet",
    register: "Registering report-backs",
    tags: "Saving tags",
    act: "Saving",
  },
  carriedOver: "Carried over",
  awaiting: "Awaiting decision",
  tags: "Own tags",
  sheets: "Sheets of report-backs",
  kind: "Recipients",
  layout: "Layout",
  layouts: { wide: "A row a report-back", areas: "A row an area", answers: "A row an answer" },
  prefill: "Insert a sheet to fill in",
  check: "Check the sheet",
  register: "Register the sheet",
  file: "Choose the file that the sheet came in",
  fileHint: "It is kept unchanged. Without a file the cells of the sheet are kept.",
  answers: "Fetch answers by area and question",
  saveTags: "Save own tags",
  participation: "Fetch participation",
  checked: (sheet, rows, faults) =>
    `${sheet}: ${rows} ${rows === 1 ? "row" : "rows"}, ${faults === 0 ? "nothing to correct" : `${faults} to correct`}.`,
  faults: (number) => `${number} to correct`,
  said: (said) => {
    if ("count" in said)
      return said.what === "prefilled"
        ? `${said.count} cells written in a new sheet.`
        : `${said.count} ${said.count === 1 ? "report-back" : "report-backs"} got new tags.`;
    if ("name" in said) return outcomes.en[said.what](said.name);
    const { registered, returned, corrections, unidentified } = said.answer;
    return `${registered} registered, ${returned} returned, ${corrections} corrections to accept, ${unidentified} without a known recipient.`;
  },
  correction: (received) => `Later report-back, received ${received}`,
  correctionFaulty: "It has faults and cannot be accepted. Request completion, or decline it.",
  reason: "Reason",
  accept: "Accept the correction",
  declineCorrection: "Decline the correction",
  confirmAccept: (name, before, after) =>
    `What is booked for ${name} changes: consumed from ${before} to ${after}. What has stood is kept as an earlier report.`,
  proposals: (count) => `Corrections that wait (${count})`,
  readProposal: (name) => `Read ${name}`,
  carryOver: (amount) => `Decide on carrying over (${amount} waits)`,
  carryAmount: "Kronor that may be carried over",
  lastDay: "Last date for spending",
  date: "Date of the decision",
  dnr: "Registration number",
  ground: "Ground for the decision",
  decideCarryOver: "Decide on carrying over",
  confirmCarryOver: (name, amount, lastDay, back) =>
    `${name} may carry over ${amount}, to be spent by ${lastDay}. ${back} is to be paid back.`,
  account: (amount) => `Account for money carried over (${amount} to account for)`,
  consumedOfCarried: "Kronor consumed by the last date for spending",
  accountedOn: "The account came in",
  accountCarriedOver: "Account for money carried over",
  confirmAccount: (name, consumed, back) =>
    `${name} has consumed ${consumed} of what was carried over. ${back} is to be paid back.`,
  newTag: "New tag (several: a semicolon between)",
  addTag: "Add",
  removeTag: (tag) => `Remove ${tag}`,
};

export function reportBackWords({ language }: Pick<Texts, "language">): Words {
  return language === "sv" ? swedish : english;
}

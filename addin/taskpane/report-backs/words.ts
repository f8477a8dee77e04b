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
}

const swedish: Words = {
  working: {
    fetch: "Hämtar återrapporter",
    answers: "Hämtar svaren",
    participation: "Hämtar deltagandet",
    prefill: "Skriver bladet",
    check: "Kontrollerar bladet",
    register: "Registrerar återrapporter",
    tags: "Sparar taggar",
    accept: "Godtar rättelsen",
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
  file: "Filen som bladet kom i",
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
    if (said.what === "accepted") return `Rättelsen från ${said.name} gäller nu.`;
    const { registered, returned, corrections, unidentified } = said.answer;
    return `${registered} registrerade, ${returned} åter, ${corrections} rättelser att godta, ${unidentified} utan känd mottagare.`;
  },
  correction: (received) => `Senare återrapport, inkom ${received}`,
  correctionFaulty: "Den har fel och kan inte godtas. Begär komplettering.",
  reason: "Skäl",
  accept: "Godta rättelsen",
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
    accept: "Accepting the correction",
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
  file: "The file that the sheet came in",
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
    if (said.what === "accepted") return `The correction from ${said.name} now stands.`;
    const { registered, returned, corrections, unidentified } = said.answer;
    return `${registered} registered, ${returned} returned, ${corrections} corrections to accept, ${unidentified} without a known recipient.`;
  },
  correction: (received) => `Later report-back, received ${received}`,
  correctionFaulty: "It has faults and cannot be accepted. Request completion.",
  reason: "Reason",
  accept: "Accept the correction",
};

export function reportBackWords({ language }: Pick<Texts, "language">): Words {
  return language === "sv" ? swedish : english;
}

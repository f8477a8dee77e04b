import type { RouteOutput } from "../../../shared/api.ts";
import type { Meaning } from "../../../shared/history/meanings.ts";
import { meaningName, meanings } from "../../../shared/history/meanings.ts";
import type { Question } from "../../../shared/history/read-history.ts";
import type { Texts } from "../texts.ts";

export type HistoryList = RouteOutput<"historyImports">["imports"];

/** The words of the import. Reasons come from the service and are Swedish. */
interface HistoryWords {
  readonly title: string;
  readonly about: string;
  readonly choose: string;
  readonly working: string;
  readonly sheet: (name: string, isRead: boolean) => string;
  readonly read: string;
  readonly readAs: Readonly<Record<"yes" | "no", string>>;
  readonly saved: (by: string, day: string) => string;
  readonly kind: string;
  readonly year: string;
  readonly column: (letter: string, heading: string) => string;
  readonly notRead: string;
  readonly meaning: Readonly<Record<Meaning, string>>;
  readonly unit: (heading: string) => string;
  readonly columnYear: (heading: string) => string;
  readonly questions: (count: number) => string;
  readonly question: Readonly<Record<Question["of"], (key: string) => string>>;
  readonly hint: Readonly<Record<Question["of"], string>>;
  readonly invalid: Readonly<Record<"names" | "amounts", string>>;
  readonly again: string;
  readonly changed: string;
  readonly rows: (imported: number, read: number, leftOut: number) => string;
  readonly kronor: (imported: string, leftOut: string) => string;
  readonly controls: (count: number, differing: number) => string;
  readonly leftOut: (count: number) => string;
  readonly more: (count: number) => string;
  readonly importIt: (rows: number) => string;
  readonly leave: string;
  readonly imported: (file: string, rows: number) => string;
  readonly withdrawn: (file: string) => string;
  readonly imports: (count: number) => string;
  readonly importedBy: (by: string, day: string, rows: number, kronor: string) => string;
  readonly withdrawnBy: (by: string, day: string) => string;
  readonly ground: string;
  readonly withdraw: (file: string) => string;
}

const swedish: HistoryWords = {
  title: "Läs in tidigare år",
  about: "Välj en gammal arbetsbok. Inget läses in förrän du har sett hur den förstås.",
  choose: "Välj arbetsbok",
  working: "Arbetar …",
  sheet: (name, isRead) => `${name}${isRead ? "" : " (läses inte)"}`,
  read: "Läs in bladet",
  readAs: { yes: "Ja", no: "Nej, utelämna det" },
  saved: (by, day) => `Tolkningen är sparad av ${by} ${day}.`,
  kind: "Raderna gäller",
  year: "Bladets år, där varken rubrik eller rad säger det",
  column: (letter, heading) => (heading === "" ? `Kolumn ${letter}` : `${letter}: ${heading}`),
  notRead: "läses inte",
  meaning: Object.fromEntries(meanings.map((one) => [one, meaningName(one)])) as Record<Meaning, string>,
  unit: (heading) => `${heading}, enhet`,
  columnYear: (heading) => `${heading}, år`,
  questions: (count) => `Frågor (${count})`,
  question: {
    colours: (key) => `Vad betyder färgen ${key}?`,
    names: (key) => `Vilken mottagare är ”${key}”?`,
    amounts: (key) => `Hur många kronor är ”${key}”?`,
  },
  hint: {
    colours: "Ett streck (–) om den inte betyder något.",
    names: "Mottagarens kod.",
    amounts: "Hela kronor.",
  },
  invalid: { names: "Skriv koden med siffror.", amounts: "Skriv hela kronor." },
  again: "Förhandsgranska igen",
  changed: "Du har ändrat tolkningen. Förhandsgranska igen innan du läser in.",
  rows: (imported, read, leftOut) => `${imported} av ${read} rader läses in, ${leftOut} utelämnas.`,
  kronor: (imported, leftOut) => `${imported} läses in, ${leftOut} utelämnas.`,
  controls: (count, differing) =>
    `Kontrollsummor (${count}${differing === 0 ? ", alla stämmer" : `, ${differing} skiljer`})`,
  leftOut: (count) => `Utelämnat och att bekräfta (${count})`,
  more: (count) => `${count} till visas i kalkylbladet efter inläsningen.`,
  importIt: (rows) => `Läs in ${rows} ${rows === 1 ? "rad" : "rader"}`,
  leave: "Avstå",
  imported: (file, rows) => `${rows} ${rows === 1 ? "rad är inläst" : "rader är inlästa"} från ${file}.`,
  withdrawn: (file) => `Inläsningen av ${file} är återtagen.`,
  imports: (count) => `Inlästa arbetsböcker (${count})`,
  importedBy: (by, day, rows, kronor) => `${by} ${day}: ${rows} ${rows === 1 ? "rad" : "rader"}, ${kronor}`,
  withdrawnBy: (by, day) => `Återtagen av ${by} ${day}`,
  ground: "Skäl",
  withdraw: (file) => `Ta tillbaka ${file}`,
};

const english: HistoryWords = {
  title: "Import earlier years",
  about: "Choose an old workbook. Nothing is imported before you have seen how it is understood.",
  choose: "Choose workbook",
  working: "Working …",
  sheet: (name, isRead) => `${name}${isRead ? "" : " (not read)"}`,
  read: "Read the sheet",
  readAs: { yes: "Yes", no: "No, leave it out" },
  saved: (by, day) => `The reading was saved by ${by} ${day}.`,
  kind: "The rows are about",
  year: "Year of the sheet, where neither heading nor row says it",
  column: (letter, heading) => (heading === "" ? `Column ${letter}` : `${letter}: ${heading}`),
  notRead: "not read",
  meaning: {
    recipient: "Recipient",
    code: "Code",
    county: "County",
    year: "Year",
    granted: "Granted",
    paid: "Paid out",
    consumed: "Consumed",
    carriedOver: "Carried over",
    repaid: "Repaid",
    dnr: "Registration number",
    status: "Status",
    note: "Note",
  },
  unit: (heading) => `${heading}, unit`,
  columnYear: (heading) => `${heading}, year`,
  questions: (count) => `Questions (${count})`,
  question: {
    colours: (key) => `What does the colour ${key} mean?`,
    names: (key) => `Which recipient is “${key}”?`,
    amounts: (key) => `How many kronor is “${key}”?`,
  },
  hint: {
    colours: "A dash (–) if it means nothing.",
    names: "Code of the recipient.",
    amounts: "Whole kronor.",
  },
  invalid: { names: "Write the code in digits.", amounts: "Write whole kronor." },
  again: "Preview again",
  changed: "You have changed the reading. Preview again before you import.",
  rows: (imported, read, leftOut) => `${imported} of ${read} rows are imported, ${leftOut} left out.`,
  kronor: (imported, leftOut) => `${imported} imported, ${leftOut} left out.`,
  controls: (count, differing) =>
    `Control sums (${count}${differing === 0 ? ", all agree" : `, ${differing} differ`})`,
  leftOut: (count) => `Left out and to confirm (${count})`,
  more: (count) => `${count} more are shown in the sheet after the import.`,
  importIt: (rows) => `Import ${rows} ${rows === 1 ? "row" : "rows"}`,
  leave: "Do not import",
  imported: (file, rows) => `${rows} ${rows === 1 ? "row" : "rows"} imported from ${file}.`,
  withdrawn: (file) => `The import of ${file} is taken back.`,
  imports: (count) => `Imported workbooks (${count})`,
  importedBy: (by, day, rows, kronor) => `${by} ${day}: ${rows} ${rows === 1 ? "row" : "rows"}, ${kronor}`,
  withdrawnBy: (by, day) => `Taken back by ${by} ${day}`,
  ground: "Reason",
  withdraw: (file) => `Take back ${file}`,
};

export function historyWords({ language }: Pick<Texts, "language">): HistoryWords {
  return language === "sv" ? swedish : english;
}

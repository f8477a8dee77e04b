import { headingKey } from "../headings.ts";

/** What an amount column of an old workbook may say, in the order the money travels. */
export const amountMeanings = ["granted", "paid", "consumed", "carriedOver", "repaid"] as const;
export type AmountMeaning = (typeof amountMeanings)[number];

/** What a column of an old workbook may mean. */
export const meanings = [
  "recipient",
  "code",
  "county",
  "year",
  ...amountMeanings,
  "dnr",
  "status",
  "note",
] as const;
export type Meaning = (typeof meanings)[number];

/** What kronor are counted in. */
export const units = ["kr", "tkr", "Mkr"] as const;
export type Unit = (typeof units)[number];
export const kronorIn: Readonly<Record<Unit, number>> = { kr: 1, tkr: 1_000, Mkr: 1_000_000 };

/** The Swedish word of each meaning, and other headings that are proposed as it. */
const words: Readonly<Record<Meaning, readonly [string, ...string[]]>> = {
  recipient: [
    "Mottagare",
    "Kommun",
    "Kommuner",
    "Region",
    "Landsting",
    "Namn",
    "Organisation",
    "Sökande",
    "Bidragsmottagare",
    "Huvudsökande",
  ],
  code: ["Kod", "Kommunkod", "Regionkod", "Kommunnr", "Kommunnummer", "Löpnummer"],
  county: ["Län", "Länsnamn"],
  year: ["År", "Bidragsår", "Budgetår", "Verksamhetsår"],
  granted: ["Beviljat", "Beviljat belopp", "Beviljade medel", "Beslutat belopp", "Tilldelat", "Bidrag"],
  paid: ["Utbetalt", "Utbetalat", "Utbetalt belopp", "Mottaget", "Mottagna medel", "Rekvirerat"],
  consumed: ["Förbrukat", "Förbrukat belopp", "Förbrukade medel", "Använt", "Använda medel"],
  carriedOver: ["Överfört", "Överförs", "Överförda medel", "Överfört till nästa år"],
  repaid: ["Återbetalt", "Återbetalat", "Återbetalning", "Återbetalda medel", "Återbetalas"],
  dnr: ["Dnr", "Diarienummer", "Diarienr"],
  status: ["Status", "Läge", "Markering"],
  note: ["Anmärkning", "Kommentar", "Kommentarer", "Noteringar", "Not", "Övrigt"],
};

const known: ReadonlyMap<string, Meaning> = new Map(
  meanings.flatMap((meaning) => words[meaning].map((text) => [headingKey(text), meaning] as const)),
);

export const meaningName = (meaning: Meaning): string => words[meaning][0];

export const isAmount = (meaning: Meaning | null): meaning is AmountMeaning =>
  (amountMeanings as readonly (string | null)[]).includes(meaning);

/** What a heading says, as a proposal for an official to confirm. */
export interface HeadingReading {
  readonly meaning: Meaning | null;
  /** The year and the unit that the heading itself names. */
  readonly year: number | null;
  readonly unit: Unit | null;
}

/** Reads the parts of a heading, the upper (grouping) first. */
export function readHeading(parts: readonly string[]): HeadingReading {
  const whole = parts.join(" ");
  const plain = parts.map((part) => headingKey(part.replaceAll(decoration, " ")));
  const keys = [plain.join(""), ...plain.toReversed(), ...plain.flatMap((key) => key.split("/"))];
  const meaning = keys.flatMap((key) => known.get(key) ?? [])[0] ?? null;
  return {
    meaning,
    year: isAmount(meaning) ? yearIn(whole) : null,
    unit: units.find((unit) => new RegExp(`(^|[^\\p{L}])${unit}($|[^\\p{L}])`, "iu").test(whole)) ?? null,
  };
}

/** A year, a unit and the brackets around them say nothing of what the amount is. */
const decoration = /\b(19|20)\d\d\b|\b(tkr|mkr|kr|kronor)\b|[()[\],]/gi;

/** The one year that a text names; null when it names none or several. */
export function yearIn(text: string): number | null {
  const years = new Set(text.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g));
  const [only] = years;
  return years.size === 1 ? Number(only) : null;
}

import type { Cell } from "../cell.ts";
import { parseDate } from "../dates.ts";
import { beginsLikeFormula } from "../formula-start.ts";
import { hiddenCharacters } from "../hidden-characters.ts";
import { formatKronor, parseKronor } from "../money.ts";
import { kindName, type RecipientId, type RecipientKind } from "../recipient.ts";
import type { ReportBackColumnId } from "./columns.ts";

/** What a report says, cell by cell. A value is null when its cell is empty or cannot be read. */
export interface ReportBackFacts {
  readonly cells: Readonly<Record<ReportBackColumnId, Cell>>;
  readonly kind: RecipientKind | null;
  /** The recipient, when it is one that was paid this year. */
  readonly recipient: RecipientId | null;
  /** Kronor paid to the recipient during the year. */
  readonly paid: number | null;
  readonly stated: number | null;
  readonly consumed: number | null;
  readonly repaid: number | null;
  readonly received: string | null;
  /** The worksheet row of an earlier report from the same recipient in the same sheet; 0 when there is none. */
  readonly earlierRow: number;
  /** ISO date. */
  readonly today: string;
}

/** A rule: the sentence that holds when all is well, its column, and the text for the one who must act. */
export interface ReportBackRule {
  readonly id: string;
  readonly sentence: string;
  readonly column: ReportBackColumnId;
  readonly holds: (facts: ReportBackFacts) => boolean;
  readonly text: (facts: ReportBackFacts) => string;
  /** The value that a safe fix would write. */
  readonly fix?: (facts: ReportBackFacts) => Cell | undefined;
}

const kr = (kronor: number | null): string => `${formatKronor(kronor ?? 0)} kronor`;

const filled = (cell: Cell): boolean => cell !== null && (typeof cell !== "string" || cell.trim() !== "");

function given(column: ReportBackColumnId, id: string, what: string): ReportBackRule {
  return {
    id,
    sentence: `Raden anger ${what}.`,
    column,
    holds: ({ cells }) => filled(cells[column]),
    text: () => `Fyll i ${what}.`,
  };
}

/** The amount is whole kronor and not below zero; text that is understood is offered as a number. */
function kronorRules(column: "consumed" | "repaid", word: string): ReportBackRule[] {
  return [
    {
      id: `${word}-tal`,
      sentence: `Beloppet i ${word} är ett antal hela kronor, noll eller mer.`,
      column,
      holds: (facts) => !filled(facts.cells[column]) || facts[column] !== null,
      text: () => "Fyll i antal hela kronor utan decimaler, 0 om det inte finns något belopp.",
    },
    {
      id: `${word}-skrivsatt`,
      sentence: `Beloppet i ${word} är ett tal, inte text.`,
      column,
      // A CSV file has no numbers: digits alone are all that it can say.
      holds: (facts) => facts[column] === null || String(facts.cells[column]) === String(facts[column]),
      text: (facts) => `Beloppet läses som ${kr(facts[column])}. Skriv det som ett tal.`,
      fix: (facts) => facts[column] ?? undefined,
    },
  ];
}

/** Every rule of the report-back sheet. A rule holds where a value it needs is not known: one cause, one problem. */
export const reportBackRules: readonly ReportBackRule[] = [
  given("kind", "mottagartyp-angiven", "mottagartyp: kommun, region eller ideell organisation"),
  {
    id: "mottagartyp-kand",
    sentence: "Mottagartypen är kommun, region eller ideell organisation.",
    column: "kind",
    holds: ({ cells, kind }) => !filled(cells.kind) || kind !== null,
    text: () => `Skriv ${kindName.municipality}, ${kindName.region} eller ${kindName.ngo}.`,
  },
  given("code", "kod-angiven", "mottagarens kod"),
  {
    id: "mottagare-fick-medel",
    sentence: "Mottagaren har fått medel utbetalda under året.",
    column: "code",
    holds: ({ cells, kind, recipient }) => !filled(cells.code) || kind === null || recipient !== null,
    text: () => "Kontrollera koden. Mottagaren har inte fått några medel utbetalda under året.",
  },
  {
    id: "en-aterrapport-per-mottagare",
    sentence: "Mottagaren återrapporterar en gång.",
    column: "code",
    holds: ({ earlierRow }) => earlierRow === 0,
    text: ({ earlierRow }) => `Behåll en av raderna. Mottagaren återrapporterar också på rad ${earlierRow}.`,
  },
  {
    id: "mottaget-belopp-stammer",
    sentence: "Det mottagna beloppet är det som har betalats ut.",
    column: "paid",
    holds: ({ cells, recipient, stated, paid }) =>
      !filled(cells.paid) || recipient === null || stated === paid,
    text: ({ paid }) => `Kontrollera beloppet. Utbetalt enligt Fördela är ${kr(paid)}.`,
  },
  given("consumed", "forbrukat-angivet", "hur mycket som har förbrukats, i hela kronor"),
  ...kronorRules("consumed", "forbrukat"),
  given("repaid", "aterbetalas-angivet", "hur mycket som återbetalas, i hela kronor (0 om inget)"),
  ...kronorRules("repaid", "aterbetalas"),
  {
    id: "forbrukat-hogst-mottaget",
    sentence: "Det förbrukade är högst det utbetalda.",
    column: "consumed",
    holds: ({ consumed, paid }) => consumed === null || paid === null || consumed <= paid,
    text: ({ paid }) =>
      `Kontrollera beloppet. Högst ${kr(paid)} kan vara förbrukat, så mycket har betalats ut.`,
  },
  {
    id: "summan-stammer",
    sentence: "Förbrukat och återbetalas är tillsammans det utbetalda.",
    column: "repaid",
    holds: ({ consumed, repaid, paid }) =>
      consumed === null || repaid === null || paid === null || consumed > paid || consumed + repaid === paid,
    text: ({ consumed, paid }) =>
      `Kontrollera beloppet. Av ${kr(paid)} är ${kr(consumed)} förbrukat; då återbetalas ${kr((paid ?? 0) - (consumed ?? 0))}.`,
  },
  {
    id: "orsak-angiven",
    sentence: "Den som återbetalar anger en orsak.",
    column: "reasons",
    holds: ({ cells, repaid }) => repaid === null || repaid === 0 || filled(cells.reasons),
    text: () => "Fyll i varför medlen inte har förbrukats.",
  },
  {
    id: "orsak-utan-formel",
    sentence: "Orsaken börjar inte som en formel och har inga dolda tecken.",
    column: "reasons",
    holds: ({ cells: { reasons } }) =>
      typeof reasons !== "string" ||
      (!beginsLikeFormula(reasons.trim()) && hiddenCharacters(reasons) === "none"),
    text: () => "Skriv om orsaken så att den inte börjar med =, +, - eller @ och inte har dolda tecken.",
  },
  given("received", "inkom-angivet", "vilken dag återrapporten kom in"),
  {
    id: "inkom-datum",
    sentence: "Dagen då återrapporten kom in är ett datum.",
    column: "received",
    holds: ({ cells, received }) => !filled(cells.received) || received !== null,
    text: () => "Skriv datumet som år-månad-dag, till exempel 2023-03-31.",
  },
  {
    id: "inkom-inte-efter-idag",
    sentence: "Återrapporten har kommit in senast i dag.",
    column: "received",
    holds: ({ received, today }) => received === null || received <= today,
    text: () => "Kontrollera datumet. Det ligger i framtiden.",
  },
];

/** Whole kronor, zero or more; null when the cell says something else. */
export function readKronor(cell: Cell): number | null {
  const read = parseKronor(cell);
  return read.ok && read.value.kronor >= 0 ? read.value.kronor : null;
}

/** ISO date, or null. */
export function readDate(cell: Cell): string | null {
  const read = parseDate(cell);
  return read.ok ? read.value.iso : null;
}

import type { Cell } from "../cell.ts";
import { parseDate } from "../dates.ts";
import { formatKronor, parseKronor } from "../money.ts";
import { kindName, type RecipientId, type RecipientKind } from "../recipient.ts";
import type { ReportBackColumnId } from "./columns.ts";
import { isFilled } from "./read-sheet.ts";

/** What a report says beside its answers, cell by cell. A value is null when its cell is empty or cannot be read. */
export interface ReportBackFacts {
  readonly cells: Readonly<Record<ReportBackColumnId, Cell>>;
  readonly kind: RecipientKind | null;
  /** The recipient, when it is one that is to report. */
  readonly recipient: RecipientId | null;
  /** Kronor paid to the recipient during the year. */
  readonly paid: number | null;
  readonly stated: number | null;
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
}

function given(column: ReportBackColumnId, id: string, what: string): ReportBackRule {
  return {
    id,
    sentence: `Raden anger ${what}.`,
    column,
    holds: ({ cells }) => isFilled(cells[column]),
    text: () => `Fyll i ${what}.`,
  };
}

const kindWords = Object.values(kindName)
  .join(", ")
  .replace(/, ([^,]+)$/, " eller $1");

/**
 * The rules of the columns that every year has, but for the answers. A rule holds where a value it needs is not known:
 * one cause, one problem.
 */
export const reportBackRules: readonly ReportBackRule[] = [
  given("kind", "mottagartyp-angiven", `mottagartyp: ${kindWords}`),
  {
    id: "mottagartyp-kand",
    sentence: `Mottagartypen är ${kindWords}.`,
    column: "kind",
    holds: ({ cells, kind }) => !isFilled(cells.kind) || kind !== null,
    text: () => `Skriv ${kindWords}.`,
  },
  given("code", "kod-angiven", "mottagarens kod"),
  {
    id: "mottagare-fick-medel",
    sentence: "Mottagaren har fått medel utbetalda under året.",
    column: "code",
    holds: ({ cells, kind, recipient }) => !isFilled(cells.code) || kind === null || recipient !== null,
    text: ({ kind }) =>
      kind === "agency"
        ? "Kontrollera koden. Myndigheten har inte fått några medel utbetalda under året; en länsstyrelse har sitt läns kod, till exempel 01."
        : "Kontrollera koden. Mottagaren har inte fått några medel utbetalda under året.",
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
      !isFilled(cells.paid) || recipient === null || stated === paid,
    text: ({ paid }) => `Kontrollera beloppet. Utbetalt enligt Fördela är ${formatKronor(paid ?? 0)} kronor.`,
  },
  given("received", "inkom-angivet", "vilken dag återrapporten kom in"),
  {
    id: "inkom-datum",
    sentence: "Dagen då återrapporten kom in är ett datum.",
    column: "received",
    holds: ({ cells, received }) => !isFilled(cells.received) || received !== null,
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

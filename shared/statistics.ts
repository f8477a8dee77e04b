import type { RecipientKey, RecipientKind } from "./recipient.ts";

/** What one recipient was paid and reported as consumed, in kronor. A recipient may stand on several lines (rounds). */
export interface RecipientOutcome extends RecipientKey {
  readonly paid: number;
  readonly consumed: number;
}

/** A year, or a period of years: kronor available per kind, and what came of it. */
export interface OutcomeInput {
  readonly available: Readonly<Partial<Record<RecipientKind, number>>>;
  readonly recipients: readonly RecipientOutcome[];
}

/** The rows of the published table "tillgängligt, mottaget och förbrukat" for one kind. Kronor. */
export interface ReceivedAndConsumed {
  readonly kind: RecipientKind;
  readonly available: number;
  readonly received: number;
  readonly consumed: number;
  /** Whole percent of the received money that was consumed, half rounded up; null when nothing was received. */
  readonly consumedPercent: number | null;
  /** Distinct recipients that received money: one that got it in two rounds or years counts once. */
  readonly recipients: number;
}

/**
 * One row per kind that had money available or received some, in the order municipality, region, NGO, agency.
 * The shape of table 2 in Myndigheten för vård- och omsorgsanalys, "Medel mot våld" (2023).
 */
export function receivedAndConsumed({ available, recipients }: OutcomeInput): readonly ReceivedAndConsumed[] {
  const sums = { municipality: nothing(), region: nothing(), ngo: nothing(), agency: nothing() };
  for (const { kind, code, paid, consumed } of recipients) {
    const sum = sums[kind];
    sum.received += paid;
    sum.consumed += consumed;
    if (paid > 0) sum.codes.add(code);
  }
  return kinds
    .map((kind) => rowOf(kind, available[kind] ?? 0, sums[kind]))
    .filter((row) => row.available > 0 || row.received > 0);
}

const kinds: readonly RecipientKind[] = ["municipality", "region", "ngo", "agency"];

/** Kronor of one kind, and the codes of those that received money. */
interface KindSum {
  received: number;
  consumed: number;
  readonly codes: Set<string>;
}

function nothing(): KindSum {
  return { received: 0, consumed: 0, codes: new Set() };
}

function rowOf(
  kind: RecipientKind,
  available: number,
  { received, consumed, codes }: KindSum,
): ReceivedAndConsumed {
  return {
    kind,
    available,
    received,
    consumed,
    consumedPercent: received > 0 ? percentHalfUp(consumed, received) : null,
    recipients: codes.size,
  };
}

// Whole numbers all the way: 0.5 of a percent must round up whatever binary fractions make of it.
function percentHalfUp(part: number, whole: number): number {
  return Math.floor((200 * part + whole) / (2 * whole));
}

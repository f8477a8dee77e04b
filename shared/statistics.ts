import { recipientId, type RecipientKey, type RecipientKind } from "./recipient.ts";

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
 * One row per kind that had money available or received some, in the order municipality, region, NGO.
 * The shape of table 2 in Myndigheten för vård- och omsorgsanalys, "Medel mot våld" (2023).
 */
export function receivedAndConsumed({ available, recipients }: OutcomeInput): readonly ReceivedAndConsumed[] {
  return kinds
    .map((kind) =>
      rowOf(
        kind,
        available[kind] ?? 0,
        recipients.filter((recipient) => recipient.kind === kind),
      ),
    )
    .filter((row) => row.available > 0 || row.received > 0);
}

const kinds: readonly RecipientKind[] = ["municipality", "region", "ngo"];

function rowOf(
  kind: RecipientKind,
  available: number,
  outcomes: readonly RecipientOutcome[],
): ReceivedAndConsumed {
  const received = outcomes.reduce((sum, { paid }) => sum + paid, 0);
  const consumed = outcomes.reduce((sum, outcome) => sum + outcome.consumed, 0);
  return {
    kind,
    available,
    received,
    consumed,
    consumedPercent: received > 0 ? percentHalfUp(consumed, received) : null,
    recipients: new Set(outcomes.filter(({ paid }) => paid > 0).map(recipientId)).size,
  };
}

// Whole numbers all the way: 0.5 of a percent must round up whatever binary fractions make of it.
function percentHalfUp(part: number, whole: number): number {
  return Math.floor((200 * part + whole) / (2 * whole));
}

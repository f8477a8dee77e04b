import type { RecipientKind } from "./recipient.ts";

/** How whole kronor are made of shares: largest remainder (största rest), or Sainte-Laguë (uddatalsmetoden). */
export type Rounding = "largest-remainder" | "sainte-lague";

/** How the key is computed in one round. Every field is a parameter of the decision. */
export interface KeyParameters {
  /** Kronor to each recipient with at most `limit` inhabitants. */
  readonly baseAmount: number;
  /** Inhabitants (invånargräns); null = every recipient gets the base amount (regions). */
  readonly limit: number | null;
  /** ISO date of the population used. */
  readonly populationDate: string;
  readonly rounding: Rounding;
}

/** How money not requisitioned is offered again to those who asked for more. */
export interface RedistributionParameters {
  /** Most kronor one recipient may get in redistribution; null = no cap. */
  readonly capPerRecipient: number | null;
  /** Most kronor redistributed in all; null = the whole pool. */
  readonly ceiling: number | null;
}

/** First and last ISO day, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/**
 * One round (omgång) of a year's budget: a category of recipients, an amount, the rules and the dates.
 * `assumptions` names, in Swedish, each field that no source states; it is shown wherever the round is.
 */
export interface Round {
  /** Stable id, e.g. "2022-kommun-1". */
  readonly id: string;
  readonly year: number;
  readonly kind: RecipientKind;
  /** Swedish name shown to officials. */
  readonly name: string;
  /** Kronor. */
  readonly amount: number;
  readonly purpose: string;
  readonly decision: { readonly date: string | null; readonly dnr: string | null; readonly source: string };
  /** "requisition": asked for up to the key's amount. "grant": decided per application, registered here. */
  readonly route: "requisition" | "grant";
  /** The round whose requisition also accepts this top-up (tilläggsmedel); null for a round of its own. */
  readonly topUpOf: string | null;
  /** null where amounts are not set by a key (NGOs). */
  readonly key: KeyParameters | null;
  /** null: money not requisitioned stays on the appropriation item. */
  readonly redistribution: RedistributionParameters | null;
  /** Requisition or application window. */
  readonly window: Period;
  /** The money may be used in this period. */
  readonly use: Period;
  /** ISO dates. */
  readonly reportBy: string;
  readonly repayBy: string;
  readonly assumptions: readonly string[];
}

/** A year of a programme: what was available per category, and the rounds that it was handed out in. */
export interface ProgrammeYear {
  readonly year: number;
  readonly programme: string;
  /** Kronor available per category, with source. */
  readonly available: Readonly<Partial<Record<RecipientKind, number>>>;
  readonly rounds: readonly Round[];
  readonly source: string;
}

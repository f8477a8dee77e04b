import type { RecipientKind } from "./recipient.ts";

/** What no source states, and why, in Swedish. Shown as "ej känt"; never a 0, and no number can be made of it. */
export interface Unknown {
  readonly unknown: string;
}
export type OrUnknown<T> = T | Unknown;

/** Who the money is for. In 2012-2015 the agencies that got some were the county boards, with rules of their own. */
export type GroupKind = RecipientKind | "county-board";

/** What a group has of rules or money, by the kind of its recipients: county boards are agencies. */
export function ofKind<T>(groups: Readonly<Partial<Record<GroupKind, T>>>, kind: GroupKind): T | undefined {
  return groups[kind] ?? (kind === "agency" ? groups["county-board"] : undefined);
}

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
  /** Kronor available per group, with source. */
  readonly available: Readonly<Partial<Record<GroupKind, number>>>;
  readonly rounds: readonly Round[];
  readonly source: string;
}

/**
 * A value with the days it holds, both included (`to` null: until further notice), and what it rests on: a published
 * source, or an assumption that begins "Antagande: ".
 */
export interface Dated<T> {
  /** ISO dates. */
  readonly from: string;
  readonly to: string | null;
  readonly value: T;
  readonly source: string | null;
  readonly assumption: string | null;
}

/** How the amount of each recipient comes about. */
export type AmountRule =
  /** Within a frame per county (ram per län). */
  | { readonly by: "frame" }
  /** By assessment of each application (bedömning). */
  | { readonly by: "assessment" }
  /** By the allocation key, with the population of 31 December the year before. */
  | { readonly by: "key"; readonly key: Omit<KeyParameters, "populationDate"> }
  /** Sums set by the decision: so many kronor to each of so many. */
  | {
      readonly by: "fixed";
      readonly sums: readonly { readonly to: string; readonly recipients: number; readonly each: number }[];
    };

/** What an applicant must meet (prestationskrav); `id` is kept with assessments and never changed. */
export interface Requirement {
  readonly id: string;
  readonly text: string;
}

/** What is to be ruled for a group of recipients. Texts are Swedish and stand in letters as they are. */
export interface Rules {
  readonly recipients: string;
  readonly decides: string;
  readonly route: "application" | "requisition";
  readonly amount: AmountRule;
  readonly requirements: readonly Requirement[];
  /** Money not requisitioned, offered again; null: it stays on the appropriation item. */
  readonly redistribution: string | null;
  /** May unspent money be used the year after? */
  readonly carryOver: "after-decision" | "by-itself" | "not-allowed";
  readonly repayment: string;
  readonly conditions: readonly string[];
  readonly appeal: string;
  /** The regulation (föreskrift) that the work is measured by. */
  readonly regulation: string;
  /** The id of a form in programmes/report-forms.ts. */
  readonly reportForm: string;
}

/** The rules of a group through a programme: for each subject what held when, oldest first, every day once. */
export type DatedRules = { readonly [Subject in keyof Rules]: readonly Dated<OrUnknown<Rules[Subject]>>[] };

/** Kronor from an item of the national budget (anslagspost), as "utgiftsområde 9, anslag 4:7, post 8". */
export interface Appropriation {
  readonly item: OrUnknown<string>;
  readonly amount: number;
  readonly purpose: string;
}

/** What the assignment costs beside the money to recipients. */
export interface Cost {
  readonly purpose: string;
  readonly amount: number;
}

/** A round as it is planned: what is not yet decided, or was never published, is unknown. A `Round` is one of these. */
export interface RoundPlan extends Omit<Round, "amount" | "window" | "use" | "reportBy" | "repayBy"> {
  readonly amount: OrUnknown<number>;
  readonly window: OrUnknown<Period>;
  readonly use: OrUnknown<Period>;
  readonly reportBy: OrUnknown<string>;
  readonly repayBy: OrUnknown<string>;
}

/** The money of a year: what there was for each group, where it came from, what became of it, and its rounds. */
export interface YearBudget {
  readonly year: number;
  /** Kronor. */
  readonly available: Readonly<Partial<Record<GroupKind, OrUnknown<number>>>>;
  /** Kronor granted, where published and less than what was available. */
  readonly granted: Readonly<Partial<Record<GroupKind, number>>>;
  readonly costs: readonly Cost[];
  readonly appropriations: OrUnknown<readonly Appropriation[]>;
  readonly rounds: readonly RoundPlan[];
  readonly source: string;
  /** What the sources say besides, and where they contradict each other; in Swedish. */
  readonly notes: readonly string[];
}

/** A programme period (programperiod): one set of rules, as data. */
export interface Programme {
  /** "2012-2015". */
  readonly id: string;
  readonly name: string;
  /** First and last day of its years. */
  readonly valid: Period;
  readonly source: string;
  /** Fictional programmes are for trying out, and say so wherever they are shown. */
  readonly fictional: boolean;
  readonly groups: Readonly<Partial<Record<GroupKind, DatedRules>>>;
  readonly years: readonly YearBudget[];
}

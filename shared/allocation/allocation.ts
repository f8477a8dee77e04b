import type { KeyParameters } from "../programme.ts";

/** A recipient that takes part in a round's allocation. */
export interface AllocationRecipient {
  readonly code: string;
  /** Inhabitants on the key's population date: a whole number above 0 (not read when `fixed` is given). */
  readonly population: number;
  /** Kronor already decided: the recipient never gets less. */
  readonly floor?: number;
  /** Kronor that the decision sets outside the key (as 666 666 kr to each of eighteen länsstyrelser). */
  readonly fixed?: number;
}

/** What a round hands out, to whom, and by which key. */
export interface AllocationInput {
  /** Whole kronor. */
  readonly amount: number;
  readonly key: Pick<KeyParameters, "baseAmount" | "limit" | "rounding">;
  readonly recipients: readonly AllocationRecipient[];
  /** What the decision says of a rest that nobody's key can take, when every amount is fixed: it is not handed out. */
  readonly rest?: "unallotted";
}

/** What an amount rests on: the key, an earlier decision that is higher than the key, or a sum set by the decision. */
export type AllotmentBasis = "key" | "floor" | "fixed";

/** One recipient's kronor. */
export interface Allotment {
  readonly code: string;
  readonly population: number;
  readonly basis: AllotmentBasis;
  readonly base: number;
  /** Befolkningsdel: amount - base, in whole kronor; 0 when the amount is fixed. */
  readonly share: number;
  readonly amount: number;
  /** Kronor that rounding added to the exact share rounded down: 0 or 1; by Sainte-Laguë, seldom, also others. */
  readonly roundingUp: number;
  /** What the key alone would have given a recipient with basis "floor"; else absent. */
  readonly keyAmount?: number;
}

/** The numbers of the key's division: with them any recipient's amount can be recomputed by hand. */
export interface Division {
  /** Kronor that the key hands out: the round's amount without fixed amounts and earlier decisions that stand. */
  readonly pot: number;
  readonly baseAmount: number;
  readonly limit: number | null;
  /** Recipients that get their amount by the key, and the sum of their inhabitants. */
  readonly recipients: number;
  readonly inhabitants: number;
  /** Kronor as base amounts, and kronor left to hand out by population. */
  readonly bases: number;
  readonly shared: number;
  /** How many shares were rounded up, and the last recipient that was (null: every share came out even). */
  readonly lifted: number;
  readonly lastLifted: {
    readonly code: string;
    readonly population: number;
    readonly remainder: number;
  } | null;
  /** By Sainte-Laguë alone: whose krona was the last, and which of its own it was (null: nothing to hand out). */
  readonly last?: { readonly code: string; readonly population: number; readonly krona: number } | null;
}

/** Something that the one who decides should see. It stops nothing. */
export type AllocationWarning = {
  readonly text: string;
} & (
  | {
      /** A recipient within 2 % of the limit; `otherSide` is what it would get there, null when the pot would not do. */
      readonly rule: "near-limit";
      readonly code: string;
      readonly population: number;
      readonly amount: number;
      readonly otherSide: number | null;
    }
  | {
      readonly rule: "earlier-decision-stands";
      readonly code: string;
      readonly floor: number;
      readonly keyAmount: number;
    }
  | { readonly rule: "rest-unallotted"; readonly rest: number }
);

/** A round handed out. The amounts and `rest` sum to `pot`, always. */
export interface Allocation {
  readonly pot: number;
  /** In the order of the input. */
  readonly recipients: readonly Allotment[];
  /** null when every amount is fixed. */
  readonly division: Division | null;
  /** Kronor that nobody gets; they stay on the appropriation item. */
  readonly rest: number;
  readonly warnings: readonly AllocationWarning[];
}

/** A reason why a round cannot be handed out; `text` says in Swedish what to do. */
export interface AllocationProblem {
  readonly rule:
    | "amount-is-whole-kronor"
    | "base-amount-is-whole-kronor"
    | "limit-is-whole-inhabitants"
    | "there-are-recipients"
    | "recipient-has-code"
    | "recipient-is-listed-once"
    | "population-is-known"
    | "populations-can-be-summed"
    | "decided-amount-is-whole-kronor"
    | "base-amounts-fit"
    | "decided-amounts-fit"
    | "rest-is-decided";
  readonly text: string;
  /** Position in the input, from 0; null when the fault is the round's. */
  readonly index: number | null;
  readonly code: string | null;
}

import type { CorrectionAct } from "./correction-acts.ts";

/** Kronor to a recipient by its code. */
export interface DecisionLine {
  readonly code: string;
  readonly amount: number;
}

/** One recipient's line of a correction: kronor it had by the decision, and has by it now. */
export interface CorrectionLine extends DecisionLine {
  readonly before: number;
  /** Kronor of a lowering that had been paid out already, claimed or not; negative when such a claim is lifted. */
  readonly reclaimed: number;
  /** Kronor of it that became a claim on the recipient (repayable); negative when the claim is lifted. */
  readonly claimed: number;
}

/** What a correction says of itself: which decision it corrects, how, and on which coded ground. */
export interface CorrectionOf {
  readonly corrects: string;
  readonly act: CorrectionAct;
  /** The id of a ground in correction.ts; null where the recipient declined. */
  readonly ground: string | null;
}

/** As much of a decision as these sums need. */
interface Summed {
  readonly id: string;
  readonly state: string;
  readonly correction?: CorrectionOf;
  readonly lines: readonly DecisionLine[];
}

/** As much of a payment order. */
interface Ordered {
  readonly decision: string;
  readonly state: string;
  readonly lines: readonly DecisionLine[];
  readonly returned?: readonly DecisionLine[];
}

/**
 * Kronor that a decision is about, which the delegation order goes by: its total, and of a correction the larger of
 * before and after for each recipient. Revoking a million is no smaller a matter than granting it.
 */
export function atStake({
  total,
  correction,
  lines,
}: Pick<Summed, "lines"> & { readonly correction?: CorrectionOf; readonly total: number }): number {
  if (correction === undefined) return total;
  return (lines as readonly CorrectionLine[]).reduce(
    (sum, { before, amount }) => sum + Math.max(before, amount),
    0,
  );
}

/** The decided corrections of a decision. */
export function correctionsOf<D extends Summed>(decisions: readonly D[], id: string): readonly D[] {
  return decisions.filter(({ state, correction }) => state === "decided" && correction?.corrects === id);
}

function correctionLines(decisions: readonly Summed[], id: string): readonly CorrectionLine[] {
  return correctionsOf(decisions, id).flatMap(({ lines }) => lines as readonly CorrectionLine[]);
}

/** Kronor per code that a decision gives with its corrections, in whatever order they are listed. */
export function amountsNow(decision: Summed, decisions: readonly Summed[]): Map<string, number> {
  const amounts = new Map(decision.lines.map(({ code, amount }) => [code, amount]));
  for (const { code, before, amount } of correctionLines(decisions, decision.id))
    amounts.set(code, (amounts.get(code) ?? 0) + amount - before);
  return amounts;
}

/** What the decided corrections of a round have taken back of what was paid, less what they lifted. Kronor. */
export type TakenBack = Pick<CorrectionLine, "reclaimed" | "claimed">;

/** The same per code. */
export function takenBack(decisions: readonly Summed[]): Map<string, TakenBack> {
  const sums = new Map<string, TakenBack>();
  for (const { state, correction, lines } of decisions)
    if (state === "decided" && correction !== undefined)
      for (const { code, reclaimed, claimed } of lines as readonly CorrectionLine[]) {
        const before = sums.get(code) ?? { reclaimed: 0, claimed: 0 };
        sums.set(code, { reclaimed: before.reclaimed + reclaimed, claimed: before.claimed + claimed });
      }
  return sums;
}

/** What stands of a decision for one recipient. Kronor. */
export interface Standing {
  readonly amount: number;
  /** Decided, not paid. */
  readonly unpaid: number;
  /** Claimed back by corrections, and not lifted. */
  readonly claimed: number;
}

/**
 * What stands of a decision for a recipient. What is on its account "payable" is the sum of `unpaid` over the round's
 * decisions, always.
 */
export function standingOf(
  decision: Summed,
  code: string,
  decisions: readonly Summed[],
  payments: readonly Ordered[],
): Standing {
  const amount = amountsNow(decision, decisions).get(code) ?? 0;
  const of = (lines: readonly DecisionLine[]): number =>
    lines.reduce((sum, line) => (line.code === code ? sum + line.amount : sum), 0);
  const paid = payments
    .filter((payment) => payment.decision === decision.id && payment.state === "paid")
    .reduce((sum, { lines, returned = [] }) => sum + of(lines) - of(returned), 0);
  const corrected = correctionLines(decisions, decision.id).filter((line) => line.code === code);
  const reclaimed = corrected.reduce((sum, line) => sum + line.reclaimed, 0);
  const claimed = corrected.reduce((sum, line) => sum + line.claimed, 0);
  return { amount, unpaid: amount - paid + reclaimed, claimed };
}

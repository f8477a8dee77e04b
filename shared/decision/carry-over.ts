import { formatKronor } from "../money.ts";
import { fail, ok, type Result } from "../result.ts";
import type { Changed } from "./correction.ts";
import type { Corrected } from "./correction-moves.ts";

/** What a decision on carrying over says beside the kronor that may be. */
export interface CarryOverTerms {
  /** ISO date: the last day for spending (sista förbrukningsdag). */
  readonly lastDay: string;
  /** Kronor of what was asked for that may not be carried over, and are to be paid back. */
  readonly repayable: number;
}

/**
 * The ISO day that what may not be carried over is due: the one for paying back, but of a decision made after that day
 * the claim sets another. null: not known here.
 */
export function refusedDue(repayBy: string, decided: string): string | null {
  return repayBy >= decided ? repayBy : null;
}

/** What a change of what may be carried over has to go by. Kronor. */
export interface CarryOverSituation {
  /** What the report asks to carry over. */
  readonly asked: number;
  /** What the recipient carries over now, and what it is to pay back that no other decision has claimed. */
  readonly carriedOver: number;
  readonly repayable: number;
  /** Whether the last day has passed and the recipient has accounted for what it consumed. */
  readonly accounted: boolean;
}

/**
 * What another amount to carry over does to the money: less is to be paid back, more is taken from what was to be.
 * Fails with the reason in Swedish.
 */
export function correctCarryOver(
  { code, before, after }: Changed,
  { asked, carriedOver, repayable, accounted }: CarryOverSituation,
): Result<Corrected> {
  if (accounted)
    return fail(
      `Mottagare ${code} har redovisat sina överförda medel, och beslutet om överföring ändras inte längre.`,
    );
  const less = before - after;
  if (less > carriedOver)
    return fail(
      `Mottagare ${code} har bara ${formatKronor(carriedOver)} kr överförda i omgången. Sänk mindre.`,
    );
  const most = before + Math.min(Math.max(0, asked - before), repayable);
  if (after > most)
    return fail(
      `Mottagare ${code} kan föra över högst ${formatKronor(most)} kr: vad återrapporten begär och som inte är återbetalat. Ange högst det.`,
    );
  return ok({
    line: { code, before, amount: after, reclaimed: 0, claimed: less },
    moves:
      less > 0
        ? [{ from: "carriedOver", to: "repayable", amount: less }]
        : [
            { from: "repayable", to: "held", amount: -less },
            { from: "held", to: "carriedOver", amount: -less },
          ],
  });
}

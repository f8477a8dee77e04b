import { formatKronor } from "../money.ts";
import { fail, ok, type Result } from "../result.ts";
import type { Changed } from "./correction.ts";
import { type Corrected, fromWhatIsLeft } from "./correction-moves.ts";

/** What a change of what a recipient is allotted has to go by. Kronor. */
export interface AllotmentSituation {
  /** Allotted and not decided: what is decided is changed in the decision on the requisition. */
  readonly allotted: number;
  /** What the round has left to raise amounts with. */
  readonly left: Readonly<Record<"budget" | "pool", number>>;
  /** Where money goes that is not allotted any more. */
  readonly unused: "budget" | "pool";
}

/**
 * What another amount by the key, or by redistribution, does to the money: less is free for others, more is allotted of
 * what the round has left. Nothing of it is paid before it is requisitioned. Fails with the reason in Swedish.
 */
export function correctAllotment(
  { code, before, after }: Changed,
  { allotted, left, unused }: AllotmentSituation,
): Result<Corrected> {
  const line: Corrected["line"] = { code, before, amount: after, reclaimed: 0, claimed: 0 };
  const less = before - after;
  if (less > allotted)
    return fail(
      `Mottagare ${code} har bara ${formatKronor(allotted)} kr som är tilldelade och inte beslutade. Sänk mindre, eller ändra först beslutet om rekvisitionen.`,
    );
  if (less > 0) return ok({ line, moves: [{ from: "allotted", to: unused, amount: less }] });
  const moves = fromWhatIsLeft(code, -less, left);
  return moves.ok ? ok({ line, moves: moves.value }) : moves;
}

import { ofKind, type Requirement, type Round } from "../programme.ts";
import { isUnknown, programmeOn, ruleDay, rulesOn } from "../programmes/dated.ts";
import { programmes } from "../programmes/programmes.ts";
import { rejectionGroundsOn } from "../requisition/rejection-grounds.ts";
import { type Ground, groundOn, groundsOn } from "./grounds.ts";
import { statementNeeded } from "./statements.ts";

/** What the rules of its day say of the applications to a round. */
export interface RoundRules {
  /** ISO date: the day whose rules the round goes by. */
  readonly day: string;
  /** None where they are not known. */
  readonly requirements: readonly Requirement[];
  readonly grounds: readonly Ground[];
  /** The authority whose statement a decision needs; null for none. */
  readonly needed: string | null;
}

export function roundRules(round: Round): RoundRules {
  const day = ruleDay(round);
  const group = ofKind(programmeOn(programmes, day)?.groups ?? {}, round.kind);
  const requirements = group && rulesOn(group, day).requirements?.value;
  return {
    day,
    requirements: requirements === undefined || isUnknown(requirements) ? [] : requirements,
    grounds: groundsOn(day),
    needed: statementNeeded(round.kind, day),
  };
}

/** Coded grounds, of applications and of rejected requisitions, as the texts of the round's day; a code that the day does not have is shown as it is. */
export function groundsInWords(codes: readonly string[], round: Round): string[] {
  const day = ruleDay(round);
  const rejections = rejectionGroundsOn(day);
  return codes.map((code) => (groundOn(code, day) ?? rejections.find(({ id }) => id === code))?.text ?? code);
}

import { ofKind, type Round } from "../programme.ts";
import { programmeOn, type RulesOfDay, rulesOn } from "./dated.ts";
import { programmes } from "./programmes.ts";
import { say, sayRule } from "./words.ts";

/** The rules of a round's recipients on an ISO day, by the programme that the round's year belongs to. */
export function rulesOfRound({ year, kind }: Round, day: string): RulesOfDay | undefined {
  const programme = programmeOn(programmes, `${year}-12-31`);
  const rules = ofKind(programme?.groups ?? {}, kind);
  // A decision late in a programme, or after it, goes by the last rules that it had.
  const { to = day } = programme?.valid ?? {};
  return rules && rulesOn(rules, day > to ? to : day);
}

/** The authority that decides on an ISO day, without whom it hears first: letters and reminders are from it. */
export function authorityOn(round: Round, day: string): string {
  const decides = rulesOfRound(round, day)?.decides?.value;
  return decides === undefined ? "Myndigheten" : say(decides, String).split(",")[0]!;
}

/** The conditions of a decision made on an ISO day, one a text; what is not known is said. */
export function conditionsOn(round: Round, day: string): readonly string[] {
  const conditions = rulesOfRound(round, day)?.conditions?.value;
  if (conditions === undefined) return ["ej känt"];
  return "unknown" in conditions ? [say(conditions, String)] : conditions;
}

/** How a decision of an ISO day may be appealed, as it stands in the letter; what is not known is said. */
export function appealOn(round: Round, day: string): string {
  const appeal = rulesOfRound(round, day)?.appeal?.value;
  return appeal === undefined ? "ej känt" : sayRule("appeal", appeal);
}

/** The appropriation items (anslagsposter) that a round is paid from, as far as they are known. */
export function appropriationsOf({ year }: Round): readonly string[] {
  const budget = programmeOn(programmes, `${year}-12-31`)?.years.find((one) => one.year === year);
  const found = budget?.appropriations;
  if (found === undefined) return ["ej känt"];
  if ("unknown" in found) return [say(found, String)];
  return found.map(({ item, purpose }) => `${say(item, String)} (${purpose})`);
}

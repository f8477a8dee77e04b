import { canonical } from "../../functions/audit.ts";
import { allocate } from "../../shared/allocation/allocate.ts";
import { allocateByKey } from "../../shared/allocation/by-key.ts";
import { buildNameIndex } from "../../shared/names.ts";
import type { AmountRule, GroupKind, OrUnknown, Programme, Round } from "../../shared/programme.ts";
import { programmeOn, ruleDay, rulesOn } from "../../shared/programmes/dated.ts";
import { findRound, roundsOf } from "../../shared/programmes/index.ts";
import { programmes } from "../../shared/programmes/programmes.ts";
import { r1Grants2013 } from "../../shared/published/r1-grants-2013.ts";
import { swedishRegister } from "../../shared/register/swedish-register.ts";

const register = swedishRegister();

function programmeOf(day: string): Programme {
  const programme = programmeOn(programmes, day);
  if (programme === undefined) throw new Error(`no programme on ${day}`);
  return programme;
}

/** What the rules of a day say of a group, as they stand in a decision. */
function rulesIn(kind: GroupKind, day: string): Record<string, unknown> {
  const rules = rulesOn(programmeOf(day).groups[kind]!, day);
  return Object.fromEntries(Object.entries(rules).map(([subject, line]) => [subject, line?.value]));
}

function header(round: Round): Record<string, unknown> {
  const { id, name, amount, decision, key, use, reportBy, repayBy, assumptions } = round;
  const day = ruleDay(round);
  return {
    round: { id, name, amount, decision, key, use, reportBy, repayBy, assumptions },
    day,
    rules: rulesIn(round.kind, day),
  };
}

/** A decision by key: [code, inhabitants, base amount, population part, kronor] a line. */
function byKey(round: Round): Record<string, unknown> {
  const result = allocateByKey(round, register);
  if (!result.ok) throw new Error(result.error);
  const { recipients, rest, division } = result.value;
  const lines = recipients.map((one) => [one.code, one.population, one.base, one.share, one.amount]);
  return { ...header(round), division, lines, rest };
}

/** The municipal grants of 2013, matched with codes by name; a district and a federation have no code of their own. */
function grants2013(): Record<string, unknown> {
  const names = buildNameIndex(register.entries);
  const round = findRound("2013-kommun")!;
  const lines = r1Grants2013.rows.map(({ number, name, type, amount, assumed }) => {
    const city = type === "federation" ? null : names.find("municipality", name.split(",")[0]!);
    return [number, city?.code ?? null, type, name, amount, assumed];
  });
  const granted = r1Grants2013.rows.reduce((sum, { amount }) => sum + amount, 0);
  return { ...header(round), note: r1Grants2013.note, lines, rest: round.amount - granted };
}

/** Sums fixed by the decision, to as many recipients as it says. */
function fixedSums(kind: GroupKind, year: number): Record<string, unknown> {
  const day = `${year}-01-01`;
  const { amount } = rulesIn(kind, day) as { readonly amount: OrUnknown<AmountRule> };
  const available = programmeOf(day).years.find((one) => one.year === year)!.available[kind];
  if (!("by" in amount) || amount.by !== "fixed" || typeof available !== "number")
    throw new Error("no fixed sums");
  const recipients = amount.sums
    .flatMap(({ recipients: count, each }) => Array.from({ length: count }, () => each))
    .map((fixed, at) => ({ code: String(at + 1).padStart(2, "0"), population: 0, fixed }));
  const key = { baseAmount: 0, limit: null, rounding: "largest-remainder" } as const;
  const result = allocate({ amount: available, key, recipients, rest: "unallotted" });
  if (!result.ok) throw new Error(result.error.map(({ text }) => text).join(" "));
  const lines = result.value.recipients.map((one) => [one.code, one.amount]);
  return { group: kind, year, rules: rulesIn(kind, day), lines, rest: result.value.rest };
}

/** The decisions of a year as they are computed today, one a line, in canonical JSON. */
export function decisionsOf(year: number): string {
  const decisions =
    year === 2013
      ? [grants2013(), fixedSums("county-board", year)]
      : roundsOf(year)
          .filter(({ key }) => key !== null)
          .map(byKey);
  return decisions.map((decision) => `${canonical(decision)}\n`).join("");
}

import { Refusal } from "../../shared/errors.ts";
import type { Round } from "../../shared/programme.ts";
import { findRound, roundsOf } from "../../shared/programmes/index.ts";
import { buildRegister } from "../../shared/register.ts";
import { registerEntries } from "../../shared/register/entries.ts";
import type { Head } from "../store/model.ts";

export function roundOf(id: string): Round {
  const round = findRound(id);
  if (!round) throw new Refusal("not-found", `Omgången ${id} finns inte. Välj en omgång i listan.`);
  return round;
}

export function roundsOfYear(year: number): readonly Round[] {
  const rounds = roundsOf(year);
  if (rounds.length === 0)
    throw new Refusal("not-found", `Det finns inga omgångar för ${year}. Välj ett annat år.`);
  return rounds;
}

/** The round whose requisitions and report-backs a round goes by: itself, or the one it tops up. */
export function caseRound(round: Round): Round {
  return round.topUpOf === null ? round : roundOf(round.topUpOf);
}

/** The audit chain of what came in a year and belongs to no round. */
export function yearChain(year: number): string {
  return String(year);
}

export function isYearChain(chain: string): boolean {
  return /^\d{4}$/.test(chain);
}

/** The round with the money that a later decision gave it, as of an ISO day when one is given. */
export function withMoney<R extends Round>(round: R, { moneyDecision }: Head, asOf?: string): R {
  if (moneyDecision === undefined || (asOf !== undefined && asOf < moneyDecision.date)) return round;
  const { amount, date, dnr } = moneyDecision;
  return { ...round, amount, decision: { ...round.decision, date, dnr } };
}

/** Who there is; inhabitants are apart (`populationOn`). Entries never change during a year. */
export const register = buildRegister({ entries: registerEntries, populations: [] });

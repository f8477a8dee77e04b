import type { AllocationWarning, Allotment, Division } from "./allocation.ts";
import { exactShare } from "./exact-share.ts";
import { formatKronor as kr } from "../money.ts";

/** Recipients this many per cent of the limit from it are warned for: a few inhabitants decide about a base amount. */
const PER_CENT = 2;

/** A warning for each recipient that the key gave an amount within 2 % of the limit, on either side. */
export function nearLimit(recipients: readonly Allotment[], division: Division | null): AllocationWarning[] {
  const limit = division?.limit ?? 0;
  if (division === null || limit === 0 || division.baseAmount === 0) return [];
  return recipients
    .filter(
      ({ basis, population }) => basis === "key" && Math.abs(population - limit) * 100 <= limit * PER_CENT,
    )
    .map(({ code, population, amount }) => {
      const otherSide = amountOnOtherSide(population, division, limit);
      return {
        rule: "near-limit",
        code,
        population,
        amount,
        otherSide,
        text: text(code, population, amount, otherSide, limit),
      };
    });
}

/**
 * What the recipient would get at the nearest population on the other side of the limit, everybody else unchanged:
 * kronor rounded down, so within 1 kr. null when the pot would not cover one more base amount.
 */
function amountOnOtherSide(population: number, division: Division, limit: number): number | null {
  const entitled = population <= limit;
  const there = entitled ? limit + 1 : limit;
  const shared = division.shared + (entitled ? division.baseAmount : -division.baseAmount);
  if (shared < 0) return null;
  const inhabitants = division.inhabitants - population + there;
  return (entitled ? 0 : division.baseAmount) + exactShare(shared, there, inhabitants).whole;
}

function text(
  code: string,
  population: number,
  amount: number,
  otherSide: number | null,
  limit: number,
): string {
  const side = population <= limit ? "högst" : "fler än";
  const other = population <= limit ? "över" : "vid";
  const there =
    otherSide === null ? "skulle beloppet inte räcka" : `vore beloppet omkring ${kr(otherSide)} kr`;
  return (
    `Mottagare ${code} har ${kr(population)} invånare, ${side} ${kr(limit)}, och får ${kr(amount)} kr; ` +
    `strax ${other} invånargränsen ${there}. Kontrollera invånarantalet och invånargränsen innan beslutet.`
  );
}

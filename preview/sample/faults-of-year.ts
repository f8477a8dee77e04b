import { dice, shuffled } from "./dice.ts";
import { plantedFaults, type PlantedFault, type Trait } from "./planted-faults.ts";
import { fittedSeed, neighbourOf, type SampleRecipient, type SampleYear } from "./sample-year.ts";
import { trueRow } from "./true-row.ts";

/**
 * The faults planted in the requisition file of a year: the committed list in the fitted year; in other years about
 * two thirds of the same kinds, each with another recipient of the same sort.
 */
export function faultsOfYear(year: SampleYear): readonly PlantedFault[] {
  if (year.seed === fittedSeed) return plantedFaults;
  const roll = dice(year.seed);
  // Every other recipient, so that no two neighbours have faults.
  const free = shuffled(
    roll,
    "recipients with faults",
    year.recipients.filter((_, index) => index % 2 === 1),
    ({ round, code }) => `${round}|${code}`,
  );
  const taken = new Set<SampleRecipient>();
  return plantedFaults
    .filter((_, index) => roll(`planted|${String(index)}`) < 0.65)
    .flatMap((fault) => {
      const recipient = free.find((candidate) => !taken.has(candidate) && suits(year, fault, candidate));
      if (recipient === undefined) return [];
      taken.add(recipient);
      return [{ ...fault, code: recipient.code }];
    });
}

/** Whether the change is one fault in the row of this recipient too. */
function suits(year: SampleYear, { round, needs }: PlantedFault, recipient: SampleRecipient): boolean {
  // Neither kind of account nor representative depends on amounts.
  const row = trueRow(year, recipient, () => 0, "first");
  const neighbour = trueRow(year, neighbourOf(year, recipient), () => 0, "first");
  const has: Readonly<Record<Trait, boolean>> = {
    representative: row.representative !== null,
    "asks less": recipient.asksLess > 0,
    "zero first in code": recipient.code.startsWith("0"),
    "å, ä or ö in name": /[åäö]/.test(recipient.name),
    "neighbour's kind of account": row.accountKind === neighbour.accountKind,
  };
  return (
    recipient.round === round &&
    has.representative === (needs === "representative") &&
    has["asks less"] === (needs === "asks less") &&
    (needs === undefined || has[needs])
  );
}

import type { AllocationInput, AllocationProblem, AllocationRecipient } from "./allocation.ts";
import { formatKronor as kr } from "../money.ts";

/** Every fault that can be seen before anything is computed; empty when the key can be applied. */
export function inputFaults(input: AllocationInput): AllocationProblem[] {
  return [...roundFaults(input), ...recipientFaults(input.recipients)];
}

/** A fault of the round as a whole. */
export function roundFault(rule: AllocationProblem["rule"], text: string): AllocationProblem {
  return { rule, text, index: null, code: null };
}

/** The fault of a pot that does not cover the base amounts; both sums are named. `decided`: kronor taken beforehand. */
export function basesDoNotFit(pot: number, bases: number, entitled: number, decided = 0): AllocationProblem {
  const left = decided > 0 ? `${kr(pot)} kr (sedan ${kr(decided)} kr redan är beslutade)` : `${kr(pot)} kr`;
  return roundFault(
    "base-amounts-fit",
    `Beloppet ${left} räcker inte till grundbeloppen, som är ${kr(bases)} kr för ${kr(entitled)} mottagare. ` +
      "Höj beloppet, sänk grundbeloppet eller sänk invånargränsen.",
  );
}

/** The fault of populations whose sum passes 2^53 - 1. */
export const tooManyInhabitants =
  "Kontrollera invånarantalen: tillsammans är de fler än vad som kan räknas exakt.";

/** Whether a number is a whole, non-negative amount that arithmetic keeps exact (at most 2^53 - 1). */
export function isWhole(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function roundFaults({ amount, key, recipients }: AllocationInput): AllocationProblem[] {
  const faults: AllocationProblem[] = [];
  if (!isWhole(amount)) {
    faults.push(
      roundFault(
        "amount-is-whole-kronor",
        "Fyll i omgångens belopp i hela kronor, 0 eller mer, utan decimaler.",
      ),
    );
  }
  if (!isWhole(key.baseAmount)) {
    faults.push(
      roundFault(
        "base-amount-is-whole-kronor",
        "Fyll i grundbeloppet i hela kronor, 0 eller mer, utan decimaler.",
      ),
    );
  }
  if (key.limit !== null && !isWhole(key.limit)) {
    faults.push(
      roundFault(
        "limit-is-whole-inhabitants",
        "Fyll i invånargränsen som ett helt antal invånare, 0 eller mer, eller lämna den tom om alla ska få grundbelopp.",
      ),
    );
  }
  if (recipients.length === 0) {
    faults.push(roundFault("there-are-recipients", "Ange minst en mottagare att fördela beloppet till."));
  }
  return faults;
}

function recipientFaults(recipients: readonly AllocationRecipient[]): AllocationProblem[] {
  const first = new Map<string, number>();
  const faults: AllocationProblem[] = [];
  recipients.forEach((recipient, index) => {
    const { code } = recipient;
    const report = (rule: AllocationProblem["rule"], text: string) =>
      faults.push({ rule, text, index, code });
    const earlier = first.get(code);
    if (code === "") report("recipient-has-code", "Ange mottagarens kod, till exempel 0180.");
    else if (earlier !== undefined) {
      report(
        "recipient-is-listed-once",
        `Ta bort den ena av de två raderna för mottagare ${code}: koden finns redan som mottagare nr ${kr(earlier + 1)}.`,
      );
    } else first.set(code, index);
    if (recipient.fixed === undefined && !(isWhole(recipient.population) && recipient.population > 0)) {
      report(
        "population-is-known",
        `Ange antalet invånare för mottagare ${code} som ett helt tal större än 0, eller ta bort mottagaren ur omgången.`,
      );
    }
    if (!isWhole(recipient.floor ?? 0) || !isWhole(recipient.fixed ?? 0)) {
      report(
        "decided-amount-is-whole-kronor",
        `Ange det beslutade beloppet för mottagare ${code} i hela kronor, 0 eller mer, utan decimaler.`,
      );
    }
  });
  const known = recipients.filter(({ fixed }) => fixed === undefined);
  const inhabitants = known.reduce((sum, { population }) => sum + Math.max(population, 0), 0);
  if (faults.length === 0 && !isWhole(inhabitants)) {
    faults.push(roundFault("populations-can-be-summed", tooManyInhabitants));
  }
  return faults;
}

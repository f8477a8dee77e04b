import { allocate } from "../../../shared/allocation/allocate.ts";
import { roundsOf } from "../../../shared/programmes/index.ts";
import { swedishRegister } from "../../../shared/register/swedish-register.ts";

const register = swedishRegister();

/** Kronor by the key of each round of 2022; undefined for a recipient outside the round. */
export function amountByKey(round: string, code: string): number | undefined {
  return amounts.get(`${round}|${code}`);
}

/** Kronor by the key of each round of 2022. Throws for a recipient outside the round. */
export function allottedByKey(round: string, code: string): number {
  const amount = amountByKey(round, code);
  if (amount === undefined) throw new Error(`${round} allots nothing to ${code}.`);
  return amount;
}

const amounts: ReadonlyMap<string, number> = new Map(
  roundsOf(2022).flatMap(({ id, kind, amount, key }) => {
    if (kind === "ngo" || kind === "agency" || key === null) return [];
    const { inhabitants } = register.populationOn(key.populationDate)!;
    const recipients = register
      .list(kind)
      .map(({ code }) => ({ code, population: inhabitants[kind].get(code)! }));
    const allocation = allocate({ amount, key, recipients });
    if (!allocation.ok) throw new Error(allocation.error.map(({ text }) => text).join(" "));
    return allocation.value.recipients.map(({ code, amount: kronor }) => [`${id}|${code}`, kronor] as const);
  }),
);

import { formatKronor as kr } from "../money.ts";
import type { Round } from "../programme.ts";
import type { Register } from "../register.ts";
import { fail, ok, type Result } from "../result.ts";
import { allocate } from "./allocate.ts";
import type { Allocation } from "./allocation.ts";

/**
 * What a round's own key gives every recipient in the register, with the population of the key's date: the key as it
 * is stated, before anybody has decided it. The reason in Swedish when it cannot be computed.
 */
export function allocateByKey(
  { id, kind, key, amount, name }: Round,
  register: Register,
): Result<Allocation> {
  if (key === null || kind === "ngo" || kind === "agency") {
    return fail(
      `${name} (${id}) har ingen nyckel: varje belopp bestäms efter bedömning av ansökan, högst ${kr(amount)} kr i allt.`,
    );
  }
  const population = register.populationOn(key.populationDate)?.inhabitants[kind];
  if (population === undefined) return fail(`Folkmängden den ${key.populationDate} finns inte i registret.`);
  const recipients = [...population].map(([code, inhabitants]) => ({ code, population: inhabitants }));
  const result = allocate({ amount, key, recipients });
  return result.ok ? ok(result.value) : fail(result.error.map(({ text }) => text).join(" "));
}

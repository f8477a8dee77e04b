import { fail, ok, type Result } from "../result.ts";
import { allocateAmounts, type Amounts } from "./amounts.ts";
import { exactShare } from "./exact-share.ts";
import type {
  Allocation,
  AllocationInput,
  AllocationProblem,
  AllocationRecipient,
  AllocationWarning,
  Allotment,
  Division,
} from "./allocation.ts";
import { nearLimit } from "./cliff.ts";
import type { LastKrona } from "./sainte-lague.ts";
import { basesDoNotFit, inputFaults, roundFault } from "./faults.ts";
import { formatKronor as kr } from "../money.ts";

/**
 * Hands out a round by its key, exactly to the krona. Nobody gets less than an earlier decision (`floor`): what that
 * takes comes from the others, by the key. All faults are reported together; source of the key: programme.ts.
 */
export function allocate(input: AllocationInput): Result<Allocation, AllocationProblem[]> {
  const faults = inputFaults(input);
  if (faults.length > 0) return fail(faults);

  const fixed = sum(input.recipients, (recipient) => recipient.fixed ?? 0);
  const floors = sum(input.recipients, (recipient) =>
    recipient.fixed === undefined ? (recipient.floor ?? 0) : 0,
  );
  if (fixed + floors > input.amount) return fail([decidedDoNotFit(input.amount, fixed + floors)]);

  const byKey = input.recipients.flatMap(({ fixed }, index) => (fixed === undefined ? [index] : []));
  const settled = settle(input, byKey, input.amount - fixed);
  if (!settled.ok) return settled;
  const rest = byKey.length === 0 ? input.amount - fixed : 0;
  if (rest > 0 && input.rest === undefined) return fail([restNotDecided(rest)]);

  const { allotments, division } = settled.value;
  const recipients = input.recipients.map(
    (recipient, index) => allotments.get(index) ?? fixedAllotment(recipient),
  );
  return ok({
    pot: input.amount,
    recipients,
    division,
    rest,
    warnings: [...nearLimit(recipients, division), ...standing(recipients), ...unallotted(rest)],
  });
}

interface Settled {
  readonly allotments: ReadonlyMap<number, Allotment>;
  readonly division: Division | null;
}

/**
 * Applies the key, lets earlier decisions that are higher than the key stand, and applies the key again to what is
 * left, until nobody is below an earlier decision. Each turn settles at least one recipient, so it ends.
 */
function settle(
  { amount: total, recipients, key }: AllocationInput,
  byKey: readonly number[],
  forKey: number,
): Result<Settled, AllocationProblem[]> {
  const allotments = new Map<number, Allotment>();
  const settleTurn = (open: readonly number[], pot: number): Result<Settled, AllocationProblem[]> => {
    if (open.length === 0) return ok({ allotments, division: null });
    const members = open.map((index) => recipients[index]!);
    const entitled = members.filter(({ population }) => population <= (key.limit ?? Infinity)).length;
    if (entitled * key.baseAmount > pot) {
      return fail([basesDoNotFit(pot, entitled * key.baseAmount, entitled, total - pot)]);
    }
    const result = allocateAmounts(
      Float64Array.from(members, ({ population }) => population),
      {
        pot,
        base: key.baseAmount,
        limit: key.limit,
        rounding: key.rounding,
        compareCodes: (i, j) => (members[i]!.code < members[j]!.code ? -1 : 1),
      },
    );
    const below = (at: number) => result.amounts[at]! < (members[at]!.floor ?? 0);
    if (members.some((_, at) => below(at))) {
      members.forEach((recipient, at) => {
        if (below(at)) allotments.set(open[at]!, floorAllotment(recipient, key, result.amounts[at]!));
      });
      const stands = sum(members, ({ floor = 0 }, at) => (below(at) ? floor : 0));
      return settleTurn(
        open.filter((_, at) => !below(at)),
        pot - stands,
      );
    }
    const division = divisionOf(members, key, pot, result);
    members.forEach((recipient, at) => {
      allotments.set(open[at]!, keyAllotment(recipient, division, result.amounts[at]!));
    });
    return ok({ allotments, division });
  };
  return settleTurn(byKey, forKey);
}

function divisionOf(
  members: readonly AllocationRecipient[],
  key: AllocationInput["key"],
  pot: number,
  { inhabitants, bases, lifted, lastLifted, last: lastKrona }: Amounts,
): Division {
  const shared = pot - bases;
  const last = members[lastLifted];
  return {
    pot,
    baseAmount: key.baseAmount,
    limit: key.limit,
    recipients: members.length,
    inhabitants,
    bases,
    shared,
    lifted,
    lastLifted: last
      ? {
          code: last.code,
          population: last.population,
          remainder: exactShare(shared, last.population, inhabitants).remainder,
        }
      : null,
    ...(lastKrona !== undefined && { last: lastKrona === null ? null : lastOf(members, lastKrona) }),
  };
}

function lastOf(
  members: readonly AllocationRecipient[],
  { index, krona }: LastKrona,
): NonNullable<Division["last"]> {
  const { code, population } = members[index]!;
  return { code, population, krona };
}

function keyAllotment(
  { code, population }: AllocationRecipient,
  division: Division,
  amount: number,
): Allotment {
  const { limit, baseAmount, shared, inhabitants } = division;
  const base = population <= (limit ?? Infinity) ? baseAmount : 0;
  const roundingUp = amount - base - exactShare(shared, population, inhabitants).whole;
  return { code, population, basis: "key", base, share: amount - base, amount, roundingUp };
}

function floorAllotment(
  { code, population, floor = 0 }: AllocationRecipient,
  key: AllocationInput["key"],
  keyAmount: number,
): Allotment {
  const base = population <= (key.limit ?? Infinity) ? key.baseAmount : 0;
  return {
    code,
    population,
    basis: "floor",
    base,
    share: floor - base,
    amount: floor,
    roundingUp: 0,
    keyAmount,
  };
}

function fixedAllotment({ code, population, fixed = 0 }: AllocationRecipient): Allotment {
  return { code, population, basis: "fixed", base: 0, share: 0, amount: fixed, roundingUp: 0 };
}

function decidedDoNotFit(pot: number, decided: number): AllocationProblem {
  return roundFault(
    "decided-amounts-fit",
    `Beloppet ${kr(pot)} kr räcker inte till de belopp som redan är beslutade, ${kr(decided)} kr. ` +
      "Höj beloppet eller rätta de beslutade beloppen.",
  );
}

function restNotDecided(rest: number): AllocationProblem {
  return roundFault(
    "rest-is-decided",
    `${kr(rest)} kr blir över när alla belopp är bestämda. Ange att resten inte fördelas, eller ändra beloppen.`,
  );
}

function standing(recipients: readonly Allotment[]): AllocationWarning[] {
  return recipients.flatMap(({ code, amount: floor, basis, keyAmount }) =>
    basis === "floor" && keyAmount !== undefined
      ? [
          {
            rule: "earlier-decision-stands" as const,
            code,
            floor,
            keyAmount,
            text:
              `Mottagare ${code} behåller ${kr(floor)} kr enligt tidigare beslut. ` +
              `Nyckeln skulle ha gett ${kr(keyAmount)} kr; skillnaden tas från de andra mottagarna.`,
          },
        ]
      : [],
  );
}

function unallotted(rest: number): AllocationWarning[] {
  const text = `${kr(rest)} kr fördelas inte och ligger kvar på anslagsposten.`;
  return rest === 0 ? [] : [{ rule: "rest-unallotted", rest, text }];
}

function sum<T>(items: readonly T[], value: (item: T, at: number) => number): number {
  return items.reduce((total, item, at) => total + value(item, at), 0);
}

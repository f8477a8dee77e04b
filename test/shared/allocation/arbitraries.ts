import fc from "fast-check";
import { allocate } from "../../../shared/allocation/allocate.ts";
import type {
  Allocation,
  AllocationInput,
  AllocationRecipient,
} from "../../../shared/allocation/allocation.ts";

/** A key without base amounts. */
export const key = { baseAmount: 0, limit: 0, rounding: "largest-remainder" } as const;

/** Recipients written as ["0180", 978 770] pairs. */
export function recipients(
  ...rows: readonly (readonly [code: string, population: number])[]
): AllocationRecipient[] {
  return rows.map(([code, population]) => ({ code, population }));
}

/** Populations of one country: tiny (so that remainders tie between unequal recipients), real, equal, or all kinds. */
const populations = fc
  .constantFrom(
    fc.integer({ min: 1, max: 5 }),
    fc.integer({ min: 2_000, max: 1_000_000 }),
    fc.constantFrom(1, 30_000, 30_001, 2 ** 40),
    fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 2_000, max: 1_000_000 })),
  )
  .chain((population) => fc.array(population, { minLength: 60, maxLength: 60 }));

/** 1 to 60 recipients with distinct codes, in no particular order. */
export const manyRecipients = fc
  .tuple(fc.uniqueArray(fc.integer({ min: 0, max: 9_999 }), { minLength: 1, maxLength: 60 }), populations)
  .map(([codes, populations]) =>
    codes.map((code, i) => ({ code: String(code).padStart(4, "0"), population: populations[i]! })),
  );

/** A round whose amount covers its base amounts: no base, some, or all; from an empty pot to thousands of milliards. */
export const input: fc.Arbitrary<AllocationInput> = fc
  .record({
    recipients: manyRecipients,
    limit: fc.constantFrom(0, 1, 3, 30_000, Number.MAX_SAFE_INTEGER, null),
    baseAmount: fc.constantFrom(0, 1, 100_000, 1_000_000),
    shared: fc.oneof(
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 0, max: 150_000_000 }),
      fc.integer({ min: 0, max: 2 ** 52 }),
    ),
  })
  .map(({ recipients, limit, baseAmount, shared }) => {
    const entitled = recipients.filter(({ population }) => limit === null || population <= limit).length;
    return {
      amount: shared + entitled * baseAmount,
      key: { baseAmount, limit, rounding: "largest-remainder" },
      recipients,
    };
  });

/** The allocation of a round that is expected to be without faults. */
export function allocated(given: AllocationInput): Allocation {
  const result = allocate(given);
  if (!result.ok) throw new Error(result.error.map(({ text }) => text).join("\n"));
  return result.value;
}

export function amountsOf(given: AllocationInput): number[] {
  return allocated(given).recipients.map(({ amount }) => amount);
}

export function total(amounts: readonly number[]): bigint {
  return amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);
}

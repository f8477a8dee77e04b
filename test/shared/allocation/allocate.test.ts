import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate } from "../../../shared/allocation/allocate.ts";
import type { AllocationInput } from "../../../shared/allocation/allocation.ts";
import { oracleAmounts } from "../../oracles/allocation.ts";
import { input, recipients } from "./arbitraries.ts";

const CASES = 1_500;
const SEED = 20_161_101;

function allocated(given: AllocationInput) {
  const result = allocate(given);
  if (!result.ok) throw new Error(result.error.map(({ text }) => text).join("\n"));
  return result.value;
}

function rules(given: AllocationInput) {
  const result = allocate(given);
  return result.ok ? [] : result.error.map(({ rule }) => rule);
}

const key = { baseAmount: 0, limit: 0, rounding: "largest-remainder" } as const;

describe("laws of the allocation key", () => {
  it("hands out the pot to the krona, and equals the BigInt oracle", () => {
    fc.assert(
      fc.property(input, (given) => {
        const amounts = allocated(given).recipients.map(({ amount }) => amount);
        expect(amounts.reduce((sum, amount) => sum + BigInt(amount), 0n)).toBe(BigInt(given.amount));
        expect(amounts).toEqual(
          oracleAmounts(given.recipients, {
            pot: given.amount,
            base: given.key.baseAmount,
            limit: given.key.limit,
          }),
        );
      }),
      { numRuns: CASES, seed: SEED },
    );
  });

  it("hands out 2 kr to four equals: one krona to each of the two first codes", () => {
    const four = recipients(["0001", 1], ["0002", 1], ["0003", 1], ["0004", 1]);
    expect(allocated({ amount: 2, key, recipients: four }).recipients.map(({ amount }) => amount)).toEqual([
      1, 1, 0, 0,
    ]);
  });
});

describe("faults", () => {
  const one = recipients(["0180", 10]);
  it.each([
    ["amount-is-whole-kronor", { amount: 1.5, key, recipients: one }],
    ["amount-is-whole-kronor", { amount: -1, key, recipients: one }],
    ["amount-is-whole-kronor", { amount: 2 ** 53, key, recipients: one }],
    ["there-are-recipients", { amount: 1, key, recipients: [] }],
    ["population-is-known", { amount: 1, key, recipients: recipients(["0180", 0]) }],
    ["population-is-known", { amount: 1, key, recipients: recipients(["0180", -3]) }],
    ["population-is-known", { amount: 1, key, recipients: recipients(["0180", 1.5]) }],
    ["recipient-is-listed-once", { amount: 1, key, recipients: recipients(["0180", 1], ["0180", 2]) }],
    ["base-amounts-fit", { amount: 99, key: { ...key, baseAmount: 100, limit: null }, recipients: one }],
  ] as const)("%s", (rule, given) => {
    expect(rules(given)).toEqual([rule]);
  });
});

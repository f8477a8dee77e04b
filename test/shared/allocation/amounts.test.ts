import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocateAmounts } from "../../../shared/allocation/amounts.ts";
import { oracleAmounts } from "../../oracles/allocation.ts";

/** A made-up country: n populations, most of them small, the same for the same seed. */
function country(n: number, seed: number): Float64Array {
  const size = fc.double({ min: 7, max: 12, noNaN: true }).map((exponent) => Math.floor(Math.exp(exponent)));
  return Float64Array.from(fc.sample(size, { numRuns: n, seed }));
}

function oracle(
  population: ArrayLike<number>,
  key: { pot: number; base: number; limit: number | null },
): number[] {
  const width = String(population.length).length;
  return oracleAmounts(
    Array.from(population, (p, i) => ({ code: String(i).padStart(width, "0"), population: p })),
    key,
  );
}

describe("the kernel", () => {
  it("is exact where products pass 2^53 and BigInt takes over", () => {
    const huge = fc.array(fc.integer({ min: 2 ** 48, max: 2 ** 50 - 1 }), { minLength: 1, maxLength: 8 });
    const pot = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(huge, pot, (population, pot) => {
        const key = { pot, base: 0, limit: 0 };
        expect([...allocateAmounts(Float64Array.from(population), key).amounts]).toEqual(
          oracle(population, key),
        );
      }),
      { numRuns: 1_000, seed: 47 },
    );
  });

  it("equals the oracle for 290 municipalities with every population as limit, and 0, and above all", () => {
    const population = country(290, 1);
    for (const limit of [0, ...new Set(population), 2 ** 53 - 1]) {
      const key = { pot: 75_000_000, base: 100_000, limit };
      expect([...allocateAmounts(population, key).amounts]).toEqual(oracle(population, key));
    }
  });

  it("reads populations from an Int32Array too", () => {
    const key = { pot: 75_000_001, base: 100_000, limit: 30_000 };
    const population = country(290, 2);
    expect(allocateAmounts(Int32Array.from(population), key)).toEqual(allocateAmounts(population, key));
  });

  it("keeps the pot at 35 000 recipients with ties, where the spreadsheet formula with LARGE overpays", () => {
    const population = country(35_000, 3).map((p) => Math.round(p / 100) * 100);
    const key = { pot: 150_000_000, base: 0, limit: 0 };
    const inhabitants = population.reduce((sum, p) => sum + p, 0);
    const shares = Array.from(population, (p) => (key.pot * p) / inhabitants);
    const remainders = shares.map((share) => share - Math.floor(share));
    const missing = key.pot - shares.reduce((sum, share) => sum + Math.floor(share), 0);
    const large = Float64Array.from(remainders).sort().at(-missing)!;
    const formula = shares.map((share, i) => Math.floor(share) + (remainders[i]! >= large ? 1 : 0));

    expect(formula.reduce((sum, amount) => sum + amount, 0)).toBeGreaterThan(key.pot);
    expect(allocateAmounts(population, key).amounts.reduce((sum, amount) => sum + amount, 0)).toBe(key.pot);
  });
});

import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { allocateAmounts } from "../../../shared/allocation/amounts.ts";
import type { AllocationInput } from "../../../shared/allocation/allocation.ts";
import { replayTrace, traceAmount } from "../../../shared/allocation/trace.ts";
import type { Rounding } from "../../../shared/programme.ts";
import { swedishRegister } from "../../../shared/register/swedish-register.ts";
import { oddNumberOracle } from "../../oracles/allocation.ts";
import { allocated, amountsOf, input, recipients, total } from "./arbitraries.ts";

const cases = { numRuns: 1_000, seed: 19_100_101 };

/** The same rounds as the laws of largest remainder, with the other rounding. */
const odd = input.map((given): AllocationInput => ({
  ...given,
  key: { ...given.key, rounding: "sainte-lague" },
}));

/** Rounds with few kronor to share, so that the oracle can hand them out one by one. */
const few = odd.map((given) => {
  const { recipients, key, amount } = given;
  const entitled = recipients.filter(({ population }) => population <= (key.limit ?? Infinity)).length;
  const bases = entitled * key.baseAmount;
  return { ...given, amount: bases + ((amount - bases) % 400) };
});

describe("laws of Sainte-Laguë", () => {
  it("hands out the pot to the krona, also where products pass 2^53", () => {
    fc.assert(
      fc.property(odd, (given) => {
        expect(total(amountsOf(given))).toBe(BigInt(given.amount));
      }),
      cases,
    );
  });

  it("equals the oracle that hands out one krona at a time", () => {
    fc.assert(
      fc.property(few, (given) => {
        const { baseAmount: base, limit } = given.key;
        expect(amountsOf(given)).toEqual(
          oddNumberOracle(given.recipients, { pot: given.amount, base, limit }),
        );
      }),
      cases,
    );
  });

  it("takes no krona from anybody when there is more to hand out", () => {
    fc.assert(
      fc.property(odd, fc.integer({ min: 1, max: 500 }), (given, more) => {
        const before = amountsOf(given);
        amountsOf({ ...given, amount: given.amount + more }).forEach((amount, i) => {
          expect(amount).toBeGreaterThanOrEqual(before[i]!);
        });
      }),
      cases,
    );
  });

  it("does not depend on the order of the recipients", () => {
    const shuffled = odd.chain((given) =>
      fc
        .shuffledSubarray([...given.recipients], { minLength: given.recipients.length })
        .map((other) => [given, { ...given, recipients: other }] as const),
    );
    const byCode = (given: AllocationInput) =>
      allocated(given).recipients.toSorted((a, b) => (a.code < b.code ? -1 : 1));
    fc.assert(
      fc.property(shuffled, ([given, other]) => {
        expect(byCode(other)).toEqual(byCode(given));
      }),
      cases,
    );
  });

  it("can be traced: the numbers of each trace give the amount again", () => {
    fc.assert(
      fc.property(odd, (given) => {
        const allocation = allocated(given);
        for (const { code, amount } of allocation.recipients) {
          expect(replayTrace(traceAmount(allocation, code)!)).toBe(amount);
        }
      }),
      cases,
    );
  });

  it("keeps earlier decisions as floors and still sums to the pot", () => {
    fc.assert(
      fc.property(few, fc.integer({ min: 1, max: 50 }), (given, more) => {
        const earlier = amountsOf({ ...given, key: { ...given.key, rounding: "largest-remainder" } });
        const floored = given.recipients.map((recipient, i) => ({ ...recipient, floor: earlier[i]! }));
        const again = amountsOf({ ...given, amount: given.amount + more, recipients: floored });
        expect(total(again)).toBe(BigInt(given.amount + more));
        again.forEach((amount, i) => {
          expect(amount).toBeGreaterThanOrEqual(earlier[i]!);
        });
      }),
      cases,
    );
  });
});

describe("where the two roundings differ", () => {
  const amounts = (rounding: Rounding, pot: number, populations: readonly number[]): number[] =>
    amountsOf({
      amount: pot,
      key: { baseAmount: 0, limit: 0, rounding },
      recipients: recipients(...populations.map((population, i) => [`000${i + 1}`, population] as const)),
    });

  test.each([
    [
      "largest remainder takes the third's second krona when there is one more",
      10,
      [6, 6, 2],
      [4, 4, 2],
      [5, 4, 1],
    ],
    ["... and gives both others one", 11, [6, 6, 2], [5, 5, 1], [5, 5, 1]],
    [
      "... Sainte-Laguë gives the third its second krona later, and keeps it",
      12,
      [6, 6, 2],
      [5, 5, 2],
      [5, 5, 2],
    ],
    [
      "five shares of 0,6: Sainte-Laguë rounds all up, two kronor below the largest one's share",
      100,
      [970, 6, 6, 6, 6, 6],
      [97, 1, 1, 1, 0, 0],
      [95, 1, 1, 1, 1, 1],
    ],
    [
      "five shares of 0,4: Sainte-Laguë rounds all down, two kronor above the largest one's share",
      100,
      [980, 4, 4, 4, 4, 4],
      [98, 1, 1, 0, 0, 0],
      [100, 0, 0, 0, 0, 0],
    ],
    ["two of which one is a little larger", 3, [51, 49], [2, 1], [2, 1]],
    ["nothing to hand out", 0, [5, 3], [0, 0], [0, 0]],
  ] as const)("%s: %i kr to %j", (_, pot, populations, byRemainder, byOddNumbers) => {
    expect(amounts("largest-remainder", pot, populations)).toEqual(byRemainder);
    expect(amounts("sainte-lague", pot, populations)).toEqual(byOddNumbers);
  });

  test("75 000 000 kr to the municipalities of 2021: both roundings give the same amounts", () => {
    const population = swedishRegister().populationOn("2021-12-31")!.inhabitants.municipality;
    const given = (rounding: Rounding): AllocationInput => ({
      amount: 75_000_000,
      key: { baseAmount: 100_000, limit: 30_000, rounding },
      recipients: [...population].map(([code, n]) => ({ code, population: n })),
    });
    const [one, other] = [amountsOf(given("largest-remainder")), amountsOf(given("sainte-lague"))];
    expect(total(other)).toBe(75_000_000n);
    expect(other).toEqual(one);
  });

  test("the explanation says whose krona was the last, and can be followed by division", () => {
    const allocation = allocated({
      amount: 100,
      key: { baseAmount: 0, limit: null, rounding: "sainte-lague" },
      recipients: recipients(["0001", 970], ["0002", 6]),
    });
    expect(traceAmount(allocation, "0002")!.lines.map((line) => line.replaceAll("\u00a0", " "))).toEqual([
      "Grundbelopp: 0 kr, lika för alla mottagare.",
      "Att fördela efter invånare: 100 − 0 i grundbelopp = 100 kr.",
      "Befolkningsdel: 6 / 976 × 100 = 0 kr, och 600 / 976 krona över.",
      "Avrundning: +1 (Sainte-Laguë, uddatalsmetoden). Kronorna går en och en till det största jämförelsetalet, " +
        "invånare / (2 × kronans nummer − 1). Den sista gick till kod 0001 med 970 / 197; mottagarens krona nr 1, " +
        "6 / 1, kommer inte efter den, men nästa, 6 / 3.",
      "Belopp: 0 + 0 + 1 = 1 kr.",
    ]);
    expect(traceAmount(allocation, "0001")!.summary.replaceAll("\u00a0", " ")).toBe(
      "970 / 976 × 100 = 99, avrundning +0",
    );
  });

  test("a million recipients, with ties, sum to the pot", () => {
    const population = Float64Array.from({ length: 1_000_000 }, (_, i) => 100 * (1 + ((i * 7_919) % 977)));
    const { amounts } = allocateAmounts(population, {
      pot: 150_000_001,
      base: 0,
      limit: 0,
      rounding: "sainte-lague",
    });
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(150_000_001);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redistribute, traceRedistribution, type RedistributionInput } from "../../shared/redistribution.ts";
import { oracleAmounts } from "../oracles/allocation.ts";
import { manyRecipients, recipients } from "./allocation/arbitraries.ts";

const cases = { numRuns: 1_000, seed: 20_180_601 };
const none = { capPerRecipient: null, ceiling: null };

const kronor = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 150_000_000 }));
const input: fc.Arbitrary<RedistributionInput> = fc.record({
  pool: kronor,
  capPerRecipient: fc.option(kronor),
  ceiling: fc.option(kronor),
  willing: fc
    .tuple(manyRecipients, fc.array(fc.option(kronor), { minLength: 60, maxLength: 60 }))
    .map(([many, caps]) =>
      many.map((recipient, i) => {
        const cap = caps[i] ?? null;
        return cap === null ? recipient : { ...recipient, cap };
      }),
    ),
});

function redistributed(given: RedistributionInput) {
  const result = redistribute(given);
  if (!result.ok) throw new Error(result.error.map(({ text }) => text).join("\n"));
  return result.value;
}

function amounts(given: RedistributionInput) {
  return redistributed(given).recipients.map(({ amount }) => amount);
}

const capOf = ({ capPerRecipient }: RedistributionInput, cap: number | undefined) =>
  Math.min(cap ?? Infinity, capPerRecipient ?? Infinity);

describe("laws of redistribution", () => {
  it("conserves the pool: what is given and what is left sum to it, within every cap and the ceiling", () => {
    fc.assert(
      fc.property(input, (given) => {
        const result = redistributed(given);
        expect(result.recipients.reduce((sum, { amount }) => sum + amount, 0)).toBe(result.given);
        expect(result.given + result.left).toBe(given.pool);
        expect(result.left).toBeGreaterThanOrEqual(0);
        expect(result.given).toBeLessThanOrEqual(given.ceiling ?? Infinity);
        result.recipients.forEach(({ amount }, i) => {
          expect(amount).toBeGreaterThanOrEqual(0);
          expect(amount).toBeLessThanOrEqual(capOf(given, given.willing[i]!.cap));
        });
      }),
      cases,
    );
  });

  it("leaves kronor only when all are at their caps or the ceiling is reached", () => {
    fc.assert(
      fc.property(input, (given) => {
        const { end, left, given: handedOut, recipients } = redistributed(given);
        expect(left === 0).toBe(end === "pool-empty");
        if (end === "ceiling-reached") expect(handedOut).toBe(given.ceiling);
        if (end === "all-at-their-cap") expect(recipients.every(({ atCap }) => atCap)).toBe(true);
      }),
      cases,
    );
  });

  it("gives those below their caps what the key gives them of what the capped ones leave", () => {
    fc.assert(
      fc.property(input, (given) => {
        const { recipients, turns, given: handedOut } = redistributed(given);
        const last = recipients.filter(({ turn }) => turn === turns.length);
        const others = recipients.filter(({ turn }) => turn < turns.length);
        if (turns.at(-1)!.capped.length > 0) return;
        const pot = handedOut - others.reduce((sum, { amount }) => sum + amount, 0);
        expect(last.map(({ amount }) => amount)).toEqual(oracleAmounts(last, { pot, base: 0, limit: 0 }));
      }),
      cases,
    );
  });
});

describe("redistribution, case by case", () => {
  const willing = recipients(["0180", 60], ["1480", 30], ["0305", 10]);

  it.each([
    ["by population, to the krona", { pool: 101, willing, ...none }, [61, 30, 10], "pool-empty", 0],
    ["an empty pool", { pool: 0, willing, ...none }, [0, 0, 0], "pool-empty", 0],
    ["nobody wants more", { pool: 100, willing: [], ...none }, [], "nobody-willing", 100],
    [
      "the cap's surplus goes to the others",
      { pool: 100, willing, ...none, capPerRecipient: 50 },
      [50, 38, 12],
      "pool-empty",
      0,
    ],
    [
      "all at their caps",
      { pool: 100, willing, ...none, capPerRecipient: 20 },
      [20, 20, 20],
      "all-at-their-cap",
      40,
    ],
    ["the ceiling", { pool: 100, willing, ...none, ceiling: 10 }, [6, 3, 1], "ceiling-reached", 90],
    [
      "a recipient's own cap",
      { pool: 100, willing: willing.map((one) => ({ ...one, cap: one.population })), ...none },
      [60, 30, 10],
      "pool-empty",
      0,
    ],
  ] as const)("%s", (_, given, expected, end, left) => {
    expect(amounts(given)).toEqual(expected);
    expect(redistributed(given)).toMatchObject({ end, left });
  });

  it("says why it ended and what is left", () => {
    expect(redistributed({ pool: 100, willing, ...none, ceiling: 10 }).text).toBe(
      "Taket för hela omfördelningen är nått. 90 kr blir kvar på anslagsposten.",
    );
  });

  it("can be traced", () => {
    const result = redistributed({ pool: 100, willing, ...none, capPerRecipient: 50 });
    expect(traceRedistribution(result, "0180")).toEqual([
      "Varv 1: 60 / 100 × 100 = 60 kr, avrundat nedåt.",
      "Mottagarens tak är 50 kr: beloppet blir 50 kr.",
    ]);
    expect(traceRedistribution(result, "1480")).toEqual([
      "1 mottagare har nått sitt tak; resten delas mellan de andra.",
      "Varv 2: 30 / 40 × 50 = 37 kr, avrundat nedåt.",
      "Avrundning +1 (största rest): beloppet blir 38 kr.",
    ]);
    expect(traceRedistribution(result, "9999")).toEqual([]);
  });

  it.each([
    ["kronor-are-whole", { pool: 0.5, willing, ...none }],
    ["kronor-are-whole", { pool: 1, willing, ...none, ceiling: -1 }],
    ["kronor-are-whole", { pool: 1, willing, capPerRecipient: NaN, ceiling: null }],
    ["kronor-are-whole", { pool: 1, willing: [{ code: "1", population: 1, cap: -1 }], ...none }],
    ["recipient-is-listed-once", { pool: 1, willing: recipients(["1", 1], ["1", 1]), ...none }],
    ["population-is-known", { pool: 1, willing: recipients(["1", 0]), ...none }],
    ["populations-can-be-summed", { pool: 1, willing: recipients(["1", 2 ** 53 - 1], ["2", 1]), ...none }],
  ] as const)("refuses: %s", (rule, given) => {
    const result = redistribute(given);
    expect(result.ok ? [] : result.error.map((problem) => problem.rule)).toEqual([rule]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate } from "../../../shared/allocation/allocate.ts";
import { replayTrace, traceAmount } from "../../../shared/allocation/trace.ts";
import type { AllocationInput } from "../../../shared/allocation/allocation.ts";
import { oracleAmounts } from "../../oracles/allocation.ts";
import { allocated, amountsOf, input, key, recipients, total } from "./arbitraries.ts";

/** 6 laws here, 1 in amounts.test.ts and 3 in redistribution.test.ts: 10 000 cases in all. */
const cases = { numRuns: 1_000, seed: 20_161_101 };

function problems(given: AllocationInput) {
  const result = allocate(given);
  return result.ok ? [] : result.error;
}

describe("laws of the allocation key", () => {
  it("hands out the pot to the krona, and equals the BigInt oracle", () => {
    fc.assert(
      fc.property(input, (given) => {
        const amounts = amountsOf(given);
        expect(total(amounts)).toBe(BigInt(given.amount));
        const { baseAmount: base, limit } = given.key;
        expect(amounts).toEqual(oracleAmounts(given.recipients, { pot: given.amount, base, limit }));
      }),
      cases,
    );
  });

  it("gives nobody a whole krona more or less than the exact share", () => {
    fc.assert(
      fc.property(input, (given) => {
        const { recipients, division } = allocated(given);
        for (const { population, share } of recipients) {
          const off =
            BigInt(share) * BigInt(division!.inhabitants) - BigInt(division!.shared) * BigInt(population);
          expect(off < BigInt(division!.inhabitants) && -off < BigInt(division!.inhabitants)).toBe(true);
        }
      }),
      cases,
    );
  });

  it("gives the larger of two recipients on the same side of the limit at least as much", () => {
    fc.assert(
      fc.property(input, (given) => {
        const bySize = allocated(given).recipients.toSorted((a, b) => a.population - b.population);
        bySize.slice(1).forEach((larger, i) => {
          const smaller = bySize[i]!;
          if (larger.base !== smaller.base || larger.population === smaller.population) return;
          expect(larger.amount).toBeGreaterThanOrEqual(smaller.amount);
        });
      }),
      cases,
    );
  });

  it("does not depend on the order of the recipients", () => {
    const shuffled = input.chain((given) =>
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
      fc.property(input, (given) => {
        const allocation = allocated(given);
        for (const { code, amount } of allocation.recipients) {
          expect(replayTrace(traceAmount(allocation, code)!)).toBe(amount);
        }
      }),
      cases,
    );
  });

  it("takes no krona from an earlier decision: when a little more is handed out again, or as a round of its own", () => {
    fc.assert(
      fc.property(input, fc.integer({ min: 1, max: 50 }), (given, extra) => {
        const earlier = amountsOf(given);
        const floored = given.recipients.map((recipient, i) => ({ ...recipient, floor: earlier[i]! }));
        const again = amountsOf({ ...given, amount: given.amount + extra, recipients: floored });
        expect(total(again)).toBe(BigInt(given.amount + extra));
        again.forEach((amount, i) => {
          expect(amount).toBeGreaterThanOrEqual(earlier[i]!);
        });

        const topUp = amountsOf({ ...given, amount: extra, key });
        expect(total(topUp)).toBe(BigInt(extra));
        expect(Math.min(...topUp)).toBeGreaterThanOrEqual(0);
      }),
      cases,
    );
  });
});

describe("edges of the key", () => {
  const three = recipients(["0180", 100], ["1480", 60], ["0305", 20]);
  const base = (baseAmount: number, limit: number | null) => ({ ...key, baseAmount, limit });

  it.each([
    ["an empty pot gives 0 kr to all", 0, key, [0, 0, 0]],
    ["a pot of fewer kronor than recipients", 2, key, [1, 1, 0]],
    ["no base amount at limit 0", 180, base(10, 0), [100, 60, 20]],
    ["a base amount to those with at most the limit", 200, base(10, 60), [100, 70, 30]],
    ["a base amount to all at limit null", 210, base(10, null), [110, 70, 30]],
    ["a base amount to all at a limit above everybody", 210, base(10, 2 ** 53 - 1), [110, 70, 30]],
    ["an amount that the base amounts use up", 30, base(10, null), [10, 10, 10]],
  ])("%s", (_, amount, withKey, expected) => {
    expect(amountsOf({ amount, key: withKey, recipients: three })).toEqual(expected);
  });

  it("gives everything to one recipient", () => {
    expect(amountsOf({ amount: 75_000_000, key, recipients: recipients(["0980", 61_001]) })).toEqual([
      75_000_000,
    ]);
  });

  it("gives 2 kr to the two first codes of four equals (the npm package hare-niemeyer hands out 1)", () => {
    const four = recipients(["0004", 1], ["0002", 1], ["0003", 1], ["0001", 1]);
    expect(amountsOf({ amount: 2, key, recipients: four })).toEqual([0, 1, 0, 1]);
  });

  it("lets the larger population win a tie in remainder", () => {
    // 3 kr over 6 inhabitants: remainders 1/2 and 1/2.
    expect(amountsOf({ amount: 3, key, recipients: recipients(["0001", 1], ["0002", 5]) })).toEqual([0, 3]);
  });

  it("states base, befolkningsdel and rounding of each recipient", () => {
    expect(allocated({ amount: 200, key: base(10, 60), recipients: three }).recipients[1]).toEqual({
      code: "1480",
      population: 60,
      basis: "key",
      base: 10,
      share: 60,
      amount: 70,
      roundingUp: 0,
    });
  });
});

describe("earlier decisions and fixed amounts", () => {
  it("lets an earlier decision stand, takes it from the others by the key, and says so", () => {
    const given = recipients(["0180", 100], ["1480", 60], ["0305", 20]).map((one) =>
      one.code === "0305" ? { ...one, floor: 100 } : one,
    );
    const { recipients: result, warnings } = allocated({ amount: 180, key, recipients: given });
    expect(result.map(({ amount }) => amount)).toEqual([50, 30, 100]);
    expect(warnings).toEqual([
      {
        rule: "earlier-decision-stands",
        code: "0305",
        floor: 100,
        keyAmount: 20,
        text:
          "Mottagare 0305 behåller 100 kr enligt tidigare beslut. " +
          "Nyckeln skulle ha gett 20 kr; skillnaden tas från de andra mottagarna.",
      },
    ]);
  });

  it("refuses earlier decisions that exceed the amount", () => {
    const given = [
      { code: "0180", population: 1, floor: 6 },
      { code: "1480", population: 1, floor: 5 },
    ];
    expect(problems({ amount: 10, key, recipients: given }).map(({ text }) => text)).toEqual([
      "Beloppet 10 kr räcker inte till de belopp som redan är beslutade, 11 kr. " +
        "Höj beloppet eller rätta de beslutade beloppen.",
    ]);
  });

  const boards = [
    ...["01", "12", "14"].map((code) => ({ code, population: 0, fixed: 1_000_000 })),
    ...Array.from({ length: 18 }, (_, i) => ({ code: String(i + 30), population: 0, fixed: 666_666 })),
  ];

  it("says what happens to the 12 kr that 3 x 1 000 000 and 18 x 666 666 leave of 15 000 000 (2012-2014)", () => {
    const {
      rest,
      warnings,
      recipients: result,
    } = allocated({ amount: 15_000_000, key, recipients: boards, rest: "unallotted" });
    expect(rest).toBe(12);
    expect(total(result.map(({ amount }) => amount))).toBe(14_999_988n);
    expect(warnings.map(({ text }) => text)).toEqual([
      "12 kr fördelas inte och ligger kvar på anslagsposten.",
    ]);
  });

  it("refuses a rest that the decision says nothing about", () => {
    expect(problems({ amount: 15_000_000, key, recipients: boards }).map(({ rule }) => rule)).toEqual([
      "rest-is-decided",
    ]);
  });

  it("gives what fixed amounts leave to the others by the key", () => {
    const mixed = [{ code: "01", population: 9, fixed: 5 }, ...recipients(["02", 3], ["03", 1])];
    const allocation = allocated({ amount: 13, key, recipients: mixed });
    expect(allocation.recipients.map(({ amount }) => amount)).toEqual([5, 6, 2]);
    expect(allocation.recipients.map(({ code }) => replayTrace(traceAmount(allocation, code)!))).toEqual([
      5, 6, 2,
    ]);
  });
});

describe("recipients near the limit", () => {
  const withLimit = { baseAmount: 100_000, limit: 30_000, rounding: "largest-remainder" } as const;
  const warned = (population: number) => {
    const others = recipients(["0001", population], ["0002", 900_000]);
    return allocated({ amount: 10_000_000, key: withLimit, recipients: others }).warnings;
  };

  it.each([
    [29_399, false],
    [29_400, true],
    [30_000, true],
    [30_001, true],
    [30_600, true],
    [30_601, false],
  ])("%i inhabitants at a limit of 30 000: warned %s", (population, expected) => {
    expect(warned(population).length === 1).toBe(expected);
  });

  it("says what the recipient would get on the other side", () => {
    // 100 000 + 30 000 / 930 000 x 9 900 000 at the limit; 30 001 / 930 001 x 10 000 000 just above it.
    expect(warned(30_000)).toEqual([
      {
        rule: "near-limit",
        code: "0001",
        population: 30_000,
        amount: 419_355,
        otherSide: 322_591,
        text:
          "Mottagare 0001 har 30 000 invånare, högst 30 000, och får 419 355 kr; " +
          "strax över invånargränsen vore beloppet omkring 322 591 kr. " +
          "Kontrollera invånarantalet och invånargränsen innan beslutet.",
      },
    ]);
  });

  it("says so when the amount would not cover one more base amount", () => {
    const given = { amount: 50_000, key: withLimit, recipients: recipients(["0001", 30_001]) };
    expect(allocated(given).warnings).toMatchObject([{ rule: "near-limit", otherSide: null }]);
  });
});

describe("the trace in Swedish", () => {
  it("shows every number", () => {
    const given = { amount: 250_000, key: { ...key, baseAmount: 100_000, limit: 30_000 } };
    const allocation = allocated({
      ...given,
      recipients: recipients(["2403", 2_395], ["0180", 978_770], ["0305", 31_000]),
    });
    expect(traceAmount(allocation, "2403")!.lines).toEqual([
      "Grundbelopp: 100 000 kr (2 395 invånare, högst 30 000).",
      "Att fördela efter invånare: 250 000 − 100 000 i grundbelopp = 150 000 kr.",
      "Befolkningsdel: 2 395 / 1 012 165 × 150 000 = 354 kr, och 943 590 / 1 012 165 krona över.",
      "Avrundning: +1. 2 kr återstår när alla delar rundats ned och går till de största resterna; " +
        "den sista har 943 590 / 1 012 165 över (kod 2403).",
      "Belopp: 100 000 + 354 + 1 = 100 355 kr.",
    ]);
    expect(traceAmount(allocation, "9999")).toBeNull();
  });
});

describe("faults name the rule and say what to do", () => {
  const one = recipients(["0180", 10]);
  it.each([
    ["amount-is-whole-kronor", { amount: 1.5, key, recipients: one }],
    ["amount-is-whole-kronor", { amount: -1, key, recipients: one }],
    ["amount-is-whole-kronor", { amount: NaN, key, recipients: one }],
    ["amount-is-whole-kronor", { amount: 2 ** 53, key, recipients: one }],
    ["base-amount-is-whole-kronor", { amount: 1, key: { ...key, baseAmount: -1 }, recipients: one }],
    ["limit-is-whole-inhabitants", { amount: 1, key: { ...key, limit: 0.5 }, recipients: one }],
    ["there-are-recipients", { amount: 1, key, recipients: [] }],
    ["recipient-has-code", { amount: 1, key, recipients: recipients(["", 1]) }],
    ["recipient-is-listed-once", { amount: 1, key, recipients: recipients(["0180", 1], ["0180", 2]) }],
    ["population-is-known", { amount: 1, key, recipients: recipients(["0180", 0]) }],
    ["population-is-known", { amount: 1, key, recipients: recipients(["0180", -3]) }],
    ["population-is-known", { amount: 1, key, recipients: recipients(["0180", 1.5]) }],
    ["populations-can-be-summed", { amount: 1, key, recipients: recipients(["1", 2 ** 53 - 1], ["2", 1]) }],
    [
      "decided-amount-is-whole-kronor",
      { amount: 1, key, recipients: [{ code: "1", population: 1, floor: 0.5 }] },
    ],
    [
      "decided-amount-is-whole-kronor",
      { amount: 1, key, recipients: [{ code: "1", population: 1, fixed: -1 }] },
    ],
    ["base-amounts-fit", { amount: 99, key: { ...key, baseAmount: 100, limit: null }, recipients: one }],
  ] as const)("%s", (rule, given) => {
    expect(problems(given).map((problem) => problem.rule)).toEqual([rule]);
  });

  it("reports every fault at once, each at its recipient", () => {
    const given = {
      amount: -1,
      key,
      recipients: recipients(["0180", 0], ["0305", 5], ["0305", 6], ["", 0.5]),
    };
    expect(problems(given).map(({ rule, index }) => [rule, index])).toEqual([
      ["amount-is-whole-kronor", null],
      ["population-is-known", 0],
      ["recipient-is-listed-once", 2],
      ["recipient-has-code", 3],
      ["population-is-known", 3],
    ]);
  });

  it("names both sums when the amount does not cover the base amounts", () => {
    const given = { amount: 150_000, key: { ...key, baseAmount: 100_000, limit: 30_000 } };
    expect(problems({ ...given, recipients: recipients(["1", 5], ["2", 6], ["3", 50_000]) })[0]!.text).toBe(
      "Beloppet 150 000 kr räcker inte till grundbeloppen, som är 200 000 kr för 2 mottagare. " +
        "Höj beloppet, sänk grundbeloppet eller sänk invånargränsen.",
    );
  });
});

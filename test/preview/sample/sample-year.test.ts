import { describe, expect, it } from "vitest";
import { r3Table2 } from "../../../shared/published/r3-table2.ts";
import { swedishRegister } from "../../../shared/register/swedish-register.ts";
import { redistributionTerms, sampleYear } from "../../../preview/sample/sample-year.ts";
import { allottedByKey } from "./allotted.ts";
import { outcomeOf, totalOf } from "./year-2022.ts";

const register = swedishRegister();
const otherSeeds = [1, 7, 99, 2023];

describe("the sample year 2022 is fitted to what was published", () => {
  const outcome = outcomeOf(sampleYear());

  it.each([
    ["municipality", 143_406_084, 288],
    ["region", 30_500_000, 21],
    ["ngo", 15_500_000, 16],
  ] as const)("%s: %i kr to %i recipients", (kind, kronor, recipients) => {
    expect(totalOf(outcome.paid, kind)).toEqual({ kronor, recipients });
    const published = r3Table2.rows.find((row) => row.kind === kind && row.period === "2022");
    expect(published).toMatchObject({ received: kronor, recipients });
  });

  it("leaves 3 225 403 kr of round 1 unrequisitioned, and 1 120 952 kr of them after redistribution", () => {
    expect(outcome.pool).toBe(3_225_403);
    expect(outcome.left).toBe(1_120_952);
  });

  it("has Bjurholm and Dorotea take no part, and three cities ask less and want no more", () => {
    const { abstainers, recipients } = sampleYear();
    expect(abstainers.map((code) => register.find({ kind: "municipality", code })?.name)).toEqual([
      "Bjurholm",
      "Dorotea",
    ]);
    expect(recipients.filter(({ asksLess }) => asksLess > 0)).toMatchObject([
      { name: "Stockholm", asksLess: 1_000_000, wantsMore: false },
      { name: "Malmö", asksLess: 1_000_000, wantsMore: false },
      { name: "Göteborg", asksLess: 1_000_000, wantsMore: false },
    ]);
  });

  it("has about six municipalities in ten want more, and room for the ceiling among them", () => {
    const year = sampleYear();
    const willing = year.recipients.filter(({ wantsMore }) => wantsMore);
    expect(willing.length).toBeGreaterThan(150);
    expect(willing.length).toBeLessThan(195);
    expect(willing.every(({ kind }) => kind === "municipality")).toBe(true);
    const { capPerRecipient, ceiling } = redistributionTerms(year, 3_225_403);
    expect(capPerRecipient * willing.length).toBeGreaterThanOrEqual(ceiling);
  });

  it("numbers the 16 grants to NGOs from 1", () => {
    const { grants } = sampleYear();
    expect(grants.map(({ code }) => code)).toEqual(Array.from({ length: 16 }, (_, i) => String(i + 1)));
    expect(grants.find(({ amount }) => amount === 6_000_000)?.name).toBe("Insamlingsstiftelsen WONSA");
  });
});

describe("a sample year of any seed", () => {
  it.each([2022, ...otherSeeds])("%i: names and codes are those of the register, each once", (seed) => {
    const { recipients, abstainers } = sampleYear(seed);
    for (const { kind, code, name } of recipients) expect(register.find({ kind, code })?.name).toBe(name);
    expect(new Set(recipients.map(({ round, code }) => `${round} ${code}`)).size).toBe(recipients.length);
    expect(recipients.length + abstainers.length).toBe(290 + 21);
    expect(recipients.some(({ code }) => abstainers.includes(code))).toBe(false);
  });

  it.each([2022, ...otherSeeds])("%i: every krona of the municipalities is paid or left", (seed) => {
    const year = sampleYear(seed);
    const { paid, pool, left } = outcomeOf(year);
    const abstainersTopUps = year.abstainers.reduce(
      (sum, code) => sum + allottedByKey("2022-kommun-2", code) + allottedByKey("2022-kommun-3", code),
      0,
    );
    expect(totalOf(paid, "municipality").kronor + left + abstainersTopUps).toBe(144_750_000);
    expect(left).toBeGreaterThanOrEqual(0);
    expect(left).toBeLessThanOrEqual(pool);
    expect(paid.every((recipient) => Number.isInteger(recipient.paid) && recipient.paid > 0)).toBe(true);
  });

  it("differs between seeds and not between calls", () => {
    expect(sampleYear(7)).toEqual(sampleYear(7));
    const years = [2022, ...otherSeeds].map((seed) => JSON.stringify(sampleYear(seed).recipients));
    expect(new Set(years).size).toBe(years.length);
  });
});

import { describe, expect, test } from "vitest";
import type { PopulationTable, RegisterEntry, RegisterKind } from "../../shared/register.ts";
import { buildRegister } from "../../shared/register.ts";
import { swedishRegister } from "../../shared/register/swedish-register.ts";

const register = swedishRegister();
const kinds: readonly RegisterKind[] = ["municipality", "region"];

function inhabitants(date: string, kind: RegisterKind): ReadonlyMap<string, number> {
  return register.populationOn(date)?.inhabitants[kind] ?? new Map<string, number>();
}

function total(population: ReadonlyMap<string, number>): number {
  return [...population.values()].reduce((sum, count) => sum + count, 0);
}

describe("the register holds every municipality, region and county board", () => {
  test.each([
    ["municipality", 290],
    ["region", 21],
    ["agency", 21],
  ] as const)("kind %s: %i codes in use, in order, each once", (kind, count) => {
    const codes = register.list(kind).map(({ code }) => code);
    expect(codes).toHaveLength(count);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  test.each([
    ["municipality", "0180", "Stockholm", "01", "AB", "Stockholms län"],
    ["municipality", "0643", "Habo", "06", "F", "Jönköpings län"],
    ["municipality", "0305", "Håbo", "03", "C", "Uppsala län"],
    ["municipality", "0980", "Gotland", "09", "I", "Gotlands län"],
    ["region", "09", "Region Gotland", "09", "I", "Gotlands län"],
    ["agency", "09", "Länsstyrelsen i Gotlands län", "09", "I", "Gotlands län"],
    ["region", "14", "Västra Götalandsregionen", "14", "O", "Västra Götalands län"],
  ] as const)("%s %s is %s in county %s %s %s", (kind, code, name, countyCode, countyLetter, county) => {
    expect(register.find({ kind, code })).toEqual({
      kind,
      code,
      name,
      countyCode,
      countyLetter,
      county,
      ceased: null,
    });
  });

  test("a municipality's code begins with the code of its county", () => {
    for (const { code, countyCode } of register.list("municipality"))
      expect(code.slice(0, 2)).toBe(countyCode);
  });

  test("an unknown code and an NGO's serial number are not in the register", () => {
    expect(register.find({ kind: "municipality", code: "0999" })).toBeUndefined();
    expect(register.find({ kind: "ngo", code: "7" })).toBeUndefined();
    expect(register.current({ kind: "ngo", code: "7" })).toBeUndefined();
  });
});

describe("a code that has ceased is still found, with its successor", () => {
  const oldHeby = { kind: "municipality", code: "1917" } as const;

  test("Heby 1917 in Västmanland ceased on 2007-01-01 and became 0331 in Uppsala län", () => {
    expect(register.find(oldHeby)?.ceased).toEqual({ date: "2007-01-01", successor: "0331" });
    expect(register.find(oldHeby)?.county).toBe("Västmanlands län");
    expect(register.current(oldHeby)).toMatchObject({ code: "0331", name: "Heby", county: "Uppsala län" });
  });

  test("a ceased code is not listed and has no population", () => {
    expect(register.list("municipality").map(({ code }) => code)).not.toContain("1917");
    expect(inhabitants("2012-12-31", "municipality").has("1917")).toBe(false);
  });

  const entry = (code: string, ceased: RegisterEntry["ceased"]): RegisterEntry => ({
    kind: "municipality",
    code,
    name: code,
    countyCode: "01",
    countyLetter: "AB",
    county: "Stockholms län",
    ceased,
  });

  test("a code that followed a code that followed a code is reached", () => {
    const chain = buildRegister({
      entries: [
        entry("0101", { date: "2001-01-01", successor: "0102" }),
        entry("0102", { date: "2005-01-01", successor: "0103" }),
        entry("0103", null),
      ],
      populations: [],
    });
    expect(chain.current({ kind: "municipality", code: "0101" })?.code).toBe("0103");
  });

  test.each([
    ["a successor that is not there", [entry("0101", { date: "2001-01-01", successor: "0102" })]],
    [
      "successors in a circle",
      [
        entry("0101", { date: "2001-01-01", successor: "0102" }),
        entry("0102", { date: "2001-01-01", successor: "0101" }),
      ],
    ],
    ["the same code twice", [entry("0101", null), entry("0101", null)]],
  ])("a register with %s is not built", (_, entries) => {
    expect(() => buildRegister({ entries, populations: [] })).toThrow();
  });
});

describe("population", () => {
  // Statistics Sweden, Folkmängd, the whole country on 31 December.
  const national = [
    ["2017-12-31", 10_120_242],
    ["2019-12-31", 10_327_589],
    ["2020-12-31", 10_379_295],
    ["2021-12-31", 10_452_326],
    ["2022-12-31", 10_521_556],
    ["2023-12-31", 10_551_707],
    ["2024-12-31", 10_587_710],
  ] as const;

  describe.each(kinds)("of each %s", (kind) => {
    test.each(national)("on %s sums to SCB's total %i", (date, expected) => {
      expect(total(inhabitants(date, kind))).toBe(expected);
    });
  });

  test("there is a table for 31 December of 2012-2024 and for no other day", () => {
    expect(register.populationDates).toEqual(Array.from({ length: 13 }, (_, i) => `${2012 + i}-12-31`));
    expect(register.populationOn("2021-11-01")).toBeUndefined();
  });

  test.each(register.populationDates)("on %s every code in use has inhabitants", (date) => {
    for (const kind of kinds) {
      const population = inhabitants(date, kind);
      expect([...population.keys()]).toEqual(register.list(kind).map(({ code }) => code));
      for (const count of population.values()) expect(count).toBeGreaterThan(2_000);
    }
  });

  test.each(register.populationDates)(
    "on %s a region has the inhabitants of its county's municipalities",
    (date) => {
      const municipal = [...inhabitants(date, "municipality")];
      for (const [county, count] of inhabitants(date, "region")) {
        const municipalities = municipal.filter(([code]) => code.startsWith(county));
        expect([county, total(new Map(municipalities))]).toEqual([county, count]);
      }
    },
  );

  test.each([
    ["municipality", "0180", "2021-12-31", 978_770],
    ["municipality", "2403", "2021-12-31", 2_395],
    ["municipality", "1883", "2021-12-31", 30_437],
    ["municipality", "0662", "2021-12-31", 29_556],
    ["region", "09", "2021-12-31", 61_001],
    ["region", "01", "2021-12-31", 2_415_139],
  ] as const)("%s %s had on %s %i inhabitants", (kind, code, date, expected) => {
    expect(inhabitants(date, kind).get(code)).toBe(expected);
  });

  test("an imported table is added, or replaces the one of the same date", () => {
    const table = (date: string): PopulationTable => ({
      date,
      source: "import",
      inhabitants: { municipality: new Map([["0180", 1]]), region: new Map() },
    });
    const withImports = swedishRegister([table("2021-11-01"), table("2021-12-31")]);
    expect(withImports.populationDates).toHaveLength(14);
    expect(withImports.populationOn("2021-11-01")?.source).toBe("import");
    expect(withImports.populationOn("2021-12-31")?.source).toBe("import");
    expect(withImports.populationOn("2020-12-31")?.source).toContain("SCB");
  });
});

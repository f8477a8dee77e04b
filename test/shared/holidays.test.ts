import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { businessDaysFrom, closedDays, isBusinessDay } from "../../shared/holidays.ts";

const day = (year: number, name: string): string =>
  closedDays(year)
    .find((one) => one.name === name)!
    .date.slice(5);

/** Days that move, as the almanac has them: Easter Sunday, Ascension Day, Midsummer Day, All Saints' Day. */
const almanac = [
  [2012, "04-08", "05-17", "06-23", "11-03"],
  [2013, "03-31", "05-09", "06-22", "11-02"],
  [2014, "04-20", "05-29", "06-21", "11-01"],
  [2015, "04-05", "05-14", "06-20", "10-31"],
  [2016, "03-27", "05-05", "06-25", "11-05"],
  [2017, "04-16", "05-25", "06-24", "11-04"],
  [2018, "04-01", "05-10", "06-23", "11-03"],
  [2019, "04-21", "05-30", "06-22", "11-02"],
  [2020, "04-12", "05-21", "06-20", "10-31"],
  [2021, "04-04", "05-13", "06-26", "11-06"],
  [2022, "04-17", "05-26", "06-25", "11-05"],
  [2023, "04-09", "05-18", "06-24", "11-04"],
  [2024, "03-31", "05-09", "06-22", "11-02"],
  [2025, "04-20", "05-29", "06-21", "11-01"],
  [2026, "04-05", "05-14", "06-20", "10-31"],
  [2027, "03-28", "05-06", "06-26", "11-06"],
] as const;

describe("the days that move", () => {
  test.each(almanac)(
    "%i: Easter %s, Ascension %s, Midsummer %s, All Saints %s",
    (year, easter, ascension, midsummer, saints) => {
      expect(
        ["påskdagen", "Kristi himmelsfärdsdag", "midsommardagen", "alla helgons dag"].map((name) =>
          day(year, name),
        ),
      ).toEqual([easter, ascension, midsummer, saints]);
    },
  );
});

test("a whole year, in order", () => {
  expect(closedDays(2022).map(({ date, name }) => `${date} ${name}`)).toEqual([
    "2022-01-01 nyårsdagen",
    "2022-01-06 trettondedag jul",
    "2022-04-15 långfredagen",
    "2022-04-17 påskdagen",
    "2022-04-18 annandag påsk",
    "2022-05-01 första maj",
    "2022-05-26 Kristi himmelsfärdsdag",
    "2022-06-05 pingstdagen",
    "2022-06-06 nationaldagen",
    "2022-06-24 midsommarafton",
    "2022-06-25 midsommardagen",
    "2022-11-05 alla helgons dag",
    "2022-12-24 julafton",
    "2022-12-25 juldagen",
    "2022-12-26 annandag jul",
    "2022-12-31 nyårsafton",
  ]);
});

test.each([
  ["2023-03-31", 1, "2023-04-03", "över en helg"],
  ["2023-03-31", 10, "2023-04-18", "över påsk"],
  ["2023-03-31", -10, "2023-03-17", "bakåt"],
  ["2022-06-23", 1, "2022-06-27", "över midsommar"],
  ["2022-12-23", 1, "2022-12-27", "över jul"],
  ["2022-12-30", 5, "2023-01-09", "över nyår och trettondagen"],
  ["2024-05-08", 1, "2024-05-10", "Kristi himmelsfärdsdag är en torsdag"],
  ["2023-04-09", 0, "2023-04-09", "samma dag"],
])("%s and %i business days is %s: %s", (from, count, to) => {
  expect(businessDaysFrom(from, count)).toBe(to);
});

test("years before the present law are not made up", () => {
  expect(() => closedDays(2004)).toThrow(RangeError);
});

const anyDay = fc
  .integer({ min: Date.parse("2007-01-01"), max: Date.parse("2040-12-31") })
  .map((moment) => new Date(moment).toISOString().slice(0, 10));

test("business days forth and back again lead to a business day that is where they began", () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (from, count) => {
      const start = businessDaysFrom(from, 1);
      const there = businessDaysFrom(start, count);
      expect(isBusinessDay(there)).toBe(true);
      expect(businessDaysFrom(there, -count)).toBe(start);
      expect(Date.parse(there) - Date.parse(start)).toBeGreaterThanOrEqual(count * 86_400_000);
    }),
  );
});

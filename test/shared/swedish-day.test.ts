import fc from "fast-check";
import { expect, test } from "vitest";
import { swedishDay, swedishTime } from "../../shared/swedish-day.ts";

test.each([
  ["2022-07-01T21:59:59Z", "2022-07-01", "23.59", "a minute to midnight in summer"],
  ["2022-07-01T22:00:00Z", "2022-07-02", "00.00", "midnight in summer: the day before in UTC"],
  ["2022-12-31T22:59:59Z", "2022-12-31", "23.59", "an hour more in winter"],
  ["2022-12-31T23:00:00Z", "2023-01-01", "00.00", "New Year"],
  ["2022-03-27T00:59:59Z", "2022-03-27", "01.59", "the last second of winter time"],
  ["2022-03-27T01:00:00Z", "2022-03-27", "03.00", "the first of summer time"],
  ["2022-10-30T00:59:59Z", "2022-10-30", "02.59", "the last second of summer time"],
  ["2022-10-30T01:00:00Z", "2022-10-30", "02.00", "the same hour once more"],
])("%s is %s %s in Sweden: %s", (moment, day, time) => {
  expect([swedishDay(moment), swedishTime(moment)]).toEqual([day, time]);
});

const clocks = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Stockholm",
  dateStyle: "short",
  timeStyle: "short",
});
const byIntl = (moment: Date): string => clocks.format(moment).replace(":", ".");
const byUs = (moment: Date): string => `${swedishDay(moment)} ${swedishTime(moment)}`;

test("at any moment it is what the time zone database says", () => {
  const moment = fc.date({ min: new Date("1996-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(moment, (at) => {
      expect(byUs(at)).toBe(byIntl(at));
    }),
    { numRuns: 5000 },
  );
});

test("and so it is every quarter of an hour of the last weeks of March and October, 1996-2099", () => {
  const weeks = Array.from({ length: 104 }, (_, i) => 1996 + i).flatMap((year) =>
    [2, 9].map((month) => Date.UTC(year, month, 25)),
  );
  const quarters = weeks.flatMap((start) =>
    Array.from({ length: 7 * 96 }, (_, i) => new Date(start + i * 900_000)),
  );
  expect(quarters.filter((moment) => byUs(moment) !== byIntl(moment))).toEqual([]);
});

test("what is no moment is refused, not shown", () => {
  expect(() => swedishDay("i går")).toThrow(RangeError);
});

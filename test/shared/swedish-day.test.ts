import { expect, test } from "vitest";
import { swedishDay } from "../../shared/swedish-day.ts";

test.each([
  ["2022-07-01T21:59:59Z", "2022-07-01", "a minute to midnight in summer"],
  ["2022-07-01T22:00:00Z", "2022-07-02", "midnight in summer: the day before in UTC"],
  ["2022-12-31T22:59:59Z", "2022-12-31", "an hour more in winter"],
  ["2022-12-31T23:00:00Z", "2023-01-01", "New Year"],
])("%s is %s in Sweden: %s", (moment, day) => {
  expect(swedishDay(moment)).toBe(day);
});

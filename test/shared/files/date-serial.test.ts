import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { serialOfIsoDate } from "../../../shared/files/date-serial.ts";

describe("the serial of an ISO date", () => {
  // Excel's own DATE() gives these.
  it.each([
    ["1900-03-01", 61],
    ["1970-01-01", 25_569],
    ["2000-02-29", 36_585],
    ["2024-02-29", 45_351],
    ["2026-11-22", 46_348],
    ["9999-12-31", 2_958_465],
  ])("%s is %i", (text, serial) => {
    expect(serialOfIsoDate(text)).toBe(serial);
  });

  it.each([
    "",
    "2026-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-01-00",
    "2026-1-1",
    "22/11 2026",
    "1900-02-28",
    "0026-11-22",
    "2026-11-22T00:00",
  ])("%j is no date", (text) => {
    expect(serialOfIsoDate(text)).toBeUndefined();
  });

  it("grows by one each day", () => {
    const day = fc.date({ min: new Date("1900-03-01"), max: new Date("9999-12-30"), noInvalidDate: true });
    const iso = (date: Date): string => date.toISOString().slice(0, 10);
    fc.assert(
      fc.property(day, (date) => {
        const next = new Date(date.getTime() + 86_400_000);
        expect(serialOfIsoDate(iso(next))).toBe(serialOfIsoDate(iso(date))! + 1);
      }),
    );
  });
});

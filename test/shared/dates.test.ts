import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Cell } from "../../shared/cell.ts";
import { isIsoDate, parseDate, serialToIso } from "../../shared/dates.ts";

describe("a day is read", () => {
  test.each<[cell: Cell, iso: string, plain: boolean]>([
    ["2022-03-01", "2022-03-01", true],
    [" 2022-03-01 ", "2022-03-01", true],
    ["2020-02-29", "2020-02-29", true],
    [44621, "2022-03-01", true],
    [44621.75, "2022-03-01", true],
    ["20220301", "2022-03-01", false],
    [20220301, "2022-03-01", false],
    ["2022/03/01", "2022-03-01", false],
    ["2022.3.1", "2022-03-01", false],
    ["2022-3-1", "2022-03-01", false],
  ])("%j is %s (needs no rewriting: %s)", (cell, iso, plain) => {
    expect(parseDate(cell)).toEqual({ ok: true, value: { iso, plain } });
  });

  test.each<[cell: Cell]>([
    ["2022-02-29"],
    ["1900-02-29"],
    ["2022-13-01"],
    ["2022-00-10"],
    ["2022-04-31"],
    ["1899-12-31"],
    ["1/3 2022"],
    ["01-03-2022"],
    ["1 mars 2022"],
    ["2022031"],
    ["2022-0301"],
    ["2022-03-01T10:00"],
    [0],
    [60],
    [-1],
    [2958466],
    [20221301],
    [NaN],
    [Infinity],
    [true],
    [null],
    [""],
  ])("%j is no day", (cell) => {
    expect(parseDate(cell)).toEqual({ ok: false, error: "not-a-date" });
  });
});

test.each<[serial: number, iso: string]>([
  [1, "1900-01-01"],
  [59, "1900-02-28"],
  [61, "1900-03-01"],
  [36526, "2000-01-01"],
  [44197, "2021-01-01"],
  [2958465, "9999-12-31"],
])("the Excel serial %i is %s", (serial, iso) => {
  expect(serialToIso(serial)).toBe(iso);
});

test("every serial from March 1900 on agrees with the calendar of JavaScript", () => {
  fc.assert(
    fc.property(fc.integer({ min: 61, max: 2958465 }), (serial) => {
      const iso = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
      expect(serialToIso(serial)).toBe(iso);
      expect(isIsoDate(iso)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("a cell full of digits is no day", () => {
  expect(parseDate("2".repeat(32767))).toEqual({ ok: false, error: "not-a-date" });
});

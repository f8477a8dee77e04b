import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellAddress, columnLetter, parseAddress } from "../../shared/address.ts";

describe("an address", () => {
  it.each([
    [0, "A"],
    [25, "Z"],
    [26, "AA"],
    [51, "AZ"],
    [52, "BA"],
    [701, "ZZ"],
    [702, "AAA"],
    [16_383, "XFD"],
  ])("column %i is %s", (column, letters) => {
    expect(columnLetter(column)).toBe(letters);
  });

  it("row 17 and the sixth column is F17", () => {
    expect(cellAddress(17, 5)).toBe("F17");
  });

  it.each([
    ["F17", { row: 17, column: 5 }],
    ["$f$17", { row: 17, column: 5 }],
    ["XFD1048576", { row: 1_048_576, column: 16_383 }],
  ])("%s is read", (text, place) => {
    expect(parseAddress(text)).toEqual({ ok: true, value: place });
  });

  it.each(["", "17", "F", "F0", "F-1", "XFE1", "A1048577", "F17:G18", "Blad1!F17", "Å1", "AAAA1"])(
    "%j is refused",
    (text) => {
      expect(parseAddress(text)).toEqual({ ok: false, error: "address" });
    },
  );

  it("every cell of a sheet comes back from its address", () => {
    const row = fc.integer({ min: 1, max: 1_048_576 });
    const column = fc.integer({ min: 0, max: 16_383 });
    fc.assert(
      fc.property(row, column, (r, c) => {
        expect(parseAddress(cellAddress(r, c))).toEqual({ ok: true, value: { row: r, column: c } });
      }),
    );
  });
});

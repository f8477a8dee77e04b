import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Cell } from "../../shared/cell.ts";
import { formatKronor, parseKronor } from "../../shared/money.ts";

describe("an amount in whole kronor is read", () => {
  test.each<[cell: Cell, kronor: number]>([
    [1200000, 1200000],
    [-0, 0],
    [Number.MAX_SAFE_INTEGER, 9007199254740991],
    ["1200000", 1200000],
    ["1 200 000", 1200000],
    ["1\u00a0200\u00a0000", 1200000],
    ["1\u2009200\u2009000", 1200000],
    ["1\u202f200\u202f000", 1200000],
    ["1 200 000 kr", 1200000],
    ["1 200 000 kronor", 1200000],
    ["1 200 000:-", 1200000],
    ["1200 tkr", 1200000],
    ["1200TKR", 1200000],
    ["12 Mkr", 12000000],
    [" 500 ", 500],
    ["-500", -500],
    ["\u2212500", -500],
    ["\u2212 1 500 kr", -1500],
    ["9007199254740991", 9007199254740991],
  ])("%j is %i kr", (cell, kronor) => {
    expect(parseKronor(cell)).toEqual({ ok: true, value: { kronor, warnings: [] } });
  });

  test.each<[cell: string, kronor: number]>([
    ["12 00", 1200],
    ["1 2000", 12000],
    ["1234 567", 1234567],
    ["1 200 00 kr", 120000],
  ])("%j is %i kr with a warning that the groups are not of three", (cell, kronor) => {
    expect(parseKronor(cell)).toEqual({ ok: true, value: { kronor, warnings: ["groups"] } });
  });

  test.each<[cell: Cell, error: string]>([
    [1200.5, "decimals"],
    ["1200,50", "decimals"],
    ["1 200,00", "decimals"],
    ["1,5 Mkr", "decimals"],
    ["12.500", "ambiguous"],
    ["12.50", "ambiguous"],
    ["1.200.000", "ambiguous"],
    ["1,200,000", "ambiguous"],
    ["1.200,00", "ambiguous"],
    [2 ** 53, "too-large"],
    ["9007199254740992", "too-large"],
    ["9 007 199 255 Mkr", "too-large"],
    ["hundra", "not-a-number"],
    ["kr", "not-a-number"],
    ["", "not-a-number"],
    [null, "not-a-number"],
    [true, "not-a-number"],
    [NaN, "not-a-number"],
    [Infinity, "not-a-number"],
    ["1e6", "not-a-number"],
    ["0x10", "not-a-number"],
    ["12,", "not-a-number"],
    ["--5", "not-a-number"],
    ["1  200", "not-a-number"],
    ["１２", "not-a-number"],
    ["=1+1", "not-a-number"],
  ])("%j is refused: %s", (cell, error) => {
    expect(parseKronor(cell)).toEqual({ ok: false, error });
  });
});

test.each<[kronor: number, text: string]>([
  [0, "0"],
  [999, "999"],
  [1000, "1\u00a0000"],
  [1200000, "1\u00a0200\u00a0000"],
  [-1500, "\u22121\u00a0500"],
])("%i kr is written %j", (kronor, text) => {
  expect(formatKronor(kronor)).toBe(text);
});

test("what is written is read back as the same amount, without a warning", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (kronor) => {
      expect(parseKronor(formatKronor(kronor))).toEqual({
        ok: true,
        value: { kronor: kronor + 0, warnings: [] },
      });
    }),
  );
});

test("a cell full of digits is no amount", () => {
  expect(parseKronor("1".repeat(32767))).toEqual({ ok: false, error: "not-a-number" });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Cell } from "../../shared/cell.ts";
import {
  isAccount,
  isOrganisationNumber,
  parseAccount,
  parseOrganisationNumber,
} from "../../shared/identifiers.ts";
import type { AccountKind } from "../../shared/identifiers.ts";

describe("an organisation number", () => {
  test.each<[cell: Cell, written: string]>([
    ["212000-0142", "212000-0142"],
    ["2120000142", "212000-0142"],
    [2120000142, "212000-0142"],
    ["162120000142", "212000-0142"],
    ["16212000-0142", "212000-0142"],
    ["212000 0142", "212000-0142"],
    [" 232100-0016 ", "232100-0016"],
    ["202100-5489", "202100-5489"],
  ])("%j is read as %s", (cell, written) => {
    expect(parseOrganisationNumber(cell)).toEqual({ ok: true, value: written });
    expect(isOrganisationNumber(written)).toBe(true);
  });

  test.each<[cell: Cell, error: string]>([
    ["212000-0143", "check-digit"],
    ["000000-0000", "third-digit"],
    ["811218-9876", "third-digit"],
    ["212000-014", "form"],
    ["212000-01422", "form"],
    ["192120000142", "form"],
    ["SE212000014201", "form"],
    ["２１２０００-0142", "form"],
    ["", "form"],
    [null, "form"],
    [true, "form"],
    [NaN, "form"],
  ])("%j is refused: %s", (cell, error) => {
    expect(parseOrganisationNumber(cell)).toEqual({ ok: false, error });
  });
});

describe("a giro number", () => {
  test.each<[kind: AccountKind, cell: Cell, written: string]>([
    ["bankgiro", "5050-1055", "5050-1055"],
    ["bankgiro", "50501055", "5050-1055"],
    ["bankgiro", 50501055, "5050-1055"],
    ["bankgiro", "991-2346", "991-2346"],
    ["bankgiro", "5050 1055", "5050-1055"],
    ["plusgiro", "18-2", "18-2"],
    ["plusgiro", "182", "18-2"],
    ["plusgiro", "1-8", "1-8"],
    ["plusgiro", "95 06 03-1", "950603-1"],
    ["plusgiro", "9506031", "950603-1"],
  ])("%s %j is read as %s", (kind, cell, written) => {
    expect(parseAccount(kind, cell)).toEqual({ ok: true, value: written });
    expect(isAccount(kind, written)).toBe(true);
  });

  test.each<[kind: AccountKind, cell: Cell, error: string]>([
    ["bankgiro", "5050-1056", "check-digit"],
    ["plusgiro", "18-3", "check-digit"],
    ["bankgiro", "0000-0000", "check-digit"],
    ["bankgiro", "505-01055", "form"],
    ["bankgiro", "123456", "form"],
    ["plusgiro", "123456789", "form"],
    ["plusgiro", "8", "form"],
    ["bankgiro", "BG 5050-1055", "form"],
    ["bankgiro", "", "form"],
    ["plusgiro", null, "form"],
    ["plusgiro", false, "form"],
  ])("%s %j is refused: %s", (kind, cell, error) => {
    expect(parseAccount(kind, cell)).toEqual({ ok: false, error });
  });
});

test("the quick checks accept exactly what the parsers would leave as it is", () => {
  const digits = fc.stringMatching(/^[0-9]{0,8}-?[0-9]{0,5}$/);
  fc.assert(
    fc.property(digits, fc.constantFrom<AccountKind>("bankgiro", "plusgiro"), (text, kind) => {
      const account = parseAccount(kind, text);
      const number = parseOrganisationNumber(text);
      expect(isAccount(kind, text)).toBe(account.ok && account.value === text);
      expect(isOrganisationNumber(text)).toBe(number.ok && number.value === text);
    }),
    { numRuns: 2000 },
  );
});

test("any single wrong digit is found", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 9 }), (at, step) => {
      const right = "212000-0142";
      fc.pre(right[at] !== "-");
      const wrong = `${right.slice(0, at)}${(Number(right[at]) + step) % 10}${right.slice(at + 1)}`;
      expect(parseOrganisationNumber(wrong).ok).toBe(false);
    }),
  );
});

test("a cell full of digits is no identifier", () => {
  expect(parseOrganisationNumber("1".repeat(32767))).toEqual({ ok: false, error: "form" });
  expect(parseAccount("bankgiro", "5".repeat(32767))).toEqual({ ok: false, error: "form" });
});

import { expect, test } from "vitest";
import { fixedSums } from "../../../shared/application/fixed-sums.ts";
import { swedishRegister } from "../../../shared/register/swedish-register.ts";

const boards = swedishRegister().list("agency");

test.each([2012, 2013, 2014])("%i: 21 boards, 12 kr of 15 000 000 are left and said why", (year) => {
  const sums = fixedSums(year, boards);
  if (!sums.ok) throw new Error(sums.error);
  const { lines, given, rest, available, explanation } = sums.value;
  const amountOf = new Map(lines.map(({ code, amount }) => [code, amount]));
  expect([given, rest, available]).toEqual([14_999_988, 12, 15_000_000]);
  expect(lines).toHaveLength(21);
  expect(["01", "12", "14"].map((code) => amountOf.get(code))).toEqual([1_000_000, 1_000_000, 1_000_000]);
  expect(
    new Set([...amountOf].filter(([code]) => !["01", "12", "14"].includes(code)).map(([, kr]) => kr)),
  ).toEqual(new Set([666_666]));
  expect(explanation.map((line) => line.replaceAll("\u00a0", " "))).toEqual([
    "3 × 1 000 000 + 18 × 666 666 = 14 999 988 kr.",
    "12 000 000 kr delat på 18 är 666 666 kr var och 12 kr över.",
    "12 kr av 15 000 000 kr fördelas inte och blir kvar på anslagsposten.",
  ]);
});

test.each([
  [2015, "Länsstyrelsernas belopp 2015 är inte kända."],
  [2022, "Länsstyrelserna hade inga fastställda belopp 2022."],
])("%i: %s", (year, why) => {
  expect(fixedSums(year, boards)).toEqual({ ok: false, error: why });
});

test("a county too few is told of, not shared out over", () => {
  expect(fixedSums(2013, boards.slice(1)).ok).toBe(false);
});

import { describe, expect, test } from "vitest";
import type { Cell } from "../../../shared/cell.ts";
import { parsePopulationRows, type PopulationRow } from "../../../shared/register/population-rows.ts";
import { swedishRegister } from "../../../shared/register/swedish-register.ts";

const register = swedishRegister();
const december2021 = register.populationOn("2021-12-31")!;

/** A faultless import: one row per municipality from worksheet row 2. */
const faultless: readonly PopulationRow[] = register.list("municipality").map(({ code }, index) => ({
  row: index + 2,
  code,
  inhabitants: december2021.inhabitants.municipality.get(code)!,
}));

const lastRow = faultless.length + 1;

function parse(rows: readonly PopulationRow[]): ReturnType<typeof parsePopulationRows> {
  const columns = { code: "A", inhabitants: "C" };
  return parsePopulationRows(
    { date: "2021-11-01", source: "SCB", sheet: "Folkmängd", columns, rows },
    register,
  );
}

function problemsOf(rows: readonly PopulationRow[]): readonly (readonly [string, string, string])[] {
  const result = parse(rows);
  return result.ok ? [] : result.error.map(({ cell, rule, text }) => [cell, rule, text]);
}

function change(row: number, change: Partial<PopulationRow>): readonly PopulationRow[] {
  return faultless.map((old) => (old.row === row ? { ...old, ...change } : old));
}

describe("a faultless import", () => {
  test("becomes the table of its date, with regions as the sums of their municipalities", () => {
    const result = parse(faultless);
    expect(result).toEqual({
      ok: true,
      value: { date: "2021-11-01", source: "SCB", inhabitants: december2021.inhabitants },
    });
  });

  test.each<[string, Cell, Cell]>([
    ["text with a group separator", "0114", "47\u00A0820"],
    ["a code that lost its zero as text", "114", 47_820],
    ["a code that lost its zero as a number", 114, "47820"],
    ["spaces around", " 0114 ", " 47 820 "],
  ])("may have %s", (_, code, inhabitants) => {
    expect(parse(change(2, { code, inhabitants }))).toMatchObject({
      value: { inhabitants: december2021.inhabitants },
    });
  });

  test("may have empty rows, and SCB's rows for counties and the country", () => {
    const more = [
      { row: 300, code: null, inhabitants: "" },
      { row: 301, code: "01", inhabitants: 2_415_139 },
      { row: 302, code: 9, inhabitants: "61 001" },
      { row: 303, code: "00", inhabitants: 10_452_326 },
    ];
    expect(parse([...faultless, ...more]).ok).toBe(true);
  });
});

describe("each fault is told at its cell", () => {
  test.each<[string, readonly PopulationRow[], readonly (readonly [string, string, string])[]]>([
    [
      "an unknown code",
      [...faultless, { row: 292, code: "0999", inhabitants: 5_000 }],
      [
        [
          "A292",
          "population.code-is-in-register",
          "Koden 0999 finns inte i registret. Rätta koden eller ta bort raden.",
        ],
      ],
    ],
    [
      "something that is no code",
      [...faultless, { row: 292, code: "Falun", inhabitants: 5_000 }],
      [["A292", "population.code-is-a-code", "Fyll i kommunkoden med fyra siffror, till exempel 0180."]],
    ],
    [
      "a code that has ceased, and its successor only as missing when nobody names it",
      faultless.map((row) => (row.code === "0331" ? { ...row, code: "1917" } : row)),
      [
        [
          `A${faultless.find(({ code }) => code === "0331")!.row}`,
          "population.code-is-in-use",
          "Koden 1917 Heby upphörde 2007-01-01. Ange folkmängden under 0331.",
        ],
      ],
    ],
    [
      "the same code twice",
      [...faultless, { row: 292, code: 114, inhabitants: 5_000 }],
      [["A292", "population.code-stands-once", "Koden 0114 finns redan på rad 2. Ta bort den ena raden."]],
    ],
    [
      "a missing municipality",
      faultless.filter(({ code }) => code !== "1452"),
      [
        [
          `A${lastRow + 1}`,
          "population.every-municipality-is-there",
          "1452 Tranemo saknas. Lägg till en rad med kommunens folkmängd.",
        ],
      ],
    ],
    [
      "no inhabitants filled in (and the municipality is not also called missing)",
      change(3, { inhabitants: null }),
      [["C3", "population.inhabitants-are-filled-in", "Fyll i antal invånare."]],
    ],
    [
      "zero inhabitants",
      change(3, { inhabitants: 0 }),
      [["C3", "population.inhabitants-are-above-zero", "Fyll i antal invånare: det måste vara större än 0."]],
    ],
    [
      "fewer than none",
      change(3, { inhabitants: -5 }),
      [["C3", "population.inhabitants-are-above-zero", "Fyll i antal invånare: det måste vara större än 0."]],
    ],
    [
      "decimals",
      change(3, { inhabitants: 34_246.5 }),
      [["C3", "population.inhabitants-are-whole", "Fyll i antal invånare utan decimaler."]],
    ],
    [
      "decimals in text",
      change(3, { inhabitants: "34 246,5" }),
      [["C3", "population.inhabitants-are-whole", "Fyll i antal invånare utan decimaler."]],
    ],
    [
      "a point that may be a group or a decimal",
      change(3, { inhabitants: "34.246" }),
      [["C3", "population.inhabitants-are-whole", "Fyll i antal invånare utan decimaler."]],
    ],
    [
      "a word",
      change(3, { inhabitants: "cirka 34 000" }),
      [["C3", "population.inhabitants-are-a-number", "Fyll i antal invånare med siffror."]],
    ],
    [
      "a county that its municipalities do not sum to",
      [...faultless, { row: 292, code: "09", inhabitants: 61_002 }],
      [
        [
          "C292",
          "population.sums-agree",
          "Kommunernas rader är 61\u00A0001 invånare tillsammans men här står 61\u00A0002. Rätta den som är fel.",
        ],
      ],
    ],
  ])("%s", (_, rows, expected) => {
    expect(problemsOf(rows)).toEqual(expected);
  });

  test("two faults on one row and a third on another are all told; sums wait until the rows are right", () => {
    const rows = [
      ...change(3, { inhabitants: 0 }),
      { row: 292, code: "0999", inhabitants: 1.5 },
      { row: 293, code: "00", inhabitants: 1 },
    ];
    expect(problemsOf(rows).map(([cell]) => cell)).toEqual(["C3", "A292", "C292"]);
  });

  test("an empty sheet lacks all 290 municipalities", () => {
    expect(problemsOf([])).toHaveLength(290);
  });

  test("the problem keeps what was typed and names sheet, row and column", () => {
    const result = parse(change(3, { inhabitants: "34.246" }));
    expect(result).toMatchObject({
      error: [{ sheet: "Folkmängd", row: 3, column: "inhabitants", severity: "error", value: "34.246" }],
    });
  });
});

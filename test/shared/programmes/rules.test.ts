import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Dated, GroupKind, Programme, Rules, YearBudget } from "../../../shared/programme.ts";
import { checkProgramme } from "../../../shared/programmes/check-programme.ts";
import {
  dayAfter,
  during,
  inForce,
  isRound,
  isUnknown,
  programmeOn,
  rulesOn,
} from "../../../shared/programmes/dated.ts";
import { differences, unknowns } from "../../../shared/programmes/differences.ts";
import { programmeYears } from "../../../shared/programmes/index.ts";
import { regulations } from "../../../shared/programmes/law.ts";
import { programmes } from "../../../shared/programmes/programmes.ts";
import { reportForms } from "../../../shared/programmes/report-forms.ts";
import { nearestProgramme, templateFor } from "../../../shared/programmes/template.ts";
import { sayKronor, sayRule, subjectName } from "../../../shared/programmes/words.ts";
import { r3Table2 } from "../../../shared/published/r3-table2.ts";

const subjects = Object.keys(subjectName) as (keyof Rules)[];

/** What the rules say of a subject on a day, in words; "–" when no programme has that day or group. */
function said(day: string, kind: GroupKind, subject: keyof Rules): string {
  const group = programmeOn(programmes, day)?.groups[kind];
  const rule = group && rulesOn(group, day)[subject];
  return rule === undefined ? "–" : sayRule(subject, rule.value);
}

describe("every programme", () => {
  test.each(programmes.map((programme) => [programme.id, programme] as const))(
    "%s is without faults",
    (_, one) => {
      expect(checkProgramme(one)).toEqual([]);
    },
  );

  test("follows on the one before it: every day from 2007 to 2022 has one", () => {
    expect(programmes[0]!.valid.from).toBe("2007-01-01");
    expect(programmes.at(-1)!.valid.to).toBe("2022-12-31");
    programmes.slice(1).forEach(({ valid }, at) => {
      expect(valid.from).toBe(dayAfter(programmes[at]!.valid.to));
    });
  });

  test("rules what is ruled of every group on every first day of a month", () => {
    for (let year = 2007; year <= 2022; year++) {
      for (let month = 1; month <= 12; month++) {
        const day = `${year}-${String(month).padStart(2, "0")}-01`;
        for (const rules of Object.values(programmeOn(programmes, day)!.groups)) {
          expect(subjects.filter((subject) => rulesOn(rules, day)[subject] === undefined)).toEqual([]);
        }
      }
    }
  });

  test("has the years that are worked with, with the same rounds", () => {
    const rounds = programmes.flatMap(({ years }) => years.flatMap((year) => year.rounds));
    expect(rounds).toEqual(programmeYears.flatMap((year) => year.rounds));
    expect(rounds.every(isRound)).toBe(true);
  });
});

describe("the day before, the day, and the day after a change", () => {
  const sosfs2009 = /SOSFS 2009:22/;
  const sosfs2014 = /SOSFS 2014:4/;
  test.each<
    readonly [string, GroupKind, keyof Rules, string, RegExp | string, RegExp | string, RegExp | string]
  >([
    [
      "the first programme begins",
      "municipality",
      "decides",
      "2007-01-01",
      "–",
      /Länsstyrelserna/,
      /Länsstyrelserna/,
    ],
    [
      "the agency decides",
      "municipality",
      "decides",
      "2012-01-01",
      /Länsstyrelserna/,
      /^Socialstyrelsen, efter yttrande/,
      /yttrande/,
    ],
    ["NGOs apply themselves", "ngo", "route", "2012-01-01", "–", "ansökan", "ansökan"],
    [
      "performance requirements come",
      "municipality",
      "requirements",
      "2013-01-01",
      "inga",
      sosfs2009,
      sosfs2009,
    ],
    [
      "the form of 2013 begins",
      "ngo",
      "reportForm",
      "2013-01-01",
      /ej känt/,
      /2013, ideella/,
      /2013, ideella/,
    ],
    [
      "the form of 2013 ends",
      "municipality",
      "reportForm",
      "2014-01-01",
      /2013, kommuner/,
      /ej känt/,
      /ej känt/,
    ],
    [
      "SOSFS 2014:4 replaces 2009:22",
      "municipality",
      "requirements",
      "2014-10-01",
      sosfs2009,
      sosfs2014,
      sosfs2014,
    ],
    [
      "... as the regulation too",
      "ngo",
      "regulation",
      "2014-10-01",
      "SOSFS 2009:22",
      "SOSFS 2014:4",
      "SOSFS 2014:4",
    ],
    [
      "the key replaces the assessment",
      "municipality",
      "amount",
      "2016-01-01",
      /bedömning/,
      /högst 30\u00a0000/,
      /grundbelopp 100\u00a0000/,
    ],
    [
      "requisitions replace applications",
      "municipality",
      "route",
      "2016-01-01",
      "ansökan",
      "rekvisition",
      "rekvisition",
    ],
    ["carry-over ends", "ngo", "carryOver", "2016-01-01", "ja, efter beslut", "nej", "nej"],
    [
      "regions come in",
      "region",
      "amount",
      "2016-01-01",
      "–",
      /grundbelopp 1\u00a0000\u00a0000 kr till alla/,
      /alla/,
    ],
    [
      "redistribution is known",
      "municipality",
      "redistribution",
      "2018-01-01",
      /ej känt/,
      /1 juni 2018/,
      /1 juni 2018/,
    ],
    [
      "a new administrative law",
      "municipality",
      "appeal",
      "2018-07-01",
      /överklagas hos/,
      /överklagas till/,
      /överklagas till/,
    ],
    [
      "redistribution in one payment",
      "municipality",
      "redistribution",
      "2019-01-01",
      /1 juni 2018/,
      /1 oktober 2019/,
      /1 oktober 2019/,
    ],
    [
      "authorities get stimulation money",
      "agency",
      "decides",
      "2020-01-01",
      "–",
      /Jämställdhetsmyndigheten/,
      /Jämställd/,
    ],
    [
      "foundations come in",
      "ngo",
      "recipients",
      "2020-01-01",
      "Ideella organisationer",
      /stiftelser/,
      /stiftelser/,
    ],
    [
      "HSLF-FS 2022:39 replaces SOSFS 2014:4",
      "region",
      "regulation",
      "2022-05-31",
      "SOSFS 2014:4",
      "HSLF-FS 2022:39",
      "HSLF-FS 2022:39",
    ],
    ["the last programme ends", "municipality", "route", "2023-01-01", "rekvisition", "–", "–"],
  ])("%s", (_, kind, subject, day, before, on, after) => {
    const dayBefore = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
    [dayBefore, day, dayAfter(day)].forEach((one, at) => {
      const expected = [before, on, after][at]!;
      const text = said(one, kind, subject);
      if (typeof expected === "string") expect(text).toBe(expected);
      else expect(text).toMatch(expected);
    });
  });
});

describe("the money of the years", () => {
  const yearOf = (year: number): YearBudget =>
    programmes.flatMap(({ years }) => years).find((one) => one.year === year)!;

  test.each([
    [2007, "municipality", "ej känt"],
    [2012, "municipality", "70 000 000 kr"],
    [2013, "ngo", "20 000 000 kr"],
    [2014, "county-board", "15 000 000 kr"],
    [2015, "ngo", "ej känt"],
    [2018, "municipality", "ej känt"],
    [2020, "region", "31 500 000 kr"],
    [2021, "agency", "11 800 000 kr"],
    [2022, "municipality", "144 750 000 kr"],
  ] as const)("%i, %s: %s", (year, kind, text) => {
    expect(sayKronor(yearOf(year).available[kind]!).replaceAll("\u00a0", " ")).toMatch(
      new RegExp(`^${text}`),
    );
  });

  test("2020-2022 are those of R3 table 2", () => {
    for (const { kind, period, available } of r3Table2.rows.filter((row) => !row.period.includes("-"))) {
      expect(yearOf(Number(period)).available[kind]).toBe(available);
    }
  });

  test("2020 comes from four appropriations of 127 500 000 kr in all", () => {
    const { appropriations } = yearOf(2020);
    if (isUnknown(appropriations)) throw new Error("the appropriations of 2020 are known");
    expect(appropriations.map(({ amount }) => amount)).toEqual([71_000_000, 43_500_000, 12_500_000, 500_000]);
  });

  test("an unknown amount is no number and says why", () => {
    const amount = yearOf(2016).available.municipality!;
    expect(Number(amount)).toBeNaN();
    expect(sayKronor(amount)).toBe("ej känt (inte publicerat)");
  });
});

test("the forms of 2013 and 2020-2022 have the areas of the reports", () => {
  const areas = reportForms.map(({ id, areas }) => [id, areas.flatMap((one) => one.areas).length]);
  expect(areas).toEqual([
    ["kommun-2013", 13],
    ["ideell-2013", 8],
    ["kommun-region-2020", 7],
    ["ideell-2020", 4],
    ["lansstyrelse-2012", 0],
  ]);
  for (const { questions, perArea } of reportForms) {
    const ids = [...questions, ...perArea].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  }
});

describe("a faulty programme is told where and what", () => {
  const sound = programmes[3]!;
  const year = sound.years[0]!;
  type Line = Dated<unknown>;

  function withLines(
    subject: keyof Rules,
    change: (line: Line) => readonly Line[],
    kind: GroupKind = "ngo",
  ): Programme {
    const rules = sound.groups[kind]!;
    const lines = (rules[subject] as readonly Line[]).flatMap(change);
    return { ...sound, groups: { ...sound.groups, [kind]: { ...rules, [subject]: lines } } };
  }
  const withYear = (changes: Partial<YearBudget>): Programme => ({
    ...sound,
    years: [{ ...year, ...changes }, ...sound.years.slice(1)],
  });
  const where = "2020-2022: ideell organisation, villkor";

  test.each<readonly [string, Programme, readonly string[]]>([
    [
      "two rules on one day",
      withLines("conditions", (line) => [
        { ...line, to: "2021-06-30" },
        { ...line, from: "2021-06-30" },
      ]),
      [`${where}: Två regler gäller 2021-06-30.`],
    ],
    [
      "a day without rule",
      withLines("conditions", (line) => [
        { ...line, to: "2021-06-30" },
        { ...line, from: "2021-07-02" },
      ]),
      [`${where}: Ingen regel gäller 2021-07-01`],
    ],
    [
      "a rule that begins late and ends early",
      withLines("conditions", (line) => [{ ...line, from: "2020-01-02", to: "2022-12-30" }]),
      [`${where}: Den första dagen är 2020-01-02`, `${where}: Den sista dagen är 2022-12-30`],
    ],
    ["no rule", withLines("conditions", () => []), [`${where}: Regel saknas.`]],
    [
      "a day that does not exist",
      withLines("conditions", (line) => [{ ...line, to: "2022-12-32" }]),
      [`${where}: 2020-01-01 till 2022-12-32 är ingen tid.`],
    ],
    [
      "no source",
      withLines("conditions", (line) => [{ ...line, source: null, assumption: null }]),
      [`${where}, från 2020-01-01: Källa saknas.`],
    ],
    [
      "an empty source",
      withLines("conditions", (line) => [{ ...line, source: " ", assumption: null }]),
      [`${where}, från 2020-01-01: Källan är tom.`],
    ],
    [
      "an assumption that does not say so",
      withLines("conditions", (line) => [{ ...line, assumption: "Så har det nog varit." }]),
      [`${where}, från 2020-01-01: Antagandet "Så har det nog varit."`],
    ],
    [
      "something unknown without a reason",
      withLines("conditions", (line) => [{ ...line, value: { unknown: "" } }]),
      [`${where}, från 2020-01-01: Säg varför`],
    ],
    [
      "a form that is not there",
      withLines("reportForm", (line) => [{ ...line, value: "ideell-2099" }]),
      ["2020-2022: ideell organisation, återrapportering, från 2020-01-01: Formuläret ideell-2099"],
    ],
    [
      "a rule for the route that the rounds do not follow",
      withLines("route", (line) => [{ ...line, value: "requisition" }]),
      ["2020-ideell", "2021-ideell", "2022-ideell"].map(
        (id) => `2020-2022: ${id.slice(0, 4)}: ${id}: Vägen är ansökan`,
      ),
    ],
    [
      "a key that the first rounds do not follow",
      withLines(
        "amount",
        (line) => [
          {
            ...line,
            value: { by: "key", key: { baseAmount: 1_000_000, limit: null, rounding: "sainte-lague" } },
          },
        ],
        "region",
      ),
      ["2020-region", "2021-region-1", "2022-region"].map(
        (id) => `2020-2022: ${id.slice(0, 4)}: ${id}: Nyckeln är en annan`,
      ),
    ],
    [
      "money that does not add up",
      withYear({ costs: [] }),
      [
        "2020-2022: 2020: Anslagsposterna är 127\u00a0500\u00a0000 kr tillsammans men medel och kostnader är 121\u00a0500\u00a0000 kr.",
      ],
    ],
    [
      "more granted than there was",
      withYear({ granted: { ngo: 8_000_001 } }),
      ["2020-2022: 2020: Beviljat för ideell organisation är 8\u00a0000\u00a0001 kr"],
    ],
    [
      "a group without money and money without group",
      withYear({
        available: {
          municipality: 75_000_000,
          region: 31_500_000,
          ngo: 8_000_000,
          "county-board": 7_000_000,
        },
      }),
      [
        "2020-2022: 2020: Regler för länsstyrelse saknas",
        "2020-2022: 2020: Tillgängligt för myndighet saknas",
      ],
    ],
    ["a year without source", withYear({ source: "" }), ["2020-2022: 2020: Källa till årets belopp saknas"]],
    ["a year that is missing", { ...sound, years: sound.years.slice(1) }, ["2020-2022: År 2020 saknas."]],
    ["a year twice", { ...sound, years: [...sound.years, year] }, ["2020-2022: År 2020 hör inte till"]],
    [
      "a fictional programme that does not say so",
      { ...sound, fictional: true },
      ["2020-2022: Ett påhittat program"],
    ],
    [
      "overlapping rounds",
      withYear({
        appropriations: { unknown: "prov" },
        available: { ...year.available, ngo: 16_000_000 },
        rounds: [...year.rounds, { ...year.rounds[2]!, id: "2020-ideell-2" }],
      }),
      ["2020-2022: 2020: 2020-ideell: Tiden för rekvisition eller ansökan överlappar 2020-ideell-2"],
    ],
  ])("%s", (_, programme, texts) => {
    const found = checkProgramme(programme);
    expect(found).toHaveLength(texts.length);
    texts.forEach((text, at) => {
      expect(found[at]).toContain(text);
    });
  });

  test("wherever one rule is spoilt, its group, subject and day are told, and nothing else", () => {
    const spoils: readonly (readonly [RegExp, (line: Line) => readonly Line[]])[] = [
      [/Källa saknas/, (line) => [{ ...line, source: null, assumption: null }]],
      [/ska börja med/, (line) => [{ ...line, assumption: "Kanske." }]],
      [/Två regler gäller/, (line) => [line, line]],
    ];
    const anywhere = fc
      .constantFrom(...programmes)
      .chain((programme) =>
        fc.tuple(
          fc.constant(programme),
          fc.constantFrom(...(Object.keys(programme.groups) as GroupKind[])),
          fc.constantFrom(...subjects),
          fc.constantFrom(...spoils),
          fc.nat(),
        ),
      );
    fc.assert(
      fc.property(anywhere, ([programme, kind, subject, [text, spoil], pick]) => {
        const rules = programme.groups[kind]!;
        const lines: readonly Line[] = rules[subject];
        const at = pick % lines.length;
        const spoilt = lines.flatMap((line, i) => (i === at ? spoil(line) : [line]));
        const found = checkProgramme({
          ...programme,
          groups: { ...programme.groups, [kind]: { ...rules, [subject]: spoilt } },
        });
        expect(found).toHaveLength(1);
        expect(found[0]).toMatch(text);
        expect(found[0]).toContain(subjectName[subject]);
        expect(found[0]).toContain(lines[at]!.from);
      }),
      { numRuns: 500, seed: 2_027 },
    );
  });

  test("wherever a year's money is a krona off, its year is told", () => {
    const worked = programmes.flatMap((programme) =>
      programme.years.flatMap(({ rounds }, at) => (rounds.length > 0 ? [[programme, at] as const] : [])),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...worked),
        fc.nat(),
        fc.constantFrom(-1, 1),
        ([programme, at], pick, off) => {
          const years = programme.years.map((one, i): YearBudget => {
            if (i !== at) return one;
            const spoilt = pick % one.rounds.length;
            return {
              ...one,
              rounds: one.rounds.map((round, n) =>
                n === spoilt && !isUnknown(round.amount) ? { ...round, amount: round.amount + off } : round,
              ),
            };
          });
          const found = checkProgramme({ ...programme, years });
          expect(found).toHaveLength(1);
          expect(found[0]).toContain(`${programme.id}: ${programme.years[at]!.year}: Omgångarna för`);
        },
      ),
      { numRuns: 200, seed: 2_028 },
    );
  });
});

describe("dated values", () => {
  test("one line at most holds on a day, and cutting to a time changes nothing inside it", () => {
    const day = fc.date({ min: new Date("2007-01-01"), max: new Date("2030-12-31"), noInvalidDate: true });
    const iso = day.map((one) => one.toISOString().slice(0, 10));
    fc.assert(
      fc.property(iso, iso, iso, (a, b, one) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        const cut = during(regulations, from, to);
        const inside = from <= one && one <= to;
        expect(inForce(cut, one)?.value).toEqual(inside ? inForce(regulations, one)?.value : undefined);
      }),
      { numRuns: 500, seed: 2_029 },
    );
  });
});

describe("a coming year", () => {
  test("the template is without faults, its amounts unknown, everything else assumed", () => {
    const template = templateFor(nearestProgramme(programmes, 2027)!, 2027);
    expect(checkProgramme(template)).toEqual([]);
    expect(Object.values(template.years[0]!.available).every(isUnknown)).toBe(true);
    expect(template.years[0]!.rounds.map(({ id }) => id)).toEqual([
      "2027-kommun",
      "2027-region",
      "2027-ideell",
      "2027-myndighet",
    ]);
    expect(template.years[0]!.rounds.some(isRound)).toBe(false);
    for (const rules of Object.values(template.groups)) {
      for (const subject of subjects) expect(rules[subject][0]!.assumption).toMatch(/^Antagande: /);
    }
    expect(unknowns(template)).toContain("2027, anslagsposter: ej känt (beslutet om 2027 finns inte ännu)");
  });

  test.each([
    [2006, undefined],
    [2012, "2007-2011"],
    [2016, "2012-2015"],
    [2023, "2020-2022"],
    [2040, "2020-2022"],
  ])("the nearest programme before %i is %s", (year, id) => {
    expect(nearestProgramme(programmes, year)?.id).toBe(id);
  });

  test("a leap day is moved to the 28th", () => {
    const last = programmes[3]!.years.at(-1)!;
    const round = { ...last.rounds[0]!, use: { from: "2024-02-29", to: "2024-12-31" } };
    const leap = { ...programmes[3]!, years: [{ ...last, year: 2024, rounds: [round] }] };
    expect(templateFor(leap, 2028).years[0]!.rounds[0]!.use).toEqual({
      from: "2028-02-29",
      to: "2028-12-31",
    });
    expect(templateFor(leap, 2027).years[0]!.rounds[0]!.use).toEqual({
      from: "2027-02-28",
      to: "2027-12-31",
    });
  });

  test("a programme beside itself differs in nothing", () => {
    for (const programme of programmes) {
      const [first] = programme.years;
      const one = { ...programme, years: [first!] };
      const still = differences(one, one).slice(1);
      // Rules that change inside the period are told each time they change.
      expect(still.filter((line) => !/ från \d{4}-\d\d-\d\d: /.test(line))).toEqual([]);
    }
  });
});

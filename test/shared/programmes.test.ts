import { describe, expect, test } from "vitest";
import type { ProgrammeYear, Round } from "../../shared/programme.ts";
import { programme2022 } from "../../shared/programmes/2022.ts";
import { checkProgrammeYear } from "../../shared/programmes/check.ts";
import { findRound, programmeYears, roundsOf } from "../../shared/programmes/index.ts";
import { r3Table2 } from "../../shared/published/r3-table2.ts";

describe("every programme year", () => {
  test.each(programmeYears.map((year) => [year.year, year] as const))("%i is without faults", (_, year) => {
    expect(checkProgrammeYear(year)).toEqual([]);
  });

  test("is there once, oldest first", () => {
    const years = programmeYears.map(({ year }) => year);
    expect(years).toEqual([...new Set(years)].sort());
  });

  test("round ids are unique over all years", () => {
    const ids = programmeYears.flatMap(({ rounds }) => rounds.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("programme year 2022", () => {
  test.each([
    ["2022-kommun-1", "municipality", 75_000_000, 100_000, 30_000, null],
    ["2022-kommun-2", "municipality", 59_250_000, 100_000, 30_000, "2022-kommun-1"],
    ["2022-kommun-3", "municipality", 10_500_000, 0, null, "2022-kommun-1"],
    ["2022-region", "region", 30_500_000, 1_000_000, null, null],
    ["2022-ideell", "ngo", 15_500_000, undefined, undefined, null],
    ["2022-myndighet", "agency", 3_000_000, undefined, undefined, null],
  ] as const)(
    "%s: %s, %i kr, base %s, limit %s, top-up of %s",
    (id, kind, amount, baseAmount, limit, topUpOf) => {
      const round = findRound(id);
      expect(round).toMatchObject({ id, kind, amount, topUpOf, year: 2022 });
      expect([round?.key?.baseAmount, round?.key?.limit]).toEqual([baseAmount, limit]);
    },
  );

  test.each([
    [2020, [7_000_000], []],
    [2021, [3_000_000, 8_800_000], [8_800_000]],
    [2022, [3_000_000], []],
  ])("särskilda stimulansmedel %i: rounds of %j kr, of which %j as top-up", (year, amounts, topUps) => {
    const rounds = roundsOf(year).filter(({ kind }) => kind === "agency");
    expect(rounds.map(({ amount }) => amount)).toEqual(amounts);
    expect(rounds.flatMap(({ topUpOf, amount }) => (topUpOf === null ? [] : [amount]))).toEqual(topUps);
  });

  test("what was available is what R3 table 2 says", () => {
    for (const { kind, available } of r3Table2.rows.filter(({ period }) => period === "2022")) {
      expect([kind, programme2022.available[kind]]).toEqual([kind, available]);
    }
  });

  test("only the first municipal round is redistributed", () => {
    expect(roundsOf(2022).filter(({ redistribution }) => redistribution !== null)).toMatchObject([
      { id: "2022-kommun-1", redistribution: { capPerRecipient: 50_000, ceiling: null } },
    ]);
  });

  test.each([
    ["2022-kommun-1", "uppdelningen i tre omgångar är inte publicerad (R3 tabell 1, not 2)"],
    ["2022-kommun-1", "invånargränsen"],
    ["2022-kommun-1", "omfördelning"],
    ["2022-kommun-2", "grundbelopp"],
    ["2022-kommun-3", "resten"],
    ["2022-region", "folkmängden"],
  ])("%s says that it assumes: %s", (id, text) => {
    expect(findRound(id)?.assumptions.join("\n")).toContain(text);
  });

  test("every round marks its decision, window, use and dates as assumed", () => {
    for (const { assumptions } of roundsOf(2022)) {
      for (const text of [
        "diarienummer",
        "rekvisition eller ansökan",
        "användning",
        "återrapportering",
        "återbetalning",
      ]) {
        expect(assumptions.join("\n")).toContain(text);
      }
    }
  });

  test("an unknown round or year is not found", () => {
    expect(findRound("2022-kommun-4")).toBeUndefined();
    expect(roundsOf(1999)).toEqual([]);
  });
});

describe("a faulty programme year is told what to do", () => {
  const sound = findRound("2022-kommun-1")!;
  const topUp = findRound("2022-kommun-2")!;
  const grant = findRound("2022-ideell")!;
  const region = findRound("2022-region")!;

  function yearOf(...rounds: readonly Round[]): ProgrammeYear {
    const sum = (kind: Round["kind"]): number =>
      rounds.filter((round) => round.kind === kind).reduce((total, { amount }) => total + amount, 0);
    const available = { municipality: sum("municipality"), region: sum("region"), ngo: sum("ngo") };
    return { ...programme2022, rounds, available };
  }

  test("the sound years below are sound", () => {
    expect(checkProgrammeYear(yearOf(sound, topUp, grant, region))).toEqual([]);
  });

  const key = sound.key!;
  const faulty: readonly (readonly [string, ProgrammeYear, readonly string[]])[] = [
    [
      "rounds that do not sum to what is available",
      { ...yearOf(sound), available: { municipality: 75_000_001 } },
      ["75\u00A0000\u00A0000 kronor tillsammans men tillgängligt är 75\u00A0000\u00A0001"],
    ],
    [
      "a kind without rounds",
      { ...yearOf(sound), available: { municipality: 75_000_000, ngo: 1 } },
      ["ideell"],
    ],
    [
      "two rounds with one id",
      yearOf(sound, sound),
      ["2022-kommun-1: Omgångens beteckning finns flera gånger"],
    ],
    ["a round of another year", yearOf({ ...sound, year: 2021 }), ["Ange 2022"]],
    ["an amount of half kronor", yearOf({ ...sound, amount: 0.5 }), ["Ange beloppet i hela kronor"]],
    ["no amount", yearOf({ ...sound, amount: 0 }), ["Ange beloppet i hela kronor"]],
    [
      "a window that ends before it begins",
      yearOf({ ...sound, window: { from: "2022-09-02", to: "2022-09-01" } }),
      ["Tiden för rekvisition eller ansökan slutar innan den börjar"],
    ],
    [
      "a period of use that ends before it begins",
      yearOf({ ...sound, use: { from: "2023-01-01", to: "2022-12-31" } }),
      ["Tiden för användning slutar innan den börjar"],
    ],
    [
      "a window that closes after the money may be used",
      yearOf({ ...sound, window: { from: "2022-04-15", to: "2023-01-01" } }),
      ["måste stänga senast"],
    ],
    [
      "a report-back before the year is over",
      yearOf({ ...sound, reportBy: "2022-12-31" }),
      ["Återrapporteringen"],
    ],
    ["a repayment before the report-back", yearOf({ ...sound, repayBy: "2023-03-30" }), ["Återbetalningen"]],
    [
      "a population date after the window",
      yearOf({ ...sound, key: { ...key, populationDate: "2022-12-31" } }),
      ["Folkmängdens dag"],
    ],
    [
      "a day that does not exist",
      yearOf({ ...sound, use: { from: "2022-02-29", to: "2022-12-31" } }),
      ["2022-02-29"],
    ],
    [
      "a decision date that is no date",
      yearOf({ ...sound, decision: { date: "12 mars", dnr: "1", source: "Beslut" } }),
      ["12 mars är inget datum (beslutsdag)"],
    ],
    [
      "a decision without source",
      yearOf({ ...sound, decision: { ...sound.decision, source: " " } }),
      ["2022-kommun-1: Källa till beslutet saknas"],
    ],
    [
      "two open rounds for the same recipients",
      yearOf(sound, { ...sound, id: "2022-kommun-9", window: { from: "2022-09-01", to: "2022-10-01" } }),
      ["2022-kommun-1: Tiden för rekvisition eller ansökan överlappar 2022-kommun-9"],
    ],
    ["a top-up of a round that is not there", yearOf(topUp), ["hör till 2022-kommun-1, som inte finns"]],
    [
      "a top-up of itself",
      yearOf({ ...topUp, topUpOf: topUp.id }),
      ["hör till 2022-kommun-2, som inte finns bland årets andra omgångar"],
    ],
    [
      "a top-up of another kind's round",
      yearOf(region, { ...topUp, topUpOf: region.id }),
      ["är för region och inte för kommun"],
    ],
    [
      "a top-up of a top-up",
      yearOf(sound, topUp, { ...topUp, id: "2022-kommun-4", topUpOf: topUp.id }),
      ["också är tilläggsmedel"],
    ],
    ["a requisition without key", yearOf({ ...sound, key: null }), ["behöver en fördelningsnyckel"]],
    ["a grant with a key", yearOf({ ...grant, key }), ["har ingen fördelningsnyckel"]],
    [
      "a grant with redistribution",
      yearOf({ ...grant, redistribution: { capPerRecipient: null, ceiling: null } }),
      ["omfördelas inte"],
    ],
    ["a negative base amount", yearOf({ ...sound, key: { ...key, baseAmount: -1 } }), ["Ange grundbeloppet"]],
    ["a limit of no inhabitants", yearOf({ ...sound, key: { ...key, limit: 0 } }), ["Ange invånargränsen"]],
    [
      "a cap of nothing and a ceiling of nothing",
      yearOf({ ...sound, redistribution: { capPerRecipient: 0, ceiling: 0 } }),
      ["högsta belopp per mottagare", "högsta belopp totalt"],
    ],
    [
      "an empty assumption",
      yearOf({ ...sound, assumptions: [...sound.assumptions, "Antagande: "] }),
      ["Varje antagande ska börja med"],
    ],
    [
      "an assumption not marked as one",
      yearOf({ ...sound, assumptions: [...sound.assumptions, "Gränsen är 30 000."] }),
      ["Varje antagande ska börja med"],
    ],
    [
      "an unknown decision that nobody says is unknown",
      yearOf({ ...sound, assumptions: [] }),
      ["diarienummer saknas"],
    ],
  ];

  test.each(faulty)("%s", (_, year, texts) => {
    const found = checkProgrammeYear(year);
    expect(found).toHaveLength(texts.length);
    texts.forEach((text, index) => {
      expect(found[index]).toContain(text);
    });
  });

  test("all faults are told, not only the first", () => {
    const year = yearOf({ ...sound, amount: 0, key: null, repayBy: "2023-01-01" });
    expect(checkProgrammeYear(year)).toHaveLength(3);
  });
});

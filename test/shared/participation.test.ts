import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { participation, type YearTaken } from "../../shared/participation.ts";
import { publishedGrants2013 } from "../../shared/participation-published.ts";
import type { RecipientId } from "../../shared/recipient.ts";
import { participationTable } from "../../shared/tables/participation.ts";
import { swedishRegister } from "../../shared/register/swedish-register.ts";

const everyone: readonly RecipientId[] = ["municipality:0114", "municipality:0180", "region:01"];

function taken(recipient: RecipientId, year: number, changes: Partial<YearTaken> = {}): YearTaken {
  return {
    recipient,
    year,
    applied: "itself",
    granted: 100,
    paid: 100,
    reported: true,
    repaid: 0,
    origin: "kept",
    source: null,
    ...changes,
  };
}

test("who never took part, who always repays, and how many were granted something, each counted once", () => {
  const { histories, distinct } = participation(everyone, [
    taken("municipality:0180", 2013, { repaid: 10 }),
    taken("municipality:0180", 2022, { repaid: 20 }),
    taken("region:01", 2022, { repaid: 5 }),
    taken("region:01", 2021),
    taken("region:01", 2020, { reported: false }),
    taken("municipality:0114", 2022, { applied: "no", granted: 0, paid: 0, reported: false }),
  ]);
  expect(
    histories.map(({ recipient, years, never, alwaysRepays, repaid }) => [
      recipient,
      years.length,
      never,
      alwaysRepays,
      repaid,
    ]),
  ).toEqual([
    ["municipality:0114", 0, true, false, 0],
    ["municipality:0180", 2, false, true, 30],
    ["region:01", 3, false, false, 5],
  ]);
  expect(distinct).toEqual([
    { kind: "municipality", granted: 1, never: 1, of: 2 },
    { kind: "region", granted: 1, never: 0, of: 1 },
  ]);
});

describe("the sheet Deltagande", () => {
  const shown = (...years: YearTaken[]): unknown[] => {
    const { histories } = participation([], years);
    const [one] = histories.map((history) => ({
      ...history,
      kind: "region" as const,
      code: "01",
      name: "X",
    }));
    const columns = new Map(participationTable.columns.map((column) => [column.heading, column]));
    return ["Mönster", "Utbetalt", "Återbetalas", "Andel att återbetala"].map((heading) =>
      columns.get(heading)!.value({ ...one!, years: [...one!.years] }),
    );
  };
  const [first, second, third] = [2020, 2021, 2022].map((year) => taken("region:01", year, { repaid: 20 }));
  const published = taken("region:01", 2013, { origin: "published", paid: null, reported: false });

  test.each([
    ["one year reported", [first!], [null, 100, 20, 0.2]],
    ["two", [first!, second!], ["Att återbetala båda åren", 200, 40, 0.2]],
    ["three", [first!, second!, third!], ["Att återbetala alla 3 åren", 300, 60, 0.2]],
    ["two of three", [first!, second!, { ...third!, repaid: 0 }], [null, 300, 40, 40 / 300]],
    ["a payment that nobody knows", [published], [null, "ej känt", 0, null]],
    ["one that nobody knows and one that is known", [published, first!], [null, 100, 20, 0.2]],
  ])("%s", (_, years, cells) => {
    expect(shown(...years)).toEqual(cells);
  });
});

test("a year that is kept here is not counted from what is published too; two districts of a city are added", () => {
  const published = { origin: "published", source: "R1", paid: null, reported: false } as const;
  const sums = (...years: YearTaken[]) => participation(["municipality:0180"], years).histories[0]!.granted;
  expect(
    sums(taken("municipality:0180", 2013, published), taken("municipality:0180", 2013, { granted: 70 })),
  ).toBe(70);
  expect(
    sums(taken("municipality:0180", 2013, { granted: 70 }), taken("municipality:0180", 2013, published)),
  ).toBe(70);
  expect(sums(taken("municipality:0180", 2013, published), taken("municipality:0180", 2013, published))).toBe(
    200,
  );
});

test("what is imported counts as taking part and is added to what is kept; what is published is the same money", () => {
  const imported: Partial<YearTaken> = {
    ...{ origin: "imported", applied: "no", granted: 0, paid: 30, reported: false },
    source: "Importerad: a.xlsx, 2013!A5",
  };
  const published = { origin: "published", source: "R1", paid: null, reported: false } as const;
  const of = (...years: YearTaken[]) => participation(everyone, years).histories[1]!;
  const id = "municipality:0180";
  expect(of(taken(id, 2013, imported))).toMatchObject({ never: false, granted: 0, paid: 30 });
  for (const both of [
    [taken(id, 2013, imported), taken(id, 2013)],
    [taken(id, 2013), taken(id, 2013, imported)],
  ])
    expect(of(...both)).toMatchObject({ paid: 130, years: [{ origin: "kept", source: imported.source! }] });
  for (const both of [
    [taken(id, 2013, imported), taken(id, 2013, published)],
    [taken(id, 2013, published), taken(id, 2013, imported)],
  ])
    expect(of(...both)).toMatchObject({ granted: 0, paid: 30, years: [{ origin: "imported" }] });
});

test("a city whose units are kept is counted with them, once; a federation is nobody's part", () => {
  const published = taken("municipality:0180", 2013, {
    origin: "published",
    source: "R1",
    granted: 300,
    paid: null,
    reported: false,
  });
  const { histories, distinct } = participation(everyone, [
    published,
    taken("municipality:018001", 2013, { granted: 100 }),
    taken("municipality:018002", 2013, { granted: 200 }),
    taken("municipality:010001", 2013, { granted: 5 }),
    { ...published, year: 2012 },
  ]);
  expect(histories.map(({ recipient, granted, never }) => [recipient, granted, never])).toEqual([
    ["municipality:010001", 5, false],
    ["municipality:0114", 0, true],
    ["municipality:0180", 300, false],
    ["municipality:018001", 100, false],
    ["municipality:018002", 200, false],
    ["region:01", 0, true],
  ]);
  expect(distinct[0]).toEqual({ kind: "municipality", granted: 2, never: 1, of: 3 });
});

describe("laws", () => {
  const years = fc.uniqueArray(
    fc.record({
      recipient: fc.constantFrom<RecipientId>(...everyone, "ngo:1"),
      year: fc.integer({ min: 2012, max: 2022 }),
      applied: fc.constantFrom<YearTaken["applied"]>("itself", "member", "no"),
      granted: fc.nat(1000),
      paid: fc.option(fc.nat(1000)),
      reported: fc.boolean(),
      repaid: fc.nat(100),
      origin: fc.constantFrom<YearTaken["origin"]>("kept", "imported"),
      source: fc.constant(null),
    }),
    { selector: ({ recipient, year, origin }) => `${recipient} ${year} ${origin}` },
  );
  test("a period counts distinct recipients: at least those of any year, at most the years' sum", () => {
    fc.assert(
      fc.property(years, (all) => {
        const count = (some: readonly YearTaken[]) =>
          participation(everyone, some).distinct.reduce((sum, { granted }) => sum + granted, 0);
        const perYear = [...new Set(all.map(({ year }) => year))].map((year) =>
          count(all.filter((one) => one.year === year)),
        );
        expect(count(all)).toBeGreaterThanOrEqual(Math.max(0, ...perYear));
        expect(count(all)).toBeLessThanOrEqual(perYear.reduce((sum, one) => sum + one, 0));
      }),
    );
  });
  test("no krona is lost, and the order does not matter", () => {
    fc.assert(
      fc.property(years, (all) => {
        const { histories } = participation(everyone, all);
        expect(histories.reduce((sum, { paid }) => sum + (paid ?? 0), 0)).toBe(
          all.reduce((sum, { paid }) => sum + (paid ?? 0), 0),
        );
        expect(participation([...everyone].reverse(), [...all].reverse()).histories).toEqual(histories);
      }),
    );
  });
});

test("the published grants of 2013 are placed by name, and those of federations are told", () => {
  const { taken: grants, unplaced } = publishedGrants2013(swedishRegister().entries);
  expect(grants.length + unplaced.length).toBe(106);
  expect(grants.filter(({ recipient }) => recipient === "municipality:0180").length).toBeGreaterThan(5);
  expect(grants.find(({ recipient }) => recipient === "municipality:0980")?.granted).toBe(550_000);
  expect(unplaced).toMatchInlineSnapshot(`
    [
      "Sjuhärads Kommunalförbund",
    ]
  `);
});

import { describe, expect, test } from "vitest";
import { r3Table2 } from "../../shared/published/r3-table2.ts";
import { r3Table3 } from "../../shared/published/r3-table3.ts";
import {
  receivedAndConsumed,
  type ReceivedAndConsumed,
  type RecipientOutcome,
} from "../../shared/statistics.ts";

function valuesOf(row: ReceivedAndConsumed): readonly unknown[] {
  return Object.values(row);
}

function outcome(id: string, paid: number, consumed: number): RecipientOutcome {
  const [kind, code] = id.split(" ") as [RecipientOutcome["kind"], string];
  return { kind, code, paid, consumed };
}

describe("received and consumed", () => {
  test("one row per kind: available, received, consumed, percent, recipients", () => {
    const rows = receivedAndConsumed({
      available: { municipality: 1_000, region: 500, ngo: 200 },
      recipients: [
        outcome("municipality 0980", 300, 300),
        outcome("municipality 0180", 600, 500),
        outcome("region 09", 500, 450),
        outcome("ngo 7", 200, 0),
      ],
    });
    expect(rows.map(valuesOf)).toEqual([
      ["municipality", 1_000, 900, 800, 89, 2],
      ["region", 500, 500, 450, 90, 1],
      ["ngo", 200, 200, 0, 0, 1],
    ]);
  });

  test("a recipient with money from two rounds counts once, and its money twice", () => {
    const [row] = receivedAndConsumed({
      available: { municipality: 300 },
      recipients: [outcome("municipality 0180", 100, 50), outcome("municipality 0180", 200, 100)],
    });
    expect(row).toMatchObject({ received: 300, consumed: 150, consumedPercent: 50, recipients: 1 });
  });

  test("who was paid nothing is not a recipient", () => {
    const [row] = receivedAndConsumed({
      available: { municipality: 300 },
      recipients: [outcome("municipality 0180", 100, 100), outcome("municipality 0114", 0, 0)],
    });
    expect(row?.recipients).toBe(1);
  });

  test("money that nobody received has no consumed share", () => {
    expect(receivedAndConsumed({ available: { region: 500 }, recipients: [] })).toEqual([
      { kind: "region", available: 500, received: 0, consumed: 0, consumedPercent: null, recipients: 0 },
    ]);
  });

  test("a kind without money has no row", () => {
    expect(receivedAndConsumed({ available: {}, recipients: [] })).toEqual([]);
  });

  test.each([
    [905, 1_000, 91],
    [904, 1_000, 90],
    [9_049_999, 10_000_000, 90],
    [9_050_000, 10_000_000, 91],
    [1, 200, 1],
    [1_000, 1_000, 100],
    [143_406_083, 143_406_084, 100],
  ])("%i of %i kr is %i percent (half is rounded up)", (consumed, paid, percent) => {
    const [row] = receivedAndConsumed({ available: {}, recipients: [outcome("region 01", paid, consumed)] });
    expect(row?.consumedPercent).toBe(percent);
  });
});

describe("R3 table 3 and table 2 agree on NGOs", () => {
  const years = [2020, 2021, 2022] as const;
  const grants = (year: (typeof years)[number]): readonly RecipientOutcome[] =>
    r3Table3.rows.map(({ kronor }, index) => ({
      kind: "ngo",
      code: String(index + 1),
      paid: kronor[year],
      consumed: 0,
    }));

  const periods = [
    ["2020", grants(2020)],
    ["2021", grants(2021)],
    ["2022", grants(2022)],
    ["2020-2022", years.flatMap(grants)],
  ] as const;

  test.each(periods)(
    "%s: the grants sum to what was received, by as many different organisations",
    (period, recipients) => {
      const published = r3Table2.rows.find((row) => row.kind === "ngo" && row.period === period);
      const [row] = receivedAndConsumed({ available: {}, recipients });
      expect([row?.received, row?.recipients]).toEqual([published?.received, published?.recipients]);
    },
  );

  test("the period's money is the sum of the years', its recipients are not", () => {
    for (const kind of ["municipality", "region", "ngo"]) {
      const rows = r3Table2.rows.filter((row) => row.kind === kind);
      const [period, ...single] = [...rows].reverse();
      const sum = (of: "available" | "received"): number => single.reduce((total, row) => total + row[of], 0);
      expect([period?.available, period?.received]).toEqual([sum("available"), sum("received")]);
    }
  });
});

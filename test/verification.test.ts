import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { allocate } from "../shared/allocation/allocate.ts";
import { formatKronor } from "../shared/money.ts";
import { findRound } from "../shared/programmes/index.ts";
import { r2Stockholm2018 } from "../shared/published/r2-stockholm-2018.ts";
import { r3Amounts2022 } from "../shared/published/r3-amounts-2022.ts";
import { r3Table2 } from "../shared/published/r3-table2.ts";
import { r3Table3 } from "../shared/published/r3-table3.ts";
import type { RegisterKind } from "../shared/register.ts";
import { swedishRegister } from "../shared/register/swedish-register.ts";
import { receivedAndConsumed } from "../shared/statistics.ts";

const page = readFileSync(new URL("../docs/verification.md", import.meta.url), "utf8");
const register = swedishRegister();

interface Pot {
  readonly amount: number;
  readonly baseAmount: number;
}

const [first, second, third, regional] = [
  "2022-kommun-1",
  "2022-kommun-2",
  "2022-kommun-3",
  "2022-region",
].map((id): Pot => {
  const round = findRound(id)!;
  return { amount: round.amount, baseAmount: round.key!.baseAmount };
}) as [Pot, Pot, Pot, Pot];

const limits = [30_000, 25_000] as const;

interface Question {
  readonly kind: RegisterKind;
  readonly code: string;
  readonly pots: readonly Pot[];
  readonly limit: number | null;
  readonly date?: string;
}

/** What the key gives one recipient over the rounds: kronor, of them by population, and its inhabitants. */
function computed({
  kind,
  code,
  pots,
  limit,
  date = "2021-12-31",
}: Question): Record<"amount" | "share" | "inhabitants", number> {
  const population = register.populationOn(date)!.inhabitants[kind];
  const recipients = [...population].map(([code, population]) => ({ code, population }));
  const allotments = pots.map(({ amount, baseAmount }) => {
    const result = allocate({
      amount,
      key: { baseAmount, limit, rounding: "largest-remainder" },
      recipients,
    });
    if (!result.ok) throw new Error(result.error.map(({ text }) => text).join("\n"));
    return result.value.recipients.find((recipient) => recipient.code === code)!;
  });
  const total = (of: "amount" | "share"): number =>
    allotments.reduce((sum, allotment) => sum + allotment[of], 0);
  return { amount: total("amount"), share: total("share"), inhabitants: population.get(code)! };
}

const numeral = (value: number): string => formatKronor(value).replaceAll("\u00A0", " ");
const signed = (value: number): string => (value > 0 ? `+${numeral(value)}` : numeral(value));
const sumOf = (pots: readonly Pot[]): string => pots.map(({ amount }) => numeral(amount)).join(" + ");

function publishedAmount(name: string): (typeof r3Amounts2022.amounts)[number] {
  return r3Amounts2022.amounts.find((amount) => amount.name === name)!;
}

function difference(name: string, pots: readonly Pot[], limit: number): string {
  const { code, amount } = publishedAmount(name);
  return signed(computed({ kind: "municipality", code, pots, limit }).amount - amount);
}

const amounts2022 = [
  ["Region Gotland", [regional], null],
  ["Region Stockholm", [regional], null],
  ["Bjurholm", [first], limits[0]],
  ["Bjurholm", [first], limits[1]],
  ["Stockholm", [first, second], limits[0]],
  ["Stockholm", [first, second], limits[1]],
] as const;

const amountRows = amounts2022.map(([name, pots, limit]) => {
  const published = publishedAmount(name);
  const kind = published.kind as RegisterKind;
  const { amount, share, inhabitants } = computed({ kind, code: published.code, pots, limit });
  const off = amount - published.amount;
  return [
    name,
    numeral(published.amount),
    sumOf(pots),
    limit === null ? "none" : numeral(limit),
    numeral(amount),
    signed(off),
    numeral(Math.round((Math.abs(off) * inhabitants) / share)),
  ];
});

const wholeYear: Pot = { amount: 144_750_000, baseAmount: 100_000 };

const divisionRows = [[first], [first, second], [first, second, third], [wholeYear]].flatMap((pots) =>
  limits.map((limit) => [
    sumOf(pots),
    numeral(limit),
    difference("Bjurholm", pots, limit),
    difference("Stockholm", pots, limit),
  ]),
);

const rows2018 = limits.map((limit) => {
  const { code, amount } = r2Stockholm2018.amount;
  const pots = [{ amount: 50_000_000, baseAmount: 100_000 }];
  const key = computed({ kind: "municipality", code, pots, limit, date: "2016-12-31" }).amount;
  return [numeral(amount), numeral(limit), numeral(key), signed(key - amount)];
});

const periods = [
  ["2020", [2020]],
  ["2021", [2021]],
  ["2022", [2022]],
  ["2020-2022", [2020, 2021, 2022]],
] as const;

const ngoRows = periods.map(([period, years]) => {
  const recipients = years.flatMap((year) =>
    r3Table3.rows.map(({ kronor }, index) => ({
      kind: "ngo" as const,
      code: String(index + 1),
      paid: kronor[year],
      consumed: 0,
    })),
  );
  const [row] = receivedAndConsumed({ available: {}, recipients });
  const table2 = r3Table2.rows.find((published) => published.kind === "ngo" && published.period === period)!;
  return [
    period,
    numeral(row!.received),
    numeral(table2.received),
    String(row!.recipients),
    String(table2.recipients),
  ];
});

const kindWords = { municipality: "Municipalities", region: "Regions", ngo: "NGOs", agency: "Agencies" };

const sampleRows = r3Table2.rows
  .filter(({ period }) => period === "2022")
  .map(({ kind, available, received, consumedPercent, recipients }) => [
    kindWords[kind],
    numeral(available),
    numeral(received),
    String(consumedPercent),
    String(recipients),
  ]);

/** The tables of a page, each as rows of trimmed cells without heading and ruler. */
function tablesOf(markdown: string): readonly (readonly (readonly string[])[])[] {
  const blocks = markdown.split(/\n(?!\|)/).filter((block) => block.includes("\n|"));
  return blocks.map((block) => {
    const lines = block.split("\n").filter((line) => line.startsWith("|"));
    return lines.slice(2).map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    );
  });
}

const expectedTables = [
  ["four amounts of 2022", amountRows],
  ["other divisions", divisionRows],
  ["one amount of 2018", rows2018],
  ["two tables against each other", ngoRows],
  ["what the sample is fitted to", sampleRows],
] as const;

describe("docs/verification.md says what the program computes", () => {
  const tables = tablesOf(page);

  test("it has as many tables as are computed here", () => {
    expect(tables).toHaveLength(expectedTables.length);
  });

  test.each(expectedTables.map(([name, rows], index) => [name, rows, index] as const))(
    "table: %s",
    (_, rows, index) => {
      expect(tables[index]).toEqual(rows);
    },
  );

  test("every grouped number in the text is one of the tables' or a parameter of the key", () => {
    const prose = page
      .split("\n")
      .filter((line) => !line.startsWith("|"))
      .join(" ");
    const known = new Set([
      ...expectedTables.flatMap(([, rows]) =>
        rows.flatMap((row) => row.flatMap((cell) => cell.split(" + "))),
      ),
      ...[first, second, third, regional].flatMap(({ amount, baseAmount }) => [
        numeral(amount),
        numeral(baseAmount),
      ]),
      "50 000 000",
    ]);
    const said = prose.match(/\d{1,3}(?: \d{3})+/g) ?? [];
    expect(said.length).toBeGreaterThan(5);
    expect(said.filter((number) => !known.has(number))).toEqual([]);
  });
});

describe("the closeness that the page speaks of", () => {
  test.each([
    ["Region Gotland", [regional], null, -11],
    ["Region Stockholm", [regional], null, 349],
    ["Bjurholm", [first], 30_000, -395],
    ["Bjurholm", [first], 25_000, 40],
    ["Stockholm", [first, second], 30_000, -363_982],
    ["Stockholm", [first, second], 25_000, -8_145],
  ] as const)("%s in %o with limit %s is %i kr from the published amount", (name, pots, limit, off) => {
    const { kind, code, amount } = publishedAmount(name);
    expect(computed({ kind: kind as RegisterKind, code, pots, limit }).amount - amount).toBe(off);
  });

  test("no amount of a single recipient is matched, as the page says", () => {
    expect(amountRows.filter((row) => row[5] === "0")).toEqual([]);
    expect(rows2018.filter((row) => row[3] === "0")).toEqual([]);
  });

  test("both municipal amounts are closer at 25 000 than at 30 000", () => {
    const off = amountRows.map((row) =>
      Math.abs(Number(row[5]!.replace(/[ +]/g, "").replace("\u2212", "-"))),
    );
    expect(off[3]).toBeLessThan(off[2]!);
    expect(off[5]).toBeLessThan(off[4]!);
  });

  test("tables 2 and 3 of the report agree on NGOs, as the page says", () => {
    for (const [, received, published, count, publishedCount] of ngoRows) {
      expect([received, count]).toEqual([published, publishedCount]);
    }
  });
});

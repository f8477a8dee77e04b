import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readOldFile } from "../../../shared/files/read-file.ts";
import {
  findHistoryLayout,
  type HistoryMapping,
  mappingFault,
  proposeMapping,
} from "../../../shared/history/layout.ts";
import {
  type HistoryReading,
  type MappedSheet,
  openingKey,
  readHistory,
} from "../../../shared/history/read-history.ts";
import { buildNameIndex } from "../../../shared/names.ts";
import { swedishRegister } from "../../../shared/register/swedish-register.ts";
import { oldWorkbook, readingText } from "../../support/old-workbook.ts";

const register = swedishRegister();
const names = { register, index: buildNameIndex(register.entries) };
const cases = join(import.meta.dirname, "../../cases/history");
const drawing = (name: string): string => readFileSync(join(cases, `${name}.txt`), "utf8");

/** The sheets of a drawing, through a real file, mapped as proposed but for what is answered. */
async function mapped(text: string, answers: Partial<HistoryMapping> = {}): Promise<MappedSheet[]> {
  const read = await readOldFile("exempeldata.xlsx", await oldWorkbook(text));
  if (!read.ok) throw new Error(read.error.text);
  return read.value.map((sheet) => {
    const layout = findHistoryLayout(sheet)!;
    return { sheet, layout, mapping: { ...proposeMapping(sheet, layout), ...answers } };
  });
}

async function reading(text: string, answers: Partial<HistoryMapping> = {}): Promise<HistoryReading> {
  return readHistory(await mapped(text, answers), names, new Set());
}

describe("an old workbook is read as it is, and what is not read is told", () => {
  test.each(["kommuner-2012-2013", "regioner-tkr"])("%s", async (name) => {
    await expect(readingText(await reading(drawing(name)))).toMatchFileSnapshot(
      join(cases, `${name}.expected.txt`),
    );
  });
});

const head = "blad: 2014\n| Kommun | Beviljat | Förbrukat | Kod\n";

describe("what an official answers is read, and nothing else is", () => {
  test.each<
    [answer: string, rows: string, answers: Partial<HistoryMapping>, before: string, after: string[]]
  >([
    [
      "whom a name means",
      "| Upplands-Väsby | 100 | |",
      { names: { "Upplands-Väsby": "0114" } },
      "Namnet är ingen kommun i registret. Menas Upplands Väsby (0114)?",
      ["0114 2014"],
    ],
    [
      "whom a row means, when its code and its name do not go together",
      "| Habo | 100 | | 0305",
      { names: { Habo: "0643" } },
      "Koden 0305 är Håbo, men namnet är Habo (0643). Vilket gäller?",
      ["0643 2014"],
    ],
    [
      "what an amount is",
      "| Falun | 12.500 | |",
      { amounts: { "12.500": 12_500 } },
      "Beloppet kan läsas på flera sätt. Svara med hela kronor.",
      ["2080 2014"],
    ],
    [
      "what a colour means",
      "färg 00FF00: A2\n| Falun | 100 | |",
      { colours: { "00FF00": "avslutad" } },
      "Färgen 00FF00 har ingen betydelse angiven (1 cell: A2). Raderna är lästa utan den.",
      ["2080 2014 avslutad"],
    ],
    [
      "the year of a sheet",
      "| Falun | 100 | |",
      { year: 2011 },
      "Raden har inget år. Ange året i bladets tolkning, eller skriv ett år i årskolumnen.",
      ["2080 2011"],
    ],
  ])("%s", async (answer, rows, answers, before, after) => {
    const sheet = (answer.startsWith("the year") ? head.replace("2014", "Blad1") : head) + rows;
    const { leftOut } = await reading(sheet);
    expect(leftOut.map(({ why }) => why)).toEqual([before]);
    // What is asked says where its answer goes; a year is said of the whole sheet.
    const [[of, said]] = Object.entries(answers) as [[string, object]];
    expect(leftOut[0]!.question).toEqual(of === "year" ? undefined : { of, key: Object.keys(said)[0] });
    const read = await reading(sheet, answers);
    expect(
      read.balances.map(({ code, year, status }) => [code, year, status].filter(Boolean).join(" ")),
    ).toEqual(after);
  });

  test("what another import has given is not given again", async () => {
    const sheets = await mapped(`${head}| Falun | 100 | |\n| Borås | 200 | |`);
    const again = readHistory(sheets, names, new Set(["municipality:2080 2014"]));
    expect(again.balances.map(({ code }) => code)).toEqual(["1490"]);
    expect(again.leftOut[0]?.why).toBe("Dubblett av en tidigare import. Vilken gäller?");
  });

  test("two columns that say the same are no sum of each other", async () => {
    const read = await reading("blad: 2014\n| Kommun | Beviljat | Bidrag |\n| Falun | 100 | 200 |");
    expect(read.balances).toEqual([]);
    expect(read.leftOut[0]?.why).toBe("Två kolumner säger beviljat för samma år. Ändra bladets tolkning.");
  });

  test("a name over several rows is of them all, an amount over several rows is counted once and asked about", async () => {
    const read = await reading(
      "blad: X\nsammanslaget: A2:A3, C2:C3\n| Kommun | År | Beviljat |\n| Falun | 2010 | 100 |\n| | 2011 | |\n| Borås | 2010 | 5 |",
    );
    expect(read.balances.map(({ code, year }) => [code, year])).toEqual([
      ["2080", 2010],
      ["1490", 2010],
    ]);
    expect(read.leftOut.map(({ cell, what, why }) => `${cell} ${what} ${why}`)).toEqual([
      "C2 asked Beloppet gäller de sammanslagna cellerna C2:C3 och är räknat på den första raden. Stämmer det?",
      "A3 row Mottagaren har inget belopp.",
    ]);
  });
});

describe("a sum is compared with the rows that it is of, whatever the sums above it say", () => {
  const rows = ["| Falun | 150 000", "| Borås | 250 000", "| Säter | 300 000"];
  test.each<[why: string, subtotal: string, total: string, compared: [number, number][]]>([
    [
      "a wrong subtotal",
      "Delsumma | 401 200",
      "Summa | 700 000",
      [
        [400_000, 1200],
        [700_000, 0],
      ],
    ],
    [
      "both are wrong",
      "Delsumma | 401 200",
      "Summa | 701 200",
      [
        [400_000, 1200],
        [700_000, 1200],
      ],
    ],
    [
      "a total without its first part",
      "Delsumma | 400 000",
      "Summa | 300 000",
      [
        [400_000, 0],
        [700_000, -400_000],
      ],
    ],
    [
      "a wrong total, and no label tells it",
      "Summa | 400 000",
      "Summa | 701 200",
      [
        [400_000, 0],
        [700_000, 1200],
      ],
    ],
    [
      "a wrong second part",
      "Summa W län | 400 000",
      "Summa W län | 301 200",
      [
        [400_000, 0],
        [300_000, 1200],
      ],
    ],
    [
      "two parts and no total",
      "Summa | 400 000",
      "Summa | 300 000",
      [
        [400_000, 0],
        [300_000, 0],
      ],
    ],
    [
      "two subtotals",
      "Delsumma | 400 000",
      "Delsumma | 700 100",
      [
        [400_000, 0],
        [300_000, 400_100],
      ],
    ],
  ])("%s", async (_, subtotal, total, compared) => {
    const written = [rows[0], rows[1], `| ${subtotal}`, rows[2], `| ${total}`].join("\n");
    const { controls } = await reading(`blad: 2014\n| Kommun | Beviljat\n${written}`);
    expect(controls.map(({ imported, difference }) => [imported, difference])).toEqual(compared);
  });
  test("a total right below its last subtotal has no rows of its own", async () => {
    const written = [...rows, "| Delsumma | 700 000", "| Totalt | 700 100"].join("\n");
    const { controls } = await reading(`blad: 2014\n| Kommun | Beviljat\n${written}`);
    expect(controls.map(({ imported, difference }) => [imported, difference])).toEqual([
      [700_000, 0],
      [700_000, 100],
    ]);
  });
});

describe("a mapping that cannot be read by says what to choose", () => {
  test.each([
    [["granted"], "Ange vilken kolumn som har mottagarens namn eller kod."],
    [["recipient", "note"], "Ange minst en kolumn med belopp."],
    [["recipient", "recipient", "paid"], "Välj en enda kolumn för mottagare."],
    [["code", "paid", "paid"], null],
  ] as const)("%s", (chosen, fault) => {
    expect(mappingFault({ columns: chosen.map((meaning) => ({ meaning, unit: "kr", year: null })) })).toBe(
      fault,
    );
  });
});

/** Rows of an old sheet, and what stands in them by the hand that wrote it. */
const oldRows = fc.array(
  fc.oneof(
    fc.record({
      is: fc.constant("recipient"),
      name: fc.constantFrom(...register.list("municipality").map((one) => one.name)),
      granted: fc.nat(10 ** 9),
      consumed: fc.option(fc.nat(10 ** 9)),
    }),
    fc.record({
      is: fc.constant("recipient"),
      name: fc.constantFrom("Okänd ort", "Stokholm", "Summerby"),
      granted: fc.nat(10 ** 9),
      consumed: fc.option(fc.nat(10 ** 9)),
    }),
    fc.record({
      is: fc.constant("sum"),
      name: fc.constantFrom("Summa", "Delsumma", "Totalt", "Västra Götaland totalt"),
      granted: fc.nat(10 ** 9),
      consumed: fc.option(fc.nat(10 ** 9)),
    }),
    fc.record({
      is: fc.constant("text"),
      name: fc.constantFrom("Fotnot", "Skåne län"),
      granted: fc.constant(null),
      consumed: fc.constant(null),
    }),
    fc.record({
      is: fc.constant("blank"),
      name: fc.constant(null),
      granted: fc.constant(null),
      consumed: fc.constant(null),
    }),
  ),
  { maxLength: 40 },
);

test("rows in = rows imported + rows left out, and the same for kronor, whatever the sheet holds", () => {
  fc.assert(
    fc.property(oldRows, (written) => {
      const rows = [
        ["Kommun", "Beviljat", "Förbrukat"],
        ...written.map(({ name, granted, consumed }) => [name, granted, consumed]),
      ];
      const sheet = { name: "2014", rows, merges: [], fills: {} };
      const layout = findHistoryLayout(sheet)!;
      const read = readHistory([{ sheet, layout, mapping: proposeMapping(sheet, layout) }], names, new Set());
      const own = written.filter(({ is }) => is === "recipient");
      const total = (amounts: readonly (number | null)[]): number =>
        amounts.reduce<number>((sum, one) => sum + (one ?? 0), 0);
      const kronor = total(own.flatMap(({ granted, consumed }) => [granted, consumed]));
      expect(read.rows.read).toBe(written.filter(({ is }) => is !== "blank").length);
      expect(read.rows.imported).toBe(read.balances.length);
      expect(read.rows.leftOut).toBe(read.leftOut.filter(({ what }) => what === "row").length);
      expect(read.rows.imported + read.rows.leftOut).toBe(read.rows.read);
      expect(read.kronor.read).toBe(kronor);
      expect(read.kronor.imported).toBe(
        total(read.balances.flatMap(({ amounts }) => Object.values(amounts))),
      );
      expect(read.kronor.leftOut).toBe(total(read.leftOut.map((one) => one.kronor)));
      expect(read.kronor.imported + read.kronor.leftOut).toBe(kronor);
      expect(new Set(read.balances.map(openingKey)).size).toBe(read.balances.length);
    }),
  );
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Cell } from "../../../shared/cell.ts";
import type { RecipientId } from "../../../shared/recipient.ts";
import { type ReportBackColumnId, reportBackColumns } from "../../../shared/report-back/columns.ts";
import { reportBackRules } from "../../../shared/report-back/rules.ts";
import { validateReportBacks } from "../../../shared/report-back/validate.ts";

const paid = new Map<RecipientId, number>([
  ["municipality:0180", 1_000_000],
  ["region:09", 500_000],
  ["ngo:7", 80_000],
]);
const context = { year: 2022, paid, today: "2023-04-01" };
const headings = reportBackColumns.map(({ heading }) => heading);

const valid: Record<ReportBackColumnId, Cell> = {
  kind: "kommun",
  code: "0180",
  name: "Stockholm",
  paid: 1_000_000,
  consumed: 900_000,
  repaid: 100_000,
  reasons: "pandemi; annat",
  received: "2023-03-15",
};
const rowOf = (changes: Partial<Record<ReportBackColumnId, Cell>> = {}): Cell[] =>
  reportBackColumns.map(({ id }) => ({ ...valid, ...changes })[id]);
const validate = (...rows: Cell[][]) =>
  validateReportBacks({ sheet: "Återrapporter", rows: [headings, ...rows] }, context);

test("a good report has no problems and is read", () => {
  const { problems, reports, rowCount } = validate(rowOf());
  expect(problems).toEqual([]);
  expect(rowCount).toBe(1);
  expect(reports).toEqual([
    {
      row: 2,
      recipient: "municipality:0180",
      consumed: 900_000,
      carriedOver: 0,
      repaid: 100_000,
      reasons: ["Pandemi", "Annat"],
      form: "kommun-region-2020",
      answers: [
        { area: null, question: "forbrukat", value: 900_000 },
        { area: null, question: "aterbetalat", value: 100_000 },
        { area: null, question: "orsak", value: ["Pandemi", "Annat"] },
      ],
      received: "2023-03-15",
      faults: [],
    },
  ]);
});

test("digits alone are an amount, since a CSV file has nothing else", () => {
  const { problems, reports } = validate(rowOf({ paid: "1000000", consumed: "900000", repaid: "100000" }));
  expect(problems).toEqual([]);
  expect(reports).toMatchObject([{ consumed: 900_000, repaid: 100_000, faults: [] }]);
});

describe("one change to a good report gives one problem, at its cell", () => {
  const table: [
    rule: string,
    cell: string,
    changes: Partial<Record<ReportBackColumnId, Cell>>,
    fix?: Cell,
  ][] = [
    ["mottagartyp-angiven", "A2", { kind: null }],
    ["mottagartyp-kand", "A2", { kind: "bolag" }],
    ["kod-angiven", "B2", { code: " " }],
    ["mottagare-fick-medel", "B2", { code: "0114" }],
    ["mottaget-belopp-stammer", "D2", { paid: 999_999 }],
    ["forbrukat-angivet", "E2", { consumed: null }],
    ["forbrukat-tal", "E2", { consumed: "nästan allt" }],
    ["forbrukat-tal", "E2", { consumed: 899_999.5 }],
    ["forbrukat-skrivsatt", "E2", { consumed: "900 000 kr" }, 900_000],
    ["forbrukat-hogst-mottaget", "E2", { consumed: 1_000_001 }],
    ["aterbetalas-angivet", "F2", { repaid: null }],
    ["aterbetalas-tal", "F2", { repaid: -100_000 }],
    ["aterbetalas-skrivsatt", "F2", { repaid: "100 000" }, 100_000],
    ["summan-stammer", "F2", { repaid: 99_999 }],
    ["orsak-angiven", "G2", { reasons: null }],
    ["svar-i-formularet", "G2", { reasons: "=cmd|' /C calc'!A0" }],
    ["svar-i-formularet", "G2", { reasons: "pan\u200bdemi" }],
    ["svar-i-formularet", "G2", { reasons: "Pandemi; snöfall" }],
    ["inkom-angivet", "H2", { received: null }],
    ["inkom-datum", "H2", { received: "i mars" }],
    ["inkom-inte-efter-idag", "H2", { received: "2023-04-02" }],
  ];

  test.each(table)("%s at %s", (rule, cell, changes, fix) => {
    const { problems, reports } = validate(rowOf(changes));
    expect(problems.map((problem) => [problem.rule, problem.cell, problem.fix])).toEqual([[rule, cell, fix]]);
    expect(problems[0]!.text).toMatch(/^(Fyll i|Skriv|Kontrollera|Behåll|Beloppet läses|Välj)/);
    expect(reports[0]!.faults).toEqual([rule]);
  });

  test("en-aterrapport-per-mottagare: the second row is told which the first is", () => {
    const { problems } = validate(rowOf(), rowOf());
    expect(problems.map(({ rule, cell }) => [rule, cell])).toEqual([["en-aterrapport-per-mottagare", "B3"]]);
    expect(problems[0]!.text).toContain("rad 2");
  });

  test("every rule stands in the table", () => {
    const tested = new Set([...table.map(([rule]) => rule), "en-aterrapport-per-mottagare"]);
    expect(reportBackRules.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([]);
  });
});

test("a region's and an organisation's code are found with and without their zeros", () => {
  const { reports } = validate(
    rowOf({ kind: "Region", code: 9, paid: null, consumed: 500_000, repaid: 0, reasons: null }),
    rowOf({ kind: "ideell organisation", code: "7", paid: null, consumed: 80_000, repaid: 0, reasons: null }),
  );
  expect(reports.map(({ recipient, faults }) => [recipient, faults])).toEqual([
    ["region:09", []],
    ["ngo:7", []],
  ]);
});

test("blank rows and moved columns move the problems exactly along", () => {
  fc.assert(
    fc.property(
      fc.nat(6),
      fc.shuffledSubarray([...reportBackColumns.keys()], { minLength: reportBackColumns.length }),
      (blanks, order) => {
        const pick = (row: readonly Cell[]): Cell[] => order.map((at) => row[at]!);
        const rows = [
          pick(headings),
          ...Array.from({ length: blanks }, () => []),
          pick(rowOf({ consumed: "x" })),
        ];
        const { problems } = validateReportBacks({ sheet: "Blad1", rows }, context);
        const column = "ABCDEFGH"[order.indexOf(4)]!;
        expect(problems.map(({ cell }) => cell)).toEqual([`${column}${blanks + 2}`]);
      },
    ),
  );
});

test("whatever a cell holds, nothing throws and no faulty report counts as good", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 50 }),
    fc.double(),
    fc.boolean(),
    fc.constantFrom("__proto__", "=1+1", "\u202e900000", "９００", "1e5", "#N/A", "constructor"),
  );
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 8, maxLength: 8 }), (row) => {
      const { reports } = validate(row);
      for (const { faults, recipient, consumed, repaid } of reports)
        if (faults.length === 0) expect(consumed + repaid).toBe(paid.get(recipient!));
    }),
    { numRuns: 500 },
  );
});

test("a sheet without the columns it needs says which", () => {
  const { problems, reports } = validateReportBacks(
    {
      sheet: "Blad1",
      rows: [
        ["Mottagartyp", "Kod", "Förbrukat"],
        ["kommun", "0180", 1],
      ],
    },
    context,
  );
  expect(reports).toEqual([]);
  expect(problems.filter(({ rule }) => rule === "rubrik-finns").map(({ text }) => text)).toEqual([
    "Lägg till en kolumn med rubriken ”Återbetalas”.",
    "Lägg till en kolumn med rubriken ”Inkom”.",
  ]);
});

describe("a column that no form knows", () => {
  const warnings = (extra: Readonly<Record<string, Cell>>, rows: Cell[][] = [rowOf()]) =>
    validateReportBacks(
      {
        sheet: "Återrapporter",
        firstRow: 3,
        rows: [
          [...headings, ...Object.keys(extra)],
          ...rows.map((row, i) => [...row, ...(i === rows.length - 1 ? Object.values(extra) : [])]),
        ],
      },
      context,
    ).problems.map(({ cell, severity, rule, text, value }) => [cell, severity, rule, value, text]);

  test("is told with its first cell that says something, and the heading that is nearest", () => {
    expect(
      warnings({ "Helt okänd rubrik": "viktigt svar", Kvalitetsutveckling: 4, "": "löst" }, [
        rowOf(),
        rowOf({ kind: "region", code: "09", paid: 500_000, consumed: 400_000 }),
      ]),
    ).toEqual([
      [
        "I5",
        "warning",
        "kolumn-i-formularet",
        "viktigt svar",
        "Skriv formulärets rubrik i I3, eller låt kolumnen vara om den är er egen: formuläret har ingen sådan rubrik, och det som står under ”Helt okänd rubrik” läses inte.",
      ],
      [
        "J5",
        "warning",
        "kolumn-i-formularet",
        4,
        "Skriv ”Kvalitetsutveckling 1-5”, som är närmast, i J3, eller låt kolumnen vara om den är er egen: formuläret har ingen sådan rubrik, och det som står under ”Kvalitetsutveckling” läses inte.",
      ],
      [
        "K5",
        "warning",
        "kolumn-i-formularet",
        "löst",
        "Skriv formulärets rubrik i K3, eller låt kolumnen vara om den är er egen: formuläret har ingen sådan rubrik, och det som står i en kolumn utan rubrik läses inte.",
      ],
    ]);
  });

  test("keeps no report from being registered", () => {
    const { reports } = validateReportBacks(
      {
        sheet: "Blad1",
        rows: [
          [...headings, "Okänd"],
          [...rowOf(), "x"],
        ],
      },
      context,
    );
    expect(reports.map(({ faults }) => faults)).toEqual([[]]);
  });

  test("is passed over when nothing is filled in under it, and when it is of Fördela's own sheets", () => {
    expect(warnings({ Okänd: null, Annat: " " })).toEqual([]);
    expect(
      warnings({
        Kontroll: "Inga fel",
        _fordela: "1|",
        "Egna taggar": "bra",
        "Väntar på beslut": 0,
        Status: "Ny",
      }),
    ).toEqual([]);
  });

  test("a misspelt heading that every report must have is told as missing, and named as the nearest", () => {
    const rows = [headings.map((heading) => (heading === "Förbrukat" ? "Förbrukad" : heading)), rowOf()];
    const { problems } = validateReportBacks({ sheet: "Blad1", rows }, context);
    expect(problems.map(({ rule, cell }) => [rule, cell])).toEqual([
      ["rubrik-finns", "I1"],
      ["kolumn-i-formularet", "E2"],
    ]);
    expect(problems[1]!.text).toMatch(/^Skriv ”Förbrukat”, som är närmast, i E1/);
  });
});

test("a sheet without headings is told which must be there, not all that a form may ask", () => {
  const { problems } = validateReportBacks({ sheet: "Blad1", rows: [["a", "b"]] }, context);
  expect(problems.map(({ text }) => text)).toEqual([
    "Lägg till en rad med rubrikerna Mottagartyp, Kod, Förbrukat, Återbetalas, Inkom.",
  ]);
});

test.each<[what: string, cell: Cell, text: RegExp]>([
  ["an amount below zero", -1, /^Fyll i ett belopp som är 0 eller mer\. Beloppet är negativt\.$/],
  ["a point that may mean either thing", "300.000", /utan punkt eller komma: det går inte att se om tecknet/],
  ["decimals", 0.5, /utan decimaler/],
  ["words", "allt", /utan decimaler, 0 om det inte finns något belopp/],
])("%s in an amount is told as what it is", (_, repaid, text) => {
  expect(validate(rowOf({ repaid })).problems.map((problem) => problem.text)).toEqual([
    expect.stringMatching(text),
  ]);
});

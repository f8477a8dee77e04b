import { describe, expect, it } from "vitest";
import type { Cell } from "../../../shared/cell.ts";
import { kindName, recipientId, type RecipientKind } from "../../../shared/recipient.ts";
import { reportBackColumns } from "../../../shared/report-back/columns.ts";
import { reportForms } from "../../../shared/programmes/report-forms.ts";
import { tabulate } from "../../../shared/report-back/tabulate.ts";
import { validateReportBacks } from "../../../shared/report-back/validate.ts";
import { reportBackFile } from "../../../preview/sample/report-back-file.ts";
import { sampleYear } from "../../../preview/sample/sample-year.ts";
import { outcomeOf } from "./year-2022.ts";
import { readBack } from "./validation.ts";

const otherSeeds = [1, 7, 99, 2023];
const unspentReasons = ["Pandemi", "Personal- och tidsbrist", "Annat"];

interface Report {
  readonly kind: Cell;
  readonly paid: number;
  readonly consumed: number;
  readonly repaid: number;
  readonly reasons: Cell;
}

/** Where the columns that every year has are, by the headings in the fourth row. */
function columnsIn(rows: readonly (readonly Cell[])[]): Readonly<Record<string, number>> {
  return Object.fromEntries(reportBackColumns.map(({ id, heading }) => [id, rows[3]!.indexOf(heading)]));
}

async function reportsOf(seed: number): Promise<readonly Report[]> {
  const year = sampleYear(seed);
  const { rows } = await reportBackFile(year, outcomeOf(year).paid);
  const column = columnsIn(rows);
  return rows.slice(4).map((row) => ({
    kind: row[column["kind"]!]!,
    paid: Number(row[column["paid"]!]),
    consumed: Number(row[column["consumed"]!]),
    repaid: Number(row[column["repaid"]!]),
    reasons: row[column["reasons"]!] ?? null,
  }));
}

function consumedBy(reports: readonly Report[], kind: RecipientKind): number {
  return reports
    .filter((report) => report.kind === kindName[kind])
    .reduce((sum, { consumed }) => sum + consumed, 0);
}

describe("the report-backs of 2022", () => {
  it.each([
    // 91 % of 143 406 084, 90 % of 30 500 000 and 98 % of 15 500 000.
    ["municipality", 284, 130_499_536],
    ["region", 21, 27_450_000],
    ["ngo", 16, 15_190_000],
  ] as const)("%s: %i reports, %i kr consumed", async (kind, count, consumed) => {
    const reports = await reportsOf(2022);
    expect(reports.filter((report) => report.kind === kindName[kind])).toHaveLength(count);
    expect(consumedBy(reports, kind)).toBe(consumed);
  });

  it("are missing from four of the smaller municipalities", async () => {
    const { paid } = outcomeOf(sampleYear());
    const { rows } = await reportBackFile(sampleYear(), paid);
    const reported = new Set(rows.slice(4).map(([kind, code]) => `${String(kind)} ${String(code)}`));
    const missing = paid.filter(({ kind, code }) => !reported.has(`${kindName[kind]} ${code}`));
    const amounts = paid.filter(({ kind }) => kind === "municipality").map((one) => one.paid);
    const median = amounts.toSorted((a, b) => a - b)[144]!;
    expect(missing).toHaveLength(4);
    expect(missing.every((one) => one.kind === "municipality" && one.paid <= median)).toBe(true);
  });

  it("are spread as reports are: about half used all of it, some less than two thirds", async () => {
    const municipal = (await reportsOf(2022)).filter(({ kind }) => kind === kindName.municipality);
    const usedAll = municipal.filter(({ repaid }) => repaid === 0).length;
    const usedLittle = municipal.filter(({ consumed, paid }) => consumed < (paid * 2) / 3).length;
    expect(usedAll).toBeGreaterThan(120);
    expect(usedAll).toBeLessThan(190);
    expect(usedLittle).toBeGreaterThan(10);
  });

  it("are answers to the whole form: seven areas and four, with n that differs between the questions", async () => {
    const year = sampleYear();
    const { paid } = outcomeOf(year);
    const { reports } = validateReportBacks(await readBack(await reportBackFile(year, paid)), {
      year: 2022,
      paid: new Map(paid.map((one) => [recipientId(one), one.paid])),
      today: "2023-04-01",
    });
    const form = reportForms.find(({ id }) => id === "kommun-region-2020")!;
    const table = tabulate(form, reports);
    const n = (question: string, area: string | null = null): number =>
      table.find((line) => line.question === question && line.area === area)!.n;
    expect(n("anvant", "Samverkan")).toBe(284 + 21);
    expect(n("varaktigt", "Samverkan")).toBeLessThan(n("anvant", "Samverkan"));
    expect(n("kvalitet")).toBeLessThan(284 + 21);
    expect(new Set(table.flatMap(({ area }) => area ?? [])).size).toBe(7);
  });

  it("are exempeldata by name and title", async () => {
    const year = sampleYear();
    const { name, rows } = await reportBackFile(year, outcomeOf(year).paid);
    expect(name).toBe("Exempeldata återrapporter 2022.xlsx");
    expect(rows[0]![0]).toMatch(/^Exempeldata: /);
  });
});

describe("the report-backs of any seed", () => {
  it.each(otherSeeds)(
    "%i: each kind used 85 to 100 per cent of what its reporting recipients were paid",
    async (seed) => {
      const reports = await reportsOf(seed);
      for (const kind of ["municipality", "region", "ngo"] as const) {
        const paid = reports
          .filter((report) => report.kind === kindName[kind])
          .reduce((sum, report) => sum + report.paid, 0);
        const share = consumedBy(reports, kind) / paid;
        expect(share).toBeGreaterThan(0.849);
        expect(share).toBeLessThanOrEqual(1);
      }
    },
  );

  it.each([2022, ...otherSeeds])(
    "%i: what was paid is consumed or repaid, and whoever repays says why",
    async (seed) => {
      for (const { paid, consumed, repaid, reasons } of await reportsOf(seed)) {
        expect(consumed + repaid).toBe(paid);
        expect(consumed).toBeGreaterThanOrEqual(0);
        expect(repaid).toBeGreaterThanOrEqual(0);
        const given = reasons === null ? [] : String(reasons).split("; ");
        expect(given.length > 0).toBe(repaid > 0);
        for (const reason of given) expect(unspentReasons).toContain(reason);
      }
    },
  );

  it.each([2022, ...otherSeeds])(
    "%i: the bytes read back as the cells, and have nothing to remark",
    async (seed) => {
      const year = sampleYear(seed);
      const { paid } = outcomeOf(year);
      const file = await reportBackFile(year, paid);
      const table = await readBack(file);
      expect(table.rows).toEqual(file.rows);
      const context = {
        year: 2022,
        paid: new Map(paid.map((one) => [recipientId(one), one.paid])),
        today: "2023-04-01",
      };
      expect(validateReportBacks(table, context).problems).toEqual([]);
      expect((await reportBackFile(year, paid)).bytes).toEqual(file.bytes);
    },
  );

  it("nobody reports more than it was paid, even when nearly nothing was consumed or one recipient is all there is", async () => {
    const paid = [{ kind: "municipality", code: "0180", name: "Stockholm", paid: 3 }] as const;
    const { rows } = await reportBackFile(sampleYear(7), paid);
    const column = columnsIn(rows);
    const reports = rows.slice(4);
    for (const report of reports) {
      expect(Number(report[column["consumed"]!]) + Number(report[column["repaid"]!])).toBe(3);
    }
  });
});

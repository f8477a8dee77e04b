import { beforeAll, describe, expect, test } from "vitest";
import { openRound, paid, post, unaccounted } from "../../shared/ledger.ts";
import type { RecipientId } from "../../shared/recipient.ts";
import { rounds } from "../../preview/main-job/job.ts";
import { runMainJob } from "../../preview/main-job/run.ts";
import { openSession } from "../../preview/main-job/session.ts";
import type { JobResult } from "../../preview/main-job/workbook.ts";
import { formatKronor } from "../../shared/money.ts";
import { rawCells, rawRoom, rawRows } from "../support/raw-xlsx.ts";

interface Year extends JobResult {
  /** Kronor paid per recipient, folded from every posting in the store. */
  readonly folded: ReadonlyMap<RecipientId, number>;
  readonly unaccounted: number;
  readonly chains: readonly string[];
}

const silent = { begin: () => undefined, end: () => undefined };

/** The whole year over a socket against the embedded database in memory, as the start script runs it. */
async function runYear(seed: number, ceiling: number | null = null): Promise<Year> {
  const { job, service } = await openSession({
    folder: null,
    port: 0,
    seed,
    ceiling,
    log: { request: () => undefined },
    progress: () => undefined,
    keep: () => undefined,
  });
  try {
    const result = await runMainJob(job, silent, () => 0);
    const folded = new Map<RecipientId, number>();
    let difference = 0;
    const heads = await service.store.heads(rounds.map(({ id }) => id));
    for (const [i, head] of heads.entries()) {
      const ledger = post(openRound(rounds[i]!.amount), await service.store.postings(head));
      difference += Math.abs(unaccounted(ledger));
      for (const [id, balance] of ledger.recipients) folded.set(id, (folded.get(id) ?? 0) + paid(balance));
    }
    return { ...result, folded, unaccounted: difference, chains: heads.map(({ hash }) => hash) };
  } finally {
    await service.close();
  }
}

const kinds = { kommun: "municipality", region: "region", "ideell organisation": "ngo" } as const;

/** What the sheet "Saldo" says was paid, per recipient, from its raw XML. */
function paidInSheet(bytes: Uint8Array): Map<RecipientId, number> {
  return new Map(
    rawRows(bytes, "Saldo").map((row) => [
      `${kinds[row.Mottagartyp as keyof typeof kinds]}:${row.Kod}` as RecipientId,
      Number(row.Utbetalt),
    ]),
  );
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((a, b) => a + b, 0);
const municipal = ([id, kronor]: readonly [string, number]): boolean =>
  id.startsWith("municipality:") && kronor > 0;
const withoutZeros = (amounts: ReadonlyMap<string, number>) =>
  Object.fromEntries([...amounts].filter(([, kronor]) => kronor > 0).sort());

describe("the year 2022, done in the workbook by the add-in, exempeldata fitted to R3 table 2", () => {
  let year: Year;
  beforeAll(async () => {
    year = await runYear(2022);
  });

  test("the written workbook's municipal rows are 288 and sum to 143 406 084 kr", () => {
    const rows = [...paidInSheet(year.bytes)].filter(municipal);
    expect(rows).toHaveLength(288);
    expect(sum(rows.map(([, kronor]) => kronor))).toBe(143_406_084);
  });

  test("every row equals the fold of the ledger for that recipient", () => {
    expect(withoutZeros(paidInSheet(year.bytes))).toEqual(withoutZeros(year.folded));
  });

  test("every krona of every round is accounted for", () => {
    expect(year.unaccounted).toBe(0);
    expect(rawRows(year.bytes, "Avstämning").map((row) => row.Kontroll)).toEqual(rounds.map(() => "OK"));
  });

  test.each([
    ["kommun", 144_750_000, 143_406_084, 1_343_916, 130_499_536, 0.91, 288],
    ["region", 30_500_000, 30_500_000, 0, 27_450_000, 0.9, 21],
    ["ideell organisation", 15_500_000, 15_500_000, 0, 15_190_000, 0.98, 16],
  ])(
    "%s: available %i, received %i, left %i, consumed %i",
    (kind, available, received, left, consumed, share, n) => {
      const row = rawRows(year.bytes, "Tabeller").find(({ Mottagare }) => Mottagare === kind);
      expect(row).toMatchObject({
        Mottagare: kind,
        "Tillgängliga medel": available,
        "Mottagna medel": received,
        "Ej utbetalt": left,
        Förbrukat: consumed,
        "Andel förbrukat": share,
        "Antal mottagare": n,
      });
    },
  );

  test("the total row of a sheet is what its rows sum to", () => {
    const cells = rawCells(year.bytes, "Saldo");
    const total = [...cells].find(([, value]) => value === "Summa")!;
    const row = total[0].replace("A", "");
    expect(cells.get(`G${row}`)).toBe(sum(paidInSheet(year.bytes).values()));
  });

  test("four municipalities have not reported, 284 have", () => {
    const checks = rawRows(year.bytes, "Saldo").filter(({ Mottagartyp }) => Mottagartyp === "kommun");
    const count = (what: string): number => checks.filter(({ Kontroll }) => Kontroll === what).length;
    expect([count("OK"), count("Återrapport saknas"), count("Inget utbetalt")]).toEqual([284, 4, 2]);
  });

  test("every fault is listed with the cell that holds its value, or what it was mended to", () => {
    const requisitions = rawCells(year.bytes, "Rekvisitioner");
    const faults = rawRows(year.bytes, "Fel");
    expect(faults.length).toBeGreaterThanOrEqual(40);
    const outcomes = new Map<unknown, number>();
    for (const { Cell, Värde, Rättning, Utfall, Regel } of faults) {
      outcomes.set(Utfall, (outcomes.get(Utfall) ?? 0) + 1);
      const held = requisitions.get(String(Cell).split("!")[1]!);
      const said = Utfall === "Rättat" ? Rättning : Värde;
      if (said === undefined || typeof held !== "string") continue;
      expect(`${Regel}: ${held}`).toBe(`${Regel}: ${said}`);
    }
    expect(Object.fromEntries(outcomes)).toEqual({
      "Kräver komplettering": 64,
      Rättat: 17,
      "Varning, registrerad": 4,
    });
  });

  test.each(["Tabeller", "Avstämning", "Saldo", "Befolkning", "Fördelning", "Fel", "Återrapportering"])(
    "nothing in %s is cut: each column and row has room for what it shows",
    (sheet) => {
      const { widths, lines } = rawRoom(year.bytes, sheet);
      const cut = [...rawCells(year.bytes, sheet)].filter(([address, value]) => {
        const [, letter, row] = /^([A-Z]+)(\d+)$/.exec(address)!;
        const width = widths.get(letter!);
        // The lines above the table go on over the cells beside them.
        if (width === undefined || Number(row) < 4) return false;
        if (typeof value === "number") return formatKronor(Math.round(value)).length + 3 > width;
        return Math.ceil(value.length / width) > (lines.get(Number(row)) ?? 1);
      });
      expect(cut).toEqual([]);
      expect(widths.size).toBeGreaterThan(3);
    },
  );

  test("a fault that names another row names the one with the same recipient", () => {
    const requisitions = rawCells(year.bytes, "Rekvisitioner");
    const twice = rawRows(year.bytes, "Fel").filter(({ Regel }) => Regel === "en-rekvisition-per-mottagare");
    expect(twice).toHaveLength(3);
    for (const { Cell, "Att göra": text } of twice) {
      const earlier = /på rad (\d+)/.exec(String(text))![1]!;
      const code = requisitions.get(String(Cell).split("!")[1]!);
      expect(requisitions.get(`B${earlier}`)).toBe(code);
    }
  });

  test("a ceiling one krona lower gives a sum one krona lower", async () => {
    const lower = await runYear(2022, 2_104_450);
    expect(sum([...paidInSheet(lower.bytes)].filter(municipal).map(([, kronor]) => kronor))).toBe(
      143_406_083,
    );
  });
});

describe.each([7, 31])("exempeldata of seed %i reconciles to its own sums", (seed) => {
  let year: Year;
  beforeAll(async () => {
    year = await runYear(seed);
  });

  test("sheet, ledger and summary agree, and nothing is unaccounted for", () => {
    expect(withoutZeros(paidInSheet(year.bytes))).toEqual(withoutZeros(year.folded));
    expect(year.unaccounted).toBe(0);
    const received = year.received.find(({ kind }) => kind === "municipality")!.received;
    expect(sum([...year.folded].filter(municipal).map(([, kronor]) => kronor))).toBe(received);
    expect(received).not.toBe(143_406_084);
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { RouteInput, RouteOutput } from "../../../shared/api.ts";
import { Refusal } from "../../../shared/errors.ts";
import { readOldFile } from "../../../shared/files/read-file.ts";
import { sha256 } from "../../../functions/audit.ts";
import type { AmountMeaning } from "../../../shared/history/meanings.ts";
import { balanceRows, balanceTable } from "../../../shared/tables/balances.ts";
import { cellsOf } from "../../../shared/tables/table.ts";
import { oldWorkbook } from "../../support/old-workbook.ts";
import { type Database, openDatabase } from "../fixture.ts";
import { type Call, codes, office, paidOut, giro } from "../office.ts";

type Workbook = RouteInput<"previewHistory">;
type Mapping = NonNullable<Workbook["sheets"][number]["mapping"]>;

const drawing = readFileSync(join(import.meta.dirname, "../../cases/history/kommuner-2012-2013.txt"), "utf8");

/** A drawn workbook as the pane sends it: read from a real file, nothing chosen yet. */
async function workbook(text: string, name = "gammal.xlsx"): Promise<Workbook> {
  const bytes = await oldWorkbook(text);
  const read = await readOldFile(name, bytes);
  if (!read.ok) throw new Error(read.error.text);
  const sheets = read.value.map((sheet) => structuredClone(sheet));
  return { file: { name, sha256: sha256(text + name) }, sheets } as unknown as Workbook;
}

/** The workbook with the mappings of a preview, as an official confirms them. */
const confirmed = (
  input: Workbook,
  { sheets }: RouteOutput<"previewHistory">,
  answers: Partial<Mapping> = {},
): Workbook => ({
  ...input,
  sheets: input.sheets.map((sheet, i) => ({ ...sheet, mapping: { ...sheets[i]!.mapping!, ...answers } })),
});

let database: Database;
let call: Call;
let tables = 0;

beforeAll(async () => {
  database = await openDatabase();
});

async function fresh(): Promise<Call> {
  tables += 1;
  return office((await database.connect({ table: `history-${tables}` })).store);
}

async function refused(answer: Promise<unknown>): Promise<string> {
  const error: unknown = await answer.then(
    () => null,
    (refusal: unknown) => refusal,
  );
  return error instanceof Refusal ? `${error.code}: ${error.detail}` : String(error);
}

describe("an old workbook through the service", () => {
  test("is previewed, confirmed, imported, shared with colleagues, and taken back with nothing erased", async () => {
    call = await fresh();
    const input = await workbook(drawing);
    const preview = await call("hanna", "previewHistory", input);
    expect(preview.sheets).toMatchObject([{ name: "Bidrag", headingRow: 4, saved: null, fault: null }]);
    expect(preview.reading.rows).toEqual({ read: 14, imported: 3, leftOut: 11 });
    expect((await call("rut", "openingBalances", {})).balances).toEqual([]);

    const answers = { names: { "Upplands-Väsby": "0114" }, colours: { FFFF00: "", FF9999: "återkrav" } };
    const done = await call("hanna", "importHistory", confirmed(input, preview, answers));
    // The misspelt name is now Upplands Väsby, so the row below it is the double.
    expect(done).toMatchObject({ rows: { imported: 3 }, kronor: { read: 2_102_000 }, withdrawn: null });

    const { balances } = await call("rut", "openingBalances", { year: 2012 });
    expect(
      balances.map(({ code, amounts, status, cell, file }) => [code, amounts.granted, status, cell, file]),
    ).toEqual([
      ["0114", 100_000, null, "A6", "gammal.xlsx"],
      ["0305", 50_000, "återkrav", "A12", "gammal.xlsx"],
    ]);

    // Another year's workbook with the same headings needs no new answers.
    const later = await call(
      "frida",
      "previewHistory",
      await workbook(drawing.replace("blad: Bidrag", "blad: Bidrag 2"), "nyare.xlsx"),
    );
    expect(later.sheets[0]).toMatchObject({
      mapping: answers,
      saved: { by: expect.stringContaining("Hanna") as string },
    });
    expect(later.reading.rows.imported).toBe(0);
    expect(later.reading.leftOut.map(({ why }) => why)).toContain(
      "Dubblett av en tidigare import och en tidigare import. Vilken gäller?",
    );

    const withdrawn = await call("hanna", "withdrawHistory", { id: done.id, ground: "fel fil" });
    expect(withdrawn.withdrawn).toMatchObject({ ground: "fel fil" });
    expect((await call("rut", "openingBalances", {})).balances).toEqual([]);
    const kept = await call("rut", "historyImport", { id: done.id });
    expect(kept.reading.balances).toHaveLength(5);
    expect(await refused(call("hanna", "withdrawHistory", { id: done.id, ground: "igen" }))).toMatch(
      /^conflict: /,
    );

    // What is taken back may be imported again, and has a number of its own.
    const again = await call("hanna", "importHistory", confirmed(input, preview));
    expect(again.id).toBe(done.id.replace(/-1$/, "-2"));
    const { records, intact } = await call("rut", "audit", { chain: "system" });
    expect([intact, records.map(({ action }) => action)]).toEqual([
      true,
      ["historik inläst", "historik återtagen", "historik inläst"],
    ]);
    // Why it was taken back may be secret, and a chain is never erased.
    expect(JSON.stringify(records)).not.toContain("fel fil");
    expect((await call("rut", "historyImports", {})).imports.map(({ id }) => id)).toEqual([
      done.id,
      again.id,
    ]);
  });

  test("a sheet that is not chosen is left out by name, and nothing to import is refused", async () => {
    call = await fresh();
    const input = await workbook(`${drawing}\nblad: Adresser\n| Exempeldata |`);
    const preview = await call("hanna", "previewHistory", input);
    expect(preview.sheets[1]).toMatchObject({
      headingRow: null,
      fault: "Bladet har ingen rad med rubriker.",
    });
    expect(preview.reading.leftOut[0]).toMatchObject({ sheet: "Adresser", what: "sheet" });
    expect(await refused(call("hanna", "importHistory", input))).toBe(
      "rules-broken: Ingen rad går att läsa in. Förhandsvisningen säger varför.",
    );
    const [sheet] = input.sheets;
    const { mapping } = preview.sheets[0]!;
    const columns = mapping!.columns.map((column) => ({ ...column, meaning: null }));
    const broken = { ...input, sheets: [{ ...sheet!, mapping: { ...mapping!, columns } }] };
    expect(await refused(call("hanna", "importHistory", broken))).toBe(
      "rules-broken: Bladet Bidrag: Ange vilken kolumn som har mottagarens namn eller kod.",
    );
  });

  test("a hundred sheets with headings of their own are one import, and each is known afterwards", async () => {
    call = await fresh();
    const sheets = Array.from({ length: 100 }, (_, n) => ({
      name: `Blad ${n}`,
      rows: [
        ["Kommun", `Beviljat ${1990 + n}`, `Kolumn ${n}`],
        ["Solna", 5, null],
      ],
      merges: [],
      fills: {},
    }));
    const input = { file: { name: "hundra.xlsx", sha256: sha256("hundra") }, sheets };
    const preview = await call("hanna", "previewHistory", input);
    const done = await call("hanna", "importHistory", confirmed(input, preview));
    expect(done.rows).toMatchObject({ read: 100, imported: 100 });
    const again = await call("hanna", "previewHistory", input);
    expect(again.sheets.filter(({ saved }) => saved !== null)).toHaveLength(100);
  });

  test("of many left out an answer tells some, those that can be answered first, and how many more", async () => {
    call = await fresh();
    const rows = [
      ["Kommun", "Beviljat 2013", "Okänd kolumn"],
      ...Array.from({ length: 20_000 }, (_, n) => [`Okänd ${n}`, 5, "x".repeat(500)]),
    ];
    const input = {
      file: { name: "stor.xlsx", sha256: sha256("stor") },
      sheets: [{ name: "Stor", rows, merges: [], fills: {} }],
    };
    const answer = await call("hanna", "previewHistory", input);
    const { leftOut, kronor } = answer.reading;
    expect(leftOut).toHaveLength(2001);
    expect(leftOut.slice(0, 2000).every(({ question }) => question !== undefined)).toBe(true);
    expect(leftOut.at(-1)!.why).toContain("18001 utelämnade till visas inte");
    expect(leftOut.reduce((sum, one) => sum + one.kronor, 0)).toBe(kronor.leftOut);
    expect(JSON.stringify(answer).length).toBeLessThan(1_000_000);
  });

  test("two who import the same at once get it in once", async () => {
    call = await fresh();
    const input = await workbook(drawing);
    const chosen = confirmed(input, await call("hanna", "previewHistory", input));
    const both = await Promise.all(
      ["hanna", "frida"].map((person) =>
        call(person as "hanna", "importHistory", chosen).then(
          () => "in",
          (error: unknown) => (error as Refusal).code,
        ),
      ),
    );
    expect(both.sort()).toEqual(["in", "rules-broken"]);
    expect((await call("rut", "openingBalances", {})).balances).toHaveLength(5);
  });
});

test("Saldo is the ledger and the opening balances to the krona, and an imported year counts as taking part", async () => {
  const { store } = await database.connect({ table: "history-saldo" });
  const desk = office(store);
  const ledger = { granted: 80_000, paid: 80_000 };
  const { id } = await desk("hanna", "registerGrants", {
    round: "2013-kommun",
    ...{ decidedBy: "GD", date: "2013-04-01", dnr: "1/2013", ground: "Ansökan" },
    grants: [{ code: "1480", name: "Göteborg", orgnr: null, account: giro, amount: ledger.granted }],
  });
  await paidOut(desk, "2013-kommun", id, "2013-05-01");
  const input = await workbook(drawing);
  const preview = await desk("hanna", "previewHistory", input);
  const done = await desk("hanna", "importHistory", confirmed(input, preview));
  const { balances: openings } = await desk("rut", "openingBalances", { year: 2013 });
  expect(openings.length).toBeGreaterThan(0);

  const saldo = await desk("eva", "balances", { year: 2013 });
  const rows = balanceRows(saldo);
  const cells = cellsOf(balanceTable, rows);
  const column = (id: string) => balanceTable.columns.findIndex((one) => one.id === id);
  const total = (id: string) => cells.reduce((sum, row) => sum + Number(row[column(id)] ?? 0), 0);
  const stated = (meaning: AmountMeaning) =>
    openings.reduce((sum, { amounts }) => sum + (amounts[meaning] ?? 0), 0);
  expect(total("allotted")).toBe(ledger.granted + stated("granted"));
  expect(total("paid")).toBe(ledger.paid + stated("paid"));
  expect(total("consumed")).toBe(stated("consumed"));
  expect(total("carriedOver")).toBe(stated("carriedOver"));
  expect(total("repaid")).toBe(stated("repaid"));
  expect(stated("granted") + stated("paid") + stated("consumed")).toBeGreaterThan(0);
  const imported = cells.filter((row) => row[column("origin")] === "Importerad");
  expect(imported.map((row) => row[column("source")])).toEqual(
    openings.map(({ file, sheet, cell }) => `${file}, ${sheet}!${cell}`),
  );
  expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
  // What an old sheet tells of a year holds when the year has ended.
  expect((await desk("eva", "balances", { year: 2013, asOf: "2013-12-30" })).imported).toEqual([]);
  expect((await desk("eva", "balances", { year: 2013, asOf: "2013-12-31" })).imported).toHaveLength(
    openings.length,
  );

  const taking = async () => {
    const { recipients, distinct } = await desk("rut", "participation", {});
    const of = (code: string) => recipients.find((one) => one.kind === "municipality" && one.code === code)!;
    return { of, never: distinct.find(({ kind }) => kind === "municipality")!.never };
  };
  const withImport = await taking();
  const all = (await desk("rut", "openingBalances", {})).balances;
  for (const code of new Set(all.map((one) => one.code))) {
    const own = all.filter((one) => one.code === code);
    const years = [...new Set(own.map(({ year }) => year))].sort();
    const paid = own.flatMap((one) => one.amounts.paid ?? []);
    const sum = paid.length === 0 ? null : paid.reduce((kronor, one) => kronor + one, 0);
    const found = withImport.of(code);
    expect(found.years.filter(({ origin }) => origin === "imported").map(({ year }) => year)).toEqual(years);
    expect([found.never, found.paid]).toEqual([false, sum]);
    expect(found.years[0]!.source).toContain("Importerad: gammal.xlsx, Bidrag!");
  }
  await desk("hanna", "withdrawHistory", { id: done.id, ground: "Fel fil" });
  expect((await desk("eva", "balances", { year: 2013 })).imported).toEqual([]);
  expect((await taking()).never).toBeGreaterThan(withImport.never);
});

describe("opening balances of ten years: 290 municipalities, 21 regions and 250 organisations in each", () => {
  const column = (meaning: Mapping["columns"][number]["meaning"]) =>
    ({ meaning, unit: "kr", year: null }) as const;
  const columns = (
    ["code", "recipient", "granted", "paid", "consumed", "repaid", "dnr", "note"] as const
  ).map(column);

  /** A year's workbook, with a note of so many characters in each row. */
  function yearBook(year: number, length: number): Workbook {
    const kinds = [
      ["municipality", codes.municipality],
      ["region", codes.region],
      ["ngo", Array.from({ length: 250 }, (_, i) => String(i + 1))],
    ] as const;
    return {
      file: { name: `bidrag ${year}.xlsx`, sha256: sha256(String(year)) },
      sheets: kinds.map(([kind, all]) => ({
        name: `Blad ${kind}`,
        merges: [],
        fills: {},
        rows: [
          ["Kod", "Mottagare", "Beviljat", "Utbetalt", "Förbrukat", "Återbetalt", "Dnr", "Anteckning"],
          ...all.map((code, i) => [
            ...[code, kind === "ngo" ? `Jouren ${code} (exempeldata)` : null],
            ...[500_000 + i, 500_000 + i, 400_000, 100_000 + i, `1.1-${i}/${year}`, "å".repeat(length)],
          ]),
        ],
        mapping: { kind, year, columns, colours: {}, names: {}, amounts: {} },
      })),
    };
  }

  /** Ten years read in, and the bytes of the answer with all of them. */
  async function tenYears(length: number): Promise<{ bytes: number; notes: ReadonlySet<string | null> }> {
    const desk = await fresh();
    for (let year = 2006; year < 2016; year += 1)
      await desk("hanna", "importHistory", yearBook(year, length));
    const answer = await desk("rut", "openingBalances", {});
    expect(answer.balances).toHaveLength(5_610);
    for (const year of [2012, 2013])
      expect((await desk("eva", "balances", { year })).imported).toHaveLength(561);
    return {
      bytes: Buffer.byteLength(JSON.stringify(answer)),
      notes: new Set(answer.balances.map(({ note }) => note)),
    };
  }

  test("fit in an answer whole", async () => {
    const { bytes, notes } = await tenYears(60);
    console.log(`opening balances of ten years: ${bytes} bytes`);
    expect(bytes).toBeLessThan(5_500_000);
    expect(notes).toEqual(new Set(["å".repeat(60)]));
  });

  test("fit with notes that are shortened, and say so, where they are long", async () => {
    const { bytes, notes } = await tenYears(900);
    expect(bytes).toBeLessThan(5_500_000);
    expect(notes).toEqual(new Set([`${"å".repeat(200)}…`]));
  });
});

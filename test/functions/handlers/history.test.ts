import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { RouteInput, RouteOutput } from "../../../shared/api.ts";
import { Refusal } from "../../../shared/errors.ts";
import { readOldFile } from "../../../shared/files/read-file.ts";
import { sha256 } from "../../../functions/audit.ts";
import { oldWorkbook } from "../../support/old-workbook.ts";
import { type Database, openDatabase } from "../fixture.ts";
import { type Call, office } from "../office.ts";

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
      "rules-broken: Ingen rad går att läsa in. Se varför i bladet Utelämnat.",
    );
    const [sheet] = input.sheets;
    const { mapping } = preview.sheets[0]!;
    const columns = mapping!.columns.map((column) => ({ ...column, meaning: null }));
    const broken = { ...input, sheets: [{ ...sheet!, mapping: { ...mapping!, columns } }] };
    expect(await refused(call("hanna", "importHistory", broken))).toBe(
      "rules-broken: Bladet Bidrag: Ange vilken kolumn som har mottagarens namn eller kod.",
    );
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

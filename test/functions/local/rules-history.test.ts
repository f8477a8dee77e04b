import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { beforeAll, describe, expect, test } from "vitest";
import { rulesCommand } from "../../../functions/local/rules.ts";
import { oldWorkbook } from "../../support/old-workbook.ts";

const files = new Map<string, Uint8Array>();
const drawing = join(import.meta.dirname, "../../cases/history/kommuner-2012-2013.txt");

beforeAll(async () => {
  files.set("gammal.xlsx", await oldWorkbook(readFileSync(drawing, "utf8")));
  files.set("trasig.json", new TextEncoder().encode('{"Bidrag":{"kind":"stad"}}'));
});

async function rules(...args: string[]): Promise<{ code: number; out: string; said: string }> {
  const [out, said] = [[] as string[], [] as string[]];
  const into = (lines: string[]): Writable =>
    new Writable({
      write: (chunk, _, done) => {
        lines.push(String(chunk));
        done();
      },
    });
  const readFile = (path: string): Promise<Uint8Array> => {
    const bytes = files.get(path);
    return bytes === undefined ? Promise.reject(new Error(path)) : Promise.resolve(bytes);
  };
  const code = await rulesCommand(["history", ...args], { readFile, stdout: into(out), stderr: into(said) });
  return { code, out: out.join(""), said: said.join("").replaceAll("\u00a0", " ") };
}

describe("rules history", () => {
  test("writes the opening balances, and says how much was read", async () => {
    const { code, out, said } = await rules("--file", "gammal.xlsx");
    expect(code).toBe(0);
    expect(out.split("\n").slice(0, 2)).toEqual([
      "mottagartyp;kod;mottagare;år;Beviljat;Utbetalt;Förbrukat;Överfört;Återbetalt;dnr;status;källa",
      "kommun;0114;Upplands Väsby;2012;100000;;90000;;;;;Bidrag!A7",
    ]);
    expect(said).toBe(
      "14 rader: 3 inlästa, 11 utelämnade. 2 102 000 kr: 1 180 000 inlästa, 922 000 utelämnade.\n",
    );
  });

  test("reads again with the answers that are given", async () => {
    const { out } = await rules("--file", "gammal.xlsx", "--show", "mapping");
    const mapping = JSON.parse(out) as { Bidrag: { amounts: Record<string, number> } };
    mapping.Bidrag.amounts["12.500"] = 12_500;
    files.set("svar.json", new TextEncoder().encode(JSON.stringify(mapping)));
    const answered = await rules("--file", "gammal.xlsx", "--mapping", "svar.json");
    expect(answered.said).toMatch(/^14 rader: 4 inlästa, 10 utelämnade\. 2 114 500 kr: /);
    const leftOut = await rules("--file", "gammal.xlsx", "--mapping", "svar.json", "--show", "left-out");
    expect(leftOut.out).not.toContain("12.500");
    expect(leftOut.out).toContain("Bidrag!A15;row;Håbo;Dubblett av Bidrag!A12. Vilken gäller?;2000");
    const controls = await rules("--file", "gammal.xlsx", "--show", "controls");
    expect(controls.out).toContain("Bidrag!C17;Totalt;Beviljat;521001;150000;371000;1;");
  });

  test.each([
    [[], /^Användning: /],
    [["--file", "gammal.xlsx", "--show", "allt"], /^Användning: /],
    [["--file", "borta.xlsx"], /^Filen borta\.xlsx kan inte läsas\./],
    [
      ["--file", "gammal.xlsx", "--mapping", "trasig.json"],
      /^Filen trasig\.json är ingen tolkning \(bladet Bidrag\)\./,
    ],
  ])("%s is refused", async (args, said) => {
    expect(await rules(...args)).toEqual({ code: 2, out: "", said: expect.stringMatching(said) as string });
  });
});

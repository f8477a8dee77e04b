import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cell } from "../../../shared/cell.ts";
import { readCsv, writeCsv } from "../../../shared/files/csv.ts";
import { cleanText, isRiskyText } from "../../../shared/files/safe-text.ts";
import { RISKY_TEXTS } from "./hostile-texts.ts";

function rowsOf(text: string): Cell[][] | string {
  const result = readCsv(new TextEncoder().encode(text));
  return result.ok ? result.value.rows : result.error.code;
}

function written(rows: readonly (readonly Cell[])[]): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(writeCsv(rows));
}

describe("a CSV file", () => {
  it.each([
    ["semicolons", "Kod;Belopp\r\n0180;1200\r\n"],
    ["commas", "Kod,Belopp\n0180,1200\n"],
    ["tabs", "Kod\tBelopp\n0180\t1200"],
    ["a sep line", "sep=,\r\nKod,Belopp\r\n0180,1200\r\n"],
    ["old Mac line ends", "Kod;Belopp\r0180;1200\r"],
    ["quotes", '"Kod";"Belopp"\r\n"0180";"1200"\r\n'],
  ])("with %s is read; all cells are text", (_, text) => {
    expect(rowsOf(text)).toEqual([
      ["Kod", "Belopp"],
      ["0180", "1200"],
    ]);
  });

  it.each<[what: string, text: string, rows: Cell[][]]>([
    [
      "decimal commas are no separators",
      "a;b;c\n1,5;2,5;3,5\n",
      [
        ["a", "b", "c"],
        ["1,5", "2,5", "3,5"],
      ],
    ],
    [
      "a title with commas comes before the headings",
      "Exempeldata, avser 2026, ej slutlig\nKod;Belopp\n0180;1\n",
      [["Exempeldata, avser 2026, ej slutlig"], ["Kod", "Belopp"], ["0180", "1"]],
    ],
    [
      "semicolons in quotes do not count",
      '"a;b;c",d\n"e;f;g",h\n',
      [
        ["a;b;c", "d"],
        ["e;f;g", "h"],
      ],
    ],
    [
      "a quoted cell may hold separators, quotes and line ends",
      'a;b\n"x;""y""\nz";1\n',
      [
        ["a", "b"],
        ['x;"y"\nz', "1"],
      ],
    ],
    [
      "a quote inside a cell is a quote",
      'a;b\n5" rör;1\n',
      [
        ["a", "b"],
        ['5" rör', "1"],
      ],
    ],
    [
      "empty cells are nothing",
      'a;b;c\n;"";x\n',
      [
        ["a", "b", "c"],
        [null, null, "x"],
      ],
    ],
    ["blank rows are kept", "a;b\n\n;;\n1;2\n", [["a", "b"], [], [], ["1", "2"]]],
    ["one column needs no separator", "Kod\n0180\n", [["Kod"], ["0180"]]],
    [
      "blanks in a cell are kept",
      "a;b\n x ;1\n",
      [
        ["a", "b"],
        [" x ", "1"],
      ],
    ],
    ["the last line needs no end", "a;b\n1;", [["a", "b"], ["1"]]],
    ["only a sep line", "sep=;", []],
  ])("%s", (_, text, rows) => {
    expect(rowsOf(text)).toEqual(rows);
  });

  it.each([
    ["nothing", "", "empty"],
    ["a quote without end", 'a;b\n"x;1\n2;3\n', "open-quote"],
    ["bytes that are no text", "a;b\n\0\0\n", "not-a-workbook"],
    ["more lines than Excel has rows", "\n".repeat(1_048_578), "too-many-cells"],
    ["more than three million cells", ";".repeat(3_000_001), "too-many-cells"],
  ])("refuses %s", (_, text, code) => {
    expect(rowsOf(text)).toBe(code);
  });

  it("refuses more than 10 MB", () => {
    const result = readCsv(new Uint8Array(10 * 1_048_576 + 1).fill(0x61));
    expect(result.ok ? "läst" : result.error.code).toBe("too-large");
  });

  it("is written for Swedish Excel", () => {
    expect(
      written([
        ["Kod", "Belopp", "Klar"],
        ["0180", 1234.5, true],
        [null, -1, 'a;"b"\nc'],
      ]),
    ).toBe('\ufeffKod;Belopp;Klar\r\n0180;1234,5;SANT\r\n;-1;"a;""b""\nc"\r\n');
  });

  it.each(RISKY_TEXTS.map((text) => [text]))("%j never opens as a formula", (text) => {
    const cell = written([["x", text]])
      .replace("\ufeffx;", "")
      .replace(/^"/, "");
    expect(cell.startsWith("'")).toBe(true);
  });

  it("comes back as it was written", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(";", '"', "\n", '"";"', "a\r\nb", "åäö"),
    );
    const rows = fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, (table) => {
        const body = [["Kod", "Namn", "Kommentar", "Belopp"], ["a", "b", "c", "d"], ...table];
        const expected = body.map((row) => trimmed(row.map(asRead)));
        expect(rowsOf(written(body))).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});

function asRead(text: string): Cell {
  const clean = cleanText(text);
  return (isRiskyText(text) || isRiskyText(clean) ? `'${clean}` : clean) || null;
}

function trimmed(row: readonly Cell[]): Cell[] {
  return row.slice(0, row.findLastIndex((cell) => cell !== null) + 1);
}

import type { Cell } from "../../../shared/cell.ts";

/** What one family of hostile cells puts around or instead of an ordinary text. */
const formulas = [
  "1+1",
  'HYPERLINK("http://x.example","y")',
  "cmd|' /C calc'!A0",
  "SUM(A1:A9)",
  'DDE("a";"b";"c")',
  "\t1",
];
const formulaStarts = [
  "=",
  "+",
  "-",
  "@",
  "\uff1d",
  "\uff0b",
  "\uff0d",
  "\uff20",
  "\u2212",
  "\t=",
  "\r=",
  "\u200b=",
  " =",
  "'=",
];
const spaces = [" ", "\u00a0", "\u2009", "\u202f", "\u3000", "\t", "\n", "\r\n", "\u2028", "\u0085"];
const invisible = [
  "\u0000",
  "\u0007",
  "\u001b",
  "\u007f",
  "\u00ad",
  "\u200b",
  "\u200c",
  "\u200d",
  "\u200e",
  "\u2060",
  "\ufeff",
  "\u{e0041}",
];
const directions = ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"];
const broken = ["\ud800", "\udfff", "\udc00\ud800", "\ufffd", "\uffff"];
const letters = [
  "Habo",
  "Håbo",
  "Ha\u030abo",
  "İ",
  "ß",
  "ﬀ",
  "\u0301",
  "👩‍👩‍👧",
  "北京",
  "עברית",
  "٣",
  "３",
  "a".repeat(254),
];
const errors = [
  "#N/A",
  "#VALUE!",
  "#REF!",
  "#DIV/0!",
  "#NAME?",
  "#NULL!",
  "#NUM!",
  "#SPILL!",
  "#VÄRDEFEL!",
  "#SAKNAS!",
  "#REFERENS!",
];
const names = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "null",
  "undefined",
  "NaN",
  "[object Object]",
];
const amounts = [
  "1.000",
  "1,000",
  "1,0",
  "1 00",
  "-1",
  "\u22121",
  "1e3",
  "0x1F",
  "1_000",
  "١٢",
  "1 kr",
  "1 tkr",
  "1,5 Mkr",
  "9".repeat(60),
  "kr",
  "-",
];
const dates = [
  "2022-02-30",
  "0000-00-00",
  "9999-12-31",
  "2022-W01",
  "1/2/22",
  "20220230",
  "2022-05-01T00:00:00Z",
  "-2022-05-01",
];
const identifiers = [
  "000000-0000",
  "999999-9999",
  "212000-014",
  "16212000-0142",
  "5050-105A",
  "----",
  "1-",
  "-1",
  "a@b",
  "@",
  "a@@b.se",
  "a@b..se",
];
const scripts = [
  "<script>alert(1)</script>",
  "'; DROP TABLE x;--",
  "${7*7}",
  "{{7*7}}",
  "%0d%0a",
  "../../etc/passwd",
  "\\\\host\\share",
  "&amp;",
];
const numbers = [
  0,
  -0,
  1,
  -1,
  0.1,
  1e-320,
  1e21,
  1e308,
  -1e308,
  NaN,
  Infinity,
  -Infinity,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  2 ** 53 - 1,
  -(2 ** 53),
  59,
  60,
  61,
  44683,
  44683.999,
  2958465,
  2958466,
  20220501,
  180,
  1480,
  2120000142,
  50501055,
];
const lengths = [100, 101, 254, 255, 1000, 32_766, 32_767, 32_768];

const all: readonly Cell[] = [
  ...formulaStarts.flatMap((start) => formulas.map((formula) => `${start}${formula}`)),
  ...spaces.flatMap((space) => [space, `${space}x${space}`, `1${space}200${space}000`, `0180${space}`]),
  ...invisible.flatMap((hidden) => [hidden, `x${hidden}`, `${hidden}2022-05-02`, `01${hidden}80`]),
  ...directions.flatMap((turn) => [turn, `${turn}0180`, `a${turn}b`]),
  ...broken.flatMap((half) => [half, `a${half}`, `${half}a`]),
  ...letters,
  ...errors.flatMap((error) => [error, error.toLowerCase(), ` ${error} `]),
  ...names,
  ...amounts,
  ...dates,
  ...identifiers,
  ...scripts,
  ...numbers,
  true,
  false,
  null,
  "",
  ...lengths.flatMap((length) =>
    [" ", "a", "1", "=", "-", "\u200b", "\u202e", "\ud800", "a@", ".", "å", "1 ", "1,"].map((text) =>
      text.repeat(length).slice(0, length),
    ),
  ),
];

/** Every hostile cell once, by what it is. */
export const hostileCells: readonly (readonly [what: string, cell: Cell])[] = [...new Set(all)].map(
  (cell) => [describe(cell), cell] as const,
);

function describe(cell: Cell): string {
  const text = typeof cell === "string" ? JSON.stringify(cell) : Object.is(cell, -0) ? "-0" : String(cell);
  return text.length > 40 ? `${text.slice(0, 40)}… (${text.length})` : text;
}

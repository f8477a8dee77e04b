import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { localFormat } from "../../../../preview/host/evaluate/local-format.ts";
import { formatColor, isDateFormat, shownText } from "../../../../preview/host/evaluate/number-format.ts";
import type { Scalar } from "../../../../preview/host/workbook/scalar.ts";

/** In these tables "_" is a no-break space. */
function plain(text: string): string {
  return text.replaceAll("\u00A0", "_");
}

describe("a value shows as in Swedish Excel", () => {
  test.each<[Scalar, string, string]>([
    [1234567, "#,##0", "1_234_567"],
    [999, "#,##0", "999"],
    [1000, "#,##0", "1_000"],
    [-1234567.5, "#,##0", "-1_234_568"],
    [0, "#,##0", "0"],
    [0, "#,###", ""],
    [5, "#,##0.00", "5,00"],
    [1.005, "0.00", "1,01"],
    [2.5, "0", "3"],
    [-2.5, "0", "-3"],
    [0.1 + 0.2, "0.0000000000000", "0,3000000000000"],
    [1234.5, "0.##", "1234,5"],
    [1234, "0.##", "1234"],
    [1234.5, '#,##0 "kr"', "1_235 kr"],
    [268000, '#,##0" kr "', "268_000 kr "],
    [-268000, '#,##0" kr "', "-268_000 kr "],
    [1234, '#,##0" kr";[Red]-#,##0" kr"', "1_234 kr"],
    [-1234, '#,##0" kr";[Red]-#,##0" kr"', "-1_234 kr"],
    [-1234, "#,##0_);(#,##0)", "(1_234)"],
    [0, '0;-0;"–"', "–"],
    [0, "0;-0;", ""],
    [5, ";;;", ""],
    ["dold", ";;;", ""],
    ["Ale", '0;0;0;"kommun: "@', "kommun: Ale"],
    ["Ale", '@" kommun"', "Ale kommun"],
    [0.1234, "0.0%", "12,3%"],
    [0.1234, "0 %", "12 %"],
    [1, "0%", "100%"],
    [12345678, "#,##0,", "12_346"],
    [12345678, '0.0,,"M"', "12,3M"],
    [7, "000", "007"],
    [180, "0000", "0180"],
    [5566778899, "000000-0000", "556677-8899"],
    [1234.5, "0.00E+00", "1,23E+03"],
    [0.00012, "0.0E+0", "1,2E-4"],
    [1234.5, "[$kr-41D] #,##0", "kr 1_235"],
    [1500, '[>=1000]0.0,"t";0', "1,5t"],
    [15, '[>=1000]0.0,"t";0', "15"],
    [46348, "yyyy-mm-dd", "2026-11-22"],
    [46348, "m/d/yyyy", "2026-11-22"],
    [46348, "d mmmm yyyy", "22 november 2026"],
    [46348, "dddd d mmm", "söndag 22 nov"],
    [46348, "yy-m-d", "26-11-22"],
    [46348.75, "yyyy-mm-dd hh:mm", "2026-11-22 18:00"],
    [0.5, "h:mm:ss", "12:00:00"],
    [0.99999, "hh:mm:ss", "23:59:59"],
    [0.999999, "hh:mm:ss", "00:00:00"],
    [1.5, "[h]:mm", "36:00"],
    [0.75, "h:mm AM/PM", "6:00 EM"],
    [1 / 86400 / 4, "ss.00", "00,25"],
    [1, "yyyy-mm-dd", "1900-01-01"],
    [61, "yyyy-mm-dd", "1900-03-01"],
    [-1, "yyyy-mm-dd", "########"],
    [1234.5, "@", "1234,5"],
    ["=1+1", "@", "=1+1"],
    ["text", "#,##0", "text"],
    [true, "General", "SANT"],
    [false, "0", "FALSKT"],
    [null, "0", ""],
    [{ error: "#N/A" }, "0", "#SAKNAS!"],
    [{ error: "#VALUE!" }, "General", "#VÄRDEFEL!"],
    [{ error: "#SPILL!" }, "General", "#SPILL!"],
    [0, "General", "0"],
    [1234567, "General", "1234567"],
    [12345678901, "General", "12345678901"],
    [123456789012, "General", "1,23457E+11"],
    [1 / 3, "General", "0,333333333"],
    [123456.789123, "General", "123456,7891"],
    [-0.5, "General", "-0,5"],
    [0.00001, "General", "0,00001"],
    [0.0000123456789, "General", "1,23457E-05"],
    [0.1 + 0.2, "General", "0,3"],
    [5, 'General" st"', "5 st"],
  ])("%s as %s shows %s", (value, format, shown) => {
    expect(plain(shownText(value, format))).toBe(shown);
  });

  test.each<[number, string, string | undefined]>([
    [-5, "0;[Red]-0", "#FF0000"],
    [5, "0;[Red]-0", undefined],
    [5, "[Blue]0", "#0000FF"],
  ])("%s as %s has the colour %s", (value, format, color) => {
    expect(formatColor(value, format)).toBe(color);
  });

  test("whole kronor never lose or win a digit", () => {
    fc.assert(
      fc.property(fc.integer(), (kronor) => {
        expect(shownText(kronor, '#,##0" kr"').replace(/[^\d-]/g, "")).toBe(String(kronor));
      }),
    );
  });
});

describe("the local form of a format", () => {
  test.each([
    ["#,##0.00", "#_##0,00"],
    ['#,##0" kr "', '#_##0" kr "'],
    ['0.0 "a.b,c"', '0,0 "a.b,c"'],
    ["0.0%", "0,0%"],
    ["yyyy-mm-dd", "ÅÅÅÅ-MM-DD"],
    ["yyyy-mm-dd hh:mm:ss", "ÅÅÅÅ-MM-DD tt:mm:ss"],
    ["0;[Red]-0", "0;[Röd]-0"],
    ["General", "Standard"],
    ["@", "@"],
  ])("%s is %s", (format, local) => {
    expect(plain(localFormat(format))).toBe(local);
  });
});

test.each([
  ["yyyy-mm-dd", true],
  ["[h]:mm", true],
  ['#,##0" dagar"', false],
  ["General", false],
  ["[Red]0", false],
])("%s shows dates: %s", (format, dates) => {
  expect(isDateFormat(format)).toBe(dates);
});

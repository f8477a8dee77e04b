import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanText, isRiskyText } from "../../../shared/files/safe-text.ts";
import { RISKY_TEXTS } from "./hostile-texts.ts";

describe("text from strangers", () => {
  it.each(RISKY_TEXTS.map((text) => [text]))("%j is risky", (text) => {
    expect(isRiskyText(text)).toBe(true);
  });

  it.each([
    "",
    "Stockholm",
    "0180",
    "1 200 000 kr",
    "A=B",
    "e@example.org",
    "2026-11-22",
    "'=1",
    "100 %",
    "a|b",
    " text",
    "#N/A",
  ])("%j is not risky", (text) => {
    expect(isRiskyText(text)).toBe(false);
  });

  it.each([
    ["a\u0000b\u0007c\u007fd\u009fe", "abcde"],
    ["rad 1\r\nrad 2\rrad 3\nrad 4", "rad 1\nrad 2\nrad 3\nrad 4"],
    ["a\tb", "a b"],
    ["\ud800a\udc00", "\ufffda\ufffd"],
    ["a\ufffeb\uffffc", "abc"],
    ["😀", "😀"],
    ["å ä ö", "å ä ö"],
  ])("%j becomes %j", (text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it("is cut at 32 767 characters, never in the middle of one", () => {
    expect(cleanText("a".repeat(40_000))).toHaveLength(32_767);
    expect(cleanText(`${"a".repeat(32_766)}😀`)).toBe("a".repeat(32_766));
  });

  it("stays as it is when it is cleaned again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
      }),
    );
  });
});

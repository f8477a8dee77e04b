import fc from "fast-check";
import { expect, test } from "vitest";
import { hiddenCharacters, withoutHidden } from "../../shared/hidden-characters.ts";
import type { Hidden } from "../../shared/hidden-characters.ts";

test.each<[text: string, hidden: Hidden]>([
  ["", "none"],
  ["Åsa Öberg, 08\u00a0123", "none"],
  ["1\u2009200\u202f000 \u2212 –", "none"],
  ["e\u0301 北京 👍", "none"],
  ["a\u0000", "hidden"],
  ["a\tb", "hidden"],
  ["a\u00adb", "hidden"],
  ["a\u200bb", "hidden"],
  ["\ufeffa", "hidden"],
  ["a\u{e0041}", "hidden"],
  ["a\u202eb", "misleading"],
  ["a\u200b\u2066b", "misleading"],
  ["a\ud800", "unreadable"],
  ["\udc00a", "unreadable"],
  ["\u202ea\ufffd", "unreadable"],
])("%j holds: %s", (text, hidden) => {
  expect(hiddenCharacters(text)).toBe(hidden);
});

test.each<[text: string, without: string]>([
  ["Åsa\r\nÖberg", "Åsa Öberg"],
  ["01\u200b80", "0180"],
  ["\ufeff a \u0007", "a"],
  ["a\u{e0041}👍", "a👍"],
])("%j without hidden characters is %j", (text, without) => {
  expect(withoutHidden(text)).toBe(without);
});

test("what is left has nothing hidden", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(hiddenCharacters(withoutHidden(text))).toBe("none");
    }),
    { numRuns: 1000 },
  );
});

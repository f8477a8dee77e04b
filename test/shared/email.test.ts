import { expect, test } from "vitest";
import { isEmail } from "../../shared/email.ts";

test.each([
  "a@b.se",
  "asa.oberg@kommun.example",
  "åsa.öberg@malmö.example",
  "fornamn+bidrag@sub.kommun.example",
  "x_y-z@kommun-x.example",
  `${"a".repeat(64)}@kommun.example`,
])("%s is an address", (text) => {
  expect(isEmail(text)).toBe(true);
});

test.each([
  "",
  "@",
  "a",
  "a@b",
  "a@b.c",
  "@kommun.example",
  "a@@kommun.example",
  "a@kommun.example@x.example",
  ".a@kommun.example",
  "a.@kommun.example",
  "a..b@kommun.example",
  "a@.kommun.example",
  "a@kommun..example",
  "a@kommun.example.",
  "a b@kommun.example",
  "Åsa <asa@kommun.example>",
  "a@kommun.example;b@kommun.example",
  "a@kommun.example, b@kommun.example",
  "mailto:a@kommun.example",
  `${"a".repeat(65)}@kommun.example`,
  `a@${"b".repeat(250)}.se`,
])("%s is no address", (text) => {
  expect(isEmail(text)).toBe(false);
});

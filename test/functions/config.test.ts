import { describe, expect, test } from "vitest";
import { readConfig } from "../../functions/config.ts";

const whole = {
  FORDELA_STAGE: "production",
  FORDELA_TABLE: "fordela",
  FORDELA_ISSUER: "https://login.example.se/v2.0",
  FORDELA_AUDIENCE: "api://fordela",
  FORDELA_JWKS_URL: "https://login.example.se/keys",
};
const keys = JSON.stringify({ keys: [{ kty: "RSA", n: "x", e: "AQAB" }] });

test("a whole configuration is read", () => {
  expect(readConfig(whole)).toEqual({
    stage: "production",
    table: "fordela",
    issuer: "https://login.example.se/v2.0",
    audience: "api://fordela",
    sender: null,
    jwks: new URL("https://login.example.se/keys"),
  });
});

test("in development the keys may be given instead of their address", () => {
  const { FORDELA_JWKS_URL: _, ...rest } = whole;
  expect(readConfig({ ...rest, FORDELA_STAGE: "local", FORDELA_JWKS: keys }).jwks).toEqual(JSON.parse(keys));
});

describe("what is missing or wrong is named, and its value is not", () => {
  test.each<[string, Record<string, string | undefined>, string[]]>([
    ["a variable is missing", { FORDELA_TABLE: undefined }, ["FORDELA_TABLE saknas"]],
    [
      "two are missing",
      { FORDELA_TABLE: undefined, FORDELA_AUDIENCE: "" },
      ["FORDELA_TABLE saknas", "FORDELA_AUDIENCE saknas"],
    ],
    ["no keys", { FORDELA_JWKS_URL: undefined }, ["FORDELA_JWKS_URL saknas"]],
    [
      "an unknown stage",
      { FORDELA_STAGE: "CANARY" },
      ["FORDELA_STAGE ska vara något av: local, test, production"],
    ],
    ["an address that is none", { FORDELA_ISSUER: "CANARY" }, ["FORDELA_ISSUER ska vara en https-adress"]],
    [
      "keys fetched in the open",
      { FORDELA_JWKS_URL: "http://CANARY.se/keys" },
      ["FORDELA_JWKS_URL ska vara en https-adress"],
    ],
    [
      "keys that are not JSON",
      { FORDELA_STAGE: "local", FORDELA_JWKS: "CANARY" },
      ["FORDELA_JWKS ska vara JSON"],
    ],
    [
      "keys given outside development",
      { FORDELA_JWKS: keys },
      ["FORDELA_JWKS får bara sättas när FORDELA_STAGE=local"],
    ],
  ])("%s", (_, change, faults) => {
    expect(() => readConfig({ ...whole, ...change })).toThrow(
      `Fördela kan inte starta. Rätta miljövariablerna:\n${faults.map((fault) => `  ${fault}`).join("\n")}`,
    );
    expect(() => readConfig({ ...whole, ...change })).not.toThrow("CANARY");
  });

  test("nothing at all: every one", () => {
    for (const name of ["FORDELA_STAGE", "FORDELA_TABLE", "FORDELA_ISSUER", "FORDELA_AUDIENCE"])
      expect(() => readConfig({})).toThrow(`${name} saknas`);
  });
});

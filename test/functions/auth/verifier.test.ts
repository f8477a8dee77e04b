import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { createVerifier } from "../../../functions/auth/verifier.ts";
import { audience, forged, hmac, issuer, jwks, noon, signed, unsigned, verify } from "./tokens.ts";

const seconds = noon.getTime() / 1000;

test("a valid token tells who it is and what they may do", async () => {
  expect(await verify(await signed({ roles: ["ekonom", "attestant"] }))).toEqual({
    id: "person-1",
    name: "Exempel Person",
    roles: ["attestant", "ekonom"],
  });
});

test("a role that the provider knows and we do not gives no rights", async () => {
  expect((await verify(await signed({ roles: ["superuser", "revisor"] }))).roles).toEqual(["revisor"]);
});

test("clocks may differ by thirty seconds and no more", async () => {
  await expect(verify(await signed({ exp: seconds - 29 }))).resolves.toBeDefined();
  await expect(verify(await signed({ nbf: seconds + 29 }))).resolves.toBeDefined();
  await expect(verify(await signed({ exp: seconds - 31 }))).rejects.toThrow();
  await expect(verify(await signed({ nbf: seconds + 31 }))).rejects.toThrow();
});

const untrusted = "Inloggningen går inte att lita på. Logga ut och logga in igen.";
const otherProgram = "Inloggningen gäller ett annat program. Logga in igen i Fördela.";
const refused: readonly [string, () => Promise<string>, string, string][] = [
  [
    "expired",
    () => signed({ exp: seconds - 31 }),
    "not-signed-in",
    "Inloggningen har gått ut. Logga in igen.",
  ],
  ["not yet valid", () => signed({ nbf: seconds + 31 }), "not-signed-in", untrusted],
  ["signed by somebody else", () => forged(), "not-signed-in", untrusted],
  ["not signed at all (alg none)", () => Promise.resolve(unsigned()), "not-signed-in", untrusted],
  ["signed with the public key as secret", () => hmac(), "not-signed-in", untrusted],
  ["for another program", () => signed({ aud: "api://another" }), "not-signed-in", otherProgram],
  ["from another provider", () => signed({ iss: "https://elsewhere.example" }), "not-signed-in", untrusted],
  ["not a token", () => Promise.resolve("abc"), "not-signed-in", untrusted],
  ["cut off", async () => (await signed()).slice(0, -4), "not-signed-in", untrusted],
  [
    "without a person",
    () => signed({ oid: "" }),
    "not-signed-in",
    "Inloggningen saknar uppgift om vem du är. Logga in igen.",
  ],
  ...[[], undefined, null, "handlaggare", [["handlaggare"]], ["superuser"]].map(
    (roles): [string, () => Promise<string>, string, string] => [
      `without a role we know (${roles === undefined ? "none" : JSON.stringify(roles)})`,
      () => signed({ roles }),
      "not-allowed",
      "Du är inloggad men har ingen roll i Fördela. Be administratören att ge dig en.",
    ],
  ),
];

describe("a token is refused when it is", () => {
  test.each(refused)("%s", async (_, token, code, detail) => {
    await expect(verify(await token())).rejects.toMatchObject({ name: "Refusal", code, detail });
  });
});

describe("keys published by the provider", () => {
  async function publishing(status: number): Promise<{ url: URL; close: () => void }> {
    const server = createServer((_, response) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(jwks));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    return { url: new URL(`http://127.0.0.1:${port}/keys`), close: () => server.close() };
  }
  const verifyWith = (url: URL) => createVerifier({ issuer, audience, jwks: url, now: () => noon });
  const busy = {
    code: "busy",
    detail: "Inloggningstjänsten svarar inte just nu. Vänta en stund och försök igen.",
  };

  test("are fetched, and verify", async () => {
    const { url, close } = await publishing(200);
    expect((await verifyWith(url)(await signed())).id).toBe("person-1");
    await expect(verifyWith(url)(await forged())).rejects.toMatchObject({ code: "not-signed-in" });
    close();
  });

  test("that cannot be fetched are the provider's fault, not the person's", async () => {
    const { url, close } = await publishing(500);
    await expect(verifyWith(url)(await signed())).rejects.toMatchObject(busy);
    close();
    await expect(verifyWith(url)(await signed())).rejects.toMatchObject(busy);
  });
});

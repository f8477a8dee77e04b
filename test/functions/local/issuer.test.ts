import { expect, test } from "vitest";
import { api, roles } from "../../../shared/api.ts";
import { createVerifier } from "../../../functions/auth/verifier.ts";
import { createIssuer, personas } from "../../../functions/local/issuer.ts";

const settings = { issuer: "http://127.0.0.1:3000/dev", audience: "api://fordela", now: () => new Date() };

test.each(personas)(
  "$name is let in by the same check as everybody else",
  async ({ id, name, oid, roles: may }) => {
    const issuer = await createIssuer({ ...settings, stage: "local" });
    const verify = createVerifier({ ...settings, jwks: issuer.jwks });
    const known = roles.filter((role) => may.includes(role));
    expect(await verify(await issuer.tokenFor(id))).toEqual({ id: oid, name, roles: known });
  },
);

test("an hour later the token is out of date", async () => {
  const issuer = await createIssuer({ ...settings, stage: "local" });
  const token = await issuer.tokenFor("hanna");
  const later = createVerifier({
    ...settings,
    jwks: issuer.jwks,
    now: () => new Date(Date.now() + 3_640_000),
  });
  await expect(later(token)).rejects.toMatchObject({ detail: "Inloggningen har gått ut. Logga in igen." });
});

test("the private key is not among the published", async () => {
  const { jwks } = await createIssuer({ ...settings, stage: "local" });
  expect(Object.keys(jwks.keys[0]!).sort()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
});

test.each(["test", "production", ""])('it does not exist in the stage "%s"', async (stage) => {
  await expect(createIssuer({ ...settings, stage })).rejects.toThrow(
    `Utvecklingsinloggningen får bara finnas i miljön "local", inte i "${stage}".`,
  );
});

test("an unknown persona is answered with the known ones", async () => {
  const issuer = await createIssuer({ ...settings, stage: "local" });
  expect(() => issuer.tokenFor("kalle")).toThrow(
    'Exempelpersonen "kalle" finns inte. Välj en av: hanna, hugo, bo, eva, adam, rut.',
  );
});

test("together the personas can do everything, and there are two of the case officers", () => {
  for (const [name, { roles: allowed }] of Object.entries(api))
    expect(
      personas.some((persona) => persona.roles.some((role) => allowed.includes(role))),
      name,
    ).toBe(true);
  expect(personas.filter((persona) => persona.roles.includes("handlaggare"))).toHaveLength(2);
});

import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import type { Role } from "../../../shared/api.ts";
import { createVerifier } from "../../../functions/auth/verifier.ts";

export const issuer = "https://login.example.se/v2.0";
export const audience = "api://fordela";
export const noon = new Date("2026-03-02T12:00:00Z");

const provider = await generateKeyPair("RS256", { extractable: true });
const stranger = await generateKeyPair("RS256");
export const jwks = {
  keys: [{ ...(await exportJWK(provider.publicKey)), kid: "1", alg: "RS256", use: "sig" }],
};

export const verify = createVerifier({ issuer, audience, jwks, now: () => noon });

export interface Claims {
  readonly oid?: string;
  readonly name?: string;
  readonly roles?: unknown;
  readonly iss?: string;
  readonly aud?: string;
  readonly nbf?: number;
  readonly exp?: number;
}

const seconds = noon.getTime() / 1000;
const payload = (claims: Claims): Record<string, unknown> => ({
  oid: "person-1",
  name: "Exempel Person",
  roles: ["handlaggare"],
  iss: issuer,
  aud: audience,
  nbf: seconds - 60,
  exp: seconds + 3600,
  ...claims,
});

/** As the provider signs. */
export const signed = (claims: Claims = {}): Promise<string> =>
  new SignJWT(payload(claims)).setProtectedHeader({ alg: "RS256", kid: "1" }).sign(provider.privateKey);

/** The right claims and the right key id, signed by somebody else. */
export const forged = (claims: Claims = {}): Promise<string> =>
  new SignJWT(payload(claims)).setProtectedHeader({ alg: "RS256", kid: "1" }).sign(stranger.privateKey);

/** The old trick: the public key used as a shared secret. */
export const hmac = async (claims: Claims = {}): Promise<string> =>
  new SignJWT(payload(claims))
    .setProtectedHeader({ alg: "HS256", kid: "1" })
    .sign(new TextEncoder().encode(await exportSPKI(provider.publicKey)));

export const unsigned = (claims: Claims = {}): string => new UnsecuredJWT(payload(claims)).encode();

/** Every state that a request's token can be in; `valid` is the only one that lets anybody in. */
export const tokenStates: Readonly<Record<string, (role: Role) => Promise<string | null>>> = {
  valid: (role) => signed({ roles: [role] }),
  none: () => Promise.resolve(null),
  expired: (role) => signed({ roles: [role], exp: seconds - 31 }),
  "not yet valid": (role) => signed({ roles: [role], nbf: seconds + 31 }),
  forged: (role) => forged({ roles: [role] }),
  "other audience": (role) => signed({ roles: [role], aud: "api://another" }),
  "other issuer": (role) => signed({ roles: [role], iss: "https://login.example.org" }),
  "alg none": (role) => Promise.resolve(unsigned({ roles: [role] })),
  "alg HS256 with the public key": (role) => hmac({ roles: [role] }),
};

import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify } from "jose";
import type { JSONWebKeySet, JWTPayload, JWTVerifyGetKey } from "jose";
import { roles, type Role } from "../../shared/api/route.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Principal } from "../context.ts";

/** Who a token belongs to; throws a refusal when it is not to be trusted. */
export type Verify = (token: string) => Promise<Principal>;

export interface VerifierSettings {
  readonly issuer: string;
  readonly audience: string;
  /** Where the provider publishes its keys, or (development) the keys themselves. */
  readonly jwks: URL | JSONWebKeySet;
  readonly now: () => Date;
}

/** Clocks of provider and function may differ by this much. */
const clockToleranceSeconds = 30;

/** Verifies access tokens of one provider for one audience: RS256 alone, so `none` and HMAC never pass. */
export function createVerifier({ issuer, audience, jwks, now }: VerifierSettings): Verify {
  const keys: JWTVerifyGetKey = jwks instanceof URL ? createRemoteJWKSet(jwks) : createLocalJWKSet(jwks);
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ["RS256"],
        issuer,
        audience,
        clockTolerance: clockToleranceSeconds,
        requiredClaims: ["exp", "oid"],
        currentDate: now(),
      });
      return principal(payload);
    } catch (error) {
      throw refusal(error);
    }
  };
}

function principal({ oid, name, roles: claimed }: JWTPayload): Principal {
  if (typeof oid !== "string" || oid === "")
    throw new Refusal("not-signed-in", "Inloggningen saknar uppgift om vem du är. Logga in igen.");
  const known = knownRoles(claimed);
  if (known.length === 0)
    throw new Refusal(
      "not-allowed",
      "Du är inloggad men har ingen roll i Fördela. Be administratören att ge dig en.",
    );
  return { id: oid, name: typeof name === "string" ? name : "", roles: known };
}

/** In the order of the contract; a role the provider knows and we do not gives no rights. */
function knownRoles(claimed: unknown): Role[] {
  return Array.isArray(claimed) ? roles.filter((role) => claimed.includes(role)) : [];
}

function refusal(error: unknown): unknown {
  if (error instanceof errors.JWTExpired)
    return new Refusal("not-signed-in", "Inloggningen har gått ut. Logga in igen.");
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === "aud")
    return new Refusal("not-signed-in", "Inloggningen gäller ett annat program. Logga in igen i Fördela.");
  if (error instanceof Refusal) return error;
  if (keysUnreachable(error))
    return new Refusal("busy", "Inloggningstjänsten svarar inte just nu. Vänta en stund och försök igen.");
  return new Refusal("not-signed-in", "Inloggningen går inte att lita på. Logga ut och logga in igen.");
}

/** The provider's keys could not be fetched: a time-out, an answer other than 200, or no network at all. */
function keysUnreachable(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true;
  return error instanceof errors.JWKSTimeout || error.code === "ERR_JOSE_GENERIC";
}

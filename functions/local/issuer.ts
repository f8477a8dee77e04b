import { exportJWK, generateKeyPair, SignJWT, type JSONWebKeySet } from "jose";
import type { Role } from "../../shared/api.ts";

/** An invented person to sign in as during development. */
export interface Persona {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The object id that the tokens carry. */
  readonly oid: string;
}

const oid = (last: number): string => `00000000-0000-4000-8000-00000000000${last}`;

/** Exempelpersoner: one per task, and a second handläggare so that two can work on the same thing. */
export const personas: readonly Persona[] = [
  { id: "hanna", name: "Hanna Handläggare", roles: ["handlaggare", "foredragande"], oid: oid(1) },
  { id: "hugo", name: "Hugo Handläggare", roles: ["handlaggare", "foredragande"], oid: oid(2) },
  { id: "bo", name: "Bo Beslutsfattare", roles: ["beslutsfattare"], oid: oid(3) },
  { id: "eva", name: "Eva Ekonom", roles: ["attestant", "ekonom"], oid: oid(4) },
  { id: "adam", name: "Adam Administratör", roles: ["administrator"], oid: oid(5) },
  { id: "rut", name: "Rut Revisor", roles: ["revisor"], oid: oid(6) },
];

export interface DevelopmentIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly jwks: JSONWebKeySet;
  /** An access token, valid for an hour; throws on an unknown persona. */
  tokenFor(personaId: string): Promise<string>;
}

export interface IssuerSettings {
  readonly stage: string;
  readonly issuer: string;
  readonly audience: string;
  readonly now: () => Date;
}

/**
 * Signs tokens like those of the identity provider, with keys that live as long as the process. Whoever can reach it
 * is whoever they like, so it exists on the developer's own machine only.
 * @throws Error when the stage is not "local".
 */
export async function createIssuer({
  stage,
  issuer,
  audience,
  now,
}: IssuerSettings): Promise<DevelopmentIssuer> {
  if (stage !== "local")
    throw new Error(`Utvecklingsinloggningen får bara finnas i miljön "local", inte i "${stage}".`);
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const kid = "development";
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" }] };
  return {
    issuer,
    audience,
    jwks,
    tokenFor: (personaId) => {
      const persona = personaOf(personaId);
      const seconds = Math.floor(now().getTime() / 1000);
      return new SignJWT({ oid: persona.oid, name: persona.name, roles: [...persona.roles] })
        .setProtectedHeader({ alg: "RS256", kid, typ: "JWT" })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(persona.oid)
        .setIssuedAt(seconds)
        .setNotBefore(seconds)
        .setExpirationTime(seconds + 3600)
        .sign(privateKey);
    },
  };
}

function personaOf(id: string): Persona {
  const found = personas.find((persona) => persona.id === id);
  if (found) return found;
  throw new Error(
    `Exempelpersonen "${id}" finns inte. Välj en av: ${personas.map((one) => one.id).join(", ")}.`,
  );
}

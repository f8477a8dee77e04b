import { isEmail } from "../shared/email.ts";
import { fail, ok, type Result } from "../shared/result.ts";

const stages = ["local", "test", "production"] as const;

interface KeySet {
  readonly keys: { readonly kty: string }[];
}

/** What differs between installations. */
export interface Config {
  readonly stage: (typeof stages)[number];
  /** The DynamoDB table. */
  readonly table: string;
  /** E-mail address that letters are from; null: none are sent. */
  readonly sender: string | null;
  /** `iss` and `aud` of the access tokens that are let in. */
  readonly issuer: string;
  readonly audience: string;
  /** Where the identity provider publishes its keys, or (development alone: whoever sets them decides who is who) the keys. */
  readonly jwks: URL | KeySet;
}

/**
 * The configuration in the environment: the only place that reads it. Without zod, which would build schemas of kinds that
 * no route has and cost every cold start a tenth.
 * @throws Error in Swedish that names every variable that is missing or wrong, without quoting its value.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const faults: string[] = [];
  const read = <T>(variable: string, parse: (text: string) => Result<T>, absent: Result<T> = missing): T => {
    const text = environment[variable];
    const result = text === undefined ? absent : text === "" ? missing : parse(text);
    if (result.ok) return result.value;
    faults.push(`  ${variable} ${result.error}`);
    // Never used: a fault anywhere ends in the throw below.
    return undefined as T;
  };
  const none = ok(null);
  const stage = read("FORDELA_STAGE", stageOf);
  const config = {
    stage,
    table: read(
      "FORDELA_TABLE",
      formed((text) => /^[\w.-]{3,255}$/.test(text)),
    ),
    issuer: read("FORDELA_ISSUER", address(/^/)),
    audience: read("FORDELA_AUDIENCE", ok),
    sender: read<string | null>("FORDELA_SENDER", formed(isEmail), none),
  };
  const url = read<string | null>("FORDELA_JWKS_URL", address(/^https:/), none);
  const keys = read<KeySet | null>("FORDELA_JWKS", (text) => keysIn(text, stage), none);
  if (url === null && keys === null) faults.push("  FORDELA_JWKS_URL saknas");
  if (faults.length > 0)
    throw new Error(`Fördela kan inte starta. Rätta miljövariablerna:\n${faults.join("\n")}`);
  return { ...config, jwks: keys ?? new URL(url!) };
}

const missing = fail("saknas");
const malformed = fail("har inte den form som krävs");

function stageOf(text: string): Result<Config["stage"]> {
  const stage = stages.find((known) => known === text);
  return stage === undefined ? fail(`ska vara något av: ${stages.join(", ")}`) : ok(stage);
}

function formed(holds: (text: string) => boolean): (text: string) => Result<string> {
  return (text) => (holds(text) ? ok(text) : malformed);
}

function address(scheme: RegExp): (text: string) => Result<string> {
  return (text) => (URL.canParse(text) && scheme.test(text) ? ok(text) : fail("ska vara en https-adress"));
}

function keysIn(text: string, stage: Config["stage"]): Result<KeySet> {
  if (stage !== "local") return fail("får bara sättas när FORDELA_STAGE=local");
  try {
    const value = JSON.parse(text) as { readonly keys?: unknown } | null;
    const keys: readonly ({ readonly kty?: unknown } | null)[] = Array.isArray(value?.keys) ? value.keys : [];
    return keys.length > 0 && keys.every((key) => typeof key?.kty === "string")
      ? ok(value as KeySet)
      : malformed;
  } catch {
    return fail("ska vara JSON");
  }
}

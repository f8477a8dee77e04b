import * as z from "zod";

const keySet = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue("ska vara JSON");
      return z.NEVER;
    }
  })
  .pipe(z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) }));

const variables = z
  .object({
    FORDELA_STAGE: z.enum(["local", "test", "production"]),
    /** The DynamoDB table. */
    FORDELA_TABLE: z.string().regex(/^[\w.-]{3,255}$/),
    /** `iss` and `aud` of the access tokens that are let in. */
    FORDELA_ISSUER: z.url(),
    FORDELA_AUDIENCE: z.string().min(1),
    /** Whom letters are from; absent: none are sent. */
    FORDELA_SENDER: z.email().optional(),
    /** Where the identity provider publishes its keys … */
    FORDELA_JWKS_URL: z.url({ protocol: /^https$/ }).optional(),
    /** … or, in development alone, the keys themselves: whoever sets them decides who is who. */
    FORDELA_JWKS: keySet.optional(),
  })
  .superRefine(({ FORDELA_STAGE: stage, FORDELA_JWKS_URL: url, FORDELA_JWKS: keys }, context) => {
    const refuse = (variable: string, message: string): void => {
      context.addIssue({ code: "custom", path: [variable], message });
    };
    if (keys !== undefined && stage !== "local")
      refuse("FORDELA_JWKS", "får bara sättas när FORDELA_STAGE=local");
    else if (keys === undefined && url === undefined) refuse("FORDELA_JWKS_URL", "saknas");
  });

/** What differs between installations. */
export interface Config {
  readonly stage: "local" | "test" | "production";
  readonly table: string;
  /** E-mail address that letters are from; null: none are sent. */
  readonly sender: string | null;
  readonly issuer: string;
  readonly audience: string;
  readonly jwks: URL | { readonly keys: { readonly kty: string }[] };
}

/**
 * The configuration in the environment: the only place that reads it.
 * @throws Error in Swedish that names every variable that is missing or wrong, without quoting its value.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const result = variables.safeParse(environment, { error: explained });
  if (!result.success) {
    const faults = result.error.issues.map(({ path, message }) => `  ${path.join(".")} ${message}`);
    throw new Error(`Fördela kan inte starta. Rätta miljövariablerna:\n${faults.join("\n")}`);
  }
  const found = result.data;
  return {
    stage: found.FORDELA_STAGE,
    table: found.FORDELA_TABLE,
    sender: found.FORDELA_SENDER ?? null,
    issuer: found.FORDELA_ISSUER,
    audience: found.FORDELA_AUDIENCE,
    jwks: found.FORDELA_JWKS ?? new URL(found.FORDELA_JWKS_URL!),
  };
}

const explained: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined || issue.input === "") return "saknas";
  if (issue.code === "invalid_value") return `ska vara något av: ${issue.values.map(String).join(", ")}`;
  if (issue.code === "invalid_format" && issue.format === "url") return "ska vara en https-adress";
  return "har inte den form som krävs";
};

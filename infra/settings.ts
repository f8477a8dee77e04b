import { parseArgs } from "node:util";

/** What differs between installations. */
export interface Settings {
  readonly stage: "test" | "production";
  /** Where the pane is served, such as `https://fordela.example.se`: the origin of the manifest. */
  readonly origin: string;
  /** The identity provider's tenant, a GUID. */
  readonly tenant: string;
  /** `aud` of the access tokens that are let in. */
  readonly audience: string;
  /** The pane's own registration with the identity provider, a GUID. */
  readonly client: string;
  /** What the pane asks for in its tokens, such as `api://fordela/access`. */
  readonly scope: string;
  /** ARN of the certificate for the origin's host; CloudFront takes it from us-east-1. */
  readonly certificate: string;
  /** Whom letters are from: an address of a domain that SES has verified, in the same account. */
  readonly sender: string;
  /** Whether the list of reminders is prepared every business day; sent they are by people alone. */
  readonly reminders: "off" | "prepared";
  /** Report-only first, until the pane has been seen to work under it in every Excel that is used. */
  readonly contentSecurityPolicy: "report-only" | "enforced";
}

/** The pane is built before the API has an address; until then this stands in its place. */
export const apiPlaceholder = "https://api.invalid";

/** Good enough to see a template; nothing can be deployed with them. */
export const exampleSettings: Settings = {
  stage: "test",
  origin: "https://fordela.example.se",
  tenant: "00000000-0000-0000-0000-000000000000",
  audience: "api://fordela",
  client: "00000000-0000-0000-0000-000000000000",
  scope: "api://fordela/access",
  certificate: "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000",
  sender: "bidrag@example.se",
  reminders: "off",
  contentSecurityPolicy: "report-only",
};

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const forms: Readonly<Record<keyof Settings, RegExp>> = {
  stage: /^(test|production)$/,
  origin: /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+$/,
  tenant: guid,
  audience: /^\S+$/,
  client: guid,
  scope: /^\S+$/,
  certificate: /^arn:aws:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]{36}$/,
  sender: /^[\w.+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/,
  reminders: /^(off|prepared)$/,
  contentSecurityPolicy: /^(report-only|enforced)$/,
};
const names = Object.keys(forms) as (keyof Settings)[];

/**
 * Reads `--stage test --origin https://… --tenant … --audience … --client … --scope … --certificate … --sender …`. Without any of them the settings
 * are examples; with one of them all have to be given, so that nothing real rests on an example. `--reminders prepared` and
 * `--contentSecurityPolicy enforced` are chosen later.
 * @throws Error in Swedish that names every setting that is missing or wrong.
 */
export function readSettings(args: readonly string[]): Settings {
  const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
  const { values } = parseArgs({ args: [...args], options });
  if (Object.keys(values).length === 0) return exampleSettings;
  const given: Partial<Record<string, string>> = {
    reminders: "off",
    contentSecurityPolicy: "report-only",
    ...values,
  };
  const wrong = names.filter((name) => !forms[name].test(given[name] ?? ""));
  if (wrong.length > 0) {
    throw new Error(`Rätta eller ange: ${wrong.map((name) => `--${name}`).join(", ")}.`);
  }
  return given as unknown as Settings;
}

/** Whom the pane sends its user to, and whose tokens the functions believe. */
export function authorityOf({ tenant }: Settings): string {
  return `https://login.microsoftonline.com/${tenant}`;
}

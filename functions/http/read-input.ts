import type * as z from "zod/mini";
import { Refusal } from "../../shared/errors.ts";
import { issueText } from "./issue-text.ts";

/** A JSON body as an object; no body is an empty object, since some writes say everything in the path. */
export function parseJson(text: string): object {
  if (text.trim() === "") return {};
  const value = json(text);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Refusal("invalid-request", "Begäran ska vara ett JSON-objekt.");
  return value;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(
      "invalid-request",
      "Begäran är inte giltig JSON. Uppdatera tillägget; skriver du egna anrop, kontrollera tecken och citattecken.",
    );
  }
}

/** As many faults as someone can use; a wrong column in 100 000 rows says the same thing 100 000 times. */
const faultsShown = 50;

/**
 * The input as the contract wants it.
 * @throws Refusal "invalid-request" with `errors`: the path (`rows.3.1`) and the Swedish text of each fault.
 */
export function parseInput<S extends z.ZodMiniType>(schema: S, candidate: object): z.output<S> {
  const result = schema.safeParse(candidate, { error: issueText });
  if (result.success) return result.data;
  const errors = result.error.issues
    .slice(0, faultsShown)
    .map((issue) => ({ path: issue.path.map(String).join("."), text: issue.message }));
  const [first] = errors;
  const more = result.error.issues.length - 1;
  throw new Refusal(
    "invalid-request",
    `${first!.path} ${first!.text}.${more > 0 ? ` Ytterligare ${more} fel finns i begäran.` : ""}`,
    { errors },
  );
}

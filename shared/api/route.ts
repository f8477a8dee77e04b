import type * as z from "zod/mini";

/** What a person may do; the values of the app roles in the identity provider. */
export const roles = [
  "handlaggare",
  "foredragande",
  "beslutsfattare",
  "attestant",
  "ekonom",
  "administrator",
  "revisor",
] as const;
export type Role = (typeof roles)[number];

/**
 * One route of the API. `input` is the path parameters together with the query (GET) or the JSON body (POST);
 * `output` is the answer. A `write` route demands an Idempotency-Key header and is applied exactly once.
 */
export interface Route<I extends z.ZodMiniType = z.ZodMiniType, O extends z.ZodMiniType = z.ZodMiniType> {
  readonly method: "GET" | "POST";
  readonly path: `/v1/${string}`;
  readonly roles: readonly Role[];
  readonly write: boolean;
  readonly input: I;
  readonly output: O;
}

/** The form of an Idempotency-Key: long enough that nobody guesses or repeats one by chance, short enough for a key. */
export const idempotencyKeyForm = /^[\x21-\x7e]{8,128}$/;

export const caseWork = ["handlaggare", "foredragande"] as const;
export const readsCases = [
  "handlaggare",
  "foredragande",
  "beslutsfattare",
  "attestant",
  "ekonom",
  "revisor",
] as const;

export function route<I extends z.ZodMiniType, O extends z.ZodMiniType>(
  method: "GET" | "POST",
  path: `/v1/${string}`,
  allowed: readonly Role[],
  kindOfRoute: "read" | "write",
  input: I,
  output: O,
): Route<I, O> {
  return { method, path, roles: allowed, write: kindOfRoute === "write", input, output };
}

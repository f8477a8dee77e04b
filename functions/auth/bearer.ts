import { Refusal } from "../../shared/errors.ts";

/** The token of an Authorization header. */
export function bearer(header: string | undefined): string {
  const token = /^Bearer +([\w.~+/=-]+)$/i.exec(header ?? "")?.[1];
  if (token === undefined) throw new Refusal("not-signed-in", "Logga in och försök igen.");
  return token;
}

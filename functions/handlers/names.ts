import type { Round } from "../../shared/programme.ts";
import { type RecipientId, recipientKey } from "../../shared/recipient.ts";
import type { Context } from "../context.ts";
import type { Head } from "../store/model.ts";
import { applicantsNow } from "./applicants.ts";
import { register } from "./rounds.ts";

/**
 * Names of recipients: municipalities and regions from the register, applicants as they were numbered, NGOs whose grant
 * was decided outside Fördela from their grants in these rounds.
 */
export async function namesOf(
  context: Context,
  rounds: readonly Round[],
  heads: readonly Head[],
): Promise<(recipient: RecipientId) => string> {
  const applied = heads.filter((_, i) => rounds[i]!.route === "grant");
  const known = await Promise.all(
    applied.length === 0
      ? []
      : [applicantsNow(context), ...applied.map((head) => context.store.rows(head, "requisitions"))],
  );
  const named = new Map(
    known.flatMap((rows) => [...rows].map(([id, { value }]) => [id, value.name] as const)),
  );
  return (recipient) => {
    const key = recipientKey(recipient);
    return named.get(recipient) ?? register.find(key)?.name ?? key.code;
  };
}

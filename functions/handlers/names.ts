import type { Round } from "../../shared/programme.ts";
import { type RecipientId, recipientKey } from "../../shared/recipient.ts";
import type { Context } from "../context.ts";
import type { Head } from "../store/model.ts";
import { register } from "./rounds.ts";

/** Names of recipients: municipalities and regions from the register, NGOs from their grants in these rounds. */
export async function namesOf(
  { store }: Context,
  rounds: readonly Round[],
  heads: readonly Head[],
): Promise<(recipient: RecipientId) => string> {
  const grants = await Promise.all(
    heads.filter((_, i) => rounds[i]!.route === "grant").map((head) => store.rows(head, "requisitions")),
  );
  const ngos = new Map(
    grants.flatMap((rows) => [...rows].map(([id, { value }]) => [id, value.name] as const)),
  );
  return (recipient) => {
    const key = recipientKey(recipient);
    return ngos.get(recipient) ?? register.find(key)?.name ?? key.code;
  };
}

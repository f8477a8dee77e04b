import type { Round } from "../../shared/programme.ts";
import type { RecipientId } from "../../shared/recipient.ts";
import type { RegisterKind } from "../../shared/register.ts";
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
    const [kind, code] = recipient.split(":") as [RegisterKind, string];
    return ngos.get(recipient) ?? register.find({ kind, code })?.name ?? code;
  };
}

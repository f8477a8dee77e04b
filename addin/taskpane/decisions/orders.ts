import type { RouteOutput } from "../../../shared/api.ts";
import { payingKinds } from "../../../shared/decision/kinds.ts";
import { mayDo } from "../may-do.ts";
import type { TabParts } from "../tab-parts.ts";

type YearDecisions = RouteOutput<"yearDecisions">;
type Decision = YearDecisions["decisions"][number];

/** The payment orders of a round, and what is to be attested in it. */
export type Orders = RouteOutput<"payments"> & Pick<Decision, "round">;

/**
 * The payment orders of the decisions that are paid: for whoever attests or pays those of the year, for others those of
 * the decision that is open.
 */
export async function readOrders(
  { call, me }: TabParts,
  { decisions }: YearDecisions,
  opened: Pick<Decision, "round"> | null,
): Promise<readonly Orders[]> {
  const all = (["attestPayment", "pay"] as const).some((route) => mayDo(me(), route));
  const rounds = decisions
    .filter(({ state, kind }) => state === "decided" && payingKinds.includes(kind))
    .map(({ round }) => round)
    .filter((round) => all || round === opened?.round);
  return await Promise.all(
    [...new Set(rounds)].map(async (round) => ({ round, ...(await call("payments", { round })) })),
  );
}

/** What waits to be attested and paid by a decision, and its orders. */
export interface OrdersOf {
  /** What an order made now would be of; null when there is nothing to make one of. */
  readonly toAttest: Orders["toAttest"][number] | null;
  readonly orders: Orders["payments"];
}

export function ordersOf(all: readonly Orders[], { round, id }: Pick<Decision, "round" | "id">): OrdersOf {
  const found = all.find((one) => one.round === round);
  return {
    toAttest: found?.toAttest.find(({ decision }) => decision === id) ?? null,
    orders: found?.payments.filter(({ decision }) => decision === id) ?? [],
  };
}

/** Kronor of a decision that are to be attested, and that are attested and to be paid. */
export function unpaidOf({ toAttest, orders }: OrdersOf): { readonly attest: number; readonly pay: number } {
  const attested = orders.filter(({ state }) => state === "attested");
  return { attest: toAttest?.total ?? 0, pay: attested.reduce((sum, { total }) => sum + total, 0) };
}

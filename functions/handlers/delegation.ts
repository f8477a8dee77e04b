import type { Handlers } from "../context.ts";
import { actOn, change } from "./change.ts";

/** Who may decide and attest what: dated orders, registered by the administrator. */
export const delegationHandlers = {
  async delegationOrders(_input, { store }) {
    const found = await store.entries("delegationOrders", "all");
    return {
      orders: found.map(({ value: { from, dnr, decide, attest } }) => ({
        from,
        dnr,
        decide: decide.map((line) => ({ ...line, kinds: [...line.kinds] })),
        attest: [...attest],
      })),
    };
  },

  async setDelegationOrder(order, context) {
    return await change(context, ["system"], async ([head]) => {
      const known = await context.store.entry("delegationOrders", "all", order.from);
      return {
        chains: [actOn(head!, { action: "beslutsordning registrerad", details: { ...order } })],
        entries: [
          {
            kind: "delegationOrders",
            group: "all",
            id: order.from,
            version: known?.version ?? 0,
            value: order,
          } as const,
        ],
        answer: { id: order.from, recipients: order.decide.length + order.attest.length, total: 0 },
      };
    });
  },
} satisfies Partial<Handlers>;

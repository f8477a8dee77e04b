import type { RouteRequest } from "../../../shared/api.ts";
import type { Pane } from "../pane.ts";
import type { MoneyAct, PaidLine } from "./decisions.ts";

interface Requests {
  readonly declined: RouteRequest<"decline">;
  readonly repaid: RouteRequest<"registerRepayment">;
  readonly returned: RouteRequest<"returnPayment">;
}

/** Registers what came back of the money of the decision that is open, or what its recipient does not want. */
export async function registerMoney<A extends MoneyAct>(
  pane: Pane,
  act: A,
  request: Omit<Requests[A], "round">,
): Promise<void> {
  const { commands } = pane.parts;
  const sends: {
    readonly [M in MoneyAct]: (request: Requests[M], key: string) => Promise<{ readonly total: number }>;
  } = {
    declined: commands.decline,
    repaid: commands.registerRepayment,
    returned: commands.returnPayment,
  };
  await pane.decisions.act("money", [act, request], async ({ round }, _, key) => {
    const { total } = await sends[act]({ ...request, round } as Requests[A], key);
    return { what: act, kronor: total };
  });
}

/** Reads the payments of the decision that is open. */
export async function showPaid(pane: Pane): Promise<void> {
  const { call } = pane.parts;
  await pane.decisions.work(
    "money",
    async (_, { opened }) => {
      if (opened === null) return {};
      const { round, id } = opened;
      const { payments } = await call("payments", { round });
      const paid = payments.filter(({ decision, state }) => decision === id && state === "paid");
      const orders = await Promise.all(paid.map((one) => call("payment", { round, payment: one.id })));
      const lines = orders.flatMap(({ id: payment, lines: own }): PaidLine[] =>
        own.flatMap(({ code, name, amount, returned }) =>
          returned === null ? [{ payment, code, name, amount }] : [],
        ),
      );
      return { paid: lines };
    },
    () => void showPaid(pane),
  );
}

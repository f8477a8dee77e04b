import type { RouteOutput, RouteRequest } from "../../../shared/api.ts";
import { recipientId } from "../../../shared/recipient.ts";
import type { Pane } from "../pane.ts";
import type { MoneyAct, PaidLine, Repayment } from "./decisions.ts";

interface Requests {
  readonly declined: RouteRequest<"decline">;
  readonly attested: RouteRequest<"attestPayment">;
  readonly paid: RouteRequest<"pay">;
  readonly repaid: RouteRequest<"registerRepayment">;
  readonly reversed: RouteRequest<"reverseRepayment">;
  readonly returned: RouteRequest<"returnPayment">;
}

/** Registers that money of the decision that is open is to be paid, is paid, came back, or is not wanted. */
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
    attested: (asked, key) => commands.actOnMoney("attestPayment", asked, key),
    paid: (asked, key) => commands.actOnMoney("pay", asked, key),
    repaid: commands.registerRepayment,
    reversed: (asked, key) => commands.actOnMoney("reverseRepayment", asked, key),
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

/** Reads what a recipient of the decision that is open has paid back in its round, and is not reversed. */
export async function showBooked(pane: Pane, code: string): Promise<void> {
  const { call, year, rounds } = pane.parts;
  await pane.decisions.work(
    "money",
    async (_, { opened }) => {
      const round = rounds().find(({ id }) => id === opened?.round);
      if (round === undefined) return {};
      const recipient = recipientId({ kind: round.kind, code });
      const { postings } = await call("recipientPostings", { year: year(), recipient });
      return { booked: { code, repayments: standing(postings.filter((one) => one.round === round.id)) } };
    },
    () => void showBooked(pane, code),
  );
}

/** Repayments with what is left of them when reversals are taken off: none, or all. */
function standing(postings: RouteOutput<"recipientPostings">["postings"]): readonly Repayment[] {
  const found = new Map<string, Repayment>();
  for (const { reference: id, from, to, amount, date } of postings) {
    if (id === null || (from !== "repaid" && to !== "repaid")) continue;
    const before = found.get(id) ?? { id, date, amount: 0 };
    found.set(id, { ...before, amount: before.amount + (to === "repaid" ? amount : -amount) });
  }
  return [...found.values()].filter(({ amount }) => amount > 0);
}

import type { RouteRequest } from "../../../shared/api.ts";
import type { Pane } from "../pane.ts";
import { type AllocationFull, savedKey } from "./allocation.ts";

type Terms = Omit<RouteRequest<"previewRedistribution">, "round">;
type RedistributionAct = Pick<
  RouteRequest<"decideRedistribution">,
  "date" | "dnr" | "ground" | "beforeWindowEnds"
>;

/** Whether the round's window is to be closed: its key is fixed, and what was not requisitioned is still with it. */
export function isRedistributable({ round, standing }: AllocationFull): boolean {
  return round.route === "requisition" && standing.key === "fixed" && !standing.closed;
}

/** Whether the round's money can be another: nothing of it is handed out. */
export function takesMoney({ standing }: AllocationFull): boolean {
  return standing.budget === standing.amount;
}

/** Computes what closing the round would give. What was computed before is taken away: it was of other terms. */
export async function previewRedistribution(pane: Pane, terms: Terms): Promise<void> {
  pane.allocation.change({ redistribution: null });
  await pane.allocation.work(
    "money",
    async (_, { round }) => {
      const answer = await pane.parts.commands.previewRedistribution({ round: round.id, ...terms });
      return { redistribution: { terms, answer } };
    },
    () => void previewRedistribution(pane, terms),
  );
}

/** Closes the round on the terms that were computed, when they still give what was shown. */
export async function decideRedistribution(pane: Pane, act: RedistributionAct): Promise<void> {
  const { round, redistribution } = pane.allocation.shown() ?? { redistribution: null };
  if (!round || redistribution === null) return;
  const { terms, answer } = redistribution;
  const shares = answer.shares.map(({ code, amount }) => ({ code, amount }));
  const request = { round: round.id, ...terms, ...act, seen: { pool: answer.pool, shares } };
  await pane.allocation.perform("money", {
    asked: request,
    run: (_, key) => pane.parts.commands.actOnMoney("decideRedistribution", request, key),
    then: ({ total, recipients, left }) => ({
      redistribution: null,
      notice: { what: "redistributed", total, recipients, left },
    }),
  });
}

/** Registers what the government has decided that the round's money is. */
export async function decideRoundMoney(
  pane: Pane,
  decided: Omit<RouteRequest<"decideRoundMoney">, "round">,
): Promise<void> {
  const { round } = pane.allocation.shown() ?? {};
  if (round === undefined) return;
  const request = { round: round.id, ...decided };
  await pane.allocation.perform("money", {
    asked: request,
    run: (_, key) => pane.parts.commands.actOnMoney("decideRoundMoney", request, key),
    then: async ({ total }) => ({
      allocation: await savedKey(pane.parts, round),
      notice: { what: "money", total },
    }),
  });
}

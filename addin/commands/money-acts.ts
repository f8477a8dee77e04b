import type { RouteOutput, RouteRequest } from "../../shared/api.ts";
import { anAct } from "./decisions.ts";
import type { CommandParts } from "./parts.ts";

/** What is done with the money of a round by hand: one request each, and never a cell. */
export type MoneyWrite =
  "attestPayment" | "pay" | "reverseRepayment" | "decideRedistribution" | "decideRoundMoney";

export interface MoneyActCommands {
  readonly actOnMoney: <N extends MoneyWrite>(
    name: N,
    request: RouteRequest<N>,
    /** That of the click: the same when it is tried again. */
    key?: string,
  ) => Promise<RouteOutput<N>>;
  /** What closing a round now would give, and to whom. */
  readonly previewRedistribution: (
    request: RouteRequest<"previewRedistribution">,
  ) => Promise<RouteOutput<"previewRedistribution">>;
}

export function moneyActCommands({ api }: CommandParts): MoneyActCommands {
  return {
    actOnMoney: (name, request, key) => api.call(name, request, anAct(key)),
    previewRedistribution: (request) => api.call("previewRedistribution", request),
  };
}

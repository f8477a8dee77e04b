import type { RouteOutput } from "../../shared/api.ts";
import { type BalanceRow, balanceRows } from "../../shared/tables/balances.ts";
import type { ApiClient } from "../api-client.ts";
import type { Source } from "./cache.ts";

/** One round's allocation by its key, as far as it has come. */
export interface RoundAllocation {
  readonly kind: RouteOutput<"status">["rounds"][number]["kind"];
  readonly round: string;
  readonly state: RouteOutput<"allocation">["state"];
  readonly allotments: RouteOutput<"allocation">["allotments"];
}

/** What the functions fetch: one request gives every balance of a year, one per round with a key every allotment. */
export interface Sources {
  readonly me: Source<RouteOutput<"me">>;
  readonly balances: (year: number) => Source<readonly BalanceRow[]>;
  readonly allocations: (year: number) => Source<readonly RoundAllocation[]>;
}

export function createSources(client: ApiClient): Sources {
  return {
    me: { key: "me", load: (signal) => client.call("me", {}, { signal }) },
    balances: (year) => ({
      key: `balances ${year}`,
      load: async (signal) => balanceRows(await client.call("balances", { year }, { signal })),
    }),
    allocations: (year) => ({
      key: `allocations ${year}`,
      load: async (signal) => {
        const { rounds } = await client.call("status", { year }, { signal });
        const keyed = rounds.filter(({ key }) => key !== "none");
        return await Promise.all(
          keyed.map(async ({ id, name, kind }) => {
            const { state, allotments } = await client.call("allocation", { round: id }, { signal });
            return { kind, round: name, state, allotments };
          }),
        );
      },
    }),
  };
}

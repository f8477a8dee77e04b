import { expect, test } from "vitest";
import { api, type RouteName } from "../../shared/api.ts";

const at = { round: "2022-kommun-1" };
const act = { date: "2022-04-01", dnr: "1", ground: "regleringsbrevet" };

test.each<[what: string, route: RouteName, request: object]>([
  ["a limit in a key", "previewAllocation", { ...at, key: { limitt: 25_000 } }],
  ["a limit in a key that is prepared", "prepareAllocation", { ...at, key: { limitt: 25_000 } }],
  ["the key itself", "prepareAllocation", { ...at, kye: { limit: 25_000 } }],
  ["a ceiling", "decideRedistribution", { ...at, ...act, seen: { pool: 0, shares: [] }, cieling: 1_000 }],
  ["the day of a balance", "balances", { year: "2022", asof: "2022-12-31" }],
])("%s under a misspelt name is refused, not left out", (_, route, request) => {
  const read = api[route].input.safeParse(request);
  expect(read.error?.issues.map(({ code }) => code)).toEqual(["unrecognized_keys"]);
});

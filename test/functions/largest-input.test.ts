import { expect, test } from "vitest";
import { api, type RouteName } from "../../shared/api.ts";
import { inputSchema, unbounded } from "./largest.ts";

const writes = (Object.keys(api) as RouteName[]).filter((name) => api[name].write);

test.each(writes)("%s says how much it takes: no text, list or record is without a maximum", (name) => {
  expect(unbounded(inputSchema(api[name].input))).toEqual([]);
});

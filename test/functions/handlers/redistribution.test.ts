import { beforeAll, beforeEach, expect, test } from "vitest";
import { formatKronor } from "../../../shared/money.ts";
import type { Store } from "../../../functions/store/model.ts";
import { faultsInBooks } from "../books.ts";
import { type Database, openDatabase } from "../fixture.ts";
import { type Call, fixedKey, office, requisitioned, requisitionRow, seenBy } from "../office.ts";

const round = "2022-kommun-1";
const act = { round, date: "2022-10-15", dnr: "3/2022", ground: "Exempeldata" };

let database: Database;
let store: Store;
let call: Call;
const state = { tables: 0 };

const requisition = (code: string) =>
  requisitioned(call, [requisitionRow(round, code, 1000, { wantsMore: "ja" })], `rekvisition ${code}`);

beforeAll(async () => {
  database = await openDatabase();
  return () => database.close();
});

/** Ale has asked for 1 000 kr and for more: at most 50 000 kr to each. */
beforeEach(async () => {
  state.tables += 1;
  ({ store } = await database.connect({ table: `redistribution-${state.tables}` }));
  call = office(store);
  await fixedKey(call, round);
  await requisition("1440");
});

const kronor = (amount: number): string => `${formatKronor(amount)} kronor`;

test("what is decided is what was looked at: a requisition that has come in since is a conflict, told with both sums", async () => {
  const seen = await seenBy(call, { round });
  expect(seen.shares).toEqual([{ code: "1440", amount: 50_000 }]);
  await requisition("1402");
  const anew = await seenBy(call, { round });
  await expect(call("bo", "decideRedistribution", { ...act, seen })).rejects.toMatchObject({
    code: "conflict",
    detail: `Underlaget har ändrats sedan du såg det: ${kronor(50_000)} av ${formatKronor(seen.pool)} till 1 mottagare, nu ${kronor(100_000)} av ${formatKronor(anew.pool)} till 2 mottagare. Titta på förhandsvisningen igen.`,
  });
  expect(await call("rut", "decisions", { round })).toMatchObject({ decisions: [{ kind: "key" }] });
  const decided = { ...act, seen: anew };
  const answer = await call("bo", "decideRedistribution", decided, { key: "omfordela-1" });
  expect(answer).toMatchObject({ recipients: 2, total: 100_000, pool: anew.pool });
  // The same request again is answered as the first time, though there is nothing to see any more.
  expect(await call("bo", "decideRedistribution", decided, { key: "omfordela-1" })).toEqual(answer);
  expect(await faultsInBooks(store, [round])).toEqual([]);
});

test("as much to as many, and to another, is another redistribution", async () => {
  const seen = await seenBy(call, { round });
  const withdraw = { act: "withdraw", reason: "Exempeldata." } as const;
  await call("hanna", "actOnCase", { round, recipient: "municipality:1440", ...withdraw });
  await requisition("1402");
  expect(await seenBy(call, { round })).toEqual({ ...seen, shares: [{ code: "1402", amount: 50_000 }] });
  await expect(call("bo", "decideRedistribution", { ...act, seen })).rejects.toMatchObject({
    code: "conflict",
    detail: expect.stringMatching(/fortfarande 50.000 kronor av .+ till 1 mottagare, men andra/) as string,
  });
});

test("other terms than those of the preview are another redistribution", async () => {
  const seen = await seenBy(call, { round, ceiling: 10_000 });
  await expect(call("bo", "decideRedistribution", { ...act, seen })).rejects.toThrow(
    /Underlaget har ändrats/,
  );
  expect(await call("bo", "decideRedistribution", { ...act, seen, ceiling: 10_000 })).toMatchObject({
    total: 10_000,
  });
});

import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../../../functions/store/model.ts";
import type { Balance } from "../../../shared/ledger.ts";
import { recipientBalances } from "../../../shared/tables/balances.ts";
import { faultsInBooks } from "../books.ts";
import { type Database, openDatabase } from "../fixture.ts";
import {
  allottedBy,
  type Call,
  decided,
  documentNamed,
  fixedKey,
  granted,
  office,
  paidOut,
  reportBackRow,
  reportBackSheet,
  requisitioned,
  requisitionRow,
} from "../office.ts";

const round = "2022-ideell";

let database: Database;
let store: Store;
let call: Call;
let decision: string;
const state = { tables: 0 };

beforeAll(async () => {
  database = await openDatabase();
  const { store: arranged } = await database.connect({ table: "paid" });
  decision = await granted(office(arranged), [100_000, 50_000]);
  await paidOut(office(arranged), round, decision, "2022-05-10");
  return () => database.close();
});

/** Two organisations, paid 100 000 and 50 000 kr on 10 May. */
beforeEach(async () => {
  state.tables += 1;
  await database.copy("paid", `repayments-${state.tables}`);
  ({ store } = await database.connect({ table: `repayments-${state.tables}` }));
  call = office(store);
});

/** What one organisation has, without the accounts that are empty. */
async function money(code: string): Promise<Partial<Balance>> {
  const all = recipientBalances(await call("eva", "balances", { year: 2022 }));
  const { balance } = all.find((one) => one.id === `ngo:${code}`)!;
  return Object.fromEntries(Object.entries(balance).filter(([, kronor]) => kronor !== 0));
}

const repay = async (code: string, amount: number, date = "2022-08-01"): Promise<string> =>
  (await call("eva", "registerRepayment", { round, code, amount, date, dnr: "7/2022" })).id;

const reverse = (repayment: string, changes: { readonly date?: string; readonly round?: string } = {}) =>
  call("eva", "reverseRepayment", {
    ...{
      round,
      repayment,
      date: "2022-08-15",
      dnr: "8/2022",
      reason: "Hör till en annan mottagare (exempeldata).",
    },
    ...changes,
  });

const lower = async (amount: number): Promise<void> => {
  const { id } = await call("hanna", "prepareCorrection", {
    ...{ round, decision, act: "amendment", legalGround: "oriktiga-uppgifter", ground: "Exempeldata" },
    lines: [{ code: "1", amount }],
  });
  await call("bo", "decide", {
    round,
    decision: id,
    date: "2022-08-10",
    dnr: "9/2022",
    ground: "Exempeldata",
  });
};

const report = (consumed: number, repaid: number): Promise<unknown> =>
  call("hanna", "registerReportBacks", {
    ...reportBackSheet(reportBackRow("ngo", "1", consumed, repaid)),
    document: documentNamed("rapport", "2023-03-20"),
  });

test("10 000 kr booked on the wrong organisation: reversed, noted in its case, and booked on the right one", async () => {
  const wrong = await repay("1", 10_000);
  expect(await money("1")).toEqual({ held: 90_000, repaid: 10_000 });
  expect(await reverse(wrong)).toMatchObject({ recipients: 1, total: 10_000 });
  await repay("2", 10_000);
  expect(await money("1")).toEqual({ held: 100_000 });
  expect(await money("2")).toEqual({ held: 40_000, repaid: 10_000 });

  const { postings } = await call("eva", "recipientPostings", { year: 2022, recipient: "ngo:1" });
  expect(postings.filter(({ reference }) => reference === wrong)).toMatchObject([
    { act: "återbetalning mottagen", date: "2022-08-01", from: "held", to: "repayable", amount: 10_000 },
    { act: "återbetalning mottagen", date: "2022-08-01", from: "repayable", to: "repaid", amount: 10_000 },
    { act: "återbetalning återförd", date: "2022-08-15", from: "repaid", to: "repayable", amount: 10_000 },
    { act: "återbetalning återförd", date: "2022-08-15", from: "repayable", to: "held", amount: 10_000 },
  ]);
  const { notes, log } = await call("hanna", "case", { round, recipient: "ngo:1" });
  expect(notes).toMatchObject([
    {
      text: `Återbetalningen ${wrong} på 10\u00a0000 kr i Ideella organisationer 2022 är återförd (dnr 8/2022). Hör till en annan mottagare (exempeldata).`,
      by: "Eva, ekonom",
    },
  ]);
  expect(log.at(-1)).toMatchObject({ act: "återbetalning återförd" });
  const { records, intact } = await call("rut", "audit", { chain: round });
  expect([intact, JSON.stringify(records).includes("annan mottagare")]).toEqual([true, false]);
  expect(await faultsInBooks(store, [round])).toEqual([]);
});

test("of a top-up: told there, noted in the case, and never taken for one of the same name in the round that it tops up", async () => {
  const [first, topUp] = ["2022-kommun-1", "2022-kommun-2"] as const;
  for (const one of [first, topUp]) await fixedKey(call, one);
  const amount = (await allottedBy(call, first)).get("1440")!;
  await requisitioned(call, [requisitionRow(first, "1440", amount)], "Ale");
  for (const one of [first, topUp]) await paidOut(call, one, await decided(call, one));
  const repayIn = async (one: string): Promise<string> => {
    const paid = { code: "1440", amount: 1000, date: "2022-10-01", dnr: "7/2022" };
    return (await call("eva", "registerRepayment", { round: one, ...paid })).id;
  };
  await repayIn(topUp);
  const [name, same] = [await repayIn(topUp), await repayIn(first)];
  expect(same).toBe(name);
  const at = (one: string) => reverse(name, { round: one, date: "2022-10-05" });
  await at(topUp);
  const acts = async (chain: string) =>
    (await call("rut", "audit", { chain })).records.map(({ action }) => action);
  expect((await acts(topUp)).at(-1)).toBe("återbetalning återförd");
  expect((await acts(first)).at(-1)).toBe("tjänsteanteckning");
  await at(first);
  expect((await acts(first)).at(-1)).toBe("återbetalning återförd");
  await expect(at(first)).rejects.toThrow(/redan återförd/);
  expect(await faultsInBooks(store, [first, topUp])).toEqual([]);
});

describe("what was paid back comes to stand as if it had not come", () => {
  test("what was claimed is claimed again, the rest is held", async () => {
    await lower(80_000);
    const repayment = await repay("1", 25_000, "2022-08-12");
    expect(await money("1")).toEqual({ held: 75_000, repaid: 25_000 });
    await reverse(repayment);
    expect(await money("1")).toEqual({ held: 80_000, repayable: 20_000 });
  });

  test("what a decision since has taken back is claimed, though it was paid back of free will", async () => {
    const repayment = await repay("1", 10_000);
    await lower(80_000);
    expect(await money("1")).toEqual({ held: 80_000, repayable: 10_000, repaid: 10_000 });
    await reverse(repayment);
    expect(await money("1")).toEqual({ held: 80_000, repayable: 20_000 });
  });

  test("what a report since has said was paid back is still to be paid", async () => {
    const repayment = await repay("1", 10_000);
    await report(90_000, 10_000);
    expect(await money("1")).toEqual({ consumed: 90_000, repaid: 10_000 });
    await reverse(repayment, { date: "2023-04-01" });
    expect(await money("1")).toEqual({ consumed: 90_000, repayable: 10_000 });
  });

  test("a report that did not agree because of it is in order when it comes again", async () => {
    const repayment = await repay("1", 10_000);
    await report(100_000, 0);
    expect((await call("hanna", "reportBacks", { year: 2022 })).reportBacks).toMatchObject([
      { state: "returned" },
    ]);
    await reverse(repayment);
    expect(await money("1")).toEqual({ held: 100_000 });
  });
});

test.each<[why: string, attempt: (repayment: string) => Promise<unknown>, code: string, words: RegExp]>([
  [
    "another round's",
    (one) => reverse(one, { round: "2022-region" }),
    "not-found",
    /finns inte i Regioner 2022/,
  ],
  ["one that is not there", () => reverse("aterbetalning-1"), "not-found", /Välj en återbetalning/],
  ["a day before it came", (one) => reverse(one, { date: "2022-07-31" }), "rules-broken", /2022-08-01/],
  ["a day to come", (one) => reverse(one, { date: "2023-04-03" }), "rules-broken", /framtiden/],
  ["a second time", async (one) => [await reverse(one), await reverse(one)], "wrong-state", /redan återförd/],
])("%s is refused, and moves nothing", async (why, attempt, code, words) => {
  const repayment = await repay("1", 10_000);
  await expect(attempt(repayment)).rejects.toMatchObject({
    code,
    detail: expect.stringMatching(words) as string,
  });
  expect(await money("1")).toEqual(
    why === "a second time" ? { held: 100_000 } : { held: 90_000, repaid: 10_000 },
  );
});

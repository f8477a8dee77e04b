import { beforeAll, describe, expect, test } from "vitest";
import type { Cell } from "../../../shared/cell.ts";
import { recipientBalances } from "../../../shared/tables/balances.ts";
import { faultsInBooks } from "../books.ts";
import { type Connection, type Database, openDatabase } from "../fixture.ts";
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
  giro,
} from "../office.ts";

let database: Database;
beforeAll(async () => {
  database = await openDatabase();
  return () => database.close();
});

const round = "2022-region";

/** The key is fixed on 1 April; Stockholm has asked for 1 000 000 kr. */
async function keyed(table: string): Promise<Connection & { call: Call }> {
  const connection = await database.connect({ table });
  const call = office(connection.store);
  await fixedKey(call, round);
  await requisitioned(call, [requisitionRow(round, "01", 1_000_000)], "rekvisition");
  return { ...connection, call };
}

/** What one recipient has on a day of 2022. */
async function on(call: Call, asOf: string, id = "region:01") {
  const found = recipientBalances(await call("eva", "balances", { year: 2022, asOf })).find(
    (one) => one.id === id,
  );
  return found?.balance;
}

describe("an act is not dated before what it builds on", () => {
  const declined = { round, code: "01", decision: null, amount: 500, dnr: "9/2022" };

  test("declining before the key was fixed is refused with the first day that can be used", async () => {
    const { call, store } = await keyed("declined");
    await expect(call("hanna", "decline", { ...declined, date: "2022-03-31" })).rejects.toMatchObject({
      code: "rules-broken",
      detail:
        "Datumet 2022-03-31 ligger före det som händelsen bygger på: region 01 hade då inte kronorna på kontot Ej beslutat. Ange 2022-04-01 eller en senare dag.",
      extra: { earliest: "2022-04-01" },
    });
    await call("hanna", "decline", { ...declined, date: "2022-04-01" });
    const all = (await allottedBy(call, round)).get("01")!;
    expect(await on(call, "2022-03-31")).toBeUndefined();
    expect(await on(call, "2022-04-01")).toMatchObject({ allotted: all - 500 });
    expect(await faultsInBooks(store, [round])).toEqual([]);
  });

  test("what was paid in two parts is not paid back before the second, where it takes both", async () => {
    const { call } = await keyed("repaid");
    const decision = await decided(call, round, "2022-05-02");
    await paidOut(call, round, decision, "2022-05-10");
    await call("eva", "registerRepayment", {
      ...{ round, code: "01", amount: 300_000, date: "2022-08-01", dnr: "1" },
    });
    const repay = { round, code: "01", amount: 700_001, date: "2022-06-01", dnr: "2" };
    await expect(call("eva", "registerRepayment", repay)).rejects.toMatchObject({ code: "rules-broken" });
    // Written late, and dated before another: each day adds up all the same.
    await call("eva", "registerRepayment", { ...repay, amount: 700_000 });
    expect(await on(call, "2022-06-01")).toMatchObject({ held: 300_000, repaid: 700_000 });
    expect(await on(call, "2022-08-01")).toMatchObject({ held: 0, repaid: 1_000_000 });
    await expect(
      call("eva", "registerRepayment", { ...repay, amount: 1, date: "2022-05-09" }),
    ).rejects.toMatchObject({ code: "rules-broken" });
  });

  test("a key is not fixed before the decision on the money that it hands out", async () => {
    const { store } = await database.connect({ table: "money-decided" });
    const call = office(store);
    await call("hanna", "decideRoundMoney", {
      round,
      amount: 40_000_000,
      date: "2022-03-10",
      dnr: "S2022/1",
    });
    const { id } = await call("hanna", "prepareAllocation", { round });
    const fix = { round, decision: id, dnr: "1/2022", ground: "Förordning" };
    await expect(call("bo", "fixAllocation", { ...fix, date: "2022-03-09" })).rejects.toMatchObject({
      code: "rules-broken",
      extra: { earliest: "2022-03-10" },
    });
    await call("bo", "fixAllocation", { ...fix, date: "2022-03-10" });
    expect(await on(call, "2022-03-10")).toBeDefined();
  });
});

describe("what one recipient is paid late moves nobody else's", () => {
  /** Two organisations, the first paid in May 2022, the second in February of the year after. */
  async function two(table: string): Promise<Call> {
    const { store } = await database.connect({ table });
    const call = office(store);
    await paidOut(call, "2022-ideell", await granted(call, [100_000]), "2022-05-10");
    await paidOut(call, "2022-ideell", await granted(call, [50_000], 2), "2023-02-20");
    return call;
  }

  test("a report counts from the day it came in, and from the payment where that is later", async () => {
    const call = await two("late-payment");
    await call("hanna", "registerReportBacks", {
      ...reportBackSheet(
        reportBackRow("ngo", "1", 90_000, 10_000, { received: "2023-01-20" }),
        reportBackRow("ngo", "2", 50_000, 0, { received: "2023-01-20" }),
      ),
      document: documentNamed("rapporter", "2023-01-25"),
    });
    expect(await on(call, "2023-01-19", "ngo:1")).toMatchObject({ held: 100_000, consumed: 0 });
    expect(await on(call, "2023-01-20", "ngo:1")).toMatchObject({
      held: 0,
      consumed: 90_000,
      repayable: 10_000,
    });
    expect(await on(call, "2023-02-19", "ngo:2")).toMatchObject({ payable: 50_000, consumed: 0 });
    expect(await on(call, "2023-02-20", "ngo:2")).toMatchObject({ payable: 0, consumed: 50_000 });
  });

  test("2013: what was consumed at the end of the year is what was paid by then; the rest counts from its payment", async () => {
    const { store } = await database.connect({ table: "year-end" });
    const call = office(store);
    const grant = async (code: string, name: string, amount: number, paidOn: string): Promise<void> => {
      const { id } = await call("hanna", "registerGrants", {
        round: "2013-kommun",
        ...{ decidedBy: "GD", date: "2013-04-01", dnr: "1/2013", ground: "Ansökan" },
        grants: [{ code, name, orgnr: null, account: giro, amount }],
      });
      await paidOut(call, "2013-kommun", id, paidOn);
    };
    await grant("1480", "Göteborg", 500_000, "2013-05-01");
    await grant("1280", "Malmö", 200_000, "2014-02-10");
    const rows: Cell[][] = [
      ["Mottagartyp", "Kod", "Förbrukat", "Överfört", "Återbetalas", "Rutiner: Läge", "Inkom"],
      ["kommun", "1480", 450_000, 0, 50_000, "Genomfört", "2014-03-01"],
      ["kommun", "1280", 200_000, 0, 0, "Genomfört", "2014-03-01"],
    ];
    await call("hanna", "registerReportBacks", {
      ...{ year: 2013, sheet: "Blad1", rows },
      document: documentNamed("2013", "2014-03-05"),
    });
    const at = async (asOf: string) =>
      Object.fromEntries(
        recipientBalances(await call("eva", "balances", { year: 2013, asOf })).map(({ code, balance }) => [
          code,
          balance.consumed,
        ]),
      );
    expect(await at("2013-12-31")).toEqual({ "1480": 450_000, "1280": 0 });
    expect(await at("2014-02-10")).toEqual({ "1480": 450_000, "1280": 200_000 });
  });
});

test("a first report and a corrected one count from the same day: the one it came in on", async () => {
  const { store } = await database.connect({ table: "one-rule" });
  const call = office(store);
  await paidOut(call, "2022-ideell", await granted(call, [100_000]), "2022-05-10");
  const report = (document: string, consumed: number, received: string) =>
    call("hanna", "registerReportBacks", {
      ...reportBackSheet(reportBackRow("ngo", "1", consumed, 100_000 - consumed, { received: "2023-03-10" })),
      document: documentNamed(document, received),
    });
  await report("rapport", 60_000, "2023-03-15");
  expect(await on(call, "2023-03-10", "ngo:1")).toMatchObject({ consumed: 60_000, repayable: 40_000 });
  await report("rättad", 80_000, "2023-03-30");
  const { correction } = (await call("hanna", "reportBacks", { year: 2022 })).reportBacks[0]!;
  await call("hanna", "acceptCorrection", {
    ...{ year: 2022, kind: "ngo", code: "1", reason: "Felskrivet" },
    document: correction!.document,
  });
  expect(await on(call, "2023-03-09", "ngo:1")).toMatchObject({ held: 100_000, consumed: 0 });
  expect(await on(call, "2023-03-10", "ngo:1")).toMatchObject({ consumed: 80_000, repayable: 20_000 });
  expect(await on(call, "2023-04-02", "ngo:1")).toMatchObject({ consumed: 80_000, repayable: 20_000 });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RouteOutput } from "../../../shared/api.ts";
import { Refusal } from "../../../shared/errors.ts";
import { allottedInAll } from "../../../shared/ledger.ts";
import { balanceTable, recipientBalances } from "../../../shared/tables/balances.ts";
import { statementOf } from "../../../shared/tables/statement.ts";
import { type Connection, type Database, openDatabase } from "../fixture.ts";
import {
  type Call,
  documentNamed,
  fixedKey,
  office,
  people,
  reportBackRow,
  reportBackSheet,
  requisitionRow,
  requisitionSheet,
} from "../office.ts";
import { wholeYear } from "../year.ts";

let database: Database;
let connection: Connection;
let call: Call;
let balances: RouteOutput<"balances">;
const printed: string[] = [];

beforeAll(async () => {
  database = await openDatabase();
  connection = await database.connect({ table: "2022" });
  call = office(connection.store);
  await wholeYear(call);
  balances = await call("eva", "balances", { year: 2022 });
}, 120_000);
afterAll(async () => {
  await database.close();
  console.log(printed.join("\n"));
});

const postingsOf = async (recipient: string): Promise<RouteOutput<"recipientPostings">> =>
  await call("rut", "recipientPostings", { year: 2022, recipient });

async function refusedAs(answer: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await answer.then(
    () => expect.fail("was not refused"),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Refusal);
  return error as Refusal;
}

describe("one recipient's postings", () => {
  test.each(["municipality:0180", "municipality:0126", "region:01", "region:09", "ngo:7"])(
    "%s: every sum is the balance shown, to the krona, column by column",
    async (id) => {
      const { postings } = await postingsOf(id);
      const shown = recipientBalances(balances).find((one) => one.id === id)!;
      expect(allottedInAll(shown.balance)).toBeGreaterThan(0);
      const columns = balanceTable.columns.filter(({ format }) => format === "kr");
      for (const { heading, value } of columns) {
        const { lines, sum } = statementOf(postings, (balance) => Number(value({ ...shown, balance })));
        expect([heading, sum]).toEqual([heading, value(shown)]);
        expect([heading, lines.reduce((all, { change }) => all + change, 0)]).toEqual([heading, sum]);
        expect(lines.every((line) => line.sum >= 0)).toBe(true);
      }
    },
  );

  test("say when, by which act, on which decision and by whom", async () => {
    const { name, postings } = await postingsOf("municipality:0180");
    expect(name).toBe("Stockholm");
    expect(postings.map(({ date }) => date)).toEqual(postings.map(({ date }) => date).sort());
    expect(new Set(postings.map(({ round }) => round))).toEqual(
      new Set(["2022-kommun-1", "2022-kommun-2", "2022-kommun-3"]),
    );
    const first = postings.filter(({ round }) => round === "2022-kommun-1");
    expect(first.map(({ date, act, dnr, from, to }) => [date, act, dnr, from, to])).toEqual([
      ["2022-04-01", "nyckel fastställd", "1/2022", "budget", "allotted"],
      ["2022-10-20", "beslut fattat", "2/2022", "allotted", "payable"],
      ["2022-11-15", "utbetalt", "2/2022", "payable", "held"],
      ["2023-03-15", "återrapporter registrerade", null, "held", "consumed"],
    ]);
    expect(first.map(({ reference }) => reference)).toEqual([
      expect.stringMatching(/^nyckel-/),
      expect.stringMatching(/^beslut-/),
      expect.stringMatching(/^betalning-beslut-/),
      expect.stringMatching(/^aterrapporter-/),
    ]);
    expect(first.map(({ changed }) => changed.by)).toEqual(
      [people.bo, people.bo, people.eva, people.hanna].map((person) => person.name),
    );
  });

  test("cost the rounds of the recipient's kind and not the year", async () => {
    const costs = new Map<string, number>();
    for (const [name, work] of [
      ["ngo:7", () => postingsOf("ngo:7")],
      ["region:01", () => postingsOf("region:01")],
      ["municipality:0180", () => postingsOf("municipality:0180")],
      ["changes", () => call("rut", "changes", { year: 2022 })],
    ] as const) {
      connection.take();
      await work();
      const { read, requests } = connection.take();
      costs.set(name, read);
      printed.push(`${name}: ${read} read units, ${requests} requests`);
    }
    expect(costs.get("region:01")).toBeLessThanOrEqual(12);
    expect(costs.get("ngo:7")).toBeLessThanOrEqual(24);
    expect(costs.get("municipality:0180")).toBeLessThanOrEqual(80);
    expect(costs.get("changes")).toBeLessThanOrEqual(120);
  });

  test.each(["municipality:9999", "region:99", "ngo:4711"])("%s, which has none, is refused", async (id) => {
    expect((await refusedAs(postingsOf(id))).code).toBe("not-found");
  });
});

describe("who changed what, and when", () => {
  test("every recipient, round and key has its last act", async () => {
    const { changes, rounds, recipients, allocations } = await call("hanna", "changes", { year: 2022 });
    expect(Object.keys(recipients)).toHaveLength(290 + 21 + 100);
    expect(changes[recipients["municipality:0180"]!]!.by).toBe(people.hanna.name);
    expect(changes[rounds["2022-region"]!]!.by).toBe(people.hanna.name);
    expect(changes[allocations["2022-kommun-2"]!]!.by).toBe(people.bo.name);
    // Nobody has applied for särskilda stimulansmedel here.
    const begun = balances.roundIds.filter((id) => id !== "2022-myndighet");
    expect(Object.keys(rounds).sort()).toEqual(begun.sort());
  });

  test("a row of the lists names who registered it", async () => {
    const { reportBacks } = await call("rut", "reportBacks", { year: 2022 });
    expect(new Set(reportBacks.map(({ changed }) => changed?.by))).toEqual(new Set([people.hanna.name]));
    const { requisitions } = await call("rut", "requisitions", { round: "2022-region" });
    expect(requisitions[0]!.changed).toEqual({ by: people.hanna.name, at: "2023-04-02T10:00:00.000Z" });
    const grants = await call("rut", "requisitions", { round: "2022-ideell" });
    expect(grants.requisitions[0]!.changed).toBeNull();
  });

  test("a population that was read in names who did, a published one nobody", async () => {
    const published = await call("hanna", "register", { date: "2021-12-31" });
    expect(published.changed).toBeNull();
    const rows = published.codes.map((code, i) => ({
      row: i + 2,
      code,
      inhabitants: published.inhabitants[i]!,
    }));
    await call("ada", "importPopulation", {
      date: "2021-12-31",
      source: "SCB",
      sheet: "Folkmängd",
      columns: { code: "A", inhabitants: "B" },
      rows,
    });
    const { changed } = await call("hanna", "register", { date: "2021-12-31" });
    expect(changed?.by).toBe(people.ada.name);
  });

  test("a refused registration says who came first", async () => {
    const other = office((await database.connect({ table: "conflict" })).store);
    const round = "2022-region";
    await fixedKey(other, round);
    const sheet = requisitionSheet(requisitionRow(round, "01", 1000));
    const expected = { "region:01": 0 };
    await other("frida", "registerRequisitions", { ...sheet, document: documentNamed("först"), expected });
    const late = other("hanna", "registerRequisitions", {
      ...sheet,
      document: documentNamed("sist"),
      expected,
    });
    const { code, extra } = await refusedAs(late);
    expect(code).toBe("conflict");
    expect(extra).toMatchObject({
      recipient: "region:01",
      version: 1,
      changed: { by: people.frida.name, at: "2023-04-02T10:00:00.000Z" },
    });
    const report = call("hanna", "registerReportBacks", {
      ...reportBackSheet(reportBackRow("region", "01", 1, 0)),
      document: documentNamed("en rapport till", "2023-03-20"),
      expected,
    });
    expect((await refusedAs(report)).extra).toMatchObject({ changed: { by: people.hanna.name } });
  });
});

import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { roundsOf } from "../../../shared/programmes/index.ts";
import { faultsInBooks } from "../books.ts";
import { type Connection, type Database, type Meter, openDatabase } from "../fixture.ts";
import {
  allottedBy,
  type Call,
  codes,
  decided,
  documentNamed,
  fixedKey,
  granted,
  office,
  reportBackRow,
  reportBackSheet,
  requisitioned,
  requisitionRow,
  giro,
} from "../office.ts";
import { wholeYear } from "../year.ts";

let database: Database;
const printed: string[] = [];

beforeAll(async () => {
  database = await openDatabase();
});
afterAll(async () => {
  await database.close();
  console.log(printed.join("\n"));
});

async function measured(name: string, { take }: Connection, work: () => Promise<unknown>): Promise<Meter> {
  take();
  await work();
  const meter = take();
  printed.push(`${name}: ${meter.written} write units, ${meter.read} read units, ${meter.requests} requests`);
  return meter;
}

/** The acts of one recipient in one round, one by one, with what each costs. */
async function oneRecipient(round: string, kind: "region" | "municipality", code: string): Promise<number[]> {
  const connection = await database.connect({ table: round });
  const call = office(connection.store);
  await fixedKey(call, round);
  const amount = (await allottedBy(call, round)).get(code)!;
  const costs: number[] = [];
  const cost = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    costs.push((await measured(`${kind}, ${name}`, connection, work)).written);
  };
  await cost("one requisition", () =>
    requisitioned(call, [requisitionRow(round, code, amount)], "en rekvisition"),
  );
  await cost("its decision prepared", () => call("hanna", "prepareDecision", { round }));
  const { decisions } = await call("hanna", "decisions", { round });
  const decision = decisions.find((one) => one.kind === "requisitions")!.id;
  const act = { date: "2022-09-10", dnr: "1/2022", ground: "Förordning" };
  await cost("its decision", () => call("bo", "decide", { round, decision, ...act }));
  await cost("its payment order", () => call("arne", "attestPayment", { round, decision }));
  await cost("its payment", () =>
    call("eva", "pay", { round, payment: `betalning-${decision}`, date: "2022-09-20" }),
  );
  await cost("its report-back", () =>
    call("hanna", "registerReportBacks", {
      ...reportBackSheet(reportBackRow(kind, code, amount - 1000, 1000)),
      document: documentNamed("en återrapport", "2023-03-20"),
    }),
  );
  return costs;
}

describe("an operation that moves the money of one recipient in one round", () => {
  test.each([
    ["2022-region", "region", "01"],
    ["2022-kommun-1", "municipality", "0180"],
  ] as const)("costs at most 12 write units: %s", async (round, kind, code) => {
    const costs = await oneRecipient(round, kind, code);
    expect(costs.length).toBe(6);
    expect(Math.max(...costs)).toBeLessThanOrEqual(12);
  });

  test("costs at most 12 write units: a grant", async () => {
    const connection = await database.connect({ table: "grant" });
    const call = office(connection.store);
    // An organisation is numbered once, in a chain of its own: six units the first time.
    const first = await measured("a grant that numbers", connection, () =>
      call("hanna", "registerGrants", {
        round: "2021-ideell",
        decidedBy: "Generaldirektören",
        date: "2021-04-01",
        dnr: "4/2021",
        ground: "Exempeldata",
        grants: [{ code: "1", name: "Kvinnojouren 1", orgnr: null, account: giro, amount: 100_000 }],
      }),
    );
    expect(first.written).toBeLessThanOrEqual(12 + 6);
    const { written } = await measured("one grant", connection, () => granted(call, [250_000]));
    expect(written).toBeLessThanOrEqual(12);
  });

  test("in three rounds costs three heads, three records and three balances, 24 write units in all", async () => {
    const connection = await database.connect({ table: "three rounds".replace(" ", "-") });
    const call = office(connection.store);
    const rounds = ["2022-kommun-1", "2022-kommun-2", "2022-kommun-3"];
    for (const round of rounds) await fixedKey(call, round);
    const amount = (await allottedBy(call, rounds[0]!)).get("0180")!;
    await requisitioned(call, [requisitionRow(rounds[0]!, "0180", amount)], "en");
    for (const round of rounds) await pay(call, round);
    const { missing } = await call("hanna", "missingReportBacks", { year: 2022 });
    const { written } = await measured("one municipality's report-back over three rounds", connection, () =>
      call("hanna", "registerReportBacks", {
        ...reportBackSheet(reportBackRow("municipality", "0180", missing[0]!.paid, 0)),
        document: documentNamed("rapport", "2023-03-20"),
      }),
    );
    expect(written).toBe(24);
  });

  test("writes items of at most 1 KB: the small ones of every act", async () => {
    const { dynamo } = await database.connect({ table: "2022-region" });
    const { Items = [] } = await dynamo.send(new ScanCommand({ TableName: "2022-region" }));
    const size = (item: object): number => JSON.stringify(item).length;
    const small = Items.filter(({ sk }) => !/^decision#nyckel/.test(sk!.S!) && sk!.S !== "record#00000002");
    expect(Items.length - small.length).toBe(2);
    // JSON with its type marks is longer than what DynamoDB counts, so this is on the safe side.
    for (const item of small) expect(size(item), item["sk"]!.S).toBeLessThanOrEqual(1500);
  });
});

async function pay(call: Call, round: string): Promise<void> {
  const decision = await decided(call, round);
  const { id: payment } = await call("arne", "attestPayment", { round, decision });
  await call("eva", "pay", { round, payment, date: "2022-09-20" });
}

describe("the whole of 2022, paid and reported", () => {
  test("today's balances cost at most 31 read units in five rounds, and the two reads of its head for a further one", async () => {
    const connection = await database.connect({ table: "2022" });
    const call = office(connection.store);
    await wholeYear(call);
    const read = await measured("balances of today", connection, async () => {
      const { recipients, totals } = await call("eva", "balances", { year: 2022 });
      expect(recipients.length).toBe(3 * codes.municipality.length + codes.region.length + 100);
      expect(totals.every(({ unaccounted }) => unaccounted === 0)).toBe(true);
    });
    expect(read.read).toBeLessThanOrEqual(31 + 1.5 * (roundsOf(2022).length - 5));
    const asOf = await measured("balances as of a day, from the postings", connection, () =>
      call("eva", "balances", { year: 2022, asOf: "2022-12-31" }),
    );
    expect(asOf.read).toBeLessThanOrEqual(120);
    expect(await faultsInBooks(connection.store)).toEqual([]);
  });
});

import { beforeAll, describe, expect, test } from "vitest";
import { Refusal } from "../../../shared/errors.ts";
import { faultsInBooks, stateOf } from "../books.ts";
import { type Connection, type Database, openDatabase } from "../fixture.ts";
import {
  allottedBy,
  type Call,
  codes,
  decided,
  documentNamed,
  fixedKey,
  office,
  paidOut,
  reportBackRow,
  reportBackSheet,
  requisitioned,
  requisitionRow,
  requisitionSheet,
} from "../office.ts";

const round = "2022-region";
let database: Database;
let allotted: ReadonlyMap<string, number>;
let paid: ReadonlyMap<string, number>;
const state = { tables: 0 };

/** A table of its own, copied from an arranged one. */
async function fresh(from: "key" | "paid"): Promise<{ table: string; connection: Connection; call: Call }> {
  state.tables += 1;
  const table = `${from}-${state.tables}`;
  await database.copy(from, table);
  const connection = await database.connect({ table });
  return { table, connection, call: office(connection.store) };
}

const sheetFor = (...asked: readonly (readonly [code: string, amount: number])[]) =>
  requisitionSheet(...asked.map(([code, amount]) => requisitionRow(round, code, amount)));

const seqOf = async ({ store }: Connection): Promise<number> => (await store.heads([round]))[0]!.seq;

const refusalOf = async (answer: Promise<unknown>): Promise<Refusal> => {
  const error = await answer.then(
    () => null,
    (refused: unknown) => refused,
  );
  expect(error).toBeInstanceOf(Refusal);
  return error as Refusal;
};

beforeAll(async () => {
  database = await openDatabase();
  const call = office((await database.connect({ table: "key" })).store);
  await fixedKey(call, round);
  allotted = await allottedBy(call, round);
  await database.copy("key", "paid");
  const later = office((await database.connect({ table: "paid" })).store);
  const all = codes.region.map((code) => [code, allotted.get(code)!] as const);
  await later("hanna", "registerRequisitions", { ...sheetFor(...all), document: documentNamed("alla") });
  await paidOut(later, round, await decided(later, round));
  const { missing } = await later("hanna", "missingReportBacks", { year: 2022 });
  paid = new Map(missing.map((one) => [one.code, one.paid]));
});

describe("the same write under the same key", () => {
  const register = (call: Call, key: string, amount = 1000) =>
    call(
      "hanna",
      "registerRequisitions",
      { ...sheetFor(["01", amount]), document: documentNamed("en fil") },
      { key },
    );

  test.each([2, 3, 5, 10])(
    "sent %i times one after another is done once and answered alike",
    async (times) => {
      const { connection, call } = await fresh("key");
      const before = await seqOf(connection);
      const answers = [];
      for (let i = 0; i < times; i += 1) answers.push(await register(call, "samma"));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(await seqOf(connection)).toBe(before + 1);
    },
  );

  test.each([2, 3, 5, 10])("sent %i times at once is done once and answered alike", async (times) => {
    const { connection, table } = await fresh("key");
    const before = await seqOf(connection);
    const answers = await Promise.all(
      Array.from({ length: times }, async () =>
        register(office((await database.connect({ table })).store), "samma"),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await seqOf(connection)).toBe(before + 1);
  });

  test.each([2, 10])(
    "a payment sent %i times at once is paid once, and nobody is told that it failed",
    async (times) => {
      const { connection, call, table } = await fresh("key");
      await call("hanna", "registerRequisitions", { ...sheetFor(["01", 700]), document: documentNamed("a") });
      const decision = await decided(call, round);
      const { id: payment } = await call("arne", "attestPayment", { round, decision });
      const before = await seqOf(connection);
      const answers = await Promise.all(
        Array.from({ length: times }, async () =>
          office((await database.connect({ table })).store)(
            "eva",
            "pay",
            { round, payment, date: "2022-09-20" },
            { key: "betala" },
          ),
        ),
      );
      const again = await call("eva", "pay", { round, payment, date: "2022-09-20" }, { key: "betala" });
      expect([...answers, again]).toEqual(
        Array.from({ length: times + 1 }, () => ({ id: payment, recipients: 1, total: 700, warnings: [] })),
      );
      expect(await seqOf(connection)).toBe(before + 1);
      expect(await faultsInBooks(connection.store)).toEqual([]);
    },
  );

  test("with another body is refused, whichever came first, and the first stands", async () => {
    const { connection, call } = await fresh("key");
    await register(call, "samma", 1000);
    const after = await stateOf(connection.store);
    const refusal = await refusalOf(register(call, "samma", 2000));
    expect(refusal.code).toBe("key-reused");
    expect(await stateOf(connection.store)).toBe(after);
  });

  test("with two bodies at once is done once, and the other is refused", async () => {
    const { connection, table } = await fresh("key");
    const before = await seqOf(connection);
    const outcomes = await Promise.allSettled(
      [1000, 2000].map(async (amount) =>
        register(office((await database.connect({ table })).store), "samma", amount),
      ),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = outcomes.find(({ status }) => status === "rejected") as PromiseRejectedResult;
    expect((lost.reason as Refusal).code).toBe("key-reused");
    expect(await seqOf(connection)).toBe(before + 1);
  });

  test("under another person's name is another write", async () => {
    const { connection, call } = await fresh("key");
    await register(call, "samma");
    const before = await seqOf(connection);
    await call(
      "frida",
      "registerRequisitions",
      { ...sheetFor(["03", 500]), document: documentNamed("en annan fil") },
      { key: "samma" },
    );
    expect(await seqOf(connection)).toBe(before + 1);
  });
});

describe("writers who have seen the same version of one recipient", () => {
  test.each([2, 5, 50])(
    "of %i, one wins and the rest are told the version that stands now",
    async (writers) => {
      const { connection, table } = await fresh("key");
      const outcomes = await Promise.allSettled(
        Array.from({ length: writers }, async (_, i) =>
          office((await database.connect({ table })).store)("hanna", "registerRequisitions", {
            ...sheetFor(["01", 1000 + i]),
            document: documentNamed(`skrivare ${i}`),
            expected: { "region:01": 0 },
          }),
        ),
      );
      const lost = outcomes.filter(({ status }) => status === "rejected") as PromiseRejectedResult[];
      expect(lost.length).toBe(writers - 1);
      for (const { reason } of lost) {
        expect((reason as Refusal).code).toBe("conflict");
        expect((reason as Refusal).extra).toMatchObject({ recipient: "region:01", version: 1 });
      }
      const [head] = await connection.store.heads([round]);
      const row = (await connection.store.rows(head!, "requisitions")).get("region:01")!;
      expect(row.version).toBe(1);
      expect(await faultsInBooks(connection.store)).toEqual([]);
    },
  );

  test.each([2, 20])("of %i report-backs from one recipient, one counts", async (writers) => {
    const { connection, table } = await fresh("paid");
    const sum = paid.get("01")!;
    const outcomes = await Promise.allSettled(
      Array.from({ length: writers }, async (_, i) =>
        office((await database.connect({ table })).store)("hanna", "registerReportBacks", {
          ...reportBackSheet(reportBackRow("region", "01", sum - i, i)),
          document: documentNamed(`rapport ${i}`, "2023-03-20"),
          expected: { "region:01": 0 },
        }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled").length).toBe(1);
    for (const outcome of outcomes)
      if (outcome.status === "rejected")
        expect((outcome.reason as Refusal).extra).toMatchObject({ recipient: "region:01", version: 1 });
    expect(await faultsInBooks(connection.store)).toEqual([]);
  });

  test("a version that was seen and is not there is a conflict too", async () => {
    const { call } = await fresh("key");
    const refusal = await refusalOf(
      call("hanna", "registerRequisitions", {
        ...sheetFor(["01", 1000]),
        document: documentNamed("a"),
        expected: { "region:01": 3 },
      }),
    );
    expect([refusal.code, refusal.extra["version"]]).toEqual(["conflict", 0]);
  });

  test("who has the version of today may write, again and again", async () => {
    const { connection, call } = await fresh("key");
    for (let version = 0; version < 4; version += 1)
      await call("hanna", "registerRequisitions", {
        ...sheetFor(["01", 1000 + version]),
        document: documentNamed(`rättelse ${version}`),
        expected: { "region:01": version },
      });
    const [head] = await connection.store.heads([round]);
    const row = (await connection.store.rows(head!, "requisitions")).get("region:01")!;
    expect([row.version, row.value.amount]).toEqual([4, 1003]);
  });
});

describe("writers on different recipients of one round", () => {
  test.each([2, 21])("%i at once all succeed", async (writers) => {
    const { connection, table } = await fresh("key");
    const before = await seqOf(connection);
    await Promise.all(
      codes.region.slice(0, writers).map(async (code) =>
        office((await database.connect({ table })).store)("hanna", "registerRequisitions", {
          ...sheetFor([code, allotted.get(code)!]),
          document: documentNamed(`från ${code}`),
          expected: { [`region:${code}`]: 0 },
        }),
      ),
    );
    const [head] = await connection.store.heads([round]);
    expect(head!.seq).toBe(before + writers);
    expect((await connection.store.rows(head!, "requisitions")).size).toBe(writers);
    expect(await faultsInBooks(connection.store)).toEqual([]);
  });

  test("two who each prepare a decision of the same money: the second is told of the first", async () => {
    const { connection, call } = await fresh("key");
    await call("hanna", "registerRequisitions", { ...sheetFor(["01", 400]), document: documentNamed("a") });
    const first = await call("hanna", "prepareDecision", { round });
    const refusal = await refusalOf(call("frida", "prepareDecision", { round }));
    expect([refusal.code, refusal.detail]).toEqual(["wrong-state", expect.stringContaining(first.id)]);
    await call("hanna", "registerRequisitions", { ...sheetFor(["03", 300]), document: documentNamed("b") });
    const second = await call("frida", "prepareDecision", { round });
    expect([second.recipients, second.total]).toEqual([1, 300]);
    for (const decision of [second.id, first.id])
      await call("bo", "decide", {
        round,
        decision,
        date: "2022-09-10",
        dnr: "1/2022",
        ground: "Förordning",
      });
    expect(await faultsInBooks(connection.store)).toEqual([]);
  });

  test("a decision that no longer holds good is in nobody's way", async () => {
    const { call } = await fresh("key");
    await call("hanna", "registerRequisitions", { ...sheetFor(["01", 400]), document: documentNamed("a") });
    const first = await call("hanna", "prepareDecision", { round });
    await call("hanna", "registerRequisitions", { ...sheetFor(["01", 300]), document: documentNamed("b") });
    const second = await call("hanna", "prepareDecision", { round });
    expect(second.total).toBe(300);
    const decide = { round, date: "2022-09-10", dnr: "1/2022", ground: "Förordning" };
    expect((await refusalOf(call("bo", "decide", { ...decide, decision: first.id }))).code).toBe(
      "wrong-state",
    );
    await call("bo", "decide", { ...decide, decision: second.id });
  });
});

describe("a staged write that lags behind", () => {
  const kommun = "2022-kommun-1";

  test("never writes into what has become valid meanwhile", async () => {
    const table = "laggard";
    const connection = await database.connect({ table });
    const call = office(connection.store);
    await fixedKey(call, kommun);
    const amounts = await allottedBy(call, kommun);
    const input = {
      ...requisitionSheet(
        ...codes.municipality.slice(0, 100).map((code) => requisitionRow(kommun, code, amounts.get(code)!)),
      ),
      document: documentNamed("hundra"),
    };
    const key = { key: "samma begäran" };
    const gate = { reached: 0, open: (): void => undefined };
    const opened = new Promise<void>((resolve) => (gate.open = resolve));
    // The first attempt stops in the midst of its staging; the caller has given up waiting and sends it again.
    const slow = await database.connect({
      table,
      before: async ({ operation }) => {
        if (operation === "BatchWriteItem") gate.reached += 1;
        if (gate.reached > 1) await opened;
      },
    });
    const first = office(slow.store)("hanna", "registerRequisitions", input, key);
    while (gate.reached < 2) await new Promise((resolve) => setTimeout(resolve, 1));
    const second = await call("hanna", "registerRequisitions", input, key);
    const code = codes.municipality[99]!;
    await requisitioned(call, [requisitionRow(kommun, code, 1234)], "en rättelse");
    const after = await stateOf(connection.store);
    gate.open();
    expect(await first).toEqual(second);
    expect(await stateOf(connection.store)).toBe(after);
    const { requisitions } = await call("hanna", "requisitions", { round: kommun });
    expect(requisitions.find((one) => one.code === code)).toMatchObject({ amount: 1234, version: 2 });
  });
});

import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { isReminderDay, prepareReminders } from "../../../functions/handlers/reminder-day.ts";
import { Refusal } from "../../../shared/errors.ts";
import type { Mail, MailOutcome } from "../../../shared/reminder/mail.ts";
import { type Connection, type Database, type FaultKind, openDatabase } from "../fixture.ts";
import {
  allottedBy,
  type Call,
  closed,
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
} from "../office.ts";

const round = "2022-region";
/** The reports of the year are due 2023-03-31; this is the first business day after. */
const now = "2023-04-03T10:00:00.000Z";
const regions = ["01", "03", "04"] as const;
/** The other regions have requisitioned nothing of what the key allots them, and have no address. */
const others = codes.region.filter((code) => !regions.some((one) => one === code));

let database: Database;
let tables = 0;

/** Three regions with money and no report; the second of them has an address that is no longer known. */
beforeAll(async () => {
  database = await openDatabase();
  const call = office((await database.connect({ table: "paid" })).store);
  await fixedKey(call, round);
  const allotted = await allottedBy(call, round);
  const rows = regions.map((code) =>
    requisitionRow(round, code, allotted.get(code)!, { email: `region-${code}@example.se` }),
  );
  await requisitioned(call, [...rows], "alla");
  await paidOut(call, round, await decided(call, round));
});

interface Desk {
  readonly call: Call;
  readonly connection: Connection;
  readonly letters: Mail[];
}

/** A sender of its own on a table; its letters are kept. */
async function desk(
  table: string,
  fault?: (write: number) => FaultKind | undefined,
  outcome: MailOutcome = "sent",
): Promise<Desk> {
  let writes = 0;
  const connection = await database.connect({
    table,
    fault: ({ operation }) => {
      if (!operation.includes("Write")) return undefined;
      writes += 1;
      return fault?.(writes - 1);
    },
  });
  const letters: Mail[] = [];
  const call = office(connection.store, async (mail) => {
    letters.push(mail);
    // Long enough for others to look meanwhile.
    await sleep(100);
    return outcome;
  });
  return { call, connection, letters };
}

async function fresh(): Promise<string> {
  tables += 1;
  await database.copy("paid", `reminders-${tables}`);
  return `reminders-${tables}`;
}

const listed = async (call: Call) => (await call("rut", "reminders", { year: 2022 }, { now })).reminders;
const ids = async (call: Call) => (await listed(call)).map(({ id }) => id);
const send = (call: Call, reminders: string[], key?: string) =>
  call("hanna", "sendReminders", { year: 2022, reminders }, { now, ...(key !== undefined && { key }) });
const stopped = async (answer: Promise<unknown>): Promise<string> => {
  const error: unknown = await answer.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof Refusal ? error.code : error === null ? "done" : "broken";
};

describe("who lacks what", () => {
  test("a missing report is reminded of at its address, the day after it was due", async () => {
    const { call } = await desk(await fresh());
    expect(await listed(call)).toMatchObject([
      ...regions.map((code) => ({
        kind: "region",
        code,
        matter: "report-back",
        due: "2023-03-31",
        step: "dagen-efter",
        sendOn: "2023-04-03",
        state: "due",
        address: `region-${code}@example.se`,
        lastSent: null,
      })),
      ...others.map((code) => ({ kind: "region", code, matter: "requisition", state: "no-address" })),
    ]);
  });

  describe("a requisition that has not come in", () => {
    const lacking = async (call: Call, at: string) =>
      (await call("rut", "reminders", { year: 2022 }, { now: `${at}T10:00:00.000Z` })).reminders.filter(
        ({ matter }) => matter === "requisition",
      );
    const unrequisitioned = async (): Promise<Call> => {
      tables += 1;
      return office((await database.connect({ table: `unrequisitioned-${tables}` })).store);
    };

    test("is reminded of before the last day and after it, once the key is fixed and until the round is closed", async () => {
      const call = await unrequisitioned();
      const { id: decision } = await call("hanna", "prepareAllocation", { round });
      expect(await lacking(call, "2022-08-18")).toEqual([]);
      const fixing = { round, decision, date: "2022-04-01", dnr: "1/2022", ground: "Exempeldata" };
      await call("bo", "fixAllocation", fixing);
      // The first letter is due ten business days before the last day, the second the business day after it.
      for (const [at, step, sendOn, state] of [
        ["2022-08-17", "fore", "2022-08-18", "waiting"],
        ["2022-09-01", "fore", "2022-08-18", "no-address"],
        ["2022-09-02", "dagen-efter", "2022-09-02", "no-address"],
        ["2022-09-15", "andra", "2022-09-15", "no-address"],
      ] as const) {
        const none = { amount: null, address: null };
        const line = { matter: "requisition", due: "2022-09-01", step, sendOn, state, ...none };
        expect(await lacking(call, at)).toMatchObject(codes.region.map((code) => ({ code, ...line })));
      }
      await closed(call, round);
      expect(await lacking(call, "2022-10-16")).toEqual([]);
      // What is allotted anew of a closed round is not asked for by requisition.
      const { id } = await call("hanna", "prepareCorrection", {
        ...{ round, decision, act: "amendment", legalGround: "nya-omstandigheter", ground: "Exempeldata" },
        lines: [{ code: "01", amount: (await allottedBy(call, round)).get("01")! + 1000 }],
      });
      const raised = { decision: id, date: "2022-10-16", dnr: "4/2022", ground: "Exempeldata" };
      await call("bo", "decide", { round, ...raised });
      expect(await lacking(call, "2022-10-16")).toEqual([]);
    });

    test("is one line though there are top-ups, and none when one came in, whatever became of it, or all was declined", async () => {
      const call = await unrequisitioned();
      for (const one of ["2022-kommun-1", "2022-kommun-2"]) await fixedKey(call, one);
      const [, ...rest] = ["0114", "0115", "0117", "0120", "0123", "0125"] as const;
      const [standing, returned, withdrawn, superseded, declined] = rest;
      const first = "2022-kommun-1";
      const allotted = await allottedBy(call, first);
      const row = (code: string, changes = {}) => requisitionRow(first, code, 1000, changes);
      await requisitioned(
        call,
        [row(standing), row(returned, { signatory: null }), row(withdrawn), row(superseded)],
        "fyra",
      );
      for (const [code, act] of [
        [withdrawn, "withdraw"],
        [superseded, "supersede"],
      ] as const) {
        const reason = "Exempeldata.";
        await call("hanna", "actOnCase", { round: first, recipient: `municipality:${code}`, act, reason });
      }
      const decline = (code: string, amount: number) =>
        call("hanna", "decline", { round: first, code, amount, date: "2022-08-01", dnr: "5/2022" });
      await decline(declined, allotted.get(declined)!);
      // Who declines a part may still requisition the rest.
      await decline("0114", 1000);
      const found = (await lacking(call, "2022-09-02")).map(({ code }) => code);
      expect(found).toEqual(codes.municipality.filter((code) => !rest.some((one) => one === code)).sort());
      // Those that have asked for nothing are those whose cases have not come in.
      const { cases } = await call("rut", "cases", { year: 2022 });
      const drafts = cases.filter(({ state, round: of }) => state === "draft" && of === first);
      const notDeclined = drafts.map(({ code }) => code).filter((code) => code !== declined);
      expect(found).toEqual(notDeclined.sort());
    });
  });

  test("a returned report is to be completed, and money left over is to be paid back, until it is", async () => {
    const { call } = await desk(await fresh());
    const paid = new Map(
      (await call("hanna", "missingReportBacks", { year: 2022 })).missing.map((one) => [one.code, one.paid]),
    );
    const report = (code: string, consumed: number, repaid: number) =>
      reportBackRow("region", code, consumed, repaid, { received: "2023-03-01" });
    await call("hanna", "registerReportBacks", {
      ...reportBackSheet(
        report("01", paid.get("01")! - 500, 500),
        report("03", paid.get("03")! + 1, 0),
        report("04", paid.get("04")!, 0),
      ),
      document: documentNamed("rapporter", "2023-03-01"),
    });
    const lacking = async (): Promise<unknown[]> =>
      (await listed(call)).map(({ code, matter, due, amount }) => [code, matter, due, amount]);
    const repayment = ["01", "repayment", expect.any(String), 500];
    // Nobody has asked the second region to complete anything yet.
    const requisitions = others.map((code) => [code, "requisition", "2022-09-01", null]);
    expect(await lacking()).toEqual([repayment, ...requisitions]);

    await call(
      "hanna",
      "requestCompletion",
      {
        year: 2022,
        of: "report",
        from: { round, recipient: "region:03" },
        answerBy: "2023-04-21",
        missing: ["Redovisa beloppen (exempeldata)."],
      },
      { now },
    );
    const completion = ["03", "completion", "2023-04-21", null];
    expect(await lacking()).toEqual([repayment, completion, ...requisitions]);

    await call(
      "hanna",
      "registerReportBacks",
      {
        ...reportBackSheet(report("03", paid.get("03")!, 0)),
        document: documentNamed("kompletteringen", "2023-04-03"),
      },
      { now },
    );
    expect(await lacking()).toEqual([repayment, ...requisitions]);
  });

  describe("money that decisions have taken back", () => {
    const revoked = async (call: Call, codes: readonly string[], date: string): Promise<void> => {
      const given = (await call("rut", "decisions", { round })).decisions.find(
        ({ kind }) => kind === "requisitions",
      )!;
      const { id } = await call("hanna", "prepareCorrection", {
        round,
        decision: given.id,
        act: "revocation",
        legalGround: "forbehall",
        ground: "Villkoren följdes inte (exempeldata)",
        lines: codes.map((code) => ({ code, amount: 0 })),
      });
      await call("bo", "decide", { round, decision: id, date, dnr: "9/2022", ground: "Exempeldata" });
    };
    const of = async (call: Call, code: string): Promise<unknown[]> =>
      (await listed(call)).flatMap((one) => (one.code === code ? [[one.matter, one.amount]] : []));
    const missing = async (call: Call): Promise<string[]> =>
      (await call("hanna", "missingReportBacks", { year: 2022 })).missing.map(({ code }) => code);

    test("is not due on the day of the reports, and leaves nothing to report on", async () => {
      const { call } = await desk(await fresh());
      const { paid } = (await call("hanna", "missingReportBacks", { year: 2022 })).missing[0]!;
      await revoked(call, ["01"], "2022-11-30");
      expect(await of(call, "01")).toEqual([]);
      expect(await missing(call)).toEqual(["03", "04"]);
      await call("eva", "registerRepayment", {
        round,
        code: "01",
        amount: paid,
        date: "2022-12-01",
        dnr: "1",
      });
      expect(await of(call, "01")).toEqual([]);
      expect(await missing(call)).toEqual(["03", "04"]);
    });

    test("is no part of what a report said is left, whichever came first and however much has come back", async () => {
      const { call } = await desk(await fresh());
      const paid = new Map(
        (await call("hanna", "missingReportBacks", { year: 2022 })).missing.map((one) => [
          one.code,
          one.paid,
        ]),
      );
      await call("hanna", "registerReportBacks", {
        ...reportBackSheet(
          ...regions.map((code) => reportBackRow("region", code, paid.get(code)! - 500, 500)),
        ),
        document: documentNamed("rapporter", "2023-03-15"),
      });
      const repay = (code: string, amount: number) =>
        call("eva", "registerRepayment", { round, code, amount, date: "2023-03-20", dnr: "1" });
      await repay("03", 500);
      await repay("04", 200);
      await revoked(call, ["01", "03", "04"], "2023-03-21");
      expect(await Promise.all(regions.map((code) => of(call, code)))).toEqual([
        [["repayment", 500]],
        [],
        [["repayment", 300]],
      ]);
      await repay("04", 300);
      expect(await of(call, "04")).toEqual([]);
    });
  });

  test("a requisition is reminded of by the day its own request says, until it is answered", async () => {
    const { call } = await desk(await fresh());
    await requisitioned(call, [requisitionRow(round, "05", 1, { email: "region-05@example.se" })], "femte");
    const completions = async (): Promise<unknown[]> =>
      (await listed(call)).flatMap(({ code, matter, due, sendOn, address }) =>
        matter === "completion" ? [{ code, due, sendOn, address }] : [],
      );
    expect(await completions()).toEqual([]);
    const missing = ["Underskrift saknas (exempeldata)."];
    const from = { round, recipient: "region:05" };
    const ask = { year: 2022, of: "requisition" as const, from, answerBy: "2023-04-19", missing };
    await call("hanna", "requestCompletion", ask, { now });
    // Ten business days before, over Easter.
    expect(await completions()).toEqual([
      { code: "05", due: "2023-04-19", sendOn: "2023-04-03", address: "region-05@example.se" },
    ]);
    // Asked for anew: what was asked first is not waited for any more.
    await call("hanna", "requestCompletion", { ...ask, answerBy: "2023-04-20" }, { now });
    expect(await completions()).toMatchObject([{ code: "05", due: "2023-04-20" }]);
    await requisitioned(
      call,
      [requisitionRow(round, "05", 1, { email: "region-05@example.se" })],
      "femte igen",
    );
    expect(await completions()).toEqual([]);
  });

  test("the address is that of the case, also of what was returned; else the first in the recipient's file", async () => {
    const { call } = await desk(await fresh());
    const contact = (name: string, email: string | null) => ({ name, title: null, email, phone: null });
    const write = (code: string) =>
      call("hanna", "writeRecipientFile", {
        recipient: `region:${code}`,
        version: 0,
        contacts: [contact("Utan adress", null), contact("Med adress", `fil-${code}@example.se`)],
        signatories: [],
        representatives: [],
      });
    for (const code of ["01", "06", "07", "09"]) await write(code);
    await requisitioned(
      call,
      [
        requisitionRow(round, "06", 1, { email: null }),
        requisitionRow(round, "07", 1, { signatory: null, email: "region-07@example.se" }),
        requisitionRow(round, "08", 1, { email: "ingen adress" }),
      ],
      "sjätte till åttonde",
    );
    for (const code of ["06", "07", "08"]) {
      const from = { round, recipient: `region:${code}` };
      const missing = ["Underskrift saknas (exempeldata)."];
      await call(
        "hanna",
        "requestCompletion",
        { year: 2022, of: "requisition", from, answerBy: "2023-04-19", missing },
        { now },
      );
    }
    const found = (await listed(call)).map(({ code, address }) => [code, address]);
    expect(found).toContainEqual(["01", "region-01@example.se"]);
    expect(found).toContainEqual(["06", "fil-06@example.se"]);
    expect(found).toContainEqual(["07", "region-07@example.se"]);
    expect(found).toContainEqual(["08", null]);
    // Nothing has come in from the ninth, nor from the tenth, that has no file either.
    expect(found).toContainEqual(["09", "fil-09@example.se"]);
    expect(found).toContainEqual(["10", null]);
  });
});

describe("the schedule", () => {
  test("prepares the list once on a business day, and sends nothing", async () => {
    const { call, connection, letters } = await desk(await fresh());
    const prepare = (at: string) => prepareReminders({ store: connection.store, now: () => new Date(at) });
    const prepared = async () => (await call("rut", "reminders", { year: 2022 }, { now })).prepared;
    // Good Friday, and a Saturday.
    await prepare("2023-04-07T05:00:00Z");
    await prepare("2023-04-08T05:00:00Z");
    expect(await prepared()).toBe(null);
    await prepare("2023-04-03T05:00:00.000Z");
    await prepare("2023-04-03T05:00:30.000Z");
    expect(await prepared()).toEqual({ at: "2023-04-03T05:00:00.000Z", ready: 3, noAddress: others.length });
    await send(call, [(await ids(call))[0]!]);
    await prepare("2023-04-04T05:00:00.000Z");
    expect(await prepared()).toEqual({ at: "2023-04-04T05:00:00.000Z", ready: 2, noAddress: others.length });
    expect(letters).toHaveLength(1);
    const { intact, records } = await call("rut", "audit", { chain: "system" });
    expect([intact, records.map(({ actor, action }) => [actor, action])]).toEqual([
      true,
      [
        ["schema", "påminnelser förberedda"],
        ["hanna", "påminnelser skickas"],
        ["hanna", "påminnelser skickade"],
        ["schema", "påminnelser förberedda"],
      ].map(([actor, action]) => [expect.stringContaining(actor!) as unknown, action]),
    ]);
  });

  test("is known from a request", () => {
    expect(isReminderDay({ task: "prepare-reminders" })).toBe(true);
    expect(isReminderDay({ rawPath: "/v1/years/2022/reminders", body: '{"task":"prepare-reminders"}' })).toBe(
      false,
    );
  });
});

describe("no letter goes twice", () => {
  test("what was sent is told with its day, and is refused the second time", async () => {
    const { call, letters } = await desk(await fresh());
    const [first, ...rest] = await ids(call);
    expect(rest).toHaveLength(codes.region.length - 1);
    expect(await send(call, [first!, "region:01 report-back 2023-03-31 andra"])).toEqual({
      taken: [first],
      leftOut: [{ id: "region:01 report-back 2023-03-31 andra", why: "Inget saknas längre." }],
    });
    expect(letters.map(({ to }) => to)).toEqual(["region-01@example.se"]);
    expect((await listed(call))[0]).toMatchObject({
      step: "andra",
      state: "waiting",
      lastSent: "2023-04-03",
    });
    expect(await stopped(send(call, [first!]))).toBe("wrong-state");
    await send(call, rest);
    expect(letters).toHaveLength(3);
    const { intact, records } = await call("rut", "audit", { chain: "system" });
    expect([intact, records.map(({ action }) => action)]).toEqual([
      true,
      ["påminnelser skickas", "påminnelser skickade", "påminnelser skickas", "påminnelser skickade"],
    ]);
  });

  test.each([
    ["two who send at once", ["hannas", "hugos"]],
    ["one request that comes twice", ["samma-nyckel", "samma-nyckel"]],
  ])("%s send one letter each", async (_, keys) => {
    const table = await fresh();
    const [a, b] = [await desk(table), await desk(table)];
    const all = await ids(a.call);
    const ends = await Promise.all([a, b].map(({ call }, i) => stopped(send(call, all, keys[i]))));
    expect(ends).toContain("done");
    expect([...a.letters, ...b.letters].map(({ to }) => to).sort()).toEqual(
      regions.map((code) => `region-${code}@example.se`),
    );
  });

  test("what is refused may be sent again; what is uncertain is left to people", async () => {
    const table = await fresh();
    const refusing = await desk(table, undefined, "refused");
    const [first, second] = await ids(refusing.call);
    await send(refusing.call, [first!]);
    expect((await listed(refusing.call))[0]).toMatchObject({ state: "refused" });
    const unsure = await desk(table, undefined, "uncertain");
    await send(unsure.call, [first!, second!]);
    expect((await listed(unsure.call)).slice(0, 2).map(({ state }) => state)).toEqual([
      "uncertain",
      "uncertain",
    ]);
    expect(await stopped(send(unsure.call, [first!, second!]))).toBe("wrong-state");
    expect(unsure.letters).toHaveLength(2);
  });

  test("without a sender nothing is taken", async () => {
    const { connection } = await desk(await fresh());
    const call = office(connection.store);
    expect(await stopped(send(call, await ids(call)))).toBe("wrong-state");
    expect((await listed(call)).map(({ state }) => state)).toEqual([
      ...regions.map(() => "due"),
      ...others.map(() => "no-address"),
    ]);
  });

  const kinds: readonly FaultKind[] = [
    "dropped before",
    "answer lost",
    "crash before",
    "crash after",
    "transaction conflict",
    "server error",
  ];
  test.each(kinds)(
    "whichever write meets %s: at most one letter, and a letter that did not go is seen",
    async (kind) => {
      let met = 0;
      for (let at = 0; at < 3; at += 1) {
        const table = await fresh();
        const calm = await desk(table);
        const all = await ids(calm.call);
        const struck = await desk(table, (write) => {
          if (write !== at) return undefined;
          met += 1;
          return kind;
        });
        await stopped(send(struck.call, all, "nyckeln-1"));
        // The client asks again, and then a colleague sends what is left.
        await stopped(send(calm.call, all, "nyckeln-1"));
        await stopped(send(calm.call, all));
        const letters = [...struck.letters, ...calm.letters].map(({ to }) => to);
        expect(new Set(letters).size, `${kind} at write ${at}`).toBe(letters.length);
        for (const { address, state } of await listed(calm.call)) {
          // "waiting": the next step, after one that was sent.
          if (!letters.includes(address!))
            expect(state, `${kind} at write ${at}`).toBe(address === null ? "no-address" : "taken");
        }
      }
      expect(met).toBeGreaterThan(1);
    },
  );
});

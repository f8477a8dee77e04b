import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RouteRequest } from "../../../shared/api.ts";
import { recipientChecks } from "../../../shared/case/recipient-file.ts";
import type { Store } from "../../../functions/store/model.ts";
import type { Row } from "../../shared/application/example.ts";
import { openDatabase, type Database } from "../fixture.ts";
import { assessed, type Call, documentNamed, granted, ngoApplications, office } from "../office.ts";

const round = "2022-ideell";
const act = { date: "2022-04-01", dnr: "4/2022", ground: "Förordning (exempeldata)" };
const why = "Kontona finns i ekonomisystemet (exempeldata)";

let database: Database;
let store: Store;
let call: Call;
let cases = 0;
beforeAll(async () => {
  database = await openDatabase();
});
beforeEach(async () => {
  ({ store } = await database.connect({ table: `fall-${(cases += 1)}` }));
  call = office(store);
});
afterAll(() => database.close());

/** The last record of an act. */
async function recorded(action: string): Promise<object | undefined> {
  const [head] = await store.heads([round]);
  return (await store.records(head!)).findLast((one) => one.action === action)?.details;
}

const apply = (name: string, row: Row) =>
  call("hanna", "registerApplications", {
    round,
    ...ngoApplications(row),
    document: documentNamed(name, "2022-03-01"),
  });

/** Jouren applies and is granted what it asks; prepared by Hanna. */
async function prepared(row: Row): Promise<string> {
  await apply("ansökan", row);
  return await assessed(call, round);
}

const jouren = { applicant: "Jouren (exempeldata)", orgnr: "802002-5162", amount: 1000, budget: 1000 };
const checked = (holds: boolean, ...checks: readonly RouteRequest<"checkRecipient">["check"][]) =>
  Promise.all(
    checks.map((check) =>
      call(
        "hanna",
        "checkRecipient",
        { recipient: "ngo:1", check, holds },
        { now: "2022-03-20T10:00:00.000Z" },
      ),
    ),
  );
const person = (name: string, to: string | null) => ({ name, from: "2021-01-01", to, document: null });
const people = (wrong: Partial<RouteRequest<"writeRecipientFile">>) =>
  call("hanna", "writeRecipientFile", {
    ...{ recipient: "ngo:1", version: 0, contacts: [], signatories: [], representatives: [], ...wrong },
  });

describe("what an organisation lacks is said to whoever prepares, presents, decides, attests and pays", () => {
  const unchecked = recipientChecks.map((check) => `unchecked-${check}`);

  test.each([
    ["nothing is checked", () => Promise.resolve(), unchecked],
    [
      "one check showed a fault",
      () => checked(false, "auditor"),
      ["unchecked-statutes", "unchecked-signatory", "failed-auditor", "unchecked-account"],
    ],
    [
      "all is checked, and who signs and speaks for it no longer may",
      async () => {
        await people({
          signatories: [person("Kim Ek", "2022-12-31")],
          representatives: [
            { ...person("Åsa Ö", "2022-11-30"), approved: "2021-02-01" },
            { ...person("Bo Al", null), approved: null },
          ],
        });
        for (const check of recipientChecks) await checked(true, check);
      },
      ["signatory-expired", "mandate-expired", "mandate-waiting"],
    ],
    [
      "all is checked",
      async () => {
        for (const check of recipientChecks) await checked(true, check);
      },
      [],
    ],
  ])("%s", async (_, arrange, lacking) => {
    await apply("ansökan", jouren);
    await arrange();
    const warnings = lacking.length === 0 ? [] : [{ code: "1", name: jouren.applicant, lacking }];
    await assessed(call, round);
    const { decisions } = await call("hanna", "decisions", { round });
    const decision = decisions[0]!.id;
    expect((await call("rut", "decision", { round, decision })).warnings).toEqual(warnings);
    expect((await call("frida", "presentDecision", { round, decision })).warnings).toEqual(warnings);
    expect((await call("bo", "decide", { round, decision, ...act })).warnings).toEqual(warnings);
    const order = await call("arne", "attestPayment", { round, decision });
    expect(order.warnings).toEqual(warnings);
    const paid = { round, payment: order.id, date: "2022-05-01" };
    expect((await call("eva", "pay", paid)).warnings).toEqual(warnings);
  });

  test("the decision is made all the same, and its record says what was lacking, without names", async () => {
    const decision = await prepared(jouren);
    await people({ signatories: [person("Kim Ek", "2022-12-31")] });
    await checked(true, "statutes");
    await call("bo", "decide", { round, decision, ...act });
    expect(await recorded("beslut fattat")).toMatchObject({
      lacking: Object.fromEntries([...unchecked.slice(1), "signatory-expired"].map((lack) => [lack, ["1"]])),
    });
    expect(JSON.stringify(await recorded("beslut fattat"))).not.toContain("Kim Ek");
  });

  test("who is granted nothing is not looked at", async () => {
    await apply("ansökan", jouren);
    const rejected = { outcome: "rejected" as const, amount: null, grounds: ["lopande-lon"] };
    await assessed(call, round, { "1": rejected });
    const { decisions } = await call("hanna", "decisions", { round });
    expect((await call("bo", "decide", { round, decision: decisions[0]!.id, ...act })).warnings).toEqual([]);
    expect(await recorded("beslut fattat")).not.toHaveProperty("lacking");
  });
});

describe("who has no account is paid when somebody says why that is right", () => {
  test("a grant decided elsewhere: refused, and paid with a reason that the record keeps", async () => {
    const decision = await granted(call, [5000, 6000], 1, null);
    expect(await call("eva", "payments", { round })).toMatchObject({
      toAttest: [{ decision, lackAccount: 2 }],
    });
    const attest = { round, decision };
    await expect(call("arne", "attestPayment", attest)).rejects.toThrow(
      "Inget betalas, eftersom konto saknas för Kvinnojouren 1, Kvinnojouren 2. Finns kontot i ekonomisystemet, skriv det i fältet Varför det kan betalas utan konto och försök igen.",
    );
    const { id: payment } = await call("arne", "attestPayment", { ...attest, withoutAccount: why });
    expect(await recorded("betalningsunderlag attesterat")).toMatchObject({ withoutAccount: why });
    expect(await call("eva", "payment", { round, payment })).toMatchObject({
      withoutAccount: why,
      lackAccount: 0,
    });
    await call("eva", "pay", { round, payment, date: "2022-05-01" });
    expect(await recorded("utbetalt")).toMatchObject({ withoutAccount: why });
  });

  test("ten are named, and the others counted", async () => {
    const decision = await granted(
      call,
      Array.from({ length: 12 }, () => 1000),
      1,
      null,
    );
    await expect(call("arne", "attestPayment", { round, decision })).rejects.toThrow(
      /konto saknas för (Kvinnojouren \d+, ){9}Kvinnojouren \d+ och 2 till\./,
    );
  });

  test("a reason where every account is known is not kept", async () => {
    const decision = await granted(call, [5000]);
    const { id: payment } = await call("arne", "attestPayment", { round, decision, withoutAccount: why });
    expect(await call("eva", "payment", { round, payment })).toMatchObject({ withoutAccount: null });
  });

  test("an application that was granted while its account was wrong is completed, and paid", async () => {
    const decision = await prepared({ ...jouren, account: "5050-1056" });
    const { warnings } = await call("bo", "decide", { round, decision, ...act });
    expect(warnings[0]!.lacking[0]).toBe("no-account");
    await expect(call("arne", "attestPayment", { round, decision })).rejects.toThrow(
      `konto saknas för ${jouren.applicant}. Registrera en komplettering av ansökan där kontot står.`,
    );
    await apply("komplettering", jouren);
    const { id: payment } = await call("arne", "attestPayment", { round, decision });
    // What comes in later is without account again.
    await apply("ännu en", { ...jouren, account: "5050-1056" });
    const pay = { round, payment, date: "2022-05-01" };
    expect(await call("eva", "payment", { round, payment })).toMatchObject({ lackAccount: 1 });
    await expect(call("eva", "pay", pay)).rejects.toThrow("konto saknas");
    await call("eva", "pay", { ...pay, withoutAccount: why });
    expect(await recorded("utbetalt")).toMatchObject({ withoutAccount: why });
  });
});

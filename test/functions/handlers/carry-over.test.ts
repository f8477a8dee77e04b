import mammoth from "mammoth";
import { extractText, getDocumentProxy } from "unpdf";
import { beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../functions/store/model.ts";
import type { Cell } from "../../../shared/cell.ts";
import type { Mail } from "../../../shared/reminder/mail.ts";
import { recipientBalances } from "../../../shared/tables/balances.ts";
import { type Database, openDatabase } from "../fixture.ts";
import { type Call, documentNamed, office, paidOut, giro } from "../office.ts";

let database: Database;
beforeAll(async () => {
  database = await openDatabase();
  return () => database.close();
});

const round = "2013-kommun";
const gothenburg = { year: 2013, kind: "municipality", code: "1480" } as const;
const decision = {
  ...gothenburg,
  ...{ date: "2014-05-01", dnr: "2/2014", ground: "Arbetet pågår", lastDay: "2014-12-31", amount: 120_000 },
};

/** Göteborg was paid 500 000 kr, consumed 300 000, asks to carry 150 000 over and repays 50 000. */
async function reported(table: string): Promise<{ call: Call; store: Store }> {
  const { store } = await database.connect({ table });
  const call = office(store);
  const { id } = await call("hanna", "registerGrants", {
    round,
    ...{ decidedBy: "Generaldirektören", date: "2013-04-01", dnr: "1/2013", ground: "Ansökan" },
    grants: [{ code: "1480", name: "Göteborg", orgnr: null, account: giro, amount: 500_000 }],
  });
  await paidOut(call, round, id, "2013-05-01");
  const rows: Cell[][] = [
    ["Mottagartyp", "Kod", "Förbrukat", "Överfört", "Återbetalas", "Rutiner: Läge", "Inkom"],
    ["kommun", "1480", 300_000, 150_000, 50_000, "Pågår vid årsskiftet", "2014-04-10"],
  ];
  await call("hanna", "registerReportBacks", {
    ...{ year: 2013, sheet: "Blad1", rows },
    document: documentNamed("2013", "2014-04-10"),
  });
  return { call, store };
}

const money = async (call: Call) => {
  const [one] = recipientBalances(await call("eva", "balances", { year: 2013 }));
  const { held, consumed, carriedOver, repayable } = one!.balance;
  return { held, consumed, carriedOver, repayable };
};

test("is a decision like others: who prepared, presented and decided it, its annex, and its sum in the audit chain", async () => {
  const { call, store } = await reported("carry-decision");
  const made = await call("bo", "decideCarryOver", { ...decision, tookPart: ["Siv Ros, jurist"] });
  expect(made).toMatchObject({ round, carriedOver: 120_000, repayable: 80_000 });
  expect(await call("rut", "decision", { round, decision: made.decision })).toMatchObject({
    ...{ kind: "carryOver", state: "decided", date: "2014-05-01", dnr: "2/2014", ground: "Arbetet pågår" },
    ...{ preparedBy: "hanna", presentedBy: "hanna", decidedBy: "bo", tookPart: ["Siv Ros, jurist"] },
    people: { hanna: "Hanna, handläggare", bo: "Bo, beslutsfattare" },
    total: 120_000,
    lines: [{ code: "1480", name: "Göteborg", amount: 120_000, now: 120_000 }],
  });
  const [head] = await store.heads([round]);
  const record = (await store.records(head!)).at(-1)!;
  expect(record.action).toBe("överföring beslutad");
  expect(JSON.stringify(record.papers)).toContain(made.decision);
  expect(await call("rut", "audit", { chain: round })).toMatchObject({ intact: true, brokenAt: null });
});

test("is not decided by who prepared or presents it, nor by one who is disqualified, nor beyond the order", async () => {
  const { call } = await reported("carry-refused");
  await call("ada", "setDelegationOrder", {
    from: "2014-01-01",
    dnr: "9/2014",
    decide: [{ who: { person: "bo", name: "Bo" }, kinds: ["carryOver"], upTo: 120_000 }],
    attest: [],
  });
  const wrongs: readonly (readonly [object, object])[] = [
    [{ code: "four-eyes" }, { presentedBy: "Bo, beslutsfattare" }],
    [{ code: "rules-broken" }, { disqualified: [{ name: "Bo, beslutsfattare", why: "släkting" }] }],
    [{ code: "rules-broken" }, { disqualified: [{ name: "Hanna, handläggare", why: "släkting" }] }],
    [{ code: "rules-broken" }, { ground: "" }],
    [
      { code: "not-allowed", detail: expect.stringContaining("Beslut om överföring på 120") as unknown },
      { amount: 120_001 },
    ],
  ];
  for (const [why, wrong] of wrongs)
    await expect(call("bo", "decideCarryOver", { ...decision, ...wrong })).rejects.toMatchObject(why);
  await expect(call("hanna", "decideCarryOver", decision)).rejects.toMatchObject({
    code: "four-eyes",
    detail:
      "Den som har registrerat återrapporten har berett ärendet och kan inte besluta om överföringen. Be en kollega.",
  });
  expect(await call("bo", "decideCarryOver", decision)).toMatchObject({ carriedOver: 120_000 });
});

test("is reminded of when its last day nears, until it is accounted for", async () => {
  const { call } = await reported("carry-reminded");
  const carried = async () =>
    (await call("hanna", "reminders", { year: 2013 }, { now: "2015-01-02T10:00:00Z" })).reminders.flatMap(
      ({ code, matter, due, amount }) => (matter === "carried-over" ? [{ code, due, amount }] : []),
    );
  expect(await carried()).toEqual([]);
  await call("bo", "decideCarryOver", decision);
  expect(await carried()).toEqual([{ code: "1480", due: "2014-12-31", amount: 120_000 }]);
  await call("hanna", "accountCarriedOver", {
    ...gothenburg,
    consumed: 100_000,
    date: "2015-01-05",
    dnr: "1/2015",
  });
  expect(await carried()).toEqual([]);
});

describe("what is left to pay back is reminded of by the day that the rules or the decision say", () => {
  const now = "2015-01-07T10:00:00Z";
  const owed = async (call: Call): Promise<unknown[]> =>
    (await call("hanna", "reminders", { year: 2013 }, { now })).reminders.flatMap(
      ({ matter, due, amount }) => (matter === "repayment" ? [[due, amount]] : []),
    );
  const repay = (call: Call, amount: number) =>
    call("eva", "registerRepayment", { round, code: "1480", amount, date: "2015-01-06", dnr: "3/2015" });
  const accounted = { ...gothenburg, consumed: 100_000, date: "2015-01-05", dnr: "1/2015" };

  test("what was refused by the day of the reports, what was not consumed by its last day, until it is back", async () => {
    const { call } = await reported("carry-owed");
    expect(await owed(call)).toEqual([["2014-04-30", 50_000]]);
    await call("bo", "decideCarryOver", { ...decision, date: "2014-04-30" });
    expect(await owed(call)).toEqual([["2014-04-30", 80_000]]);
    await repay(call, 60_000);
    expect(await owed(call)).toEqual([["2014-04-30", 20_000]]);
    await call("hanna", "accountCarriedOver", accounted);
    expect(await owed(call)).toEqual([
      ["2014-04-30", 20_000],
      ["2014-12-31", 20_000],
    ]);
    await repay(call, 25_000);
    expect(await owed(call)).toEqual([["2014-12-31", 15_000]]);
    await repay(call, 15_000);
    expect(await owed(call)).toEqual([]);
  });

  test("what was refused after that day has a claim of its own, and is in no reminder of another day", async () => {
    const { call } = await reported("carry-owed-later");
    await call("bo", "decideCarryOver", decision);
    expect(await owed(call)).toEqual([["2014-04-30", 50_000]]);
    await call("hanna", "accountCarriedOver", accounted);
    expect(await owed(call)).toEqual([
      ["2014-04-30", 50_000],
      ["2014-12-31", 20_000],
    ]);
    // What comes back goes to what was due first, also where its day is not known here.
    await repay(call, 80_000);
    expect(await owed(call)).toEqual([["2014-12-31", 20_000]]);
  });

  test("once each day, in a letter that says which money it is", async () => {
    const { store } = await reported("carry-owed-letter");
    const letters: Mail[] = [];
    const call = office(store, (mail) => {
      letters.push(mail);
      return Promise.resolve("sent");
    });
    const contact = { name: "Kim Ek", title: null, email: "kim.ek@example.se", phone: null };
    await call("hanna", "writeRecipientFile", {
      ...{ recipient: "municipality:1480", version: 0, contacts: [contact] },
      ...{ signatories: [], representatives: [] },
    });
    await call("bo", "decideCarryOver", { ...decision, date: "2014-04-30" });
    await call("hanna", "accountCarriedOver", accounted);
    const send = () =>
      call(
        "hanna",
        "sendReminders",
        {
          year: 2013,
          reminders: [
            "municipality:1480 repayment 2014-04-30 andra",
            "municipality:1480 repayment 2014-12-31 dagen-efter",
          ],
        },
        { now },
      );
    await send();
    await expect(send()).rejects.toMatchObject({ code: "wrong-state" });
    expect(letters.map(({ text }) => text.replaceAll("\u00a0", " ").split("\n\n")[2])).toEqual([
      "80 000 kronor skulle ha betalats tillbaka senast 2014-04-30. Vi ser inte att det har skett.",
      "20 000 kronor av det som är överfört från året var inte förbrukade 2014-12-31, sista förbrukningsdag, och ska betalas tillbaka. Vi ser inte att det har skett.",
    ]);
  });
});

test("is told in a letter, in Word and PDF, that is kept as it was sent", async () => {
  const { call } = await reported("carry-letter");
  const made = await call("bo", "decideCarryOver", decision);
  const letter = { round, decision: made.decision, code: "1480" };
  const word = await call("hanna", "letter", { ...letter, format: "docx" });
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(word.base64, "base64") });
  const text = value.replaceAll(/\s+/g, " ");
  for (const line of [
    "Beslut om överföring av medel",
    "Socialstyrelsen medger att Göteborg för över 120 000 kr till nästa år av begärda 150 000 kr, och avslår begäran i övrigt",
    "30 000 kr ska betalas tillbaka. Kravet skickas för sig, med betalningsdag.",
    "Arbetet pågår",
    "Att betala tillbaka",
    "30 000 kr",
    "Det överförda ska vara förbrukat senast 2014-12-31.",
    "Bo, beslutsfattare",
    "Hanna, handläggare",
  ])
    expect(text).toContain(line);
  const pdf = await call("hanna", "letter", { ...letter, format: "pdf" });
  const read = await extractText(await getDocumentProxy(Uint8Array.from(Buffer.from(pdf.base64, "base64"))), {
    mergePages: true,
  });
  expect(read.text.replaceAll(/\s+/g, "")).toContain("medgerattGöteborgföröver120000krtillnästaår");
  const sent = { round, decision: made.decision, codes: ["1480"], date: "2014-05-02" };
  await call("hanna", "dispatch", { ...sent, way: "e-post", format: "pdf" });
  expect(await call("hanna", "letter", { ...letter, format: "pdf" })).toMatchObject({
    sha256: pdf.sha256,
    dispatched: { date: "2014-05-02", way: "e-post" },
  });
});

test("is corrected like others: less is to be paid back, more is taken from that, and no more than was asked", async () => {
  const { call } = await reported("carry-corrected");
  const made = await call("bo", "decideCarryOver", decision);
  const correct = async (amount: number, act = "amendment" as const) =>
    await call("hanna", "prepareCorrection", {
      ...{ round, decision: made.decision, act, legalGround: "oriktiga-uppgifter", ground: "Ny uppgift" },
      lines: [{ code: "1480", amount }],
    });
  const decide = async (id: string, date = "2014-06-01") =>
    await call("bo", "decide", { round, decision: id, date, dnr: "3/2014", ground: "Ny uppgift" });

  const lowered = await correct(100_000);
  await expect(decide(lowered.id, "2014-04-30")).rejects.toMatchObject({ code: "rules-broken" });
  await decide(lowered.id);
  expect(await money(call)).toEqual({ held: 0, consumed: 300_000, carriedOver: 100_000, repayable: 100_000 });
  const { base64 } = await call("hanna", "letter", {
    ...{ round, decision: lowered.id, code: "1480", format: "docx" },
  });
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(base64, "base64") });
  expect(value.replaceAll(/\s+/g, " ")).toContain("så att Göteborg får föra över 100 000 kr");
  expect(value.replaceAll(/\s+/g, " ")).toContain("20 000 kr får inte längre föras över");

  await expect(correct(150_001)).rejects.toMatchObject({
    code: "rules-broken",
    detail: expect.stringMatching(/högst 150\s000 kr/) as unknown,
  });
  // Also after the last day for spending: what was let over then counts as consumed from then.
  await decide((await correct(150_000)).id, "2015-01-10");
  expect(await money(call)).toEqual({ held: 0, consumed: 300_000, carriedOver: 150_000, repayable: 50_000 });

  await expect(
    call("hanna", "decline", { round, code: "1480", decision: made.decision, date: "2015-01-11", dnr: "4" }),
  ).rejects.toMatchObject({ code: "wrong-state" });
  const account = { ...gothenburg, consumed: 140_000, date: "2015-01-20", dnr: "1/2015" };
  expect(await call("hanna", "accountCarriedOver", account)).toEqual({
    ...{ carriedOver: 0, consumed: 440_000, repayable: 60_000 },
  });
  await expect(correct(90_000)).rejects.toMatchObject({
    code: "rules-broken",
    detail: expect.stringContaining("har redovisat sina överförda medel") as unknown,
  });
  const consumedOn = async (asOf: string) =>
    recipientBalances(await call("eva", "balances", { year: 2013, asOf }))[0]!.balance.consumed;
  expect(await consumedOn("2014-12-31")).toBe(400_000);
  expect(await consumedOn("2015-01-10")).toBe(440_000);
  expect(await call("rut", "audit", { chain: round })).toMatchObject({ intact: true });
});

test("the whole may be refused: all that was asked for is to be paid back", async () => {
  const { call } = await reported("carry-none");
  const made = await call("bo", "decideCarryOver", { ...decision, amount: 0 });
  expect(await money(call)).toEqual({ held: 0, consumed: 300_000, carriedOver: 0, repayable: 200_000 });
  const { base64 } = await call("hanna", "letter", {
    ...{ round, decision: made.decision, code: "1480", format: "docx" },
  });
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(base64, "base64") });
  expect(value).toContain("avslår begäran från Göteborg om att föra över medel");
});

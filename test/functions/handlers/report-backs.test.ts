import { beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../functions/store/model.ts";
import type { Cell } from "../../../shared/cell.ts";
import { recipientBalances } from "../../../shared/tables/balances.ts";
import { faultsInBooks } from "../books.ts";
import { openDatabase, type Database } from "../fixture.ts";
import {
  type Call,
  documentNamed,
  granted,
  office,
  paidOut,
  reportBackRow,
  reportBackSheet,
  giro,
} from "../office.ts";

let database: Database;
beforeAll(async () => {
  database = await openDatabase();
  return () => database.close();
});

const name = { year: 2022, kind: "ngo", code: "1" } as const;
const grant = { round: "2022-ideell", recipient: "ngo:1" } as const;
const paid = 100_000;

/** An organisation that was paid 100 000 kr in 2022. */
async function organisation(table: string): Promise<{ call: Call; store: Store }> {
  const { store } = await database.connect({ table });
  const call = office(store);
  await paidOut(call, "2022-ideell", await granted(call, [paid]));
  return { call, store };
}

async function report(
  call: Call,
  document: string,
  [consumed, repaid]: readonly [Cell, Cell],
  answers: Readonly<Record<string, Cell>> = {},
  received = "2023-03-20",
) {
  const sheet = reportBackSheet(reportBackRow("ngo", "1", consumed, repaid, { received }));
  const [headings, row] = sheet.rows as [Cell[], Cell[]];
  return await call("hanna", "registerReportBacks", {
    ...sheet,
    rows: [
      [...headings, ...Object.keys(answers)],
      [...row, ...Object.values(answers)],
    ],
    document: documentNamed(document, received),
  });
}

async function books(call: Call) {
  const [one] = recipientBalances(await call("eva", "balances", { year: 2022 }));
  const { held, consumed, repayable } = one!.balance;
  return { held, consumed, repayable };
}

const only = async (call: Call) => (await call("hanna", "reportBacks", { year: 2022 })).reportBacks[0]!;
const answersOf = async (call: Call) => (await call("rut", "reportAnswers", { year: 2022 })).reports[0]!;
const documentIn = async (call: Call): Promise<string> => (await only(call)).correction!.document;

describe("what the form asks is kept with the report", () => {
  test("answers about the whole and about the areas", async () => {
    const { call } = await organisation("answers");
    await report(call, "rapport", [paid, 0], {
      "Våldsutövare: Använt": "ja",
      "Medlen gick till": "köpta tjänster; lön",
    });
    expect(await answersOf(call)).toMatchObject({
      form: "ideell-2020",
      answers: [
        { area: null, question: "forbrukat", value: paid },
        { area: null, question: "aterbetalat", value: 0 },
        { area: null, question: "kostnader", value: ["Lön", "Köpta tjänster"] },
        { area: "Våldsutövare", question: "anvant", value: "Ja" },
      ],
      correction: null,
      earlier: [],
    });
  });

  test("a report with an answer outside the form's version is registered with its document, and moves nothing", async () => {
    const { call } = await organisation("outside");
    const answer = await report(call, "rapport", [paid, 0], { "Kartläggning: Haft medel": "ja" });
    expect(answer).toMatchObject({ registered: 0, returned: 1, corrections: 0 });
    expect(await only(call)).toMatchObject({ state: "returned", faults: ["omrade-i-formularet"] });
    expect(await books(call)).toEqual({ held: paid, consumed: 0, repayable: 0 });
    // Completed later: the first one is kept beside.
    await report(call, "komplettering", [paid, 0], { "Våldsutövare: Använt": "ja" });
    expect(await only(call)).toMatchObject({ state: "submitted", faults: [] });
    expect((await answersOf(call)).earlier).toMatchObject([
      { state: "returned", replacedBy: "Hanna, handläggare" },
    ]);
    expect(await books(call)).toEqual({ held: 0, consumed: paid, repayable: 0 });
  });
});

describe("a corrected report", () => {
  const steps: readonly (readonly [first: readonly [number, number], second: readonly [number, number]])[] = [
    [
      [100_000, 0],
      [80_000, 20_000],
    ],
    [
      [80_000, 20_000],
      [100_000, 0],
    ],
    [
      [0, 100_000],
      [60_000, 40_000],
    ],
  ];
  test.each(steps)(
    "from %j to %j: stands beside until it is accepted, then books the difference",
    async (first, second) => {
      const { call, store } = await organisation(
        `corrected ${first.join()} ${second.join()}`.replaceAll(/[ ,]/g, "-"),
      );
      await report(call, "rapport", first);
      expect(await report(call, "rättad", second, {}, "2023-04-01")).toMatchObject({
        registered: 0,
        corrections: 1,
      });
      expect(await books(call)).toEqual({ held: 0, consumed: first[0], repayable: first[1] });
      expect(await only(call)).toMatchObject({
        consumed: first[0],
        correction: { consumed: second[0], repaid: second[1] },
      });

      const accept = { ...name, document: await documentIn(call), reason: "Felskrivet belopp" };
      expect(await call("hanna", "acceptCorrection", accept)).toEqual({
        consumed: second[0],
        carriedOver: 0,
        repaid: second[1],
      });
      expect(await books(call)).toEqual({ held: 0, consumed: second[0], repayable: second[1] });
      // Both versions are kept, and being corrected after the last day makes no report late.
      expect(await only(call)).toMatchObject({
        consumed: second[0],
        correction: null,
        received: "2023-03-20",
        late: false,
      });
      expect((await answersOf(call)).earlier).toMatchObject([
        { consumed: first[0], reason: "Felskrivet belopp" },
      ]);
      expect(await faultsInBooks(store, ["2022-ideell"])).toEqual([]);
      const { records } = await call("rut", "audit", { chain: "2022-ideell" });
      expect(records.at(-1)!.action).toBe("återrapport rättad");
      expect(JSON.stringify(records)).not.toContain("Felskrivet belopp");
    },
  );

  test("one that says the same changes nothing; a faulty one is kept beside and cannot be accepted", async () => {
    const { call } = await organisation("same");
    await report(call, "rapport", [paid, 0]);
    expect(await report(call, "samma igen", [paid, 0])).toMatchObject({ registered: 0, corrections: 0 });
    expect(await report(call, "fel", [paid, 1])).toMatchObject({
      registered: 0,
      returned: 0,
      corrections: 1,
    });
    expect((await only(call)).correction).toMatchObject({
      state: "returned",
      faults: ["summan-stammer"],
    });
    const document = await documentIn(call);
    await expect(call("hanna", "acceptCorrection", { ...name, document, reason: "X" })).rejects.toThrow(
      /Begär komplettering/,
    );
  });

  test("the first report sent again is in the case, and the proposal between is no longer what it says", async () => {
    const { call } = await organisation("again");
    await report(call, "rapport", [paid, 0]);
    await report(call, "rättad", [90_000, 10_000]);
    const document = await documentIn(call);
    await report(call, "rapporten igen", [paid, 0]);
    expect((await only(call)).correction).toBeNull();
    expect((await answersOf(call)).earlier).toMatchObject([
      { consumed: 90_000, reason: "Ersatt av en senare handling" },
    ]);
    await expect(call("hanna", "acceptCorrection", { ...name, document, reason: "X" })).rejects.toMatchObject(
      {
        code: "not-found",
      },
    );
    const { documents } = await call("hanna", "case", { round: "2022-ideell", recipient: "ngo:1" });
    expect(documents.map((one) => one.name)).toContain("rapporten igen");
    expect(await books(call)).toEqual({ held: 0, consumed: paid, repayable: 0 });
  });
  test.each<[from: string, of: (document: string) => { document: string } | typeof grant]>([
    ["its document", (document) => ({ document })],
    ["the case", () => grant],
  ])(
    "a faulty one is completed when %s is asked about, reminded of, answered and accepted",
    async (from, of) => {
      const { call } = await organisation(`completed-by-${from.split(" ")[1]!}`);
      const ask = { year: 2022, of: "report", answerBy: "2023-04-20" } as const;
      await report(call, "rapport", [paid, 0]);
      await expect(call("hanna", "requestCompletion", { ...ask, from: grant })).rejects.toThrow(/i ordning/);
      await report(call, "fel", [paid, 1]);
      const asked = of(await documentIn(call));
      expect(await call("hanna", "requestCompletion", { ...ask, from: asked })).toMatchObject({ asked: 1 });
      const completions = async () => (await call("hanna", "case", grant)).completions;
      expect(await completions()).toMatchObject([{ of: "report", answer: null }]);
      const reminded = async () => (await call("hanna", "reminders", { year: 2022 })).reminders;
      expect(await reminded()).toMatchObject([{ matter: "completion", due: "2023-04-20" }]);
      await report(call, "rättad", [90_000, 10_000]);
      expect(await completions()).toMatchObject([{ of: "report", answer: { received: "2023-03-20" } }]);
      const accept = { ...name, document: await documentIn(call), reason: "Felskrivet belopp" };
      expect(await call("hanna", "acceptCorrection", accept)).toMatchObject({ consumed: 90_000 });
    },
  );

  test("what was accepted is what was read: another proposal meanwhile is a conflict", async () => {
    const { call } = await organisation("meanwhile");
    await report(call, "rapport", [paid, 0]);
    await report(call, "rättad", [90_000, 10_000]);
    const document = await documentIn(call);
    await report(call, "rättad igen", [70_000, 30_000]);
    await expect(call("hanna", "acceptCorrection", { ...name, document, reason: "X" })).rejects.toMatchObject(
      {
        code: "conflict",
      },
    );
    expect((await answersOf(call)).earlier).toMatchObject([
      { consumed: 90_000, reason: "Ersatt av en senare handling" },
    ]);
    await expect(
      call("hanna", "acceptCorrection", { ...name, code: "2", document, reason: "X" }),
    ).rejects.toMatchObject({ code: "not-found" });
  });

  test("one that is declined leaves the report that stands, is kept with the reason, and is decided once", async () => {
    const { call, store } = await organisation("declined");
    await report(call, "rapport", [paid, 0]);
    await report(call, "rättad", [80_000, 20_000]);
    const decline = { ...name, document: await documentIn(call), reason: "Beloppet saknar underlag" };
    expect(await call("hanna", "declineCorrection", decline)).toEqual({
      consumed: paid,
      carriedOver: 0,
      repaid: 0,
    });
    expect(await books(call)).toEqual({ held: 0, consumed: paid, repayable: 0 });
    expect(await only(call)).toMatchObject({ consumed: paid, correction: null });
    expect((await answersOf(call)).earlier).toMatchObject([
      { consumed: 80_000, repaid: 20_000, reason: "Avslagen: Beloppet saknar underlag" },
    ]);
    const { records } = await call("rut", "audit", { chain: "2022-ideell" });
    expect(records.at(-1)!.action).toBe("rättelse av återrapport avslagen");
    for (const again of ["declineCorrection", "acceptCorrection"] as const)
      await expect(call("frida", again, decline)).rejects.toMatchObject({ code: "not-found" });
    expect(await faultsInBooks(store, ["2022-ideell"])).toEqual([]);

    // The recipient may propose again, and then what was read is what is declined.
    await report(call, "rättad igen", [70_000, 30_000]);
    await expect(call("hanna", "declineCorrection", decline)).rejects.toMatchObject({ code: "conflict" });
    await call("hanna", "acceptCorrection", { ...decline, document: await documentIn(call) });
    expect(await books(call)).toEqual({ held: 0, consumed: 70_000, repayable: 30_000 });
    await expect(
      call("hanna", "declineCorrection", { ...decline, document: "aterrapporter-x" }),
    ).rejects.toMatchObject({ code: "not-found" });
  });

  test("a decision that takes money back stands, whatever is reported after it", async () => {
    const { call, store } = await organisation("claimed");
    const round = "2022-ideell";
    const { decisions } = await call("bo", "decisions", { round });
    const { id } = await call("hanna", "prepareCorrection", {
      round,
      decision: decisions[0]!.id,
      act: "revocation",
      legalGround: "oriktiga-uppgifter",
      ground: "Oriktiga uppgifter",
      lines: [{ code: "1", amount: 60_000 }],
    });
    const act = { date: "2023-03-01", dnr: "2/2023", ground: "Oriktiga uppgifter" };
    await call("bo", "decide", { round, decision: id, ...act });
    // What the decision leaves has nothing to be told; more than that is told at its cell, and registered all the same.
    const checked = async (consumed: number): Promise<unknown[]> =>
      (
        await call("hanna", "validateReportBacks", {
          ...reportBackSheet(reportBackRow("ngo", "1", consumed, paid - consumed)),
        })
      ).problems;
    expect(await checked(60_000)).toEqual([]);
    expect(await checked(60_001)).toEqual([
      expect.objectContaining({
        ...{ rule: "forbrukat-hogst-beslutat", severity: "warning", cell: "E2", value: 60_001 },
        text: "Kontrollera beloppet. 60\u00a0001 kronor förbrukat är mer än de 60\u00a0000 kronor som är kvar: beslut har tagit tillbaka 40\u00a0000 kronor av det utbetalda. Återrapporten registreras ändå och kravet står kvar; högst 60\u00a0000 kronor bokförs. Fråga mottagaren, eller pröva om beslutet ska ändras.",
      }),
    ]);
    await report(call, "rapport", [paid, 0]);
    expect(await only(call)).toMatchObject({ state: "submitted", consumed: paid, faults: [] });
    expect(await books(call)).toEqual({ held: 0, consumed: 60_000, repayable: 40_000 });
    expect(await faultsInBooks(store, [round])).toEqual([]);
  });

  test("that no longer accounts for what is paid cannot be accepted", async () => {
    const { call } = await organisation("paid-more");
    await report(call, "rapport", [paid, 0]);
    await report(call, "rättad", [80_000, 20_000]);
    const document = await documentIn(call);
    const { decisions } = await call("bo", "decisions", { round: "2022-ideell" });
    const { id } = await call("hanna", "prepareCorrection", {
      round: "2022-ideell",
      decision: decisions[0]!.id,
      act: "amendment",
      legalGround: "oriktiga-uppgifter",
      ground: "Mer beviljat",
      lines: [{ code: "1", amount: 150_000 }],
    });
    const act = { date: "2023-03-01", dnr: "2/2023", ground: "Mer beviljat" };
    await call("bo", "decide", { round: "2022-ideell", decision: id, ...act });
    await paidOut(call, "2022-ideell", decisions[0]!.id, "2023-03-02");
    await expect(call("hanna", "acceptCorrection", { ...name, document, reason: "X" })).rejects.toMatchObject(
      { code: "rules-broken", detail: expect.stringContaining("redovisar 100") as unknown },
    );
    expect(await books(call)).toEqual({ held: 50_000, consumed: paid, repayable: 0 });
  });
});

describe("2013: carried over after decision", () => {
  const gothenburg = { year: 2013, kind: "municipality", code: "1480" } as const;
  const reported2013 = { consumed: 300_000, repayable: 50_000 };

  const report2013 = async (call: Call, amounts: readonly number[], received: string) => {
    const rows: Cell[][] = [
      ["Mottagartyp", "Kod", "Förbrukat", "Överfört", "Återbetalas", "Rutiner: Läge", "Inkom"],
      ["kommun", "1480", ...amounts, "Pågår vid årsskiftet", received],
    ];
    const sheet = { year: 2013, sheet: "Blad1", rows };
    expect(await call("hanna", "validateReportBacks", sheet)).toMatchObject({ problems: [] });
    await call("hanna", "registerReportBacks", {
      ...sheet,
      document: documentNamed(`2013 ${received}`, received),
    });
  };

  /** Göteborg was paid 500 000 kr, consumed 300 000, asks to carry 150 000 over and repays 50 000. */
  async function carrying(table: string): Promise<{ call: Call; store: Store }> {
    const { store } = await database.connect({ table });
    const call = office(store);
    const { id } = await call("hanna", "registerGrants", {
      round: "2013-kommun",
      decidedBy: "Generaldirektören",
      date: "2013-04-01",
      dnr: "1/2013",
      ground: "Ansökan",
      grants: [{ code: "1480", name: "Göteborg", orgnr: null, account: giro, amount: 500_000 }],
    });
    await paidOut(call, "2013-kommun", id, "2013-05-01");
    await report2013(call, [300_000, 150_000, 50_000], "2014-04-10");
    return { call, store };
  }

  const balance = async (call: Call, asOf?: string) =>
    recipientBalances(await call("eva", "balances", { year: 2013, ...(asOf && { asOf }) }))[0]!.balance;

  test("what is carried over stays held and waits for the decision; the rest is repaid", async () => {
    const { call } = await carrying("carried");
    const { reportBacks } = await call("hanna", "reportBacks", { year: 2013 });
    expect(reportBacks).toMatchObject([
      { carriedOver: 150_000, awaitingDecision: 150_000, dueBy: "2014-03-31", late: true },
    ]);
    expect(await balance(call)).toMatchObject({ ...reported2013, held: 150_000, carriedOver: 0 });
  });

  test("what was consumed on 31 December counts from that day, also when it is corrected", async () => {
    const { call } = await carrying("year-end");
    const on = async (asOf: string) => {
      const { held, consumed, repayable } = await balance(call, asOf);
      return [held, consumed, repayable];
    };
    expect(await on("2013-12-30")).toEqual([500_000, 0, 0]);
    expect(await on("2013-12-31")).toEqual([200_000, 300_000, 0]);
    expect(await on("2014-04-09")).toEqual([200_000, 300_000, 0]);
    expect(await on("2014-04-10")).toEqual([150_000, 300_000, 50_000]);
    await report2013(call, [330_000, 150_000, 20_000], "2014-05-02");
    const { correction } = (await call("hanna", "reportBacks", { year: 2013 })).reportBacks[0]!;
    const { document } = correction!;
    await call("hanna", "acceptCorrection", { ...gothenburg, document, reason: "Räknat fel" });
    expect(await on("2013-12-30")).toEqual([500_000, 0, 0]);
    expect(await on("2013-12-31")).toEqual([170_000, 330_000, 0]);
    expect(await on("2014-04-20")).toEqual([150_000, 330_000, 20_000]);
    expect(await on("2014-05-02")).toEqual([150_000, 330_000, 20_000]);
  });

  const decision = { ...gothenburg, date: "2014-05-01", dnr: "2/2014", ground: "Arbetet pågår" };

  test("decided, spent until its last day and accounted for; what is not spent is repaid", async () => {
    const { call, store } = await carrying("decided");
    const lastDay = "2014-12-31";
    const carry = { ...decision, lastDay, amount: 120_000 };
    for (const [why, wrong] of [
      ["rules-broken", { amount: 150_001 }],
      ["rules-broken", { lastDay: "2013-12-31" }],
      ["rules-broken", { date: "2014-04-09" }],
      ["rules-broken", { ground: "" }],
    ] as const)
      await expect(call("bo", "decideCarryOver", { ...carry, ...wrong })).rejects.toMatchObject({
        code: why,
      });
    const account = { ...gothenburg, consumed: 100_000, date: "2015-01-20", dnr: "1/2015" };
    const { kind, code } = gothenburg;
    const close = {
      round: "2013-kommun",
      recipient: `${kind}:${code}`,
      act: "close",
      reason: "Klart.",
    } as const;
    // What waits for a decision is still held.
    await expect(call("hanna", "actOnCase", close)).rejects.toThrow(/kr är inte (återbetalda|redovisade)/);
    await expect(call("hanna", "accountCarriedOver", account)).rejects.toMatchObject({ code: "wrong-state" });

    const after = { carriedOver: 120_000, consumed: 300_000, repayable: 80_000 };
    expect(await call("bo", "decideCarryOver", carry)).toMatchObject(after);
    // What the decision left to pay back is not what was due after the report.
    const { reminders } = await call(
      "hanna",
      "reminders",
      { year: 2013 },
      { now: "2014-05-05T10:00:00.000Z" },
    );
    expect(reminders).toMatchObject([
      { matter: "repayment", amount: 50_000, state: "no-address" },
      { matter: "carried-over", amount: 120_000, state: "waiting" },
    ]);
    const [listed] = (await call("hanna", "reportBacks", { year: 2013 })).reportBacks;
    expect(listed).toMatchObject({ carriedOver: 150_000, awaitingDecision: 0 });
    await expect(call("bo", "decideCarryOver", carry)).rejects.toMatchObject({ code: "wrong-state" });

    const tooMuch = { ...account, consumed: 120_001 };
    await expect(call("hanna", "accountCarriedOver", tooMuch)).rejects.toMatchObject({
      code: "rules-broken",
    });
    expect(await call("hanna", "accountCarriedOver", account)).toEqual({
      carriedOver: 0,
      consumed: 400_000,
      repayable: 100_000,
    });
    await expect(call("hanna", "accountCarriedOver", account)).rejects.toMatchObject({ code: "wrong-state" });

    const on = async (asOf: string) => {
      const { held, consumed, carriedOver, repayable } = await balance(call, asOf);
      return [held, consumed, carriedOver, repayable];
    };
    expect(await on("2013-12-31")).toEqual([200_000, 300_000, 0, 0]);
    expect(await on("2014-05-01")).toEqual([0, 300_000, 120_000, 80_000]);
    expect(await on("2014-12-31")).toEqual([0, 400_000, 20_000, 80_000]);
    expect(await on("2015-01-20")).toEqual([0, 400_000, 0, 100_000]);
    expect(await faultsInBooks(store, ["2013-kommun"])).toEqual([]);

    // The year's report cannot be corrected under what has been accounted for since.
    await report2013(call, [350_000, 150_000, 0], "2015-02-01");
    const { document } = (await call("hanna", "reportBacks", { year: 2013 })).reportBacks[0]!.correction!;
    await expect(
      call("hanna", "acceptCorrection", { ...gothenburg, document, reason: "X" }),
    ).rejects.toMatchObject({ code: "wrong-state" });
  });

  test("a correction keeps what has been decided", async () => {
    const { call } = await carrying("kept");
    await call("bo", "decideCarryOver", { ...decision, lastDay: "2014-12-31", amount: 150_000 });
    await report2013(call, [310_000, 150_000, 40_000], "2014-06-01");
    const { document } = (await call("hanna", "reportBacks", { year: 2013 })).reportBacks[0]!.correction!;
    await call("hanna", "acceptCorrection", { ...gothenburg, document, reason: "Räknat fel" });
    const spent = { ...gothenburg, consumed: 150_000, date: "2015-01-20", dnr: "1/2015" };
    expect(await call("hanna", "accountCarriedOver", spent)).toEqual({
      carriedOver: 0,
      consumed: 460_000,
      repayable: 40_000,
    });
  });
});

describe("the largest that may come in is kept, however often", () => {
  const full = "å".repeat(32_000);

  test("faulty reports after one another, and proposals beside one that stands: every one can be read", async () => {
    const { call } = await organisation("largest");
    const heading = "Egen beskrivning";
    for (let n = 0; n < 8; n += 1) await report(call, `fel ${n}`, [paid + 1, 0], { [heading]: full });
    await report(call, "i ordning", [paid, 0], { [heading]: full });
    for (let n = 0; n < 8; n += 1)
      await report(call, `rättelse ${n}`, [paid - 1 - n, 1 + n], { [heading]: full });
    const { earlier, correction } = await answersOf(call);
    expect(correction).not.toBeNull();
    expect(earlier.map(({ state }) => state)).toEqual([
      ...Array<string>(8).fill("returned"),
      ...Array<string>(7).fill("submitted"),
    ]);
    const last = earlier.at(-1)!;
    expect(last.consumed).toBe(paid - 7);
    expect(last.answers.some(({ value }) => value === full)).toBe(true);
  });

  test("answers that together are more than a row holds are told, and the report is returned", async () => {
    const { call } = await organisation("too-long");
    const everywhere = { "Egen beskrivning": full, "Medlen gick till": `Annat: ${full}` };
    expect(await report(call, "allt", [paid, 0], everywhere)).toMatchObject({ returned: 1 });
    expect((await only(call)).faults).toContain("svaren-ryms");
  });
});

test("a payment cannot come back when it has been reported on; it comes as a repayment, after another report", async () => {
  const { call } = await organisation("returned-late");
  await report(call, "rapport", [paid, 0]);
  const { payments } = await call("eva", "payments", { round: grant.round });
  const back = { round: grant.round, payment: payments[0]!.id, code: "1", date: "2023-03-21" };
  const refused = call("eva", "returnPayment", back);
  await expect(refused).rejects.toMatchObject({ code: "wrong-state" });
  await expect(refused).rejects.toThrow(/0 av 100\u00a0000 kr.*som en återbetalning.*rättad återrapport/);
  await report(call, "rättad", [0, paid], {}, "2023-03-21");
  await call("hanna", "acceptCorrection", {
    ...name,
    document: await documentIn(call),
    reason: "Kom aldrig fram",
  });
  const repaid = { round: grant.round, code: "1", amount: paid, date: "2023-03-22", dnr: "9/2023" };
  expect(await call("eva", "registerRepayment", repaid)).toMatchObject({ total: paid });
});

describe("late and missing, as of a day", () => {
  test("a report counts from the day it came in", async () => {
    const { call } = await organisation("as-of");
    await report(call, "rapport", [paid, 0]);
    const missing = async (asOf: string) =>
      (await call("hanna", "missingReportBacks", { year: 2022, asOf })).missing.length;
    expect([await missing("2023-03-19"), await missing("2023-03-20")]).toEqual([1, 0]);
  });

  test.each<[answered: string, received: string, counted: string, late: boolean]>([
    ["in time", "2023-04-18", "2023-03-30", false],
    ["after its last day", "2023-04-21", "2023-03-30", true],
  ])("a report that is completed %s came in with the first", async (_, received, counted, late) => {
    const { call, store } = await organisation(`completed-${received}`);
    const { document } = await report(call, "fel", [paid, 1], {}, "2023-03-30");
    expect(await only(call)).toMatchObject({ state: "returned", received: "2023-03-30", late: false });
    const ask = {
      year: 2022,
      of: "report",
      from: { document },
      answerBy: "2023-04-20",
    } as const;
    await call("hanna", "requestCompletion", ask);
    const now = "2023-05-02T10:00:00.000Z";
    const later: Call = (person, route, input) => call(person, route, input, { now });
    await report(later, "rätt", [paid, 0], {}, received);
    expect(await only(call)).toMatchObject({ state: "submitted", received: counted, late });
    const { completions } = await call("hanna", "case", grant);
    expect(completions).toMatchObject([{ answer: { received } }]);
    // The money moves when it is accounted for.
    const consumedOn = async (asOf: string) =>
      recipientBalances(await later("eva", "balances", { year: 2022, asOf }))[0]!.balance.consumed;
    expect([await consumedOn("2023-04-17"), await consumedOn(received)]).toEqual([0, paid]);
    expect(await faultsInBooks(store)).toEqual([]);
  });

  test("a report that is sent anew without being asked for came in on its own day", async () => {
    const { call } = await organisation("anew");
    await report(call, "fel", [paid, 1], {}, "2023-03-30");
    await report(call, "rätt", [paid, 0], {}, "2023-04-01");
    expect(await only(call)).toMatchObject({ state: "submitted", received: "2023-04-01", late: true });
  });

  test("the second report of an organisation in one sheet waits for an official", async () => {
    const { call } = await organisation("twice");
    const rows = [paid, paid - 500].map((consumed) => reportBackRow("ngo", "1", consumed, paid - consumed));
    const answer = await call("hanna", "registerReportBacks", {
      ...reportBackSheet(...rows),
      document: documentNamed("två", "2023-03-20"),
    });
    expect(answer).toMatchObject({ registered: 1, returned: 0, unidentified: 1 });
    const { unplaced } = await call("hanna", "unplaced", { year: 2022 });
    expect(unplaced).toMatchObject([{ document: answer.document, type: "report-backs", row: 3 }]);
    expect(unplaced[0]!.cells).toContain(String(paid - 500));
    await call("hanna", "place", { year: 2022, document: answer.document, row: 3, ...grant });
    expect((await call("hanna", "unplaced", { year: 2022 })).unplaced).toEqual([]);
    expect(await books(call)).toEqual({ held: 0, consumed: paid, repayable: 0 });
  });

  test("is late when the last day has passed", async () => {
    const { call } = await organisation("late");
    const late = async (asOf: string) =>
      (await call("hanna", "missingReportBacks", { year: 2022, asOf })).missing.map((one) => one.late);
    expect([await late("2023-03-31"), await late("2023-04-01")]).toEqual([[false], [true]]);
    await report(call, "sen", [paid, 0], {}, "2023-04-01");
    expect(await only(call)).toMatchObject({ received: "2023-04-01", late: true });
  });
});

describe("the official's own tags", () => {
  test("stay on the report and on the answer, whatever comes in; two who write at once do not overwrite each other", async () => {
    const { call } = await organisation("tags");
    await report(call, "rapport", [paid, 0], { "Våldsutövare: Använt": "ja" });
    const area = { area: "Våldsutövare", question: "anvant" };
    expect(
      await call("hanna", "tagReportBack", { ...name, tags: ["följ upp", "följ upp"], version: 0 }),
    ).toEqual({ version: 1 });
    await call("frida", "tagReportBack", { ...name, ...area, tags: ["gott exempel"], version: 0 });
    await expect(
      call("frida", "tagReportBack", { ...name, tags: ["annat"], version: 0 }),
    ).rejects.toMatchObject({
      code: "conflict",
    });
    await report(call, "rättad", [90_000, 10_000]);
    expect(await only(call)).toMatchObject({ tags: ["följ upp"] });
    const { tags } = await call("rut", "reportAnswers", { year: 2022 });
    expect(new Set(tags.map(({ area, question, tags }) => [area, question, ...tags].join(" ")))).toEqual(
      new Set(["  följ upp", "Våldsutövare anvant gott exempel"]),
    );
    expect(await call("hanna", "tagReportBack", { ...name, tags: [], version: 1 })).toEqual({ version: 2 });
    expect(await only(call)).toMatchObject({ tags: [] });
    const { records } = await call("rut", "audit", { chain: "2022-ideell" });
    expect(records.filter(({ action }) => action === "egna taggar ändrade")).toHaveLength(3);
    expect(JSON.stringify(records)).not.toMatch(/följ upp|gott exempel/);
  });

  test("hang on a report that is there", async () => {
    const { call } = await organisation("untagged");
    await expect(call("hanna", "tagReportBack", { ...name, tags: ["x"], version: 0 })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

test("who takes part: the year here beside the published grants of 2013, and who never has", async () => {
  const { call } = await organisation("participation");
  await report(call, "rapport", [paid - 5000, 5000]);
  const { recipients, distinct, years } = await call("rut", "participation", {});
  expect(years).toEqual([2013, 2022]);
  const of = (kind: string, code: string) => recipients.find((one) => one.kind === kind && one.code === code);
  expect(of("ngo", "1")).toMatchObject({
    name: "Kvinnojouren 1",
    paid,
    repaid: 5000,
    never: false,
    alwaysRepays: false,
  });
  const norsjo = of("municipality", "2417")!;
  expect(norsjo).toMatchObject({ name: "Norsjö", granted: 500_000, paid: null });
  expect(norsjo.years[0]!.source).toContain("2014");
  expect(of("region", "01")).toMatchObject({ never: true, years: [] });
  expect(distinct.find(({ kind }) => kind === "region")).toEqual({
    kind: "region",
    granted: 0,
    never: 21,
    of: 21,
  });
});

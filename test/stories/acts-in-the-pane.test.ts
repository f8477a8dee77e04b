import { afterAll, beforeAll, describe, expect, test } from "vitest";

import {
  decideRedistribution,
  decideRoundMoney,
  isRedistributable,
  previewRedistribution,
  takesMoney,
} from "../../addin/taskpane/allocation/round-acts.ts";
import { fileWith, personOf } from "../../addin/taskpane/cases/people.ts";
import { registerMoney, showBooked, showPaid } from "../../addin/taskpane/decisions/money.ts";
import { ordersOf, unpaidOf } from "../../addin/taskpane/decisions/orders.ts";
import { createPane, type Pane } from "../../addin/taskpane/pane.ts";
import {
  accountCarriedOver,
  decideCarryOver,
  setTags,
  settleCorrection,
} from "../../addin/taskpane/report-backs/acts.ts";
import { noSettings } from "../../addin/settings.ts";
import type { Cell } from "../../shared/cell.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "../addin/desk.ts";
import { ownSheet } from "../addin/own-sheet.ts";
import {
  documentNamed,
  reportBackRow,
  reportBackSheet,
  requisitionRow,
  requisitionSheet,
  giro,
} from "../functions/office.ts";

/**
 * What has no sheet of its own, done from the pane by those whose work it is, in one workbook and the whole service
 * (exempeldata): people and checks of a recipient, a rejection, money that is declined or comes back, a proposal
 * declined, own tags, and money carried over and accounted for. The sheets of the workbook are seen to follow.
 */
const round = "2022-kommun-1";
const ngo = "2022-ideell";
const year = 2022;
const ground = "Exempeldata: se ärendet";

const clock = { now: new Date("2022-11-16T10:00:00.000Z") };
let office: Office;
let desk: Desk;
const state = { acts: 0 };
const once = () => ({ idempotencyKey: `acts-in-the-pane-${(state.acts += 1)}` });

beforeAll(async () => {
  office = await openOffice({ now: () => clock.now });
  desk = await openDesk(office.as("hanna"));
  const hanna = office.as("hanna");
  await hanna.call(
    "registerRequisitions",
    {
      ...requisitionSheet(
        requisitionRow(round, "1440", 100_000, { received: "2022-11-10" }),
        requisitionRow(round, "1402", 100_000, { wantsMore: "ja" }),
        requisitionRow(round, "1407", 100_000),
      ),
      document: documentNamed("tre rekvisitioner", "2022-11-10"),
    },
    once(),
  );
  await granted(ngo, "1", 80_000, "2022-04-01");
});
afterAll(async () => {
  desk.leave();
  await office.close();
});

/** A grant that was decided elsewhere, registered and paid. */
async function granted(of: string, code: string, amount: number, date: string): Promise<string> {
  const grants = [{ code, name: `Exempel ${code}`, orgnr: null, account: giro, amount }];
  const act = { round: of, decidedBy: "Generaldirektören", date, dnr: "4/2022", ground, grants };
  const { id } = await office.as("hanna").call("registerGrants", act, once());
  await paidOut(of, id, date);
  return id;
}

async function paidOut(of: string, decision: string, date: string): Promise<void> {
  const { id } = await office.as("eva").call("attestPayment", { round: of, decision }, once());
  await office.as("eva").call("pay", { round: of, payment: id, date }, once());
}

/** The pane of somebody who sits down at the workbook, signed in, in a year. */
async function paneOf(person: string, of = year): Promise<Pane> {
  const api = office.as(person);
  const kept = { ...noSettings, year: of, welcomed: true };
  const pane = createPane({
    commands: desk.commandsOf(api),
    call: (name, request, options) => api.call(name, request, options),
    signIn: {
      token: () => Promise.resolve(""),
      resume: () => Promise.resolve(true),
      signIn: () => Promise.resolve(),
      signOut: () => undefined,
      people: null,
    },
    settings: {
      read: () => kept,
      change: (changes) => {
        Object.assign(kept, changes);
      },
    },
    environment: "local",
    today: () => clock.now.toISOString().slice(0, 10),
  });
  await pane.resume();
  return pane;
}

/** What a recipient's row of a sheet says under these headings. */
async function inSheet(sheet: string, name: string, ...headings: readonly string[]): Promise<Cell[]> {
  const { rows, column } = await ownSheet(desk, sheet);
  const row = rows.find((cells) => cells.includes(name))!;
  return headings.map((heading) => row[column(heading)]!);
}

/** The same of "Saldo", brought up to date. */
async function balance(name: string, ...headings: readonly string[]): Promise<Cell[]> {
  await desk.commands.refreshBalances(year, patiently());
  return inSheet("Saldo", name, ...headings);
}

/** The tab has done its work, and says this of it. */
function said<T>(tab: {
  readonly machine: { readonly get: () => { readonly at: string } };
  readonly shown: () => T | null;
}): T {
  expect(tab.machine.get()).toMatchObject({ at: "full" });
  return tab.shown()!;
}

describe("Ärenden", () => {
  const one = { round: ngo, recipient: "ngo:1" };
  const ale = { round, recipient: "municipality:1440" };

  test("people and checks of a recipient are written, and what was lacking is not", async () => {
    const { cases } = await paneOf("hanna");
    await cases.open();
    await cases.openCase(one);
    const before = said(cases).opened!;
    expect(before.warnings).toHaveLength(4);
    const nobody = {
      name: "",
      title: "",
      email: "",
      phone: "",
      from: "",
      to: "",
      approved: "",
      document: "",
    };
    const contact = personOf("contacts", { ...nobody, name: "Karin Exempel", email: "kassor@example.se" });
    await cases.act("writeRecipientFile", fileWith(before, "contacts", [contact]));
    const signatory = personOf("signatories", { ...nobody, name: "Olle Exempel", from: "2022-01-01" });
    await cases.act("writeRecipientFile", fileWith(said(cases).opened!, "signatories", [signatory]));
    const ombud = {
      ...nobody,
      name: "Oskar Exempel",
      from: "2022-02-01",
      to: "2022-06-30",
      approved: "2022-02-05",
    };
    await cases.act(
      "writeRecipientFile",
      fileWith(said(cases).opened!, "representatives", [personOf("representatives", ombud)]),
    );
    expect(said(cases).said).toBe("people");
    for (const check of ["statutes", "signatory", "auditor", "account"] as const)
      await cases.act("checkRecipient", { recipient: one.recipient, check, holds: true });
    const { file, warnings } = said(cases).opened!;
    expect(file).toMatchObject({
      contacts: [{ name: "Karin Exempel", title: null, email: "kassor@example.se" }],
      signatories: [{ name: "Olle Exempel", from: "2022-01-01", to: null }],
      representatives: [{ name: "Oskar Exempel", approved: "2022-02-05" }],
    });
    expect(warnings).toEqual([
      "Fullmakten för ombudet Oskar Exempel gällde till 2022-06-30. Begär en ny uppgift.",
    ]);

    // What a colleague has changed meanwhile is not written over.
    await cases.act("writeRecipientFile", fileWith(before, "contacts", []));
    expect(cases.machine.get()).toMatchObject({ at: "failed" });
    expect(cases.shown()!.opened!.file.contacts).toHaveLength(1);
  });

  test("a late requisition is rejected: prepared in the case, decided in Beslut, and its money is free", async () => {
    await desk.commands.refreshCases(year, patiently());
    expect(await inSheet("Ärenden", "Ale", "Läge")).toEqual(["Komplettering begärd"]);
    const [allotted] = await balance("Ale", "Tilldelat");
    expect(allotted).toBeGreaterThan(100_000);

    const { cases } = await paneOf("hanna");
    await cases.open();
    await cases.openCase(ale);
    expect(said(cases).opened!.rejectionGrounds.map(({ id }) => id)).toContain("for-sen");
    await cases.act("prepareRejection", { ...ale, grounds: ["for-sen"], reason: ground });
    expect(said(cases)).toMatchObject({ said: "rejection", opened: { state: "approved" } });

    const { decisions } = await paneOf("bo");
    await decisions.open();
    const prepared = said(decisions).list.decisions.find(({ id }) => id.startsWith("avslag-"))!;
    await decisions.show(prepared);
    expect(said(decisions).opened).toMatchObject({ ground, lines: [{ name: "Ale", outcome: "rejected" }] });
    await decisions.decide({ date: "2022-11-16", dnr: "9/2022", ground });
    expect(said(decisions).notice).toEqual({ what: "decided" });

    expect(await balance("Ale", "Tilldelat", "Ej beslutat", "Utbetalt")).toEqual([0, 0, 0]);
    await desk.commands.refreshCases(year, patiently());
    expect(await inSheet("Ärenden", "Ale", "Läge")).toEqual(["Avslagen"]);
    const { rounds } = await office.as("eva").call("status", { year });
    expect(rounds.find(({ id }) => id === round)!.pool).toBe(allotted);

    await cases.act("prepareRejection", { ...ale, grounds: ["for-sen"], reason: ground });
    expect(cases.machine.get()).toMatchObject({ at: "failed" });
  });
});

describe("Beslut", () => {
  const decided = { id: "" };

  beforeAll(async () => {
    const { id } = await office.as("hanna").call("prepareDecision", { round }, once());
    const act = { round, decision: id, date: "2022-11-16", dnr: "2/2022", ground };
    await office.as("bo").call("decide", act, once());
    decided.id = id;
  });

  async function opened(person: string): Promise<Pane> {
    const pane = await paneOf(person);
    await pane.decisions.open();
    await pane.decisions.show({ round, id: decided.id });
    return pane;
  }

  test("a recipient declines a part of what is decided", async () => {
    expect(await balance("Öckerö", "Att betala ut")).toEqual([100_000]);
    const pane = await opened("hanna");
    const declined = {
      code: "1407",
      decision: decided.id,
      amount: 30_000,
      date: "2022-11-16",
      dnr: "9/2022",
    };
    await registerMoney(pane, "declined", declined);
    expect(said(pane.decisions).notice).toEqual({ what: "declined", kronor: 30_000 });
    expect(said(pane.decisions).opened!.lines.find(({ code }) => code === "1407")!.now).toBe(70_000);
    expect(await balance("Öckerö", "Att betala ut")).toEqual([70_000]);
  });

  test("what is decided is attested and paid, from the task on the start", async () => {
    const pane = await paneOf("eva");
    await pane.start.open();
    expect(pane.start.machine.get()).toMatchObject({
      tasks: expect.arrayContaining([{ id: "pay", round: "", number: 170_000, tab: "decisions" }]) as unknown,
    });
    await pane.decisions.open();
    const which = { round, id: decided.id };
    const shown = () => ordersOf(said(pane.decisions).orders, which);
    expect(unpaidOf(shown())).toEqual({ attest: 170_000, pay: 0 });
    await pane.decisions.show(which);
    await registerMoney(pane, "attested", { decision: decided.id });
    expect(said(pane.decisions).notice).toEqual({ what: "attested", kronor: 170_000 });
    expect(shown()).toMatchObject({ toAttest: null, orders: [{ state: "attested", recipients: 2 }] });
    expect(unpaidOf(shown())).toEqual({ attest: 0, pay: 170_000 });
    expect(await balance("Partille", "Utbetalt", "Att betala ut")).toEqual([0, 100_000]);

    const payment = shown().orders[0]!.id;
    await registerMoney(pane, "paid", { payment, date: "2022-11-15" });
    // The money did not leave before it was decided: said so, and nothing is booked.
    expect(pane.decisions.machine.get()).toMatchObject({
      at: "failed",
      detail: expect.stringContaining("beslutet om utbetalning") as unknown,
    });
    expect(unpaidOf(ordersOf(pane.decisions.shown()!.orders, which))).toEqual({ attest: 0, pay: 170_000 });
    await registerMoney(pane, "paid", { payment, date: "2022-11-16" });
    expect(said(pane.decisions).notice).toEqual({ what: "paid", kronor: 170_000 });
    expect(shown().orders).toMatchObject([{ id: payment, state: "paid", date: "2022-11-16" }]);
    await pane.start.open();
    expect(JSON.stringify(pane.start.machine.get())).not.toContain('"id":"pay"');
  });

  test("a payment comes back and is payable again; another is repaid by the recipient's own will", async () => {
    expect(await balance("Partille", "Utbetalt", "Att betala ut")).toEqual([100_000, 0]);
    const pane = await opened("eva");
    await showPaid(pane);
    const line = said(pane.decisions).paid!.find(({ name }) => name === "Partille")!;
    expect(line.amount).toBe(100_000);
    const { payment, code } = line;
    await registerMoney(pane, "returned", { payment, code, date: "2022-11-16" });
    expect(said(pane.decisions)).toMatchObject({ notice: { what: "returned", kronor: 100_000 }, paid: null });
    expect(await balance("Partille", "Utbetalt", "Att betala ut")).toEqual([0, 100_000]);
    await showPaid(pane);
    expect(said(pane.decisions).paid!.map(({ name }) => name)).toEqual(["Öckerö"]);

    const repaid = { code: "1407", amount: 20_000, date: "2022-11-16", dnr: "10/2022" };
    await registerMoney(pane, "repaid", repaid);
    expect(await balance("Öckerö", "Återbetalt", "Ej återrapporterat")).toEqual([20_000, 50_000]);
  });

  test("a repayment booked by mistake is found by its recipient and reversed, once", async () => {
    const pane = await opened("eva");
    const wrong = { code: "1407", amount: 5000, date: "2022-11-16", dnr: "12/2022" };
    await registerMoney(pane, "repaid", wrong);
    await showBooked(pane, "1407");
    const { repayments } = said(pane.decisions).booked!;
    expect(repayments.map(({ date, amount }) => [date, amount])).toEqual([
      ["2022-11-16", 20_000],
      ["2022-11-16", 5000],
    ]);
    const repayment = repayments[1]!.id;
    const reversal = { repayment, date: "2022-11-16", dnr: "12/2022", reason: "Fel mottagare (exempeldata)" };
    await registerMoney(pane, "reversed", reversal);
    expect(said(pane.decisions)).toMatchObject({ notice: { what: "reversed", kronor: 5000 }, booked: null });
    expect(await balance("Öckerö", "Återbetalt", "Ej återrapporterat")).toEqual([20_000, 50_000]);
    await showBooked(pane, "1407");
    expect(said(pane.decisions).booked!.repayments.map(({ amount }) => amount)).toEqual([20_000]);
    const { notes } = await office.as("hanna").call("case", { round, recipient: "municipality:1407" });
    expect(notes.map(({ text }) => text).join()).toContain("Fel mottagare (exempeldata)");
  });

  test("a case officer is refused what is for the finance officer, and nothing is moved", async () => {
    const pane = await opened("hanna");
    await registerMoney(pane, "repaid", { code: "1407", amount: 1, date: "2022-11-16", dnr: "11/2022" });
    expect(pane.decisions.machine.get()).toMatchObject({ at: "forbidden" });
    expect(await balance("Öckerö", "Återbetalt")).toEqual([20_000]);
  });
});

describe("Fördelning", () => {
  const act = { date: "2022-11-16", dnr: "13/2022", ground };

  test("what was not requisitioned is previewed by the case officer and redistributed by the decision-maker", async () => {
    const [before] = await balance("Partille", "Tilldelat");
    const hanna = await paneOf("hanna");
    await hanna.allocation.open(round);
    expect(isRedistributable(said(hanna.allocation))).toBe(true);
    await previewRedistribution(hanna, { capPerRecipient: 50_000 });
    const { answer } = said(hanna.allocation).redistribution!;
    expect(answer.shares).toMatchObject([{ code: "1402", amount: 50_000 }]);
    expect(answer.left).toBe(answer.pool - 50_000);
    await decideRedistribution(hanna, act);
    expect(hanna.allocation.machine.get()).toMatchObject({ at: "forbidden" });

    const { allocation, ...bo } = await paneOf("bo");
    await allocation.open(round);
    await previewRedistribution({ allocation, ...bo }, { capPerRecipient: 50_000 });
    const decide = (changes: object) => decideRedistribution({ allocation, ...bo }, { ...act, ...changes });
    // What has come in since is not decided on unseen.
    const since = requisitionSheet(requisitionRow(round, "1489", 1000));
    const document = documentNamed("en till", "2022-08-20");
    await office.as("hanna").call("registerRequisitions", { ...since, document }, once());
    await decide({});
    const changed = { at: "failed", detail: expect.stringContaining("Underlaget har ändrats") as unknown };
    expect(allocation.machine.get()).toMatchObject(changed);
    await previewRedistribution({ allocation, ...bo }, { capPerRecipient: 50_000 });
    const { left } = said(allocation).redistribution!.answer;
    expect(left).toBe(answer.left - 1000);
    // While requisitions still come in it is decided only when it is said that it is meant.
    await decide({ date: "2022-09-01" });
    const refused = { at: "failed", detail: expect.stringContaining("till och med 2022-09-01") as unknown };
    expect(allocation.machine.get()).toMatchObject(refused);
    expect(allocation.shown()!.redistribution).not.toBeNull();
    expect(await balance("Partille", "Tilldelat")).toEqual([before]);
    await decide({});
    expect(said(allocation)).toMatchObject({
      notice: { what: "redistributed", total: 50_000, recipients: 1, left },
      redistribution: null,
      standing: { closed: true, pool: left },
    });
    expect(isRedistributable(said(allocation))).toBe(false);
    expect(await balance("Partille", "Ej beslutat")).toEqual([50_000]);
  });

  test("the money of a round is what the government decided late, until its key is fixed", async () => {
    const topUp = "2022-kommun-2";
    const pane = await paneOf("hanna");
    const { allocation } = pane;
    await allocation.open(topUp);
    await allocation.preview();
    await allocation.prepare();
    const total = said(allocation).standing.amount;
    await allocation.preview();
    const decided = { amount: total + 1_000_000, date: "2022-11-16", dnr: "14/2022" };
    await decideRoundMoney(pane, decided);
    expect(said(allocation)).toMatchObject({
      notice: { what: "money", total: decided.amount },
      standing: { amount: decided.amount },
      // What was previewed was of other money.
      allocation: { state: "preliminary", amount: total },
    });
    await allocation.prepare();
    const bo = await paneOf("bo");
    await bo.allocation.open(topUp);
    bo.allocation.decide(true);
    await bo.allocation.fix(act);
    expect(said(bo.allocation)).toMatchObject({ allocation: { state: "fixed", total: decided.amount } });
    expect(takesMoney(said(bo.allocation))).toBe(false);
    await decideRoundMoney(pane, { ...decided, amount: total });
    const refused = { at: "failed", detail: expect.stringContaining("redan fördelade") as unknown };
    expect(allocation.machine.get()).toMatchObject(refused);
  });
});

describe("Återrapportering", () => {
  const exempel = "Exempel 1";
  const report = async (name: string, consumed: number, repaid: number): Promise<void> => {
    const row = reportBackRow("ngo", "1", consumed, repaid, {
      received: "2022-11-12",
      ...(repaid > 0 && { reasons: "Annat" }),
    });
    const document = documentNamed(name, "2022-11-12");
    await office.as("hanna").call("registerReportBacks", { ...reportBackSheet(row), document }, once());
  };
  async function opened(): Promise<Pane> {
    const pane = await paneOf("hanna");
    await pane.reportBacks.open();
    pane.reportBacks.read(0);
    return pane;
  }

  test("a proposal is declined: the report stands, and the sheet follows", async () => {
    await report("rapport", 80_000, 0);
    await report("rättad", 50_000, 30_000);
    await desk.commands.fetchReportBacks(year, patiently());
    expect(await inSheet("Återrapportering", exempel, "Läge", "Förbrukat")).toEqual([
      "Rättelse att godta",
      80_000,
    ]);
    const pane = await opened();
    const [waiting] = said(pane.reportBacks).reports;
    await settleCorrection(pane, "declineCorrection", waiting!, "Saknar underlag (exempeldata)");
    expect(said(pane.reportBacks)).toMatchObject({
      said: { what: "declined", name: exempel },
      reports: [{ consumed: 80_000, correction: null }],
      read: 0,
    });
    const [place, consumed] = await inSheet("Återrapportering", exempel, "Läge", "Förbrukat");
    expect(place).not.toBe("Rättelse att godta");
    expect(consumed).toBe(80_000);
    expect(await balance(exempel, "Förbrukat", "Att återbetala")).toEqual([80_000, 0]);

    await settleCorrection(pane, "acceptCorrection", waiting!, "För sent");
    expect(pane.reportBacks.machine.get()).toMatchObject({ at: "failed" });
    expect(await balance(exempel, "Förbrukat")).toEqual([80_000]);
  });

  test("tags of our own are added, taken away and brought back, in the service and in the sheet", async () => {
    const pane = await opened();
    const shown = () => said(pane.reportBacks).reports[0]!;
    await setTags(pane, shown(), ["följ upp", "bra exempel"]);
    expect(await inSheet("Återrapportering", exempel, "Egna taggar")).toEqual(["följ upp; bra exempel"]);
    await setTags(pane, shown(), ["bra exempel"]);
    expect(shown().tags).toEqual(["bra exempel"]);
    const { said: notice } = said(pane.reportBacks);
    expect(notice).toMatchObject({ what: "newTags", name: exempel });
    if (notice !== null && "undo" in notice) await notice.undo!();
    expect(shown().tags).toEqual(["följ upp", "bra exempel"]);
    expect(await inSheet("Återrapportering", exempel, "Egna taggar")).toEqual(["följ upp; bra exempel"]);
    // What the sheet holds is what the service holds: saving the sheet's tags changes nothing.
    expect(await desk.commands.saveTags(year, patiently())).toBe(0);
  });

  test("money asked to be carried over is decided by the decision-maker", async () => {
    // A sheet is of one year: another year has a workbook of its own.
    desk.leave();
    desk = await openDesk(office.as("hanna"));
    await granted("2013-kommun", "1480", 500_000, "2013-05-01");
    const rows: Cell[][] = [
      ["Mottagartyp", "Kod", "Förbrukat", "Överfört", "Återbetalas", "Rutiner: Läge", "Inkom"],
      ["kommun", "1480", 300_000, 150_000, 50_000, "Pågår vid årsskiftet", "2014-04-10"],
    ];
    const document = documentNamed("2013", "2014-04-10");
    const sheet = { year: 2013, sheet: "Blad1", rows, document };
    await office.as("hanna").call("registerReportBacks", sheet, once());

    const pane = await paneOf("bo", 2013);
    await pane.reportBacks.open();
    const [waiting] = said(pane.reportBacks).reports;
    expect(waiting!.awaitingDecision).toBe(150_000);
    const decision = { amount: 100_000, lastDay: "2014-12-31", date: "2014-05-01", dnr: "2/2014", ground };
    await decideCarryOver(pane, waiting!, decision);
    expect(said(pane.reportBacks)).toMatchObject({
      said: { what: "carried" },
      reports: [{ awaitingDecision: 0 }],
    });
    await desk.commands.refreshBalances(2013, patiently());
    expect(await inSheet("Saldo", "1480", "Överfört", "Att återbetala")).toEqual([100_000, 100_000]);
  });

  test("what was carried over is accounted for by the case officer, and the rest is to be paid back", async () => {
    const pane = await paneOf("hanna", 2013);
    await pane.reportBacks.open();
    const [carried] = said(pane.reportBacks).reports;
    expect(carried!.toAccount).toBe(100_000);
    const account = { consumed: 60_000, date: "2015-03-01", dnr: "5/2015" };
    await accountCarriedOver(pane, carried!, { ...account, consumed: 100_001 });
    expect(pane.reportBacks.machine.get()).toMatchObject({ at: "failed" });
    await accountCarriedOver(pane, carried!, account);
    expect(said(pane.reportBacks)).toMatchObject({
      said: { what: "accounted" },
      reports: [{ toAccount: 0 }],
    });
    await desk.commands.refreshBalances(2013, patiently());
    const headings = ["Överfört", "Förbrukat", "Att återbetala"];
    expect(await inSheet("Saldo", "1480", ...headings)).toEqual([0, 360_000, 140_000]);
  });
});

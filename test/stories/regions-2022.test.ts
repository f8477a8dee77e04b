import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Cell } from "../../shared/cell.ts";
import { formatKronor } from "../../shared/money.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "../addin/desk.ts";
import { ownSheet } from "../addin/own-sheet.ts";
import { reportBackRow, reportBackSheet, requisitionRow, requisitionSheet } from "../functions/office.ts";
import { readPdf, readWord, squeezed } from "../support/open-letter.ts";

/**
 * The regions of 2022 (exempeldata): from a key that waits for the government's decision to the report-backs, where
 * one is corrected (Östergötland), one late (Jönköping), one faulty (Kronoberg) and one missing (Kalmar).
 */
const round = "2022-region";
const year = 2022;
const act = { ground: "Regeringens beslut (exempeldata)", dnr: "Exempel 2022-7" };

const clock = { now: new Date("2022-03-10T10:00:00.000Z") };
const on = (day: string): void => void (clock.now = new Date(`${day}T10:00:00.000Z`));

const mails = mkdtempSync(join(tmpdir(), "fordela-mails-"));
let office: Office;
let desk: Desk;
let allotted: ReadonlyMap<string, number>;
let decision: string;
beforeAll(async () => {
  office = await openOffice({ now: () => clock.now, letters: mails, keys: [] });
  desk = await openDesk(office.as("hanna"));
});
afterAll(async () => {
  desk.leave();
  await office.close();
  rmSync(mails, { recursive: true });
});

const kr = (kronor: number): string => `${formatKronor(kronor)}\u00a0kr`;

/** Both forms of a letter say these words. */
async function expectSaid(
  write: (format: "docx" | "pdf") => Promise<{ readonly bytes: Uint8Array }>,
  words: readonly string[],
): Promise<void> {
  const word = await readWord((await write("docx")).bytes);
  const pdf = await readPdf((await write("pdf")).bytes);
  for (const one of words) {
    expect(word).toContain(one);
    expect(pdf).toContain(squeezed(one));
  }
}

/** Types a sheet as it came in by mail, checks it and registers it. */
async function reportsCameIn(name: string, received: string, ...rows: Cell[][]) {
  await desk.type(name, "A1", reportBackSheet(...rows).rows);
  const checked = await desk.commands.checkReportBacks(year, patiently());
  const answer = await desk.commands.registerReportBackSheet(
    year,
    { received, channel: "e-post" },
    patiently(),
  );
  return { checked, answer };
}

const report = (code: string, consumed: number, repaid: number, received: string): Cell[] =>
  reportBackRow("region", code, consumed, repaid, { received, ...(repaid > 0 && { reasons: "Annat" }) });
const paidTo = (code: string): number => allotted.get(code)!;

describe("the regions of 2022", () => {
  test("a key before the government has decided is preliminary in every cell, and nothing can be paid", async () => {
    await desk.commands.prepareKey(round, {});
    const preliminary = await office.as("hanna").call("allocation", { round });
    await desk.commands.insertAllocation(preliminary, patiently());
    const { rows, column } = await ownSheet(desk, "Fördelning");
    expect(rows).toHaveLength(21);
    for (const row of rows) expect(row[column("Nyckel")]).toBe("Preliminär");
    await expect(desk.commands.prepareDecision(round)).rejects.toMatchObject({
      detail: expect.stringContaining("preliminär nyckel kan inte betalas") as string,
    });
  });

  test("the decision comes late and is for less: the key is made anew of that, and fixed", async () => {
    on("2022-04-05");
    const money = { round, amount: 30_000_000, date: "2022-04-01", dnr: "S2022/1" };
    await office.as("hanna").call("decideRoundMoney", money, { idempotencyKey: "late-decision" });
    const { id } = await desk.commands.prepareKey(round, {});
    await desk.commandsOf(office.as("bo")).fixKey(round, id, { date: "2022-04-05", ...act });
    const key = await office.as("hanna").call("allocation", { round });
    expect([key.state, key.total]).toEqual(["fixed", 30_000_000]);
    allotted = new Map(key.allotments.map(({ code, amount }) => [code, amount]));
  });

  test("four regions ask; the one with a fault is asked to complete, by a letter that is opened and read", async () => {
    on("2022-05-03");
    const asked = (code: string): Cell[] => requisitionRow(round, code, paidTo(code));
    const faulty = requisitionRow(round, "08", paidTo("08"), { account: "5050-1056" });
    const { rows } = requisitionSheet(asked("05"), asked("06"), asked("07"), faulty);
    await desk.type("Rekvisitioner", "A1", rows);
    const check = await desk.commands.check(patiently());
    expect(
      await desk.commands.register(check, await desk.commands.suggestIncoming(check), patiently()),
    ).toMatchObject({ registered: 3, returned: 1 });
    const from = { round, recipient: "region:08" };
    await desk.commands.actOnCases("requestCompletion", {
      year,
      of: "requisition",
      from,
      answerBy: "2022-05-20",
    });
    const { completions } = await office.as("hanna").call("completions", { year });
    expect(completions).toHaveLength(1);
    await expectSaid(
      (format) => desk.commands.completionLetter(year, completions[0]!.id, format),
      [
        "Begäran om komplettering",
        "Region Kalmar län",
        "Kontonumrets kontrollsiffra stämmer inte. Ange ett riktigt kontonummer.",
        "senast 2022-05-20",
        "Hanna Handläggare",
      ],
    );
    const account = rows[0]!.indexOf("Kontonummer");
    expect(account).toBeGreaterThan(0);
    await desk.type("Rekvisitioner", `${String.fromCharCode(65 + account)}5`, [["5050-1055"]]);
    const completed = await desk.commands.check(patiently());
    await desk.commands.register(completed, await desk.commands.suggestIncoming(completed), patiently());
    const again = await office.as("hanna").call("completions", { year });
    expect(again.completions[0]!.answer).not.toBeNull();
  });

  test("all four are decided, paid and told; each letter is opened and read", async () => {
    on("2022-09-20");
    const prepared = await desk.commands.prepareDecision(round);
    decision = prepared.id;
    await desk.commands.presentDecision({ round, decision });
    await desk.commandsOf(office.as("bo")).decide({ round, decision, date: "2022-09-12", ...act });
    const eva = office.as("eva");
    const { id: payment } = await eva.call(
      "attestPayment",
      { round, decision },
      { idempotencyKey: "attest-2022" },
    );
    await eva.call("pay", { round, payment, date: "2022-09-20" }, { idempotencyKey: "pay-2022-regions" });
    const codes = ["05", "06", "07", "08"];
    const way = { round, decision, date: "2022-09-15", way: "e-post", format: "docx" } as const;
    expect(await desk.commands.dispatch(way, codes, patiently())).toBe(4);
    for (const code of codes)
      await expectSaid(
        (format) => desk.commands.letter(round, decision, code, format),
        [
          `rekvirerade medel på ${kr(paidTo(code))}`,
          act.dnr,
          act.ground,
          "Beloppet betalas ut till bankgiro 5050-1055.",
          "Återrapporten ska ha kommit in senast",
          "Bo Beslutsfattare",
        ],
      );
  });

  test("one report comes in time and one is faulty: asked for completion, and mended", async () => {
    on("2023-03-20");
    const first = await reportsCameIn(
      "Mars",
      "2023-03-20",
      report("05", paidTo("05"), 0, "2023-03-15"),
      report("07", 1000, 0, "2023-03-16"),
    );
    expect(first.checked.problems.filter(({ severity }) => severity === "error")).toMatchObject([
      { rule: "summan-stammer" },
    ]);
    expect(first.answer).toMatchObject({ registered: 1, returned: 1 });
    await desk.commands.actOnCases("requestCompletion", {
      year,
      of: "report",
      from: { round, recipient: "region:07" },
      answerBy: "2023-03-30",
    });
    const { completions } = await office.as("hanna").call("completions", { year });
    const open = completions.find(({ recipient }) => recipient === "region:07")!;
    await expectSaid(
      (format) => desk.commands.completionLetter(year, open.id, format),
      ["Vi har tagit emot återrapporten från Region Kronoberg", "senast 2023-03-30"],
    );
    on("2023-03-28");
    const mended = await reportsCameIn(
      "Komplettering",
      "2023-03-28",
      report("07", paidTo("07") - 50_000, 50_000, "2023-03-28"),
    );
    expect(mended.answer).toMatchObject({ registered: 1, returned: 0 });
  });

  test("one comes late; one that stands is corrected, and counts when it is accepted", async () => {
    on("2023-04-12");
    await reportsCameIn("April", "2023-04-11", report("06", paidTo("06"), 0, "2023-04-11"));
    const { answer } = await reportsCameIn(
      "Rättelse",
      "2023-04-12",
      report("05", paidTo("05") - 100_000, 100_000, "2023-04-12"),
    );
    expect(answer).toMatchObject({ registered: 0, corrections: 1 });
    const accepted = {
      year,
      kind: "region",
      code: "05",
      document: answer.document,
      reason: "Regionens rättelse stämmer med dess bokföring (exempeldata).",
    } as const;
    await desk.commands.actOnReport("acceptCorrection", accepted, patiently());
    const { reportBacks } = await office.as("hanna").call("reportBacks", { year });
    expect(reportBacks.map(({ code, late, state, repaid }) => [code, late, state, repaid])).toEqual([
      ["05", false, "submitted", 100_000],
      ["06", true, "submitted", 0],
      ["07", false, "submitted", 50_000],
    ]);
  });

  test("the one that is missing is reminded, once, by a mail that is opened and read", async () => {
    const list = await desk.commands.reminders(year, patiently());
    await desk.commands.insertReminders(year, list, patiently());
    const { outcomes } = await desk.commands.sendReminders(year, list, patiently());
    const sent = outcomes.filter(({ outcome }) => outcome === "sent").map(({ reminder }) => reminder.code);
    expect(sent).toEqual(["08"]);
    const [mail, ...more] = readdirSync(mails).map((name) => readFileSync(join(mails, name), "utf8"));
    expect(more).toEqual([]);
    const body = Buffer.from(mail!.split("\r\n\r\n")[1]!, "base64").toString();
    expect(body).toContain("statsbidraget 2022 till Region Kalmar");
    expect(body).toContain("Återrapporten skulle ha kommit in senast 2023-03-31.");
    expect(body).toMatch(/Vänliga hälsningar\s+Socialstyrelsen\s*$/);
  });

  test("every krona is accounted for, and the sheets say so", async () => {
    const asked = ["05", "06", "07", "08"].map(paidTo).reduce((a, b) => a + b, 0);
    const balances = await office.as("eva").call("balances", { year });
    const at = balances.roundIds.indexOf(round);
    expect(balances.totals[at]).toMatchObject({ amount: 30_000_000, budget: 0, unaccounted: 0 });
    const sum = (account: "held" | "consumed" | "repayable" | "allotted"): number =>
      balances.accounts[account].reduce(
        (all, kronor, i) => (balances.rounds[i] === at ? all + kronor : all),
        0,
      );
    expect(sum("consumed") + sum("repayable") + sum("held")).toBe(asked);
    expect([sum("held"), sum("repayable"), sum("allotted")]).toEqual([
      paidTo("08"),
      150_000,
      30_000_000 - asked,
    ]);
    await desk.commands.refreshBalances(year, patiently());
    await desk.commands.refreshCases(year, patiently());
    const cases = await ownSheet(desk, "Ärenden");
    const state = (code: string): Cell =>
      cases.rows.find((row) => row[cases.column("Kod")] === code)![cases.column("Läge")] ?? null;
    expect(["05", "06", "07", "08"].map(state)).toEqual([
      "Återrapporterad",
      "Återrapporterad",
      "Återrapporterad",
      "Utbetald",
    ]);
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ngoApplicationFile2013, ngoProposals2013 } from "../../preview/sample/ngo-application-file.ts";
import { groundOn } from "../../shared/application/grounds.ts";
import { outcomeName } from "../../shared/application/outcome.ts";
import { cellAddress } from "../../shared/address.ts";
import type { Cell } from "../../shared/cell.ts";
import { formatKronor } from "../../shared/money.ts";
import { findRound } from "../../shared/programmes/index.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "../addin/desk.ts";
import { ownSheet, sumOf } from "../addin/own-sheet.ts";
import { readWord } from "../support/open-letter.ts";

/** The NGOs of 2013: 152 applications, 14 of them joint, decided within 20 000 000 kronor (exempeldata). */
const round = findRound("2013-ideell")!;
const medel = 20_000_000;
const asked = 86_700_000;
const ground = "Ansökningarna är bedömda mot varandra inom medlen (exempeldata).";
const incoming = { received: "2013-03-01", channel: "e-post" } as const;
const file = await ngoApplicationFile2013();
const width = Math.max(...file.rows.map(({ length }) => length));
const rows = file.rows.map((row) => Array.from({ length: width }, (_, at): Cell => row[at] ?? null));
const headingRow = rows.findIndex((row) => row.includes("Sökande"));
const at = (heading: string): number => rows[headingRow]!.indexOf(heading);

let office: Office;
let desk: Desk;
let decision: string;
beforeAll(async () => {
  office = await openOffice();
  desk = await openDesk(office.as("hanna"));
});
afterAll(async () => {
  desk.leave();
  await office.close();
});

/** The rows of the file, changed where somebody has made a mess of them. */
function changed(changes: readonly (readonly [row: number, heading: string, cell: Cell])[]): Cell[][] {
  const copy = rows.map((row) => [...row]);
  for (const [row, heading, cell] of changes) copy[row]![at(heading)] = cell;
  return copy;
}

/** 0-based rows of the file: the first rows of the applications with members. */
const joint = rows.flatMap((row, i) => (i > headingRow && row[at("Medsökande")] !== null ? [i] : []));
const member = (i: number): string => String(rows[joint[i]!]![at("Medsökande")]).split("; ")[0]!;
const lead = (i: number): string => String(rows[joint[i]!]![at("Sökande")]);

describe("2013, NGOs", () => {
  test("the sample is what the report says, and the same each time: 152, 14 joint, 100 granted", async () => {
    expect((await ngoApplicationFile2013()).bytes).toEqual(file.bytes);
    expect(file.rows[0]![0]).toMatch(/^Exempeldata: /);
    expect(joint).toHaveLength(14);
    const counts = Object.fromEntries(
      Object.keys(outcomeName).map((outcome) => [
        outcome,
        ngoProposals2013.filter((one) => one.outcome === outcome).length,
      ]),
    );
    expect(counts).toEqual({ granted: 30, part: 70, rejected: 51, withdrawn: 1 });
    expect(ngoProposals2013.reduce((sum, { amount }) => sum + amount, 0)).toBe(medel);
  });

  test.each<[string, (readonly [number, string, Cell])[], string, string, RegExp]>([
    [
      "a member in two joint applications",
      [[joint[3]!, "Medsökande", `Föreningen Egen; ${member(1)}`]],
      "Medsökande",
      "medsokande-i-en-ansokan",
      new RegExp(
        `^Fråga sökandena vilken ansökan som gäller\\. ”${member(1)}” ingår också i ansökan på rad ${joint[1]! + 1}\\.$`,
      ),
    ],
    [
      "a member that applies itself",
      [[joint[3]!, "Medsökande", lead(0)]],
      "Medsökande",
      "medsokande-soker-inte-sjalv",
      new RegExp(`”${lead(0)}” söker själv på rad ${joint[0]! + 1}\\.$`),
    ],
    [
      "its own lead among its members",
      [[joint[3]!, "Medsökande", lead(3)]],
      "Medsökande",
      "medsokande-en-gang",
      /är själv huvudansvarig\.$/,
    ],
    [
      "a second application from the same",
      [
        [joint[3]!, "Sökande", lead(0).toUpperCase()],
        [joint[3]!, "Organisationsnummer", rows[joint[0]!]![at("Organisationsnummer")]!],
      ],
      "Sökande",
      "en-ansokan-per-sokande",
      new RegExp(`söker också på rad ${joint[0]! + 1}\\.`),
    ],
    [
      "more asked for than the activities cost",
      [[joint[3]!, "Sökt belopp", 90_000_000]],
      "Sökt belopp",
      "budget-ar-sokt-belopp",
      /men 90\u00a0000\u00a0000 kronor söks\.$/,
    ],
  ])("%s is told in the sheet, with text and place", async (_, changes, heading, rule, text) => {
    const name = `Prov ${rule.slice(0, 25)}`;
    await desk.type(name, "A1", changed(changes));
    const { problems, differing } = await desk.commands.checkApplications(round, patiently());
    const found = problems.filter((problem) => problem.rule === rule);
    const cell = cellAddress(joint[3]! + 1, at(heading));
    expect(found).toMatchObject([{ sheet: name, cell, text: expect.stringMatching(text) as unknown }]);
    expect(differing).toBe(false);
    const kontroll = (await desk.read(name))[joint[3]!]![width]!;
    expect(kontroll).toContain(`${heading}: ${found[0]!.text}`);
  });

  test("the applications are pasted into the sheet of the round, checked and registered", async () => {
    await desk.commands.newApplicationSheet(round, patiently());
    await desk.type("Ansökningar in", "A5", rows.slice(headingRow + 1));
    const check = await desk.commands.checkApplications(round, patiently());
    expect(check).toMatchObject({ sheet: "Ansökningar in", applications: 152, asked, problems: [] });
    expect(check.withoutProblems).toBe(rows.length - headingRow - 1);
    expect(await desk.commands.registerApplications(check, incoming, patiently())).toMatchObject({
      registered: 152,
      returned: 0,
      unidentified: 0,
    });
    const { applications, medel: there } = await desk.commands.applications(round);
    expect(there).toBe(medel);
    expect(applications.filter(({ members }) => members.length > 0)).toHaveLength(14);
    expect(new Set(applications.map(({ code }) => code)).size).toBe(152);
  });

  test("the assessment is filled in in the sheet; a krona above the medel is not prepared", async () => {
    await desk.commands.fetchApplications(round, patiently());
    const { column, first, rows: listed } = await ownSheet(desk, "Bedömning");
    const proposals = new Map(ngoProposals2013.map((one) => [one.name, one]));
    const letter = String.fromCharCode(65 + column("Utfall"));
    const fill = (more: number) =>
      desk.type(
        "Bedömning",
        `${letter}${first}`,
        listed.map((row) => {
          const { name, outcome, amount, grounds, rank } = proposals.get(String(row[column("Sökande")]))!;
          const added = name === ngoProposals2013.find((one) => one.outcome === "part")!.name ? more : 0;
          return [outcomeName[outcome], amount + added, grounds.join("; "), rank];
        }),
      );
    await fill(1);
    expect(await desk.commands.saveAssessments(round, patiently())).toMatchObject({ applications: 152 });
    await expect(desk.commands.prepareApplications(round)).rejects.toMatchObject({
      code: "rules-broken",
      extra: { total: medel + 1, left: medel },
    });
    await fill(0);
    expect(await desk.commands.saveAssessments(round, patiently())).toMatchObject({ applications: 1 });
  });

  test("the decision is taken by another: 100 granted, 51 rejected, 1 withdrawn, and every krona given out", async () => {
    const prepared = await desk.commands.prepareApplications(round);
    expect(prepared).toMatchObject({ recipients: 152, total: medel });
    decision = prepared.id;
    await desk.commands.writeApplicationDecision(round, decision, patiently());
    const annex = await ownSheet(desk, "Beslut ansökningar");
    expect(sumOf(annex, "Beviljat belopp")).toBe(medel);
    const outcomes = annex.rows.map((row) => row[annex.column("Utfall")]);
    expect(outcomes.filter((outcome) => outcome === outcomeName.rejected)).toHaveLength(51);
    expect(outcomes.filter((outcome) => outcome === outcomeName.withdrawn)).toHaveLength(1);

    const on = { round: round.id, decision };
    await desk.commands.presentDecision({ ...on, disqualified: [] });
    const bo = desk.commandsOf(office.as("bo"));
    await bo.decide({ ...on, date: "2013-06-13", dnr: "Exempel 2013-2", ground });
    const eva = office.as("eva");
    const order = await eva.call("attestPayment", on, { idempotencyKey: "attest-ngo-2013" });
    expect(order).toMatchObject({ recipients: 100, total: medel });
    const pay = { round: round.id, payment: order.id, date: "2013-06-20" };
    await eva.call("pay", pay, { idempotencyKey: "pay-ngo-2013" });
    const { totals, accounts, roundIds } = await eva.call("balances", { year: 2013 });
    expect(totals[roundIds.indexOf(round.id)]).toEqual({ amount: medel, budget: 0, pool: 0, unaccounted: 0 });
    expect(accounts.held.reduce((sum, kronor) => sum + kronor, 0)).toBe(medel);
  });

  test("there is a letter to each of the 152, and each says what became of the application", async () => {
    const { lines } = await office.as("hanna").call("decision", { round: round.id, decision });
    const way = { round: round.id, decision, date: "2013-06-17", way: "post", format: "pdf" } as const;
    const codes = lines.map(({ code }) => code);
    expect(await desk.commands.dispatch(way, codes, patiently())).toBe(152);
    const said = { granted: 0, part: 0, rejected: 0, withdrawn: 0 };
    const proposed = new Map(ngoProposals2013.map(({ name, grounds }) => [name, grounds]));
    for (const { code, name, amount, outcome } of lines) {
      const word = await readWord((await desk.commands.letter(round.id, decision, code, "docx")).bytes);
      const kr = `${formatKronor(amount)}\u00a0kr`;
      const words = {
        granted: `Socialstyrelsen beviljar ${name} ${kr}`,
        part: `Socialstyrelsen beviljar ansökan från ${name} i del, med ${kr}`,
        rejected: `Socialstyrelsen avslår ansökan från ${name}`,
        withdrawn: `Socialstyrelsen avskriver ansökan från ${name}`,
      };
      expect(word, name).toContain(words[outcome!]);
      for (const id of proposed.get(name)!) expect(word, name).toContain(groundOn(id, "2013-06-13")!.text);
      said[outcome!] += 1;
    }
    expect(said).toEqual({ granted: 30, part: 70, rejected: 51, withdrawn: 1 });
  }, 240_000);
});

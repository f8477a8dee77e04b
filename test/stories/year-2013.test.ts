import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  applicationFile2013,
  proposals2013,
  publishedList2013,
} from "../../preview/sample/application-file.ts";
import { outcomeName } from "../../shared/application/outcome.ts";
import { groundOn } from "../../shared/application/grounds.ts";
import type { Cell } from "../../shared/cell.ts";
import { formatKronor } from "../../shared/money.ts";
import { findRound } from "../../shared/programmes/index.ts";
import { r1Grants2013 } from "../../shared/published/r1-grants-2013.ts";
import { swedishRegister } from "../../shared/register/swedish-register.ts";
import { readPdf, readWord, squeezed } from "../support/open-letter.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "../addin/desk.ts";
import { ownSheet, sumOf } from "../addin/own-sheet.ts";

/** The municipalities of 2013, from the applications that came in to the letters about the decision (exempeldata). */
const round = findRound("2013-kommun")!;
const granted = 53_687_000;
const ground = "Ansökningarna är bedömda var för sig och mot varandra (exempeldata).";
/** As the law of that time says it; from July 2018 a decision is appealed "till" the court. */
const appeal = "Beslutet kan överklagas hos allmän förvaltningsdomstol.";

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

const square = (rows: readonly (readonly Cell[])[]): Cell[][] => {
  const width = Math.max(...rows.map(({ length }) => length));
  return rows.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? null));
};

describe("2013, municipalities", () => {
  test("the applications are pasted into the sheet of the round, checked and registered", async () => {
    const { rows } = await applicationFile2013();
    await desk.commands.newApplicationSheet(round, patiently());
    await desk.type("Ansökningar in", "A5", square(rows.slice(4)));
    const check = await desk.commands.checkApplications(round, patiently());
    expect(check).toMatchObject({
      sheet: "Ansökningar in",
      applications: 127,
      asked: 135_000_000,
      problems: [],
    });
    const answer = await desk.commands.registerApplications(
      check,
      { received: "2013-03-01", channel: "e-post" },
      patiently(),
    );
    expect(answer).toMatchObject({ registered: 127, returned: 0, unidentified: 0 });
  });

  test("the 106 grants of the report, pasted as a sheet: names are matched, 53 687 000 kr", async () => {
    await desk.type("Bilaga 2", "A1", square(publishedList2013));
    const check = await desk.commands.checkApplications(round, patiently());
    expect(check).toMatchObject({ sheet: "Bilaga 2", applications: 106, asked: granted });
    const told = new Set(check.problems.map(({ rule }) => rule));
    // What a list of grants lacks of an application, and that the applications themselves are registered.
    expect(told).toEqual(new Set(["rubrik-finns", "ansokan-inte-registrerad"]));
    const known = check.problems.filter(({ rule }) => rule === "ansokan-inte-registrerad");
    expect(known).toHaveLength(106);
  });

  test("districts are kept apart from their cities", async () => {
    const { applications } = await desk.commands.applications(round);
    const units = applications.filter(({ type }) => type === "unit");
    expect(units).toHaveLength(r1Grants2013.rows.filter(({ type }) => type === "district").length);
    for (const { code, name } of units) {
      expect(code).toMatch(/^(?:0180|1280|1480)\d\d$/);
      expect(name).toMatch(/^(?:Stockholms|Malmö|Göteborgs) stad, /);
    }
    expect(applications.find(({ name }) => name === "Malmö")).toMatchObject({ code: "1280" });
  });

  test("the assessment is filled in in the sheet and saved", async () => {
    await desk.commands.fetchApplications(round, patiently());
    const { column, first, rows } = await ownSheet(desk, "Bedömning");
    const proposals = new Map(proposals2013.map((one) => [one.name, one]));
    const letter = String.fromCharCode(65 + column("Utfall"));
    await desk.type(
      "Bedömning",
      `${letter}${first}`,
      rows.map((row) => {
        const { outcome, amount, grounds, rank } = proposals.get(String(row[column("Sökande")]))!;
        return [outcomeName[outcome], amount, grounds.join("; "), rank];
      }),
    );
    expect(await desk.commands.saveAssessments(round, patiently())).toMatchObject({
      at: "saved",
      applications: 127,
    });
  });

  test("the spread over the counties is that of the report", async () => {
    const counties = new Map(
      swedishRegister()
        .list("region")
        .map(({ countyLetter, county }) => [countyLetter, county]),
    );
    const published = new Map<string, number>();
    for (const { countyLetter, amount } of r1Grants2013.rows) {
      const county = counties.get(countyLetter)!;
      published.set(county, (published.get(county) ?? 0) + amount);
    }
    const spread = await ownSheet(desk, "Länsspridning");
    expect(spread.rows).toHaveLength(21);
    for (const row of spread.rows)
      expect(row[spread.column("Föreslås")]).toBe(published.get(String(row[spread.column("Län")])) ?? 0);
  });

  test("the decision is prepared: 106 granted, 21 rejected, 53 687 000 kr, each rejected with a ground", async () => {
    const prepared = await desk.commands.prepareApplications(round);
    expect(prepared).toMatchObject({ recipients: 127, total: granted });
    await desk.commands.writeApplicationDecision(round, prepared.id, patiently());
    const annex = await ownSheet(desk, "Beslut ansökningar");
    expect(sumOf(annex, "Beviljat belopp")).toBe(granted);
    const rejected = annex.rows.filter((row) => row[annex.column("Utfall")] === outcomeName.rejected);
    expect(rejected).toHaveLength(21);
    for (const row of rejected) expect(row[annex.column("Skäl")]).not.toBe("");
  });

  test("the decision is presented, taken by another, and its payment order is 53 687 000 kr to 106", async () => {
    const { decisions } = await office.as("hanna").call("decisions", { round: round.id });
    decision = decisions.find(({ kind }) => kind === "applications")!.id;
    const at = { round: round.id, decision };
    await desk.commands.presentDecision({ ...at, disqualified: [] });
    const act = { date: "2013-06-12", dnr: "Exempel 2013-1", ground };
    const bo = desk.commandsOf(office.as("bo"));
    expect(await bo.decide({ ...at, ...act })).toMatchObject({ recipients: 127, total: granted });
    const eva = office.as("eva");
    const order = await eva.call("attestPayment", at, { idempotencyKey: "attest-2013" });
    expect(order).toMatchObject({ recipients: 106, total: granted });
    const pay = { round: round.id, payment: order.id, date: "2013-06-20" };
    await eva.call("pay", pay, { idempotencyKey: "pay-2013" });
    const { totals, accounts } = await eva.call("balances", { year: 2013 });
    expect(totals[0]).toEqual({ amount: 70_000_000, budget: 70_000_000 - granted, pool: 0, unaccounted: 0 });
    expect(accounts.held.reduce((sum, kronor) => sum + kronor, 0)).toBe(granted);
  });

  test("each of the 127 is told: the letter is opened and read, in Word and as the PDF that was sent", async () => {
    const { lines } = await office.as("hanna").call("decision", { round: round.id, decision });
    const way = { round: round.id, decision, date: "2013-06-17", way: "post", format: "pdf" } as const;
    const codes = lines.map(({ code }) => code);
    expect(await desk.commands.dispatch(way, codes, patiently())).toBe(127);
    for (const { code, name, amount, outcome } of lines) {
      const word = await readWord((await desk.commands.letter(round.id, decision, code, "docx")).bytes);
      const pdf = await readPdf((await desk.commands.letter(round.id, decision, code, "pdf")).bytes);
      const { grounds } = proposals2013.find((one) => one.name === name)!;
      const why = grounds.map((id) => groundOn(id, "2013-06-12")!.text);
      const kr = `${formatKronor(amount)}\u00a0kr`;
      const payment = [
        "Beloppet betalas ut till bankgiro",
        "Återrapporten ska ha kommit in senast 2014-03-31.",
      ];
      const said = {
        granted: [`Socialstyrelsen beviljar ${name} ${kr}`, ...payment],
        part: [`Socialstyrelsen beviljar ansökan från ${name} i del, med ${kr}`, ...why, ...payment],
        rejected: [`Socialstyrelsen avslår ansökan från ${name}`, ...why],
        withdrawn: [],
      }[outcome!];
      expect(outcome === "granted" || why.length > 0, name).toBe(true);
      for (const words of [
        ...said,
        name,
        ground,
        "Exempel 2013-1",
        "2013-06-12",
        "Bo Beslutsfattare",
        appeal,
      ]) {
        expect(word, name).toContain(words);
        expect(pdf, name).toContain(squeezed(words));
      }
    }
  }, 240_000);

  test("the sheet Beslut says that the notice took five days", async () => {
    await desk.commands.refreshDecisions(2013, patiently());
    const decided = await ownSheet(desk, "Beslut");
    const row = decided.rows.find((one) => one.includes("Exempel 2013-1"))!;
    expect(row[decided.column("Kalenderdagar till expediering")]).toBe(5);
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  applicationFile2013,
  proposals2013,
  publishedList2013,
} from "../../preview/sample/application-file.ts";
import { outcomeName } from "../../shared/application/assessment.ts";
import type { Cell } from "../../shared/cell.ts";
import { findRound } from "../../shared/programmes/index.ts";
import { r1Grants2013 } from "../../shared/published/r1-grants-2013.ts";
import { swedishRegister } from "../../shared/register/swedish-register.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "../addin/desk.ts";

/** The municipalities of 2013, from the applications that came in to the decision that waits to be taken (exempeldata). */
const round = findRound("2013-kommun")!;
const granted = 53_687_000;

let office: Office;
let desk: Desk;
beforeAll(async () => {
  office = await openOffice();
  desk = await openDesk(office.as("hanna"));
});
afterAll(async () => {
  desk.leave();
  await office.close();
});

interface Sheet {
  readonly column: (heading: string) => number;
  /** 1-based worksheet row of the first row below the headings. */
  readonly first: number;
  readonly rows: readonly (readonly Cell[])[];
}

async function sheet(name: string): Promise<Sheet> {
  const all = await desk.read(name);
  const at = all.findIndex((row) => row.includes("_id"));
  return { column: (heading) => all[at]!.indexOf(heading), first: at + 2, rows: all.slice(at + 1) };
}

const sumOf = ({ rows, column }: Sheet, heading: string): number =>
  rows.reduce((sum, row) => sum + Number(row[column(heading)]), 0);

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
    const { column, first, rows } = await sheet("Bedömning");
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
    const spread = await sheet("Länsspridning");
    expect(spread.rows).toHaveLength(21);
    for (const row of spread.rows)
      expect(row[spread.column("Föreslås")]).toBe(published.get(String(row[spread.column("Län")])) ?? 0);
  });

  test("the decision is prepared: 106 granted, 21 rejected, 53 687 000 kr, each rejected with a ground", async () => {
    const prepared = await desk.commands.prepareApplications(round);
    expect(prepared).toMatchObject({ recipients: 127, total: granted });
    await desk.commands.writeApplicationDecision(round, prepared.id, patiently());
    const annex = await sheet("Beslut ansökningar");
    expect(sumOf(annex, "Beviljat belopp")).toBe(granted);
    const rejected = annex.rows.filter((row) => row[annex.column("Utfall")] === outcomeName.rejected);
    expect(rejected).toHaveLength(21);
    for (const row of rejected) expect(row[annex.column("Skäl")]).not.toBe("");
  });
});

import type { RouteOutput } from "../../shared/api.ts";
import { type CountyShare, countySpread, type Proposed, totalsOf } from "../../shared/application/spread.ts";
import { groundsInCell, readGrounds } from "../../shared/application/ground-words.ts";
import { formatKronor } from "../../shared/money.ts";
import {
  applicationDecisionTable,
  applicationTable,
  assessmentHeadings,
  assessmentTable,
  groundTable,
  spreadTable,
} from "../../shared/tables/applications.ts";
import { type Fetched, namesOf, rowsOf } from "./owned-table.ts";

type Answer = RouteOutput<"applications">;

/** The id of an application's row: several rounds may stand in one table. */
export function applicationRowId(round: string, code: string): string {
  return `${round} ${code}`;
}

/** What the sums need of the service's answer. */
export function proposedOf({ applications }: Answer): Proposed[] {
  return applications.map(({ county, amount, assessment, members }) => ({
    county,
    asked: amount,
    outcome: assessment?.outcome ?? null,
    amount: assessment?.amount ?? null,
    members: members.length,
  }));
}

/** The counties of the register with their inhabitants, as the regions have them. */
export function spreadOf(answer: Answer, register: RouteOutput<"register">): readonly CountyShare[] {
  const counties = register.codes.flatMap((code, at) =>
    register.kinds[at] === "region"
      ? [{ code, name: register.counties[at]!, inhabitants: register.inhabitants[at]! }]
      : [],
  );
  return countySpread(proposedOf(answer), counties);
}

function common(
  round: string,
  { applications }: Answer,
): Pick<Fetched, "concerns" | "vanishedWord" | "changedBy"> {
  const changed = new Map(applications.map(({ code, changed: by }) => [applicationRowId(round, code), by]));
  return {
    concerns: (id) => id.startsWith(`${round} `),
    vanishedWord: () => "Återtagen",
    changedBy: { known: (id) => changed.get(id) ?? null },
  };
}

/** "Ansökningar" of a round, as registered. */
export function fetchedApplications(round: string, answer: Answer, asOf: string): Fetched {
  const { applications, joint, asked } = totalsOf(proposedOf(answer));
  return {
    names: namesOf(applicationTable),
    ...rowsOf(applicationTable, answer.applications, ({ code }) => applicationRowId(round, code)),
    title: [
      `Ansökningar ${round}`,
      `Per ${asOf}. ${applications} ansökningar, varav ${joint} gemensamma; sökt ${formatKronor(asked)} kr (kontrollsumma).`,
    ],
    ...common(round, answer),
  };
}

/** "Grunder" that "Bedömning" is chosen from. Those of other rounds alone stay. */
export function fetchedGrounds(round: string, { grounds }: Answer, asOf: string): Fetched {
  const ids = new Set(grounds.map(({ id }) => id));
  return {
    names: namesOf(groundTable),
    ...rowsOf(groundTable, grounds, ({ id }) => id),
    title: [
      "Grunder för beslut om ansökningar",
      `Senast hämtade: de ${grounds.length} som gäller i ${round}, per ${asOf}.`,
    ],
    concerns: (id) => ids.has(id),
    vanishedWord: () => "Avslutad",
    changedBy: { known: () => null },
  };
}

/** "Bedömning" of a round: what people have filled in and not saved stays. */
export function fetchedAssessment(round: string, answer: Answer, asOf: string): Fetched {
  const { grounds } = answer;
  const { proposed } = totalsOf(proposedOf(answer));
  const rows = answer.applications.map((one) => ({ round, grounds, ...one }));
  return {
    names: namesOf(assessmentTable),
    ...rowsOf(assessmentTable, rows, ({ code }) => applicationRowId(round, code)),
    title: [
      `Bedömning ${round}`,
      `Per ${asOf}. Sparat förslag ${formatKronor(proposed - answer.decided)} kr av ${formatKronor(answer.left)} kr kvar av medlen (kontrollsumma).`,
      `Grunder väljs i cellens lista eller skrivs, med sin text eller sin kod ur bladet ${groundTable.sheet}. Flera skiljs åt med semikolon.`,
    ],
    meant: (heading, yours) => {
      if (heading !== assessmentHeadings.grounds || typeof yours !== "string") return yours;
      const { ids, unknown } = readGrounds(yours, grounds);
      return unknown.length === 0 ? groundsInCell(ids, grounds) : yours;
    },
    ...common(round, answer),
  };
}

/** "Länsspridning" of what is saved. */
export function fetchedSpread(round: string, spread: readonly CountyShare[], asOf: string): Fetched {
  const sum = spread.reduce((kronor, { proposed }) => kronor + proposed, 0);
  return {
    names: namesOf(spreadTable),
    ...rowsOf(spreadTable, spread, ({ county }) => applicationRowId(round, county ?? "okänt")),
    title: [`Länsspridning ${round}`, `Per ${asOf}. Föreslås ${formatKronor(sum)} kr (kontrollsumma).`],
    concerns: (id) => id.startsWith(`${round} `),
    vanishedWord: () => "Avslutad",
    changedBy: { known: () => null },
  };
}

/** "Beslut ansökningar": the annex. Rows of other decisions stay. */
export function fetchedDecision(
  round: string,
  { id, state, date, dnr, total, lines }: RouteOutput<"decision">,
): Fetched {
  const said = state === "decided" ? `Beslutat ${date ?? ""}, dnr ${dnr ?? ""}` : "Förberett, inte beslutat";
  return {
    names: namesOf(applicationDecisionTable),
    ...rowsOf(applicationDecisionTable, lines, ({ code }) => `${round} ${id} ${code}`),
    title: [
      `Beslut om ansökningar ${round}, ${id}`,
      `${said}. ${lines.length} sökande, ${formatKronor(total)} kr (kontrollsumma).`,
    ],
    concerns: (row) => row.startsWith(`${round} ${id} `),
    vanishedWord: () => "Ersatt",
    changedBy: { known: () => null },
  };
}

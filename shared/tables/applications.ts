import type { RouteOutput } from "../api.ts";
import { applicationStateName } from "../application/application.ts";
import { groundsInCell } from "../application/ground-words.ts";
import { outcomeName } from "../application/outcome.ts";
import type { CountyShare } from "../application/spread.ts";
import { formatKronor } from "../money.ts";
import type { Table } from "./table.ts";

type Listed = RouteOutput<"applications">["applications"][number];
type Ground = RouteOutput<"applications">["grounds"][number];
type DecisionLine = RouteOutput<"decision">["lines"][number];

const kr = { format: "kr", total: true, width: 16 } as const;
const text = { format: "text" } as const;

/** "Ansökningar": one row an application as it is registered. */
export const applicationTable: Table<Listed> = {
  sheet: "Ansökningar",
  table: "Ansokningar",
  columns: [
    { id: "code", heading: "Kod", ...text, width: 9, value: ({ code }) => code },
    { id: "county", heading: "Län", ...text, width: 6, value: ({ county }) => county },
    { id: "name", heading: "Sökande", ...text, width: 34, value: ({ name }) => name },
    {
      id: "members",
      heading: "Medsökande",
      ...text,
      width: 30,
      value: ({ members }) => members.map(({ name }) => name).join("; "),
    },
    { id: "amount", heading: "Sökt belopp", ...kr, value: ({ amount }) => amount },
    {
      id: "carriedOver",
      heading: "Överförs från förra året",
      ...kr,
      width: 22,
      value: ({ carriedOver }) => carriedOver,
    },
    {
      id: "activities",
      heading: "Verksamheter",
      ...text,
      width: 60,
      value: ({ activities }) =>
        activities
          .map(
            ({ purpose, result, budget }) =>
              `${purpose ?? "?"} → ${result ?? "?"} (${budget === null ? "?" : formatKronor(budget)} kr)`,
          )
          .join("; "),
    },
    { id: "requirements", heading: "Prestationskrav", ...text, width: 40, value: requirementsOf },
    { id: "statement", heading: "Yttrande", ...text, width: 30, value: ({ statement }) => statement },
    { id: "received", heading: "Inkom", ...text, width: 12, value: ({ received }) => received },
    {
      id: "state",
      heading: "Läge",
      ...text,
      width: 22,
      value: ({ state }) => applicationStateName[state],
    },
    {
      id: "faults",
      heading: "Att komplettera",
      ...text,
      width: 30,
      value: ({ faults }) => faults.join(", "),
    },
  ],
};

function requirementsOf({ requirements }: Listed): string {
  const answer = (met: boolean | null): string => (met === null ? "obesvarat" : met ? "ja" : "nej");
  return requirements
    .map(({ met, text: words }, i) => `${i + 1}: ${answer(met)}${words === null ? "" : `, ${words}`}`)
    .join("; ");
}

const groundHeading = "Grund";

/** "Grunder": the coded grounds, for "Bedömning" to choose from. */
export const groundTable: Table<Ground> = {
  sheet: "Grunder",
  table: "Grunder",
  columns: [
    { id: "text", heading: groundHeading, ...text, width: 60, value: (ground) => ground.text },
    { id: "code", heading: "Kod", ...text, width: 30, value: ({ id }) => id },
    {
      id: "leadsTo",
      heading: "Kan leda till att ansökan",
      ...text,
      width: 30,
      value: ({ leadsTo }) => leadsTo.map((outcome) => outcomeName[outcome]).join(", "),
    },
  ],
};

/** An application in its round, to be assessed. */
export interface AssessmentRow extends Listed {
  readonly round: string;
  /** The grounds that hold in the round, by whose texts its own are shown. */
  readonly grounds: readonly Ground[];
}

/** The columns of "Bedömning" that a case officer fills in. */
export const assessmentHeadings = {
  outcome: "Utfall",
  amount: "Belopp",
  grounds: "Grunder",
  rank: "Rang",
  statement: "Yttrande (tillägg)",
  inputs: "Andra underlag",
  note: "Anteckning",
} as const;

/** The heading of the version that an assessment was made of: another today means that somebody was first. */
export const assessedVersion = "Version";

/** "Bedömning": one row an application; the columns of `assessmentHeadings` are filled in, read back and saved. */
export const assessmentTable: Table<AssessmentRow> = {
  sheet: "Bedömning",
  table: "Bedomning",
  columns: [
    { id: "round", heading: "Omgång", ...text, width: 14, value: ({ round }) => round },
    { id: "code", heading: "Kod", ...text, width: 9, value: ({ code }) => code },
    { id: "county", heading: "Län", ...text, width: 6, value: ({ county }) => county },
    { id: "name", heading: "Sökande", ...text, width: 34, value: ({ name }) => name },
    {
      id: "members",
      heading: "Antal medsökande",
      format: "integer",
      width: 18,
      value: ({ members }) => members.length,
    },
    { id: "asked", heading: "Sökt belopp", ...kr, value: ({ amount }) => amount },
    { id: "requirements", heading: "Prestationskrav", ...text, width: 24, value: requirementsOf },
    {
      id: "outcome",
      heading: assessmentHeadings.outcome,
      ...text,
      width: 18,
      list: Object.values(outcomeName),
      value: ({ assessment }) => (assessment?.outcome ? outcomeName[assessment.outcome] : null),
    },
    {
      id: "amount",
      heading: assessmentHeadings.amount,
      ...kr,
      value: ({ assessment }) => assessment?.amount ?? null,
    },
    {
      id: "grounds",
      heading: assessmentHeadings.grounds,
      ...text,
      width: 60,
      from: { table: groundTable.table, heading: groundHeading },
      value: ({ assessment, grounds }) => assessment && groundsInCell(assessment.grounds, grounds),
    },
    {
      id: "rank",
      heading: assessmentHeadings.rank,
      format: "integer",
      width: 8,
      value: ({ assessment }) => assessment?.rank ?? null,
    },
    {
      id: "statement",
      heading: assessmentHeadings.statement,
      ...text,
      width: 30,
      value: ({ assessment }) => assessment?.statement ?? null,
    },
    {
      id: "inputs",
      heading: assessmentHeadings.inputs,
      ...text,
      width: 30,
      value: ({ assessment }) => assessment?.inputs ?? null,
    },
    {
      id: "note",
      heading: assessmentHeadings.note,
      ...text,
      width: 40,
      value: ({ assessment }) => assessment?.note ?? null,
    },
    { id: "version", heading: assessedVersion, format: "integer", width: 9, value: ({ version }) => version },
  ],
};

/** "Länsspridning": what is proposed, county by county. */
export const spreadTable: Table<CountyShare> = {
  sheet: "Länsspridning",
  table: "Lansspridning",
  columns: [
    { id: "county", heading: "Län", ...text, width: 24, value: ({ name }) => name },
    {
      id: "applications",
      heading: "Ansökningar",
      format: "integer",
      width: 13,
      value: (row) => row.applications,
    },
    { id: "granted", heading: "Beviljas", format: "integer", width: 11, value: ({ granted }) => granted },
    { id: "asked", heading: "Sökt", ...kr, value: ({ asked }) => asked },
    { id: "proposed", heading: "Föreslås", ...kr, value: ({ proposed }) => proposed },
    {
      id: "inhabitants",
      heading: "Invånare",
      format: "integer",
      width: 13,
      value: ({ inhabitants }) => inhabitants,
    },
    {
      id: "perInhabitant",
      heading: "Kr per 1 000 invånare",
      format: "kr",
      width: 20,
      value: ({ perInhabitant }) => (perInhabitant === null ? null : Math.round(perInhabitant * 1000)),
    },
    { id: "share", heading: "Andel", format: "percent", width: 9, value: ({ share }) => share },
  ],
};

/** "Beslut ansökningar": the annex of a decision on applications, as it may be published. */
export const applicationDecisionTable: Table<DecisionLine> = {
  sheet: "Beslut ansökningar",
  table: "Beslut_ansokningar",
  columns: [
    { id: "code", heading: "Kod", ...text, width: 9, value: ({ code }) => code },
    { id: "county", heading: "Län", ...text, width: 6, value: ({ county }) => county },
    { id: "name", heading: "Sökande", ...text, width: 34, value: ({ name }) => name },
    { id: "members", heading: "Medsökande", ...text, width: 30, value: ({ members }) => members.join("; ") },
    {
      id: "outcome",
      heading: "Utfall",
      ...text,
      width: 18,
      value: ({ outcome }) => outcome && outcomeName[outcome],
    },
    { id: "amount", heading: "Beviljat belopp", ...kr, value: ({ amount }) => amount },
    { id: "grounds", heading: "Skäl", ...text, width: 70, value: ({ grounds }) => grounds.join(" ") },
  ],
};

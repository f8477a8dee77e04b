import type { RouteOutput } from "../api.ts";
import { outcomeName } from "../application/outcome.ts";
import { correctionActName } from "../decision/correction-acts.ts";
import { decisionKindName } from "../decision/kinds.ts";
import type { Table } from "./table.ts";

type Decision = RouteOutput<"decision">;
/** A decision in the list of a year, with the name of its round. */
export type DecisionRow = RouteOutput<"yearDecisions">["decisions"][number] & { readonly roundName: string };
/** A recipient in the annex of a decision. */
export type AnnexRow = Decision["lines"][number] & { readonly of: Decision };

const kr = { format: "kr", total: true, width: 16 } as const;
const short = { format: "text", width: 14 } as const;
const long = { format: "text", width: 34 } as const;

/** Where a decision stands, as officials say it. */
const decisionStateName: Readonly<Record<DecisionRow["state"], string>> = {
  prepared: "Förberett",
  presented: "Föredraget",
  decided: "Fattat",
  withdrawn: "Återtaget",
};

/** What a decision is about: a correction says which kind it is and what it corrects, and a rejection that it is one. */
function decisionSubject({
  kind,
  rejects,
  correction,
}: Pick<DecisionRow, "kind" | "rejects" | "correction">): string {
  if (correction !== null) return `${correctionActName[correction.act]} av ${correction.corrects}`;
  return rejects ? "avslag på rekvisition" : decisionKindName[kind];
}

/** "Beslut": every decision of a year, with the days from decision to notice. */
export const decisionTable: Table<DecisionRow> = {
  sheet: "Beslut",
  table: "Beslut",
  columns: [
    { id: "round", heading: "Omgång", ...long, value: ({ roundName }) => roundName },
    { id: "id", heading: "Beslut", ...short, value: ({ id }) => id },
    { id: "kind", heading: "Avser", ...long, value: decisionSubject },
    { id: "state", heading: "Läge", ...short, value: ({ state }) => decisionStateName[state] },
    { id: "date", heading: "Beslutsdatum", ...short, value: ({ date }) => date },
    { id: "dnr", heading: "Diarienummer", ...short, width: 20, value: ({ dnr }) => dnr },
    {
      id: "recipients",
      heading: "Mottagare",
      format: "integer",
      width: 12,
      value: ({ recipients }) => recipients,
    },
    { id: "total", heading: "Belopp", format: "kr", width: 16, value: ({ total }) => total },
    {
      id: "decidedBy",
      heading: "Beslutat av",
      ...long,
      width: 24,
      value: ({ decidedBy, people }) => (decidedBy === null ? null : (people[decidedBy] ?? decidedBy)),
    },
    {
      id: "presentedBy",
      heading: "Föredragande",
      ...long,
      width: 24,
      value: ({ presentedBy, people }) => people[presentedBy] ?? presentedBy,
    },
    {
      id: "disqualified",
      heading: "Jäv",
      ...long,
      value: ({ disqualified }) => disqualified.map(({ name, why }) => `${name}: ${why}`).join("; "),
    },
    { id: "ground", heading: "Grund", ...long, width: 50, value: ({ ground }) => ground },
    {
      id: "correctedBy",
      heading: "Ändrat genom",
      ...short,
      value: ({ correctedBy }) => correctedBy.join(", "),
    },
    {
      id: "sent",
      heading: "Expedierat till",
      format: "integer",
      width: 16,
      value: ({ notice }) => notice?.recipients ?? null,
    },
    {
      id: "calendar",
      heading: "Kalenderdagar till expediering",
      format: "integer",
      width: 16,
      value: ({ notice }) => notice?.days?.calendar ?? null,
    },
    {
      id: "business",
      heading: "Arbetsdagar till expediering",
      format: "integer",
      width: 16,
      value: ({ notice }) => notice?.days?.business ?? null,
    },
  ],
};

/** "Bilaga": the publishable list of a decision's recipients. Each row says whether the decision is made. */
export const annexTable: Table<AnnexRow> = {
  sheet: "Bilaga",
  table: "Bilaga",
  columns: [
    { id: "round", heading: "Omgång", ...short, width: 16, value: ({ of }) => of.round },
    { id: "decision", heading: "Beslut", ...short, value: ({ of }) => of.id },
    { id: "code", heading: "Kod", format: "text", width: 8, value: ({ code }) => code },
    { id: "name", heading: "Mottagare", ...long, value: ({ name }) => name },
    {
      id: "outcome",
      heading: "Utfall",
      ...short,
      value: ({ outcome }) => (outcome === null ? null : outcomeName[outcome]),
    },
    { id: "amount", heading: "Belopp enligt beslutet", ...kr, value: ({ amount }) => amount },
    { id: "now", heading: "Belopp efter ändringar", ...kr, value: ({ now }) => now },
    { id: "sent", heading: "Expedierat", ...short, value: ({ sent }) => sent },
    {
      id: "state",
      heading: "Läge",
      ...short,
      value: ({ of }) =>
        of.kind === "key" && of.state !== "decided" ? "Preliminär" : decisionStateName[of.state],
    },
  ],
};

import type { RouteOutput } from "../api.ts";
import { documentWords } from "../case/files.ts";
import { caseStateWords } from "../case/states.ts";
import { kindName } from "../recipient.ts";
import { swedishDay, swedishTime } from "../swedish-day.ts";
import type { Table } from "./table.ts";

export type DocumentRow = RouteOutput<"documents">["documents"][number];
export type CaseListRow = RouteOutput<"cases">["cases"][number];

/** "Handlingar": the list of the year's documents (diarielista), in the order they were registered. */
export const documentTable: Table<DocumentRow> = {
  sheet: "Handlingar",
  table: "Handlingar",
  columns: [
    { id: "received", heading: "Inkom", format: "text", width: 12, value: ({ received }) => received },
    { id: "time", heading: "Klockan", format: "text", width: 9, value: ({ time }) => time },
    { id: "dnr", heading: "Dnr", format: "text", width: 16, value: ({ dnr }) => dnr },
    { id: "type", heading: "Handling", format: "text", width: 32, value: ({ type }) => documentWords[type] },
    {
      id: "retyped",
      heading: "Tidigare",
      format: "text",
      width: 24,
      value: ({ retyped }) => retyped.map(({ from }) => documentWords[from]).join(", ") || null,
    },
    { id: "sender", heading: "Avsändare", format: "text", width: 28, value: ({ sender }) => sender },
    { id: "channel", heading: "Inkom genom", format: "text", width: 12, value: ({ channel }) => channel },
    { id: "name", heading: "Fil", format: "text", width: 40, value: ({ name }) => name },
    { id: "size", heading: "Byte", format: "integer", width: 12, value: ({ size }) => size },
    { id: "cases", heading: "Ärenden", format: "integer", width: 10, value: ({ cases }) => cases },
    {
      id: "registered",
      heading: "Registrerad",
      format: "text",
      width: 40,
      value: ({ registered: { by, at } }) => `${swedishDay(at)} kl. ${swedishTime(at)} av ${by}`,
    },
    { id: "sha256", heading: "SHA-256", format: "text", width: 66, value: ({ sha256 }) => sha256 },
  ],
};

/** "Ärenden": one row a case, with its state and what is to be done. */
export const caseTable: Table<CaseListRow> = {
  sheet: "Ärenden",
  table: "Arenden",
  columns: [
    { id: "round", heading: "Omgång", format: "text", width: 16, value: ({ round }) => round },
    { id: "kind", heading: "Mottagartyp", format: "text", width: 20, value: ({ kind }) => kindName[kind] },
    { id: "code", heading: "Kod", format: "text", width: 8, value: ({ code }) => code },
    { id: "name", heading: "Mottagare", format: "text", width: 34, value: ({ name }) => name },
    { id: "state", heading: "Läge", format: "text", width: 24, value: ({ state }) => caseStateWords[state] },
    { id: "task", heading: "Att göra", format: "text", width: 60, value: ({ task }) => task?.text ?? null },
    { id: "received", heading: "Inkom", format: "text", width: 12, value: ({ received }) => received },
    {
      id: "late",
      heading: "För sent",
      format: "text",
      width: 10,
      value: ({ late }) => (late ? "ja" : "nej"),
    },
    {
      id: "responsible",
      heading: "Handläggare",
      format: "text",
      width: 26,
      value: ({ responsible }) => responsible,
    },
    { id: "paid", heading: "Utbetalt", format: "kr", total: true, width: 16, value: ({ paid }) => paid },
  ],
};

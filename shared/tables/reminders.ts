import type { RouteOutput } from "../api.ts";
import { kindName } from "../recipient.ts";
import type { Table } from "./table.ts";

type Reminder = RouteOutput<"reminders">["reminders"][number];

const matterName: Readonly<Record<Reminder["matter"], string>> = {
  requisition: "Rekvisition saknas",
  "report-back": "Återrapport saknas",
  completion: "Komplettering saknas",
  repayment: "Återbetalning saknas",
  "carried-over": "Redovisning av överfört saknas",
};

const stateName: Readonly<Record<Reminder["state"], string>> = {
  waiting: "Väntar på sin dag",
  due: "Kan skickas nu",
  "no-address": "Adress saknas",
  taken: "Skickas, eller avbröts: kontrollera",
  sent: "Skickad",
  refused: "Gick inte att skicka",
  uncertain: "Osäkert om den gick iväg: kontrollera",
};

/** "Påminnelser": who lacks what, and the letter about it. Nothing is sent by looking at it. */
export const reminderTable: Table<Reminder> = {
  sheet: "Påminnelser",
  table: "Paminnelser",
  columns: [
    { id: "kind", heading: "Mottagartyp", format: "text", width: 18, value: ({ kind }) => kindName[kind] },
    { id: "code", heading: "Kod", format: "text", width: 8, value: ({ code }) => code },
    { id: "name", heading: "Mottagare", format: "text", width: 34, value: ({ name }) => name },
    { id: "matter", heading: "Saknas", format: "text", width: 24, value: ({ matter }) => matterName[matter] },
    { id: "amount", heading: "Belopp", format: "kr", width: 16, value: ({ amount }) => amount },
    { id: "due", heading: "Senast", format: "text", width: 12, value: ({ due }) => due },
    { id: "step", heading: "Påminnelse", format: "text", width: 24, value: ({ stepName }) => stepName },
    { id: "sendOn", heading: "Skickas från", format: "text", width: 14, value: ({ sendOn }) => sendOn },
    { id: "state", heading: "Läge", format: "text", width: 34, value: ({ state }) => stateName[state] },
    { id: "address", heading: "Adress", format: "text", width: 34, value: ({ address }) => address },
    {
      id: "lastSent",
      heading: "Senast skickad",
      format: "text",
      width: 14,
      value: ({ lastSent }) => lastSent,
    },
  ],
};

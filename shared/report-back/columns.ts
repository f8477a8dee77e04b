import type { HeadedColumn } from "../headings.ts";

/** The reasons for unspent money that the form of 2020-2022 offers; others are written as free text. */
export const unspentReasons = ["pandemi", "personal- och tidsbrist", "försenad start", "annat"] as const;

/** The columns of the report-back sheet 2020-2022 (consumed, repaid, reasons), in the order Fördela writes them. */
export const reportBackColumns = [
  { id: "kind", heading: "Mottagartyp", alternatives: ["Typ av mottagare"], required: true },
  { id: "code", heading: "Kod", alternatives: ["Kommunkod", "Regionkod", "Löpnummer"], required: true },
  { id: "name", heading: "Mottagare", alternatives: ["Namn", "Organisation"], required: false },
  { id: "paid", heading: "Mottaget belopp", alternatives: ["Utbetalt", "Mottagna medel"], required: false },
  {
    id: "consumed",
    heading: "Förbrukat",
    alternatives: ["Förbrukat belopp", "Förbrukade medel"],
    required: true,
  },
  { id: "repaid", heading: "Återbetalas", alternatives: ["Återbetalat", "Att återbetala"], required: true },
  {
    id: "reasons",
    heading: "Orsaker till ej förbrukade medel",
    alternatives: ["Orsak", "Orsaker"],
    required: false,
  },
  { id: "received", heading: "Inkom", alternatives: ["Inkommen", "Inkom datum"], required: true },
] as const satisfies readonly HeadedColumn[];

export type ReportBackColumnId = (typeof reportBackColumns)[number]["id"];

/** The reasons for unspent money that the form of 2020-2022 offers; others are written as free text. */
export const unspentReasons = ["pandemi", "personal- och tidsbrist", "försenad start", "annat"] as const;

/** The columns of the report-back sheet 2020-2022 (consumed, repaid, reasons), in the order Fördela writes them. */
export const reportBackColumns = [
  { id: "kind", heading: "Mottagartyp" },
  { id: "code", heading: "Kod" },
  { id: "name", heading: "Mottagare" },
  { id: "paid", heading: "Mottaget belopp" },
  { id: "consumed", heading: "Förbrukat" },
  { id: "repaid", heading: "Återbetalas" },
  { id: "reasons", heading: "Orsaker till ej förbrukade medel" },
  { id: "received", heading: "Inkom" },
] as const;

export type ReportBackColumnId = (typeof reportBackColumns)[number]["id"];

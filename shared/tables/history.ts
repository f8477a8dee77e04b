import type { RouteOutput } from "../api.ts";
import { amountMeanings, meaningName } from "../history/meanings.ts";
import type { leftOutKinds } from "../history/read-history.ts";
import { openingSource } from "../participation-imported.ts";
import { kindName } from "../recipient.ts";
import type { Table } from "./table.ts";

type Opening = RouteOutput<"openingBalances">["balances"][number];
type Reading = RouteOutput<"historyImport">["reading"];

const kr = { format: "kr", total: true, width: 16 } as const;

/** "Ingående balanser": what old workbooks say of a recipient's year, each with the cell it came from. */
export const openingTable: Table<Opening> = {
  sheet: "Ingående balanser",
  table: "Ingaende_balanser",
  columns: [
    { id: "kind", heading: "Mottagartyp", format: "text", width: 18, value: ({ kind }) => kindName[kind] },
    { id: "code", heading: "Kod", format: "text", width: 8, value: ({ code }) => code },
    { id: "name", heading: "Mottagare", format: "text", width: 34, value: ({ name }) => name },
    { id: "year", heading: "År", format: "text", width: 8, value: ({ year }) => String(year) },
    ...amountMeanings.map((meaning) => ({
      id: meaning,
      heading: meaningName(meaning),
      ...kr,
      value: ({ amounts }: Opening) => amounts[meaning],
    })),
    { id: "dnr", heading: "Dnr", format: "text", width: 18, value: ({ dnr }) => dnr },
    { id: "status", heading: "Status i bladet", format: "text", width: 18, value: ({ status }) => status },
    { id: "note", heading: "Anmärkning", format: "text", width: 34, value: ({ note }) => note },
    { id: "origin", heading: "Ursprung", format: "text", width: 12, value: () => "Importerad" },
    {
      id: "source",
      heading: "Källa",
      format: "text",
      width: 44,
      value: openingSource,
    },
  ],
};

/** What is left out, as people say it. */
const whole: Readonly<Record<(typeof leftOutKinds)[number], string>> = {
  sheet: "Bladet",
  row: "Raden",
  column: "Kolumnen",
  cell: "Cellen",
  asked: "Läst, att bekräfta",
};

/** "Utelämnat": what was not read as it stands, and why. */
export const leftOutTable: Table<Reading["leftOut"][number]> = {
  sheet: "Utelämnat",
  table: "Utelamnat",
  columns: [
    {
      id: "cell",
      heading: "Cell",
      format: "text",
      width: 24,
      value: ({ sheet, cell }) => `${sheet}!${cell}`,
    },
    { id: "what", heading: "Utelämnat", format: "text", width: 20, value: ({ what }) => whole[what] },
    { id: "value", heading: "Värde", format: "text", width: 34, value: ({ value }) => value },
    { id: "why", heading: "Varför", format: "text", width: 80, value: ({ why }) => why },
    { id: "kronor", heading: "Belopp", ...kr, value: ({ kronor }) => kronor },
  ],
};

/** "Kontrollsummor": the sums that the old sheets state, beside what was imported. */
export const controlTable: Table<Reading["controls"][number]> = {
  sheet: "Kontrollsummor",
  table: "Kontrollsummor",
  columns: [
    {
      id: "cell",
      heading: "Cell",
      format: "text",
      width: 24,
      value: ({ sheet, cell }) => `${sheet}!${cell}`,
    },
    { id: "label", heading: "Summa", format: "text", width: 30, value: ({ label }) => label },
    {
      id: "amount",
      heading: "Belopp",
      format: "text",
      width: 20,
      value: ({ amount, year }) => `${meaningName(amount)}${year === null ? "" : ` ${year}`}`,
    },
    { id: "stated", heading: "Bladets summa", format: "kr", width: 16, value: ({ stated }) => stated },
    { id: "imported", heading: "Inläst", format: "kr", width: 16, value: ({ imported }) => imported },
    { id: "leftOut", heading: "Utelämnat", format: "kr", width: 16, value: ({ leftOut }) => leftOut },
    { id: "difference", heading: "Skillnad", format: "kr", width: 16, value: ({ difference }) => difference },
    { id: "text", heading: "Kontroll", format: "text", width: 60, value: ({ text }) => text },
  ],
};

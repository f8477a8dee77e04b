import type { RouteOutput } from "../api.ts";
import type { Cell } from "../cell.ts";
import { formatKronor } from "../money.ts";
import type { Problem } from "../problems.ts";
import { kindName, type RecipientKind } from "../recipient.ts";
import { reportBackColumns } from "../report-back/columns.ts";
import { type RequisitionColumnId, requisitionColumns } from "../requisition/columns.ts";
import type { CellFormat, Table, TableColumn } from "./table.ts";

const requisitionFormats: Partial<Record<RequisitionColumnId, CellFormat>> = { amount: "kr" };
const requisitionWidths: Readonly<Record<RequisitionColumnId, number>> = {
  round: 16,
  code: 8,
  name: 24,
  orgnr: 19,
  amount: 18,
  wantsMore: 16,
  contact: 24,
  email: 30,
  representative: 20,
  representativeApproved: 15,
  accountKind: 12,
  account: 16,
  reference: 24,
  received: 12,
  signatory: 22,
};
const requisitionLists: Partial<Record<RequisitionColumnId, readonly string[]>> = {
  wantsMore: ["ja", "nej"],
  accountKind: ["bankgiro", "plusgiro"],
};

/** "Rekvisitioner": a row is the cells of a requisition as they came, in the order of the requisition columns. */
export const requisitionTable: Table<readonly Cell[]> = {
  sheet: "Rekvisitioner",
  table: "Rekvisitioner",
  columns: requisitionColumns.map(({ id, heading }, at) => ({
    id,
    heading,
    format: requisitionFormats[id] ?? "text",
    width: requisitionWidths[id],
    ...(requisitionLists[id] && { list: requisitionLists[id] }),
    value: (cells) => cells[at] ?? null,
  })),
};

/** A fault and what became of it. */
export interface ProblemRow extends Problem {
  readonly outcome: string;
}

/** "Fel": one row a fault, with a link to its cell. */
export const problemTable: Table<ProblemRow> = {
  sheet: "Fel",
  table: "Fel",
  columns: [
    {
      id: "cell",
      heading: "Cell",
      format: "text",
      width: 22,
      value: ({ sheet, cell }) => `${sheet}!${cell}`,
    },
    {
      id: "severity",
      heading: "Slag",
      format: "text",
      width: 10,
      value: ({ severity }) => (severity === "error" ? "Fel" : "Varning"),
    },
    { id: "text", heading: "Att göra", format: "text", width: 90, value: ({ text }) => text },
    {
      id: "value",
      heading: "Värde",
      format: "text",
      width: 30,
      value: ({ column, value }) => asTyped(column, value),
    },
    {
      id: "fix",
      heading: "Rättning",
      format: "text",
      width: 30,
      value: ({ column, fix }) => asTyped(column, fix ?? null),
    },
    { id: "outcome", heading: "Utfall", format: "text", width: 30, value: ({ outcome }) => outcome },
    { id: "rule", heading: "Regel", format: "text", width: 36, value: ({ rule }) => rule },
  ],
};

/** A value as people see it in a Swedish Excel: only money has its digits in groups, and decimals have a comma. */
function asTyped(column: string, cell: Cell): string | null {
  if (typeof cell === "number")
    return column === "amount" && Number.isInteger(cell)
      ? formatKronor(cell)
      : String(cell).replace(".", ",");
  if (typeof cell === "boolean") return cell ? "SANT" : "FALSKT";
  return cell;
}

/** One recipient in one round's key, and what redistribution added. */
export interface AllotmentRow {
  readonly round: string;
  readonly allotment: RouteOutput<"allocation">["allotments"][number];
  readonly redistributed: number;
}

const kr = { format: "kr", total: true, width: 16 } as const;

/** "Fördelning": how each amount came about, in numbers and in words. */
export const allocationTable: Table<AllotmentRow> = {
  sheet: "Fördelning",
  table: "Fordelning",
  columns: [
    { id: "round", heading: "Omgång", format: "text", width: 16, value: ({ round }) => round },
    { id: "code", heading: "Kod", format: "text", width: 8, value: ({ allotment }) => allotment.code },
    { id: "name", heading: "Mottagare", format: "text", width: 28, value: ({ allotment }) => allotment.name },
    {
      id: "population",
      heading: "Folkmängd",
      format: "integer",
      width: 12,
      value: ({ allotment }) => allotment.population,
    },
    { id: "base", heading: "Grundbelopp", ...kr, value: ({ allotment }) => allotment.base },
    { id: "share", heading: "Befolkningsdel", ...kr, value: ({ allotment }) => allotment.share },
    {
      id: "amount",
      heading: "Belopp enligt nyckeln",
      ...kr,
      width: 22,
      value: ({ allotment }) => allotment.amount,
    },
    { id: "redistributed", heading: "Omfördelat", ...kr, value: ({ redistributed }) => redistributed },
    {
      id: "explanation",
      heading: "Uträkning",
      format: "text",
      width: 110,
      value: ({ allotment }) => allotment.explanation,
    },
  ],
};

type ReportBack = RouteOutput<"reportBacks">["reportBacks"][number];

const reportBackFormats: Record<(typeof reportBackColumns)[number]["id"], (row: ReportBack) => Cell> = {
  kind: ({ kind }) => kindName[kind],
  code: ({ code }) => code,
  name: ({ name }) => name,
  paid: ({ paid }) => paid,
  consumed: ({ consumed }) => consumed,
  repaid: ({ repaid }) => repaid,
  reasons: ({ reasons }) => reasons.join("; "),
  received: ({ received }) => received,
};

/** The heading of the official's own tags, which may be written in the sheet. */
export const tagsHeading = "Egna taggar";

/** What Fördela knows of a report beside what it says. */
const aboutReport: Table<ReportBack>["columns"] = [
  {
    id: "carriedOver",
    heading: "Överfört",
    format: "kr",
    width: 16,
    total: true,
    value: ({ carriedOver }) => carriedOver,
  },
  {
    id: "awaitingDecision",
    heading: "Väntar på beslut",
    format: "kr",
    width: 18,
    total: true,
    value: ({ awaitingDecision }) => awaitingDecision,
  },
  {
    id: "state",
    heading: "Läge",
    format: "text",
    width: 26,
    value: ({ state, late, correction }) =>
      correction !== null ? "Rättelse att godta" : state === "returned" ? "Åter" : late ? "Sen" : "Inkommen",
  },
  {
    id: "tags",
    heading: tagsHeading,
    format: "text",
    width: 24,
    value: ({ tags }) => (tags.length === 0 ? null : tags.join("; ")),
  },
];

/** "Återrapportering": one row a report. */
export const reportBackTable: Table<ReportBack> = {
  sheet: "Återrapportering",
  table: "Aterrapportering",
  columns: [
    ...reportBackColumns.map(({ id, heading }): TableColumn<ReportBack> => {
      const money = id === "paid" || id === "consumed" || id === "repaid";
      return {
        id,
        heading,
        format: money ? "kr" : "text",
        width: id === "name" || id === "reasons" ? 34 : 18,
        ...(money && { total: true }),
        value: reportBackFormats[id],
      };
    }),
    ...aboutReport,
  ],
};

/** One recipient's inhabitants on the population date of the key. */
export interface PopulationRow {
  readonly kind: RecipientKind;
  readonly code: string;
  readonly name: string;
  readonly county: string;
  readonly inhabitants: number;
}

/** "Befolkning": what the key was computed from. */
export const populationTable: Table<PopulationRow> = {
  sheet: "Befolkning",
  table: "Befolkning",
  columns: [
    { id: "kind", heading: "Mottagartyp", format: "text", width: 14, value: ({ kind }) => kindName[kind] },
    { id: "code", heading: "Kod", format: "text", width: 8, value: ({ code }) => code },
    { id: "name", heading: "Namn", format: "text", width: 30, value: ({ name }) => name },
    { id: "county", heading: "Län", format: "text", width: 26, value: ({ county }) => county },
    { id: "inhabitants", heading: "Invånare", format: "integer", width: 14, value: (row) => row.inhabitants },
  ],
};

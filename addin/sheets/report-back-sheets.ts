import type { RouteOutput } from "../../shared/api.ts";
import type { Cell } from "../../shared/cell.ts";
import { headingFinder, type Place } from "../../shared/headings.ts";
import { paid } from "../../shared/ledger.ts";
import { recipientId, type RecipientKind } from "../../shared/recipient.ts";
import {
  columnsByArea,
  longColumns,
  reportBackColumns,
  wideColumns,
} from "../../shared/report-back/columns.ts";
import { tabulate } from "../../shared/report-back/tabulate.ts";
import {
  writeSheetOfReports,
  type WrittenColumn,
  type WrittenReport,
} from "../../shared/report-back/write-sheet.ts";
import { areasOf, type AskedForm, questionOf } from "../../shared/report-form/form.ts";
import type { SheetLayout } from "../../shared/report-back/read-sheet.ts";
import { recipientBalances } from "../../shared/tables/balances.ts";
import { participationTable } from "../../shared/tables/participation.ts";
import { answerTable, type AreaRow, areaTable } from "../../shared/tables/report-answers.ts";
import type { NewColumn } from "../excel/new-sheet.ts";
import type { CellWrite, Run } from "../excel/write-cells.ts";
import { type Fetched, namesOf, rowsOf } from "./owned-table.ts";
import { toCell } from "./to-cell.ts";

type Answered = RouteOutput<"reportAnswers">;

type Forms = RouteOutput<"reportForms">["forms"];

/** The forms of a year that these reports are on, by id. */
function formsOf(forms: Forms, { reports }: Answered): ReadonlyMap<string, AskedForm> {
  const used = new Set(reports.map(({ form }) => form));
  return new Map(forms.flatMap(({ form }) => (used.has(form.id) ? [[form.id, form] as const] : [])));
}

/** "Återrapport per område": a row a report and area that it answers for. */
export function fetchedAreas(year: number, answered: Answered, all: Forms, asOf: string): Fetched {
  const { reports, tags } = answered;
  const forms = formsOf(all, answered);
  const rows = reports.flatMap((report) =>
    areasOf(forms.get(report.form)!).flatMap((area): AreaRow[] => {
      if (!report.answers.some((answer) => answer.area === area)) return [];
      const own = tags.filter((one) => one.area === area && recipientId(one) === recipientId(report));
      return [{ ...report, area, tags: own.flatMap((one) => one.tags) }];
    }),
  );
  const table = areaTable([...forms.values()]);
  return {
    names: namesOf(table),
    ...rowsOf(table, rows, (row) => `${recipientId(row)}|${row.area}`),
    year,
    title: [
      `Återrapport per område ${year}`,
      `Per ${asOf}. ${rows.length} rader ur ${reports.length} återrapporter (kontrollsumma).`,
    ],
    concerns: () => true,
    vanishedWord: () => "Återtagen",
    changedBy: { known: () => null },
  };
}

/** "Svar per fråga": how many answered what, with n per question. */
export function fetchedAnswers(year: number, answered: Answered, all: Forms, asOf: string): Fetched {
  const { reports } = answered;
  const rows = [...formsOf(all, answered).values()].flatMap((form) =>
    tabulate(form, reports).map((line) => ({
      ...line,
      formName: form.name,
      heading: questionOf(form, line.area, line.question)!.heading,
    })),
  );
  return {
    names: namesOf(answerTable),
    ...rowsOf(answerTable, rows, ({ formName, area, question, option }) =>
      [formName, area ?? "", question, option].join("|"),
    ),
    year,
    title: [
      `Svar per fråga ${year}`,
      `Per ${asOf}. ${reports.length} återrapporter; n är de som har besvarat frågan. Flera svar per fråga kan förekomma.`,
    ],
    concerns: () => true,
    vanishedWord: () => "Ersatt",
    changedBy: { known: () => null },
  };
}

/** "Deltagande": who has taken part, and in which years. */
export function fetchedParticipation(
  { years, recipients, distinct }: RouteOutput<"participation">,
  asOf: string,
): Fetched {
  const counts = distinct.map(
    ({ kind, granted, never, of }) => `${plural[kind]} ${granted} av ${of} (aldrig: ${never})`,
  );
  return {
    names: namesOf(participationTable),
    ...rowsOf(participationTable, recipients, recipientId),
    title: [
      `Deltagande ${years.length === 0 ? "" : `${years[0]!}–${years.at(-1)!}`}`.trim(),
      `Per ${asOf}. Har fått medel något av åren ${years.join(", ")}: ${counts.join("; ")}.`,
    ],
    concerns: () => true,
    vanishedWord: () => "Avslutad",
    changedBy: { known: () => null },
  };
}

/** A worksheet's name has at most 31 characters. */
const plural: Readonly<Record<RecipientKind, string>> = {
  municipality: "kommuner",
  region: "regioner",
  ngo: "organisationer",
  agency: "myndigheter",
};

/** Columns that sheets of every kind have: who, and when it came in. */
const inEverySheet: ReadonlySet<string> = new Set(["kind", "code", "name", "paid", "received"]);

/** Whether a sheet has the headings of a report on one of the forms, with something under them. */
export function reportsIn(
  { rows, ...place }: Place & { readonly rows: readonly (readonly Cell[])[] },
  forms: Forms,
): { readonly hasHeadings: boolean; readonly hasRows: boolean } {
  const asked = forms.flatMap(({ form }) => [...wideColumns(form), ...columnsByArea(form)]);
  const columns = [...reportBackColumns, ...Object.values(longColumns), ...asked];
  const found = headingFinder(columns)(rows, place);
  if (!("columns" in found)) return { hasHeadings: false, hasRows: false };
  const known = found.columns.filter((at) => at >= 0);
  return {
    hasHeadings: found.columns.some((at, i) => at >= 0 && !inEverySheet.has(columns[i]!.id)),
    hasRows: rows
      .slice(found.row + 1)
      .some((cells) => known.some((at) => String(cells[at] ?? "").trim() !== "")),
  };
}

/** A sheet for the recipients of a kind to fill in: what is known stands there, the questions are empty. */
export interface PrefilledSheet {
  readonly sheet: string;
  /** The name of its table. */
  readonly table: string;
  readonly title: readonly string[];
  readonly columns: readonly NewColumn[];
  readonly rows: number;
  readonly runs: (firstRow: number) => readonly Run<CellWrite>[];
}

/** Of all that were paid, and of those that are to report without having been paid: the county boards. */
export function prefilled(
  balances: RouteOutput<"balances">,
  missing: RouteOutput<"missingReportBacks">["missing"],
  { kind, form, carryOver }: Forms[number],
  layout: SheetLayout,
): PrefilledSheet {
  const { year } = balances;
  const ofPaid = recipientBalances(balances)
    .filter((one) => one.kind === kind && paid(one.balance) > 0)
    .map(({ code, name, balance }): WrittenReport => {
      const known = carryOver !== "not-allowed" && balance.carriedOver > 0;
      return {
        kind,
        code,
        name,
        paid: paid(balance),
        received: null,
        form,
        answers: known ? [{ area: null, question: "overfort", value: balance.carriedOver }] : [],
      };
    });
  const ofUnpaid = missing
    .filter((one) => one.kind === kind && one.paid === 0)
    .map(({ code, name }): WrittenReport => ({
      kind,
      code,
      name,
      paid: 0,
      received: null,
      form,
      answers: [],
    }));
  const reports = [...ofPaid, ...ofUnpaid];
  const { columns, rows } = writeSheetOfReports(layout, reports, [form]);
  return {
    sheet: `Återrapport ${year} ${plural[kind]}`,
    table: `Aterrapport_${year}_${plural[kind]}`,
    title: [`${form.name}: att fylla i`, `${reports.length} mottagare. Källa: ${form.source}`.slice(0, 200)],
    columns: columns.map(({ heading, list }) => ({
      heading: toCell(heading),
      width: Math.min(40, Math.max(12, heading.length + 4)),
      ...(list && { list }),
    })),
    rows: rows.length,
    runs: (firstRow) =>
      columns.map((column, at) => ({
        row: firstRow,
        column: at,
        cells: rows.map(({ cells }) => written(cells[at] ?? null, column)),
      })),
  };
}

function written(cell: Cell, { id, answer }: WrittenColumn): CellWrite {
  const format =
    answer === "kronor" || id === "paid"
      ? "#,##0"
      : id === "received"
        ? "yyyy-mm-dd"
        : answer === "scale 1-5"
          ? "0"
          : "@";
  return { value: toCell(cell), format, formatAfter: format };
}

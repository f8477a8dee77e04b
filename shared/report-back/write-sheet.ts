import type { Cell } from "../cell.ts";
import { kindName, type RecipientKey } from "../recipient.ts";
import { type Answer, answerTo, cellOfAnswer } from "../report-form/answers.ts";
import { areasOf, type FormQuestion, optionsOf, questionOf, type AskedForm } from "../report-form/form.ts";
import {
  type AnswerColumn,
  columnsByArea,
  longColumns,
  questionOfColumn,
  reportBackColumns,
  type ReportBackColumnId,
  wideColumns,
} from "./columns.ts";
import type { SheetLayout } from "./read-sheet.ts";

/** A report to write in a sheet: what is known of the recipient, and what it has answered so far. */
export interface WrittenReport extends RecipientKey {
  readonly name: string;
  /** Kronor received during the year. */
  readonly paid: number;
  /** ISO date; null: it has not come in. */
  readonly received: string | null;
  readonly form: AskedForm;
  readonly answers: readonly Answer[];
}

/** A column of a sheet of report-backs. */
export interface WrittenColumn {
  readonly id: string;
  readonly heading: string;
  readonly answer: FormQuestion["answer"] | "recipient";
  /** The only values that its cells take; absent where a cell takes several, or any. */
  readonly list?: readonly string[];
}

/** Rows under headings, and which report and area each row is of. */
export interface WrittenSheet {
  readonly columns: readonly WrittenColumn[];
  readonly rows: readonly {
    readonly report: WrittenReport;
    readonly area: string | null;
    readonly question: string | null;
    readonly cells: readonly Cell[];
  }[];
}

/** Writes reports in a layout; `readSheetOfReports` reads the same answers from each of them. */
export function writeSheetOfReports(
  layout: SheetLayout,
  reports: readonly WrittenReport[],
  forms: readonly AskedForm[] = [...new Set(reports.map(({ form }) => form))],
): WrittenSheet {
  const columns = columnsOf(layout, forms);
  const rows = reports.flatMap((report) =>
    rowsOf(layout, report).map(({ area, question }) => ({
      report,
      area,
      question,
      cells: columns.map((column) => column.cell(report, area, question)),
    })),
  );
  return { columns: columns.map(({ cell: _cell, ...column }) => column), rows };
}

interface Column extends WrittenColumn {
  readonly cell: (report: WrittenReport, area: string | null, question: string | null) => Cell;
}

/** A long sheet has a row for the whole, then one for each area that is answered for, or an answer a row. */
function rowsOf(
  layout: SheetLayout,
  { form, answers }: WrittenReport,
): readonly { readonly area: string | null; readonly question: string | null }[] {
  const whole = { area: null, question: null };
  if (layout === "wide") return [whole];
  if (layout === "areas") return [whole, ...areasOf(form).map((area) => ({ area, question: null }))];
  const asked = answers.map(({ area, question }) => ({ area, question }));
  return asked.length === 0 ? [whole] : asked;
}

function columnsOf(layout: SheetLayout, forms: readonly AskedForm[]): readonly Column[] {
  const byId = new Map(reportBackColumns.map((column) => [column.id, column]));
  const recipient = (id: ReportBackColumnId, cell: Column["cell"]): Column =>
    column(byId.get(id)!, "recipient", cell);
  const recipients = [
    recipient("kind", ({ kind }) => kindName[kind]),
    recipient("code", ({ code }) => code),
    recipient("name", ({ name }) => name),
  ];
  const received = recipient("received", (report) => report.received);
  const area = column(longColumns.area, "recipient", (_, named) => named);
  if (layout === "answers")
    return [
      ...recipients,
      area,
      column(longColumns.question, "recipient", ({ form }, ofArea, question) =>
        question === null ? null : (questionOf(form, ofArea, question)?.heading ?? null),
      ),
      column(longColumns.answer, "text", ({ answers }, ofArea, question) =>
        question === null ? null : cellIn(answers, question, ofArea),
      ),
      received,
    ];
  const everyYear = Object.entries(questionOfColumn).flatMap(([id, question]): Column[] => {
    const asked = forms.flatMap((form) => form.questions.filter((one) => one.id === question))[0];
    const { heading } = byId.get(id as ReportBackColumnId)!;
    return asked === undefined
      ? []
      : [
          {
            id,
            heading,
            answer: asked.answer,
            cell: ({ answers }, area) => (area === null ? cellIn(answers, question, null) : null),
          },
        ];
  });
  const asked = new Map(
    forms.flatMap((form) =>
      (layout === "wide" ? wideColumns(form) : columnsByArea(form)).map(
        (column) => [column.id, answerColumn(forms, column)] as const,
      ),
    ),
  );
  const ofArea = layout === "wide" ? [] : [area];
  const paid = recipient("paid", (report, area) => (area === null ? report.paid : null));
  return [...recipients, ...ofArea, paid, ...everyYear, ...asked.values(), received];
}

function column(
  { id, heading }: Pick<WrittenColumn, "id" | "heading">,
  answer: WrittenColumn["answer"],
  cell: Column["cell"],
): Column {
  return { id, heading, answer, cell };
}

function answerColumn(forms: readonly AskedForm[], column: AnswerColumn): Column {
  const { id, heading, question, area } = column;
  const ofRow = typeof area === "object" && area !== null;
  const asked = forms
    .flatMap((form) => (area === null ? form.questions : form.perArea))
    .find((one) => one.id === question)!;
  const oneOf = asked.answer === "several" ? undefined : optionsOf(asked, ofRow ? null : area);
  return {
    id,
    heading,
    answer: asked.answer,
    ...(oneOf && { list: oneOf }),
    cell: ({ answers }, rowArea) => {
      if (ofRow) return rowArea === null ? null : cellIn(answers, question, rowArea);
      return rowArea === null ? cellIn(answers, question, area) : null;
    },
  };
}

function cellIn(answers: readonly Answer[], question: string, area: string | null): Cell {
  const value = answerTo(answers, question, area);
  return value === undefined ? null : cellOfAnswer(value);
}

import { kindName, type RecipientKey } from "../recipient.ts";
import type { Cell } from "../cell.ts";
import { columnsByArea } from "../report-back/columns.ts";
import type { TabulatedAnswer } from "../report-back/tabulate.ts";
import { type Answer, answerTo, cellOfAnswer } from "../report-form/answers.ts";
import type { AskedForm } from "../report-form/form.ts";
import type { Table, TableColumn } from "./table.ts";

/** What a recipient answers about one area. */
export interface AreaRow extends RecipientKey {
  readonly name: string;
  readonly area: string;
  readonly answers: readonly Answer[];
  /** The official's own, on the area's answers. */
  readonly tags: readonly string[];
}

/** "Återrapport per område": a row a report and area, with the questions of the year's forms. */
export function areaTable(forms: readonly AskedForm[]): Table<AreaRow> {
  const questions = forms.flatMap(columnsByArea).filter(({ id }) => id.startsWith("row|"));
  const asked = [...new Map(questions.map((column) => [column.id, column])).values()];
  return {
    sheet: "Återrapport per område",
    table: "Aterrapport_omrade",
    columns: [
      { id: "kind", heading: "Mottagartyp", format: "text", width: 18, value: ({ kind }) => kindName[kind] },
      { id: "code", heading: "Kod", format: "text", width: 8, value: ({ code }) => code },
      { id: "name", heading: "Mottagare", format: "text", width: 28, value: ({ name }) => name },
      { id: "area", heading: "Område", format: "text", width: 44, value: ({ area }) => area },
      ...asked.map(({ id, heading, question }): TableColumn<AreaRow> => ({
        id,
        heading,
        format: "text",
        width: 24,
        value: ({ answers, area }) => cellIn(answers, question, area),
      })),
      {
        id: "tags",
        heading: "Egna taggar",
        format: "text",
        width: 24,
        value: ({ tags }) => (tags.length === 0 ? null : tags.join("; ")),
      },
    ],
  };
}

function cellIn(answers: readonly Answer[], question: string, area: string): Cell {
  const value = answerTo(answers, question, area);
  return value === undefined ? null : cellOfAnswer(value);
}

/** A line of "Svar per fråga" with the form that it is of. */
export interface AnswerRow extends TabulatedAnswer {
  readonly formName: string;
  /** As the column of the question is headed. */
  readonly heading: string;
}

/** "Svar per fråga": how many answered what, with n per question. */
export const answerTable: Table<AnswerRow> = {
  sheet: "Svar per fråga",
  table: "Svar_per_fraga",
  columns: [
    { id: "form", heading: "Formulär", format: "text", width: 44, value: ({ formName }) => formName },
    {
      id: "area",
      heading: "Område",
      format: "text",
      width: 44,
      value: ({ area }) => area ?? "Hela rapporten",
    },
    { id: "question", heading: "Fråga", format: "text", width: 34, value: ({ heading }) => heading },
    { id: "option", heading: "Svar", format: "text", width: 34, value: ({ option }) => option },
    { id: "count", heading: "Antal", format: "integer", width: 10, value: ({ count }) => count },
    { id: "n", heading: "n", format: "integer", width: 10, value: ({ n }) => n },
    {
      id: "share",
      heading: "Andel",
      format: "percent",
      width: 10,
      value: ({ count, n }) => (n === 0 ? null : count / n),
    },
  ],
};

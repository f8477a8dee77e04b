import { headingKey } from "../headings.ts";
import { reportForms } from "../programmes/report-forms.ts";
import { countyReport } from "../report-form/county-report.ts";
import { areasOf, type FormQuestion } from "../report-form/form.ts";
import { amountsOnly } from "../report-form/form-of-year.ts";
import { type AnswerColumn, columnsByArea, wideColumns } from "./columns.ts";

const allForms = [...reportForms, amountsOnly];

/** Every column of answers that any version of the form has: what another version asks is known, and told. */
export const answerColumns: readonly AnswerColumn[] = unique(
  allForms.flatMap((form) => [...wideColumns(form), ...columnsByArea(form)]),
);

/** The columns that county reports alone have: they ask nothing of money. */
export const countyColumns: readonly string[] = wideColumns(countyReport).map(({ id }) => id);

function unique(columns: readonly AnswerColumn[]): readonly AnswerColumn[] {
  return [...new Map(columns.map((column) => [column.id, column])).values()];
}

/** An area of any version by its name, without regard to case and spaces; null when no version has it. */
export function knownArea(text: string): string | null {
  return areasByKey.get(headingKey(text)) ?? null;
}

const areasByKey = new Map(allForms.flatMap(areasOf).map((area) => [headingKey(area), area]));

/** The id of a question by its heading, its text or its id, as a row per answer names it; null when no version has it. */
export function knownQuestion(text: string, ofArea: boolean): string | null {
  return (ofArea ? areaQuestions : wholeQuestions).get(headingKey(text)) ?? null;
}

function byName(questions: readonly FormQuestion[]): ReadonlyMap<string, string> {
  return new Map(
    questions.flatMap(({ id, heading, text }) => [id, heading, text].map((name) => [headingKey(name), id])),
  );
}

const areaQuestions = byName(allForms.flatMap(({ perArea }) => perArea));
const wholeQuestions = byName(allForms.flatMap(({ questions }) => questions));

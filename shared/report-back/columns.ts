import { type HeadedColumn, headingKey } from "../headings.ts";
import { reportForms } from "../programmes/report-forms.ts";
import { areasOf, type FormQuestion, type ReportForm } from "../report-form/form.ts";
import { amountsOnly } from "../report-form/form-of-year.ts";

/** The columns that every report-back sheet has in every year, in the order Fördela writes them. */
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

/** The questions whose columns are among those of every year. */
export const questionOfColumn: Readonly<Partial<Record<ReportBackColumnId, string>>> = {
  consumed: "forbrukat",
  repaid: "aterbetalat",
  reasons: "orsak",
};

/** What a long sheet has beside them: the area of the row, and in a row per answer the question and its answer. */
export const longColumns = {
  area: { id: "area", heading: "Område", alternatives: ["Verksamhetsområde"], required: false },
  question: { id: "question", heading: "Fråga", alternatives: [], required: false },
  answer: { id: "answer", heading: "Svar", alternatives: [], required: false },
} as const satisfies Record<string, HeadedColumn>;

/** A column of answers. `area`: of the whole (null), of an area, or of the area that the row names ("row"). */
export interface AnswerColumn extends HeadedColumn {
  readonly question: string;
  readonly area: string | null | { readonly of: "row" };
}

/** The heading of a question about an area in a wide sheet. */
export function areaHeading(area: string, question: FormQuestion): string {
  return `${area}: ${question.heading}`;
}

/** The columns of answers that a form gives a sheet, beside those of every year. */
export function wideColumns(form: ReportForm): readonly AnswerColumn[] {
  return [
    ...form.questions.filter(({ id }) => !inEveryYear.has(id)).map(ofWhole),
    ...areasOf(form).flatMap((area) =>
      form.perArea.map((question) => ({
        id: `${area}|${question.id}`,
        heading: areaHeading(area, question),
        alternatives: [],
        required: false,
        question: question.id,
        area,
      })),
    ),
  ];
}

/** The same where each area has a row of its own. */
export function columnsByArea(form: ReportForm): readonly AnswerColumn[] {
  const ofRow = form.perArea.map((question) => ({
    id: `row|${question.id}`,
    heading: question.heading,
    alternatives: [question.text],
    required: false,
    question: question.id,
    area: { of: "row" } as const,
  }));
  return [...form.questions.filter(({ id }) => !inEveryYear.has(id)).map(ofWhole), ...ofRow];
}

const inEveryYear = new Set(Object.values(questionOfColumn));

function ofWhole(question: FormQuestion): AnswerColumn {
  return {
    id: question.id,
    heading: question.heading,
    alternatives: [question.text],
    required: false,
    question: question.id,
    area: null,
  };
}

const allForms = [...reportForms, amountsOnly];

/** Every column of answers that any version of the form has: what another version asks is known, and told. */
export const answerColumns: readonly AnswerColumn[] = unique(
  allForms.flatMap((form) => [...wideColumns(form), ...columnsByArea(form)]),
);

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

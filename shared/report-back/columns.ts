import type { HeadedColumn } from "../headings.ts";
import { areasOf, type FormQuestion, type AskedForm } from "../report-form/form.ts";

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
function areaHeading(area: string, question: FormQuestion): string {
  return `${area}: ${question.heading}`;
}

/** The columns of answers that a form gives a sheet, beside those of every year. */
export function wideColumns(form: AskedForm): readonly AnswerColumn[] {
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
export function columnsByArea(form: AskedForm): readonly AnswerColumn[] {
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

import { type Answer, answerTo } from "../report-form/answers.ts";
import { areasOf, type FormQuestion, optionsOf, type AskedForm } from "../report-form/form.ts";

/** One line of a table of answers: how many of the `n` that answered the question answered this. */
export interface TabulatedAnswer {
  /** null: of the whole. */
  readonly area: string | null;
  readonly question: string;
  readonly option: string;
  readonly count: number;
  /** Reports with an answer to this question: it differs between the questions of one form. */
  readonly n: number;
}

/**
 * How often each option was answered, with n per question and area. Questions of several options sum to more than n;
 * kronor and words of one's own are not counted here, but that there are any is the last line of "Annat".
 */
export function tabulate(
  form: AskedForm,
  reports: readonly { readonly form: string; readonly answers: readonly Answer[] }[],
): readonly TabulatedAnswer[] {
  const answered = reports.filter((report) => report.form === form.id).map(({ answers }) => answers);
  return [
    ...form.questions.flatMap((question) => lines(answered, question, null)),
    ...areasOf(form).flatMap((area) => form.perArea.flatMap((question) => lines(answered, question, area))),
  ];
}

function lines(
  answered: readonly (readonly Answer[])[],
  question: FormQuestion,
  area: string | null,
): readonly TabulatedAnswer[] {
  const given = answered.flatMap((answers) => {
    const value = answerTo(answers, question.id, area);
    return value === undefined ? [] : [typeof value === "object" ? value : [String(value)]];
  });
  return (optionsOf(question, area) ?? []).map((option) => ({
    area,
    question: question.id,
    option,
    count: given.filter((values) => values.some((value) => value === option || isOwn(option, value))).length,
    n: given.length,
  }));
}

/** "Annat: sent besked" is an "Annat". */
function isOwn(option: string, value: string): boolean {
  return option === "Annat" && value.startsWith("Annat: ");
}

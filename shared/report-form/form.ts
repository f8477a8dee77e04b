/** One question of a form. */
export interface FormQuestion {
  /** For ever: answers are kept by it. */
  readonly id: string;
  /** The heading of its column. */
  readonly heading: string;
  /** The question as it is asked. */
  readonly text: string;
  /** "several": more than one of the options. */
  readonly answer: "kronor" | "one" | "several" | "scale 1-5" | "yes-no" | "text";
  /** What may be answered. "Annat" may be followed by a colon and words of one's own. */
  readonly options?: readonly string[] | undefined;
  /** What may be answered besides in an area. */
  readonly optionsIn?: Readonly<Record<string, readonly string[]>> | undefined;
  /** The option that says that none of the others holds. */
  readonly none?: string | undefined;
  /** Headings that are read as this one. */
  readonly alternatives?: readonly string[];
}

/** What must hold between the answers of a report; told at the answer of `question`. */
export type FormRule =
  /** The answers of kronor are together what was received. */
  | { readonly rule: "sum"; readonly of: readonly string[]; readonly question: string }
  /** Whoever answers more than 0 kronor to `when` answers `question`. */
  | { readonly rule: "reason"; readonly when: string; readonly question: string }
  /** Everybody answers `question`. */
  | { readonly rule: "answered"; readonly question: string }
  /** An area that `gate` says no to has no other answers. */
  | { readonly rule: "gate"; readonly gate: string }
  /** In an area where `when` is answered `is`, `question` is not answered `not`. */
  | {
      readonly rule: "never-both";
      readonly when: string;
      readonly is: string;
      readonly question: string;
      readonly not: string;
    };

/** A version of a form of report-back (återrapportering): what is asked of the whole and of each area of activity. */
export interface ReportForm {
  /** For ever: programmes name it, answers are kept by it. */
  readonly id: string;
  readonly name: string;
  /** First and last year whose money is reported on it. */
  readonly years: { readonly from: number; readonly to: number };
  /** The areas, by the heading that they stand under; "" where there is none. */
  readonly areas: readonly { readonly heading: string; readonly areas: readonly string[] }[];
  readonly questions: readonly FormQuestion[];
  readonly perArea: readonly FormQuestion[];
  readonly rules: readonly FormRule[];
  /** It asks what was consumed on 31 December of the year, which counts from that day; else from when it came in. */
  readonly consumedAtYearEnd?: true;
  /** Every county board reports of its county on it, whether it was paid here or not; it asks nothing of the money. */
  readonly ofCounties?: true;
  readonly source: string;
  /** What no source states and is a proposal ("Förslag: …"); null when all is published. */
  readonly assumption: string | null;
}

/** What a sheet or a table is made from: a form as the service gives it, without its rules. */
export type AskedForm = Omit<ReportForm, "rules" | "years" | "consumedAtYearEnd" | "ofCounties">;

/** The areas of a form in its order. */
export function areasOf({ areas }: Pick<ReportForm, "areas">): readonly string[] {
  return areas.flatMap((group) => group.areas);
}

/** A question of a form: of the whole (`area` null) or of an area; undefined when the version does not ask it. */
export function questionOf(
  form: Pick<ReportForm, "areas" | "questions" | "perArea">,
  area: string | null,
  id: string,
): FormQuestion | undefined {
  if (area === null) return form.questions.find((question) => question.id === id);
  return areasOf(form).includes(area) ? form.perArea.find((question) => question.id === id) : undefined;
}

/** What may be answered to a question; undefined when any text or number may. */
export function optionsOf(question: FormQuestion, area: string | null): readonly string[] | undefined {
  if (question.answer === "yes-no") return ["Ja", "Nej"];
  if (question.answer === "scale 1-5") return ["1", "2", "3", "4", "5"];
  const more = area === null ? [] : (question.optionsIn?.[area] ?? []);
  const { options, none } = question;
  if (options === undefined) return undefined;
  return none === undefined ? [...options, ...more] : [...options.filter((o) => o !== none), ...more, none];
}

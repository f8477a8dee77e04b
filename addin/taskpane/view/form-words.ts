import type { Texts } from "../texts.ts";

/** What every form says; it comes with the pages that have forms. */
interface FormWords {
  readonly fillIn: string;
  readonly wholeNumber: string;
  readonly choose: string;
  /** The button that leaves an act undone when it is to be confirmed. */
  readonly dont: string;
}

const swedish: FormWords = {
  fillIn: "Fyll i fältet.",
  wholeNumber: "Fyll i antal kronor utan decimaler.",
  choose: "Välj minst en.",
  dont: "Avbryt",
};

const english: FormWords = {
  fillIn: "Fill in the field.",
  wholeNumber: "Fill in whole kronor.",
  choose: "Choose at least one.",
  dont: "Cancel",
};

export function formWords({ language }: Pick<Texts, "language">): FormWords {
  return language === "sv" ? swedish : english;
}

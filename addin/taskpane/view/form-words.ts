import { formatKronor } from "../../../shared/money.ts";
import type { Texts } from "../texts.ts";

/** What every form says; it comes with the pages that have forms. */
interface FormWords {
  readonly fillIn: string;
  readonly wholeNumber: string;
  readonly choose: string;
  readonly tooLong: (characters: number, room: number) => string;
  /** The button that leaves an act undone when it is to be confirmed. */
  readonly dont: string;
}

const swedish: FormWords = {
  fillIn: "Fyll i fältet.",
  wholeNumber: "Fyll i antal kronor utan decimaler.",
  choose: "Välj minst en.",
  tooLong: (characters, room) =>
    `Korta texten: den har ${formatKronor(characters)} tecken, och högst ${formatKronor(room)} får plats.`,
  dont: "Avbryt",
};

const english: FormWords = {
  fillIn: "Fill in the field.",
  wholeNumber: "Fill in whole kronor.",
  choose: "Choose at least one.",
  tooLong: (characters, room) =>
    `Shorten the text: it has ${formatKronor(characters)} characters, and there is room for ${formatKronor(room)}.`,
  dont: "Cancel",
};

export function formWords({ language }: Pick<Texts, "language">): FormWords {
  return language === "sv" ? swedish : english;
}

/** What is wrong with a text that has to be there and has so much room; undefined when nothing is. */
export function faultOfText(words: FormWords, text: string, room: number): string | undefined {
  const { length } = text.trim();
  if (length === 0) return words.fillIn;
  return length > room ? words.tooLong(length, room) : undefined;
}

/** A fault as a field shows it. */
export function shownFault(fault: string | undefined): {
  readonly validationState?: "error";
  readonly validationMessage?: string;
} {
  return fault === undefined ? {} : { validationState: "error", validationMessage: fault };
}

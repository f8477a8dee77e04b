import type { Cell } from "../cell.ts";
import { beginsLikeFormula } from "../formula-start.ts";
import { headingKey } from "../headings.ts";
import { hiddenCharacters, withoutHidden } from "../hidden-characters.ts";
import { parseKronor } from "../money.ts";
import { areasOf, type FormQuestion, optionsOf, type ReportForm } from "./form.ts";

/** An answer: kronor and 1-5 are numbers, several options a list in the form's order, all else text. */
export interface Answer {
  /** null: of the whole report. */
  readonly area: string | null;
  readonly question: string;
  readonly value: number | string | readonly string[];
}

/** What a cell answers, or why that is no answer. null: it is empty. */
export type ReadAnswer =
  | { readonly value: Answer["value"]; readonly remark: "none" | "written-as-text" | "shown-as-text" }
  | { readonly fault: "kronor" | "option" | "alone"; readonly offending: string }
  | null;

/** Reads the cell of a question. Options are compared without regard to case; texts lose what the eye cannot see. */
export function readAnswer(question: FormQuestion, area: string | null, cell: Cell): ReadAnswer {
  if (cell === null || (typeof cell === "string" && cell.trim() === "")) return null;
  if (question.answer === "kronor") return readAmount(cell);
  const options = optionsOf(question, area);
  if (options === undefined) return readText(String(cell));
  const given = question.answer === "several" ? parts(String(cell)) : [said(cell)];
  const found = given.map((text) => ({ text, option: optionIn(options, text) }));
  const strange = found.find(({ option }) => option === null);
  if (strange) return { fault: "option", offending: strange.text };
  const chosen = found.map(({ option }) => option!);
  if (question.answer === "scale 1-5") return { value: Number(chosen[0]), remark: "none" };
  if (question.answer !== "several") return { value: chosen[0]!, remark: "none" };
  const inOrder = [...new Set(chosen)].sort((a, b) => place(options, a) - place(options, b));
  const { none } = question;
  if (none !== undefined && inOrder.length > 1 && inOrder.includes(none))
    return { fault: "alone", offending: none };
  return { value: inOrder, remark: "none" };
}

/** The cell that says an answer: the inverse of `readAnswer`. */
export function cellOfAnswer(value: Answer["value"]): Cell {
  return typeof value === "object" ? value.join("; ") : value;
}

/** Answers in the order of the form: the whole first, then area by area. */
export function inFormOrder(form: ReportForm, answers: readonly Answer[]): readonly Answer[] {
  const areas = [null, ...areasOf(form)];
  const rank = ({ area, question }: Answer): number => {
    const asked = area === null ? form.questions : form.perArea;
    return areas.indexOf(area) * 1000 + asked.findIndex(({ id }) => id === question);
  };
  return [...answers].sort((a, b) => rank(a) - rank(b));
}

/** The answer to a question, or undefined. */
export function answerTo(
  answers: readonly Answer[],
  question: string,
  area: string | null = null,
): Answer["value"] | undefined {
  return answers.find((one) => one.question === question && one.area === area)?.value;
}

function readAmount(cell: Cell): ReadAnswer {
  const read = parseKronor(cell);
  if (!read.ok || read.value.kronor < 0) return { fault: "kronor", offending: String(cell) };
  const { kronor } = read.value;
  // A CSV file has no numbers: digits alone are all that it can say.
  return { value: kronor, remark: String(cell) === String(kronor) ? "none" : "written-as-text" };
}

function readText(text: string): ReadAnswer {
  const oneLine = text.replace(/[\t\r\n]+/g, " ");
  const value = withoutHidden(oneLine);
  if (value === "") return null;
  const risky = beginsLikeFormula(value) || hiddenCharacters(oneLine.trim()) !== "none";
  return { value, remark: risky ? "shown-as-text" : "none" };
}

function said(cell: Cell): string {
  if (typeof cell === "boolean") return cell ? "Ja" : "Nej";
  return String(cell).trim();
}

function parts(text: string): string[] {
  return text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

const own = "Annat: ";

function optionIn(options: readonly string[], text: string): string | null {
  const key = headingKey(text);
  const same = options.find((option) => headingKey(option) === key);
  if (same !== undefined) return same;
  if (!options.includes("Annat") || !text.toLowerCase().startsWith("annat:")) return null;
  const words = withoutHidden(text.slice("annat:".length));
  return words === "" ? "Annat" : `${own}${words}`;
}

function place(options: readonly string[], option: string): number {
  const at = options.indexOf(option);
  return at >= 0 ? at : options.indexOf("Annat") + 0.5;
}

import type { Completion } from "./case.ts";

/** A letter before it has a form: what a renderer makes a page of. Plain text throughout. */
export interface LetterContent {
  readonly heading: string;
  readonly to: string;
  readonly date: string;
  readonly paragraphs: readonly string[];
  /** Shown as a list, between the paragraphs and the ending. */
  readonly list: readonly string[];
  readonly ending: readonly string[];
}

const subject = { requisition: "rekvisitionen", report: "återrapporten" } as const;

/** The letter that asks a recipient to complete what came in. */
export function completionLetter(
  { of, missing, asked, by, answerBy }: Completion,
  name: string,
  round: string,
): LetterContent {
  return {
    heading: "Begäran om komplettering",
    to: name,
    date: asked,
    paragraphs: [
      `Vi har tagit emot ${subject[of]} från ${name} för ${round}. Den behöver kompletteras för att vi ska kunna pröva den.`,
    ],
    list: missing,
    ending: [
      `Svaret ska ha kommit in till oss senast ${answerBy}. Ange att det gäller denna begäran.`,
      "Kommer svaret in senare, eller inte alls, prövas ärendet i beslut på det som finns.",
      `Begäran görs med stöd av 19 och 20 §§ förvaltningslagen (2017:900). Handläggare: ${by}.`,
    ],
  };
}

import type { PlainContent } from "../letter/letter.ts";
import type { Completion } from "./case.ts";

const subject = { requisition: "rekvisitionen", report: "återrapporten" } as const;

/** The letter that asks a recipient to complete what came in. */
export function completionLetter(
  { of, missing, asked, by, answerBy }: Completion,
  name: string,
  round: string,
): PlainContent {
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

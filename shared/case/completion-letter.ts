import type { PlainContent } from "../letter/letter.ts";
import type { Round } from "../programme.ts";
import type { Completion } from "./case.ts";

/** The letter that asks a recipient to complete what came in. */
export function completionLetter(
  { of, missing, asked, by, answerBy, dnr }: Completion,
  name: string,
  round: Pick<Round, "name" | "route">,
): PlainContent {
  const subject = of === "report" ? "återrapporten" : round.route === "grant" ? "ansökan" : "rekvisitionen";
  return {
    heading: "Begäran om komplettering",
    to: name,
    date: asked,
    paragraphs: [
      `Vi har tagit emot ${subject} från ${name} för ${round.name}${dnr === undefined ? "" : `, dnr ${dnr}`}. Den behöver kompletteras för att vi ska kunna pröva den.`,
    ],
    list: missing,
    ending: [
      `Svaret ska ha kommit in till oss senast ${answerBy}. Ange att det gäller denna begäran${dnr === undefined ? "" : ` och dnr ${dnr}`}.`,
      "Kommer svaret in senare, eller inte alls, prövas ärendet i beslut på det som finns.",
      `Begäran görs med stöd av 19 och 20 §§ förvaltningslagen (2017:900). Handläggare: ${by}.`,
    ],
  };
}

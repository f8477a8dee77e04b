import { beginsLikeFormula } from "../formula-start.ts";
import { hiddenCharacters } from "../hidden-characters.ts";
import { formatKronor } from "../money.ts";
import { quote } from "../requisition/rule.ts";
import type { ApplicationContent, ApplicationState } from "./application.ts";
import type { Ground } from "./grounds.ts";
import { type ApplicationOutcome, outcomeClause, outcomeName } from "./outcome.ts";

/** What a case officer proposes for an application. Nulls are what is not yet said. */
export interface Assessment {
  readonly outcome: ApplicationOutcome | null;
  /** Kronor proposed; 0 when rejected or withdrawn. */
  readonly amount: number | null;
  /** Ids of coded grounds. */
  readonly grounds: readonly string[];
  /** Place in the ranking, 1 first. */
  readonly rank: number | null;
  readonly note: string | null;
  /** The statement of the länsstyrelse or another authority, when it did not come with the application. */
  readonly statement: string | null;
  /** Other inputs (andra underlag): decisions in supervision, what earlier years' money led to. */
  readonly inputs: string | null;
}

export const noAssessment: Assessment = {
  outcome: null,
  amount: null,
  grounds: [],
  rank: null,
  note: null,
  statement: null,
  inputs: null,
};

/** What an application must say to be assessed. */
export interface Assessable extends Pick<ApplicationContent, "amount" | "requirements" | "statement"> {
  readonly name: string;
  readonly state: ApplicationState;
}

/** What is wrong with an assessment, in which of its fields; `text` says in Swedish what to do. */
export interface AssessmentFault {
  readonly field: keyof Assessment;
  readonly text: string;
}

const texts = ["note", "statement", "inputs"] as const;
const longestText = 2000;

/** What is wrong in what has been said so far: an assessment may be saved before it is complete. `valid`: the grounds that hold. */
export function assessmentFaults(
  assessment: Assessment,
  { amount: asked }: Pick<Assessable, "amount">,
  valid: readonly Pick<Ground, "id" | "text" | "leadsTo">[],
): AssessmentFault[] {
  const { outcome, amount, grounds, rank } = assessment;
  const faults: AssessmentFault[] = [];
  const fault = (field: keyof Assessment, text: string): void => void faults.push({ field, text });
  if (amount !== null && !(Number.isSafeInteger(amount) && amount >= 0))
    fault("amount", "Fyll i beloppet i hela kronor, 0 eller mer.");
  else if (amount !== null && asked !== null && amount > asked)
    fault("amount", `Sänk beloppet till högst ${formatKronor(asked)} kronor, som sökanden har sökt.`);
  else if (amount !== null && outcome !== null) {
    const text = amountText(outcome, amount, asked);
    if (text !== null) fault("amount", text);
  }
  const known = new Map(valid.map((ground) => [ground.id, ground]));
  const unknown = grounds.filter((id) => !known.has(id));
  if (unknown.length > 0)
    fault(
      "grounds",
      `Byt ut ${unknown.map(quote).join(", ")}: ingen sådan grund gäller i omgången. Välj bland grunderna i listan.`,
    );
  else if (outcome === "part" || outcome === "rejected") {
    const wrong = grounds.map((id) => known.get(id)!).filter(({ leadsTo }) => !leadsTo.includes(outcome));
    if (wrong.length > 0)
      fault(
        "grounds",
        `Byt ut ${wrong.map(({ text }) => quote(text)).join(", ")}: grunden leder inte till att ansökan ${outcomeClause[outcome]}.`,
      );
  }
  if (rank !== null && !(Number.isSafeInteger(rank) && rank >= 1))
    fault("rank", "Fyll i rangen som ett helt tal, 1 eller mer.");
  for (const field of texts) {
    const text = assessment[field];
    if (text === null) continue;
    if (beginsLikeFormula(text) || hiddenCharacters(text) !== "none")
      fault(field, "Skriv om texten så att den inte börjar med =, +, - eller @ och inte har dolda tecken.");
    else if (text.length > longestText) fault(field, `Korta texten till högst ${longestText} tecken.`);
  }
  return faults;
}

function amountText(outcome: ApplicationOutcome, amount: number, asked: number | null): string | null {
  if (outcome === "rejected" || outcome === "withdrawn")
    return amount === 0 ? null : `Skriv 0: en ansökan som ${outcomeClause[outcome]} får inga medel.`;
  if (amount === 0) return "Fyll i hur många kronor som beviljas.";
  if (asked === null) return null;
  if (outcome === "granted" && amount !== asked)
    return `Skriv ${formatKronor(asked)} kronor, som söks, eller välj ”${outcomeName.part}”.`;
  return outcome === "part" && amount === asked
    ? `Hela det sökta beloppet: välj ”${outcomeName.granted}”, eller sänk beloppet.`
    : null;
}

/**
 * Why an application cannot be decided as proposed; none when it can. `needed` is the authority whose statement the
 * decision needs, null for none.
 */
export function decisionFaults(
  assessment: Assessment,
  application: Assessable,
  {
    needed,
    grounds: valid,
  }: { readonly needed: string | null; readonly grounds: Parameters<typeof assessmentFaults>[2] },
): AssessmentFault[] {
  const { outcome, amount, grounds, note, statement } = assessment;
  const faults = assessmentFaults(assessment, application, valid);
  const fault = (field: keyof Assessment, text: string): void => void faults.push({ field, text });
  if (outcome === null) {
    fault("outcome", `Välj utfall: ${Object.values(outcomeName).join(", ")}.`);
    return faults;
  }
  if (outcome === "withdrawn") return faults;
  const isGranted = outcome === "granted" || outcome === "part";
  if (isGranted && amount === null) fault("amount", "Fyll i hur många kronor som beviljas.");
  if (outcome !== "granted" && grounds.length === 0)
    fault("grounds", `Välj minst en grund: en ansökan som ${outcomeClause[outcome]} ska ha en.`);
  if (needed !== null && isEmpty(application.statement) && isEmpty(statement))
    fault("statement", `Fyll i vad ${needed} har yttrat: det ska finnas före beslutet.`);
  const unmet = application.requirements.filter(({ met }) => met !== true);
  if (isGranted && unmet.length > 0 && grounds.length === 0 && isEmpty(note))
    fault("note", "Skriv varför medel ändå beviljas: sökanden har inte svarat ja på alla prestationskrav.");
  else if (isGranted && application.state === "returned" && isEmpty(note))
    fault("note", "Skriv varför medel ändå beviljas: ansökan väntar på komplettering.");
  return faults;
}

function isEmpty(text: string | null): boolean {
  return text === null || text.trim() === "";
}

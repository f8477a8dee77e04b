import { applicationRules, cellTexts } from "../application/rules.ts";
import { headingRules } from "../headings.ts";
import type { Round } from "../programme.ts";
import { answerSentence } from "../report-back/answer-sentences.ts";
import { reportBackRules } from "../report-back/rules.ts";
import { requisitionCellRules, requisitionRowRules } from "../requisition/rules.ts";
import { type Completion, mendableFaults } from "./case.ts";

interface Sentence {
  readonly id: string;
  readonly sentence: string;
}

const ofReport = bySentence([...reportBackRules, ...Object.values(headingRules)]);
const ofAsked: Readonly<Record<Round["route"], ReadonlyMap<string, string>>> = {
  requisition: bySentence([...requisitionCellRules, ...requisitionRowRules]),
  // The cells of an application are read by the rules of a requisition's.
  grant: bySentence([
    ...requisitionCellRules,
    ...applicationRules,
    ...Object.values(cellTexts),
    ...Object.values(headingRules),
  ]),
};

/** A rule that has no words any more: what came in may have been kept since an earlier version. */
const otherwise = "Uppgifterna är fullständiga och går att läsa.";

function bySentence(rules: readonly Sentence[]): ReadonlyMap<string, string> {
  return new Map(rules.map(({ id, sentence }) => [id, sentence]));
}

/**
 * What a recipient is asked to see to in a round of this route, one Swedish sentence a rule broken: each says how it
 * should be. Nothing of being late.
 */
export function missingOf(
  of: Completion["of"],
  faults: readonly string[],
  route: Round["route"],
): readonly string[] {
  const sentences = of === "report" ? ofReport : ofAsked[route];
  const sentenceOf = (id: string): string | null =>
    sentences.get(id) ?? (of === "report" ? answerSentence(id) : null);
  return [...new Set(mendableFaults(faults).map((id) => sentenceOf(id) ?? otherwise))];
}

import { reportBackRules } from "../report-back/rules.ts";
import { requisitionCellRules, requisitionRowRules } from "../requisition/rules.ts";
import { type Completion, mendableFaults } from "./case.ts";

const sentences: Readonly<Record<Completion["of"], ReadonlyMap<string, string>>> = {
  requisition: bySentence([...requisitionCellRules, ...requisitionRowRules]),
  report: bySentence(reportBackRules),
};

function bySentence(
  rules: readonly { readonly id: string; readonly sentence: string }[],
): ReadonlyMap<string, string> {
  return new Map(rules.map(({ id, sentence }) => [id, sentence]));
}

/** What a recipient is asked to see to, one Swedish sentence a rule broken: each says how it should be. Nothing of being late. */
export function missingOf(of: Completion["of"], faults: readonly string[]): readonly string[] {
  return [...new Set(mendableFaults(faults))].map(
    (id) => sentences[of].get(id) ?? `Uppgiften uppfyller inte regeln ${id}.`,
  );
}

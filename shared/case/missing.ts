import { reportBackRules } from "../report-back/rules.ts";
import { requisitionCellRules, requisitionRowRules } from "../requisition/rules.ts";
import type { Completion } from "./case.ts";

/** Reasons for a return that no rule of a sheet says. */
const others: readonly { readonly id: string; readonly sentence: string }[] = [
  {
    id: "omgangen-ar-oppen",
    sentence:
      "Rekvisitionen kom in när omgången var stängd eller redan beslutad. Ange om ni vill att den prövas ändå.",
  },
];

const sentences: Readonly<Record<Completion["of"], ReadonlyMap<string, string>>> = {
  requisition: bySentence([...requisitionCellRules, ...requisitionRowRules, ...others]),
  report: bySentence(reportBackRules),
};

function bySentence(
  rules: readonly { readonly id: string; readonly sentence: string }[],
): ReadonlyMap<string, string> {
  return new Map(rules.map(({ id, sentence }) => [id, sentence]));
}

/** What a recipient is asked to see to, one Swedish sentence a rule broken: each says how it should be. */
export function missingOf(of: Completion["of"], faults: readonly string[]): readonly string[] {
  return [...new Set(faults)].map((id) => sentences[of].get(id) ?? `Uppgiften uppfyller inte regeln ${id}.`);
}

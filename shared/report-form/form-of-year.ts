import { ofKind, type Rules } from "../programme.ts";
import { isUnknown, programmeOn, rulesOn } from "../programmes/dated.ts";
import { programmes } from "../programmes/programmes.ts";
import { reportForms } from "../programmes/report-forms.ts";
import type { RecipientKind } from "../recipient.ts";
import { countyReport } from "./county-report.ts";
import type { FormQuestion, ReportForm } from "./form.ts";
import { forms2020 } from "./forms-2020.ts";

export type CarryOver = Rules["carryOver"];

/** What a report of a year's money goes by: the version of the form, and whether money may be carried over. */
export interface ReportRules {
  readonly form: ReportForm;
  readonly carryOver: CarryOver;
}

/** The rules for the money of a year to a kind of recipient: those of the year's last day. */
export function reportRulesOf(year: number, kind: RecipientKind): ReportRules {
  const day = `${year}-12-31`;
  const group = ofKind(programmeOn(programmes, day)?.groups ?? {}, kind);
  const rules = group === undefined ? null : rulesOn(group, day);
  const [form, carryOver] = [rules?.reportForm?.value, rules?.carryOver?.value];
  return {
    form: reportForms.find(({ id }) => id === form) ?? proposedFor(year, kind),
    carryOver: carryOver === undefined || isUnknown(carryOver) ? "not-allowed" : carryOver,
  };
}

/** The form that stands in where none is published; it says itself that it is a proposal. */
function proposedFor(year: number, kind: RecipientKind): ReportForm {
  const { from, to } = countyReport.years;
  return kind === "agency" && from <= year && year <= to ? countyReport : amountsOnly;
}

const overfort: FormQuestion = {
  id: "overfort",
  heading: "Överfört",
  text: "Hur mycket överförs till nästa år?",
  answer: "kronor",
};

/** What is asked where the form is not published: where the money is, and why any is left. */
export const amountsOnly: ReportForm = {
  id: "belopp",
  name: "Återrapportering av belopp",
  years: { from: 2007, to: 2100 },
  areas: [],
  questions: [
    ...forms2020[0]!.questions.filter(({ id }) => ["forbrukat", "aterbetalat", "orsak"].includes(id)),
    overfort,
  ],
  perArea: [],
  rules: [
    { rule: "sum", of: ["forbrukat", "overfort", "aterbetalat"], question: "aterbetalat" },
    { rule: "reason", when: "aterbetalat", question: "orsak" },
  ],
  source: forms2020[0]!.source,
  assumption: "Förslag: årets formulär är inte publicerat; här frågas bara efter beloppen och orsaken.",
};

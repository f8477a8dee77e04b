import type { Person } from "../functions/office.ts";
import {
  canBeDecided,
  canBeSaved,
  type Expected,
  isDecided,
  isHeld,
  type Model,
  type ModelAssessment,
  sum,
} from "./model.ts";

export interface AppliedRow {
  readonly name: string;
  /** The other in a joint application; null for none. */
  readonly member: string | null;
  readonly asked: number;
  readonly faulty: boolean;
}

/** The number of somebody who has applied before, or the next that neither an applicant nor a grant has. */
function numberOf({ numbers, requisitions }: Model, name: string): string {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  const used = new Set([...numbers.values(), ...requisitions.keys()]);
  const next = { number: 1 };
  while (used.has(String(next.number))) next.number += 1;
  numbers.set(name, String(next.number));
  return String(next.number);
}

export function registerApplications(model: Model, document: string, rows: readonly AppliedRow[]): Expected {
  if (model.documents.has(document)) return "wrong-state";
  return () => {
    model.documents.add(document);
    const codes = rows.map(({ name, member }) => {
      const code = numberOf(model, name);
      if (member !== null) numberOf(model, member);
      return code;
    });
    rows.forEach(({ asked, faulty }, i) => {
      const code = codes[i]!;
      const before = model.applications.get(code);
      const late = isDecided(model, code);
      if ((late || faulty) && before?.state === "submitted") return;
      model.applications.set(code, {
        state: late || faulty ? "returned" : "submitted",
        asked,
        document,
        version: (before?.version ?? 0) + 1,
        assessed: before?.assessed ?? null,
      });
      if (faulty) model.accounts.delete(code);
      else model.accounts.add(code);
    });
  };
}

export interface AssessedRow {
  readonly code: string;
  readonly version: number;
  readonly assessed: ModelAssessment;
}

/** All are saved, or none. */
export function assess(model: Model, rows: readonly AssessedRow[]): Expected {
  for (const { code, version } of rows) {
    const application = model.applications.get(code);
    if (application === undefined) return "not-found";
    if (application.version !== version) return "conflict";
    if (isDecided(model, code)) return "wrong-state";
  }
  if (rows.some(({ code, assessed }) => !canBeSaved(assessed, model.applications.get(code)!.asked)))
    return "rules-broken";
  return () => {
    for (const { code, version, assessed } of rows)
      model.applications.set(code, { ...model.applications.get(code)!, version: version + 1, assessed });
  };
}

/** Everything that is not decided and waits in no decision, or those named. */
export function prepareApplications(model: Model, who: Person, codes: readonly string[] | null): Expected {
  if (codes?.some((code) => isHeld(model, code)) === true) return "wrong-state";
  const open = [...model.applications].filter(
    ([code]) => !isDecided(model, code) && !isHeld(model, code) && (codes?.includes(code) ?? true),
  );
  if (codes !== null && open.length < codes.length) return "not-found";
  if (open.length === 0) return "wrong-state";
  if (open.some(([, application]) => !canBeDecided(application))) return "rules-broken";
  const lines = open.map(([code, { assessed, document }]) => ({
    code,
    amount: assessed!.amount,
    assessed: assessed!,
    document,
  }));
  if (sum(lines) > model.budget) return "rules-broken";
  return (id) =>
    void model.decisions.set(id, {
      kind: "applications",
      state: "prepared",
      preparedBy: who,
      decidedBy: null,
      date: "",
      lines,
    });
}

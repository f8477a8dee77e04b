import { isStanding } from "../../shared/application/application.ts";
import {
  type AssessmentFault,
  assessmentFaults,
  decisionFaults,
  noAssessment,
} from "../../shared/application/assessment.ts";
import { roundRules } from "../../shared/application/round-rules.ts";
import { Refusal } from "../../shared/errors.ts";
import { formatKronor } from "../../shared/money.ts";
import { type RecipientId, recipientId, recipientKey } from "../../shared/recipient.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import type { Handlers } from "../context.ts";
import type { ApplicationRow, AssessedLine, Versioned } from "../store/kept.ts";
import { applicationRound, lastChanged, noApplication } from "./applications.ts";
import { assessedOtherwise } from "./booking.ts";
import { chainChange, change, conflict, ledgerOf } from "./change.ts";
import { preparedDecision } from "./deciding.ts";
import { changedIn } from "./documents.ts";
import { warned, warningsOn } from "./warnings.ts";
import { alreadyPrepared, decidedCodes, heldBy } from "./window.ts";

/** An assessment that breaks a rule, by applicant. */
interface Broken extends AssessmentFault {
  readonly code: string;
  readonly name: string;
}

/** Names the first few; all of them are in `faults`. */
function refuseBroken(broken: readonly Broken[], what: string): void {
  if (broken.length === 0) return;
  const first = broken.slice(0, 3).map(({ name, text }) => `${name}: ${text}`);
  const more = broken.length > 3 ? ` Och ${broken.length - 3} till.` : "";
  throw new Refusal("rules-broken", `${what} ${first.join(" ")}${more}`, { faults: broken });
}

export const assessmentHandlers = {
  async assessApplications({ round: id, assessments }, context) {
    const round = applicationRound(id);
    const rules = roundRules(round);
    return await change(context, [round.id], async ([head], at) => {
      const ids = assessments.map(({ code }) => recipientId({ kind: round.kind, code }));
      const [before, decisions, by] = await Promise.all([
        context.store.rows(head!, "applications", ids),
        context.store.decisions(round.id),
        changedIn(context, round.year),
      ]);
      const decided = decidedCodes(decisions);
      const broken: Broken[] = [];
      const rows = new Map<RecipientId, Versioned<ApplicationRow>>();
      assessments.forEach(({ code, version, ...assessment }, i) => {
        const row = before.get(ids[i]!);
        if (row === undefined) throw noApplication(round, code);
        const { name } = row.value;
        if (row.version !== version)
          throw conflict(`bedömningen av ${name}`, {
            recipient: ids[i],
            version: row.version,
            changed: lastChanged(row.value, by),
          });
        if (!isStanding(row.value))
          throw new Refusal(
            "wrong-state",
            `Ansökan från ${name} är återtagen eller ersatt. Registrera den nya ansökan först.`,
            { code },
          );
        if (decided.has(code))
          throw new Refusal(
            "wrong-state",
            `Ansökan från ${name} är beslutad. Ett beslut ändras genom ett nytt beslut, inte i bedömningen.`,
            { code },
          );
        broken.push(
          ...assessmentFaults(assessment, row.value, rules.grounds).map((fault) => ({
            code,
            name,
            ...fault,
          })),
        );
        rows.set(ids[i]!, {
          version,
          value: { ...row.value, assessment, assessed: { by: context.principal.name, at } },
        });
      });
      refuseBroken(broken, "Bedömningarna går inte att spara.");
      const total = sum([...rows.values()].map(({ value }) => value.assessment?.amount ?? 0));
      const chain = await chainChange(context, round, head!, at, {
        action: "ansökningar bedömda",
        details: { applications: rows.size, total },
        effectiveDate: swedishDay(at),
        rows: { applications: rows },
      });
      return { chains: [chain], answer: { id: round.id, recipients: rows.size, total } };
    });
  },

  async prepareApplications({ round: id, codes }, context) {
    const round = applicationRound(id);
    const rules = roundRules(round);
    return await change(context, [round.id], async ([head], at) => {
      const [applications, decisions, ledger] = await Promise.all([
        context.store.rows(head!, "applications"),
        context.store.decisions(round.id),
        ledgerOf(context, round, head!),
      ]);
      const decided = decidedCodes(decisions);
      const held = heldBy(
        decisions,
        "applications",
        (lines) => assessedOtherwise({ round, decisions }, lines, applications).length === 0,
      );
      const prepared = codes?.filter((code) => held.has(code)) ?? [];
      if (prepared.length > 0) throw alreadyPrepared(prepared.map((code) => held.get(code)!));
      const open = [...applications]
        .map(([recipient, { value }]) => ({ code: recipientKey(recipient).code, value }))
        .filter(
          ({ code, value }) =>
            isStanding(value) && !decided.has(code) && !held.has(code) && (codes?.includes(code) ?? true),
        )
        .sort((a, b) => (a.code < b.code ? -1 : 1));
      const missing = codes?.find((code) => !open.some((one) => one.code === code));
      if (missing !== undefined) throw noApplication(round, missing);
      if (open.length === 0 && held.size > 0) throw alreadyPrepared(held.values());
      if (open.length === 0)
        throw new Refusal(
          "wrong-state",
          `Det finns inget att besluta i ${round.name}. Registrera och bedöm ansökningar först.`,
        );
      if (open.length > mostLines)
        throw new Refusal(
          "rules-broken",
          `Ett beslut rymmer ${mostLines} ansökningar, och ${open.length} ska beslutas. Förbered flera beslut, med en del av ansökningarna i varje.`,
          { most: mostLines },
        );
      refuseBroken(
        open.flatMap(({ code, value }) =>
          decisionFaults(value.assessment ?? noAssessment, value, rules).map((fault) => ({
            code,
            name: value.name,
            ...fault,
          })),
        ),
        "Beslutet går inte att förbereda.",
      );
      const lines = open.map(({ code, value }) => lineOf(code, value));
      const total = sum(lines.map(({ amount }) => amount));
      if (total > ledger.budget)
        throw new Refusal(
          "rules-broken",
          `Det går inte att besluta om ${formatKronor(total)} kronor: av medlen i ${round.name} finns ${formatKronor(ledger.budget)} kronor kvar. Sänk belopp eller avslå ansökningar.`,
          { total, left: ledger.budget },
        );
      const decision = preparedDecision(context, round, {
        id: `beslut-${head!.seq + 1}`,
        kind: "applications",
        parameters: null,
        lines,
        total,
      });
      const chain = await chainChange(context, round, head!, at, {
        action: "beslut förberett",
        details: { decision: decision.id, total },
        effectiveDate: swedishDay(at),
      });
      // An application is asked for in its own round, and no requisition goes before it.
      const on = { round, head: head!, caseHead: head! };
      const warnings = await warningsOn(context, on, lines, swedishDay(at));
      return {
        chains: [chain],
        decisions: [decision],
        answer: warned({ id: decision.id, recipients: lines.length, total }, warnings),
      };
    });
  },
} satisfies Partial<Handlers>;

/** With the most grounds that each may have, and the document that was tried, no decision grows over what an item holds. */
const mostLines = 300;

/** The outcome is there: an assessment without one cannot be decided. */
function lineOf(code: string, { assessment, document }: ApplicationRow): AssessedLine {
  const { outcome, amount, grounds } = assessment ?? noAssessment;
  return { code, outcome: outcome!, amount: amount ?? 0, grounds, document };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

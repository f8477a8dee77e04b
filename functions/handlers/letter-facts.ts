import { groundsInWords } from "../../shared/application/round-rules.ts";
import { allocate } from "../../shared/allocation/allocate.ts";
import { traceAmount } from "../../shared/allocation/trace.ts";
import type { CorrectionLine } from "../../shared/decision/amounts.ts";
import { groundsOn } from "../../shared/decision/correction.ts";
import { allottingKinds } from "../../shared/decision/kinds.ts";
import {
  type CorrectionFacts,
  type DecisionFacts,
  letterKindOf,
} from "../../shared/letter/decision-letter.ts";
import { formatKronor } from "../../shared/money.ts";
import type { KeyParameters, Round } from "../../shared/programme.ts";
import { appealOn, authorityOn, conditionsOn, rulesOfRound } from "../../shared/programmes/rules-of-round.ts";
import { say, sayRule } from "../../shared/programmes/words.ts";
import { recipientId } from "../../shared/recipient.ts";
import { lateGround } from "../../shared/requisition/rejection-grounds.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import type { Context } from "../context.ts";
import type { ApplicationRow, Decision, KeyLine, RequisitionRow, RowsOf, ShareLine } from "../store/kept.ts";
import type { Head } from "../store/model.ts";
import { namesOf } from "./names.ts";
import { caseRound, roundOf, withMoney } from "./rounds.ts";

/** What the letters of a round's decisions are made of, loaded once for many recipients. */
export interface LetterCase {
  readonly round: Round;
  readonly head: Head;
  readonly decision: Decision;
  readonly decisions: readonly Decision[];
  readonly requisitions: RowsOf<"requisitions">;
  readonly applications: RowsOf<"applications">;
  readonly nameOf: Awaited<ReturnType<typeof namesOf>>;
  readonly today: string;
}

export async function letterCase(
  context: Context,
  programmed: Round,
  [head, caseHead]: readonly [Head, Head],
  decision: Decision,
  decisions: readonly Decision[],
): Promise<LetterCase> {
  const round = withMoney(programmed, head);
  const [requisitions, applications, nameOf] = await Promise.all([
    context.store.rows(caseHead, "requisitions"),
    context.store.rows(head, "applications"),
    namesOf(context, [round], [head]),
  ]);
  const today = swedishDay(context.now());
  return { round, head, decision, decisions, requisitions, applications, nameOf, today };
}

/** Everything that the letter to one recipient says; the recipient is one of the decision's. */
export function letterFacts(on: LetterCase, code: string): DecisionFacts {
  const { round, decision, requisitions, applications, nameOf, today } = on;
  const id = recipientId({ kind: round.kind, code });
  const row = requisitions.get(id)?.value;
  const asked = row ?? applications.get(id)?.value;
  const line = decision.lines.find((one) => one.code === code)!;
  const assessed = "outcome" in line ? line : null;
  const people = decision.people ?? {};
  const named = (person: string | null): string => (person === null ? "–" : (people[person] ?? person));
  const day = decision.date ?? today;
  const asks = caseRound(round);
  const { window } = asks;
  return {
    kind: letterKindOf(decision.kind, assessed?.outcome ?? null, decision.correction?.act ?? null),
    authority: authorityOn(round, day),
    dnr: decision.dnr ?? "–",
    date: day,
    ground: decision.ground ?? "Grunden är inte angiven än.",
    to: { name: nameOf(id), orgnr: asked?.orgnr ?? null },
    round,
    requisitionedIn: { lastDay: window.to, other: round.topUpOf === null ? null : asks.name },
    late:
      row && assessed?.grounds.includes(lateGround) && assessed.document === row.document
        ? { received: row.received, lastDay: window.to }
        : null,
    members: decision.kind === "applications" ? membersOf(applications.get(id)?.value) : [],
    amount: line.amount,
    requisitionedAs: requisitionedAsOf(round, line.amount, redistributedIn(on, code).amount),
    // How an amount came about is told of an amount that there is, and not of another that it was before.
    explanation: line.amount === 0 || decision.correction ? [] : explanationOf(on, code, row),
    grounds: groundsInWords(assessed?.grounds ?? [], round),
    correction: correctionFacts(on, line as CorrectionLine),
    carryOver: (decision.correction ? correctedIn(on) : decision)?.carryOver ?? null,
    conditions: conditionsOn(round, day),
    appeal: appealOn(round, day),
    account: asked?.payee ? `${asked.payee.kind} ${asked.payee.account}` : null,
    reportBy: round.reportBy,
    repayBy: round.repayBy,
    decidedBy: named(decision.decidedBy),
    presentedBy: named(decision.presentedBy),
    tookPart: decision.tookPart ?? [],
    contact: named(decision.preparedBy),
    mark: decision.state === "decided" ? "" : markOf(decision),
  };
}

function membersOf(application: ApplicationRow | undefined): readonly string[] {
  return application?.members.map(({ name }) => name) ?? [];
}

function markOf({ kind }: Decision): string {
  return kind === "key"
    ? "UTKAST: nyckeln är preliminär, beslutet är inte fattat"
    : "UTKAST: beslutet är inte fattat";
}

/** The number of the act that made a decision: what has a higher one came later. */
function actOf({ id }: Decision): number {
  return Number(id.slice(id.lastIndexOf("-") + 1));
}

/**
 * Kronor of a decision on requisitions that redistribution gave, and how they came about: the first decision after it
 * took all of that.
 */
function redistributedIn({ decision, decisions }: LetterCase, code: string): Omit<ShareLine, "code"> {
  const lineIn = (one: Decision): number => shareIn(one, code)?.amount ?? 0;
  const again = decisions.find(
    (one) => one.kind === "redistribution" && one.state === "decided" && actOf(one) < actOf(decision),
  );
  if (again === undefined || decision.kind !== "requisitions") return { amount: 0 };
  const taken = decisions.some(
    (one) =>
      one.kind === "requisitions" &&
      one.state === "decided" &&
      actOf(one) > actOf(again) &&
      actOf(one) < actOf(decision) &&
      lineIn(one) > 0,
  );
  return taken
    ? { amount: 0 }
    : { ...shareIn(again, code), amount: Math.min(lineIn(again), lineIn(decision)) };
}

function shareIn({ lines }: Decision, code: string): ShareLine | undefined {
  return lines.find((line) => line.code === code);
}

function requisitionedAsOf(
  round: Round,
  amount: number,
  redistributed: number,
): DecisionFacts["requisitionedAs"] {
  if (redistributed > 0) return redistributed === amount ? "redistributed" : "both";
  return round.topUpOf === null ? "requisitioned" : "topUp";
}

function explanationOf(on: LetterCase, code: string, row: RequisitionRow | undefined): readonly string[] {
  const { round, head, decision, decisions } = on;
  if (decision.kind === "redistribution")
    return [
      ...saidOf(shareIn(decision, code)),
      sayRule("redistribution", redistributionRule(round, decision)),
    ];
  const redistributed = redistributedIn(on, code);
  const amount = decision.lines.find((line) => line.code === code)!.amount;
  const key = decisions.find(({ id }) => id === head.keyDecision);
  const byKey = key === undefined || amount === redistributed.amount ? null : keyWords(key, code);
  return [
    ...(byKey === null ? [] : [`Enligt fördelningsnyckeln: ${byKey}`]),
    ...(decision.kind === "requisitions"
      ? requisitionWords(on, amount, row?.amount ?? null, redistributed)
      : []),
  ];
}

const kr = (kronor: number): string => `${formatKronor(kronor)}\u00a0kr`;

/** What was requisitioned, and what came beside it. */
function requisitionWords(
  { round }: LetterCase,
  amount: number,
  requisitioned: number | null,
  redistributed: Omit<ShareLine, "code">,
): string[] {
  return [
    ...(round.topUpOf === null
      ? []
      : [`Er rekvisition i ${roundOf(round.topUpOf).name} gäller även tilläggsmedlen.`]),
    ...(round.topUpOf === null && requisitioned !== null && amount > redistributed.amount
      ? [`Ni har rekvirerat ${kr(requisitioned)}.`]
      : []),
    ...(redistributed.amount > 0
      ? [
          `Av beloppet är ${kr(redistributed.amount)} omfördelade medel, som andra inte har rekvirerat.`,
          ...saidOf(redistributed),
        ]
      : []),
  ];
}

function saidOf(share: Pick<ShareLine, "explanation"> | undefined): string[] {
  return share?.explanation === undefined ? [] : [`Enligt omfördelningen: ${share.explanation}`];
}

function redistributionRule(round: Round, { date }: Decision): string | null {
  const rule = rulesOfRound(round, date ?? `${round.year}-12-31`)?.redistribution?.value ?? null;
  return rule === null || typeof rule === "string" ? rule : say(rule, String);
}

/** How the key gave a recipient its amount, computed again from what was decided. */
function keyWords({ lines, parameters, total }: Decision, code: string): string | null {
  const recipients = (lines as readonly KeyLine[]).map((line) => ({
    code: line.code,
    population: line.inhabitants,
  }));
  const result = allocate({ amount: total, key: parameters as KeyParameters, recipients });
  return result.ok ? (traceAmount(result.value, code)?.summary ?? null) : null;
}

/** The decision that a correction corrects. */
function correctedIn({ decision, decisions }: LetterCase): Decision | undefined {
  return decisions.find(({ id }) => id === decision.correction?.corrects);
}

function correctionFacts(
  on: LetterCase,
  { before, amount, reclaimed, claimed }: CorrectionLine,
): CorrectionFacts | null {
  const { correction, date } = on.decision;
  if (correction === undefined) return null;
  const original = correctedIn(on);
  const legal = groundsOn(date ?? "9999-12-31").find(({ id }) => id === correction.ground);
  return {
    corrects: `${original?.dnr ?? correction.corrects} den ${original?.date ?? "–"}`,
    before,
    claimed,
    // What is allotted is requisitioned first.
    payable: original && allottingKinds.includes(original.kind) ? 0 : amount - before + reclaimed,
    legal: legal === undefined ? null : { text: legal.text, law: legal.law },
  };
}

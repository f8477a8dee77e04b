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
import { appealOn, conditionsOn, rulesOfRound } from "../../shared/programmes/rules-of-round.ts";
import { say, sayRule } from "../../shared/programmes/words.ts";
import { recipientId } from "../../shared/recipient.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import type { Context } from "../context.ts";
import type { Decision, KeyLine, RequisitionRow, RowsOf } from "../store/kept.ts";
import type { Head } from "../store/model.ts";
import { namesOf } from "./names.ts";
import { roundOf, withMoney } from "./rounds.ts";

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
  return {
    kind: letterKindOf(decision.kind, assessed?.outcome ?? null, decision.correction?.act ?? null),
    authority: authorityOf(round, day),
    dnr: decision.dnr ?? "–",
    date: day,
    ground: decision.ground ?? "Grunden är inte angiven än.",
    to: { name: nameOf(id), orgnr: asked?.orgnr ?? null },
    round,
    amount: line.amount,
    requisitionedAs: requisitionedAsOf(round, line.amount, redistributedIn(on, code)),
    // How an amount came about is told of an amount that there is.
    explanation: line.amount === 0 ? [] : explanationOf(on, code, row),
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

function markOf({ kind }: Decision): string {
  return kind === "key"
    ? "UTKAST: nyckeln är preliminär, beslutet är inte fattat"
    : "UTKAST: beslutet är inte fattat";
}

/** The authority that decides, without whom it hears first. */
export function authorityOf(round: Round, day: string): string {
  const decides = rulesOfRound(round, day)?.decides?.value;
  return decides === undefined ? "Myndigheten" : say(decides, String).split(",")[0]!;
}

/** The number of the act that made a decision: what has a higher one came later. */
function actOf({ id }: Decision): number {
  return Number(id.slice(id.lastIndexOf("-") + 1));
}

/** Kronor of a decision on requisitions that redistribution gave: the first decision after it took all of that. */
function redistributedIn({ decision, decisions }: LetterCase, code: string): number {
  const lineIn = (one: Decision): number => one.lines.find((line) => line.code === code)?.amount ?? 0;
  const again = decisions.find(
    (one) => one.kind === "redistribution" && one.state === "decided" && actOf(one) < actOf(decision),
  );
  if (again === undefined || decision.kind !== "requisitions") return 0;
  const taken = decisions.some(
    (one) =>
      one.kind === "requisitions" &&
      one.state === "decided" &&
      actOf(one) > actOf(again) &&
      actOf(one) < actOf(decision) &&
      lineIn(one) > 0,
  );
  return taken ? 0 : Math.min(lineIn(again), lineIn(decision));
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
  const key = decisions.find(({ id }) => id === head.keyDecision);
  const byKey = key === undefined ? null : keyWords(key, code);
  const byRequisition =
    decision.kind === "requisitions" ? requisitionWords(on, code, row?.amount ?? null) : [];
  const again =
    decision.kind === "redistribution"
      ? sayRule("redistribution", redistributionRule(round, decision))
      : null;
  return [
    ...(byKey === null ? [] : [`Enligt fördelningsnyckeln: ${byKey}`]),
    ...byRequisition,
    ...(again === null ? [] : [again]),
  ];
}

/** What was requisitioned, and what came beside it. */
function requisitionWords(on: LetterCase, code: string, requisitioned: number | null): string[] {
  const { round, decision } = on;
  const kr = (kronor: number): string => `${formatKronor(kronor)}\u00a0kr`;
  const redistributed = redistributedIn(on, code);
  const amount = decision.lines.find((line) => line.code === code)!.amount;
  return [
    ...(round.topUpOf === null
      ? []
      : [`Er rekvisition i ${roundOf(round.topUpOf).name} gäller även tilläggsmedlen.`]),
    ...(round.topUpOf === null && requisitioned !== null && amount > redistributed
      ? [`Ni har rekvirerat ${kr(requisitioned)}.`]
      : []),
    ...(redistributed > 0
      ? [`Av beloppet är ${kr(redistributed)} omfördelade medel, som andra inte har rekvirerat.`]
      : []),
  ];
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

import type { RouteOutput } from "../../shared/api.ts";
import { groundsInWords } from "../../shared/application/round-rules.ts";
import { amountsNow, type CorrectionLine, correctionsOf, standingOf } from "../../shared/decision/amounts.ts";
import { groundsOn } from "../../shared/decision/correction.ts";
import { orderOn, orderText } from "../../shared/decision/delegation.ts";
import { allottingKinds, payingKinds } from "../../shared/decision/kinds.ts";
import { type Dispatched, firstSent, noticeOf, noticeOfYear } from "../../shared/decision/notice.ts";
import { Refusal } from "../../shared/errors.ts";
import { appealOn, conditionsOn } from "../../shared/programmes/rules-of-round.ts";
import type { Round } from "../../shared/programme.ts";
import { recipientId } from "../../shared/recipient.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import type { Context, Handlers } from "../context.ts";
import type { Decision, Dispatch } from "../store/kept.ts";
import type { Head } from "../store/model.ts";
import { bookCorrection, bookingOf, roundCase } from "./booking.ts";
import { ledgerOf } from "./change.ts";
import { decisionIn } from "./decision.ts";
import { namesOf } from "./names.ts";
import { caseRound, roundOf, roundsOfYear } from "./rounds.ts";
import { warningsOnDecision } from "./warnings.ts";
import { isRejection, preparable } from "./window.ts";

type Listed = RouteOutput<"decisions">["decisions"][number];

export const decisionListHandlers = {
  async decisions({ round }, context) {
    return { decisions: await listedIn(context, roundOf(round).id) };
  },

  async yearDecisions({ year }, context) {
    const asOf = swedishDay(context.now());
    const rounds = roundsOfYear(year);
    const perRound = await Promise.all(
      rounds.map(async (round) => {
        const found = await listedIn(context, round.id);
        const outdated = await outdatedAmong(context, round, found, asOf);
        return found.map((one) => ({ ...one, outdated: outdated.has(one.id) }));
      }),
    );
    const waiting = await Promise.all(rounds.map((round) => waitingIn(context, round)));
    const decisions = perRound.flat();
    return {
      asOf,
      decisions,
      preparable: waiting.filter(({ recipients }) => recipients > 0),
      notice: noticeOfYear(decisions.flatMap(({ notice }) => notice ?? [])),
      delegation: await delegationOn(context, asOf),
    };
  },

  async decision({ round: id, decision: decisionId }, context) {
    const round = roundOf(id);
    const asOf = swedishDay(context.now());
    const decisions = await context.store.decisions(round.id);
    const found = decisionIn(decisions, round, decisionId);
    const [head, caseHead] = await context.store.heads([round.id, caseRound(round).id]);
    const [names, applications, warnings] = await Promise.all([
      namesOf(context, [round], [head!]),
      found.kind === "applications" ? context.store.rows(head!, "applications") : null,
      warningsOnDecision(context, { round, head: head!, caseHead: caseHead!, decisions }, found, asOf),
    ]);
    const now = amountsNow(found, decisions);
    const day = found.date ?? asOf;
    const dispatches = await dispatchesOf(context, round.id);
    const sent = sentOf(found, dispatches);
    const claims = await claimsOf(context, round, found);
    const declinable = await declinableIn(context, round, head!, found, decisions);
    const { correction } = found;
    // A ground is of the law on the day of the decision; of one that is not made, of today's.
    const legal = groundsOn(day).find((one) => one.id === correction?.ground);
    // Made when it is asked for: the first of Intl takes as long as a fifth of a function's start.
    const inSwedish = new Intl.Collator("sv");
    return {
      ...listed(found, decisions, dispatches),
      asOf,
      warnings,
      lines: found.lines
        .map((line) => {
          const recipient = recipientId({ kind: round.kind, code: line.code });
          const application = applications?.get(recipient)?.value;
          return {
            code: line.code,
            name: names(recipient),
            amount: line.amount,
            now: now.get(line.code) ?? 0,
            declinable: declinable(line.code),
            before: "before" in line ? line.before : null,
            claimed: claims?.find(({ code }) => code === line.code)?.claimed ?? null,
            outcome: "outcome" in line ? line.outcome : null,
            grounds: "grounds" in line ? groundsInWords(line.grounds, round) : [],
            county: application?.county ?? null,
            members: application?.members.map(({ name }) => name) ?? [],
            sent: firstSent(sent, line.code),
          };
        })
        .sort((a, b) => inSwedish.compare(a.name, b.name)),
      correctionGround: legal === undefined ? null : `${legal.text} (${legal.law})`,
      legalGrounds: groundsOn(asOf).map(({ id, acts, text, law }) => ({ id, acts: [...acts], text, law })),
      // What is refused has no use to put conditions on.
      conditions: isRejection(found) ? [] : [...conditionsOn(round, day)],
      appeal: appealOn(round, day),
      delegation: await delegationOn(context, day),
    };
  },
} satisfies Partial<Handlers>;

/** What could be prepared for decision in a round: nothing before its key is fixed. */
async function waitingIn(
  context: Context,
  round: Round,
): Promise<RouteOutput<"yearDecisions">["preparable"][number]> {
  const [head, caseHead] = await context.store.heads([round.id, caseRound(round).id]);
  const lines = head!.key === "fixed" ? (await preparable(context, round, head!, caseHead!)).lines : [];
  return {
    round: round.id,
    recipients: lines.length,
    total: lines.reduce((sum, { amount }) => sum + amount, 0),
  };
}

/** Those of a round's decisions that wait to be made here and would be refused as they stand today. */
async function outdatedAmong(
  context: Context,
  round: Round,
  listed: readonly Listed[],
  asOf: string,
): Promise<ReadonlySet<string>> {
  const waits = ({ kind, state }: Pick<Listed, "kind" | "state">): boolean =>
    (state === "prepared" || state === "presented") &&
    (kind === "requisitions" || kind === "applications" || kind === "correction");
  if (!listed.some(waits)) return new Set();
  const [head, caseHead] = await context.store.heads([round.id, caseRound(round).id]);
  const on = await roundCase(context, round, head!, caseHead!);
  const outdated = new Set<string>();
  for (const one of on.decisions.filter(waits)) {
    try {
      await bookingOf(context, on, one, asOf);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      outdated.add(one.id);
    }
  }
  return outdated;
}

/** What a correction claims back: as booked, and of one that is not made as it would be today; null when it cannot be. */
async function claimsOf(
  context: Context,
  round: Round,
  found: Decision,
): Promise<readonly CorrectionLine[] | null> {
  if (found.correction === undefined) return null;
  if (found.state === "decided") return found.lines as readonly CorrectionLine[];
  const [head, caseHead] = await context.store.heads([round.id, caseRound(round).id]);
  try {
    const on = await roundCase(context, round, head!, caseHead!);
    return (await bookCorrection(context, on, found)).lines as readonly CorrectionLine[];
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Kronor that each recipient of a decision may decline. */
async function declinableIn(
  context: Context,
  round: Round,
  head: Head,
  found: Decision,
  decisions: readonly Decision[],
): Promise<(code: string) => number> {
  if (found.state !== "decided") return () => 0;
  if (payingKinds.includes(found.kind)) {
    const payments = await context.store.payments(round.id);
    return (code) => standingOf(found, code, decisions, payments).unpaid;
  }
  if (!allottingKinds.includes(found.kind)) return () => 0;
  const { recipients } = await ledgerOf(context, round, head);
  return (code) => recipients.get(recipientId({ kind: round.kind, code }))?.allotted ?? 0;
}

async function delegationOn({ store }: Context, day: string): Promise<string> {
  const orders = await store.entries("delegationOrders", "all");
  return orderText(
    orderOn(
      orders.map(({ value }) => value),
      day,
    ),
  );
}

async function dispatchesOf({ store }: Context, round: string): Promise<readonly Dispatch[]> {
  return (await store.entries("dispatches", round)).map(({ value }) => value);
}

/** To whom a decision has been sent, and when. */
function sentOf({ id }: Decision, dispatches: readonly Dispatch[]): readonly Dispatched[] {
  return dispatches
    .filter(({ decision }) => decision === id)
    .flatMap(({ date, letters }) => letters.map(({ code }) => ({ code, date })));
}

async function listedIn(context: Context, round: string): Promise<Listed[]> {
  const [decisions, dispatches] = await Promise.all([
    context.store.decisions(round),
    dispatchesOf(context, round),
  ]);
  return decisions.map((decision) => listed(decision, decisions, dispatches));
}

function listed(found: Decision, decisions: readonly Decision[], dispatches: readonly Dispatch[]): Listed {
  const { id, round, kind, state, preparedBy, presentedBy, decidedBy, date, dnr, ground, total, lines } =
    found;
  const codes = lines.map(({ code }) => code);
  return {
    ...{ id, round, kind, state, preparedBy, presentedBy, decidedBy, date, dnr, ground, total },
    rejects: isRejection(found),
    takenBack: found.takenBack ?? null,
    people: { ...found.people },
    tookPart: [...(found.tookPart ?? [])],
    disqualified: [...(found.disqualified ?? [])],
    recipients: lines.length,
    correction: found.correction ?? null,
    correctedBy: correctionsOf(decisions, id).map((correction) => correction.id),
    notice: date === null ? null : noticeOf(date, codes, sentOf(found, dispatches)),
  };
}

import { isStanding } from "../../shared/application/application.ts";
import { allDisqualified, payingKinds } from "../../shared/decision/kinds.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Round } from "../../shared/programme.ts";
import { recipientId } from "../../shared/recipient.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import { sha256 } from "../audit.ts";
import type { Context, Handlers } from "../context.ts";
import type { Decision } from "../store/kept.ts";
import { endedBy } from "./answering.ts";
import { bookingOf, type RoundCase, roundCase } from "./booking.ts";
import { actInRound, chainChange, change } from "./change.ts";
import { decidedNow, preparedDecision, refuseDisqualified, takenBack } from "./deciding.ts";
import { caseRound, roundOf } from "./rounds.ts";
import { codesByLack, warned, warningsOn, warningsOnDecision } from "./warnings.ts";
import { alreadyPrepared, isRejection, preparable } from "./window.ts";

export async function decisionOf({ store }: Context, round: Round, id: string): Promise<Decision> {
  return decisionIn(await store.decisions(round.id), round, id);
}

export function decisionIn(decisions: readonly Decision[], round: Round, id: string): Decision {
  const found = decisions.find((decision) => decision.id === id);
  if (!found)
    throw new Refusal("not-found", `Beslutet ${id} finns inte i ${round.name}. Välj ett beslut i listan.`);
  return found;
}

/** An act is never dated before the act it builds on: then the balances of the days between would not add up. */
export function refuseBefore(date: string, earliest: string, what: string): void {
  if (date >= earliest) return;
  throw new Refusal(
    "rules-broken",
    `Datumet ${date} ligger före ${what} den ${earliest}. Ange ett datum som inte är tidigare.`,
    { earliest },
  );
}

/** Nothing is decided before it has come in, with all that completes it. */
async function refuseBeforeReceived(
  { store }: Context,
  { round, head, caseHead }: RoundCase,
  { kind, lines }: Decision,
  date: string,
): Promise<void> {
  if (kind === "correction") return;
  const ids = lines.map(({ code }) => recipientId({ kind: round.kind, code }));
  const [asked, cases] = await Promise.all([
    kind === "applications"
      ? store.rows(head, "applications", ids)
      : store.rows(caseHead, "requisitions", ids),
    store.rows(caseHead, "cases", ids),
  ]);
  const cameIn = ids.flatMap((id) => {
    const row = asked.get(id)?.value;
    if (row === undefined) return [];
    const answers = (cases.get(id)?.value.completions ?? []).flatMap(({ of, answer }) =>
      of === "requisition" && answer !== null ? [answer.received] : [],
    );
    return [row.received, ...answers].map((day) => ({ day, name: row.name }));
  });
  const last = cameIn.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)).at(-1);
  const what = kind === "applications" ? "ansökan" : "rekvisitionen";
  if (last !== undefined) refuseBefore(date, last.day, `dagen då ${what} från ${last.name} kom in`);
}

/** Four eyes: one person prepares and another decides, one decides and another attests. */
export function refuseSamePerson({ principal }: Context, other: string | null, detail: string): void {
  if (principal.id === other) throw new Refusal("four-eyes", `${detail} Be en kollega.`);
}

export const decisionHandlers = {
  /**
   * Everything that is requisitioned, not yet decided and in no open decision; after redistribution also what that
   * gave.
   */
  async prepareDecision({ round: id }, context) {
    const round = roundOf(id);
    return await change(context, [round.id, caseRound(round).id], async ([head, caseHead], at) => {
      if (round.route !== "requisition")
        throw new Refusal(
          "wrong-state",
          `${round.name} rekvireras inte och har ingen nyckel. Bedöm ansökningarna och förbered beslut om dem, eller registrera bidrag som redan är beslutade.`,
        );
      if (head!.key !== "fixed") throw keyNotFixed(round);
      const { lines, held } = await preparable(context, round, head!, caseHead!);
      if (lines.length === 0 && held.size > 0) throw alreadyPrepared(held.values());
      if (lines.length === 0)
        throw new Refusal(
          "wrong-state",
          `Det finns inget att besluta i ${round.name}. Registrera rekvisitioner först.`,
        );
      const decision = preparedDecision(context, round, {
        id: `beslut-${head!.seq + 1}`,
        kind: "requisitions",
        parameters: null,
        lines,
        total: lines.reduce((sum, { amount }) => sum + amount, 0),
      });
      const chain = await chainChange(context, round, head!, at, {
        action: "beslut förberett",
        details: { decision: decision.id, total: decision.total },
        effectiveDate: swedishDay(at),
      });
      const on = { round, head: head!, caseHead: caseHead! };
      const warnings = await warningsOn(context, on, lines, swedishDay(at));
      return { chains: [chain], decisions: [decision], answer: warned(summary(decision), warnings) };
    });
  },

  /** Presents a prepared decision (föredragning): by the one who prepared it or another, with what is to be known. */
  async presentDecision({ round: id, decision: decisionId, ...said }, context) {
    const round = roundOf(id);
    const { principal } = context;
    return await change(context, [round.id, caseRound(round).id], async ([head, caseHead], at) => {
      const on = await roundCase(context, round, head!, caseHead!);
      const prepared = decisionIn(on.decisions, round, decisionId);
      refuseDecided(prepared);
      const disqualified = allDisqualified(prepared.disqualified ?? [], said.disqualified);
      refuseDisqualified(disqualified, [principal.name]);
      const presented: Decision = {
        ...prepared,
        state: "presented",
        presentedBy: principal.id,
        disqualified,
        people: { ...prepared.people, [principal.id]: principal.name },
      };
      const chain = await chainChange(context, round, head!, at, {
        action: "beslut föredraget",
        // Why somebody is disqualified is about a person, and the chain cannot be erased.
        details: {
          decision: decisionId,
          ...(disqualified.length > 0 && { disqualified: sha256(JSON.stringify(disqualified)) }),
        },
        effectiveDate: swedishDay(at),
      });
      const warnings = await warningsOnDecision(context, on, presented, swedishDay(at));
      return { chains: [chain], decisions: [presented], answer: warned(summary(presented), warnings) };
    });
  },

  /** Takes back what is prepared, whatever its kind: its cases stand where they stood, and no money has moved. */
  async takeBackDecision({ round: id, decision: decisionId, reason }, context) {
    const round = roundOf(id);
    return await change(context, [round.id], async ([head], at) => {
      const prepared = await decisionOf(context, round, decisionId);
      refuseDecided(prepared);
      const { kind, lines } = prepared;
      const recipients = lines.map(({ code }) => recipientId({ kind: round.kind, code }));
      const chain = await chainChange(context, round, head!, at, {
        action: "förslag till beslut taget tillbaka",
        // No case is about the key.
        details: { decision: decisionId, reason, ...(kind !== "key" && { recipients }) },
        effectiveDate: swedishDay(at),
        ...(head!.keyDecision === decisionId && { next: { key: "none", keyDecision: null } }),
      });
      const back = takenBack(context, prepared, at, reason);
      return { chains: [chain], decisions: [back], answer: summary(back) };
    });
  },

  async decide({ round: id, decision: decisionId, ...act }, context) {
    const round = roundOf(id);
    return await change(context, [round.id, caseRound(round).id], async ([head, caseHead], at) => {
      const on = await roundCase(context, round, head!, caseHead!);
      const prepared = decisionIn(on.decisions, round, decisionId);
      refuseNotToDecide(prepared);
      refuseDecided(prepared);
      refuseSamePerson(context, prepared.preparedBy, "Den som har förberett beslutet kan inte fatta det.");
      for (const earlier of on.decisions) {
        if (earlier.state !== "decided" || earlier.date === null) continue;
        if (earlier.kind === "key") refuseBefore(act.date, earlier.date, "beslutet om nyckeln");
        if (earlier.kind === "redistribution") refuseBefore(act.date, earlier.date, "omfördelningen");
        if (earlier.id === prepared.correction?.corrects)
          refuseBefore(act.date, earlier.date, "beslutet som ändras");
      }
      const booking = await bookingOf(context, on, prepared, act.date);
      await refuseBeforeReceived(context, on, prepared, act.date);
      const decided = await decidedNow(context, { ...prepared, lines: booking.lines }, act);
      const warnings = await warningsOnDecision(context, on, decided, swedishDay(at));
      const { dnr, ground, date } = act;
      const over = await endedRequests(context, on, prepared, date);
      const isHome = caseHead!.chain === head!.chain;
      const chain = await chainChange(context, round, head!, at, {
        action: actionOf(prepared),
        details: {
          decision: prepared.id,
          dnr,
          ground,
          // Of a correction it is what it moves; others say what they give, also to those whom they give nothing.
          ...(!prepared.correction && { recipients: decided.lines.length, total: decided.total }),
          ...booking.details,
          ...(prepared.correction && { corrects: prepared.correction.corrects }),
          ...(warnings.length > 0 && { lacking: codesByLack(warnings) }),
        },
        effectiveDate: date,
        moves: booking.moves,
        rows: { ...booking.rows, ...(isHome && over.size > 0 && { cases: over }) },
      });
      const topUps = (booking.topUps ?? []).map((one) =>
        chainChange(context, one.round, one.head, at, {
          action: "medel fria efter avslag",
          details: { decision: prepared.id, dnr },
          effectiveDate: date,
          moves: one.moves,
        }),
      );
      const inHome =
        isHome || over.size === 0
          ? []
          : [
              actInRound(
                caseRound(round),
                caseHead!,
                { action: "komplettering avslutad genom beslut", details: { recipients: [...over.keys()] } },
                { cases: over },
              ),
            ];
      return {
        chains: [chain, ...inHome, ...(await Promise.all(topUps))],
        decisions: [decided],
        payments: booking.payments,
        answer: warned(summary(decided), warnings),
      };
    });
  },
} satisfies Partial<Handlers>;

/** Nobody waits any more for what was to complete what a decision is about. */
async function endedRequests(
  context: Context,
  { round, head, caseHead }: RoundCase,
  { kind, lines }: Decision,
  date: string,
): ReturnType<typeof endedBy> {
  if (!payingKinds.includes(kind)) return new Map();
  const ids = lines.map(({ code }) => recipientId({ kind: round.kind, code }));
  // What is asked for in the round of the case is what its requests are about, before an application of a top-up.
  const before =
    caseHead.chain === head.chain ? null : await context.store.rows(caseHead, "applications", ids);
  return await endedBy(
    context,
    caseHead,
    ids.filter((id) => !isStanding(before?.get(id)?.value)),
    date,
  );
}

function actionOf(prepared: Decision): string {
  if (prepared.correction) return "beslut ändrat";
  return isRejection(prepared) ? "avslag beslutat" : "beslut fattat";
}

/** Keys and redistributions have ways of their own, and grants were decided elsewhere. */
function refuseNotToDecide({ id, kind }: Decision): void {
  if (kind === "requisitions" || kind === "applications" || kind === "correction") return;
  throw new Refusal(
    "wrong-state",
    `${id} är inget beslut om rekvisitioner, ansökningar eller ändring. Välj ett sådant i listan; en nyckel fastställs för sig.`,
  );
}

export function refuseDecided({ id, state }: Decision): void {
  if (state === "withdrawn")
    throw new Refusal(
      "wrong-state",
      `${id} är taget tillbaka från beslut. Se i ärendet vad som gäller nu, och förbered ett nytt beslut.`,
    );
  if (state === "decided")
    throw new Refusal(
      "wrong-state",
      `Beslutet ${id} är redan fattat. Ett beslut ändras aldrig i efterhand: gör en rättelse, ändring eller återkallelse av det.`,
    );
}

function summary({ id, lines, total }: Decision): { id: string; recipients: number; total: number } {
  return { id, recipients: lines.length, total };
}

export function keyNotFixed(round: Round): Refusal {
  return new Refusal(
    "wrong-state",
    `Nyckeln för ${round.name} är inte fastställd. En preliminär nyckel kan inte betalas: fastställ den först.`,
  );
}

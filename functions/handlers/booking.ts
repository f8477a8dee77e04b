import { isStanding } from "../../shared/application/application.ts";
import { amountsNow, type CorrectionLine, standingOf, takenBack } from "../../shared/decision/amounts.ts";
import { correctCarryOver } from "../../shared/decision/carry-over.ts";
import { correctAllotment } from "../../shared/decision/allotment.ts";
import { correct } from "../../shared/decision/correction-moves.ts";
import {
  allottingKinds,
  correctableKinds,
  type DecisionKind,
  payingKinds,
} from "../../shared/decision/kinds.ts";
import { Refusal } from "../../shared/errors.ts";
import { emptyBalance } from "../../shared/ledger.ts";
import { formatKronor } from "../../shared/money.ts";
import type { Round } from "../../shared/programme.ts";
import { recipientId } from "../../shared/recipient.ts";
import type { Context } from "../context.ts";
import type { ApplicationRow, AssessedLine, Decision, Payment, RowsOf } from "../store/kept.ts";
import type { Head } from "../store/model.ts";
import { ledgerOf, type Move } from "./change.ts";
import { type BookedRejection, bookRejection } from "./rejection-booking.ts";
import { beyond, decidable, decidedCodes, isRejection } from "./window.ts";

/** What a decision does when it is made: the money it moves, its lines as they come to stand, and orders withdrawn. */
export interface Booking extends Partial<Omit<BookedRejection, "moves">> {
  readonly moves: readonly Move[];
  readonly lines: Decision["lines"];
  readonly payments: readonly Payment[];
}

/** A round with what its decisions build on. */
export interface RoundCase {
  readonly round: Round;
  readonly head: Head;
  readonly caseHead: Head;
  readonly decisions: readonly Decision[];
}

export async function roundCase(
  { store }: Context,
  round: Round,
  head: Head,
  caseHead: Head,
): Promise<RoundCase> {
  return { round, head, caseHead, decisions: await store.decisions(round.id) };
}

/** Where money goes that is not used: where it can be redistributed, or granted to another. */
export function unusedOf(round: Round): "pool" | "budget" {
  return round.route === "requisition" ? "pool" : "budget";
}

/** Refuses when what the decision was prepared on has changed since. */
export async function bookingOf(
  context: Context,
  on: RoundCase,
  prepared: Decision,
  date: string,
): Promise<Booking> {
  switch (prepared.kind) {
    case "requisitions":
      return isRejection(prepared)
        ? { ...(await bookRejection(context, on, prepared, date)), lines: prepared.lines, payments: [] }
        : bookRequisitions(context, on, prepared);
    case "applications":
      return bookApplications(context, on, prepared);
    case "correction":
      return bookCorrection(context, on, prepared);
    default:
      throw new RangeError(`${prepared.kind} is not decided here`);
  }
}

async function bookRequisitions(
  context: Context,
  { round, head, caseHead }: RoundCase,
  { id, lines }: Decision,
): Promise<Booking> {
  const outdated = beyond(lines, await decidable(context, round, head, caseHead));
  if (outdated.length > 0) throw changedSince(id, outdated);
  return {
    moves: lines.map(({ code, amount }) => ({
      recipient: recipientId({ kind: round.kind, code }),
      from: "allotted",
      to: "payable",
      amount,
    })),
    lines,
    payments: [],
  };
}

function changedSince(id: string, lines: Decision["lines"]): Refusal {
  return new Refusal(
    "wrong-state",
    `Beslutet ${id} stämmer inte längre: ${lines.length} mottagare har ändrats eller beslutats sedan det förbereddes. Förbered ett nytt beslut.`,
    { codes: lines.map(({ code }) => code) },
  );
}

/** Every application is answered; money follows those that are granted something. */
async function bookApplications(
  context: Context,
  { round, head, decisions }: RoundCase,
  { id, lines, total }: Decision,
): Promise<Booking> {
  const applications = await context.store.rows(head, "applications");
  const outdated = assessedOtherwise({ round, decisions }, lines, applications);
  if (outdated.length > 0) throw changedSince(id, outdated);
  const { budget } = await ledgerOf(context, round, head, []);
  if (total > budget)
    throw new Refusal(
      "rules-broken",
      `${id} summerar till ${formatKronor(total)} kr, men ${round.name} har ${formatKronor(budget)} kr kvar. Ändra bedömningen och förbered ett nytt beslut.`,
      { total, left: budget },
    );
  const writtenOff = lines.flatMap((line) => {
    const id = recipientId({ kind: round.kind, code: line.code });
    const row = applications.get(id)!;
    const isTakenBack = (line as AssessedLine).outcome === "withdrawn";
    return isTakenBack
      ? [[id, { ...row, value: { ...row.value, state: "withdrawn" as const } }] as const]
      : [];
  });
  return {
    moves: lines
      .filter(({ amount }) => amount > 0)
      .flatMap(({ code, amount }) => {
        const recipient = recipientId({ kind: round.kind, code });
        return [
          { recipient, from: "budget", to: "allotted", amount },
          { recipient, from: "allotted", to: "payable", amount },
        ] as const;
      }),
    lines,
    payments: [],
    ...(writtenOff.length > 0 && { rows: { applications: new Map(writtenOff) } }),
  };
}

/** The lines of a decision on applications that are decided by another, or assessed or completed otherwise since. */
export function assessedOtherwise(
  { round, decisions }: Pick<RoundCase, "round" | "decisions">,
  lines: Decision["lines"],
  applications: RowsOf<"applications">,
): Decision["lines"] {
  const decided = decidedCodes(decisions);
  return lines.filter((line) => {
    const row = applications.get(recipientId({ kind: round.kind, code: line.code }))?.value;
    return decided.has(line.code) || !isStanding(row) || !isAnsweredBy(line as AssessedLine, row);
  });
}

/**
 * What is decided is the application that the decision was prepared on, as its assessment says today, whoever changed it
 * since and whatever has come in.
 */
function isAnsweredBy(line: AssessedLine, row: ApplicationRow | undefined): boolean {
  const now = row?.assessment ?? null;
  return (
    row?.document === line.document &&
    now !== null &&
    now.outcome === line.outcome &&
    (now.amount ?? 0) === line.amount &&
    now.grounds.join() === line.grounds.join()
  );
}

/** The decision that a correction corrects; refused when it is none of these kinds. */
export function correctedBy(
  { decisions, round }: RoundCase,
  id: string,
  kinds: readonly DecisionKind[] = correctableKinds,
): Decision {
  const found = decisions.find((decision) => decision.id === id);
  if (found?.kind === "correction")
    throw new Refusal(
      "wrong-state",
      `${id} är självt en ändring. Ändra det ursprungliga beslutet ${found.correction?.corrects ?? ""}: det nya beloppet gäller i stället.`,
    );
  if (found?.state !== "decided" || !kinds.includes(found.kind))
    throw new Refusal(
      found ? "wrong-state" : "not-found",
      `${id} är inget fattat beslut om medel i ${round.name}. Välj det beslut som gav mottagaren pengarna.`,
    );
  return found;
}

/** The same sum for what is asked of a correction when it is prepared and what it does when it is made. */
export async function bookCorrection(
  context: Context,
  on: RoundCase,
  { id, lines, correction }: Pick<Decision, "id" | "lines" | "correction">,
): Promise<Booking> {
  const { round, head, decisions } = on;
  const original = correctedBy(on, correction?.corrects ?? "");
  const now = amountsNow(original, decisions);
  const asked = lines as readonly CorrectionLine[];
  const outdated = asked.filter(({ code, before }) => now.get(code) !== before);
  if (outdated.length > 0) throw changedSince(id, outdated);
  if (original.kind === "carryOver") return await bookCarryOver(context, on, asked);

  const payments = await context.store.payments(round.id);
  const ids = asked.map(({ code }) => recipientId({ kind: round.kind, code }));
  const ledger = await ledgerOf(context, round, head, ids);
  const left = { budget: ledger.budget, pool: ledger.pool };
  const moves: Move[] = [];
  const booked = asked.map(({ code, before, amount: after }, at) => {
    const recipient = ids[at]!;
    const balance = ledger.recipients.get(recipient) ?? emptyBalance;
    const common = { left, unused: unusedOf(round) };
    const changed = { code, before, after };
    const result = allottingKinds.includes(original.kind)
      ? correctAllotment(changed, { ...common, allotted: balance.allotted })
      : correct(changed, {
          ...common,
          standing: standingOf(original, code, decisions, payments),
          balance,
          entitled: entitledIn(decisions, code),
        });
    if (!result.ok) throw new Refusal("rules-broken", result.error, { code });
    for (const move of result.value.moves) {
      moves.push({ recipient, ...move });
      if (move.from === "budget" || move.from === "pool") left[move.from] -= move.amount;
    }
    return result.value.line;
  });
  return {
    moves,
    lines: booked,
    // An order that is attested for other amounts must not be paid: a new one is attested.
    payments: payments
      .filter(
        (payment) =>
          payment.decision === original.id &&
          payment.state === "attested" &&
          payment.lines.some(({ code }) => asked.some((line) => line.code === code)),
      )
      .map((payment) => ({ ...payment, state: "withdrawn" as const })),
  };
}

/** The same of a decision on what a report carries over: the report goes by the new amount too. */
async function bookCarryOver(
  { store }: Context,
  { round, head, decisions }: RoundCase,
  asked: readonly CorrectionLine[],
): Promise<Booking> {
  const ids = asked.map(({ code }) => recipientId({ kind: round.kind, code }));
  const [balances, reports] = await Promise.all([
    store.rows(head, "balances", ids),
    store.rows(head, "reportBacks", ids),
  ]);
  const taken = takenBack(decisions);
  const booked = asked.map(({ code, before, amount: after }, at) => {
    const id = ids[at]!;
    const { carriedOver, repayable, repaid } = balances.get(id)?.value ?? emptyBalance;
    const row = reports.get(id);
    const carryOver = row?.value.carryOver;
    if (!row || !carryOver) throw new Error(`${id}: what it carries over is not kept with its report`);
    const result = correctCarryOver(
      { code, before, after },
      {
        // What other decisions let it carry over is no part of this one.
        asked: (row.value.carriedOver ?? 0) - (carryOver.amount - before),
        carriedOver,
        repayable: repayable - Math.max(0, (taken.get(code)?.reclaimed ?? 0) - repaid),
        accounted: carryOver.accounted !== null,
      },
    );
    if (!result.ok) throw new Refusal("rules-broken", result.error, { code });
    const value = { ...row.value, carryOver: { ...carryOver, amount: carryOver.amount + after - before } };
    return { id, ...result.value, row: { version: row.version, value } };
  });
  return {
    moves: booked.flatMap(({ id, moves }) => moves.map((move) => ({ recipient: id, ...move }))),
    lines: booked.map(({ line }) => line),
    payments: [],
    rows: { reportBacks: new Map(booked.map(({ id, row }) => [id, row])) },
  };
}

/** Kronor to a recipient by all decisions of a round with their corrections. */
export function entitledIn(decisions: readonly Decision[], code: string): number {
  return decisions
    .filter(({ kind, state }) => state === "decided" && payingKinds.includes(kind))
    .reduce((sum, decision) => sum + (amountsNow(decision, decisions).get(code) ?? 0), 0);
}

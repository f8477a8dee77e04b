import type { DecisionLine } from "../../shared/decision/amounts.ts";
import { payingKinds } from "../../shared/decision/kinds.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Balance } from "../../shared/ledger.ts";
import type { Round } from "../../shared/programme.ts";
import { recipientId, recipientKey } from "../../shared/recipient.ts";
import type { Context } from "../context.ts";
import type { AssessedLine, Decision, RequisitionRow } from "../store/kept.ts";
import type { Head } from "../store/model.ts";
import { ledgerOf } from "./change.ts";

/** Kronor per recipient id that decisions have answered requisitions with, whatever became of them since. */
export function answered(round: Round, decisions: readonly Decision[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  const made = decisions.filter(({ kind, state }) => state === "decided" && payingKinds.includes(kind));
  for (const { code, amount } of made.flatMap(({ lines }) => lines)) {
    const id = recipientId({ kind: round.kind, code });
    sums.set(id, (sums.get(id) ?? 0) + amount);
  }
  return sums;
}

/**
 * The applicants whose application has been decided: what comes after that is for a person to judge. One that was
 * written off, since it was taken back, may apply anew.
 */
export function decidedCodes(decisions: readonly Decision[]): ReadonlySet<string> {
  return new Set(
    decisions
      .filter(({ kind, state }) => kind === "applications" && state === "decided")
      .flatMap(({ lines }) => lines as readonly AssessedLine[])
      .filter(({ outcome }) => outcome !== "withdrawn")
      .map(({ code }) => code),
  );
}

/**
 * Kronor that a recipient asks for and that are not yet decided: what its requisition says and no decision has
 * answered, at most what it is allotted; for a top-up all of it, since the requisition of the round it tops up accepts
 * it. What a correction took back is not asked for again.
 */
export function requested(
  round: Round,
  { allotted }: Balance,
  requisition: RequisitionRow | undefined,
  already: number,
): number {
  if (requisition?.state !== "submitted") return 0;
  const asked = round.topUpOf === null ? (requisition.amount ?? 0) - already : allotted;
  return Math.max(0, Math.min(allotted, asked));
}

/** Whether a decision on requisitions rejects. */
export function isRejection({ kind, lines }: Pick<Decision, "kind" | "lines">): boolean {
  return kind === "requisitions" && lines.some((line) => "outcome" in line);
}

/** The rejections that are prepared and not decided: one is taken back before anything is granted instead. */
function rejectionsIn(decisions: readonly Decision[]): readonly Decision[] {
  return decisions.filter(
    (one) => isRejection(one) && (one.state === "prepared" || one.state === "presented"),
  );
}

/** Kronor per code that can be decided now: what is requisitioned and undecided, after closing all that is left. */
export async function decidable(
  context: Context,
  round: Round,
  head: Head,
  caseHead: Head,
): Promise<readonly DecisionLine[]> {
  const requisitions = await context.store.rows(caseHead, "requisitions");
  const decisions = await context.store.decisions(round.id);
  const already = answered(round, decisions);
  const ofCases = caseHead.chain === round.id ? decisions : await context.store.decisions(caseHead.chain);
  const toReject = new Set(rejectionsIn(ofCases).flatMap(({ lines }) => lines.map(({ code }) => code)));
  const { recipients } = await ledgerOf(context, round, head);
  return [...recipients].flatMap(([recipient, balance]) => {
    if (toReject.has(recipientKey(recipient).code)) return [];
    // Closing took what nobody asked for, so all that is allotted then is requisitioned or redistributed.
    const amount = head.closed
      ? balance.allotted
      : requested(round, balance, requisitions.get(recipient)?.value, already.get(recipient) ?? 0);
    return amount > 0 ? [{ code: recipientKey(recipient).code, amount }] : [];
  });
}

/** The open decision that holds each recipient, by code: prepared, not decided, and still as it was prepared. */
export type Held = ReadonlyMap<string, string>;

/** What open decisions of a kind hold; one that `stands` refuses is outdated, and holds nobody. */
export function heldBy(
  decisions: readonly Decision[],
  wanted: Decision["kind"],
  stands: (lines: Decision["lines"]) => boolean,
): Held {
  return new Map(
    decisions
      .filter(({ kind, state }) => kind === wanted && (state === "prepared" || state === "presented"))
      .filter((one) => !isRejection(one) && stands(one.lines))
      .flatMap(({ id, lines }) => lines.map(({ code }) => [code, id] as const)),
  );
}

/** The lines of a decision that are for more than can be decided now. */
export function beyond(lines: Decision["lines"], now: readonly DecisionLine[]): Decision["lines"] {
  const most = new Map(now.map(({ code, amount }) => [code, amount]));
  return lines.filter(({ code, amount }) => amount > (most.get(code) ?? 0));
}

/** What can be decided and is in no open decision, and what is in one. */
export async function preparable(
  context: Context,
  round: Round,
  head: Head,
  caseHead: Head,
): Promise<{ readonly lines: readonly DecisionLine[]; readonly held: Held }> {
  const now = await decidable(context, round, head, caseHead);
  const decisions = await context.store.decisions(round.id);
  const held = heldBy(decisions, "requisitions", (lines) => beyond(lines, now).length === 0);
  return { lines: now.filter(({ code }) => !held.has(code)), held };
}

/** Nobody is in two open decisions of the same thing: the second could never be made. */
export function alreadyPrepared(held: Iterable<string>): Refusal {
  const ids = [...new Set(held)].join(", ");
  return new Refusal(
    "wrong-state",
    `Det är redan förberett: ${ids}. Öppna beslutet i fliken Beslut: föredra det, låt en beslutsfattare fatta det eller ta tillbaka förslaget.`,
    { decisions: ids },
  );
}

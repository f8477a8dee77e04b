import type { Warnings } from "../../shared/api/schemas.ts";
import { emptyRecipientFile, type LackKind, lackKind, lacking } from "../../shared/case/recipient-file.ts";
import type { DecisionLine } from "../../shared/decision/amounts.ts";
import { payingKinds } from "../../shared/decision/kinds.ts";
import { recipientId } from "../../shared/recipient.ts";
import type { Context } from "../context.ts";
import type { ApplicationRow, Decision, RequisitionRow } from "../store/kept.ts";
import type { RoundCase } from "./booking.ts";
import { register } from "./rounds.ts";

type InRound = Omit<RoundCase, "decisions">;

/** What recipients asked with, by code: their name and account stand there, in a grant decided elsewhere too. */
export async function askedWith(
  { store }: Context,
  { round, head, caseHead }: InRound,
  lines: readonly DecisionLine[],
): Promise<(code: string) => RequisitionRow | ApplicationRow | undefined> {
  const idOf = (code: string) => recipientId({ kind: round.kind, code });
  const ids = [...new Set(lines.map(({ code }) => idOf(code)))];
  const [requisitions, applications] = await Promise.all([
    store.rows(caseHead, "requisitions", ids),
    store.rows(head, "applications", ids),
  ]);
  return (code) => (requisitions.get(idOf(code)) ?? applications.get(idOf(code)))?.value;
}

/** What those that get money lack on an ISO day, for whoever decides on it or pays it. */
export async function warningsOn(
  context: Context,
  on: InRound,
  lines: readonly DecisionLine[],
  today: string,
): Promise<Warnings> {
  const given = lines.filter(({ amount }) => amount > 0);
  if (given.length === 0) return [];
  const { kind } = on.round;
  const [asked, kept] = await Promise.all([
    askedWith(context, on, given),
    context.store.entries("recipientFiles", kind),
  ]);
  const files = new Map(kept.map(({ id, value }) => [id, value]));
  return given.flatMap(({ code }) => {
    const row = asked(code);
    const inFile = lacking(kind, files.get(code) ?? emptyRecipientFile, today).map(lackKind);
    const lacks = [...(row?.payee ? [] : (["no-account"] as const)), ...new Set(inFile)];
    const name = row?.name ?? register.find({ kind, code })?.name ?? code;
    return lacks.length === 0 ? [] : [{ code, name, lacking: lacks }];
  });
}

/** The same of what a decision gives; nothing of one that is not paid by, such as a key. */
export async function warningsOnDecision(
  context: Context,
  on: RoundCase,
  { kind, lines, correction }: Pick<Decision, "kind" | "lines" | "correction">,
  today: string,
): Promise<Warnings> {
  const corrected = on.decisions.find(({ id }) => id === correction?.corrects);
  return payingKinds.includes(corrected?.kind ?? kind) ? await warningsOn(context, on, lines, today) : [];
}

/** An answer is kept in one item with what it answers: with the longest names no more has room. */
const mostWarned = 300;

/** The answer of an act, with its warnings. */
export function warned<T extends object>(answer: T, warnings: Warnings): T & { readonly warnings: Warnings } {
  return { ...answer, warnings: warnings.slice(0, mostWarned) };
}

/** The codes of those that lacked something, by what it was: what the record of a decision says. */
export function codesByLack(warnings: Warnings): Partial<Record<LackKind, readonly string[]>> {
  const codes: Partial<Record<LackKind, string[]>> = {};
  for (const { code, lacking: lacks } of warnings) for (const lack of lacks) (codes[lack] ??= []).push(code);
  return codes;
}

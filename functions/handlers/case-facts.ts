import { Refusal } from "../../shared/errors.ts";
import {
  type CaseFacts,
  type CaseKey,
  caseOf,
  type CaseState,
  lateness,
  taskOf,
} from "../../shared/case/case.ts";
import { isStanding } from "../../shared/application/application.ts";
import { amountsNow } from "../../shared/decision/amounts.ts";
import { payingKinds } from "../../shared/decision/kinds.ts";
import type { CorrectionAct } from "../../shared/decision/correction-acts.ts";
import { responsibleOn } from "../../shared/case/responsible.ts";
import type { RouteOutput } from "../../shared/api.ts";
import { type Balance, emptyBalance, paid, sumBalances } from "../../shared/ledger.ts";
import type { Round } from "../../shared/programme.ts";
import { type RecipientId, recipientKey } from "../../shared/recipient.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import type { Context } from "../context.ts";
import type {
  ApplicationRow,
  AssessedLine,
  CaseRow,
  Decision,
  ReportBackRow,
  RequisitionRow,
  RowsOf,
  Versioned,
} from "../store/kept.ts";
import type { ChainChange, Head } from "../store/model.ts";
import { isKnown } from "./applicants.ts";
import { actInRound, ledgerOf } from "./change.ts";
import { namesOf } from "./names.ts";
import { roundOf, roundsOfYear } from "./rounds.ts";

/** A round with its cases: what is kept of them in it and in its top-ups. */
export interface CaseRound {
  readonly round: Round;
  readonly head: Head;
  /** The round first, then its top-ups. */
  readonly chains: readonly { readonly round: Round; readonly head: Head }[];
  readonly requisitions: RowsOf<"requisitions">;
  /** Of each of the chains: a top-up that is applied for has applications of its own. */
  readonly applications: readonly RowsOf<"applications">[];
  readonly reports: RowsOf<"reportBacks">;
  readonly rows: RowsOf<"cases">;
  readonly balances: readonly ReadonlyMap<RecipientId, Balance>[];
  readonly decisions: readonly Decision[];
  readonly name: (recipient: RecipientId) => string;
}

/** The rounds of a year that hold cases; a top-up goes by the case of the round it tops up. */
export function caseRounds(year: number): readonly Round[] {
  return roundsOfYear(year).filter(({ topUpOf }) => topUpOf === null);
}

/** The rounds whose money a case is about. */
export function roundsOfCase(round: Round): readonly Round[] {
  return [round, ...roundsOfYear(round.year).filter(({ topUpOf }) => topUpOf === round.id)];
}

/** The round of a case; its recipient is one of that kind that we know. */
export async function caseRoundOf(context: Context, { round: id, recipient }: CaseKey): Promise<Round> {
  const round = roundOf(id);
  if (round.topUpOf !== null)
    throw new Refusal(
      "not-found",
      `${round.name} är tilläggsmedel och har inga egna ärenden. Välj ärendet i ${roundOf(round.topUpOf).name}.`,
    );
  const key = recipientKey(recipient);
  if (key.kind !== round.kind || !(await isKnown(context, recipient)))
    throw new Refusal(
      "not-found",
      `Mottagaren ${key.code} finns inte i ${round.name}. Välj en mottagare i listan.`,
    );
  return round;
}

/** Reads the cases of a round, all or of the recipients named. `heads` are those of `roundsOfCase`. */
export async function loadCases(
  context: Context,
  round: Round,
  heads: readonly Head[],
  recipients?: readonly RecipientId[],
): Promise<CaseRound> {
  const { store } = context;
  const rounds = roundsOfCase(round);
  const head = heads[0]!;
  const [requisitions, applications, reports, rows, balances, decisions, name] = await Promise.all([
    store.rows(head, "requisitions", recipients),
    Promise.all(heads.map((one) => store.rows(one, "applications", recipients))),
    store.rows(head, "reportBacks", recipients),
    store.rows(head, "cases", recipients),
    Promise.all(
      rounds.map(async (one, i) => (await ledgerOf(context, one, heads[i]!, recipients)).recipients),
    ),
    Promise.all(rounds.map(({ id }) => store.decisions(id))),
    namesOf(context, [round], [head]),
  ]);
  return {
    round,
    head,
    chains: rounds.map((one, i) => ({ round: one, head: heads[i]! })),
    requisitions,
    applications,
    reports,
    rows,
    balances,
    decisions: decisions.flat(),
    name,
  };
}

/** The report that came in last: the one proposed beside the one that stands, where there is one. */
export function lastReport(row: ReportBackRow): ReportBackRow {
  return row.proposed ?? row;
}

/** Every recipient with something in the round. */
export function recipientsIn(cases: CaseRound): readonly RecipientId[] {
  const { requisitions, applications, reports, rows, balances } = cases;
  const maps = [requisitions, ...applications, reports, rows, ...balances];
  return [...new Set(maps.flatMap((map: ReadonlyMap<RecipientId, unknown>) => [...map.keys()]))].sort();
}

function balanceIn({ balances }: CaseRound, recipient: RecipientId): Balance {
  return sumBalances(balances.map((one) => one.get(recipient) ?? emptyBalance));
}

/** What is known of one case on a day. */
export function factsOf(cases: CaseRound, recipient: RecipientId, today: string): CaseFacts {
  const { round, reports, rows } = cases;
  const row = rows.get(recipient)?.value;
  const balance = balanceIn(cases, recipient);
  return {
    route: round.route,
    requisition: requisitionIn(askedFor(cases, recipient)?.value),
    completions: row?.completions ?? [],
    balance,
    decisions: decisionsOn(cases, recipient),
    report: reports.get(recipient)?.value ?? null,
    declined: row?.declined ?? null,
    closed: row?.closed ? { balance, ...row.closed } : null,
    lastDay: round.window.to,
    reportBy: round.reportBy,
    today,
  };
}

/** What a recipient asks for: an application (of a top-up, where none stands before), a requisition, or a grant that was decided elsewhere. */
export function askedFor(
  cases: CaseRound,
  recipient: RecipientId,
): Versioned<ApplicationRow> | Versioned<RequisitionRow> | undefined {
  return cases.applications[appliedIn(cases, recipient)]?.get(recipient) ?? cases.requisitions.get(recipient);
}

/** Which of the chains holds the application that a case is about; -1: none does. */
function appliedIn({ applications }: CaseRound, recipient: RecipientId): number {
  const standing = applications.findIndex((rows) => isStanding(rows.get(recipient)?.value));
  return standing < 0 ? applications.findIndex((rows) => rows.has(recipient)) : standing;
}

/** The same of these recipients with another state, as rows of each of the chains of the cases. */
export function askedForAs(
  cases: CaseRound,
  recipients: readonly RecipientId[],
  state: ApplicationRow["state"],
): readonly ChainChange["rows"][] {
  const as = <R extends { readonly state: string }>(rows: RowsLike<R>, some: readonly RecipientId[]) =>
    new Map(
      some.flatMap((recipient) => {
        const row = rows.get(recipient);
        return row === undefined ? [] : [[recipient, { ...row, value: { ...row.value, state } }] as const];
      }),
    );
  return cases.chains.map((_, i) => {
    const applied = as(
      cases.applications[i]!,
      recipients.filter((recipient) => appliedIn(cases, recipient) === i),
    );
    const requisitioned = as(i === 0 ? cases.requisitions : new Map(), recipients);
    return {
      ...(applied.size > 0 && { applications: applied }),
      ...(requisitioned.size > 0 && { requisitions: requisitioned }),
    };
  });
}

type RowsLike<R> = ReadonlyMap<RecipientId, Versioned<R>>;

/**
 * An act on cases: a record in the chain of their round with the rows that it replaces, and one in each top-up that has
 * some of what was asked for (`asked`, a row set for each chain).
 */
export function actOnCases(
  { chains }: CaseRound,
  act: Pick<ChainChange, "action" | "details">,
  rows: Pick<ChainChange["rows"], "cases">,
  asked: readonly ChainChange["rows"][] = [],
): ChainChange[] {
  return chains.flatMap(({ round, head }, i) => {
    const own = { ...asked[i], ...(i === 0 && rows) };
    return i === 0 || Object.keys(own).length > 0 ? [actInRound(round, head, act, own)] : [];
  });
}

/** That a requisition was rejected is for the decision to say. */
function requisitionIn(row: ApplicationRow | RequisitionRow | undefined): CaseFacts["requisition"] {
  if (row === undefined) return null;
  return { ...row, state: row.state === "rejected" ? "returned" : row.state };
}

function decisionsOn(cases: CaseRound, recipient: RecipientId): CaseFacts["decisions"] {
  const { code } = recipientKey(recipient);
  const made = cases.decisions
    .flatMap((decision) => {
      const { id, kind, state, date, lines } = decision;
      const line = payingKinds.includes(kind) ? lines.find((one) => one.code === code) : undefined;
      if (line === undefined || state === "withdrawn") return [];
      const { outcome } = line as Partial<AssessedLine>;
      // That an application was taken back is for its row to say, once it is written off.
      if (outcome === "withdrawn" && state === "decided") return [];
      const rejected = outcome === "rejected" && !raised(cases, decision, code);
      return [{ id, state, date, outcome: rejected ? "rejected" : "granted" } as const];
    })
    .sort(byDate);
  return [...made, ...endingOf(cases, code)];
}

/** Whether a rejection has become a grant by an amendment (ändring). */
function raised({ decisions }: CaseRound, rejection: Decision, code: string): boolean {
  const sameRound = decisions.filter(({ round }) => round === rejection.round);
  return (amountsNow(rejection, sameRound).get(code) ?? 0) > 0;
}

const outcomes: Partial<Record<CorrectionAct, "declined" | "revoked">> = {
  declined: "declined",
  revocation: "revoked",
};

/** The correction that took away the last of what was decided, if one did: a part of it ends nothing. */
function endingOf({ decisions }: CaseRound, code: string): CaseFacts["decisions"] {
  const decided = decisions.filter(({ state }) => state === "decided");
  const left = decided
    .filter(({ kind }) => payingKinds.includes(kind))
    .map((one) => {
      // Ids are a round's own.
      const sameRound = decided.filter(({ round }) => round === one.round);
      return amountsNow(one, sameRound).get(code) ?? 0;
    });
  if (left.some((kronor) => kronor > 0)) return [];
  const corrections = decided
    .flatMap(({ id, date, correction, lines, round }) => {
      const gave = decided.some(
        (one) => one.id === correction?.corrects && one.round === round && payingKinds.includes(one.kind),
      );
      // What is only allotted ends no case when it is taken back.
      const outcome = gave && correction && outcomes[correction.act];
      const concerns = lines.some((line) => line.code === code);
      return outcome && concerns ? [{ id, state: "decided" as const, date, outcome }] : [];
    })
    .sort(byDate);
  return corrections.slice(-1);
}

/** What is not dated yet comes last. */
function byDate(a: { readonly date: string | null }, b: { readonly date: string | null }): number {
  const [first, second] = [a.date ?? "9999", b.date ?? "9999"];
  return first < second ? -1 : first > second ? 1 : 0;
}

export type Listed = RouteOutput<"cases">["cases"][number];

/** A case as lists show it. */
export function listedCase(cases: CaseRound, recipient: RecipientId, today: string): Listed {
  const facts = factsOf(cases, recipient, today);
  const state = caseOf(facts);
  return {
    round: cases.round.id,
    recipient,
    ...recipientKey(recipient),
    name: cases.name(recipient),
    state: state.state,
    task: taskOf(state, today),
    received: facts.requisition?.received ?? null,
    late: lateness(facts) !== null,
    responsible: responsibleOn(cases.rows.get(recipient)?.value.responsible ?? null, today),
    paid: paid(facts.balance),
  };
}

/** The row of a case with the version read, and one to begin with where there is none. */
export function rowOf({ rows }: CaseRound, recipient: RecipientId): Versioned<CaseRow> {
  return rows.get(recipient) ?? { version: 0, value: { responsible: null, completions: [], closed: null } };
}

/** The case of a request, loaded with the heads of its rounds. */
export async function theCase(
  context: Context,
  { round, recipient }: CaseKey,
  heads: readonly Head[],
): Promise<{ readonly cases: CaseRound; readonly facts: CaseFacts; readonly state: CaseState }> {
  const cases = await loadCases(context, roundOf(round), heads, [recipient]);
  const facts = factsOf(cases, recipient, swedishDay(context.now()));
  return { cases, facts, state: caseOf(facts) };
}

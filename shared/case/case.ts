import { type Balance, paid, sameBalance } from "../ledger.ts";
import { formatKronor } from "../money.ts";
import { outsideWindow } from "../requisition/rules/received.ts";
import type { Round } from "../programme.ts";
import type { RecipientId } from "../recipient.ts";

/** Which case: a round with requisitions or applications of its own (not a top-up), and one recipient in it. */
export interface CaseKey {
  readonly round: string;
  readonly recipient: RecipientId;
}

/** A request for completion (begäran om komplettering, förvaltningslagen 19-20 §§) and what came of it. */
export interface Completion {
  readonly id: string;
  /** What was asked for (the requisition, or the application), or the report. */
  readonly of: "requisition" | "report";
  /** What is missing: Swedish sentences to the recipient, from the rules broken or the case officer's own. */
  readonly missing: readonly string[];
  /** ISO date. */
  readonly asked: string;
  readonly by: string;
  /** ISO date, included. */
  readonly answerBy: string;
  /** The registered document that answers it, and the ISO date it came in; null while there is none. */
  readonly answer: { readonly document: string; readonly received: string } | null;
  /** ISO date when nothing more was waited for, though no answer came: what came in was accepted or taken back by hand. */
  readonly ended?: string;
  /** The dnr of the document that is to be completed; absent when it had none. */
  readonly dnr?: string;
}

/** What is known of a case, wherever it is kept. The state is a fold of this and never kept by itself. */
export interface CaseFacts {
  /** Whether the round is requisitioned, or applied for and its applications decided together. */
  readonly route: Round["route"];
  /** What was asked for: the requisition, or the application. */
  readonly requisition: {
    readonly state: "submitted" | "returned" | "withdrawn" | "superseded";
    readonly received: string;
    readonly document: string;
    /** Ids of the rules broken; none of a requisition that was returned by hand. */
    readonly faults: readonly string[];
  } | null;
  readonly completions: readonly Completion[];
  /** Kronor over the round and its top-ups. */
  readonly balance: Balance;
  /** Decisions that name the recipient, oldest first. */
  readonly decisions: readonly {
    readonly id: string;
    readonly state: "prepared" | "presented" | "decided";
    readonly date: string | null;
    readonly outcome: "granted" | "rejected" | "declined" | "revoked";
  }[];
  readonly report: {
    readonly state: "submitted" | "returned";
    readonly received: string;
    readonly document: string;
  } | null;
  /** The act by which the recipient declined (avstod) all that it was allotted, before anything was decided, and its ISO date. */
  readonly declined: { readonly id: string; readonly date: string } | null;
  /**
   * When and why the case was ended (avslutat) by a person, and what its money was then: when that moves, the case goes on.
   * null while it goes on.
   */
  readonly closed: { readonly date: string; readonly reason: string; readonly balance: Balance } | null;
  /** ISO dates: the last day of the window (it never changes when something came in), and of reporting back. */
  readonly lastDay: string;
  readonly reportBy: string;
  readonly today: string;
}

interface CameIn {
  readonly received: string;
  readonly document: string;
  /** Why being late leads to a decision, in Swedish; null when nothing was late. */
  readonly late: string | null;
}

export interface DraftCase {
  readonly state: "draft";
}
export interface SubmittedCase extends CameIn {
  readonly state: "submitted";
}
export interface ReturnedCase extends CameIn {
  readonly state: "returned";
  readonly faults: readonly string[];
  /** The latest request; null while nobody has asked for the completion. */
  readonly completion: Completion | null;
}
export interface ApprovedCase {
  readonly state: "approved";
  readonly decision: string;
  /** Whether what is prepared is to reject: that alone can be taken back. */
  readonly rejects: boolean;
}
export interface DecidedCase {
  readonly state: "decided";
  /** null for money whose decision was made elsewhere. */
  readonly decision: string | null;
  readonly date: string | null;
  /** Kronor. */
  readonly granted: number;
}
export interface PaidCase {
  readonly state: "paid";
  /** Kronor. */
  readonly paid: number;
  readonly report: "missing" | "returned";
  readonly reportBy: string;
}
export interface ReportedCase {
  readonly state: "reported";
  readonly paid: number;
  readonly consumed: number;
  /** Not accounted for, or waiting for a decision to carry it over. */
  readonly held: number;
  readonly carriedOver: number;
  readonly repayable: number;
  readonly document: string;
}
export interface ClosedCase {
  readonly state: "closed";
  readonly date: string;
  readonly reason: string;
}
/** Taken back by the recipient, or replaced by another case, before it was decided. */
export interface SetAsideCase {
  readonly state: "withdrawn" | "superseded";
  readonly document: string;
}
/** Ended by a decision, or because the recipient declined what it was allotted. `repayable` is what is still to come back. */
export interface EndedCase {
  readonly state: "rejected" | "declined" | "revoked";
  /** The id of the decision, or of the act that declined. */
  readonly decision: string;
  readonly date: string | null;
  readonly repayable: number;
}

export type CaseState =
  | DraftCase
  | SubmittedCase
  | ReturnedCase
  | ApprovedCase
  | DecidedCase
  | PaidCase
  | ReportedCase
  | ClosedCase
  | SetAsideCase
  | EndedCase;

/** The state of a case: the one place that says it, for every list, letter and page. */
export function caseOf(facts: CaseFacts): CaseState {
  const { closed, decisions, balance, report, reportBy } = facts;
  if (closed !== null && sameBalance(closed.balance, balance))
    return { state: "closed", date: closed.date, reason: closed.reason };
  const last = decisions.findLast(({ state }) => state === "decided") ?? null;
  if (last !== null && last.outcome !== "granted") {
    const { id, date, outcome } = last;
    return { state: outcome, decision: id, date, repayable: balance.held + balance.repayable };
  }
  const kronor = paid(balance);
  if (kronor > 0) {
    return report?.state === "submitted"
      ? {
          state: "reported",
          paid: kronor,
          consumed: balance.consumed,
          held: balance.held,
          carriedOver: balance.carriedOver,
          repayable: balance.repayable,
          document: report.document,
        }
      : { state: "paid", paid: kronor, report: report === null ? "missing" : "returned", reportBy };
  }
  if (balance.payable > 0)
    return {
      state: "decided",
      decision: last?.id ?? null,
      date: last?.date ?? null,
      granted: balance.payable,
    };
  return undecided(facts);
}

function undecided(facts: CaseFacts): CaseState {
  const { route, requisition, completions, decisions, report, declined, balance } = facts;
  // What it is allotted anew by a redistribution is not declined.
  if (declined !== null && balance.allotted === 0)
    return { state: "declined", decision: declined.id, date: declined.date, repayable: 0 };
  // A county board reports of its county also when its money went out elsewhere.
  if (requisition === null)
    return report?.state === "submitted"
      ? {
          state: "reported",
          paid: 0,
          consumed: 0,
          held: 0,
          carriedOver: 0,
          repayable: 0,
          document: report.document,
        }
      : { state: "draft" };
  const { state, document, received, faults } = requisition;
  if (state === "withdrawn" || state === "superseded") return { state, document };
  const completion = completions.findLast(({ of }) => of === "requisition") ?? null;
  const cameIn = { received, document, late: lateness(facts) };
  const prepared = decisions.findLast((decision) => decision.state !== "decided");
  // Applications are decided together, whatever becomes of each: a requisition is rejected by itself.
  const rejects = route === "requisition" && prepared?.outcome === "rejected";
  // A requisition that is returned can be rejected as it is, and never granted.
  if (prepared !== undefined && (route === "grant" || rejects || state === "submitted"))
    return { state: "approved", decision: prepared.id, rejects };
  return state === "returned" ? { state, ...cameIn, faults, completion } : { state, ...cameIn };
}

/** Faults that no completion can mend: what came in when the window was shut, or the round closed or decided. */
const lateFaults: readonly string[] = [outsideWindow, "omgangen-ar-oppen"];

/** The faults that the recipient can see to. */
export function mendableFaults(faults: readonly string[]): readonly string[] {
  return faults.filter((fault) => !lateFaults.includes(fault));
}

/** Whether the answer to the latest request came in after its last day. */
export function isAnsweredLate(completions: readonly Completion[], of: Completion["of"]): boolean {
  const asked = completions.findLast((one) => one.of === of);
  return asked?.answer != null && asked.answer.received > asked.answerBy;
}

/**
 * How what was asked for was late, in Swedish and whatever has become of the case since; null when it was not. Being late
 * is never refused: it is tried in a decision.
 */
export function lateness({
  requisition,
  completions,
  lastDay,
}: Pick<CaseFacts, "requisition" | "completions" | "lastDay">): string | null {
  if (requisition === null) return null;
  if (requisition.received > lastDay)
    return `Kom in ${requisition.received}, efter sista dag ${lastDay}. Pröva i beslut om den kan godtas.`;
  const completion = completions.findLast(({ of }) => of === "requisition");
  if (completion?.answer != null && completion.answer.received > completion.answerBy)
    return `Svaret på kompletteringen kom in ${completion.answer.received}, efter ${completion.answerBy}. Pröva i beslut om det kan godtas.`;
  return null;
}

/** What is to be done in a case, and from which day it is late with us or with them. */
export interface Task {
  /** Swedish, to the case officer. */
  readonly text: string;
  /** ISO date; null when nothing says when. */
  readonly by: string | null;
}

/** The next thing to do in a case; null when nothing is, for the time being. */
export function taskOf(state: CaseState, today: string): Task | null {
  switch (state.state) {
    case "submitted":
      return { text: state.late ?? "Granska och lämna till beslut.", by: null };
    case "returned":
      return returnedTask(state, today);
    case "approved":
      return { text: `Beslutsfattaren har ${state.decision} att fatta.`, by: null };
    case "decided":
      return { text: "Attestera och betala ut.", by: null };
    case "paid":
      if (state.report === "returned") return { text: "Begär att återrapporten kompletteras.", by: null };
      return state.reportBy < today
        ? { text: `Återrapporten skulle ha kommit in ${state.reportBy}. Påminn.`, by: state.reportBy }
        : null;
    case "reported":
      if (state.repayable > 0)
        return { text: `${formatKronor(state.repayable)} kr ska betalas tillbaka. Följ upp det.`, by: null };
      return unsettled(state) !== null
        ? { text: unsettled(state)!, by: null }
        : { text: "Granska återrapporten och avsluta ärendet.", by: null };
    case "revoked":
      return state.repayable > 0
        ? { text: `Återkräv ${formatKronor(state.repayable)} kr, som är utbetalda.`, by: null }
        : { text: "Avsluta ärendet.", by: null };
    default:
      return null;
  }
}

/** What a reported case still has of the money, and what to do about it, in Swedish; null when it has none. */
export function unsettled({ held, carriedOver }: Pick<ReportedCase, "held" | "carriedOver">): string | null {
  if (held > 0)
    return `${formatKronor(held)} kr är inte redovisade. Besluta om de får överföras, eller låt återrapporten rättas.`;
  return carriedOver > 0
    ? `${formatKronor(carriedOver)} kr är överförda. Registrera vad de har använts till när sista förbrukningsdag har varit.`
    : null;
}

/** Nothing for the recipient to see to: the round was closed, or the matter decided, when it came in. */
const closedTask =
  "Kom in i tid, men omgången var stängd eller ärendet beslutat. Pröva i beslut om den kan godtas.";

function returnedTask({ late, completion, faults }: ReturnedCase, today: string): Task | null {
  const mendable = mendableFaults(faults);
  if (completion === null)
    return { text: mendable.length === 0 ? (late ?? closedTask) : "Begär komplettering.", by: null };
  const { answer, answerBy } = completion;
  if (answer !== null)
    return {
      text:
        late ??
        (mendable.length === 0
          ? "Svaret har kommit in. Godta kompletteringen eller begär en till."
          : "Svaret har kommit in. Registrera det som är kompletterat."),
      by: null,
    };
  return answerBy < today
    ? { text: `Inget svar till ${answerBy}. Lämna till beslut på det som finns.`, by: answerBy }
    : null;
}

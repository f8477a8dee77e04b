import { findRound } from "../../shared/programmes/index.ts";
import type { RefusalCode } from "../../shared/errors.ts";
import type { Person } from "../functions/office.ts";

/**
 * Kronor of one recipient, as a person would keep them on paper: the model says and sums them by itself, since what it took
 * from the ledger would be wrong with the ledger.
 */
export interface Purse {
  allotted: number;
  payable: number;
  held: number;
  consumed: number;
  carriedOver: number;
  repayable: number;
  repaid: number;
}

export interface Lines {
  readonly code: string;
  readonly amount: number;
  /** In a decision on applications: what it was assessed as. */
  readonly assessed?: ModelAssessment;
  /** And what it came in. */
  readonly document?: string;
  /** In a correction: what it was. */
  readonly before?: number;
}

/** What one decision has come to for one recipient. */
export interface Part {
  amount: number;
  unpaid: number;
  /** Claimed back by corrections, and not lifted. */
  claimed: number;
  /** Taken back by corrections when it was paid already, claimed or not, and not lifted. */
  reclaimed: number;
}

/** What is proposed for an application. `noted`: why it is granted although it waits for completion. */
export interface ModelAssessment {
  readonly outcome: "granted" | "part" | "rejected" | "withdrawn";
  readonly amount: number;
  readonly grounds: readonly string[];
  readonly noted: boolean;
}

export interface ModelApplication {
  readonly state: "submitted" | "returned";
  readonly asked: number;
  readonly document: string;
  readonly version: number;
  readonly assessed: ModelAssessment | null;
}

/** What was decided of money that a report carries over. */
export interface ModelCarryOver {
  readonly amount: number;
  readonly date: string;
  readonly accounted: boolean;
}

export interface ModelReport {
  readonly state: "submitted" | "returned";
  readonly document: string;
  readonly registeredBy: Person;
  readonly consumed: number;
  readonly carriedOver: number;
  readonly carryOver?: ModelCarryOver;
  readonly repaid: number;
  /** A later one, until it is accepted. */
  readonly proposed: ModelReport | null;
}

export interface ModelPayment {
  state: "attested" | "paid" | "withdrawn";
  date: string;
  readonly decision: string;
  readonly lines: readonly Lines[];
  readonly returned: Set<string>;
  /** It says why it pays those who have no account. */
  readonly why: boolean;
  readonly decidedOn: string;
}

export interface ModelDecision {
  readonly kind:
    "key" | "requisitions" | "redistribution" | "grants" | "applications" | "carryOver" | "correction";
  /** A requisition that is rejected: the document that it came in. */
  readonly rejects?: string;
  /** A correction by which the recipient declines. */
  readonly declines?: true;
  readonly corrects?: string;
  state: "prepared" | "decided";
  readonly preparedBy: Person;
  decidedBy: Person | null;
  date: string;
  readonly lines: readonly Lines[];
}

export interface ModelRequisition {
  readonly state: "submitted" | "returned" | "withdrawn" | "rejected";
  readonly amount: number;
  readonly wantsMore: boolean;
  readonly document: string;
}

export interface ModelRepayment {
  readonly code: string;
  readonly amount: number;
  /** What of it nobody had claimed. */
  readonly voluntary: number;
  readonly date: string;
  reversed: boolean;
  /** Whether a report has said since what became of all that was paid. */
  reported: boolean;
}

/** One round as the rules of the domain say that it must be; nothing here knows of the store. */
export interface Model {
  readonly round: string;
  readonly amount: number;
  /** Kronor per code by the round's key; empty for rounds without one. */
  readonly keyLines: readonly Lines[];
  key: "none" | "preliminary" | "fixed";
  keyId: string | null;
  closed: boolean;
  budget: number;
  pool: number;
  readonly purses: Map<string, Purse>;
  readonly requisitions: Map<string, ModelRequisition>;
  /** Kronor per decision that allots and code, as corrected. */
  readonly allotments: Map<string, number>;
  /** The codes of those that have declined all that they were allotted, before anything was decided of it. */
  readonly declined: Set<string>;
  /** By the code that the applicant has been given. */
  readonly applications: Map<string, ModelApplication>;
  /** The codes of applicants and grants whose account is known; who requisitions has always said it. */
  readonly accounts: Set<string>;
  /** The codes of those that have applied, or are members of a joint application, by name. */
  readonly numbers: Map<string, string>;
  readonly reports: Map<string, ModelReport>;
  readonly decisions: Map<string, ModelDecision>;
  readonly payments: Map<string, ModelPayment>;
  readonly repayments: Map<string, ModelRepayment>;
  /** Per decision and code, "beslut-4 01". */
  readonly parts: Map<string, Part>;
  /** Kronor per decision on carrying over, as corrected. */
  readonly carried: Map<string, number>;
  readonly documents: Set<string>;
}

export function newModel(round: string, keyLines: readonly Lines[]): Model {
  const { amount } = findRound(round)!;
  return {
    round,
    amount,
    keyLines,
    key: "none",
    keyId: null,
    closed: false,
    budget: amount,
    pool: 0,
    purses: new Map(),
    requisitions: new Map(),
    allotments: new Map(),
    declined: new Set(),
    applications: new Map(),
    accounts: new Set(),
    numbers: new Map(),
    reports: new Map(),
    decisions: new Map(),
    payments: new Map(),
    repayments: new Map(),
    parts: new Map(),
    carried: new Map(),
    documents: new Set(),
  };
}

/** A refusal that must come, or what must have become of the money when the act has been done under this id. */
export type Expected = RefusalCode | ((id: string, given: readonly Lines[]) => void);

export const purse = (model: Model, code: string): Purse => {
  const known = model.purses.get(code);
  if (known) return known;
  const fresh: Purse = {
    allotted: 0,
    payable: 0,
    held: 0,
    consumed: 0,
    carriedOver: 0,
    repayable: 0,
    repaid: 0,
  };
  model.purses.set(code, fresh);
  return fresh;
};

export const paid = ({ held, consumed, carriedOver, repayable, repaid }: Purse): number =>
  held + consumed + carriedOver + repayable + repaid;
export const sum = (lines: readonly Lines[]): number =>
  lines.reduce((total, { amount }) => total + amount, 0);
export const future = (date: string): boolean => date > "2023-04-02";

export function prepareKey(model: Model, who: Person): Expected {
  if (model.keyLines.length === 0) return "wrong-state";
  if (model.key === "fixed") return "wrong-state";
  return (id) => {
    model.key = "preliminary";
    model.keyId = id;
    model.decisions.set(id, {
      kind: "key",
      state: "prepared",
      preparedBy: who,
      decidedBy: null,
      date: "",
      lines: model.keyLines,
    });
  };
}

export function fixKey(model: Model, who: Person, decision: string, date: string): Expected {
  if (model.keyLines.length === 0 || model.key === "fixed") return "wrong-state";
  const found = model.decisions.get(decision);
  if (!found) return "not-found";
  if (decision !== model.keyId) return "wrong-state";
  if (found.preparedBy === who) return "four-eyes";
  if (future(date)) return "rules-broken";
  return () => {
    Object.assign(found, { state: "decided", decidedBy: who, date });
    model.key = "fixed";
    for (const { code, amount } of found.lines) {
      model.budget -= amount;
      purse(model, code).allotted += amount;
      model.allotments.set(`${decision} ${code}`, amount);
    }
  };
}

export interface AskedRow {
  readonly code: string;
  /** Whether the sheet names a recipient that exists. */
  readonly known: boolean;
  readonly amount: number;
  readonly faulty: boolean;
  readonly wantsMore: boolean;
}

export function registerRequisitions(model: Model, document: string, rows: readonly AskedRow[]): Expected {
  if (model.documents.has(document)) return "wrong-state";
  return () => {
    model.documents.add(document);
    for (const { code, known, amount, faulty, wantsMore } of rows.filter((row) => row.known)) {
      const most = model.key === "fixed" ? (model.allotments.get(`${model.keyId!} ${code}`) ?? 0) : Infinity;
      const before = model.requisitions.get(code);
      const mine = purse(model, code);
      const late = model.closed || before?.state === "rejected" || mine.payable + paid(mine) > 0;
      const good = known && !faulty && amount > 0 && amount <= most;
      if (before?.state === "rejected" || (before?.state === "submitted" && (late || !good))) continue;
      model.requisitions.set(code, {
        state: good && !late ? "submitted" : "returned",
        amount,
        wantsMore: good && wantsMore,
        document,
      });
    }
  };
}

/** What decisions gave when they were made, whatever became of it since. */
function answered(model: Model, code: string): number {
  const made = [...model.decisions.values()].filter(
    ({ kind, state }) => kind === "requisitions" && state === "decided",
  );
  return sum(made.flatMap(({ lines }) => lines).filter((line) => line.code === code));
}

/** What is asked for and not decided, or after closing all that is left. */
function asked(model: Model): Lines[] {
  return [...model.purses].flatMap(([code, mine]) => {
    const requisition = model.requisitions.get(code);
    const asked = requisition?.state === "submitted" ? requisition.amount - answered(model, code) : 0;
    const amount = model.closed ? mine.allotted : Math.max(0, Math.min(asked, mine.allotted));
    return amount > 0 ? [{ code, amount }] : [];
  });
}

/** The same without those whose requisition is to be rejected. */
function decidable(model: Model): Lines[] {
  return asked(model).filter(({ code }) => !waitsFor(model, code, isRejection));
}

const isRejection = ({ rejects }: ModelDecision): boolean => rejects !== undefined;

/** Whether a recipient is in a decision on requisitions that is prepared, and is such a one. */
export function waitsFor(
  { decisions }: Model,
  code: string,
  isSuch: (one: ModelDecision) => boolean,
): boolean {
  return [...decisions.values()].some(
    (one) =>
      one.kind === "requisitions" &&
      one.state === "prepared" &&
      isSuch(one) &&
      one.lines.some((line) => line.code === code),
  );
}

/** What can be decided and is in no decision that waits and can still be made. */
function preparable(model: Model): Lines[] {
  const now = new Map(decidable(model).map(({ code, amount }) => [code, amount]));
  const waiting = [...model.decisions.values()].filter(
    ({ kind, state, rejects, lines }) =>
      kind === "requisitions" &&
      state === "prepared" &&
      rejects === undefined &&
      lines.every(({ code, amount }) => amount <= (now.get(code) ?? 0)),
  );
  const held = new Set(waiting.flatMap(({ lines }) => lines.map(({ code }) => code)));
  return decidable(model).filter(({ code }) => !held.has(code));
}

export function prepareDecision(model: Model, who: Person): Expected {
  const lines = preparable(model);
  if (model.key !== "fixed" || lines.length === 0) return "wrong-state";
  return (id) =>
    void model.decisions.set(id, {
      kind: "requisitions",
      state: "prepared",
      preparedBy: who,
      decidedBy: null,
      date: "",
      lines,
    });
}

/** When a requisition, and an application, came in, as each of them says. */
const requisitionReceived = "2022-05-02";
export const applicationReceived = (round: string): string => findRound(round)!.window.from;

export function decide(model: Model, who: Person, decision: string, date: string): Expected {
  const found = model.decisions.get(decision);
  if (!found) return "not-found";
  if (!["requisitions", "applications", "correction"].includes(found.kind) || found.state === "decided")
    return "wrong-state";
  if (found.preparedBy === who) return "four-eyes";
  const built = [...model.decisions].filter(
    ([id, { kind, state }]) =>
      state === "decided" && (kind === "key" || kind === "redistribution" || id === found.corrects),
  );
  if (built.some(([, earlier]) => date < earlier.date)) return "rules-broken";
  if (found.kind === "correction") {
    const outdated = found.lines.some((line) => line.before !== amountNow(model, found.corrects!, line.code));
    if (outdated) return "wrong-state";
    if (!canBeChanged(model, found) || future(date)) return "rules-broken";
    return () => {
      Object.assign(found, { state: "decided", decidedBy: who, date });
      change(model, found);
    };
  }
  if (found.rejects !== undefined) {
    const { code } = found.lines[0]!;
    const requisition = model.requisitions.get(code)!;
    if (["rejected", "withdrawn"].includes(requisition.state) || requisition.document !== found.rejects)
      return "wrong-state";
    if (date < requisitionReceived || future(date)) return "rules-broken";
    return () => {
      Object.assign(found, { state: "decided", decidedBy: who, date });
      model.requisitions.set(code, { ...requisition, state: "rejected" });
      model.pool += purse(model, code).allotted;
      purse(model, code).allotted = 0;
      model.parts.set(`${decision} ${code}`, { amount: 0, unpaid: 0, claimed: 0, reclaimed: 0 });
    };
  }
  if (found.kind === "applications") {
    if (isOutdated(model, found.lines)) return "wrong-state";
    if (sum(found.lines) > model.budget || future(date)) return "rules-broken";
    if (date < applicationReceived(model.round)) return "rules-broken";
    return () => {
      Object.assign(found, { state: "decided", decidedBy: who, date });
      for (const { code, amount } of found.lines) {
        model.budget -= amount;
        purse(model, code).payable += amount;
        model.parts.set(`${decision} ${code}`, { amount, unpaid: amount, claimed: 0, reclaimed: 0 });
      }
    };
  }
  const now = new Map(decidable(model).map(({ code, amount }) => [code, amount]));
  if (found.lines.some(({ code, amount }) => amount > (now.get(code) ?? 0))) return "wrong-state";
  if (date < requisitionReceived || future(date)) return "rules-broken";
  return () => {
    Object.assign(found, { state: "decided", decidedBy: who, date });
    for (const { code, amount } of found.lines) {
      purse(model, code).allotted -= amount;
      purse(model, code).payable += amount;
      model.parts.set(`${decision} ${code}`, { amount, unpaid: amount, claimed: 0, reclaimed: 0 });
    }
  };
}

/** Whether any of the applications has been decided, completed or assessed otherwise since. */
const isOutdated = (model: Model, lines: readonly Lines[]): boolean =>
  lines.some(({ code, assessed, document }) => {
    const now = model.applications.get(code)!;
    return isDecided(model, code) || now.document !== document || !isSame(now.assessed!, assessed!);
  });

/** Whether an applicant is in a decision that waits and can still be made. */
export const isHeld = (model: Model, code: string): boolean =>
  [...model.decisions.values()].some(
    ({ kind, state, lines }) =>
      kind === "applications" &&
      state === "prepared" &&
      lines.some((line) => line.code === code) &&
      !isOutdated(model, lines),
  );

/** An applicant is answered once. */
export const isDecided = ({ decisions }: Model, code: string): boolean =>
  [...decisions.values()].some(
    ({ kind, state, lines }) =>
      kind === "applications" && state === "decided" && lines.some((line) => line.code === code),
  );

function isSame(a: ModelAssessment, b: ModelAssessment): boolean {
  return a.outcome === b.outcome && a.amount === b.amount && a.grounds.join() === b.grounds.join();
}

/** Whether an assessment may be saved beside what is asked for. */
export function canBeSaved({ outcome, amount }: ModelAssessment, asked: number): boolean {
  if (outcome === "granted") return amount === asked;
  return outcome === "part" ? amount > 0 && amount < asked : amount === 0;
}

/** Whether an application can be decided as it is assessed. */
export function canBeDecided({ assessed, asked, state }: ModelApplication): boolean {
  if (assessed === null || !canBeSaved(assessed, asked)) return false;
  const { outcome, grounds, noted } = assessed;
  if (outcome === "withdrawn") return true;
  if (outcome === "rejected") return grounds.length > 0;
  return (outcome === "granted" || grounds.length > 0) && (state === "submitted" || noted);
}

export interface Terms {
  readonly excludeReturned: boolean;
  readonly beforeWindowEnds: boolean;
  /** Whether another preview was looked at than what it gives now. */
  readonly outdated: boolean;
  readonly capPerRecipient: number | null;
  readonly ceiling: number | null;
}

export function redistribute(model: Model, who: Person, terms: Terms, date: string): Expected {
  if (model.keyLines.length === 0 || model.key !== "fixed" || model.closed) return "wrong-state";
  const waiting = [...model.requisitions.values()].some(({ state }) => state === "returned");
  if (waiting && !terms.excludeReturned) return "wrong-state";
  if (date < model.decisions.get(model.keyId!)!.date) return "rules-broken";
  if (date <= findRound(model.round)!.window.to && !terms.beforeWindowEnds) return "wrong-state";
  if (terms.outdated) return "conflict";
  if (future(date)) return "rules-broken";
  const stays = new Map(asked(model).map(({ code, amount }) => [code, amount]));
  return (id, given) => {
    model.closed = true;
    for (const [code, mine] of model.purses) {
      model.pool += mine.allotted - (stays.get(code) ?? 0);
      mine.allotted = stays.get(code) ?? 0;
    }
    const willing = new Set(
      [...model.requisitions].flatMap(([code, r]) => (r.state === "submitted" && r.wantsMore ? [code] : [])),
    );
    const most = findRound(model.round)!.redistribution === null ? 0 : (terms.ceiling ?? Infinity);
    if (sum(given) > Math.min(most, model.pool)) throw new Error("more was redistributed than there is");
    for (const { code, amount } of given) {
      if (!willing.has(code)) throw new Error(`${code} did not ask for more`);
      if (amount > (terms.capPerRecipient ?? Infinity)) throw new Error(`${code} got more than the cap`);
      model.pool -= amount;
      purse(model, code).allotted += amount;
      model.allotments.set(`${id} ${code}`, amount);
    }
    model.decisions.set(id, {
      kind: "redistribution",
      state: "decided",
      preparedBy: who,
      decidedBy: who,
      date,
      lines: given,
    });
  };
}

export function registerGrants(
  model: Model,
  who: Person,
  lines: readonly Lines[],
  date: string,
  hasAccount: boolean,
): Expected {
  if (model.keyLines.length > 0) return "wrong-state";
  if (new Set(lines.map(({ code }) => code)).size < lines.length) return "rules-broken";
  const applicants = new Set(model.numbers.values());
  if (lines.some(({ code }) => model.requisitions.has(code) || applicants.has(code))) return "wrong-state";
  if (sum(lines) > model.budget || future(date)) return "rules-broken";
  return (id) => {
    for (const { code, amount } of lines) {
      model.budget -= amount;
      purse(model, code).payable += amount;
      model.parts.set(`${id} ${code}`, { amount, unpaid: amount, claimed: 0, reclaimed: 0 });
      model.requisitions.set(code, { state: "submitted", amount, wantsMore: false, document: id });
      if (hasAccount) model.accounts.add(code);
    }
    model.decisions.set(id, {
      kind: "grants",
      state: "decided",
      preparedBy: who,
      decidedBy: null,
      date,
      lines,
    });
  };
}

/** Money of a round that is requisitioned can be redistributed when it is not used; else it is granted to another. */
const unused = (model: Model): "pool" | "budget" => (model.keyLines.length > 0 ? "pool" : "budget");

/** Kronor by all decisions that a recipient has not paid back, or been asked for. */
const kept = ({ payable, held, consumed, carriedOver }: Purse): number =>
  payable + held + consumed + carriedOver;
const entitled = (model: Model, code: string): number =>
  [...model.parts].reduce((total, [id, { amount }]) => total + (id.endsWith(` ${code}`) ? amount : 0), 0);

/** Kronor that corrections have taken back of what was paid. */
const takenBack = (model: Model, code: string): number =>
  [...model.parts].reduce(
    (total, [id, { reclaimed }]) => total + (id.endsWith(` ${code}`) ? reclaimed : 0),
    0,
  );

const lifted = (model: Model, corrects: string, { code, amount, before }: Lines): number =>
  Math.max(
    0,
    Math.min(
      amount - before!,
      model.parts.get(`${corrects} ${code}`)?.claimed ?? 0,
      model.purses.get(code)?.repayable ?? 0,
    ),
  );

/** Kronor to a recipient by a decision with its corrections; undefined when it is not in it. */
export function amountNow(model: Model, decision: string, code: string): number | undefined {
  const found = model.decisions.get(decision)!;
  return found.kind === "carryOver" && found.lines.some((line) => line.code === code)
    ? model.carried.get(decision)
    : (model.allotments.get(`${decision} ${code}`) ?? model.parts.get(`${decision} ${code}`)?.amount);
}

const allots = (model: Model, decision: string): boolean =>
  ["key", "redistribution"].includes(model.decisions.get(decision)!.kind);

type Correction = Pick<ModelDecision, "corrects" | "lines">;

/** Whether there is money for what a correction says. */
function canBeChanged(model: Model, correction: Correction): boolean {
  if (model.decisions.get(correction.corrects!)!.kind === "carryOver") return canBeCarried(model, correction);
  const { corrects, lines } = correction;
  // What is decided of what was allotted is changed in the decision on the requisition.
  const isFree = ({ code, amount, before }: Lines): boolean =>
    before! - amount <= (model.purses.get(code)?.allotted ?? 0);
  return !tooMuch(model, correction) && (!allots(model, corrects!) || lines.every(isFree));
}

/** No less than what is still there, and no more than the report asks for and nobody else has claimed or got back. */
function canBeCarried(model: Model, { lines }: Correction): boolean {
  return lines.every(({ code, amount, before }) => {
    const { carriedOver, carryOver } = model.reports.get(code)!;
    if (carryOver!.accounted) return false;
    const mine = purse(model, code);
    const claims = Math.max(0, takenBack(model, code) - mine.repaid);
    const more = Math.min(Math.max(0, carriedOver - carryOver!.amount), mine.repayable - claims);
    return amount < before! ? before! - amount <= mine.carriedOver : amount - before! <= more;
  });
}

/** Whether the raises cost more than what the round has left. */
function tooMuch(model: Model, { corrects, lines }: Correction): boolean {
  const left = { now: model.budget + model.pool };
  for (const line of lines) {
    if (line.amount > line.before!) left.now -= line.amount - line.before! - lifted(model, corrects!, line);
    // A lowering in the same correction gives nothing to the raises beside it.
  }
  return left.now < 0;
}

/** Each recipient comes to have what the correction says. */
function change(model: Model, { corrects, lines }: Correction): void {
  if (model.decisions.get(corrects!)!.kind === "carryOver") {
    for (const { code, amount, before } of lines) {
      const [mine, report] = [purse(model, code), model.reports.get(code)!];
      mine.carriedOver += amount - before!;
      mine.repayable -= amount - before!;
      const carryOver = { ...report.carryOver!, amount: report.carryOver!.amount + amount - before! };
      model.reports.set(code, { ...report, carryOver });
      model.carried.set(corrects!, amount);
    }
    return;
  }
  if (allots(model, corrects!)) {
    for (const { code, amount, before } of lines) {
      purse(model, code).allotted += amount - before!;
      const fromBudget = amount > before! ? Math.min(amount - before!, model.budget) : 0;
      model.budget -= fromBudget;
      model.pool -= amount - before! - fromBudget;
      model.allotments.set(`${corrects!} ${code}`, amount);
    }
    return;
  }
  for (const line of lines) {
    const part = model.parts.get(`${corrects!} ${line.code}`)!;
    const mine = purse(model, line.code);
    if (line.amount > part.amount) {
      const back = lifted(model, corrects!, line);
      mine.repayable -= back;
      mine.held += back;
      part.claimed -= back;
      part.reclaimed -= back;
      const added = line.amount - part.amount - back;
      const fromBudget = Math.min(added, model.budget);
      model.budget -= fromBudget;
      model.pool -= added - fromBudget;
      mine.payable += added;
      part.unpaid += added;
    } else {
      const lowered = part.amount - line.amount;
      const notPaid = Math.min(lowered, part.unpaid);
      mine.payable -= notPaid;
      part.unpaid -= notPaid;
      model[unused(model)] += notPaid;
      const over = kept(mine) - (entitled(model, line.code) - lowered);
      const claimed = Math.max(0, Math.min(lowered - notPaid, over));
      const fromHeld = Math.min(claimed, mine.held);
      const fromCarried = Math.min(claimed - fromHeld, mine.carriedOver);
      mine.held -= fromHeld;
      mine.carriedOver -= fromCarried;
      mine.consumed -= claimed - fromHeld - fromCarried;
      mine.repayable += claimed;
      part.claimed += claimed;
      part.reclaimed += lowered - notPaid;
    }
    part.amount = line.amount;
  }
  for (const payment of model.payments.values()) {
    const concerned = payment.lines.some(({ code }) => lines.some((line) => line.code === code));
    if (payment.decision === corrects && payment.state === "attested" && concerned)
      payment.state = "withdrawn";
  }
}

const paying: readonly ModelDecision["kind"][] = ["requisitions", "grants", "applications"];

/** Why a decision cannot be corrected, or paid when it is of a kind that pays; null when it can. */
function notMade(model: Model, decision: string, kinds = paying): RefusalCode | null {
  const found = model.decisions.get(decision);
  if (!found) return "not-found";
  return found.state === "decided" && kinds.includes(found.kind) ? null : "wrong-state";
}

/** An amendment on the ground that the recipient gave wrong facts: it may go both ways. */
export function prepareCorrection(
  model: Model,
  who: Person,
  corrects: string,
  asked: readonly Lines[],
): Expected {
  const refused = notMade(model, corrects, [...paying, "key", "redistribution", "carryOver"]);
  if (refused !== null) return refused;
  const now = asked.map(({ code }) => amountNow(model, corrects, code));
  if (now.some((amount) => amount === undefined)) return "rules-broken";
  const lines = asked.map((line, i) => ({ ...line, before: now[i]! }));
  if (lines.some(({ amount, before }) => amount === before)) return "rules-broken";
  if (new Set(lines.map(({ code }) => code)).size < lines.length) return "rules-broken";
  if (!canBeChanged(model, { corrects, lines })) return "rules-broken";
  return (id) =>
    void model.decisions.set(id, {
      kind: "correction",
      corrects,
      state: "prepared",
      preparedBy: who,
      decidedBy: null,
      date: "",
      lines,
    });
}

function hasDecision(model: Model, code: string): boolean {
  return [...model.decisions.values()].some(
    ({ kind, state, lines }) =>
      kind === "requisitions" && state === "decided" && lines.some((line) => line.code === code),
  );
}

export function decline(
  model: Model,
  who: Person,
  asked: { readonly code: string; readonly decision: string | null; readonly amount: number | null },
  date: string,
): Expected {
  const { code, decision, amount } = asked;
  if (decision === null) {
    const most = model.purses.get(code)?.allotted ?? 0;
    const declined = amount ?? most;
    if (declined === 0 || declined > most || future(date)) return "rules-broken";
    return () => {
      const mine = purse(model, code);
      mine.allotted -= declined;
      model[unused(model)] += declined;
      if (mine.allotted + mine.payable + paid(mine) > 0 || hasDecision(model, code)) return;
      model.declined.add(code);
      const requisition = model.requisitions.get(code);
      if (requisition) model.requisitions.set(code, { ...requisition, state: "withdrawn" });
    };
  }
  const refused = notMade(model, decision);
  if (refused !== null) return refused;
  const part = model.parts.get(`${decision} ${code}`);
  const declined = amount ?? part?.unpaid ?? 0;
  if (date < model.decisions.get(decision)!.date || future(date)) return "rules-broken";
  if (!part || declined === 0 || declined > part.unpaid) return "rules-broken";
  return (id) => {
    const lines = [{ code, amount: part.amount - declined, before: part.amount }];
    const made = { kind: "correction", corrects: decision, declines: true, state: "decided", lines } as const;
    model.decisions.set(id, { ...made, preparedBy: who, decidedBy: null, date });
    change(model, made);
  };
}

/** Whether somebody of an order has no account that is known. */
const lackAccount = ({ keyLines, accounts }: Model, lines: readonly Lines[]): boolean =>
  keyLines.length === 0 && lines.some(({ code }) => !accounts.has(code));

/** `why`: that it is right to pay those who have no account. */
export function attest(model: Model, who: Person, decision: string, why: boolean): Expected {
  const refused = notMade(model, decision);
  if (refused !== null) return refused;
  const found = model.decisions.get(decision)!;
  const corrections = [...model.decisions.values()].filter(
    ({ corrects, state }) => corrects === decision && state === "decided",
  );
  if (who === (found.kind === "grants" ? found.preparedBy : found.decidedBy)) return "four-eyes";
  if (corrections.some(({ decidedBy }) => decidedBy === who)) return "four-eyes";
  const orders = [...model.payments.values()].filter((order) => order.decision === decision);
  const waiting = orders.filter(({ state }) => state === "attested").flatMap((order) => order.lines);
  const lines = found.lines.flatMap(({ code }) => {
    const amount =
      model.parts.get(`${decision} ${code}`)!.unpaid - sum(waiting.filter((line) => line.code === code));
    return amount > 0 ? [{ code, amount }] : [];
  });
  if (lines.length === 0) return "wrong-state";
  const lack = lackAccount(model, lines);
  if (lack && !why) return "rules-broken";
  const decidedOn = [found, ...corrections]
    .map(({ date }) => date)
    .toSorted()
    .at(-1)!;
  return (id) => {
    const returned = new Set<string>();
    model.payments.set(id, { state: "attested", date: "", decision, lines, returned, decidedOn, why: lack });
  };
}

export function pay(model: Model, payment: string, date: string, why: boolean): Expected {
  const found = model.payments.get(payment);
  if (!found) return "not-found";
  if (found.state !== "attested") return "wrong-state";
  if (date < found.decidedOn || future(date)) return "rules-broken";
  if (lackAccount(model, found.lines) && !found.why && !why) return "rules-broken";
  return () => {
    Object.assign(found, { state: "paid", date });
    for (const { code, amount } of found.lines) {
      purse(model, code).payable -= amount;
      purse(model, code).held += amount;
      model.parts.get(`${found.decision} ${code}`)!.unpaid -= amount;
    }
  };
}

export function returnPayment(
  model: Model,
  payment: string,
  code: string,
  date: string,
  toAnother: boolean,
): Expected {
  const found = model.payments.get(payment);
  if (!found) return "not-found";
  const line = found.lines.find((one) => one.code === code);
  if (found.state !== "paid" || !line || found.returned.has(code)) return "wrong-state";
  if (date < found.date || future(date)) return "rules-broken";
  if (purse(model, code).held < line.amount) return "wrong-state";
  return () => {
    found.returned.add(code);
    if (toAnother) model.accounts.add(code);
    purse(model, code).held -= line.amount;
    purse(model, code).payable += line.amount;
    model.parts.get(`${found.decision} ${code}`)!.unpaid += line.amount;
  };
}

export function repay(model: Model, code: string, amount: number, date: string): Expected {
  const mine = model.purses.get(code);
  if (amount > (mine?.held ?? 0) + (mine?.repayable ?? 0)) return "rules-broken";
  if (future(date)) return "rules-broken";
  return (id) => {
    const voluntary = amount - Math.min(amount, mine!.repayable);
    mine!.repayable -= amount - voluntary;
    mine!.held -= voluntary;
    mine!.repaid += amount;
    model.repayments.set(id, { code, amount, voluntary, date, reversed: false, reported: false });
  };
}

/**
 * A repayment that never came: what was claimed is claimed again. The rest is held again, but for what a decision since
 * gives no right to, and for all of it when a report since has said what became of what was paid.
 */
export function reverseRepayment(model: Model, repayment: string, date: string): Expected {
  const found = model.repayments.get(repayment);
  if (found === undefined) return "not-found";
  if (found.reversed) return "wrong-state";
  if (date < found.date || future(date)) return "rules-broken";
  const { code, amount, voluntary, reported } = found;
  return () => {
    found.reversed = true;
    const mine = purse(model, code);
    const room = Math.max(0, entitled(model, code) - kept(mine));
    const again = reported ? 0 : Math.min(voluntary, room);
    mine.repaid -= amount;
    mine.held += again;
    mine.repayable += amount - again;
  };
}

export interface ReportedRow {
  readonly code: string;
  readonly consumed: number;
  readonly carriedOver: number;
  readonly repaid: number;
}

/** Whether a report accounts for what was paid, and leaves what has been paid back, or carried over by decision. */
const addsUp = (
  mine: Purse,
  { consumed, carriedOver, repaid }: Pick<ReportedRow, "consumed" | "carriedOver" | "repaid">,
): boolean =>
  consumed + carriedOver + repaid === paid(mine) && repaid >= mine.repaid && carriedOver >= mine.carriedOver;

export function registerReports(
  model: Model,
  who: Person,
  document: string,
  rows: readonly ReportedRow[],
): Expected {
  if (model.documents.has(document)) return "wrong-state";
  return () => {
    model.documents.add(document);
    for (const { code, consumed, carriedOver, repaid } of rows) {
      const mine = model.purses.get(code);
      if (!mine || paid(mine) === 0) continue;
      const good = addsUp(mine, { consumed, carriedOver, repaid });
      const said = good ? { state: "submitted" as const, consumed, carriedOver, repaid } : returned;
      const report = { ...said, document, registeredBy: who, proposed: null };
      const standing = model.reports.get(code);
      if (standing?.state !== "submitted") {
        model.reports.set(code, report);
        if (good) book(model, code, report);
      } else if (
        !good ||
        standing.consumed !== consumed ||
        standing.carriedOver !== carriedOver ||
        standing.repaid !== repaid
      )
        model.reports.set(code, { ...standing, proposed: report });
      // Sent again as it stands, it ends the proposal between.
      else model.reports.set(code, { ...standing, proposed: null });
    }
  };
}

const returned = { state: "returned", consumed: 0, carriedOver: 0, repaid: 0 } as const;

/**
 * A report is the whole truth of what was paid, but for what a decision has taken back or let be carried over. What it
 * asks to carry over stays held until that is decided.
 */
function book(model: Model, code: string, { consumed, carriedOver }: ModelReport): void {
  const mine = purse(model, code);
  for (const repayment of model.repayments.values()) if (repayment.code === code) repayment.reported = true;
  const out = paid(mine);
  const free = out - Math.max(mine.repaid, takenBack(model, code)) - mine.carriedOver;
  mine.consumed = Math.min(consumed, Math.max(0, free));
  mine.held = Math.min(carriedOver - mine.carriedOver, Math.max(0, free - mine.consumed));
  mine.repayable = out - mine.repaid - mine.carriedOver - mine.consumed - mine.held;
}

export function acceptReport(model: Model, code: string, document: string): Expected {
  const proposed = model.reports.get(code)?.proposed;
  if (!proposed) return "not-found";
  if (proposed.document !== document) return "conflict";
  if (proposed.state === "returned") return "rules-broken";
  const { carryOver } = model.reports.get(code)!;
  if (carryOver?.accounted) return "wrong-state";
  if (!addsUp(purse(model, code), proposed)) return "rules-broken";
  return () => {
    model.reports.set(code, { ...proposed, ...(carryOver && { carryOver }) });
    book(model, code, proposed);
  };
}

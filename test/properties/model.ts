import { findRound } from "../../shared/programmes/index.ts";
import type { RefusalCode } from "../../shared/errors.ts";
import type { Person } from "../functions/office.ts";

/** Kronor of one recipient, as a person would keep them on paper. */
export interface Purse {
  allotted: number;
  payable: number;
  held: number;
  consumed: number;
  repayable: number;
}

export interface Lines {
  readonly code: string;
  readonly amount: number;
}

export interface ModelDecision {
  readonly kind: "key" | "requisitions" | "redistribution" | "grants";
  state: "prepared" | "decided";
  readonly preparedBy: Person;
  decidedBy: Person | null;
  date: string;
  readonly lines: readonly Lines[];
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
  paidOn: string;
  readonly purses: Map<string, Purse>;
  readonly requisitions: Map<
    string,
    { state: "submitted" | "returned"; amount: number; readonly wantsMore: boolean }
  >;
  readonly reports: Map<string, "submitted" | "returned">;
  readonly decisions: Map<string, ModelDecision>;
  readonly payments: Map<
    string,
    { paid: boolean; readonly lines: readonly Lines[]; readonly decidedOn: string }
  >;
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
    paidOn: "",
    purses: new Map(),
    requisitions: new Map(),
    reports: new Map(),
    decisions: new Map(),
    payments: new Map(),
    documents: new Set(),
  };
}

/** A refusal that must come, or what must have become of the money when the act has been done under this id. */
export type Expected = RefusalCode | ((id: string, given: readonly Lines[]) => void);

const purse = (model: Model, code: string): Purse => {
  const known = model.purses.get(code);
  if (known) return known;
  const fresh: Purse = { allotted: 0, payable: 0, held: 0, consumed: 0, repayable: 0 };
  model.purses.set(code, fresh);
  return fresh;
};

export const paid = ({ held, consumed, repayable }: Purse): number => held + consumed + repayable;
const sum = (lines: readonly Lines[]): number => lines.reduce((total, { amount }) => total + amount, 0);
const future = (date: string): boolean => date > "2023-04-02";

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
      const most =
        model.key === "fixed" ? (model.keyLines.find((line) => line.code === code)?.amount ?? 0) : Infinity;
      const before = model.requisitions.get(code);
      const mine = purse(model, code);
      const late = model.closed || mine.payable + paid(mine) > 0;
      const good = known && !faulty && amount > 0 && amount <= most;
      if (before?.state === "submitted" && (late || !good)) continue;
      model.requisitions.set(code, {
        state: good && !late ? "submitted" : "returned",
        amount,
        wantsMore: good && wantsMore,
      });
    }
  };
}

function decidable(model: Model): Lines[] {
  return [...model.purses].flatMap(([code, mine]) => {
    const requisition = model.requisitions.get(code);
    const asked = requisition?.state === "submitted" ? requisition.amount - mine.payable - paid(mine) : 0;
    const amount = model.closed ? mine.allotted : Math.max(0, Math.min(asked, mine.allotted));
    return amount > 0 ? [{ code, amount }] : [];
  });
}

export function prepareDecision(model: Model, who: Person): Expected {
  const lines = decidable(model);
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

export function decide(model: Model, who: Person, decision: string, date: string): Expected {
  const found = model.decisions.get(decision);
  if (!found) return "not-found";
  if (found.kind !== "requisitions" || found.state === "decided") return "wrong-state";
  if (found.preparedBy === who) return "four-eyes";
  const built = [...model.decisions.values()].filter(
    ({ kind, state }) => state === "decided" && (kind === "key" || kind === "redistribution"),
  );
  if (built.some((earlier) => date < earlier.date)) return "rules-broken";
  const now = new Map(decidable(model).map(({ code, amount }) => [code, amount]));
  if (found.lines.some(({ code, amount }) => amount > (now.get(code) ?? 0))) return "wrong-state";
  if (future(date)) return "rules-broken";
  return () => {
    Object.assign(found, { state: "decided", decidedBy: who, date });
    for (const { code, amount } of found.lines) {
      purse(model, code).allotted -= amount;
      purse(model, code).payable += amount;
    }
  };
}

export interface Terms {
  readonly excludeReturned: boolean;
  readonly capPerRecipient: number | null;
  readonly ceiling: number | null;
}

export function redistribute(model: Model, who: Person, terms: Terms, date: string): Expected {
  if (model.keyLines.length === 0 || model.key !== "fixed" || model.closed) return "wrong-state";
  const waiting = [...model.requisitions.values()].some(({ state }) => state === "returned");
  if (waiting && !terms.excludeReturned) return "wrong-state";
  if (date < model.decisions.get(model.keyId!)!.date || future(date)) return "rules-broken";
  const stays = new Map(decidable(model).map(({ code, amount }) => [code, amount]));
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

export function registerGrants(model: Model, who: Person, lines: readonly Lines[], date: string): Expected {
  if (model.keyLines.length > 0) return "wrong-state";
  if (new Set(lines.map(({ code }) => code)).size < lines.length) return "rules-broken";
  if (lines.some(({ code }) => model.requisitions.has(code))) return "wrong-state";
  if (sum(lines) > model.budget || future(date)) return "rules-broken";
  return (id) => {
    for (const { code, amount } of lines) {
      model.budget -= amount;
      purse(model, code).payable += amount;
      model.requisitions.set(code, { state: "submitted", amount, wantsMore: false });
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

export function attest(model: Model, who: Person, decision: string): Expected {
  const found = model.decisions.get(decision);
  if (!found) return "not-found";
  if (found.state !== "decided" || found.kind === "key" || found.kind === "redistribution")
    return "wrong-state";
  if (who === (found.kind === "grants" ? found.preparedBy : found.decidedBy)) return "four-eyes";
  if (model.payments.has(`betalning-${decision}`)) return "wrong-state";
  return (id) => void model.payments.set(id, { paid: false, lines: found.lines, decidedOn: found.date });
}

export function pay(model: Model, payment: string, date: string): Expected {
  const found = model.payments.get(payment);
  if (!found) return "not-found";
  if (found.paid) return "wrong-state";
  if (date < found.decidedOn || future(date)) return "rules-broken";
  return () => {
    found.paid = true;
    model.paidOn = date > model.paidOn ? date : model.paidOn;
    for (const { code, amount } of found.lines) {
      purse(model, code).payable -= amount;
      purse(model, code).held += amount;
    }
  };
}

export interface ReportedRow {
  readonly code: string;
  readonly consumed: number;
  readonly repaid: number;
}

export function registerReports(model: Model, document: string, rows: readonly ReportedRow[]): Expected {
  if (model.documents.has(document)) return "wrong-state";
  return () => {
    model.documents.add(document);
    for (const { code, consumed, repaid } of rows) {
      const mine = model.purses.get(code);
      if (!mine || paid(mine) === 0 || model.reports.get(code) === "submitted") continue;
      const good = consumed + repaid === paid(mine);
      model.reports.set(code, good ? "submitted" : "returned");
      if (!good) continue;
      const used = Math.min(mine.held, consumed);
      mine.consumed += used;
      mine.repayable += mine.held - used;
      mine.held = 0;
    }
  };
}

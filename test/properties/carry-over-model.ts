import type { Person } from "../functions/office.ts";
import { type Expected, future, type Model, type ModelReport, purse } from "./model.ts";

/** Kronor that a report asks to carry over and that nobody has decided about. */
function waiting(model: Model, code: string, { carriedOver, carryOver }: ModelReport): number {
  const { held, carriedOver: now } = purse(model, code);
  const decided = carryOver?.accounted ? carryOver.amount : now;
  return Math.min(held, Math.max(0, carriedOver - decided));
}

/** The report that carries money over, by recipient, with what waits for a decision. */
export function carrying(model: Model): { readonly code: string; readonly waits: number }[] {
  return [...model.reports].flatMap(([code, report]) => {
    const waits = report.state === "submitted" ? waiting(model, code, report) : 0;
    return waits > 0 || purse(model, code).carriedOver > 0 ? [{ code, waits }] : [];
  });
}

/** When a report came in, as each of them says. */
export const reportReceived = "2023-03-15";

export function decideCarryOver(
  model: Model,
  who: Person,
  code: string,
  { amount, date, lastDay }: { readonly amount: number; readonly date: string; readonly lastDay: string },
): Expected {
  const report = model.reports.get(code);
  if (report?.state !== "submitted") return "not-found";
  const waits = waiting(model, code, report);
  if (waits === 0) return "wrong-state";
  if (amount > waits || lastDay <= "2013-12-31" || date < reportReceived) return "rules-broken";
  if (who === report.registeredBy) return "four-eyes";
  if (future(date)) return "rules-broken";
  return (id) => {
    const mine = purse(model, code);
    mine.held -= waits;
    mine.carriedOver += amount;
    mine.repayable += waits - amount;
    const before = report.carryOver?.amount ?? 0;
    model.reports.set(code, { ...report, carryOver: { amount: amount + before, date, accounted: false } });
    model.decisions.set(id, {
      kind: "carryOver",
      state: "decided",
      preparedBy: report.registeredBy,
      decidedBy: who,
      date,
      lines: [{ code, amount }],
    });
    model.carried.set(id, amount);
  };
}

/** What is not consumed of money carried over is to be paid back. */
export function accountCarriedOver(model: Model, code: string, consumed: number, date: string): Expected {
  const report = model.reports.get(code);
  if (report?.state !== "submitted") return "not-found";
  const { carryOver } = report;
  if (carryOver === undefined || carryOver.accounted) return "wrong-state";
  const mine = purse(model, code);
  if (consumed > mine.carriedOver || date < carryOver.date || future(date)) return "rules-broken";
  return () => {
    mine.consumed += consumed;
    mine.repayable += mine.carriedOver - consumed;
    mine.carriedOver = 0;
    model.reports.set(code, { ...report, carryOver: { ...carryOver, accounted: true } });
  };
}

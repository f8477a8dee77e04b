import { formatKronor as kr } from "../money.ts";
import type { Allocation, Allotment, Division } from "./allocation.ts";
import { exactShare } from "./exact-share.ts";
import { oddNumberShare } from "./sainte-lague.ts";

/** Why one recipient gets its amount: numbers enough to compute it again, and the same in Swedish. */
export interface AllocationTrace {
  readonly code: string;
  readonly amount: number;
  readonly steps: TraceSteps;
  /** A line a step. */
  readonly lines: readonly string[];
  /** The whole of it on one line, for a cell. */
  readonly summary: string;
}

/** The numbers that an amount rests on. */
export type TraceSteps =
  | { readonly basis: "key"; readonly code: string; readonly population: number; readonly division: Division }
  | { readonly basis: "floor"; readonly floor: number; readonly keyAmount: number }
  | { readonly basis: "fixed"; readonly fixed: number };

/** The trace of one recipient's amount; null when the code takes no part in the allocation. */
export function traceAmount(allocation: Allocation, code: string): AllocationTrace | null {
  const allotment = allocation.recipients.find((recipient) => recipient.code === code);
  if (allotment === undefined) return null;
  const steps = stepsOf(allotment, allocation.division);
  return { code, amount: allotment.amount, steps, lines: linesOf(steps), summary: summaryOf(steps) };
}

/** The amount in kronor, computed again from the numbers of the trace alone. */
export function replayTrace({ steps }: AllocationTrace): number {
  if (steps.basis === "fixed") return steps.fixed;
  if (steps.basis === "floor") return Math.max(steps.floor, steps.keyAmount);
  const { base, whole, roundingUp } = partsOf(steps);
  return base + whole + roundingUp;
}

type KeySteps = Extract<TraceSteps, { basis: "key" }>;

function stepsOf(allotment: Allotment, division: Division | null): TraceSteps {
  const { code, population, amount, basis, keyAmount = 0 } = allotment;
  if (basis === "key" && division !== null) return { basis, code, population, division };
  return basis === "floor" ? { basis, floor: amount, keyAmount } : { basis: "fixed", fixed: amount };
}

function partsOf({ code, population, division }: KeySteps) {
  const base = population <= (division.limit ?? Infinity) ? division.baseAmount : 0;
  const shared = division.pot - division.bases;
  const { whole, remainder } = exactShare(shared, population, division.inhabitants);
  const roundingUp =
    division.last === undefined
      ? roundedUp(code, population, remainder, division)
      : (division.last === null ? 0 : oddNumberShare({ code, population }, division.last)) - whole;
  return { base, shared, whole, remainder, roundingUp };
}

/** 1 for recipients up to and with the last one that was rounded up: larger remainder, larger population, then code. */
function roundedUp(
  code: string,
  population: number,
  remainder: number,
  { lastLifted: last }: Division,
): 0 | 1 {
  if (last === null) return 0;
  if (remainder !== last.remainder) return remainder > last.remainder ? 1 : 0;
  if (population !== last.population) return population > last.population ? 1 : 0;
  return code <= last.code ? 1 : 0;
}

function linesOf(steps: TraceSteps): string[] {
  if (steps.basis === "fixed") return [`Belopp enligt beslutet, utan nyckel: ${kr(steps.fixed)} kr.`];
  if (steps.basis === "floor") {
    return [
      `Tidigare beslut: ${kr(steps.floor)} kr. Nyckeln skulle ha gett ${kr(steps.keyAmount)} kr.`,
      `Ingen får mindre än i ett tidigare beslut: ${kr(steps.floor)} kr.`,
    ];
  }
  const { population, division } = steps;
  const { base, shared, whole, remainder, roundingUp } = partsOf(steps);
  return [
    baseLine(base, population, division.limit),
    `Att fördela efter invånare: ${kr(division.pot)} − ${kr(division.bases)} i grundbelopp = ${kr(shared)} kr.`,
    `Befolkningsdel: ${kr(population)} / ${kr(division.inhabitants)} × ${kr(shared)} = ${kr(whole)} kr, ` +
      `och ${kr(remainder)} / ${kr(division.inhabitants)} krona över.`,
    division.last === undefined
      ? roundingLine(roundingUp, division)
      : oddNumberLine(whole + roundingUp, roundingUp, population, division.last),
    `Belopp: ${kr(base)} + ${kr(whole)} ${plus(roundingUp)} = ${kr(base + whole + roundingUp)} kr.`,
  ];
}

function summaryOf(steps: TraceSteps): string {
  if (steps.basis !== "key") return linesOf(steps).join(" ");
  const { population, division } = steps;
  const { base, shared, whole, roundingUp } = partsOf(steps);
  const limit = division.limit === null ? "" : ` (${kr(population)} invånare ≤ ${kr(division.limit)})`;
  return (
    (base > 0 ? `grundbelopp ${kr(base)}${limit} + ` : "") +
    `${kr(population)} / ${kr(division.inhabitants)} × ${kr(shared)} = ${kr(base + whole)}, avrundning ${signed(roundingUp)}`
  );
}

function baseLine(base: number, population: number, limit: number | null): string {
  if (limit === null) return `Grundbelopp: ${kr(base)} kr, lika för alla mottagare.`;
  return population <= limit
    ? `Grundbelopp: ${kr(base)} kr (${kr(population)} invånare, högst ${kr(limit)}).`
    : `Inget grundbelopp (${kr(population)} invånare, fler än ${kr(limit)}).`;
}

function roundingLine(roundingUp: number, { lifted, lastLifted, inhabitants }: Division): string {
  if (lastLifted === null) return "Avrundning: +0, alla befolkningsdelar går jämnt ut.";
  const last =
    `${kr(lifted)} kr återstår när alla delar rundats ned och går till de största resterna; ` +
    `den sista har ${kr(lastLifted.remainder)} / ${kr(inhabitants)} över (kod ${lastLifted.code})`;
  return `Avrundning: +${roundingUp}. ${last}.`;
}

/** The quotients of the recipient's own last krona and of the last krona of all: whoever doubts can divide. */
function oddNumberLine(
  kronor: number,
  roundingUp: number,
  population: number,
  last: Division["last"],
): string {
  if (!last) return "Avrundning: +0, inget att fördela efter invånare.";
  const quotient = (inhabitants: number, krona: number): string =>
    `${kr(inhabitants)} / ${kr(2 * krona - 1)}`;
  const own =
    kronor === 0
      ? `redan den första kronan, ${quotient(population, 1)}, kommer efter den`
      : `mottagarens krona nr ${kr(kronor)}, ${quotient(population, kronor)}, kommer inte efter den, men nästa, ${quotient(population, kronor + 1)}`;
  return (
    `Avrundning: ${signed(roundingUp)} (Sainte-Laguë, uddatalsmetoden). Kronorna går en och en till det största ` +
    `jämförelsetalet, invånare / (2 × kronans nummer − 1). Den sista gick till kod ${last.code} med ` +
    `${quotient(last.population, last.krona)}; ${own}.`
  );
}

function signed(kronor: number): string {
  return kronor < 0 ? `\u2212${-kronor}` : `+${kronor}`;
}

function plus(kronor: number): string {
  return kronor < 0 ? `\u2212 ${-kronor}` : `+ ${kronor}`;
}

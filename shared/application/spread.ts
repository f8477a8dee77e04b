import type { ApplicationOutcome } from "./outcome.ts";

/** What the sums need of an application, kronor. */
export interface Proposed {
  /** Two-digit county code; null when it is not known. */
  readonly county: string | null;
  readonly asked: number | null;
  readonly outcome: ApplicationOutcome | null;
  readonly amount: number | null;
  /** Members beside the lead. */
  readonly members: number;
}

/** Totals over applications, kronor. */
export interface ProposedTotals {
  readonly applications: number;
  readonly joint: number;
  readonly asked: number;
  readonly proposed: number;
  /** Per outcome, and how many are not assessed. */
  readonly outcomes: Readonly<Record<ApplicationOutcome, number>>;
  readonly unassessed: number;
}

export function totalsOf(applications: readonly Proposed[]): ProposedTotals {
  const count = (outcome: ApplicationOutcome | null): number =>
    applications.filter((one) => one.outcome === outcome).length;
  return {
    applications: applications.length,
    joint: applications.filter(({ members }) => members > 0).length,
    asked: sum(applications.map(({ asked }) => asked ?? 0)),
    proposed: sum(applications.map(kronor)),
    outcomes: {
      granted: count("granted"),
      part: count("part"),
      rejected: count("rejected"),
      withdrawn: count("withdrawn"),
    },
    unassessed: count(null),
  };
}

/** A county's part of what is proposed. */
export interface CountyShare {
  /** Two-digit code; null for the applications whose county is not known. */
  readonly county: string | null;
  readonly name: string;
  readonly applications: number;
  /** Applications granted in full or in part. */
  readonly granted: number;
  readonly asked: number;
  readonly proposed: number;
  readonly inhabitants: number;
  /** Kronor per inhabitant; null where nobody lives. */
  readonly perInhabitant: number | null;
  /** Of all that is proposed, 0-1; null when nothing is. */
  readonly share: number | null;
}

/** A county of the country. */
export interface County {
  readonly code: string;
  readonly name: string;
  readonly inhabitants: number;
}

/** Every county in the order given, also one from which nobody applies; a line for the unknown last when there are any. */
export function countySpread(
  applications: readonly Proposed[],
  counties: readonly County[],
): readonly CountyShare[] {
  const all = sum(applications.map(kronor));
  const known = new Set(counties.map(({ code }) => code));
  const line = (county: County | null): CountyShare => {
    const own = applications.filter((one) =>
      county === null ? one.county === null || !known.has(one.county) : one.county === county.code,
    );
    const proposed = sum(own.map(kronor));
    const inhabitants = county?.inhabitants ?? 0;
    return {
      county: county?.code ?? null,
      name: county?.name ?? "Län ej angivet",
      applications: own.length,
      granted: own.filter(({ outcome }) => outcome === "granted" || outcome === "part").length,
      asked: sum(own.map(({ asked }) => asked ?? 0)),
      proposed,
      inhabitants,
      perInhabitant: inhabitants === 0 ? null : proposed / inhabitants,
      share: all === 0 ? null : proposed / all,
    };
  };
  const unknown = line(null);
  return [...counties.map(line), ...(unknown.applications > 0 ? [unknown] : [])];
}

/** What is rejected or withdrawn gets nothing, whatever stands there. */
function kronor({ outcome, amount }: Proposed): number {
  return outcome === "granted" || outcome === "part" ? (amount ?? 0) : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

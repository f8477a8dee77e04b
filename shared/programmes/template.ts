import type {
  Dated,
  DatedRules,
  GroupKind,
  OrUnknown,
  Period,
  Programme,
  RoundPlan,
  Rules,
  YearBudget,
} from "../programme.ts";
import { inForce, isUnknown, unknown } from "./dated.ts";

/** The latest programme that ends before a year begins, or undefined. */
export function nearestProgramme(programmes: readonly Programme[], year: number): Programme | undefined {
  return programmes
    .filter(({ valid, fictional }) => !fictional && valid.to < `${year}-01-01`)
    .toSorted((a, b) => (a.valid.to < b.valid.to ? 1 : -1))[0];
}

/**
 * A programme for a coming year, filled in from an earlier one: its rules as they last stood, each an assumption; the
 * rounds of its last year moved to the new one; every amount unknown. What the government decides is then filled in.
 */
export function templateFor(earlier: Programme, year: number): Programme {
  const like = (what: string): string => `Antagande: ${what} som i ${earlier.name}; rätta när beslut finns.`;
  const last = earlier.years.at(-1);
  return {
    id: String(year),
    name: earlier.name.replace(earlier.id, String(year)),
    valid: { from: `${year}-01-01`, to: `${year}-12-31` },
    source: like("allt utom beloppen"),
    fictional: false,
    groups: Object.fromEntries(
      (Object.entries(earlier.groups) as [GroupKind, DatedRules][]).map(([kind, rules]) => [
        kind,
        rulesLike(rules, earlier.valid.to, year, like("regeln")),
      ]),
    ),
    years: last === undefined ? [] : [yearLike(last, year, like)],
  };
}

function rulesLike(rules: DatedRules, day: string, year: number, assumption: string): DatedRules {
  const lines = (Object.keys(rules) as (keyof Rules)[]).map((subject) => {
    const before = inForce<OrUnknown<Rules[typeof subject]>>(rules[subject], day);
    const line: Dated<OrUnknown<Rules[typeof subject]>> = {
      from: `${year}-01-01`,
      to: null,
      value: before === undefined ? unknown("ingen tidigare regel") : before.value,
      source: before?.source ?? null,
      assumption,
    };
    return [subject, [line]] as const;
  });
  return Object.fromEntries(lines) as unknown as DatedRules;
}

function yearLike(last: YearBudget, year: number, like: (what: string) => string): YearBudget {
  const notDecided = unknown(`beslutet om ${year} finns inte ännu`);
  return {
    year,
    available: Object.fromEntries(Object.keys(last.available).map((kind) => [kind, notDecided])),
    granted: {},
    costs: [],
    appropriations: notDecided,
    rounds: last.rounds
      .filter(({ topUpOf }) => topUpOf === null)
      .map((round) => roundLike(round, last.year, year, notDecided, like)),
    source: like("uppställningen"),
    notes: [],
  };
}

const idNames = { municipality: "kommun", region: "region", ngo: "ideell", agency: "myndighet" } as const;

function roundLike(
  round: RoundPlan,
  from: number,
  to: number,
  notDecided: ReturnType<typeof unknown>,
  like: (what: string) => string,
): RoundPlan {
  const period = (value: OrUnknown<Period>): OrUnknown<Period> =>
    isUnknown(value) ? value : { from: moved(value.from, to - from), to: moved(value.to, to - from) };
  const day = (value: OrUnknown<string>): OrUnknown<string> =>
    isUnknown(value) ? value : moved(value, to - from);
  return {
    ...round,
    id: `${to}-${idNames[round.kind]}`,
    year: to,
    name: round.name.replace(String(from), String(to)).replace(/, omgång 1$/, ""),
    amount: notDecided,
    decision: { date: null, dnr: null, source: like("omgången") },
    key: round.key && { ...round.key, populationDate: moved(round.key.populationDate, to - from) },
    window: period(round.window),
    use: period(round.use),
    reportBy: day(round.reportBy),
    repayBy: day(round.repayBy),
    assumptions: [
      "Antagande: beslutets datum och diarienummer är inte kända.",
      like("nyckel, omfördelning, tider och dagar"),
    ],
  };
}

/** The same day so many years later; 29 February becomes the 28th where the year has no other. */
function moved(day: string, years: number): string {
  const year = Number(day.slice(0, 4)) + years;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return `${year}${day.endsWith("-02-29") && !leap ? "-02-28" : day.slice(4)}`;
}

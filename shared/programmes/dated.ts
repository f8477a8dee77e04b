import type {
  Dated,
  DatedRules,
  OrUnknown,
  Programme,
  Round,
  RoundPlan,
  Rules,
  Unknown,
} from "../programme.ts";

/** What a dated value rests on. */
export type Ground = Pick<Dated<unknown>, "source" | "assumption">;

/** A published source, and what had to be assumed beside it. */
export function bySource(source: string, assumption: string | null = null): Ground {
  return { source, assumption };
}

/** No source says it: the assumption, beginning "Antagande: ". */
export function byAssumption(assumption: string): Ground {
  return { source: null, assumption };
}

/** A value that holds from one day to another, both included; `to` null: until further notice. */
export function holds<T>(from: string, to: string | null, value: T, ground: Ground): Dated<T> {
  return { from, to, value, ...ground };
}

/** What no source states, and why. */
export function unknown(why: string): Unknown {
  return { unknown: why };
}

export function isUnknown(value: unknown): value is Unknown {
  return typeof value === "object" && value !== null && "unknown" in value;
}

/** The ISO day after an ISO day. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

/** The value that holds on an ISO day, with its ground; undefined on a day that no line covers. */
export function inForce<T>(lines: readonly Dated<T>[], day: string): Dated<T> | undefined {
  return lines.find(({ from, to }) => from <= day && (to === null || day <= to));
}

/** The lines that hold on some day from `from` to `to`, with their days cut to that time. */
export function during<T>(lines: readonly Dated<T>[], from: string, to: string): Dated<T>[] {
  return lines
    .filter((line) => line.from <= to && (line.to === null || line.to >= from))
    .map((line) => ({
      ...line,
      from: line.from < from ? from : line.from,
      to: line.to === null || line.to > to ? to : line.to,
    }));
}

/** The rules of one day: a value with its ground for each subject. */
export type RulesOfDay = { readonly [Subject in keyof Rules]: Dated<OrUnknown<Rules[Subject]>> | undefined };

/** The rules of a group on an ISO day; a subject is undefined on a day outside its programme. */
export function rulesOn(rules: DatedRules, day: string): RulesOfDay {
  const of = <Subject extends keyof Rules>(subject: Subject): RulesOfDay[Subject] =>
    inForce<OrUnknown<Rules[Subject]>>(rules[subject], day) as RulesOfDay[Subject];
  return {
    recipients: of("recipients"),
    decides: of("decides"),
    route: of("route"),
    amount: of("amount"),
    requirements: of("requirements"),
    redistribution: of("redistribution"),
    carryOver: of("carryOver"),
    repayment: of("repayment"),
    conditions: of("conditions"),
    appeal: of("appeal"),
    regulation: of("regulation"),
    reportForm: of("reportForm"),
  };
}

/** The day whose rules a round goes by: of the decision on it, else the last day to ask for its money. */
export function ruleDay({ decision, window, year }: RoundPlan): string {
  if (decision.date !== null) return decision.date;
  return isUnknown(window) ? `${year}-01-01` : window.to;
}

/** Whether everything about a round is known, so that it can be worked with. */
export function isRound(plan: RoundPlan): plan is Round {
  const { amount, window, use, reportBy, repayBy } = plan;
  return ![amount, window, use, reportBy, repayBy].some(isUnknown);
}

/** The programme of an ISO day. */
export function programmeOn(programmes: readonly Programme[], day: string): Programme | undefined {
  return programmes.find(({ valid }) => valid.from <= day && day <= valid.to);
}

import type { RouteOutput } from "../../../shared/api.ts";
import type { Round, TabId } from "../tab-parts.ts";

/** One of the six steps of a year. `done` of `total` counts keys, recipients or rounds; `until` is the next date. */
export interface Step {
  readonly id: "key" | "requisitions" | "redistribution" | "paid" | "reportBacks" | "reconciled";
  readonly state: "done" | "now" | "waiting";
  readonly done: number;
  /** null where there is no telling how many there should be. */
  readonly total: number | null;
  readonly kronor: number | null;
  readonly until: string | null;
  readonly tab: TabId;
}

interface YearFacts {
  readonly status: RouteOutput<"status">;
  readonly rounds: readonly Round[];
  readonly balances: RouteOutput<"balances"> | null;
}

/** The six steps, in the order in which a year takes them. */
export function stepsOf(facts: YearFacts): readonly Step[] {
  const drafts = [
    key(facts),
    requisitions(facts),
    redistribution(facts),
    paid(facts),
    reportBacks(facts),
    reconciled(facts),
  ];
  return drafts.map((step) => ({ ...step, state: stateOf(step) }));
}

type Draft = Omit<Step, "state"> & { readonly finished: boolean };

function stateOf({ finished, done }: Draft): Step["state"] {
  if (finished) return "done";
  return done > 0 ? "now" : "waiting";
}

/** Rounds that are asked for by requisition on their own, not as a top-up. */
function askedFor({ rounds }: YearFacts): readonly Round[] {
  return rounds.filter(({ route, topUpOf }) => route === "requisition" && topUpOf === null);
}

function latest(dates: readonly string[]): string | null {
  return dates.reduce<string | null>((last, date) => (last === null || date > last ? date : last), null);
}

function key({ status, rounds }: YearFacts): Draft {
  const keyed = rounds.filter(({ key: terms }) => terms !== null).map(({ id }) => id);
  const done = status.rounds.filter((round) => keyed.includes(round.id) && round.key === "fixed").length;
  const base = {
    id: "key",
    done,
    total: keyed.length,
    kronor: null,
    until: null,
    tab: "allocation",
  } as const;
  return { ...base, finished: done === keyed.length && done > 0 };
}

function requisitions(facts: YearFacts): Draft {
  const asked = askedFor(facts);
  const ids = asked.map(({ id }) => id);
  const done = facts.status.rounds
    .filter(({ id }) => ids.includes(id))
    .reduce((sum, round) => sum + round.requisitions, 0);
  const total = recipientsIn(facts, ids);
  const closed = facts.status.rounds.filter(({ id }) => ids.includes(id)).every((round) => round.closed);
  return {
    id: "requisitions",
    done,
    total,
    kronor: null,
    until: closed ? null : latest(asked.map(({ window }) => window.to)),
    tab: "requisitions",
    finished: done > 0 && (closed || done === total),
  };
}

function redistribution({ status, rounds }: YearFacts): Draft {
  const asked = rounds.filter(({ route }) => route === "requisition").map(({ id }) => id);
  const closed = status.rounds.filter((round) => asked.includes(round.id) && round.closed).length;
  const base = {
    id: "redistribution",
    done: closed,
    total: asked.length,
    kronor: null,
    until: null,
  } as const;
  return { ...base, tab: "allocation", finished: closed === asked.length && closed > 0 };
}

const paidAccounts = ["held", "consumed", "carriedOver", "repayable", "repaid"] as const;

function paid({ status }: YearFacts): Draft {
  const kronor = status.rounds.reduce(
    (sum, { accounts }) => sum + paidAccounts.reduce((all, account) => all + accounts[account], 0),
    0,
  );
  const left = status.rounds.reduce((sum, { accounts }) => sum + accounts.allotted + accounts.payable, 0);
  const base = {
    id: "paid",
    done: kronor > 0 ? 1 : 0,
    total: null,
    kronor,
    until: null,
    tab: "balances",
  } as const;
  return { ...base, finished: kronor > 0 && left === 0 };
}

function reportBacks({ status: { reported: done, reporters: total }, rounds }: YearFacts): Draft {
  const finished = total > 0 && done === total;
  return {
    id: "reportBacks",
    done,
    total,
    kronor: null,
    until: finished ? null : latest(rounds.map(({ reportBy }) => reportBy)),
    tab: "reportBacks",
    finished,
  };
}

function reconciled({ status }: YearFacts): Draft {
  const differing = status.rounds.reduce((sum, round) => sum + round.unaccounted, 0);
  const open = status.rounds.reduce((sum, { accounts: { held, repayable } }) => sum + held + repayable, 0);
  const consumed = status.rounds.reduce((sum, { accounts }) => sum + accounts.consumed, 0);
  return {
    id: "reconciled",
    done: consumed > 0 ? 1 : 0,
    total: null,
    kronor: differing,
    until: null,
    tab: "balances",
    finished: consumed > 0 && open === 0 && differing === 0,
  };
}

/** How many recipients have an account in these rounds; null when balances are not known. */
function recipientsIn({ balances }: YearFacts, ids: readonly string[]): number | null {
  if (balances === null) return null;
  const isIn = (at: number): boolean => ids.includes(balances.roundIds[balances.rounds[at]!]!);
  return new Set(balances.recipients.filter((_, at) => isIn(at))).size;
}

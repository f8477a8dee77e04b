import type { Role, RouteOutput } from "../../../shared/api.ts";
import type { Round, TabId } from "../tab-parts.ts";

/** Something that waits for the one who is signed in. */
export interface Task {
  readonly id:
    | "prepareKey"
    | "fixKey"
    | "completions"
    | "prepareDecision"
    | "decide"
    | "pay"
    | "missingReports"
    | "difference";
  /** Name of the round, or empty. */
  readonly round: string;
  /** How many or how many kronor; 0 where the round says it all. */
  readonly number: number;
  readonly tab: TabId;
}

interface TaskFacts {
  readonly status: RouteOutput<"status">;
  readonly rounds: readonly Round[];
  /** null for whom it is not open. */
  readonly decisions: RouteOutput<"yearDecisions"> | null;
  /** Who is signed in. */
  readonly id: string;
  readonly roles: readonly Role[];
  readonly today: string;
  /** Recipients that were paid and have not reported back. */
  readonly missing: number;
}

/** As many as can be read at a glance. */
const most = 5;

/** What waits for a person with these roles, the most pressing first. */
export function tasksOf({
  status,
  rounds,
  decisions,
  id: me,
  roles,
  today,
  missing,
}: TaskFacts): readonly Task[] {
  const may = (...any: readonly Role[]): boolean => any.some((role) => roles.includes(role));
  const keyed = new Set(rounds.filter(({ key }) => key !== null).map(({ id }) => id));
  const sum = (of: (round: RouteOutput<"status">["rounds"][number]) => number): number =>
    status.rounds.reduce((all, round) => all + of(round), 0);
  const decider = may("beslutsfattare");
  const caseWork = may("handlaggare", "foredragande");
  const finance = may("attestant", "ekonom");
  const overdue = rounds.some(({ reportBy }) => reportBy < today);
  const returned = sum((round) => (round.closed ? 0 : round.returned));
  const payable = sum(({ accounts }) => accounts.payable);

  // A key has a line of its own, and nobody decides what they have prepared, or what no longer stands.
  const toDecide = (decisions?.decisions ?? []).filter(
    ({ kind, state, preparedBy, outdated }) =>
      !outdated &&
      (kind === "requisitions" || kind === "applications" || kind === "correction") &&
      (state === "prepared" || state === "presented") &&
      preparedBy !== me,
  ).length;

  const tasks: readonly (Task | false)[] = [
    ...status.rounds.map(
      ({ name, unaccounted }) =>
        unaccounted !== 0 && task("difference", { round: name, number: unaccounted, tab: "balances" }),
    ),
    ...status.rounds.map(
      ({ name, key }) =>
        decider && key === "preliminary" && task("fixKey", { round: name, tab: "allocation" }),
    ),
    decider && toDecide > 0 && task("decide", { number: toDecide, tab: "decisions" }),
    finance && payable > 0 && task("pay", { number: payable, tab: "decisions" }),
    caseWork && returned > 0 && task("completions", { number: returned, tab: "requisitions" }),
    ...status.rounds.map(
      ({ id, name, key }) =>
        caseWork && key === "none" && keyed.has(id) && task("prepareKey", { round: name, tab: "allocation" }),
    ),
    ...(decisions?.preparable ?? []).map(
      ({ round, recipients }) =>
        caseWork &&
        task("prepareDecision", {
          round: rounds.find(({ id }) => id === round)?.name ?? round,
          number: recipients,
          tab: "decisions",
        }),
    ),
    caseWork && overdue && missing > 0 && task("missingReports", { number: missing, tab: "reportBacks" }),
  ];
  return tasks.filter((one): one is Task => one !== false).slice(0, most);
}

function task(
  id: Task["id"],
  { round = "", number = 0, tab }: { round?: string; number?: number; tab: TabId },
): Task {
  return { id, round, number, tab };
}

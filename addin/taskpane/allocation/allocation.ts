import type { RouteOutput, RouteRequest } from "../../../shared/api.ts";
import { formatKronor } from "../../../shared/money.ts";
import type { DecisionAct, KeyChanges, Refreshed } from "../../commands/contract.ts";
import { createLoadedTab, type LoadedTab } from "../loaded-tab.ts";
import type { Round, TabParts } from "../tab-parts.ts";

export type Allocation = RouteOutput<"allocation">;
type Decision = RouteOutput<"decisions">["decisions"][number];

/** The key's terms as typed: text until they are understood. */
export interface KeyForm {
  readonly baseAmount: string;
  readonly limit: string;
  readonly populationDate: string;
}

export type KeyField = keyof KeyForm;

export type AllocationNotice =
  | { readonly what: "inserted"; readonly refreshed: Refreshed }
  | { readonly what: "prepared"; readonly total: number; readonly recipients: number }
  | { readonly what: "fixed" }
  | {
      readonly what: "redistributed";
      readonly total: number;
      readonly recipients: number;
      readonly left: number;
    }
  | { readonly what: "money"; readonly total: number };

export interface AllocationFull {
  readonly at: "full";
  readonly rounds: readonly Round[];
  readonly round: Round;
  /** How far the round has come, and with how much money. */
  readonly standing: RouteOutput<"status">["rounds"][number];
  /** Requisitions of the round that wait for completion, also those that came in with the round that it tops up. */
  readonly waitingRequisitions: number;
  /** What closing the round would give, and on which terms; null until it is asked for. */
  readonly redistribution: {
    readonly terms: Omit<RouteRequest<"previewRedistribution">, "round">;
    readonly answer: RouteOutput<"previewRedistribution">;
  } | null;
  readonly form: KeyForm;
  /** Where the population is from; null when the service does not have that date. */
  readonly source: string | null;
  /** What is previewed, else what is saved; null when there is no key. */
  readonly allocation: Allocation | null;
  /** Prepared and waiting for the decision-maker. */
  readonly waiting: Decision | null;
  /** What the form of the decision is open for; null when it is closed. */
  readonly deciding: Decision | null;
  /** The row that is selected in the sheet, or was last; null before the first. */
  readonly selected: { readonly round: string; readonly code: string } | null;
  readonly notice: AllocationNotice | null;
}

type AllocationWork = "preview" | "insert" | "prepare" | "fix" | "money";

export interface AllocationTab extends LoadedTab<AllocationWork, AllocationFull> {
  readonly type: (field: KeyField, text: string) => void;
  readonly preview: () => Promise<void>;
  readonly insert: () => Promise<void>;
  readonly prepare: () => Promise<void>;
  readonly decide: (open: boolean) => void;
  readonly fix: (act: DecisionAct) => Promise<void>;
}

/** The allocation key of a round: its terms, a preview, the sheet, and its way to a decision. */
export function createAllocation(parts: TabParts): AllocationTab {
  const { commands, call } = parts;
  const tab = createLoadedTab<AllocationWork, AllocationFull>(parts, {
    read: async (wanted) => {
      const rounds = parts.rounds().filter(({ key }) => key !== null);
      const chosen = wanted ?? parts.settings.read().round;
      const round = rounds.find(({ id }) => id === chosen) ?? rounds[0];
      if (round === undefined) return null;
      if (wanted !== undefined) parts.settings.change({ round: wanted });
      return await readRound(parts, rounds, round);
    },
    // What is previewed stands until it is prepared.
    anew: async ({ round }) => {
      const [decisions, standing] = await Promise.all([
        call("decisions", { round: round.id }),
        standingOf(parts, round),
      ]);
      return { waiting: waitingOf(decisions), ...standing };
    },
    quiet: { notice: null },
    selected: {
      table: "allocation",
      see: (row) => {
        const [round, code] = (row?.id ?? "").split(" ");
        if (round && code) tab.change({ selected: { round, code } });
      },
    },
  });
  const savedIn = async (round: Round): Promise<Pick<AllocationFull, "allocation">> => ({
    allocation: await savedKey(parts, round),
  });

  const preview = (): Promise<void> =>
    tab.work(
      "preview",
      async (_, { round, form }) => {
        const allocation = await commands.previewKey(round.id, keyChanges(form, round));
        return { allocation, source: await sourceOf(parts, form.populationDate) };
      },
      () => void preview(),
    );
  const insert = (): Promise<void> =>
    tab.work(
      "insert",
      async (given, { allocation }) =>
        allocation === null
          ? {}
          : { notice: { what: "inserted", refreshed: await commands.insertAllocation(allocation, given) } },
      () => void insert(),
    );
  const prepare = async (): Promise<void> => {
    const now = tab.shown();
    if (now === null) return;
    const changes = keyChanges(now.form, now.round);
    await tab.perform("prepare", {
      asked: [now.round.id, changes],
      run: (_, key) => commands.prepareKey(now.round.id, changes, key),
      then: async ({ total, recipients }) => ({
        ...(await savedIn(now.round)),
        notice: { what: "prepared", total, recipients },
      }),
    });
  };
  const fix = async (act: DecisionAct): Promise<void> => {
    const { round, deciding } = tab.shown() ?? { deciding: null };
    if (!round || deciding === null) return;
    await tab.perform("fix", {
      asked: [round.id, deciding.id, act],
      run: (_, key) => commands.fixKey(round.id, deciding.id, act, key),
      then: async () => ({ ...(await savedIn(round)), deciding: null, notice: { what: "fixed" } }),
    });
  };
  return {
    ...tab,
    type: (field, text) => {
      const now = tab.shown();
      if (now !== null) tab.change({ form: { ...now.form, [field]: text } });
    },
    preview,
    insert,
    prepare,
    decide: (open) => {
      tab.change({ deciding: open ? (tab.shown()?.waiting ?? null) : null, notice: null });
    },
    fix,
  };
}

async function readRound(parts: TabParts, rounds: readonly Round[], round: Round): Promise<AllocationFull> {
  const [saved, decisions, standing] = await Promise.all([
    savedKey(parts, round),
    parts.call("decisions", { round: round.id }),
    standingOf(parts, round),
  ]);
  const key = saved?.key ?? round.key;
  const populationDate = key?.populationDate ?? "";
  return {
    at: "full",
    rounds,
    round,
    ...standing,
    redistribution: null,
    form: {
      baseAmount: key === null ? "" : formatKronor(key.baseAmount),
      limit: key?.limit == null ? "" : formatKronor(key.limit),
      populationDate,
    },
    source: await sourceOf(parts, populationDate),
    allocation: saved,
    waiting: waitingOf(decisions),
    deciding: null,
    selected: null,
    notice: null,
  };
}

/** The key of a round as it is prepared or fixed; null when there is none. */
export async function savedKey({ call }: TabParts, { id }: Round): Promise<Allocation | null> {
  return await call("allocation", { round: id }).catch(nullWhenNotFound);
}

async function standingOf(
  { commands, year }: TabParts,
  { id, topUpOf }: Round,
): Promise<Pick<AllocationFull, "standing" | "waitingRequisitions">> {
  const { rounds } = await commands.status(year());
  const standing = (of: string): AllocationFull["standing"] => rounds.find((round) => round.id === of)!;
  return { standing: standing(id), waitingRequisitions: standing(topUpOf ?? id).returned };
}

function waitingOf({ decisions }: RouteOutput<"decisions">): Decision | null {
  const prepared = decisions.filter(({ kind, state }) => kind === "key" && state === "prepared");
  // Of keys that were prepared one after the other only the newest can be fixed.
  return prepared.toSorted((a, b) => b.id.localeCompare(a.id, "sv", { numeric: true }))[0] ?? null;
}

async function sourceOf({ call }: TabParts, date: string): Promise<string | null> {
  return (await call("register", { date }).catch(nullWhenNotFound))?.source ?? null;
}

/** A round without a key and a date without a population are facts, not faults. */
function nullWhenNotFound(error: unknown): null {
  if (typeof error === "object" && error !== null && "code" in error && error.code === "not-found")
    return null;
  throw error;
}

const wholeNumber = /^\d{1,12}$/;
const isoDate = /^\d{4}-\d{2}-\d{2}$/;
const digits = (text: string): string => text.replaceAll(/[\s\u00a0\u2009\u202f]/g, "");

/** The fields of the form that cannot be understood. */
export function formFaults({ baseAmount, limit, populationDate }: KeyForm): readonly KeyField[] {
  return [
    ...(wholeNumber.test(digits(baseAmount)) ? [] : (["baseAmount"] as const)),
    ...(digits(limit) === "" || wholeNumber.test(digits(limit)) ? [] : (["limit"] as const)),
    ...(isoDate.test(populationDate) ? [] : (["populationDate"] as const)),
  ];
}

/** What the form says otherwise than the round's own key. */
function keyChanges({ baseAmount, limit, populationDate }: KeyForm, { key }: Round): KeyChanges {
  const typed = {
    baseAmount: Number(digits(baseAmount)),
    limit: digits(limit) === "" ? null : Number(digits(limit)),
    populationDate,
  };
  return {
    ...(typed.baseAmount !== key?.baseAmount && { baseAmount: typed.baseAmount }),
    ...(typed.limit !== key?.limit && { limit: typed.limit }),
    ...(typed.populationDate !== key?.populationDate && { populationDate: typed.populationDate }),
  };
}

import type { RouteOutput } from "../../../shared/api.ts";
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
  | { readonly what: "fixed" };

export interface AllocationFull {
  readonly at: "full";
  readonly rounds: readonly Round[];
  readonly round: Round;
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

type AllocationWork = "preview" | "insert" | "prepare" | "fix";

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
    anew: async ({ round }) => ({ waiting: waitingOf(await call("decisions", { round: round.id })) }),
    quiet: { notice: null },
    selected: {
      table: "allocation",
      see: (row) => {
        const [round, code] = (row?.id ?? "").split(" ");
        if (round && code) tab.change({ selected: { round, code } });
      },
    },
  });
  const savedIn = async ({ id }: Round): Promise<Pick<AllocationFull, "allocation">> => ({
    allocation: await call("allocation", { round: id }),
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
  const [saved, decisions] = await Promise.all([
    parts.call("allocation", { round: round.id }).catch(nullWhenNotFound),
    parts.call("decisions", { round: round.id }),
  ]);
  const key = saved?.key ?? round.key;
  const populationDate = key?.populationDate ?? "";
  return {
    at: "full",
    rounds,
    round,
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

function waitingOf({ decisions }: RouteOutput<"decisions">): Decision | null {
  return decisions.find(({ kind, state }) => kind === "key" && state === "prepared") ?? null;
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

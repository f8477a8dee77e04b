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
  readonly mayPrepare: boolean;
  readonly mayFix: boolean;
  /** The form of the decision is open. */
  readonly deciding: boolean;
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
    quiet: { notice: null },
    selected: {
      table: "allocation",
      see: (row) => {
        const [round, code] = (row?.id ?? "").split(" ");
        if (round && code) tab.change({ selected: { round, code } });
      },
    },
  });
  const waitingIn = async (round: string): Promise<Decision | null> =>
    waitingOf(await call("decisions", { round }));

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
  const prepare = (): Promise<void> =>
    tab.work(
      "prepare",
      async (_, { round, form }) => {
        const { total, recipients } = await commands.prepareKey(round.id, keyChanges(form, round));
        return {
          allocation: await call("allocation", { round: round.id }),
          waiting: await waitingIn(round.id),
          notice: { what: "prepared", total, recipients },
        };
      },
      () => void prepare(),
    );
  const fix = (act: DecisionAct): Promise<void> =>
    tab.work(
      "fix",
      async (_, { round, waiting }) => {
        if (waiting === null) return {};
        await commands.fixKey(round.id, waiting.id, act);
        return {
          allocation: await call("allocation", { round: round.id }),
          waiting: null,
          deciding: false,
          notice: { what: "fixed" },
        };
      },
      () => void fix(act),
    );
  return {
    ...tab,
    type: (field, text) => {
      const now = tab.shown();
      if (now !== null) tab.change({ form: { ...now.form, [field]: text } });
    },
    preview,
    insert,
    prepare,
    decide: (deciding) => {
      tab.change({ deciding, notice: null });
    },
    fix,
  };
}

async function readRound(parts: TabParts, rounds: readonly Round[], round: Round): Promise<AllocationFull> {
  const roles = parts.me().roles;
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
    mayPrepare: roles.includes("handlaggare") || roles.includes("foredragande"),
    mayFix: roles.includes("beslutsfattare"),
    deciding: false,
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

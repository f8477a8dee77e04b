import type { RouteOutput } from "../../../shared/api.ts";
import { formatKronor } from "../../../shared/money.ts";
import type { DecisionAct, KeyChanges, Refreshed, Work } from "../../commands/contract.ts";
import { createMachine, type Machine } from "../machine.ts";
import type { Round, TabParts } from "../tab-parts.ts";
import { load, longWork, type Working } from "../tab-work.ts";
import type { Trouble } from "../trouble.ts";

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
  | { readonly what: "fixed" | "not-a-row" };

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
  readonly explained: Allocation["allotments"][number] | null;
  readonly notice: AllocationNotice | null;
}

type What = "preview" | "insert" | "prepare" | "fix" | "explain";

export type AllocationState =
  | { readonly at: "new" }
  | { readonly at: "loading" }
  | { readonly at: "empty" }
  | AllocationFull
  | Working<What, AllocationFull>
  | Trouble<AllocationFull>;

export interface AllocationTab {
  readonly machine: Machine<AllocationState>;
  readonly clear: () => void;
  readonly open: (round?: string) => Promise<void>;
  readonly type: (field: KeyField, text: string) => void;
  readonly preview: () => Promise<void>;
  readonly insert: () => Promise<void>;
  readonly prepare: () => Promise<void>;
  readonly decide: (open: boolean) => void;
  readonly fix: (act: DecisionAct) => Promise<void>;
  readonly explain: () => Promise<void>;
}

/** The allocation key of a round: its terms, a preview, the sheet, and its way to a decision. */
export function createAllocation(parts: TabParts): AllocationTab {
  const { commands, call } = parts;
  const settled = ["empty", "full", "failed", "forbidden", "offline"] as const;
  const machine = createMachine<AllocationState>(
    { at: "new" },
    {
      new: ["new", "loading", "working", ...settled],
      loading: ["new", ...settled],
      empty: ["loading"],
      full: ["loading", "working", "full", "failed", "forbidden", "offline"],
      working: ["full", "working", "failed", "forbidden", "offline"],
      failed: ["loading", "working"],
      forbidden: ["loading", "working"],
      offline: ["loading", "working"],
    },
  );
  const shown = (): AllocationFull | null => {
    const now = machine.get();
    if (now.at === "full") return now;
    return "shown" in now ? now.shown : null;
  };
  const { signedOut } = parts;

  const open = (wanted?: string): Promise<void> =>
    load<AllocationFull, AllocationState>(machine, {
      run: async () => {
        const rounds = parts.rounds().filter(({ key }) => key !== null);
        const chosen = wanted ?? parts.settings.read().round;
        const round = rounds.find(({ id }) => id === chosen) ?? rounds[0];
        if (round === undefined) return { at: "empty" };
        if (wanted !== undefined) parts.settings.change({ round: wanted });
        return readRound(parts, rounds, round);
      },
      again: () => void open(wanted),
      signedOut,
    });

  const work = async (
    what: What,
    run: (work: Work, now: AllocationFull) => Promise<Partial<AllocationFull>>,
    again: () => void,
  ): Promise<void> => {
    const now = shown();
    if (now === null) return;
    await longWork<What, AllocationFull, AllocationFull>(machine, {
      what,
      shown: { ...now, notice: null },
      run: async (given) => ({ ...now, notice: null, ...(await run(given, now)) }),
      again,
      signedOut,
    });
  };
  const waitingIn = async (round: string): Promise<Decision | null> =>
    waitingOf(await call("decisions", { round }));

  const preview = (): Promise<void> =>
    work(
      "preview",
      async (_, { round, form }) => {
        const allocation = await commands.previewKey(round.id, keyChanges(form, round));
        return { allocation, source: await sourceOf(parts, form.populationDate), explained: null };
      },
      () => void preview(),
    );
  const insert = (): Promise<void> =>
    work(
      "insert",
      async (given, { allocation }) =>
        allocation === null
          ? {}
          : { notice: { what: "inserted", refreshed: await commands.insertAllocation(allocation, given) } },
      () => void insert(),
    );
  const prepare = (): Promise<void> =>
    work(
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
    work(
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
  const explain = (): Promise<void> =>
    work(
      "explain",
      async () => {
        const explained = await commands.explainSelection();
        return explained === null ? { explained, notice: { what: "not-a-row" } } : { explained };
      },
      () => void explain(),
    );

  const change = (changes: Partial<AllocationFull>): void => {
    const now = machine.get();
    if (now.at === "full") machine.go({ ...now, ...changes });
  };
  return {
    machine,
    clear: () => {
      machine.go({ at: "new" });
    },
    open,
    type: (field, text) => {
      const now = shown();
      if (now !== null) change({ form: { ...now.form, [field]: text } });
    },
    preview,
    insert,
    prepare,
    decide: (deciding) => {
      change({ deciding, notice: null });
    },
    fix,
    explain,
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
    explained: null,
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

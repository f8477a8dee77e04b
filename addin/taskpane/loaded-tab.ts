import type { FollowedTable, Following, SelectedRow, Work } from "../commands/contract.ts";
import { createMachine, type Machine } from "./machine.ts";
import type { TabParts } from "./tab-parts.ts";
import { load, longWork, type Working } from "./tab-work.ts";
import { isRefused, type Trouble } from "./trouble.ts";
import type { FormTab } from "./view/kept.ts";

/** A tab that is read from the service when it is opened, and then works on what it shows. */
export type LoadedState<What extends string, Full> =
  | { readonly at: "new" }
  | { readonly at: "loading" }
  | { readonly at: "empty" }
  | Full
  | Working<What, Full>
  | Trouble<Full>;

/** Something that is done once, however often it is tried. */
interface Act<Full, Done> {
  /** What is asked for: the same asked again after a lost answer is the same act. */
  readonly asked: unknown;
  readonly run: (work: Work, key: string, now: Full) => Promise<Done>;
  /** What it came to, beside what is read anew; with the sheet that it writes. */
  readonly then: (done: Done, work: Work) => Partial<Full> | Promise<Partial<Full>>;
  /** It can be stopped between its parts. */
  readonly inParts?: boolean;
}

export interface LoadedTab<What extends string, Full extends { readonly at: "full" }> extends FormTab {
  readonly machine: Machine<LoadedState<What, Full>>;
  readonly clear: () => void;
  /** Reads anew, unless work is going on; `wanted` is what to read, where the tab has a choice. */
  readonly open: (wanted?: string) => Promise<void>;
  /** What stands on the screen, also behind work and trouble; null when nothing does. */
  readonly shown: () => Full | null;
  /** Changes what is shown, also behind trouble; nothing while work is going on. */
  readonly change: (changes: Partial<Full>) => void;
  /** Long work on what is shown. What the last work said of itself is taken away first. */
  readonly work: (
    what: What,
    run: (work: Work, now: Full) => Promise<Partial<Full>>,
    again: () => void,
  ) => Promise<void>;
  /**
   * An act on what is shown, which is then read anew. What failed after the act is tried again without it; what is
   * shown is read anew also when the act failed or was stopped half-way.
   */
  readonly perform: <Done>(what: What, act: Act<Full, Done>) => Promise<void>;
  /** Changes what is shown, and takes trouble away. */
  readonly settle: (changes: Partial<Full>) => void;
  /** Follows the selection in the tab's sheet until what it answers is called. */
  readonly follow: () => () => void;
}

interface LoadedTabParts<Full> {
  /** null: there is nothing to show. */
  readonly read: (wanted?: string) => Promise<Full | null>;
  /** Reads what is shown once more, after an act. */
  readonly anew?: (shown: Full) => Promise<Partial<Full>>;
  /** What the tab shows when no work has said anything. */
  readonly quiet: Partial<Full>;
  readonly selected?: { readonly table: FollowedTable; readonly see: (row: SelectedRow | null) => void };
}

/** What the tabs have in common that are loaded from the service and write a sheet. */
export function createLoadedTab<What extends string, Full extends { readonly at: "full" }>(
  parts: TabParts,
  { read, anew = () => Promise.resolve({}), quiet, selected }: LoadedTabParts<Full>,
): LoadedTab<What, Full> {
  type State = LoadedState<What, Full>;
  const { signedOut } = parts;
  const settled = ["empty", "full", "failed", "forbidden", "offline"] as const;
  const machine = createMachine<State, LoadedState<What, { readonly at: "full" }>["at"]>(
    { at: "new" },
    {
      new: ["new", "loading", "working", ...settled],
      loading: ["new", ...settled],
      empty: ["loading"],
      full: ["loading", "working", "full", "failed", "forbidden", "offline"],
      working: ["full", "working", "failed", "forbidden", "offline"],
      failed: ["loading", "working", "failed"],
      forbidden: ["loading", "working", "forbidden"],
      offline: ["loading", "working", "offline"],
    },
  );
  const kept = new Map<string, unknown>();
  /** The act that is on its way, or whose end is not known; `done` when only what follows it is left. */
  const begun: { act: { asked: string; key: string; done: { answer: unknown } | null } | null } = {
    act: null,
  };
  const followed: { now: Following | null } = { now: null };

  const full = (): Full | null => {
    const now = machine.get();
    return now.at === "full" ? now : null;
  };
  const shown = (): Full | null => {
    const now = machine.get();
    return full() ?? ("shown" in now ? now.shown : null);
  };
  const open = async (wanted?: string): Promise<void> => {
    const { at } = machine.get();
    if (at === "working" || at === "loading") return;
    await load<Full, State>(machine, {
      run: async () => (await read(wanted)) ?? { at: "empty" },
      again: () => void open(wanted),
      signedOut,
    });
  };
  const perform: LoadedTab<What, Full>["perform"] = async (what, given) => {
    type Done = Awaited<ReturnType<typeof given.run>>;
    const now = shown();
    if (now === null || machine.get().at === "working") return;
    const asked = JSON.stringify([what, given.asked]);
    const mine =
      begun.act?.asked === asked
        ? begun.act
        : { asked, key: crypto.randomUUID(), done: null as { answer: unknown } | null };
    begun.act = mine;
    const before: Full = { ...now, ...quiet };
    await longWork<What, Full, Full>(machine, {
      what,
      shown: before,
      act:
        mine.done === null
          ? {
              inParts: given.inParts ?? false,
              run: async (work) => {
                try {
                  mine.done = { answer: await given.run(work, mine.key, now) };
                } catch (error) {
                  // What is refused is not done: asked for again it is another act, such as the sheet once it is mended.
                  if (isRefused(error) && begun.act === mine) begun.act = null;
                  throw error;
                }
              },
              otherwise: async () => ({ ...before, ...(await anew(before)) }),
            }
          : null,
      isDone: mine.done !== null,
      run: async (work) => {
        const next = {
          ...before,
          ...(await anew(before)),
          ...(await given.then(mine.done!.answer as Done, work)),
        };
        if (begun.act === mine) begun.act = null;
        return next;
      },
      again: () => void perform(what, given),
      signedOut,
    });
    followed.now?.look();
  };
  return {
    machine,
    clear: () => {
      const now = machine.get();
      // What is on its way belongs to the year or the person that was.
      if (now.at === "working") now.leave();
      kept.clear();
      begun.act = null;
      machine.go({ at: "new" });
    },
    open,
    shown,
    change: (changes) => {
      const now = machine.get();
      const seen = shown();
      if (seen === null || now.at === "working") return;
      const next: Full = { ...seen, ...changes };
      machine.go("shown" in now ? { ...now, shown: next } : next);
    },
    work: async (what, run, again) => {
      const now = shown();
      if (now === null) return;
      const before: Full = { ...now, ...quiet };
      await longWork<What, Full, Full>(machine, {
        what,
        shown: before,
        run: async (given) => ({ ...before, ...(await run(given, now)) }),
        again,
        signedOut,
      });
      followed.now?.look();
    },
    perform,
    settle: (changes) => {
      const seen = shown();
      if (seen !== null && machine.get().at !== "working") machine.go({ ...seen, ...changes });
    },
    kept,
    isDone: () => {
      const now = machine.get();
      return now.at === "full" || ("isDone" in now && now.isDone);
    },
    follow: () => {
      if (selected === undefined) return () => undefined;
      const over = { yes: false };
      const begun = parts.commands.followSelection(selected.table, (row) => {
        if (!over.yes) selected.see(row);
      });
      begun.then(
        (following) => {
          if (!over.yes) followed.now = following;
        },
        // Without it the tab is what it was; it is tried again when the tab is opened again.
        () => undefined,
      );
      return () => {
        over.yes = true;
        followed.now = null;
        begun.then(({ stop }) => stop()).catch(() => undefined);
      };
    },
  };
}

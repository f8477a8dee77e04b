import { createMachine, type Machine } from "../machine.ts";
import type { TabParts } from "../tab-parts.ts";
import { load } from "../tab-work.ts";
import type { Trouble } from "../trouble.ts";
import { stepsOf, type Step } from "./steps.ts";
import { tasksOf, type Task } from "./tasks.ts";

interface StartFull {
  readonly at: "full";
  readonly amount: number;
  readonly roundCount: number;
  readonly steps: readonly Step[];
  readonly tasks: readonly Task[];
}

export type StartState =
  | { readonly at: "new" }
  | { readonly at: "loading" }
  | { readonly at: "empty" }
  | StartFull
  | Trouble<StartFull>;

export interface StartTab {
  readonly machine: Machine<StartState>;
  readonly clear: () => void;
  readonly open: () => Promise<void>;
}

/** Where the year stands and what waits for the one who is signed in. */
export function createStart(parts: TabParts): StartTab {
  const settled = ["empty", "full", "failed", "forbidden", "offline"] as const;
  const machine = createMachine<StartState>(
    { at: "new" },
    {
      new: ["new", "loading", ...settled],
      loading: ["new", ...settled],
      empty: ["loading"],
      full: ["loading"],
      failed: ["loading"],
      forbidden: ["loading"],
      offline: ["loading"],
    },
  );
  const open = (): Promise<void> =>
    load<StartFull, StartState>(machine, {
      run: async () => {
        if (parts.rounds().length === 0) return { at: "empty" };
        const status = await parts.commands.status(parts.year());
        const [balances, decisions] = await Promise.all([
          forCases(parts, () => parts.call("balances", { year: parts.year() })),
          forCases(parts, () => parts.call("yearDecisions", { year: parts.year() })),
        ]);
        const steps = stepsOf({ status, rounds: parts.rounds(), balances });
        const { done, total } = steps.find(({ id }) => id === "reportBacks")!;
        return {
          at: "full",
          amount: status.rounds.reduce((sum, { amount }) => sum + amount, 0),
          roundCount: status.rounds.length,
          steps,
          tasks: tasksOf({
            status,
            rounds: parts.rounds(),
            decisions,
            ...parts.me(),
            today: parts.today(),
            missing: Math.max(0, (total ?? 0) - done),
          }),
        };
      },
      again: () => void open(),
      signedOut: parts.signedOut,
    });
  return {
    machine,
    clear: () => {
      machine.go({ at: "new" });
    },
    open,
  };
}

/** What everybody but administrators may read; null for them. */
function forCases<T>({ me }: TabParts, read: () => Promise<T>): Promise<T> | null {
  return me().roles.every((role) => role === "administrator") ? null : read();
}

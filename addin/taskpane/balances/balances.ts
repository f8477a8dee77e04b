import { sumBalances, type Balance } from "../../../shared/ledger.ts";
import { recipientBalances, type RecipientBalance } from "../../../shared/tables/balances.ts";
import type { Refreshed } from "../../commands/contract.ts";
import { createMachine, type Machine } from "../machine.ts";
import type { TabParts } from "../tab-parts.ts";
import { load, longWork, type Working } from "../tab-work.ts";
import type { Trouble } from "../trouble.ts";

/** The year's money as a sum: amount = budget + pool + every account, or the difference. Kronor. */
export interface Identity {
  readonly amount: number;
  readonly budget: number;
  readonly pool: number;
  readonly accounts: Balance;
  readonly difference: number;
  /** The rounds where the difference is. */
  readonly differing: readonly { readonly name: string; readonly kronor: number }[];
}

export interface BalancesFull {
  readonly at: "full";
  readonly asOf: string;
  readonly identity: Identity;
  readonly recipients: readonly RecipientBalance[];
  /** Index in `recipients`; null for none. */
  readonly read: number | null;
  readonly refreshed: Refreshed | null;
}

export type BalancesState =
  | { readonly at: "new" }
  | { readonly at: "loading" }
  | { readonly at: "empty" }
  | BalancesFull
  | Working<"refresh", BalancesFull>
  | Trouble<BalancesFull>;

export interface BalancesTab {
  readonly machine: Machine<BalancesState>;
  readonly clear: () => void;
  readonly open: () => Promise<void>;
  readonly refresh: () => Promise<void>;
  readonly read: (index: number | null) => void;
}

/** Where the year's money is, and whether it adds up. */
export function createBalances(parts: TabParts): BalancesTab {
  const settled = ["empty", "full", "failed", "forbidden", "offline"] as const;
  const machine = createMachine<BalancesState>(
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
  const open = (): Promise<void> =>
    load<BalancesFull, BalancesState>(machine, {
      run: async () => {
        const found = await readYear(parts);
        return found.recipients.length === 0
          ? { at: "empty" }
          : { at: "full", ...found, read: null, refreshed: null };
      },
      again: () => void open(),
      signedOut: parts.signedOut,
    });
  const refresh = async (): Promise<void> => {
    const now = machine.get();
    const shown = now.at === "full" ? now : "shown" in now ? now.shown : null;
    if (shown === null) return;
    await longWork<"refresh", BalancesFull, BalancesFull>(machine, {
      what: "refresh",
      shown: { ...shown, refreshed: null },
      run: async (work) => {
        const refreshed = await parts.commands.refreshBalances(parts.year(), work);
        return { at: "full", ...(await readYear(parts)), read: shown.read, refreshed };
      },
      again: () => void refresh(),
      signedOut: parts.signedOut,
    });
  };
  return {
    machine,
    clear: () => {
      machine.go({ at: "new" });
    },
    open,
    refresh,
    read: (index) => {
      const now = machine.get();
      if (now.at === "full") machine.go({ ...now, read: index });
    },
  };
}

async function readYear(parts: TabParts): Promise<Pick<BalancesFull, "asOf" | "identity" | "recipients">> {
  const answer = await parts.call("balances", { year: parts.year() });
  const recipients = recipientBalances(answer);
  const sum = (of: (round: (typeof answer.totals)[number]) => number): number =>
    answer.totals.reduce((all, round) => all + of(round), 0);
  const names = new Map(parts.rounds().map(({ id, name }) => [id, name]));
  return {
    asOf: answer.asOf,
    recipients,
    identity: {
      amount: sum(({ amount }) => amount),
      budget: sum(({ budget }) => budget),
      pool: sum(({ pool }) => pool),
      accounts: sumBalances(recipients.map(({ balance }) => balance)),
      difference: sum(({ unaccounted }) => unaccounted),
      differing: answer.totals
        .map(({ unaccounted }, at) => ({ name: names.get(answer.roundIds[at]!) ?? "", kronor: unaccounted }))
        .filter(({ kronor }) => kronor !== 0),
    },
  };
}

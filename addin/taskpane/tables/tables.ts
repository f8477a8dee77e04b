import { paid } from "../../../shared/ledger.ts";
import { balanceRows, balanceTable, recipientBalances } from "../../../shared/tables/balances.ts";
import type { Refreshed, Written } from "../../commands/contract.ts";
import { createLoadedTab, type LoadedTab } from "../loaded-tab.ts";
import type { TabParts } from "../tab-parts.ts";

/** A table that the workbook can hold. `sum` is its control sum in kronor (inhabitants for the population). */
export interface TableFact {
  readonly id: "received" | "balances" | "reconciliation" | "population";
  readonly asOf: string;
  readonly rows: number;
  readonly sum: number;
}

export interface TablesFull {
  readonly at: "full";
  readonly tables: readonly TableFact[];
  readonly refreshed: readonly Refreshed[];
  readonly replaced: Written | null;
  readonly undone: boolean;
}

type TablesWork = "refresh" | "population" | "replace" | "undo";

export interface TablesTab extends LoadedTab<TablesWork, TablesFull> {
  readonly refresh: () => Promise<void>;
  readonly refreshPopulation: () => Promise<void>;
  readonly replace: () => Promise<void>;
  readonly undo: () => Promise<void>;
}

/** The tables of the year with what they should sum to. */
export function createTables(parts: TabParts): TablesTab {
  const { commands } = parts;
  const quiet = { refreshed: [], replaced: null, undone: false };
  const tab = createLoadedTab<TablesWork, TablesFull>(parts, {
    read: async () => {
      const tables = await readTables(parts);
      return tables.length === 0 ? null : { at: "full", tables, ...quiet };
    },
    quiet,
  });
  const refresh = (): Promise<void> =>
    tab.work(
      "refresh",
      async (given) => {
        const refreshed = await commands.refreshTables(parts.year(), given);
        return { refreshed, tables: await readTables(parts) };
      },
      () => void refresh(),
    );
  const refreshPopulation = (): Promise<void> =>
    tab.work(
      "population",
      async (given, { tables }) => {
        const date = tables.find(({ id }) => id === "population")?.asOf;
        return date === undefined ? {} : { refreshed: [await commands.refreshPopulation(date, given)] };
      },
      () => void refreshPopulation(),
    );
  const replace = (): Promise<void> =>
    tab.work(
      "replace",
      async (given) => ({ replaced: await commands.replaceFormulas(given) }),
      () => void replace(),
    );
  const undo = (): Promise<void> =>
    tab.work(
      "undo",
      async (_, { replaced }) => {
        await replaced?.undo?.();
        return { undone: true };
      },
      () => void undo(),
    );
  return { ...tab, refresh, refreshPopulation, replace, undo };
}

async function readTables(parts: TabParts): Promise<readonly TableFact[]> {
  const answer = await parts.call("balances", { year: parts.year() });
  const recipients = recipientBalances(answer);
  if (recipients.length === 0) return [];
  const rows = balanceRows(answer);
  const allotted = balanceTable.columns.find(({ id }) => id === "allotted")!;
  const { asOf } = answer;
  const date = parts.rounds().find(({ key }) => key !== null)?.key?.populationDate;
  const population = date === undefined ? null : await parts.call("register", { date });
  return [
    {
      id: "received",
      asOf,
      rows: new Set(recipients.map(({ kind }) => kind)).size,
      sum: recipients.reduce((all, { balance }) => all + paid(balance), 0),
    },
    {
      id: "balances",
      asOf,
      rows: rows.length,
      sum: rows.reduce((all, row) => all + Number(allotted.value(row) ?? 0), 0),
    },
    {
      id: "reconciliation",
      asOf,
      rows: answer.totals.length,
      sum: answer.totals.reduce((all, { amount }) => all + amount, 0),
    },
    ...(population === null
      ? []
      : [
          {
            id: "population" as const,
            asOf: population.date,
            rows: population.codes.length,
            // Regions count the same people once more.
            sum: population.inhabitants
              .filter((_, at) => population.kinds[at] === "municipality")
              .reduce((all, one) => all + one, 0),
          },
        ]),
  ];
}

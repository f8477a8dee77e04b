import { balanceTable } from "../../shared/tables/balances.ts";
import { allocationTable, reportBackTable } from "../../shared/tables/cases.ts";
import { inWorkbook } from "../excel/run.ts";
import { onSelection, selectedCell } from "../excel/selected-row.ts";
import { WorkbookProblem } from "../excel/workbook-problem.ts";
import { idHeading } from "../sheets/merge.ts";
import type { FollowedTable, Following, SelectedRow } from "./contract.ts";

const tables: Readonly<Record<FollowedTable, string>> = {
  allocation: allocationTable.table,
  reportBacks: reportBackTable.table,
  balances: balanceTable.table,
};

/** Milliseconds that a selection must stand: who walks down a column with the arrow keys asks for the last row alone. */
const standing = 200;

/**
 * Tells which row of a table is selected: now, and each time another has been selected for a moment. One request to
 * Excel a selection, never two at a time. What cannot be read just then is passed over: the next selection is told.
 */
export async function followSelection(
  table: FollowedTable,
  seen: (row: SelectedRow | null) => void,
): Promise<Following> {
  const state: { timer: ReturnType<typeof setTimeout> | undefined; reading: boolean; stopped: boolean } = {
    timer: undefined,
    reading: false,
    stopped: false,
  };
  const look = (): void => {
    clearTimeout(state.timer);
    if (!state.stopped) state.timer = setTimeout(() => void read(), standing);
  };
  const read = async (): Promise<void> => {
    if (state.reading) {
      look();
      return;
    }
    state.reading = true;
    try {
      const row = await rowIn(table);
      if (!state.stopped) seen(row);
    } catch (error) {
      if (!(error instanceof WorkbookProblem)) throw error;
    } finally {
      state.reading = false;
    }
  };
  const release = await onSelection(look);
  look();
  return {
    look,
    stop: async () => {
      state.stopped = true;
      clearTimeout(state.timer);
      await release();
    },
  };
}

async function rowIn(table: FollowedTable): Promise<SelectedRow | null> {
  const found = await inWorkbook(false, (book) => selectedCell(book, tables[table]));
  const id = found?.row.get(idHeading);
  if (found === null || typeof id !== "string" || id === "") return null;
  const { row, heading } = found;
  return { id, heading, value: heading === null ? null : (row.get(heading) ?? null) };
}

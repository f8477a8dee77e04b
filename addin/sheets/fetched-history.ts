import type { RouteOutput } from "../../shared/api.ts";
import { openingKey } from "../../shared/history/read-history.ts";
import { formatKronor } from "../../shared/money.ts";
import { controlTable, leftOutTable, openingTable } from "../../shared/tables/history.ts";
import { type Fetched, namesOf, rowsOf } from "./owned-table.ts";

/** "Ingående balanser": all that the imports give that count. Those of an import that is taken back are marked. */
export function fetchedOpeningBalances({ balances }: RouteOutput<"openingBalances">): Fetched {
  const sum = balances.reduce(
    (all, { amounts }) => all + Object.values(amounts).reduce<number>((kr, one) => kr + (one ?? 0), 0),
    0,
  );
  return {
    names: namesOf(openingTable),
    ...rowsOf(openingTable, balances, (balance) => `${balance.import} ${openingKey(balance)}`),
    title: [
      "Ingående balanser från äldre arbetsböcker",
      `${balances.length} rader, alla belopp ${formatKronor(sum)} kr (kontrollsumma). De står vid sidan av bidragsreskontran.`,
    ],
    concerns: () => true,
    vanishedWord: () => "Återtagen",
    changedBy: { known: () => null },
  };
}

/** "Utelämnat" and "Kontrollsummor" of one import, marked when it is taken back; those of other imports stay. */
export function fetchedReading({ id, file, reading, withdrawn }: RouteOutput<"historyImport">): Fetched[] {
  const { rows, kronor } = reading;
  const { leftOut, controls } = withdrawn === null ? reading : { leftOut: [], controls: [] };
  const last = withdrawn === null ? "Senast inläst" : "Senast återtagen";
  const own = {
    concerns: (row: string) => row.startsWith(`${id} `),
    vanishedWord: () => (withdrawn === null ? "Ersatt" : "Återtagen"),
    changedBy: { known: () => null },
  };
  const read = `${file.name}: ${rows.read} rader, ${rows.imported} inlästa och ${rows.leftOut} utelämnade.`;
  return [
    {
      names: namesOf(leftOutTable),
      ...rowsOf(leftOutTable, leftOut, ({ sheet, cell, what }) => `${id} ${sheet}!${cell} ${what}`),
      title: ["Utelämnat ur äldre arbetsböcker, och varför", `${last}: ${read}`],
      ...own,
    },
    {
      names: namesOf(controlTable),
      ...rowsOf(controlTable, controls, ({ sheet, cell }) => `${id} ${sheet}!${cell}`),
      title: [
        "Bladens egna summor mot det som lästes in",
        `${last}: ${file.name}, ${formatKronor(kronor.imported)} kr av ${formatKronor(kronor.read)} kr.`,
      ],
      ...own,
    },
  ];
}

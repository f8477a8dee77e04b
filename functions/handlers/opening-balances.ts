import type { HistoryReading } from "../../shared/history/read-history.ts";
import type { ImportedYear } from "../../shared/participation-imported.ts";
import type { Context } from "../context.ts";
import type { HistoryImport } from "../store/model.ts";

/** The one group that imports of old workbooks are kept in. */
export const importGroup = "alla";

export async function readingOf({ store }: Context, { result }: HistoryImport): Promise<HistoryReading> {
  const bytes = await store.file(result);
  if (bytes === null) throw new Error(`the reading ${result} is gone`);
  return JSON.parse(new TextDecoder().decode(bytes)) as HistoryReading;
}

/** An opening balance with the import that it stands in. */
export interface Opening extends ImportedYear {
  readonly import: string;
}

/** The opening balances of the imports that count, of every year or of one. */
export async function openingBalances(context: Context, year?: number): Promise<readonly Opening[]> {
  const imports = (await context.store.entries("historyImport", importGroup)).map(({ value }) => value);
  const counting = imports.filter(
    ({ withdrawn, years }) =>
      withdrawn === null && (year === undefined || years === undefined || years.includes(year)),
  );
  const perImport = await Promise.all(
    counting.map(async (one) =>
      (await readingOf(context, one)).balances
        .filter((balance) => year === undefined || balance.year === year)
        .map((balance) => ({ ...balance, file: one.file.name, import: one.id })),
    ),
  );
  return perImport.flat();
}

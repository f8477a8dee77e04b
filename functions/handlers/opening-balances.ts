import { Refusal } from "../../shared/errors.ts";
import type { HistoryReading, OpeningBalance } from "../../shared/history/read-history.ts";
import type { ImportedYear } from "../../shared/participation-imported.ts";
import type { Context } from "../context.ts";
import type { HistoryImport } from "../store/kept.ts";

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

/** Bytes that opening balances may take of an answer, which holds 6 MB and may have more to tell. */
const mostBytes = 4_500_000;

/** Characters of a note or a status, where all of them are too many together. */
const shorter = [Infinity, 1_000, 200, 40] as const;

/**
 * Opening balances as an answer has room for them: notes and states are shortened where they must be, and end with "…".
 * `otherwise`: what the caller is told to do when that is not enough.
 */
export function thatFit<B extends OpeningBalance>(balances: readonly B[], otherwise: string): readonly B[] {
  for (const longest of shorter) {
    const told = balances.map((one) => ({
      ...one,
      note: shortened(one.note, longest),
      status: shortened(one.status, longest),
    }));
    if (Buffer.byteLength(JSON.stringify(told)) <= mostBytes) return told;
  }
  throw new Refusal("too-large", otherwise);
}

function shortened(text: string | null, longest: number): string | null {
  return text === null || text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

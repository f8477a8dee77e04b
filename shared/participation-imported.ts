import type { OpeningBalance } from "./history/read-history.ts";
import type { YearTaken } from "./participation.ts";
import { recipientId } from "./recipient.ts";

/** An opening balance with the file that it was read from. */
export interface ImportedYear extends OpeningBalance {
  readonly file: string;
}

/** Where an opening balance stands in its file, "bidrag.xlsx, 2008!A5". */
export function openingSource({ file, sheet, cell }: Pick<ImportedYear, "file" | "sheet" | "cell">): string {
  return `${file}, ${sheet}!${cell}`;
}

/**
 * What opening balances say of who took part: those with an amount above zero, since old sheets list everybody. That a
 * recipient applied is not known of them, and what it consumed is known from a report.
 */
export function importedYears(balances: readonly ImportedYear[]): readonly YearTaken[] {
  return balances
    .filter(({ amounts }) => Object.values(amounts).some((kronor) => kronor !== null && kronor > 0))
    .map((one): YearTaken => {
      const { granted, paid, consumed, repaid } = one.amounts;
      return {
        recipient: recipientId(one),
        year: one.year,
        applied: "no",
        granted: granted ?? 0,
        paid,
        reported: consumed !== null,
        repaid: repaid ?? 0,
        origin: "imported",
        source: `Importerad: ${openingSource(one)}`,
      };
    });
}

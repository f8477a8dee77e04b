import { formatKronor } from "../money.ts";
import type { AmountMeaning } from "./meanings.ts";

/** A sum that the old sheet itself states, beside what was imported under it. Kronor. */
export interface Control {
  readonly sheet: string;
  readonly cell: string;
  /** What the sheet calls it. */
  readonly label: string;
  readonly amount: AmountMeaning;
  /** The year of the column; null when rows or sheet say. */
  readonly year: number | null;
  readonly stated: number;
  readonly imported: number;
  readonly leftOut: number;
  /** stated - imported - leftOut: what no row explains. */
  readonly difference: number;
  readonly text: string;
}

/** Whether a text names a sum over rows above it. */
export function isSumLabel(text: string): boolean {
  return /^(del)?summa\b|^s:a\b|^totalt?\b|^totalsumma\b|^samtliga\b|[\s,:](summa|totalt?)$/i.test(
    text.trim(),
  );
}

/** A part of the row above, counted there already. */
export function isPartLabel(text: string): boolean {
  return /^(varav|därav)\b/i.test(text.trim());
}

/** Kronor of the rows that a sum may be of. */
export interface Under {
  readonly imported: number;
  readonly leftOut: number;
}

/**
 * Compares a stated sum with the rows since the last sum, and with all rows so far: it is of those that it agrees with.
 * When it agrees with neither, a "Totalt" is taken to be of all and anything else of the rows since the last sum.
 */
export function controlOf(
  stated: Pick<Control, "sheet" | "cell" | "label" | "amount" | "year" | "stated">,
  section: Under,
  all: Under,
): Control {
  const differs = (under: Under): number => stated.stated - under.imported - under.leftOut;
  const under =
    differs(section) === 0
      ? section
      : differs(all) === 0 || /total|samtliga/i.test(stated.label)
        ? all
        : section;
  const difference = differs(under);
  return { ...stated, ...under, difference, text: textOf(under, difference) };
}

function textOf({ leftOut }: Under, difference: number): string {
  if (difference !== 0)
    return `Bladets summa och dess rader skiljer sig med ${formatKronor(difference)} kr. Kontrollera raderna ovanför.`;
  return leftOut === 0 ? "OK" : `OK, men ${formatKronor(leftOut)} kr av summan är utelämnade.`;
}

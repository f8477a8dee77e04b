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

/** A sum of the rows since the last sum, by its label. */
const isPartSum = (label: string): boolean => /^delsumma\b/i.test(label);

/** A sum with nothing said of whose: where the sheet calls others "Delsumma", it is of all rows. */
const isPlainSum = (label: string): boolean =>
  /^(?:summa|s:a|totalt?|totalsumma|samtliga)[\s:]*$/i.test(label);

/**
 * Compares a stated sum with the rows since the last sum, and with all rows so far: it is of those that it agrees with.
 * When it agrees with neither, its label says which, or else it is of those that it is nearer to. A plain "Summa" after
 * a "Delsumma" is of all rows whatever it agrees with; `earlier` are the controls above it.
 */
export function controlOf(
  stated: Pick<Control, "sheet" | "cell" | "label" | "amount" | "year" | "stated">,
  section: Under,
  all: Under,
  earlier: readonly Pick<Control, "label">[],
): Control {
  const { label } = stated;
  const differs = (under: Under): number => stated.stated - under.imported - under.leftOut;
  const isOfAll = (): boolean => {
    if (isPlainSum(label) && earlier.some((one) => isPartSum(one.label))) return true;
    if (differs(section) === 0 || differs(all) === 0) return differs(section) !== 0;
    if (isPartSum(label) || /total|samtliga/i.test(label)) return !isPartSum(label);
    return Math.abs(differs(all)) < Math.abs(differs(section));
  };
  const under = isOfAll() ? all : section;
  const difference = differs(under);
  return { ...stated, ...under, difference, text: textOf(under, difference) };
}

function textOf({ leftOut }: Under, difference: number): string {
  if (difference !== 0)
    return `Bladets summa och dess rader skiljer sig med ${formatKronor(difference)} kr. Kontrollera raderna ovanför.`;
  return leftOut === 0 ? "OK" : `OK, men ${formatKronor(leftOut)} kr av summan är utelämnade.`;
}

import type { RecipientKey, RecipientKind } from "./recipient.ts";

/** A municipality or region as it stands in the register. */
export interface RegisterEntry extends RecipientKey {
  /** Official short name: "Falun", "Region Gotland". */
  readonly name: string;
  /** Two-digit county code, county letter and county name ("20", "W", "Dalarnas län"). */
  readonly countyCode: string;
  readonly countyLetter: string;
  readonly county: string;
  /** ISO date when the code ceased, and the code that followed; null while it is in use. */
  readonly ceased: { readonly date: string; readonly successor: string } | null;
}

/** Inhabitants per recipient on one date. */
export interface PopulationTable {
  /** ISO date, e.g. "2021-12-31". */
  readonly date: string;
  readonly source: string;
  /** code -> inhabitants, of one kind. */
  readonly inhabitants: Readonly<Record<Exclude<RecipientKind, "ngo">, ReadonlyMap<string, number>>>;
}

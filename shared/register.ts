import type { RecipientId, RecipientKey, RecipientKind } from "./recipient.ts";
import { recipientId } from "./recipient.ts";

/** A municipality, region or county board (länsstyrelse) as it stands in the register. */
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

/** The kinds with inhabitants, that a key can divide among; the agencies of the register are the county boards alone. */
export type RegisterKind = Exclude<RecipientKind, "ngo" | "agency">;

/** Inhabitants per recipient on one date. */
export interface PopulationTable {
  /** ISO date, e.g. "2021-12-31". */
  readonly date: string;
  readonly source: string;
  /** code -> inhabitants, of one kind. */
  readonly inhabitants: Readonly<Record<RegisterKind, ReadonlyMap<string, number>>>;
}

/** The county board (länsstyrelse) of a region's county has the code of its county. */
export function countyBoardOf(region: RegisterEntry): RegisterEntry {
  return { ...region, kind: "agency", name: `Länsstyrelsen i ${region.county}` };
}

/** Every municipality, region and county board by (kind, code), and how many live there on each known date. */
export interface Register {
  /** Every entry, in use or ceased. */
  readonly entries: readonly RegisterEntry[];
  /** The entry of a code in use or ceased; undefined for one that the register does not know, as of all NGOs. */
  readonly find: (key: RecipientKey) => RegisterEntry | undefined;
  /** The entry that answers for a code today: itself, or the last of its successors. */
  readonly current: (key: RecipientKey) => RegisterEntry | undefined;
  /** The entries in use, in order of code. */
  readonly list: (kind: RegisterKind | "agency") => readonly RegisterEntry[];
  /** The population on exactly this ISO date; undefined when no table has that date (never the nearest one). */
  readonly populationOn: (date: string) => PopulationTable | undefined;
  /** ISO dates with a population table, oldest first. */
  readonly populationDates: readonly string[];
}

/** What a register is built from; of two tables with one date the later in the list stands. */
export interface RegisterData {
  readonly entries: readonly RegisterEntry[];
  readonly populations: readonly PopulationTable[];
}

/** Builds the register. Throws when a code occurs twice or a ceased code has no successor in use: faulty data. */
export function buildRegister({ entries, populations }: RegisterData): Register {
  const byId = new Map(entries.map((entry) => [recipientId(entry), entry]));
  if (byId.size !== entries.length) throw new Error("Registret har samma kod två gånger.");

  const current = (key: RecipientKey): RegisterEntry | undefined => {
    const entry = byId.get(recipientId(key));
    return entry?.ceased ? successorOf(entry, byId) : entry;
  };
  for (const entry of entries) {
    if (current(entry) === undefined) throw new Error(`Koden ${entry.code} saknar efterföljare i registret.`);
  }

  const inUse = {
    municipality: entriesInUse(entries, "municipality"),
    region: entriesInUse(entries, "region"),
    agency: entriesInUse(entries, "agency"),
  };
  const tables = new Map(populations.map((table) => [table.date, table]));
  return {
    entries,
    find: (key) => byId.get(recipientId(key)),
    current,
    list: (kind) => inUse[kind],
    populationOn: (date) => tables.get(date),
    populationDates: [...tables.keys()].sort(),
  };
}

function entriesInUse(entries: readonly RegisterEntry[], kind: RecipientKind): readonly RegisterEntry[] {
  return entries
    .filter((entry) => entry.kind === kind && entry.ceased === null)
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

function successorOf(
  entry: RegisterEntry,
  byId: ReadonlyMap<RecipientId, RegisterEntry>,
): RegisterEntry | undefined {
  // A code follows a code that ceased before it, so dates only rise; anything else would be a circle in the data.
  if (entry.ceased === null) return entry;
  const next = byId.get(recipientId({ kind: entry.kind, code: entry.ceased.successor }));
  if (next?.ceased && next.ceased.date <= entry.ceased.date) return undefined;
  return next && successorOf(next, byId);
}

import type { RecipientKind } from "./recipient.ts";
import type { RegisterEntry } from "./register.ts";

/** Finds a recipient by the name that somebody typed. */
export interface NameIndex {
  /** The one recipient of that kind with that name, however it is written; null when none or several have it. */
  readonly find: (kind: RecipientKind, text: string) => RegisterEntry | null;
}

/** No name of a recipient is longer, however it is written. */
const longest = 100;

/**
 * The keys under which a typed name may be found: "Borås stad" and "BORÅS" share one, so do "Falu kommun" and "Falun".
 * Diacritics are never folded: Habo and Håbo are two municipalities.
 */
export function nameKeys(kind: RecipientKind, text: string): readonly string[] {
  if (text.length > longest) return [];
  const plain = text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
  return plain === "" ? [] : [...new Set([plain, ...shortForms[kind](plain)])];
}

/**
 * The index over entries of every kind, ceased ones too: a name in use goes before one that has ceased. It is built when
 * the first name is asked for, which most who start never do.
 */
export function buildNameIndex(entries: readonly RegisterEntry[]): NameIndex {
  let built: readonly [current: Keyed, former: Keyed] | null = null;
  return {
    find: (kind, text) => {
      const keys = nameKeys(kind, text);
      const [current, former] = (built ??= inUseAndCeased(entries));
      return unique(keys, current[kind]) ?? unique(keys, former[kind]);
    },
  };
}

function inUseAndCeased(entries: readonly RegisterEntry[]): readonly [current: Keyed, former: Keyed] {
  const inUse = entries.filter((entry) => entry.ceased === null);
  const ceased = entries.filter((entry) => entry.ceased !== null);
  return [keyed(inUse, namesOf(inUse)), keyed(ceased, namesOf(ceased))];
}

/** null marks a key that several recipients share. */
type Keyed = Record<RecipientKind, Map<string, RegisterEntry | null>>;

function keyed(entries: readonly RegisterEntry[], names: (entry: RegisterEntry) => readonly string[]): Keyed {
  const index: Keyed = { municipality: new Map(), region: new Map(), ngo: new Map(), agency: new Map() };
  for (const entry of entries) {
    const keys = new Set(names(entry).flatMap((name) => spokenForms(entry.kind, name)));
    for (const key of keys) index[entry.kind].set(key, index[entry.kind].has(key) ? null : entry);
  }
  return index;
}

function unique(keys: readonly string[], index: Map<string, RegisterEntry | null>): RegisterEntry | null {
  const found = new Set(keys.flatMap((key) => index.get(key) ?? []));
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}

/**
 * The names of a recipient in the register. A region is also known by its county ("Södermanland" for Region Sörmland),
 * and a municipality that is alone in its county by the name of the region that took over its tasks (Region Gotland).
 */
function namesOf(entries: readonly RegisterEntry[]): (entry: RegisterEntry) => readonly string[] {
  const inCounty = new Map<string, number>();
  for (const { kind, countyCode } of entries) {
    if (kind === "municipality") inCounty.set(countyCode, (inCounty.get(countyCode) ?? 0) + 1);
  }
  const regionOf = new Map(
    entries.filter(({ kind }) => kind === "region").map(({ countyCode, name }) => [countyCode, name]),
  );
  return ({ kind, name, county, countyCode }) => {
    if (kind === "region") return [name, county];
    const region = regionOf.get(countyCode);
    const alone = kind === "municipality" && inCounty.get(countyCode) === 1;
    return alone && region !== undefined ? [name, region] : [name];
  };
}

/** A name of the register as people say it: with and without genitive, "Falu" for Falun. */
function spokenForms(kind: RecipientKind, name: string): readonly string[] {
  return nameKeys(kind, name).flatMap((key) => [key, ...genitives(key)]);
}

function genitives(name: string): readonly string[] {
  const plain = /[sxz]$/.test(name) ? [] : [`${name}s`];
  return name.endsWith("un") ? [...plain, name.slice(0, -1)] : plain;
}

/** What is left of a name without the word for the kind; "Stockholms stad" is no region, so each kind has its own. */
const shortForms: Readonly<Record<RecipientKind, (name: string) => readonly string[]>> = {
  municipality: (name) => [name.replace(/ (?:kommun|stad)$/, "").replace(/^kommunen? /, "")],
  region: (name) => {
    const short = name
      .replace(/^(?:region|regionen|landstinget i|landstinget) /, "")
      .replace(/ läns landsting$| landsting$| län$/, "")
      .replace(/regionen$/, "");
    return short.endsWith("s") ? [short, short.slice(0, -1)] : [short];
  },
  ngo: () => [],
  agency: (name) => {
    const county = /^länsstyrelsen (?:i )?(.+?)(?: län)?$/.exec(name)?.[1];
    return county === undefined
      ? []
      : [`länsstyrelsen ${county}`, `länsstyrelsen ${county.replace(/s$/, "")}`];
  },
};

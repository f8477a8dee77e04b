import type { NameIndex } from "../names.ts";
import { isNumbered, type RecipientId, type RecipientKind } from "../recipient.ts";
import type { RegisterEntry } from "../register.ts";

/**
 * Who applies. A unit (stadsdelsförvaltning or other administration) is never merged with its municipality; units,
 * local federations (kommunalförbund), NGOs and agencies have no code in the register and are numbered at registration.
 * Of the agencies the county boards (länsstyrelserna) have one; for the others it is null.
 */
export type Applicant =
  | { readonly type: "municipality"; readonly code: string; readonly name: string; readonly county: string }
  | { readonly type: "unit"; readonly city: string; readonly name: string; readonly county: string }
  | { readonly type: "federation"; readonly name: string; readonly county: string }
  | {
      readonly type: "ngo";
      readonly name: string;
      readonly county: string | null;
      /** "NNNNNN-NNNN"; null where it is not stated, as of a member of a joint application. */
      readonly orgnr: string | null;
    }
  | {
      readonly type: "agency";
      readonly code: string | null;
      readonly name: string;
      readonly county: string | null;
    };

/** A name that is no applicant. `county-needed`: a local federation is numbered in its county, which is not stated. */
export type ApplicantFault = "unknown" | "ceased" | "county-needed" | "other-county";

/**
 * The applicant of a name. "Stockholms stad, SDF Bromma" is a unit of 0180; a name that ends in "förbund" is a local
 * federation of the county stated; among agencies one that calls itself a länsstyrelse is that of a county. `county` is
 * a two-digit code, null when the sheet does not say.
 */
export function findApplicant(
  kind: RecipientKind,
  name: string,
  county: string | null,
  index: NameIndex,
): Applicant | ApplicantFault {
  const written = name.replace(/\s+/g, " ").trim();
  if (kind === "ngo") return { type: "ngo", name: written, county, orgnr: null };
  const whole = index.find(kind, written);
  if (kind === "agency") {
    if (whole !== null) return placed(whole, county, () => agency(whole));
    return /^länsstyrelse/i.test(written) ? "unknown" : { type: "agency", code: null, name: written, county };
  }
  if (whole !== null) return placed(whole, county, () => ({ ...municipality(whole) }));
  const unit = unitOf(written, index);
  if (unit !== null)
    return placed(unit, county, () => ({
      type: "unit",
      city: unit.code,
      name: written,
      county: unit.countyCode,
    }));
  if (written.includes(",") || !/förbund(?:et)?$/i.test(written)) return "unknown";
  return county === null ? "county-needed" : { type: "federation", name: written, county };
}

function placed(
  entry: RegisterEntry,
  county: string | null,
  make: () => Applicant,
): Applicant | ApplicantFault {
  if (entry.ceased !== null) return "ceased";
  return county !== null && county !== entry.countyCode ? "other-county" : make();
}

function municipality({ code, name, countyCode }: RegisterEntry): Applicant {
  return { type: "municipality", code, name, county: countyCode };
}

function agency({ code, name, countyCode }: RegisterEntry): Applicant {
  return { type: "agency", code, name, county: countyCode };
}

/** The member of a joint application that a name means; null when it is nobody's, or no single one's. */
export function findMember(
  kind: RecipientKind,
  name: string,
  county: string | null,
  index: NameIndex,
): Applicant | null {
  // Members need not lie in the lead's county; a federation is looked for there.
  const found = findApplicant(kind, name, null, index);
  const member = found === "county-needed" ? findApplicant(kind, name, county, index) : found;
  return typeof member === "object" ? member : null;
}

/** An administration by its name: "SDF Bromma", "Social resursförvaltning", "Stadsledningskontoret". */
const administration = /^(?:sdf|sdn|stadsdel\p{L}*) |(?:förvaltning|nämnd|kontor)(?:en|et)?$/iu;

/**
 * The municipality of a unit, "Göteborgs stad, Angered": its name stands before a comma, as "stad" or "kommun" or with
 * an administration after it. "Borlänge, Säter" are two municipalities, and "Borlänge, Sätter" may be.
 */
function unitOf(name: string, index: NameIndex): RegisterEntry | null {
  const [whole = "", ...parts] = name.split(",").map((part) => part.trim());
  const part = parts.join(", ");
  const isFormal = / (?:stad|kommun)$/i.test(whole) && part !== "" && !/ (?:stad|kommun)$/i.test(part);
  const isPart = isFormal || administration.test(part);
  return isPart && parts.every((one) => index.find("municipality", one) === null)
    ? index.find("municipality", whole)
    : null;
}

/**
 * The names in a cell of members, parted by semicolons. Those parted by commas are several when every one of them is a
 * municipality; otherwise the comma is a part of the name, for `findApplicant` to know or not.
 */
export function memberNamesIn(cell: string, kind: RecipientKind, index: NameIndex): readonly string[] {
  const parted = (text: string, by: string): string[] =>
    text
      .split(by)
      .map((one) => one.trim())
      .filter((one) => one !== "");
  return parted(cell, ";").flatMap((name) => {
    const parts = parted(name, ",");
    return kind === "municipality" && parts.every((one) => index.find(kind, one) !== null) ? parts : [name];
  });
}

/** Who applied, by what is registered of an application: a unit has its city's code first. */
export function applicantOf({
  type,
  code,
  name,
  county,
  orgnr,
}: Readonly<Record<"code" | "name", string> & Record<"county" | "orgnr", string | null>> & {
  readonly type: Applicant["type"];
}): Applicant {
  switch (type) {
    case "municipality":
      return { type, code, name, county: county! };
    case "unit":
      return { type, city: code.slice(0, 4), name, county: county! };
    case "federation":
      return { type, name, county: county! };
    case "ngo":
      return { type, name, county, orgnr };
    case "agency":
      return { type, code: isNumbered({ kind: type, code }) ? null : code, name, county };
  }
}

/**
 * The same for two ways of writing one applicant, and for no two applicants: "SDF" is "Stadsdelsförvaltning", and two
 * NGOs may have one name.
 */
export function applicantKey(applicant: Applicant): string {
  switch (applicant.type) {
    case "municipality":
      return `municipality:${applicant.code}`;
    case "unit":
      return `unit:${applicant.city} ${unitKey(applicant.name.slice(applicant.name.indexOf(",") + 1))}`;
    case "federation":
      return `federation:${applicant.county} ${plain(applicant.name).replace(/förbundet$/, "förbund")}`;
    case "ngo":
      return `ngo:${applicant.orgnr === null ? "" : `${applicant.orgnr} `}${plain(applicant.name)}`;
    case "agency":
      return applicant.code === null ? `agency:${plain(applicant.name)}` : `agency:${applicant.code}`;
  }
}

/** The key by the name alone: all there is of a member, whose organisation number is not stated. */
export function nameKey(applicant: Applicant): string {
  return applicantKey(applicant.type === "ngo" ? { ...applicant, orgnr: null } : applicant);
}

/** Whether the key may be of this applicant: one name, and no two organisation numbers. */
export function mayBe(key: string, applicant: Applicant): boolean {
  const [known, own] = [ngoParts(key), ngoParts(applicantKey(applicant))];
  if (known === null || own === null) return key === applicantKey(applicant);
  return known.name === own.name && (known.orgnr === own.orgnr || known.orgnr === "" || own.orgnr === "");
}

/** An NGO's key as organisation number ("" for none) and name; null for the key of another applicant. */
function ngoParts(key: string): { readonly orgnr: string; readonly name: string } | null {
  const parts = /^ngo:(?:(\d{6}-\d{4}) )?(.*)$/s.exec(key);
  return parts && { orgnr: parts[1] ?? "", name: parts[2]! };
}

function unitKey(name: string): string {
  return plain(name).replace(
    /^(?:sdf|sdn|stadsdelsförvaltning(?:en)?|stadsdelsnämnd(?:en)?)\s+(?:i\s+)?/,
    "sdf ",
  );
}

function plain(text: string): string {
  return text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
}

/** The numbers already given, by `applicantKey`. */
export type Numbers = ReadonlyMap<string, RecipientId>;

/** No more units in one municipality, or federations in one county, than two digits can number. */
const mostInSeries = 99;

/**
 * The id of each applicant by its key: a municipality has its code, the others keep the number they were given or get
 * the next of their series: a unit its municipality's code and two digits ("018003"), a federation its county's code,
 * "00" and two digits ("140001"), an NGO a serial number, an agency that is no county board one from 101. `taken` are
 * ids in use elsewhere, never given again. An NGO numbered without its organisation number is found by its name, until it
 * is known by both; one that states none is the only one of its name, if there is one.
 * @throws RangeError when a series is full
 */
export function numberApplicants(
  applicants: readonly Applicant[],
  given: Numbers,
  taken: Iterable<RecipientId> = [],
): Map<string, RecipientId> {
  const ids = new Map(given);
  const namesakes = new Map<string, Map<string, RecipientId>>();
  for (const [key, id] of given) {
    const parts = ngoParts(key);
    if (parts === null) continue;
    const same = namesakes.get(parts.name) ?? new Map<string, RecipientId>();
    namesakes.set(parts.name, same.set(parts.orgnr, id));
  }
  const used = new Set<RecipientId>([...given.values(), ...taken]);
  const next = (serial: (number: number) => RecipientId, most: number): RecipientId => {
    for (let number = 1; number <= most; number++) {
      const id = serial(number);
      if (used.has(id)) continue;
      used.add(id);
      return id;
    }
    throw new RangeError("the series of numbers is full");
  };
  for (const applicant of applicants) {
    const key = applicantKey(applicant);
    const parts = ngoParts(key);
    if (parts === null) {
      if (!ids.has(key)) ids.set(key, numbered(applicant, next));
      continue;
    }
    const { orgnr, name } = parts;
    const same = namesakes.get(name) ?? new Map<string, RecipientId>();
    const known = same.get(orgnr) ?? (orgnr === "" ? onlyOne(same) : same.get(""));
    const id = known ?? numbered(applicant, next);
    if (orgnr !== "") same.delete("");
    if (orgnr !== "" || known === undefined) same.set(orgnr, id);
    namesakes.set(name, same);
    ids.set(key, id);
  }
  return ids;
}

function onlyOne<T>(all: ReadonlyMap<string, T>): T | undefined {
  return all.size === 1 ? [...all.values()][0] : undefined;
}

function numbered(
  applicant: Applicant,
  next: (serial: (number: number) => RecipientId, most: number) => RecipientId,
): RecipientId {
  const two = (number: number): string => String(number).padStart(2, "0");
  switch (applicant.type) {
    case "municipality":
      return `municipality:${applicant.code}`;
    case "unit":
      return next((number) => `municipality:${applicant.city}${two(number)}`, mostInSeries);
    case "federation":
      return next((number) => `municipality:${applicant.county}00${two(number)}`, mostInSeries);
    case "ngo":
      return next((number) => `ngo:${number}`, Number.MAX_SAFE_INTEGER);
    case "agency":
      return applicant.code === null
        ? next((number) => `agency:${100 + number}`, 899)
        : `agency:${applicant.code}`;
  }
}

/** The two-digit code of a county written as code, letter or name ("14", "O", "Västra Götalands län"); null: none. */
export function countyCode(text: string, entries: readonly RegisterEntry[]): string | null {
  const wanted = plain(text).replace(/ län$/, "");
  const padded = /^\d$/.test(wanted) ? `0${wanted}` : wanted;
  const found = entries.find(
    ({ countyCode: code, countyLetter, county }) =>
      code === padded ||
      plain(countyLetter) === wanted ||
      plain(county).replace(/ län$/, "") === wanted ||
      plain(county).replace(/s? län$/, "") === wanted,
  );
  return found?.countyCode ?? null;
}

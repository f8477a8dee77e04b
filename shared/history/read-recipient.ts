import type { Cell } from "../cell.ts";
import type { NameIndex } from "../names.ts";
import { codeDigits, isNumbered, kindName, type RecipientKind } from "../recipient.ts";
import type { Register, RegisterEntry } from "../register.ts";
import { fail, ok, type Result } from "../result.ts";

/** Whom recipients are looked up in. */
export interface Names {
  readonly register: Register;
  readonly index: NameIndex;
}

/** Whom a row is about. `readAs` says how a name was understood when it did not stand as in the register. */
export interface ReadRecipient {
  readonly code: string;
  readonly name: string;
  readonly county: string | null;
  readonly readAs: string | null;
}

/** What an old row says of its recipient: cells as they stand. */
export interface SaidRecipient {
  readonly code: Cell;
  readonly name: Cell;
  readonly county: Cell;
}

/**
 * The recipient of a row: by its code, else by its name, else by what an official has answered about the name. Letters
 * are never folded: Habo and Håbo are two. The error says in Swedish why not, with what it may have meant.
 */
export function readRecipient(
  said: SaidRecipient,
  kind: RecipientKind,
  { register, index }: Names,
  answers: Readonly<Record<string, string>>,
): Result<ReadRecipient> {
  const name = answerName(said.name);
  const answered = Object.hasOwn(answers, name) ? answers[name]! : null;
  // An official's answer is what settles a row whose code and name do not go together.
  const code = answered ?? codeOf(said.code, kind);
  if (kind === "ngo" || (kind === "agency" && code !== null && isNumbered({ kind, code }))) {
    if (code === null) return fail("Organisationen har inget löpnummer. Svara med dess löpnummer.");
    return name === ""
      ? fail("Raden saknar organisationens namn.")
      : ok({ code, name, county: null, readAs: null });
  }
  const byCode = code === null ? null : (register.find({ kind, code }) ?? null);
  if (code !== null && byCode === null)
    return fail(`Koden ${code} är ingen ${kindName[kind]}. Svara med rätt kod.`);
  if (byCode === null && said.code !== null) return fail(`Koden ${String(said.code)} går inte att läsa.`);
  const plain = name.replace(/\s*(?:\*+|[¹²³]|\d\))+$/, "");
  const byName = index.find(kind, plain);
  if (byCode !== null && byName !== null && byCode !== byName && answered === null)
    return fail(
      `Koden ${byCode.code} är ${byCode.name}, men namnet är ${byName.name} (${byName.code}). Vilket gäller?`,
    );
  const found = byCode ?? byName;
  if (found === null)
    return fail(name === "" ? "Raden saknar mottagare." : unknownName(plain, kind, register));
  const county = typeof said.county === "string" ? said.county : null;
  if (county !== null && answered === null && !isCounty(county, found))
    return fail(
      `Raden säger ${county}, men ${found.name} (${found.code}) ligger i ${found.county}. Vilket gäller?`,
    );
  return ok({
    code: found.code,
    name: found.name,
    county: found.county,
    readAs: name === found.name || name === "" ? null : `${found.name} (${found.code})`,
  });
}

/** What a name is answered by: as it stands, but for white space. */
export function answerName(cell: Cell): string {
  return typeof cell === "string" ? cell.replace(/\s+/g, " ").trim() : "";
}

/** Codes are text, but old sheets have lost their first zero. */
function codeOf(cell: Cell, kind: RecipientKind): string | null {
  const text = cell === null ? "" : String(cell).trim();
  if (!/^\d{1,10}$/.test(text)) return null;
  return text.padStart(codeDigits[kind], "0");
}

function isCounty(text: string, { county, countyLetter, countyCode }: RegisterEntry): boolean {
  const plain = (name: string): string =>
    name
      .normalize("NFC")
      .toLowerCase()
      .replace(/s? län$/, "")
      .trim();
  return [plain(county), countyLetter.toLowerCase(), countyCode].includes(plain(text));
}

function unknownName(name: string, kind: RecipientKind, register: Register): string {
  const wanted = spelling(name);
  const alike = spellingsOf(register).filter(
    ({ one, spelled }) => one.kind === kind && isAlike(spelled, wanted),
  );
  const meant = alike.slice(0, 3).map(({ one }) => `${one.name} (${one.code})`);
  const question =
    meant.length === 0
      ? "Svara med koden, eller låt raden vara utelämnad."
      : `Menas ${meant.join(" eller ")}?`;
  return `Namnet är ingen ${kindName[kind]} i registret. ${question}`;
}

const spellings = new WeakMap<Register, readonly { one: RegisterEntry; spelled: string }[]>();

/** The register's names in the spelling they are compared in, made once: an old sheet may ask for each of its rows. */
function spellingsOf(register: Register): readonly { one: RegisterEntry; spelled: string }[] {
  const known = spellings.get(register);
  if (known) return known;
  const made = register.entries.map((one) => ({ one, spelled: spelling(one.name) }));
  spellings.set(register, made);
  return made;
}

const spelling = (name: string): string =>
  name
    .normalize("NFC")
    .toLowerCase()
    .replace(/ (kommun|stad)$/, "")
    .replace(/[\s-]+/g, " ");

/** At most one letter more, less or other. Only asked about, never taken for the same. */
function isAlike(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || b.length < 3) return false;
  const start = Array.from(a).findIndex((letter, i) => letter !== b[i]);
  if (start < 0) return true;
  const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
  const rest = longer.slice(start + 1);
  return rest === shorter.slice(start) || rest === shorter.slice(start + 1);
}

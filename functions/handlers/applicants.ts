import {
  type Applicant,
  applicantKey,
  applicantOf,
  mayBe,
  nameKey,
  numberApplicants,
} from "../../shared/application/applicant.ts";
import { Refusal } from "../../shared/errors.ts";
import { programmeYears } from "../../shared/programmes/index.ts";
import { isNumbered, type RecipientId, recipientId, recipientKey } from "../../shared/recipient.ts";
import type { Context } from "../context.ts";
import type { ApplicantRow, ApplicationRow, RowsOf, Versioned } from "../store/kept.ts";
import type { ChainChange, Head } from "../store/model.ts";
import { actOn } from "./change.ts";
import { register } from "./rounds.ts";

const allRounds = programmeYears.flatMap(({ rounds }) => rounds);

/** The chain of the numbers given to applicants: one for all rounds, so that none is given twice. */
export const applicantChain = "sokande";

/** Everybody that has been numbered. */
export async function applicantsNow({ store }: Context): Promise<RowsOf<"applicants">> {
  const [head] = await store.heads([applicantChain]);
  return await store.rows(head!, "applicants");
}

/** Whether a recipient is in the register, has been numbered, or was granted money without an application here. */
export async function isKnown({ store }: Context, recipient: RecipientId): Promise<boolean> {
  const key = recipientKey(recipient);
  if (key.kind === "ngo" || register.find(key) !== undefined) return true;
  const granting = allRounds.filter(({ kind, route }) => kind === key.kind && route === "grant");
  const [numbers, ...heads] = await store.heads([applicantChain, ...granting.map(({ id }) => id)]);
  const found = await Promise.all([
    store.rows(numbers!, "applicants", [recipient]),
    ...heads.filter(({ seq }) => seq > 0).map((head) => store.rows(head, "balances", [recipient])),
  ]);
  return found.some(({ size }) => size > 0);
}

/** What sort of applicant a recipient that we know is, and its county; null where nobody has said. */
export async function applicantAs(
  { store }: Context,
  recipient: RecipientId,
): Promise<Pick<ApplicationRow, "type" | "county">> {
  const { kind, code } = recipientKey(recipient);
  if (kind === "ngo") return { type: "ngo", county: null };
  const county = code.slice(0, 2);
  if (register.find({ kind, code }) !== undefined) return { type: "municipality", county };
  const [head] = await store.heads([applicantChain]);
  const key = (await store.rows(head!, "applicants", [recipient])).get(recipient)?.value.key ?? "";
  return { type: key.startsWith("federation:") ? "federation" : "unit", county };
}

/**
 * The ids of applicants, new numbers among them, and the change that keeps those; null when nothing is new. `taken` are
 * numbers given elsewhere; `applications` say the organisation number of one that was numbered by its name alone.
 */
export async function numbered(
  { store }: Context,
  head: Head,
  applicants: readonly Applicant[],
  taken: Iterable<RecipientId>,
  applications: RowsOf<"applications">,
): Promise<{ readonly idOf: (applicant: Applicant) => RecipientId; readonly chain: ChainChange | null }> {
  const known = await store.rows(head, "applicants");
  const given = new Map(
    [...known].map(([id, { value }]) => {
      const applied = applications.get(id)?.value;
      const key = applied?.type === "ngo" ? applicantKey(applicantOf({ ...applied, code: "" })) : value.key;
      return [key.length > value.key.length ? key : value.key, id];
    }),
  );
  const ids = numbersOf(applicants, given, [...known.keys(), ...taken]);
  const rows = new Map<RecipientId, Versioned<ApplicantRow>>();
  for (const applicant of applicants) {
    const key = applicantKey(applicant);
    const id = ids.get(key)!;
    const before = known.get(id);
    // One that states no organisation number is kept by the one that it was known by.
    const hasNumber = before !== undefined && (before.value.key === key || nameKey(applicant) === key);
    if (!isNumbered(recipientKey(id)) || hasNumber) continue;
    rows.set(id, { version: before?.version ?? 0, value: { key, name: applicant.name } });
  }
  const act = actOn(head, { action: "sökande numrerade", details: { numbered: rows.size } });
  return {
    idOf: (applicant) => ids.get(applicantKey(applicant))!,
    chain: rows.size === 0 ? null : { ...act, rows: { applicants: rows } },
  };
}

/**
 * The change that gives NGOs the serial numbers that their grants were registered with, null when all had them; refused
 * where a number is another's, or an organisation has another number.
 */
export async function numberedByGrants(
  { store }: Context,
  head: Head,
  grants: readonly { readonly code: string; readonly name: string; readonly orgnr: string | null }[],
): Promise<ChainChange | null> {
  const known = await store.rows(head, "applicants");
  const keys = new Map([...known].map(([id, { value }]) => [id, value.key]));
  const rows = new Map<RecipientId, Versioned<ApplicantRow>>();
  for (const { code, name, orgnr } of grants) {
    const id = recipientId({ kind: "ngo", code });
    const applicant: Applicant = { type: "ngo", name, county: null, orgnr };
    const key = applicantKey(applicant);
    const other = known.get(id)?.value;
    if (other !== undefined && !mayBe(other.key, applicant))
      throw new Refusal(
        "wrong-state",
        `Löpnummer ${code} (${name}) hör till ${other.name}. Ge organisationen ett eget löpnummer.`,
        { code },
      );
    const own = [...keys].find(([, given]) => orgnr !== null && given === key)?.[0];
    if (own !== undefined && own !== id)
      throw new Refusal(
        "wrong-state",
        `${name} (${orgnr ?? ""}) har redan löpnummer ${recipientKey(own).code}. Använd det i stället för ${code}.`,
        { code },
      );
    const namesake = [...keys].find(([, given]) => mayBe(given, applicant))?.[0];
    if (other === undefined && namesake !== undefined)
      throw new Refusal(
        "wrong-state",
        `${name} finns redan med löpnummer ${recipientKey(namesake).code}. Använd det i stället för ${code}. Är det en annan organisation, ange bådas organisationsnummer eller skriv namnet så att de skiljs åt, till exempel med orten.`,
        { code },
      );
    if (other !== undefined && (orgnr === null || other.key === key)) continue;
    keys.set(id, key);
    rows.set(id, { version: known.get(id)?.version ?? 0, value: { key, name } });
  }
  const act = actOn(head, { action: "sökande numrerade", details: { numbered: rows.size } });
  return rows.size === 0 ? null : { ...act, rows: { applicants: rows } };
}

function numbersOf(
  ...[applicants, given, taken]: Parameters<typeof numberApplicants>
): ReturnType<typeof numberApplicants> {
  try {
    return numberApplicants(applicants, given, taken);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Refusal(
      "rules-broken",
      "Numren räcker inte: en kommun eller ett län har redan 99 numrerade sökande. Rätta namnen i bladet, så att samma sökande inte skrivs på flera sätt.",
    );
  }
}

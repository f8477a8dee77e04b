import { applicantKey, type Applicant, findMember, nameKey } from "./applicant.ts";
import type { ApplicationContext, RegisteredApplication } from "./context.ts";
import type { Draft } from "./draft.ts";
import type { ApplicationFacts, Elsewhere } from "./rules.ts";

/** The first application of each in the sheet, by index, and what came in before and is not replaced by the sheet. */
interface Keys {
  /** By `applicantKey`. */
  readonly leads: ReadonlyMap<string, number>;
  /** By `nameKey`: who leads, and who is a member. */
  readonly named: ReadonlyMap<string, number>;
  readonly members: ReadonlyMap<string, number>;
  readonly earlier: readonly Earlier[];
}

interface Earlier extends RegisteredApplication {
  readonly key: string;
  readonly memberKeys: readonly string[];
}

/** Who is in the sheet and in what came in before. */
export function keysOf(drafts: readonly Draft[], { registered, round, nameIndex }: ApplicationContext): Keys {
  const [leads, named, members] = [0, 1, 2].map(() => new Map<string, number>()) as [
    Map<string, number>,
    Map<string, number>,
    Map<string, number>,
  ];
  const note = (first: Map<string, number>, key: string, i: number): void => {
    if (!first.has(key)) first.set(key, i);
  };
  drafts.forEach(({ applicant, members: { known } }, i) => {
    if (applicant !== null) {
      note(leads, applicantKey(applicant), i);
      note(named, nameKey(applicant), i);
    }
    for (const member of known) note(members, nameKey(member), i);
  });
  const earlier = registered.map((one): Earlier => {
    const found = one.members.map((name) => findMember(round.kind, name, one.applicant.county, nameIndex));
    return {
      ...one,
      key: applicantKey(one.applicant),
      memberKeys: found.flatMap((member) => (member === null ? [] : [nameKey(member)])),
    };
  });
  return { leads, named, members, earlier };
}

/** An application seen together with the others, as the rules ask of it. */
export function factsOf(
  draft: Draft,
  i: number,
  {
    drafts,
    keys,
    context,
  }: { readonly drafts: readonly Draft[]; readonly keys: Keys; readonly context: ApplicationContext },
): ApplicationFacts {
  const { applicant, content } = draft;
  const own = applicant === null ? null : applicantKey(applicant);
  const earlier = own === null ? i : keys.leads.get(own)!;
  const ownName = draft.applicant === null ? null : nameKey(draft.applicant);
  const members = draft.members.known.map((member, at) => ({ ...member, key: nameKey(member), at }));
  const seen = members.map(({ key }) => key);
  const repeated = members.filter(({ key, at }) => key === ownName || seen.indexOf(key) < at);
  const others = members.filter((member) => !repeated.includes(member));
  // What the sheet itself replaces stands in nobody's way.
  const standing = keys.earlier.filter(({ key }) => !keys.leads.has(key));
  const inEarlier = (name: string, is: (one: Earlier) => boolean): Elsewhere | null => {
    const found = standing.find(is);
    if (found === undefined) return null;
    const { applicant, received, document } = found;
    return { name, lead: applicant.name, received, document };
  };
  const elsewhere = (index: ReadonlyMap<string, number>, before: (one: Earlier, key: string) => boolean) =>
    others.flatMap(({ key, name }): Elsewhere[] => {
      const at = index.get(key);
      if (at !== undefined && at !== i) return [{ name, row: drafts[at]!.row }];
      const earlierOne = inEarlier(name, (one) => before(one, key));
      return earlierOne === null ? [] : [earlierOne];
    });
  return {
    round: context.round,
    today: context.today,
    name: draft.name,
    applicant: draft.applicant,
    applicantFault: draft.applicantFault,
    county: draft.county,
    content,
    counted:
      applicant === null || content.received === null
        ? content.received
        : (context.countedFrom?.(applicant, content.received) ?? content.received),
    earlierRow: earlier < i ? drafts[earlier]!.row : 0,
    registered: keys.earlier.some(
      ({ key, state }) => state === "submitted" && (key === own || key === ownName),
    ),
    namesake: namesakeOf(draft, i, drafts, keys.earlier),
    unknownMembers: draft.members.unknown,
    repeatedMembers: repeated.map(({ name }) => name),
    sharedMembers: elsewhere(keys.members, ({ memberKeys }, key) => memberKeys.includes(key)),
    leadingMembers: elsewhere(keys.named, ({ applicant }, key) => nameKey(applicant) === key),
    memberOf:
      ownName === null ? null : inEarlier(draft.name!, ({ memberKeys }) => memberKeys.includes(ownName)),
    accountOwner: draft.accountOwner,
  };
}

/** The organisation number of another NGO of the name, above in the sheet or registered. */
function namesakeOf(
  { applicant }: Draft,
  i: number,
  drafts: readonly Draft[],
  earlier: readonly Earlier[],
): string | null {
  if (applicant?.type !== "ngo" || applicant.orgnr === null) return null;
  const others = [...drafts.slice(0, i), ...earlier].map((one) => one.applicant);
  const key = nameKey(applicant);
  const isOther = (one: Applicant | null): boolean =>
    one?.type === "ngo" && one.orgnr !== null && one.orgnr !== applicant.orgnr && nameKey(one) === key;
  const found = others.find(isOther);
  return found?.type === "ngo" ? found.orgnr : null;
}

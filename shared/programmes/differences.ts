import { formatKronor as kr } from "../money.ts";
import type {
  DatedRules,
  GroupKind,
  OrUnknown,
  Period,
  Programme,
  RoundPlan,
  Rules,
  YearBudget,
} from "../programme.ts";
import { inForce, isUnknown } from "./dated.ts";
import { groupName, say, sayGround, sayKey, sayKronor, sayRule, sentence, subjectName } from "./words.ts";

/**
 * What a programme changes beside an earlier one, in Swedish, a line a difference: the rules of the earlier one's last
 * day against those that follow, and the money and rounds of its last year against the first year of the later one.
 */
export function differences(earlier: Programme, later: Programme): string[] {
  return [
    `${later.name}${later.fictional ? " (påhittat, för prov)" : ""}, jämfört med ${earlier.name}`,
    ...groupsOf(earlier, later).flatMap((kind) => groupDifferences(kind, earlier, later)),
    ...yearDifferences(earlier.years.at(-1), later.years[0]),
  ];
}

/** What is unknown in a programme's years and rules: it must be known before the money can be handed out. */
export function unknowns({ groups, years }: Programme): string[] {
  const ofRules = (Object.entries(groups) as [GroupKind, Programme["groups"][GroupKind]][]).flatMap(
    ([kind, rules]) =>
      subjects.flatMap((subject) =>
        (rules?.[subject] ?? [])
          .filter(({ value }) => isUnknown(value))
          .map(
            ({ from, value }) =>
              `${groupName[kind]}, ${subjectName[subject]} från ${from}: ${say(value, String)}`,
          ),
      ),
  );
  const ofYears = years.flatMap(({ year, available, appropriations, rounds }) => [
    ...Object.entries(available)
      .filter(([, amount]) => isUnknown(amount))
      .map(
        ([kind, amount]) => `${year}, tillgängligt för ${groupName[kind as GroupKind]}: ${sayKronor(amount)}`,
      ),
    ...(isUnknown(appropriations) ? [`${year}, anslagsposter: ${say(appropriations, String)}`] : []),
    ...rounds.flatMap((round) =>
      roundFields
        .filter(({ known }) => !known(round))
        .map(({ name, words }) => `${round.id}, ${name}: ${words(round)}`),
    ),
  ]);
  return [...ofRules, ...ofYears];
}

const subjects = Object.keys(subjectName) as (keyof Rules)[];

function groupsOf(earlier: Programme, later: Programme): GroupKind[] {
  return (Object.keys(groupName) as GroupKind[]).filter(
    (kind) => earlier.groups[kind] !== undefined || later.groups[kind] !== undefined,
  );
}

function groupDifferences(kind: GroupKind, earlier: Programme, later: Programme): string[] {
  const [before, after] = [earlier.groups[kind], later.groups[kind]];
  if (after === undefined) return [`${groupName[kind]}: ingår inte`];
  return [
    ...(before === undefined ? [`${groupName[kind]}: ny grupp`] : []),
    ...subjects.flatMap((subject) => subjectDifferences(kind, subject, before, after, earlier.valid.to)),
  ];
}

/** A line for each of the later rules that says another thing than the one before it. */
function subjectDifferences(
  kind: GroupKind,
  subject: keyof Rules,
  before: DatedRules | undefined,
  after: DatedRules,
  day: string,
): string[] {
  const last = before && inForce<OrUnknown<Rules[typeof subject]>>(before[subject], day);
  const lines = [...(last === undefined ? [] : [last]), ...after[subject]];
  const said = lines.map(({ value }) => sayRule(subject, value));
  return lines.flatMap((line, at) => {
    const previous = lines[at - 1];
    const bothUnknown = previous !== undefined && isUnknown(previous.value) && isUnknown(line.value);
    if (line === last || bothUnknown || said[at] === said[at - 1]) return [];
    const earlier = previous === undefined ? "" : `Förut: ${sentence(said[at - 1]!)} `;
    return [
      `${groupName[kind]}, ${subjectName[subject]} från ${line.from}: ${sentence(said[at]!)} ${earlier}${sayGround(line)}`,
    ];
  });
}

function yearDifferences(before: YearBudget | undefined, after: YearBudget | undefined): string[] {
  if (before === undefined || after === undefined) return [];
  const kinds = (Object.keys(groupName) as GroupKind[]).filter(
    (kind) => before.available[kind] !== undefined || after.available[kind] !== undefined,
  );
  return [
    ...kinds.flatMap((kind) =>
      changed(`Tillgängligt för ${groupName[kind]}`, before, after, ({ available }) => {
        const amount = available[kind];
        return amount === undefined ? "inget" : sayKronor(amount);
      }),
    ),
    ...changed("Anslagsposter", before, after, ({ appropriations }) =>
      say(appropriations, (items) =>
        items
          .map(({ item, amount, purpose }) => `${say(item, String)} ${kr(amount)} kr (${purpose})`)
          .join("; "),
      ),
    ),
    ...changed("Andra kostnader", before, after, ({ costs }) =>
      costs.length === 0
        ? "inga"
        : costs.map(({ purpose, amount }) => `${purpose} ${kr(amount)} kr`).join("; "),
    ),
    ...roundDifferences(before, after),
  ];
}

function changed(
  what: string,
  before: YearBudget,
  after: YearBudget,
  words: (year: YearBudget) => string,
): string[] {
  const [was, is] = [words(before), words(after)];
  return was === is ? [] : [`${what} ${after.year}: ${is} (${before.year}: ${was})`];
}

const periodText = ({ from, to }: Period): string => `${from} till ${to}`;

interface RoundField {
  readonly name: string;
  readonly words: (round: RoundPlan) => string;
  readonly known: (round: RoundPlan) => boolean;
}

const roundFields: readonly RoundField[] = [
  field(
    "belopp",
    ({ amount }) => amount,
    (kronor) => `${kr(kronor)} kr`,
  ),
  field(
    "väg",
    ({ route }) => route,
    (route) => (route === "grant" ? "ansökan" : "rekvisition"),
  ),
  field(
    "nyckel",
    ({ key }) => key,
    (key) => (key === null ? "ingen" : `${sayKey(key)}, folkmängd ${key.populationDate}`),
  ),
  field(
    "omfördelning",
    ({ redistribution }) => redistribution,
    (rule) => {
      if (rule === null) return "ingen";
      const limit = (kronor: number | null) => (kronor === null ? "inget tak" : `högst ${kr(kronor)} kr`);
      return `${limit(rule.capPerRecipient)} per mottagare, ${limit(rule.ceiling)} i allt`;
    },
  ),
  field("tid för rekvisition eller ansökan", ({ window }) => window, periodText),
  field("tid för användning", ({ use }) => use, periodText),
  field("återrapportering senast", ({ reportBy }) => reportBy, String),
  field("återbetalning senast", ({ repayBy }) => repayBy, String),
  field(
    "beslut",
    ({ decision }) => decision,
    ({ date, dnr }) =>
      date === null && dnr === null ? "ej känt" : `${date ?? "ej känt"}, ${dnr ?? "ej känt"}`,
  ),
];

function field<T>(
  name: string,
  of: (round: RoundPlan) => OrUnknown<T>,
  words: (value: T) => string,
): RoundField {
  return { name, words: (round) => say(of(round), words), known: (round) => !isUnknown(of(round)) };
}

/** Rounds are compared in their order among those of the same recipients: their ids differ between years. */
function roundDifferences(before: YearBudget, after: YearBudget): string[] {
  const name = (round: RoundPlan): string => `${round.name} (${round.id})`;
  const pairs = (Object.keys(groupName) as GroupKind[]).flatMap((kind) => {
    const [was, is] = [before, after].map(({ rounds }) => rounds.filter((round) => round.kind === kind));
    return Array.from({ length: Math.max(was!.length, is!.length) }, (_, i) => [was![i], is![i]] as const);
  });
  return pairs.flatMap(([was, is]) => {
    if (is === undefined) return was === undefined ? [] : [`Utan motsvarighet: ${name(was)}`];
    if (was === undefined) {
      return [
        `Ny omgång: ${name(is)}`,
        ...roundFields.map((one) => `${is.id}, ${one.name}: ${one.words(is)}`),
      ];
    }
    return roundFields
      .filter(({ words }) => words(was) !== words(is))
      .map((one) => `${is.id}, ${one.name}: ${one.words(is)} (${was.id}: ${one.words(was)})`);
  });
}

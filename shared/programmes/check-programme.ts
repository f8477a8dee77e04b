import { basesDoNotFit } from "../allocation/faults.ts";
import { isIsoDate } from "../dates.ts";
import { formatKronor as kr } from "../money.ts";
import {
  type Dated,
  type DatedRules,
  type GroupKind,
  ofKind,
  type Period,
  type Programme,
  type Requirement,
  type RoundPlan,
  type Rules,
  type YearBudget,
} from "../programme.ts";
import { publishedDates, publishedPopulation } from "../register/swedish-register.ts";
import { checkProgrammeYear, isAssumption } from "./check.ts";
import { dayAfter, inForce, isUnknown, ruleDay } from "./dated.ts";
import { programmes } from "./programmes.ts";
import { reportForms } from "./report-forms.ts";
import { groupName, subjectName } from "./words.ts";

/**
 * The faults of a programme's data as Swedish sentences that say where and what, all of them; empty when every rule
 * holds: every day of every subject is ruled once, everything rests on something, the money adds up, and no round has
 * the id of another programme's.
 */
export function checkProgramme(programme: Programme): string[] {
  const { id, valid, groups, years } = programme;
  const found = [
    ...programmeIsNamed(programme),
    ...(isPeriod(valid) ? [] : ["Perioden ska vara två datum, ÅÅÅÅ-MM-DD, det första först."]),
    ...yearsAreThereOnce(programme),
    ...roundIdsAreNew(programme),
    ...entriesOf(groups).flatMap(([kind, rules]) => rulesAreSound(kind, rules, valid)),
    ...years.flatMap((year) => [
      ...checkProgrammeYear(year).map((fault) => `${year.year}: ${fault}`),
      ...[
        ...sourceIsStated(year),
        ...groupsAreThose(year, programme),
        ...grantedFits(year),
        ...moneyAddsUp(year),
        ...year.rounds.flatMap((round) =>
          roundFollowsRules(round, programme).map((fault) => `${round.id}: ${fault}`),
        ),
      ].map((fault) => `${year.year}: ${fault}`),
    ]),
  ];
  return found.map((fault) => `${id}: ${fault}`);
}

function entriesOf<Value>(groups: Readonly<Partial<Record<GroupKind, Value>>>): [GroupKind, Value][] {
  return Object.entries(groups) as [GroupKind, Value][];
}

function isPeriod({ from, to }: Period): boolean {
  return isIsoDate(from) && isIsoDate(to) && from <= to;
}

function programmeIsNamed({ name, source, fictional }: Programme): string[] {
  return [
    ...(name.trim() === "" ? ["Programmets namn saknas. Ange det."] : []),
    ...(source.trim() === "" ? ["Programmets källa saknas. Ange den."] : []),
    ...(fictional && !/påhitta/i.test(name)
      ? ['Ett påhittat program ska ha ordet "påhittat" i namnet.']
      : []),
  ];
}

function yearsAreThereOnce({ valid, years }: Programme): string[] {
  if (!isPeriod(valid)) return [];
  const [first, last] = [Number(valid.from.slice(0, 4)), Number(valid.to.slice(0, 4))];
  const there = years.map(({ year }) => year);
  const wanted = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return [
    ...wanted.filter((year) => !there.includes(year)).map((year) => `År ${year} saknas. Lägg till det.`),
    ...there
      .filter((year, at) => !wanted.includes(year) || there.indexOf(year) !== at)
      .map((year) => `År ${year} hör inte till perioden eller finns två gånger. Ta bort det.`),
  ];
}

/** An id is for ever: money and decisions of an earlier year are kept under it. */
function roundIdsAreNew({ id, years }: Programme): string[] {
  const taken = new Map(
    programmes
      .filter((other) => other.id !== id)
      .flatMap((other) => other.years.flatMap(({ rounds }) => rounds.map((round) => [round.id, other.name]))),
  );
  const all = years.flatMap(({ year, rounds }) => rounds.map((round) => ({ year, id: round.id })));
  return all.flatMap((round, at) => {
    const other = taken.get(round.id);
    const earlier = all.slice(0, at).find((one) => one.id === round.id && one.year !== round.year);
    if (other !== undefined)
      return [`${round.year}: ${round.id}: Beteckningen finns redan i ${other}. Ge omgången en egen.`];
    return earlier === undefined
      ? []
      : [`${round.year}: ${round.id}: Beteckningen finns redan ${earlier.year}. Ge omgången en egen.`];
  });
}

function rulesAreSound(kind: GroupKind, rules: DatedRules, valid: Period): string[] {
  return (Object.keys(subjectName) as (keyof Rules)[]).flatMap((subject) => {
    const where = `${groupName[kind]}, ${subjectName[subject]}`;
    const lines: readonly Dated<unknown>[] = rules[subject];
    const days = daysAreRuledOnce(lines, valid);
    return [
      ...days.map((fault) => `${where}: ${fault}`),
      ...lines.flatMap((line) =>
        [
          ...groundIsStated(line),
          ...unknownSaysWhy(line.value),
          ...saysSomething(subject, line.value),
          ...formIsThere(subject, line.value),
        ].map((fault) => `${where}, från ${line.from}: ${fault}`),
      ),
    ];
  });
}

function daysAreRuledOnce(lines: readonly Dated<unknown>[], { from, to }: Period): string[] {
  const wrong = lines.filter((line) => !isPeriod({ from: line.from, to: line.to ?? "9999-12-31" }));
  if (wrong.length > 0) {
    return wrong.map(
      (line) => `${line.from} till ${line.to ?? "tills vidare"} är ingen tid. Ange två datum.`,
    );
  }
  const sorted = lines.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return ["Regel saknas. Ange en, eller att den är okänd."];
  const ends = last.to ?? to;
  return [
    ...(first.from === from ? [] : [`Den första dagen är ${first.from} men perioden börjar ${from}.`]),
    ...(ends === to ? [] : [`Den sista dagen är ${ends} men perioden slutar ${to}.`]),
    ...sorted.slice(1).flatMap((line, at) => {
      const before = sorted[at]!.to;
      if (before === null || line.from <= before) {
        return [`Två regler gäller ${line.from}. Avsluta den tidigare dagen före.`];
      }
      return line.from === dayAfter(before)
        ? []
        : [`Ingen regel gäller ${dayAfter(before)}, dagen efter ${before}. Låt reglerna följa på varandra.`];
    }),
  ];
}

function groundIsStated({ source, assumption }: Dated<unknown>): string[] {
  if (assumption !== null && !isAssumption(assumption)) {
    return [`Antagandet "${assumption}" ska börja med "Antagande: " och säga vad som antas.`];
  }
  if (source === null && assumption === null) return ["Källa saknas. Ange en källa eller ett antagande."];
  return source?.trim() === "" ? ["Källan är tom. Ange en källa eller ett antagande."] : [];
}

function unknownSaysWhy(value: unknown): string[] {
  return isUnknown(value) && value.unknown.trim() === "" ? ["Säg varför det inte är känt."] : [];
}

/** Letters and decisions are written with the texts. */
function saysSomething(subject: keyof Rules, value: unknown): string[] {
  if (typeof value === "string")
    return value.trim() === "" ? ["Texten är tom. Skriv den, eller att den är okänd."] : [];
  if (!Array.isArray(value)) return [];
  if (subject === "conditions" && value.length === 0)
    return ["Villkor saknas. Ange dem, eller att de är okända."];
  const texts = (value as readonly (string | Requirement)[]).map((one) =>
    typeof one === "string" ? one : one.text,
  );
  return texts.some((text) => text.trim() === "")
    ? ["En av texterna är tom. Skriv den, eller ta bort den."]
    : [];
}

function formIsThere(subject: keyof Rules, value: unknown): string[] {
  if (subject !== "reportForm" || isUnknown(value)) return [];
  return reportForms.some(({ id }) => id === value) ? [] : [`Formuläret ${String(value)} finns inte.`];
}

function sourceIsStated({ source }: YearBudget): string[] {
  return source.trim() === "" ? ["Källa till årets belopp saknas. Ange den."] : [];
}

function groupsAreThose({ available, rounds }: YearBudget, { groups }: Programme): string[] {
  const kinds = new Set([...entriesOf(available).map(([kind]) => kind), ...rounds.map(({ kind }) => kind)]);
  return [
    ...[...kinds]
      .filter((kind) => ofKind(groups, kind) === undefined)
      .map((kind) => `Regler för ${groupName[kind]} saknas i programmet. Lägg till dem.`),
    ...entriesOf(groups)
      .filter(([kind]) => available[kind] === undefined)
      .map(([kind]) => `Tillgängligt för ${groupName[kind]} saknas. Ange beloppet, eller att det är okänt.`),
    ...entriesOf(available).flatMap(([kind, amount]) =>
      isUnknown(amount) || (Number.isSafeInteger(amount) && amount >= 0)
        ? []
        : [`Ange tillgängligt för ${groupName[kind]} i hela kronor, minst 0.`],
    ),
  ];
}

function grantedFits({ available, granted }: YearBudget): string[] {
  return entriesOf(granted).flatMap(([kind, amount]) => {
    const most = available[kind] ?? 0;
    return isUnknown(most) || amount <= most
      ? []
      : [`Beviljat för ${groupName[kind]} är ${kr(amount)} kr, mer än de ${kr(most)} kr som fanns.`];
  });
}

/** What the appropriation items give is what the groups and the other costs take, to the krona. */
function moneyAddsUp({ available, costs, appropriations }: YearBudget): string[] {
  const amounts = entriesOf(available).map(([, amount]) => amount);
  if (isUnknown(appropriations) || amounts.some(isUnknown)) return [];
  const sum = (kronor: readonly number[]): number => kronor.reduce((total, amount) => total + amount, 0);
  const given = sum(appropriations.map(({ amount }) => amount));
  const taken = sum([...(amounts as number[]), ...costs.map(({ amount }) => amount)]);
  return given === taken
    ? []
    : [
        `Anslagsposterna är ${kr(given)} kr tillsammans men medel och kostnader är ${kr(taken)} kr. Rätta den som är fel.`,
      ];
}

/** A round's route and key are those of its day; a top-up may have another key, and says so among its assumptions. */
function roundFollowsRules(round: RoundPlan, { groups, valid }: Programme): string[] {
  const day = ruleDay(round);
  if (day < valid.from || day > valid.to) return [`Dagen ${day} ligger utanför programmets period.`];
  const rules = ofKind(groups, round.kind);
  const route = rules && inForce(rules.route, day)?.value;
  const amount = rules && inForce(rules.amount, day)?.value;
  const wanted = route === "requisition" ? "requisition" : "grant";
  const routes = { requisition: "rekvisition", grant: "ansökan" };
  return [
    ...(route === undefined || isUnknown(route) || round.route === wanted
      ? []
      : [`Vägen är ${routes[round.route]} men regeln den ${day} säger ${routes[wanted]}.`]),
    ...(round.topUpOf !== null || amount === undefined || isUnknown(amount) || amount.by !== "key"
      ? []
      : keyDiffers(round, amount.key, day)),
    ...basesFit(round),
  ];
}

/** By the population of the key's day, or the latest that is known. */
function basesFit({ kind, key, amount }: RoundPlan): string[] {
  if (key === null || isUnknown(amount) || (kind !== "municipality" && kind !== "region")) return [];
  const population = publishedPopulation(key.populationDate) ?? publishedPopulation(publishedDates.at(-1)!)!;
  const limit = key.limit ?? Infinity;
  const entitled = [...population.inhabitants[kind].values()].filter(
    (inhabitants) => inhabitants <= limit,
  ).length;
  const bases = entitled * key.baseAmount;
  return bases <= amount
    ? []
    : [`${basesDoNotFit(amount, bases, entitled).text} Räknat på folkmängden ${population.date}.`];
}

function keyDiffers(
  { key }: RoundPlan,
  rule: { readonly baseAmount: number; readonly limit: number | null; readonly rounding: string },
  day: string,
): string[] {
  if (key === null) return [];
  const same =
    key.baseAmount === rule.baseAmount && key.limit === rule.limit && key.rounding === rule.rounding;
  return same ? [] : [`Nyckeln är en annan än regeln den ${day}. Rätta den som är fel.`];
}

import { isIsoDate } from "../dates.ts";
import { formatKronor } from "../money.ts";
import { ofKind, type OrUnknown, type Period, type RoundPlan, type YearBudget } from "../programme.ts";
import { kindName, type RecipientKind } from "../recipient.ts";
import { isUnknown } from "./dated.ts";

type Year = Pick<YearBudget, "year" | "available" | "rounds">;

/**
 * The faults of a year's data as Swedish sentences, all of them; empty when every rule holds. Run when a year is added
 * or changed, before anything is handed out by it. What is unknown is no fault: a round with it cannot be worked with.
 */
export function checkProgrammeYear(year: Year): string[] {
  return [
    ...amountsSumToAvailable(year),
    ...idsAreUnique(year),
    ...roundsDoNotOverlap(year),
    ...year.rounds.flatMap((round) =>
      [
        ...roundBelongsToYear(round, year),
        ...roundIsNamed(round),
        ...amountIsWholeKronor(round),
        ...datesAreValid(round),
        ...datesAreInOrder(round),
        ...topUpHasItsRound(round, year),
        ...keyFollowsRoute(round),
        ...keyIsInRange(round),
        ...redistributionIsInRange(round),
        ...assumptionsAreStated(round),
        ...sourceIsStated(round),
      ].map((fault) => `${round.id}: ${fault}`),
    ),
  ];
}

type Fault = string | false | null;

function faults(...found: readonly Fault[]): string[] {
  return found.filter((fault) => typeof fault === "string");
}

function amountsSumToAvailable({ available, rounds }: Year): string[] {
  const kinds = Object.keys(kindName) as RecipientKind[];
  return kinds.flatMap((kind) => {
    const amounts = rounds.filter((round) => round.kind === kind).map(({ amount }) => amount);
    const budget = ofKind(available, kind) ?? 0;
    if (isUnknown(budget) || amounts.some(isUnknown)) return [];
    const handedOut = (amounts as number[]).reduce((sum, amount) => sum + amount, 0);
    return faults(
      handedOut !== budget &&
        `Omgångarna för ${kindName[kind]} är ${formatKronor(handedOut)} kronor tillsammans men tillgängligt är ${formatKronor(budget)} kronor. Rätta den som är fel.`,
    );
  });
}

function idsAreUnique({ rounds }: Year): string[] {
  const ids = rounds.map(({ id }) => id);
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...repeated].map(
    (id) => `${id}: Omgångens beteckning finns flera gånger. Ge varje omgång en egen.`,
  );
}

/** Nobody can say which of two open rounds a requisition or an application is for, unless one tops up the other. */
function roundsDoNotOverlap({ rounds }: Year): string[] {
  const first = rounds.filter(({ topUpOf }) => topUpOf === null);
  return first.flatMap((round, at) =>
    first
      .slice(at + 1)
      .filter(
        (other) => other.id !== round.id && other.kind === round.kind && overlap(round.window, other.window),
      )
      .map(
        ({ id }) =>
          `${round.id}: Tiden för rekvisition eller ansökan överlappar ${id}, som är för samma mottagare. Flytta en av dem, eller ange att den ena är tilläggsmedel till den andra.`,
      ),
  );
}

function overlap(a: OrUnknown<Period>, b: OrUnknown<Period>): boolean {
  return !isUnknown(a) && !isUnknown(b) && a.from <= b.to && b.from <= a.to;
}

function roundBelongsToYear(round: RoundPlan, { year }: Year): string[] {
  return faults(
    round.year !== year && `Omgången har året ${round.year} men ligger under ${year}. Ange ${year}.`,
  );
}

function roundIsNamed({ name, purpose }: RoundPlan): string[] {
  return faults(
    name.trim() === "" && "Omgångens namn saknas. Ange det.",
    purpose.trim() === "" && "Omgångens ändamål saknas. Ange det.",
  );
}

function amountIsWholeKronor({ amount }: RoundPlan): string[] {
  return faults(
    !isUnknown(amount) &&
      (!Number.isSafeInteger(amount) || amount <= 0) &&
      "Ange beloppet i hela kronor, större än 0.",
  );
}

function datesAreValid(round: RoundPlan): string[] {
  const of = (period: OrUnknown<Period>, end: keyof Period) => (isUnknown(period) ? period : period[end]);
  const dates: readonly (readonly [string, OrUnknown<string> | null | undefined])[] = [
    ["beslutsdag", round.decision.date],
    ["folkmängdens dag", round.key?.populationDate],
    ["första dag för rekvisition eller ansökan", of(round.window, "from")],
    ["sista dag för rekvisition eller ansökan", of(round.window, "to")],
    ["första dag för användning", of(round.use, "from")],
    ["sista dag för användning", of(round.use, "to")],
    ["dag för återrapportering", round.reportBy],
    ["dag för återbetalning", round.repayBy],
  ];
  return dates.flatMap(([name, date]) =>
    faults(
      typeof date === "string" && !isIsoDate(date) && `${date} är inget datum (${name}). Ange ÅÅÅÅ-MM-DD.`,
    ),
  );
}

function datesAreInOrder(round: RoundPlan): string[] {
  const { window, use, reportBy, repayBy, key } = round;
  const closes = isUnknown(window) ? null : window.to;
  const lastDay = isUnknown(use) ? null : use.to;
  const report = isUnknown(reportBy) ? null : reportBy;
  const repay = isUnknown(repayBy) ? null : repayBy;
  return faults(
    backwards(window) && "Tiden för rekvisition eller ansökan slutar innan den börjar.",
    backwards(use) && "Tiden för användning slutar innan den börjar.",
    after(closes, lastDay) && "Rekvisition eller ansökan måste stänga senast sista dagen för användning.",
    (after(lastDay, report) || (report !== null && report === lastDay)) &&
      "Återrapporteringen måste vara efter sista dagen för användning.",
    after(report, repay) && "Återbetalningen måste vara samma dag som återrapporteringen eller senare.",
    key !== null &&
      after(key.populationDate, closes) &&
      "Folkmängdens dag måste vara före sista dagen för rekvisition.",
  );
}

function topUpHasItsRound({ id, kind, topUpOf }: RoundPlan, { rounds }: Year): string[] {
  if (topUpOf === null) return [];
  const first = rounds.find((round) => round.id === topUpOf && round.id !== id);
  return faults(
    first === undefined && `Tilläggsmedlen hör till ${topUpOf}, som inte finns bland årets andra omgångar.`,
    first !== undefined &&
      first.kind !== kind &&
      `Tilläggsmedlen hör till ${topUpOf}, som är för ${kindName[first.kind]} och inte för ${kindName[kind]}.`,
    first !== undefined &&
      first.topUpOf !== null &&
      `Tilläggsmedlen hör till ${topUpOf}, som också är tilläggsmedel. Ange den första omgången.`,
  );
}

function keyFollowsRoute({ route, key, redistribution }: RoundPlan): string[] {
  return faults(
    route === "requisition" && key === null && "Medel som rekvireras behöver en fördelningsnyckel.",
    route === "grant" && key !== null && "Medel som söks har ingen fördelningsnyckel. Ta bort den.",
    route === "grant" && redistribution !== null && "Medel som söks omfördelas inte. Ta bort omfördelningen.",
  );
}

function keyIsInRange({ key }: RoundPlan): string[] {
  if (key === null) return [];
  return faults(
    !isWholeFrom(0, key.baseAmount) && "Ange grundbeloppet i hela kronor, minst 0.",
    key.limit !== null &&
      !isWholeFrom(1, key.limit) &&
      "Ange invånargränsen som ett heltal, minst 1, eller ingen.",
  );
}

function redistributionIsInRange({ redistribution }: RoundPlan): string[] {
  const cap = redistribution?.capPerRecipient ?? null;
  const ceiling = redistribution?.ceiling ?? null;
  return faults(
    cap !== null &&
      !isWholeFrom(1, cap) &&
      "Ange omfördelningens högsta belopp per mottagare i hela kronor, minst 1.",
    ceiling !== null &&
      !isWholeFrom(1, ceiling) &&
      "Ange omfördelningens högsta belopp totalt i hela kronor, minst 1.",
  );
}

function sourceIsStated({ decision }: RoundPlan): string[] {
  return faults(decision.source.trim() === "" && "Källa till beslutet saknas. Ange den.");
}

function assumptionsAreStated({ assumptions, decision }: RoundPlan): string[] {
  return faults(
    !assumptions.every(isAssumption) && 'Varje antagande ska börja med "Antagande: " och säga vad som antas.',
    (decision.date === null || decision.dnr === null) &&
      !assumptions.some((text) => text.includes("diarienummer")) &&
      "Beslutets datum eller diarienummer saknas: säg det bland antagandena.",
  );
}

/** Whether a text says what is assumed, and that it is. */
export function isAssumption(text: string): boolean {
  return /^antagande: \S/i.test(text);
}

function backwards(period: OrUnknown<Period>): boolean {
  return !isUnknown(period) && period.to < period.from;
}

function after(day: string | null, other: string | null): boolean {
  return day !== null && other !== null && day > other;
}

function isWholeFrom(least: number, value: number): boolean {
  return Number.isSafeInteger(value) && value >= least;
}

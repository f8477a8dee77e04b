import { isIsoDate } from "../dates.ts";
import { formatKronor } from "../money.ts";
import type { Period, ProgrammeYear, Round } from "../programme.ts";
import { kindName, type RecipientKind } from "../recipient.ts";

/**
 * The faults of a programme year's data as Swedish sentences, all of them; empty when every rule holds. Run when a
 * year is added or changed, before anything is handed out by it.
 */
export function checkProgrammeYear(year: ProgrammeYear): string[] {
  return [
    ...amountsSumToAvailable(year),
    ...idsAreUnique(year),
    ...year.rounds.flatMap((round) =>
      [
        ...roundBelongsToYear(round, year),
        ...amountIsWholeKronor(round),
        ...datesAreValid(round),
        ...datesAreInOrder(round),
        ...topUpHasItsRound(round, year),
        ...keyFollowsRoute(round),
        ...keyIsInRange(round),
        ...redistributionIsInRange(round),
        ...assumptionsAreStated(round),
      ].map((fault) => `${round.id}: ${fault}`),
    ),
  ];
}

type Fault = string | false | null;

function faults(...found: readonly Fault[]): string[] {
  return found.filter((fault) => typeof fault === "string");
}

function amountsSumToAvailable({ available, rounds }: ProgrammeYear): string[] {
  const kinds = Object.keys(kindName) as RecipientKind[];
  return kinds.flatMap((kind) => {
    const handedOut = rounds
      .filter((round) => round.kind === kind)
      .reduce((sum, { amount }) => sum + amount, 0);
    const budget = available[kind] ?? 0;
    return faults(
      handedOut !== budget &&
        `Omgångarna för ${kindName[kind]} är ${formatKronor(handedOut)} kronor tillsammans men tillgängligt är ${formatKronor(budget)} kronor. Rätta den som är fel.`,
    );
  });
}

function idsAreUnique({ rounds }: ProgrammeYear): string[] {
  const ids = rounds.map(({ id }) => id);
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...repeated].map(
    (id) => `${id}: Omgångens beteckning finns flera gånger. Ge varje omgång en egen.`,
  );
}

function roundBelongsToYear(round: Round, { year }: ProgrammeYear): string[] {
  return faults(
    round.year !== year && `Omgången har året ${round.year} men ligger under ${year}. Ange ${year}.`,
  );
}

function amountIsWholeKronor({ amount }: Round): string[] {
  return faults(
    (!Number.isSafeInteger(amount) || amount <= 0) && "Ange beloppet i hela kronor, större än 0.",
  );
}

function datesAreValid(round: Round): string[] {
  const dates: readonly (readonly [string, string | null | undefined])[] = [
    ["beslutsdag", round.decision.date],
    ["folkmängdens dag", round.key?.populationDate],
    ["första dag för rekvisition eller ansökan", round.window.from],
    ["sista dag för rekvisition eller ansökan", round.window.to],
    ["första dag för användning", round.use.from],
    ["sista dag för användning", round.use.to],
    ["dag för återrapportering", round.reportBy],
    ["dag för återbetalning", round.repayBy],
  ];
  return dates.flatMap(([name, date]) =>
    faults(
      typeof date === "string" && !isIsoDate(date) && `${date} är inget datum (${name}). Ange ÅÅÅÅ-MM-DD.`,
    ),
  );
}

function datesAreInOrder(round: Round): string[] {
  const { window, use, reportBy, repayBy, key } = round;
  return faults(
    backwards(window) && "Tiden för rekvisition eller ansökan slutar innan den börjar.",
    backwards(use) && "Tiden för användning slutar innan den börjar.",
    window.to > use.to && "Rekvisition eller ansökan måste stänga senast sista dagen för användning.",
    reportBy <= use.to && "Återrapporteringen måste vara efter sista dagen för användning.",
    repayBy < reportBy && "Återbetalningen måste vara samma dag som återrapporteringen eller senare.",
    key !== null &&
      key.populationDate > window.to &&
      "Folkmängdens dag måste vara före sista dagen för rekvisition.",
  );
}

function topUpHasItsRound({ id, kind, topUpOf }: Round, { rounds }: ProgrammeYear): string[] {
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

function keyFollowsRoute({ route, key, redistribution }: Round): string[] {
  return faults(
    route === "requisition" && key === null && "Medel som rekvireras behöver en fördelningsnyckel.",
    route === "grant" && key !== null && "Medel som söks har ingen fördelningsnyckel. Ta bort den.",
    route === "grant" && redistribution !== null && "Medel som söks omfördelas inte. Ta bort omfördelningen.",
  );
}

function keyIsInRange({ key }: Round): string[] {
  if (key === null) return [];
  return faults(
    !isWholeFrom(0, key.baseAmount) && "Ange grundbeloppet i hela kronor, minst 0.",
    key.limit !== null &&
      !isWholeFrom(1, key.limit) &&
      "Ange invånargränsen som ett heltal, minst 1, eller ingen.",
  );
}

function redistributionIsInRange({ redistribution }: Round): string[] {
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

function assumptionsAreStated({ assumptions, decision }: Round): string[] {
  const marked = (text: string): boolean => /^antagande: \S/i.test(text);
  return faults(
    !assumptions.every(marked) && 'Varje antagande ska börja med "Antagande: " och säga vad som antas.',
    (decision.date === null || decision.dnr === null) &&
      !assumptions.some((text) => text.includes("diarienummer")) &&
      "Beslutets datum eller diarienummer saknas: säg det bland antagandena.",
  );
}

function backwards({ from, to }: Period): boolean {
  return to < from;
}

function isWholeFrom(least: number, value: number): boolean {
  return Number.isSafeInteger(value) && value >= least;
}

import type { ProgrammeYear, Round } from "../programme.ts";
import { programmeYears2012to2014 } from "./2012-2014.ts";
import { programme2020 } from "./2020.ts";
import { programme2021 } from "./2021.ts";
import { programme2022 } from "./2022.ts";

/**
 * Every year that can be worked with, oldest first: those whose money is known. A new year is one file here, one line
 * in this list and one in its programme.
 */
export const programmeYears: readonly ProgrammeYear[] = [
  ...programmeYears2012to2014,
  programme2020,
  programme2021,
  programme2022,
];

/** The round with this id ("2022-kommun-1"), or undefined. */
export function findRound(id: string): Round | undefined {
  return programmeYears.flatMap(({ rounds }) => rounds).find((round) => round.id === id);
}

/** The rounds of a year in the order of its budget; none for a year without a programme. */
export function roundsOf(year: number): readonly Round[] {
  return programmeYears.find((candidate) => candidate.year === year)?.rounds ?? [];
}

import type { ProgrammeYear, Round } from "../programme.ts";
import { programme2022 } from "./2022.ts";

/** Every programme year, oldest first. A new year is one file here and one line in this list. */
export const programmeYears: readonly ProgrammeYear[] = [programme2022];

/** The round with this id ("2022-kommun-1"), or undefined. */
export function findRound(id: string): Round | undefined {
  return programmeYears.flatMap(({ rounds }) => rounds).find((round) => round.id === id);
}

/** The rounds of a year in the order of its budget; none for a year without a programme. */
export function roundsOf(year: number): readonly Round[] {
  return programmeYears.find((candidate) => candidate.year === year)?.rounds ?? [];
}

import type { ProgrammeYear } from "../programme.ts";
import { sources } from "../published/sources.ts";
import { assumed, calendarOf, daysAssumed, purposes } from "./assumed.ts";

/**
 * 2012, 2013 and 2014, alike in what there was and how it was handed out: applied for and assessed. Municipalities were
 * granted less than there was; see the programme 2012-2015.
 */
export const programmeYears2012to2014: readonly ProgrammeYear[] = [2012, 2013, 2014].map((year) => {
  const common = {
    ...calendarOf(year),
    decision: { date: null, dnr: null, source: sources.R0 },
    route: "grant",
    topUpOf: null,
    key: null,
    redistribution: null,
    window: { from: `${year}-01-15`, to: `${year}-03-01` },
    assumptions: [assumed.oneRound, assumed.decision, assumed.applicationWindow(year), ...daysAssumed(year)],
  } as const;
  return {
    year,
    programme: "Utvecklingsmedel mot våld i nära relationer 2012-2015",
    available: { municipality: 70_000_000, ngo: 20_000_000, "county-board": 15_000_000 },
    rounds: [
      {
        ...common,
        id: `${year}-kommun`,
        kind: "municipality",
        name: `Kommuner ${year}`,
        amount: 70_000_000,
        purpose: purposes.municipality,
      },
      {
        ...common,
        id: `${year}-ideell`,
        kind: "ngo",
        name: `Ideella organisationer ${year}`,
        amount: 20_000_000,
        purpose: purposes.ngo,
      },
      {
        ...common,
        id: `${year}-lansstyrelse`,
        kind: "agency",
        name: `Länsstyrelser ${year}`,
        amount: 15_000_000,
        purpose: purposes.countyBoards,
        assumptions: [...common.assumptions, assumed.fixedSums],
      },
    ],
    source: `${sources.R0}, tabell 1 och 2; ${sources.R1}`,
  };
});

import type { RegisterEntry } from "../register.ts";

/**
 * Municipal codes that ceased since 2007, when the first programme period began, as they stood until then.
 * Heby moved from Västmanlands län to Uppsala län. Source: SCB, Regionala indelningar i Sverige (MIS series).
 */
export const ceasedEntries: readonly RegisterEntry[] = [
  {
    kind: "municipality",
    code: "1917",
    name: "Heby",
    countyCode: "19",
    countyLetter: "U",
    county: "Västmanlands län",
    ceased: { date: "2007-01-01", successor: "0331" },
  },
];

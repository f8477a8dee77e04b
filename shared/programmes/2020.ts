import type { ProgrammeYear, Round } from "../programme.ts";
import { sources } from "../published/sources.ts";
import { assumed, calendarOf, daysAssumed, purposes } from "./assumed.ts";

const common = {
  ...calendarOf(2020),
  decision: { date: "2020-03-12", dnr: "S2020/01591/SOF", source: sources.R4 },
  topUpOf: null,
  redistribution: null,
} as const;

const key = {
  baseAmount: 100_000,
  limit: 30_000,
  populationDate: "2019-12-31",
  rounding: "largest-remainder",
} as const;

const municipal: Round = {
  ...common,
  id: "2020-kommun",
  kind: "municipality",
  name: "Kommuner 2020",
  amount: 75_000_000,
  purpose: purposes.municipality,
  route: "requisition",
  key,
  redistribution: { capPerRecipient: 50_000, ceiling: null },
  window: { from: "2020-04-15", to: "2020-09-01" },
  assumptions: [
    assumed.oneRound,
    assumed.limit,
    assumed.population(2020),
    assumed.rounding,
    assumed.redistribution,
    ...daysAssumed(2020),
  ],
};

const regional: Round = {
  ...common,
  id: "2020-region",
  kind: "region",
  name: "Regioner 2020",
  amount: 31_500_000,
  purpose: purposes.region,
  route: "requisition",
  key: { ...key, baseAmount: 1_000_000, limit: null },
  window: { from: "2020-04-15", to: "2020-09-01" },
  assumptions: [
    assumed.oneRound,
    assumed.population(2020),
    assumed.rounding,
    assumed.noRedistribution,
    ...daysAssumed(2020),
  ],
};

const nonProfit: Round = {
  ...common,
  id: "2020-ideell",
  kind: "ngo",
  name: "Ideella organisationer 2020",
  amount: 8_000_000,
  purpose: purposes.ngo,
  route: "grant",
  key: null,
  window: { from: "2020-01-15", to: "2020-03-01" },
  assumptions: [assumed.oneRound, assumed.applicationWindow(2020), ...daysAssumed(2020)],
};

const special: Round = {
  ...nonProfit,
  id: "2020-myndighet",
  kind: "agency",
  name: "Särskilda stimulansmedel 2020",
  amount: 7_000_000,
  purpose: purposes.agency,
};

/** 2020, with the amounts and the decision of the government; what it does not state is named in each round. */
export const programme2020: ProgrammeYear = {
  year: 2020,
  programme: "Utvecklingsmedel mot våld i nära relationer 2020-2022",
  available: { municipality: 75_000_000, region: 31_500_000, ngo: 8_000_000, agency: 7_000_000 },
  rounds: [municipal, regional, nonProfit, special],
  source: `${sources.R4}, och ${sources.R3}, tabell 1 och 2`,
};

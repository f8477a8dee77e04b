import type { ProgrammeYear, Round } from "../programme.ts";
import { sources } from "../published/sources.ts";
import { assumed, calendarOf, daysAssumed, purposes } from "./assumed.ts";

const common = {
  ...calendarOf(2021),
  decision: { date: null, dnr: null, source: sources.R3 },
  topUpOf: null,
  redistribution: null,
} as const;

const municipalKey = {
  baseAmount: 100_000,
  limit: 30_000,
  populationDate: "2020-12-31",
  rounding: "largest-remainder",
} as const;
const regionalKey = { ...municipalKey, baseAmount: 1_000_000, limit: null } as const;
const first = { from: "2021-04-15", to: "2021-09-01" } as const;
const topUp = { from: "2021-07-01", to: "2021-10-01" } as const;

const days = [assumed.decision, assumed.window, ...daysAssumed(2021)];
const keyed = [assumed.population(2021), assumed.rounding];

const municipalRound1: Round = {
  ...common,
  id: "2021-kommun-1",
  kind: "municipality",
  name: "Kommuner 2021, omgång 1",
  amount: 70_000_000,
  purpose: purposes.municipality,
  route: "requisition",
  key: municipalKey,
  redistribution: { capPerRecipient: 50_000, ceiling: null },
  window: first,
  assumptions: [assumed.limit, ...keyed, assumed.redistribution, ...days],
};

const municipalRound2: Round = {
  ...common,
  id: "2021-kommun-2",
  kind: "municipality",
  name: "Kommuner 2021, omgång 2 (tilläggsmedel)",
  amount: 5_000_000,
  purpose: "Tilläggsmedel till kommunerna, beslutade i juni 2021.",
  route: "requisition",
  topUpOf: "2021-kommun-1",
  key: { ...municipalKey, baseAmount: 0, limit: null },
  window: topUp,
  assumptions: [assumed.smallTopUp, ...keyed, assumed.noRedistribution, ...days],
};

const regionalRound1: Round = {
  ...common,
  id: "2021-region-1",
  kind: "region",
  name: "Regioner 2021, omgång 1",
  amount: 25_000_000,
  purpose: purposes.region,
  route: "requisition",
  key: regionalKey,
  window: first,
  assumptions: [...keyed, assumed.noRedistribution, ...days],
};

const regionalRound2: Round = {
  ...common,
  id: "2021-region-2",
  kind: "region",
  name: "Regioner 2021, omgång 2 (tilläggsmedel)",
  amount: 6_500_000,
  purpose: "Tilläggsmedel till regionerna, beslutade i juni 2021.",
  route: "requisition",
  topUpOf: "2021-region-1",
  key: { ...regionalKey, baseAmount: 0 },
  window: topUp,
  assumptions: [assumed.smallTopUp, ...keyed, assumed.noRedistribution, ...days],
};

const nonProfit: Round = {
  ...common,
  id: "2021-ideell",
  kind: "ngo",
  name: "Ideella organisationer 2021",
  amount: 4_000_000,
  purpose: purposes.ngo,
  route: "grant",
  key: null,
  window: { from: "2021-01-15", to: "2021-03-01" },
  assumptions: [assumed.oneRound, assumed.decision, assumed.applicationWindow(2021), ...daysAssumed(2021)],
};

const specialRound1: Round = {
  ...nonProfit,
  id: "2021-myndighet-1",
  kind: "agency",
  name: "Särskilda stimulansmedel 2021, omgång 1",
  amount: 3_000_000,
  purpose: purposes.agency,
  assumptions: [assumed.decision, assumed.applicationWindow(2021), ...daysAssumed(2021)],
};

const specialRound2: Round = {
  ...specialRound1,
  id: "2021-myndighet-2",
  name: "Särskilda stimulansmedel 2021, omgång 2 (tilläggsmedel)",
  amount: 8_800_000,
  purpose: "Tilläggsmedel till särskilda stimulansmedel, beslutade i juni 2021.",
  topUpOf: "2021-myndighet-1",
  window: topUp,
  assumptions: days,
};

/** 2021, with the amounts of R3 tables 1 and 2; the top-ups came in June. */
export const programme2021: ProgrammeYear = {
  year: 2021,
  programme: "Utvecklingsmedel mot våld i nära relationer 2020-2022",
  available: { municipality: 75_000_000, region: 31_500_000, ngo: 4_000_000, agency: 11_800_000 },
  rounds: [
    municipalRound1,
    municipalRound2,
    regionalRound1,
    regionalRound2,
    nonProfit,
    specialRound1,
    specialRound2,
  ],
  source: `${sources.R3}, tabell 1 och 2`,
};

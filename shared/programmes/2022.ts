import type { ProgrammeYear, Round } from "../programme.ts";
import { sources } from "../published/sources.ts";
import { assumed, calendarOf, daysAssumed, purposes } from "./assumed.ts";

const programme = "Utvecklingsmedel mot våld i nära relationer 2020-2022";

const datesAssumed = [assumed.decision, assumed.window, ...daysAssumed(2022)];

const populationAssumed =
  "Antagande: folkmängden den 31 december 2021 används; de publicerade beloppen för 2022 ligger nära en nyckel med folkmängden den 1 november 2021.";

const splitAssumed =
  "Antagande: uppdelningen i tre omgångar är inte publicerad (R3 tabell 1, not 2); 75 000 000 + 59 250 000 + 10 500 000 kronor är vald så att summan är 144 750 000.";

const common = {
  ...calendarOf(2022),
  decision: { date: null, dnr: null, source: sources.R3 },
} as const;

const municipalKey = {
  baseAmount: 100_000,
  limit: 30_000,
  populationDate: "2021-12-31",
  rounding: "largest-remainder",
} as const;

const municipalRound1: Round = {
  ...common,
  id: "2022-kommun-1",
  kind: "municipality",
  name: "Kommuner 2022, omgång 1",
  amount: 75_000_000,
  purpose: purposes.municipality,
  route: "requisition",
  topUpOf: null,
  key: municipalKey,
  redistribution: { capPerRecipient: 50_000, ceiling: null },
  window: { from: "2022-04-15", to: "2022-09-01" },
  assumptions: [
    splitAssumed,
    assumed.limit,
    populationAssumed,
    assumed.rounding,
    assumed.redistribution,
    ...datesAssumed,
  ],
};

const municipalRound2: Round = {
  ...common,
  id: "2022-kommun-2",
  kind: "municipality",
  name: "Kommuner 2022, omgång 2 (tilläggsmedel)",
  amount: 59_250_000,
  purpose: "Tilläggsmedel till kommunerna, bland annat för analys av skyddat boende.",
  route: "requisition",
  topUpOf: "2022-kommun-1",
  key: municipalKey,
  redistribution: null,
  window: { from: "2022-07-01", to: "2022-10-01" },
  assumptions: [
    splitAssumed,
    "Antagande: hela tillskottet på 59 250 000 kronor går till kommunerna (R3 tabell 1, not 2, säger till uppdraget; 28 000 000 kronor av dem i första hand till kommunernas analys).",
    "Antagande: tilläggsmedlen fördelas också med grundbelopp (det publicerade beloppet för Stockholm ligger nära två omgångar med grundbelopp).",
    assumed.limit,
    populationAssumed,
    assumed.rounding,
    assumed.noRedistribution,
    ...datesAssumed,
  ],
};

const municipalRound3: Round = {
  ...common,
  id: "2022-kommun-3",
  kind: "municipality",
  name: "Kommuner 2022, omgång 3 (tilläggsmedel)",
  amount: 10_500_000,
  purpose: "Tilläggsmedel till kommunerna.",
  route: "requisition",
  topUpOf: "2022-kommun-1",
  key: { ...municipalKey, baseAmount: 0, limit: null },
  redistribution: null,
  window: { from: "2022-10-01", to: "2022-11-15" },
  assumptions: [
    splitAssumed,
    "Antagande: resten, 10 500 000 kronor, fördelas enbart efter folkmängd; ingen källa förklarar beloppet eller hur det fördelades.",
    populationAssumed,
    assumed.rounding,
    assumed.noRedistribution,
    ...datesAssumed,
  ],
};

const regionalRound: Round = {
  ...common,
  id: "2022-region",
  kind: "region",
  name: "Regioner 2022",
  amount: 30_500_000,
  purpose: purposes.region,
  route: "requisition",
  topUpOf: null,
  key: { ...municipalKey, baseAmount: 1_000_000, limit: null },
  redistribution: null,
  window: { from: "2022-04-15", to: "2022-09-01" },
  assumptions: [
    "Antagande: regionernas medel fördelades i en enda omgång.",
    populationAssumed,
    assumed.rounding,
    "Antagande: ingen omfördelning; alla 21 regioner tog emot sina medel.",
    ...datesAssumed,
  ],
};

const grantRound: Round = {
  ...common,
  id: "2022-ideell",
  kind: "ngo",
  name: "Ideella organisationer 2022",
  amount: 15_500_000,
  purpose: purposes.ngo,
  route: "grant",
  topUpOf: null,
  key: null,
  redistribution: null,
  window: { from: "2022-01-15", to: "2022-03-01" },
  assumptions: [assumed.oneRound, ...datesAssumed],
};

const special: Round = {
  ...grantRound,
  id: "2022-myndighet",
  kind: "agency",
  name: "Särskilda stimulansmedel 2022",
  amount: 3_000_000,
  purpose: purposes.agency,
};

/** 2022, with the amounts of R3 tables 1 and 2; what the report does not state is named in each round's assumptions. */
export const programme2022: ProgrammeYear = {
  year: 2022,
  programme,
  available: { municipality: 144_750_000, region: 30_500_000, ngo: 15_500_000, agency: 3_000_000 },
  rounds: [municipalRound1, municipalRound2, municipalRound3, regionalRound, grantRound, special],
  source: `${sources.R3}, tabell 1 och 2`,
};

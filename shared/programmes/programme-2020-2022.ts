import type { DatedRules, Programme, ProgrammeYear, YearBudget } from "../programme.ts";
import { sources } from "../published/sources.ts";
import { programme2020 } from "./2020.ts";
import { programme2021 } from "./2021.ts";
import { programme2022 } from "./2022.ts";
import { assumed } from "./assumed.ts";
import { byAssumption, bySource, during, holds, unknown } from "./dated.ts";
import {
  appeals,
  conditionsAssumed,
  onlyForThePurpose,
  regulations,
  reportOrRepay,
  restIsRepaid,
} from "./law.ts";

const [first, last] = ["2020-01-01", "2022-12-31"] as const;
const r3 = bySource(sources.R3);
const all = <T>(value: T, ground = r3) => [holds(first, last, value, ground)];

const common = {
  decides: all("Socialstyrelsen"),
  requirements: all([], byAssumption("Antagande: inga prestationskrav (källorna nämner inga efter 2015).")),
  redistribution: all(null),
  carryOver: all("not-allowed"),
  repayment: all("Medel som inte har förbrukats återbetalas."),
  conditions: all([onlyForThePurpose, restIsRepaid, reportOrRepay], conditionsAssumed),
  appeal: during(appeals, first, last),
  regulation: during(regulations, first, last),
} satisfies Partial<DatedRules>;

const postEight = "utgiftsområde 9, anslag 4:7, post 8";

function moneyOf({ year, rounds, source }: ProgrammeYear): Pick<YearBudget, "year" | "rounds" | "source"> {
  return { year, rounds, source };
}

/** As 2016-2019, with a government decision for the whole assignment, and money for authorities beside it. */
export const programme2020to2022: Programme = {
  id: "2020-2022",
  name: "Utvecklingsmedel mot våld i nära relationer 2020-2022",
  valid: { from: first, to: last },
  source: `${sources.R3}; ${sources.R4}`,
  fictional: false,
  groups: {
    municipality: {
      ...common,
      recipients: all("Kommuner"),
      route: all("requisition"),
      amount: all(
        { by: "key", key: { baseAmount: 100_000, limit: 30_000, rounding: "largest-remainder" } },
        bySource(sources.R3, assumed.limit),
      ),
      redistribution: all(
        "Medel som inte har rekvirerats erbjuds de kommuner som har önskat ta del av dem, i förhållande till folkmängd.",
        byAssumption(assumed.redistribution),
      ),
      reportForm: all("kommun-region-2020"),
    },
    region: {
      ...common,
      recipients: all("De 21 regionerna"),
      route: all("requisition"),
      amount: all(
        { by: "key", key: { baseAmount: 1_000_000, limit: null, rounding: "largest-remainder" } },
        bySource(sources.R3, assumed.rounding),
      ),
      redistribution: all(
        null,
        byAssumption("Antagande: ingen omfördelning mellan regioner; alla 21 tog emot sina medel."),
      ),
      reportForm: all("kommun-region-2020"),
    },
    ngo: {
      ...common,
      recipients: all("Ideella organisationer och stiftelser med lokal verksamhet"),
      route: all("application"),
      amount: all({ by: "assessment" }),
      reportForm: all("ideell-2020"),
    },
    agency: {
      ...common,
      recipients: all("Myndigheter, för särskilda stimulansmedel: NCK, Barnafrid och länsstyrelserna"),
      decides: all("Socialstyrelsen, efter synpunkter från Jämställdhetsmyndigheten"),
      route: all("application"),
      amount: all({ by: "assessment" }),
      reportForm: all(unknown("formuläret för myndigheter är inte publicerat")),
    },
  },
  years: [
    {
      ...moneyOf(programme2020),
      available: programme2020.available,
      granted: {},
      costs: [
        { purpose: "Kompetensstöd: Socialstyrelsen", amount: 4_000_000 },
        { purpose: "Kompetensstöd: tre andra myndigheter, 500 000 kronor var", amount: 1_500_000 },
        { purpose: "Utvärdering", amount: 500_000 },
      ],
      appropriations: [
        { item: postEight, amount: 71_000_000, purpose: "Utvecklingsmedel" },
        { item: "utgiftsområde 13, anslag 3:1, post 8", amount: 43_500_000, purpose: "Utvecklingsmedel" },
        { item: postEight, amount: 12_500_000, purpose: "Kompetensstöd och särskilda stimulansmedel" },
        {
          item: unknown("posten för utvärderingen är inte känd"),
          amount: 500_000,
          purpose: "Utvärdering",
        },
      ],
      notes: [
        "Särskilda stimulansmedel: NCK 2 300 000, Barnafrid 2 532 000 och länsstyrelserna 2 168 000 kronor.",
        "Jämställdhetsmyndigheten fick 2 000 000 kronor enligt Medel mot våld (2023), tabell 4, men 500 000 enligt regeringsbeslutet.",
        "Uppdragets kalender: plan 1 september 2020, delredovisning 30 oktober 2021, slutredovisning 30 september 2023.",
        "2020 mottogs 74 035 680 kronor av kommunerna; 964 320 kronor betalades aldrig ut.",
      ],
    },
    {
      ...moneyOf(programme2021),
      available: programme2021.available,
      granted: {},
      costs: [],
      appropriations: unknown("anslagsposterna för 2021 är inte publicerade"),
      notes: [
        "Tilläggsmedel i juni 2021: 5 000 000 kronor till kommuner, 6 500 000 till regioner och 8 800 000 särskilda stimulansmedel.",
        "Särskilda stimulansmedel (tabell 4): NCK 1 882 608, Barnafrid 2 032 608 och länsstyrelserna 1 880 435, tillsammans 5 795 651 av 11 800 000 kronor.",
        "2021 mottogs 71 644 833 kronor av kommunerna; 3 355 167 kronor betalades aldrig ut.",
      ],
    },
    {
      ...moneyOf(programme2022),
      available: programme2022.available,
      granted: {},
      costs: [],
      appropriations: unknown("anslagsposterna för 2022 är inte publicerade"),
      notes: [
        "59 250 000 kronor tillfördes uppdraget före sommaren, varav 28 000 000 i första hand till kommunernas analys av skyddat boende.",
        "Särskilda stimulansmedel (tabell 4): NCK 1 500 000 och Barnafrid 1 500 000 kronor.",
        "2022 mottogs 143 406 084 kronor av kommunerna; 1 343 916 kronor betalades aldrig ut.",
      ],
    },
  ],
};

import type { DatedRules, Programme } from "../programme.ts";
import { sources } from "../published/sources.ts";
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

const [first, last] = ["2016-01-01", "2019-12-31"] as const;
const r2 = bySource(sources.R2);
const r3 = bySource(sources.R3);
const all = <T>(value: T, ground = r3) => [holds(first, last, value, ground)];

const notPublished = unknown("inte publicerat");

const common = {
  decides: all("Socialstyrelsen"),
  requirements: all([], byAssumption("Antagande: inga prestationskrav (källorna nämner inga efter 2015).")),
  carryOver: all("not-allowed"),
  repayment: all("Medel som inte har förbrukats återbetalas."),
  conditions: all([onlyForThePurpose, restIsRepaid, reportOrRepay], conditionsAssumed),
  appeal: during(appeals, first, last),
  regulation: during(regulations, first, last),
  reportForm: all(unknown("formulärets frågor är inte publicerade för perioden")),
} satisfies Partial<DatedRules>;

/** Municipalities and regions asked for an amount that a key had set; NGOs applied. */
export const programme2016to2019: Programme = {
  id: "2016-2019",
  name: "Utvecklingsmedel mot våld i nära relationer 2016-2019",
  valid: { from: first, to: last },
  source: `${sources.R2}; ${sources.R3}`,
  fictional: false,
  groups: {
    municipality: {
      ...common,
      recipients: all("Kommuner"),
      route: all("requisition"),
      amount: all(
        { by: "key", key: { baseAmount: 100_000, limit: 30_000, rounding: "largest-remainder" } },
        bySource(sources.R3, assumed.rounding),
      ),
      redistribution: [
        holds(first, "2017-12-31", notPublished, r2),
        holds(
          "2018-01-01",
          "2018-12-31",
          "Medel som inte har rekvirerats omfördelas efter den 1 juni 2018.",
          r2,
        ),
        holds(
          "2019-01-01",
          last,
          "Medel som inte har rekvirerats omfördelas efter den 1 oktober 2019 och betalas ut i en utbetalning.",
          r2,
        ),
      ],
    },
    region: {
      ...common,
      recipients: all("Regioner"),
      route: all("requisition"),
      amount: all(
        { by: "key", key: { baseAmount: 1_000_000, limit: null, rounding: "largest-remainder" } },
        bySource(sources.R3, assumed.rounding),
      ),
      redistribution: all(notPublished),
    },
    ngo: {
      ...common,
      recipients: all("Ideella organisationer"),
      route: all("application"),
      amount: all({ by: "assessment" }),
      redistribution: all(null),
    },
  },
  years: [2016, 2017, 2018, 2019].map((year) => ({
    year,
    available: { municipality: notPublished, region: notPublished, ngo: notPublished },
    granted: {},
    costs: [],
    appropriations: unknown("anslagsposterna är inte publicerade"),
    rounds: [],
    source: sources.R2,
    notes: year === 2018 ? ["Stockholms stad fick 2 934 558 kronor efter nyckeln för 2018."] : [],
  })),
};

import type { DatedRules, Programme, Requirement, YearBudget } from "../programme.ts";
import { sources } from "../published/sources.ts";
import { programmeYears2012to2014 } from "./2012-2014.ts";
import { byAssumption, bySource, during, holds, unknown } from "./dated.ts";
import { appeals, conditionsAssumed, onlyForThePurpose, regulations, reportOrRepay } from "./law.ts";

const [first, last] = ["2012-01-01", "2015-12-31"] as const;
const r0 = bySource(sources.R0);
const r1 = bySource(sources.R1);
const all = <T>(value: T, ground = r0) => [holds(first, last, value, ground)];

const formNotPublished = unknown("formulärets frågor är inte publicerade för året");

/** The performance requirements (prestationskrav), with the regulation that the second refers to. */
function requirements(regulation: string): readonly Requirement[] {
  return [
    {
      id: "kartlaggning",
      text: "Sökanden känner till våldets omfattning i kommunen, eller har börjat arbetet med att kartlägga den.",
    },
    {
      id: "handlingsplan",
      text: `Sökanden följer de åtgärder som rekommenderas under rubriken Handlingsplan i ${regulation}.`,
    },
    { id: "paborjat", text: "Arbete som fick medel året före har påbörjats." },
  ];
}

const common = {
  decides: all("Socialstyrelsen, efter yttrande från länsstyrelsen"),
  route: all("application"),
  amount: all({ by: "assessment" }),
  redistribution: all(null),
  carryOver: all("after-decision"),
  repayment: all("Medel som inte är förbrukade sista förbrukningsdag återbetalas."),
  conditions: all(
    [
      onlyForThePurpose,
      "Medel som inte har förbrukats vid årets slut får användas året därpå bara efter beslut, och senast sista förbrukningsdag.",
      reportOrRepay,
    ],
    conditionsAssumed,
  ),
  appeal: during(appeals, first, last),
  regulation: during(regulations, first, last),
} satisfies Partial<DatedRules>;

const formOf2013 = (id: string) => [
  holds("2012-01-01", "2012-12-31", formNotPublished, r0),
  holds("2013-01-01", "2013-12-31", id, r1),
  holds("2014-01-01", last, formNotPublished, r0),
];

const unpublished2015 = unknown("år 2015 ingår inte i de publicerade rapporterna");

const countyBoards: DatedRules = {
  recipients: all("De 21 länsstyrelserna"),
  decides: all(unknown("vem som fördelade länsstyrelsernas medel är inte publicerat")),
  route: all(unknown("hur länsstyrelserna fick sina medel är inte publicerat")),
  amount: [
    holds(
      first,
      "2014-12-31",
      {
        by: "fixed",
        sums: [
          {
            to: "Länsstyrelserna i Stockholms, Skåne och Västra Götalands län",
            recipients: 3,
            each: 1_000_000,
          },
          { to: "de 18 andra länsstyrelserna", recipients: 18, each: 666_666 },
        ],
      },
      bySource(`${sources.R0}, tabell 3`),
    ),
    holds("2015-01-01", last, unpublished2015, r0),
  ],
  requirements: all([]),
  redistribution: all(null),
  carryOver: [
    holds(first, "2014-12-31", "by-itself", bySource(`${sources.R0}, tabell 3`)),
    holds("2015-01-01", last, unpublished2015, r0),
  ],
  repayment: all(unknown("inte publicerat")),
  conditions: all(unknown("inte publicerat")),
  appeal: during(appeals, first, last),
  regulation: during(regulations, first, last),
  reportForm: all(unknown("länsrapportens mall är inte publicerad i sin helhet")),
};

const frame = {
  costs: [],
  appropriations: unknown("anslagsposterna är inte publicerade"),
  source: `${sources.R0}, tabell 1-3`,
} as const;

const countyNote =
  "Länsstyrelserna: 3 × 1 000 000 + 18 × 666 666 = 14 999 988 kronor; 12 kronor av 15 000 000 fördelas inte.";
const agencyNote =
  "Myndighetens eget arbete 2012-2014 kostade 4 miljoner kronor, där utvärderingen om 2,7 miljoner kronor sammanlagt ingår.";

const granted: Readonly<Record<number, number>> = { 2012: 39_501_000, 2013: 53_687_000, 2014: 58_785_000 };
const notes: Readonly<Record<number, readonly string[]>> = {
  2012: [
    "Det som blev över 2012 är 1 500 000 och 300 000 kronor enligt delredovisningen (2014), men 1 080 509 och 639 409 kronor räknat ur slutredovisningen (2015).",
  ],
  2013: [
    "106 kommunala ansökningar beviljades men 138 återrapporter kom in: de andra rör medel som överförts från 2012.",
    "Förbrukat vid årets slut är 39,4 och 17,9 miljoner kronor enligt delredovisningen (2014) men 40 530 902 och 18 200 954 kronor enligt slutredovisningen (2015).",
  ],
  2014: ["1 775 000 kronor av det som inte beviljades användes till konferenser, efter särskilt beslut."],
};

const years: readonly YearBudget[] = [
  ...programmeYears2012to2014.map(({ year, available, rounds }) => ({
    ...frame,
    year,
    available,
    granted: { municipality: granted[year]!, "county-board": 14_999_988 },
    rounds,
    notes: [...notes[year]!, countyNote, agencyNote],
  })),
  {
    ...frame,
    year: 2015,
    available: { municipality: unpublished2015, ngo: unpublished2015, "county-board": unpublished2015 },
    granted: {},
    rounds: [],
    notes: [],
  },
];

/** Everybody applied, every year, and the agency assessed; NGOs applied for themselves. */
export const programme2012to2015: Programme = {
  id: "2012-2015",
  name: "Utvecklingsmedel mot våld i nära relationer 2012-2015",
  valid: { from: first, to: last },
  source: sources.R0,
  fictional: false,
  groups: {
    municipality: {
      ...common,
      recipients: all("Kommuner, stadsdelsförvaltningar och kommunalförbund; en ansökan kan vara gemensam"),
      requirements: [
        holds("2012-01-01", "2012-12-31", [], r1),
        holds("2013-01-01", "2014-09-30", requirements("SOSFS 2009:22"), r1),
        holds(
          "2014-10-01",
          last,
          requirements("SOSFS 2014:4"),
          byAssumption(
            "Antagande: kravet om handlingsplan prövades mot SOSFS 2014:4 när den hade ersatt SOSFS 2009:22.",
          ),
        ),
      ],
      reportForm: formOf2013("kommun-2013"),
    },
    ngo: {
      ...common,
      recipients: all("Ideella organisationer; en ansökan kan vara gemensam"),
      requirements: all([], r1),
      reportForm: formOf2013("ideell-2013"),
    },
    "county-board": countyBoards,
  },
  years,
};

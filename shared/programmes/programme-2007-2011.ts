import type { Programme } from "../programme.ts";
import { sources } from "../published/sources.ts";
import { bySource, during, holds, unknown } from "./dated.ts";
import { appeals, regulations } from "./law.ts";

const [first, last] = ["2007-01-01", "2011-12-31"] as const;
const r0 = bySource(sources.R0);
const notDescribed = unknown("källorna beskriver inte reglerna före 2012 så noga");
const all = <T>(value: T) => [holds(first, last, value, r0)];

/** The county administrative boards decided, each within a frame for its county. Little is published. */
export const programme2007to2011: Programme = {
  id: "2007-2011",
  name: "Utvecklingsmedel mot våld i nära relationer 2007-2011",
  valid: { from: first, to: last },
  source: sources.R0,
  fictional: false,
  groups: {
    municipality: {
      recipients: all("Kommuner, också för ideella organisationers räkning"),
      decides: all("Länsstyrelserna, var och en inom en ram för sitt län"),
      route: all("application"),
      amount: all({ by: "frame" }),
      requirements: all(notDescribed),
      redistribution: all(notDescribed),
      carryOver: all(notDescribed),
      repayment: all(notDescribed),
      conditions: all(notDescribed),
      appeal: during(appeals, first, last),
      regulation: during(regulations, first, last),
      reportForm: all(notDescribed),
    },
  },
  years: [2007, 2008, 2009, 2010, 2011].map((year) => ({
    year,
    available: { municipality: unknown("ramarna per län är inte publicerade") },
    granted: {},
    costs: [],
    appropriations: unknown("anslagsposterna är inte publicerade"),
    rounds: [],
    source: sources.R0,
    notes: ["Hela uppdraget kostade omkring 109 miljoner kronor om året 2007-2011."],
  })),
};

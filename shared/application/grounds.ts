import type { Dated } from "../programme.ts";
import { bySource, type Ground as Basis, holds, inForce } from "../programmes/dated.ts";
import { sources } from "../published/sources.ts";
import type { ApplicationOutcome } from "./outcome.ts";

/** A coded ground (grund) for a decision on an application. */
export interface Ground {
  /** Kept with assessments and decisions, never changed. */
  readonly id: string;
  /** Swedish, as it stands in the decision. */
  readonly text: string;
  /** What it may be a ground for; granted in full needs none. */
  readonly leadsTo: readonly Extract<ApplicationOutcome, "part" | "rejected">[];
}

/** The reports name the grounds; none says from which day. */
const reported = bySource(
  `${sources.R1}; ${sources.R3}`,
  "Antagande: rapporterna nämner grunden men inte vilka dagar den gällde; här från 2012.",
);

function ground(value: Ground, basis: Basis = reported, from = "2012-01-01"): Dated<Ground> {
  return holds(from, null, value, basis);
}

/**
 * Every ground with the days it holds. The words are a proposal; what they say is from the reports. A ground that an
 * authority takes out of use gets a last day, so that the decisions that name it can still be read.
 */
export const grounds: readonly Dated<Ground>[] = [
  ground({
    id: "krav-ej-uppfyllda",
    text: "Sökanden uppfyller inte prestationskraven.",
    leadsTo: ["part", "rejected"],
  }),
  ground({
    id: "medsokande-uppfyller-ej-krav",
    text: "En eller flera av de medsökande uppfyller inte prestationskraven; medel beviljas för de övriga.",
    leadsTo: ["part"],
  }),
  ground({
    id: "oklar-koppling-budget",
    text: "Verksamheten är vagt beskriven, eller så saknas en koppling mellan verksamhet och budget.",
    leadsTo: ["part", "rejected"],
  }),
  ground({
    id: "regional-utan-koppling",
    text: "Den regionala insatsen saknar koppling till varje kommuns eget arbete.",
    leadsTo: ["part", "rejected"],
  }),
  ground({
    id: "lopande-lon",
    text: "Medel beviljas inte för återkommande lönekostnader.",
    leadsTo: ["part", "rejected"],
  }),
  ground({
    id: "enbart-stod",
    text: "Medel beviljas inte för enbart stödverksamhet.",
    leadsTo: ["part", "rejected"],
  }),
  ground({
    id: "boendeplatser",
    text: "Medel beviljas inte för köp av platser i skyddat boende.",
    leadsTo: ["part", "rejected"],
  }),
  ground({
    id: "grundlaggande-drift",
    text: "Medel beviljas inte för grundläggande driftskostnader.",
    leadsTo: ["part", "rejected"],
  }),
  ground({
    id: "relevans-konkurrens",
    text: "Andra ansökningar har bedömts vara mer angelägna inom de medel som finns.",
    leadsTo: ["part", "rejected"],
  }),
  ground(
    {
      id: "forordning-2015-454",
      text: "Verksamheten kan få statsbidrag enligt förordningen (2015:454) om statsbidrag till kvinno- och tjejjourer.",
      leadsTo: ["part", "rejected"],
    },
    bySource(
      sources.R3,
      "Antagande: grunden kan användas från den 1 augusti 2015; förordningens ikraftträdande anges inte i rapporten.",
    ),
    "2015-08-01",
  ),
  ground({
    id: "svagare-forutsattningar",
    text: "Projektet har svagare förutsättningar än andra som söker.",
    leadsTo: ["part", "rejected"],
  }),
];

/** The ground with this id when it holds on an ISO day; undefined otherwise. */
export function groundOn(id: string, day: string): Ground | undefined {
  return inForce(
    grounds.filter(({ value }) => value.id === id),
    day,
  )?.value;
}

/** The grounds that hold on an ISO day. */
export function groundsOn(day: string): readonly Ground[] {
  return grounds.flatMap(({ value }) => groundOn(value.id, day) ?? []);
}

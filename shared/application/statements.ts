import type { Dated, GroupKind } from "../programme.ts";
import { bySource, holds, inForce } from "../programmes/dated.ts";
import { sources } from "../published/sources.ts";

/** The authority that must have said its opinion (yttrande, synpunkter) before an application of a group is decided. */
interface StatementRule {
  readonly groups: readonly GroupKind[];
  readonly authority: string;
}

const rules: readonly Dated<StatementRule>[] = [
  holds(
    "2012-01-01",
    "2015-12-31",
    { groups: ["municipality", "ngo"], authority: "länsstyrelsen" },
    bySource(sources.R0),
  ),
  // Särskilda stimulansmedel.
  holds(
    "2020-01-01",
    "2022-12-31",
    { groups: ["agency"], authority: "Jämställdhetsmyndigheten" },
    bySource(sources.R3),
  ),
];

/** The authority whose statement a decision on an application needs on an ISO day; null where none is needed. */
export function statementNeeded(group: GroupKind, day: string): string | null {
  const ofGroup = rules.filter(({ value: { groups } }) => groups.includes(group));
  return inForce(ofGroup, day)?.value.authority ?? null;
}

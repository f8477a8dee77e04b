import type { RouteOutput } from "../../shared/api.ts";
import { applicantOf } from "../../shared/application/applicant.ts";
import { isStanding } from "../../shared/application/application.ts";
import type { ApplicationContext } from "../../shared/application/validate.ts";
import { buildNameIndex } from "../../shared/names.ts";
import type { Round } from "../../shared/programme.ts";
import { registerEntries } from "./requisition-context.ts";

/** What the service has said about a round that is applied for: enough for the same control here as there. */
export interface RoundFacts {
  readonly round: Round;
  readonly found: RouteOutput<"applications">;
  readonly register: RouteOutput<"register">;
}

/** What the rules must know beside the rows. `today` is an ISO date; `isEarlier` says which documents came before. */
export function applicationContext(
  { round, found, register }: RoundFacts,
  today: string,
  isEarlier: (document: string) => boolean,
): ApplicationContext {
  const entries = registerEntries(register);
  return {
    round,
    requirements: found.requirements,
    entries,
    nameIndex: buildNameIndex(entries),
    registered: found.applications
      .filter((one) => isEarlier(one.document) && isStanding(one))
      .map((one) => ({
        ...one,
        applicant: applicantOf(one),
        members: one.members.map(({ name }) => name),
      })),
    today,
  };
}

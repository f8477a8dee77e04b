import type { RouteOutput } from "../../shared/api.ts";
import { applicantOf } from "../../shared/application/applicant.ts";
import { isStanding } from "../../shared/application/application.ts";
import { countedIn } from "../../shared/application/counted-in.ts";
import type { ApplicationContext } from "../../shared/application/context.ts";
import { buildNameIndex } from "../../shared/names.ts";
import type { Round } from "../../shared/programme.ts";
import type { KnownDocument } from "./known-document.ts";
import { registerEntries } from "./requisition-context.ts";

/** What the service has said about a round that is applied for: enough for the same control here as there. */
export interface RoundFacts {
  readonly round: Round;
  readonly found: RouteOutput<"applications">;
  readonly register: RouteOutput<"register">;
}

/** What the rules must know beside the rows. `today` is an ISO date. */
export function applicationContext(
  { round, found, register }: RoundFacts,
  today: string,
  { id, isEarlier }: KnownDocument,
): ApplicationContext {
  const entries = registerEntries(register);
  const applications = found.applications.map((one) => ({ ...one, applicant: applicantOf(one) }));
  return {
    round,
    requirements: found.requirements,
    entries,
    nameIndex: buildNameIndex(entries),
    registered: applications
      .filter((one) => isEarlier(one.document) && isStanding(one))
      .map((one) => ({ ...one, members: one.members.map(({ name }) => name) })),
    countedFrom: countedIn(applications, id),
    today,
  };
}

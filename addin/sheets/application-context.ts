import type { RouteOutput } from "../../shared/api.ts";
import { type Applicant, applicantKey } from "../../shared/application/applicant.ts";
import type { ApplicationContext } from "../../shared/application/validate.ts";
import { buildNameIndex } from "../../shared/names.ts";
import type { Round } from "../../shared/programme.ts";
import { isNumbered } from "../../shared/recipient.ts";
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
  const registered = new Set(
    found.applications.flatMap((one) =>
      one.state === "submitted" && isEarlier(one.document) ? [applicantKey(applicantOf(one))] : [],
    ),
  );
  return {
    round,
    requirements: found.requirements,
    entries,
    nameIndex: buildNameIndex(entries),
    alreadyRegistered: (key) => registered.has(key),
    today,
  };
}

type Listed = RouteOutput<"applications">["applications"][number];

/** Who applied, as registered. A municipality and its units have a county, and a unit its city's code first. */
export function applicantOf({ type, code, name, county }: Listed): Applicant {
  switch (type) {
    case "municipality":
      return { type, code, name, county: county! };
    case "unit":
      return { type, city: code.slice(0, 4), name, county: county! };
    case "federation":
      return { type, name, county: county! };
    case "ngo":
      return { type, name, county };
    case "agency":
      return { type, code: isNumbered({ kind: type, code }) ? null : code, name, county };
  }
}

import { countedFrom, type LatestRequest } from "../case/counted-from.ts";
import { type Applicant, applicantKey, nameKey } from "./applicant.ts";

/** An application that is registered, and the latest request for its completion. */
export interface AwaitedApplication {
  readonly applicant: Applicant;
  readonly state: string;
  /** ISO date, and the id of the document. */
  readonly received: string;
  readonly document: string;
  readonly completion: LatestRequest | null;
}

/**
 * The ISO day that counts for what an applicant sends in on a day, in the document with this id (null: not registered):
 * that of the application that it completes, or its own.
 */
export function countedIn(
  registered: readonly AwaitedApplication[],
  document: string | null,
): (applicant: Applicant, day: string) => string {
  const known = new Map(registered.map((one) => [applicantKey(one.applicant), one]));
  return (applicant, day) => {
    // An NGO may have added the number that it first left out.
    const before = known.get(applicantKey(applicant)) ?? known.get(nameKey(applicant));
    return countedFrom({ day, document }, before, before?.completion ?? null);
  };
}

import type { NameIndex } from "../names.ts";
import type { Requirement, Round } from "../programme.ts";
import type { RegisterEntry } from "../register.ts";
import type { Applicant } from "./applicant.ts";
import type { ApplicationState } from "./application.ts";

/** What the rules must know beside the cells. */
export interface ApplicationContext {
  readonly round: Pick<Round, "kind" | "name" | "window">;
  /** The performance requirements of the round. */
  readonly requirements: readonly Requirement[];
  readonly entries: readonly RegisterEntry[];
  /** Built over the same entries. */
  readonly nameIndex: NameIndex;
  /** What came in to the round in earlier documents, and was neither taken back nor replaced. */
  readonly registered: readonly RegisteredApplication[];
  /** The ISO day that counts for an application that comes in on a day: of what it completes. Absent: its own. */
  readonly countedFrom?: (applicant: Applicant, day: string) => string;
  /** ISO date. */
  readonly today: string;
}

/** An application that came in before, as far as another has to do with it. */
export interface RegisteredApplication {
  readonly applicant: Applicant;
  readonly members: readonly string[];
  readonly state: ApplicationState;
  /** ISO date, and the id of the document. */
  readonly received: string;
  readonly document: string;
}

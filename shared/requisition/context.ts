import type { NameIndex } from "../names.ts";
import type { Round } from "../programme.ts";
import type { Register } from "../register.ts";

/** What the rules must know beside the rows themselves. */
export interface RequisitionContext {
  /** The rounds of the year. */
  readonly rounds: readonly Round[];
  readonly register: Pick<Register, "find">;
  /** Built over the same entries as the register, with those that have ceased. */
  readonly nameIndex: NameIndex;
  /** The kronor allotted to a recipient in a round; null when nothing is allotted or the key is not yet there. */
  readonly allotted: (roundId: string, code: string) => number | null;
  /** Whether the recipient already has a requisition registered in the round; absent: nothing is known. */
  readonly alreadyRegistered?: (roundId: string, code: string) => boolean;
  /** The ISO day that counts for a requisition that comes in on a day: of what it completes. Absent: its own. */
  readonly countedFrom?: (roundId: string, code: string, day: string) => string;
  /** ISO date. */
  readonly today: string;
  /** The id of the round of a sheet without a column for it; where there is one, every row must name its round. */
  readonly defaultRound?: string;
}

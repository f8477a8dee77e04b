import { allottedInAll, type Balance, paid } from "../../shared/ledger.ts";
import type { Round } from "../../shared/programme.ts";
import type { RequisitionRow } from "../store/model.ts";

/**
 * Kronor that a recipient asks for and that are not yet decided: what its requisition says, at most what it is
 * allotted; for a top-up all of it, since the requisition of the round it tops up accepts it.
 */
export function requested(round: Round, balance: Balance, requisition: RequisitionRow | undefined): number {
  if (requisition?.state !== "submitted") return 0;
  const already = balance.payable + paid(balance);
  const asked = round.topUpOf === null ? (requisition.amount ?? 0) : allottedInAll(balance);
  return Math.max(0, Math.min(balance.allotted, asked - already));
}

import { Refusal } from "../../shared/errors.ts";
import { emptyBalance } from "../../shared/ledger.ts";
import type { Round } from "../../shared/programme.ts";
import { type RecipientId, recipientId } from "../../shared/recipient.ts";
import { groundFault } from "../../shared/requisition/rejection-grounds.ts";
import type { Context } from "../context.ts";
import type { Decision, RejectedLine } from "../store/kept.ts";
import type { ChainChange, Head } from "../store/model.ts";
import { roundsOfCase } from "./case-facts.ts";
import { ledgerOf, type Move } from "./change.ts";

/** What a rejection moves and replaces in its round, and moves in the top-ups of the round. */
export interface BookedRejection {
  readonly moves: readonly Move[];
  readonly rows: ChainChange["rows"];
  readonly details: ChainChange["details"];
  readonly topUps: readonly { readonly round: Round; readonly head: Head; readonly moves: readonly Move[] }[];
}

/**
 * What a rejection does when it is decided: nothing is paid, and what the recipient is allotted goes where that goes
 * which nobody requisitions. A requisition that has come in since is not rejected with the first.
 */
export async function bookRejection(
  context: Context,
  { round, head }: { readonly round: Round; readonly head: Head },
  { id, lines }: Decision,
  date: string,
): Promise<BookedRejection> {
  const line = lines[0] as RejectedLine;
  const recipient = recipientId({ kind: round.kind, code: line.code });
  const row = (await context.store.rows(head, "requisitions", [recipient])).get(recipient);
  const isIts = row?.value.state === "submitted" || row?.value.state === "returned";
  if (!isIts || row.value.document !== line.document)
    throw new Refusal(
      "wrong-state",
      `${id} stämmer inte längre: en annan rekvisition har kommit in sedan det förbereddes. Ta tillbaka det i ärendet, och pröva den nya.`,
    );
  const found = (await context.store.rows(head, "cases", [recipient])).get(recipient);
  const completions = found?.value.completions ?? [];
  const facts = { requisition: row.value, completions, lastDay: round.window.to, today: date };
  const fault = line.grounds.map((ground) => groundFault(ground, facts)).find((text) => text !== null);
  if (fault !== undefined)
    throw new Refusal("wrong-state", `${id} kan inte fattas med beslutsdag ${date}. ${fault}`);
  const topUps = roundsOfCase(round).slice(1);
  const heads = await context.store.heads(topUps.map((one) => one.id));
  const moved = await Promise.all(
    topUps.map(async (one, i) => ({
      round: one,
      head: heads[i]!,
      moves: await released(context, one, heads[i]!, recipient, date),
    })),
  );
  const moves = await released(context, round, head, recipient, date);
  return {
    moves,
    rows: {
      requisitions: new Map([[recipient, { ...row, value: { ...row.value, state: "rejected" } }]]),
    },
    details: { recipient, released: moves.reduce((sum, { amount }) => sum + amount, 0) },
    topUps: moved.filter(({ moves }) => moves.length > 0),
  };
}

/** All that is allotted and undecided, from the day of the decision, but not before it was allotted. */
async function released(
  context: Context,
  round: Round,
  head: Head,
  recipient: RecipientId,
  date: string,
): Promise<Move[]> {
  const { recipients } = await ledgerOf(context, round, head, [recipient]);
  const { allotted: amount } = recipients.get(recipient) ?? emptyBalance;
  if (amount === 0) return [];
  const given = (await context.store.decisions(round.id)).flatMap(({ kind, state, date: day }) =>
    state === "decided" && day !== null && (kind === "key" || kind === "redistribution") ? [day] : [],
  );
  const effectiveDate = [date, ...given].toSorted().at(-1)!;
  return [{ recipient, from: "allotted", to: "pool", amount, effectiveDate }];
}

import { Refusal } from "../../shared/errors.ts";
import { emptyBalance } from "../../shared/ledger.ts";
import { formatKronor } from "../../shared/money.ts";
import type { Round } from "../../shared/programme.ts";
import { type RecipientId, recipientId, recipientKey } from "../../shared/recipient.ts";
import { reportRulesOf } from "../../shared/report-form/form-of-year.ts";
import { type AuditRecord, sha256 } from "../audit.ts";
import type { Context, Handlers } from "../context.ts";
import type { Head, RecordedAct } from "../store/model.ts";
import { entitledIn } from "./booking.ts";
import { actInRound, chainChange, change, ledgerOf, type Move } from "./change.ts";
import { refuseBefore } from "./decision.ts";
import { caseRound, roundOf } from "./rounds.ts";

const received = "återbetalning mottagen";
const nameOf = (seq: number): string => `aterbetalning-${seq}`;

/** What a repayment is called: it is known by the act that booked it. null for another act. */
export function repaymentOf({ action, seq }: Pick<AuditRecord, "action" | "seq">): string | null {
  return action === received ? nameOf(seq) : null;
}

export const repaymentHandlers = {
  /** Money that a recipient has paid back: what is claimed of it first, the rest of its own will. */
  async registerRepayment({ round: id, code, amount, date, dnr }, context) {
    const round = roundOf(id);
    return await change(context, [round.id], async ([head], at) => {
      const recipient = recipientId({ kind: round.kind, code });
      const { recipients } = await ledgerOf(context, round, head!, [recipient]);
      const { held, repayable } = recipients.get(recipient) ?? emptyBalance;
      if (amount > held + repayable) {
        throw new Refusal(
          "rules-broken",
          `Mottagare ${code} har ${formatKronor(held + repayable)} kr att betala tillbaka i ${round.name}. Ange högst det, och för resten till rätt omgång.`,
          { most: held + repayable },
        );
      }
      const voluntary = Math.max(0, amount - repayable);
      const moves: Move[] = [
        { recipient, from: "held", to: "repayable", amount: voluntary },
        { recipient, from: "repayable", to: "repaid", amount },
      ];
      const chain = await chainChange(context, round, head!, at, {
        action: received,
        details: { dnr, recipient, total: amount, voluntary },
        effectiveDate: date,
        moves: moves.filter((move) => move.amount > 0),
      });
      return {
        chains: [chain],
        answer: { id: nameOf(head!.seq + 1), recipients: 1, total: amount },
      };
    });
  },

  /**
   * Takes back a repayment that was booked by mistake, by postings of its own: what was claimed is claimed again, the rest
   * is held again, as far as nobody has said since that it is to be paid back. The reason becomes a note in the case.
   */
  async reverseRepayment({ round: id, repayment, date, dnr, reason }, context) {
    const round = roundOf(id);
    const home = caseRound(round);
    return await change(context, [...new Set([round.id, home.id])], async (heads, at) => {
      const [head, caseHead] = [heads[0]!, heads.at(-1)!];
      const acts = await context.store.acts(head);
      const { record, postings } = bookedIn(acts, round, repayment);
      const { recipient, effectiveDate } = postings[0]!;
      refuseBefore(date, effectiveDate, "återbetalningen");
      const sum = (account: "held" | "repayable"): number =>
        postings.reduce((all, { from, amount }) => (from === account ? all + amount : all), 0);
      const [total, voluntary] = [sum("repayable"), sum("held")];
      const isReported = await reportedSince(context, home, caseHead, recipient, record);
      const again = isReported ? 0 : Math.min(voluntary, await roomOf(context, round, head, recipient));
      const moves: Move[] = [
        { recipient, from: "repaid", to: "repayable", amount: total },
        { recipient, from: "repayable", to: "held", amount: again },
      ];
      const text = `Återbetalningen ${repayment} på ${formatKronor(total)} kr i ${round.name} är återförd (dnr ${dnr}). ${reason}`;
      const note = `${at} ${String(caseHead.seq + 1)}`;
      const noted = { recipient, note, sha256: sha256(text) };
      const chain = await chainChange(context, round, head, at, {
        action: "återbetalning återförd",
        details: { reverses: repayment, dnr, total, ...noted },
        effectiveDate: date,
        moves: moves.filter(({ amount }) => amount > 0),
      });
      return {
        // The case is in the chain of its round: what a report says meanwhile is then seen. Only the note is new there.
        chains:
          home.id === round.id
            ? [chain]
            : [chain, actInRound(home, caseHead, { action: "tjänsteanteckning", details: noted })],
        entries: [
          {
            kind: "caseNotes",
            group: `${home.id} ${recipient}`,
            id: note,
            version: 0,
            value: { text, by: context.principal.name, at },
          },
        ],
        answer: { id: `aterforing-${head.seq + 1}`, recipients: 1, total },
      };
    });
  },
} satisfies Partial<Handlers>;

/** The act that booked a repayment; refused when there is none, or when it is reversed. */
function bookedIn(acts: readonly RecordedAct[], round: Round, repayment: string): RecordedAct {
  const found = acts.find(({ record }) => repaymentOf(record) === repayment);
  if (found === undefined)
    throw new Refusal(
      "not-found",
      `Återbetalningen ${repayment} finns inte i ${round.name}. Välj en återbetalning bland mottagarens händelser.`,
    );
  if (acts.some(({ record }) => record.details["reverses"] === repayment))
    throw new Refusal(
      "wrong-state",
      `${repayment} är redan återförd. Se mottagarens händelser, och registrera en ny återbetalning om pengarna har kommit in.`,
    );
  return found;
}

/** Kronor that a recipient is entitled to in a round by its decisions, and neither has nor is to be paid. */
async function roomOf(context: Context, round: Round, head: Head, recipient: RecipientId): Promise<number> {
  const { recipients } = await ledgerOf(context, round, head, [recipient]);
  const { payable, held, consumed, carriedOver } = recipients.get(recipient) ?? emptyBalance;
  const entitled = entitledIn(await context.store.decisions(round.id), recipientKey(recipient).code);
  return Math.max(0, entitled - payable - held - consumed - carriedOver);
}

/** Whether the report that stands was booked after an act: then it says what became of all that was paid. */
async function reportedSince(
  { store }: Context,
  home: Round,
  head: Head,
  recipient: RecipientId,
  act: AuditRecord,
): Promise<boolean> {
  if (reportRulesOf(home.year, home.kind).form.ofCounties) return false;
  const report = (await store.rows(head, "reportBacks", [recipient])).get(recipient)?.value;
  if (report?.state !== "submitted") return false;
  const booked = (await store.records(head)).findLast(
    ({ details }) =>
      details["document"] === report.document &&
      [undefined, recipient].includes(details["recipient"] as never),
  );
  if (booked === undefined) return false;
  return booked.chain === act.chain ? booked.seq > act.seq : booked.at >= act.at;
}

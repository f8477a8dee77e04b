import type { CaseKey } from "../../shared/case/case.ts";
import { after } from "../../shared/case/states.ts";
import { Refusal } from "../../shared/errors.ts";
import { ruleDay } from "../../shared/programmes/dated.ts";
import type { Round } from "../../shared/programme.ts";
import { recipientKey } from "../../shared/recipient.ts";
import {
  groundFault,
  type RejectionGround,
  rejectionGroundsOn,
} from "../../shared/requisition/rejection-grounds.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import type { Handlers } from "../context.ts";
import type { RejectedLine } from "../store/kept.ts";
import { caseRoundOf, roundsOfCase, theCase } from "./case-facts.ts";
import { chainChange, change } from "./change.ts";
import { preparedDecision, refuseWithoutGround } from "./deciding.ts";

/** What a requisition of the round can be rejected on. */
export function rejectionGrounds(round: Round): readonly RejectionGround[] {
  return rejectionGroundsOn(ruleDay(round));
}

export const rejectionHandlers = {
  /** One requisition to be rejected: a decision of its own, so that its reasons are its own. */
  async prepareRejection({ grounds, reason, ...key }, context) {
    const at = key as CaseKey;
    const round = await caseRoundOf(context, at);
    if (round.route !== "requisition")
      throw new Refusal(
        "wrong-state",
        `Ansökningar i ${round.name} avslås i bedömningen, tillsammans med de andra. Välj utfall och grund där.`,
      );
    const known = rejectionGrounds(round).map(({ id }) => id);
    const strange = grounds.find((ground) => !known.includes(ground));
    if (strange !== undefined)
      throw new Refusal(
        "rules-broken",
        `${strange} är ingen grund för avslag i ${round.name}. Välj grunder i listan.`,
        { grounds: known },
      );
    const rounds = roundsOfCase(round).map(({ id }) => id);
    return await change(context, rounds, async (heads, when) => {
      const { cases, facts, state } = await theCase(context, at, heads);
      const next = after(state.state, "prepare");
      if (!next.ok) throw new Refusal("wrong-state", next.text);
      const row = cases.requisitions.get(at.recipient)!.value;
      const fault = grounds.map((ground) => groundFault(ground, facts)).find((text) => text !== null);
      if (fault !== undefined) throw new Refusal("rules-broken", fault, { field: "grounds" });
      const line: RejectedLine = {
        code: recipientKey(at.recipient).code,
        amount: 0,
        outcome: "rejected",
        grounds: [...new Set(grounds)],
        document: row.document,
      };
      const decision = preparedDecision(context, round, {
        id: `avslag-${cases.head.seq + 1}`,
        kind: "requisitions",
        parameters: null,
        ground: reason,
        lines: [line],
        total: 0,
      });
      refuseWithoutGround(reason, decision.id);
      const chain = await chainChange(context, round, cases.head, when, {
        action: "avslag förberett",
        details: { decision: decision.id, recipient: at.recipient, grounds: line.grounds },
        effectiveDate: swedishDay(when),
      });
      return {
        chains: [chain],
        decisions: [decision],
        answer: { id: decision.id, recipients: 1, total: 0 },
      };
    });
  },
} satisfies Partial<Handlers>;

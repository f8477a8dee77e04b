import type { RouteInput } from "../../shared/api.ts";
import { Refusal } from "../../shared/errors.ts";
import { formatKronor } from "../../shared/money.ts";
import type { RedistributionParameters, Round } from "../../shared/programme.ts";
import { type RecipientId, recipientId } from "../../shared/recipient.ts";
import {
  redistribute,
  type Redistributed,
  type Redistribution,
  traceRedistribution,
} from "../../shared/redistribution.ts";
import { canonical } from "../audit.ts";
import type { Context, Handlers } from "../context.ts";
import type { Decision, KeyLine, ShareLine } from "../store/kept.ts";
import type { Head } from "../store/model.ts";
import { chainChange, change, ledgerOf, type Move } from "./change.ts";
import { decidedNow, preparedDecision } from "./deciding.ts";
import { decisionOf, keyNotFixed, refuseBefore } from "./decision.ts";
import { caseRound, roundOf } from "./rounds.ts";
import { answered, requested } from "./window.ts";

interface Closing {
  /** Kronor that each recipient was allotted and did not requisition. */
  readonly released: readonly { readonly recipient: RecipientId; readonly amount: number }[];
  readonly parameters: RedistributionParameters;
  readonly result: Redistribution;
  /** The decision that fixed the round's key. */
  readonly key: Decision;
}

/** What closing the round's window gives: preview and decision are this one computation with two endings. */
async function closing(
  context: Context,
  round: Round,
  head: Head,
  caseHead: Head,
  input: RouteInput<"previewRedistribution">,
): Promise<Closing> {
  if (round.route !== "requisition") {
    throw new Refusal(
      "wrong-state",
      `${round.name} rekvireras inte och kan inte omfördelas. Välj en omgång som rekvireras.`,
    );
  }
  if (head.key !== "fixed" || head.keyDecision === null) throw keyNotFixed(round);
  if (head.closed)
    throw new Refusal(
      "wrong-state",
      `${round.name} är redan omfördelad och stängd. Se beslutet i listan över beslut.`,
    );

  const requisitions = await context.store.rows(caseHead, "requisitions");
  const waiting = [...requisitions.values()].filter(({ value }) => value.state === "returned").length;
  if (waiting > 0 && !input.excludeReturned) {
    throw new Refusal(
      "wrong-state",
      `${waiting} rekvisitioner väntar på komplettering. Komplettera dem, eller välj att de räknas som ej rekvirerade.`,
      { waiting },
    );
  }

  const { recipients, pool } = await ledgerOf(context, round, head);
  const already = answered(round, await context.store.decisions(round.id));
  const released = [...recipients].flatMap(([recipient, balance]) => {
    const amount =
      balance.allotted -
      requested(round, balance, requisitions.get(recipient)?.value, already.get(recipient) ?? 0);
    return amount > 0 ? [{ recipient, amount }] : [];
  });
  const none = { capPerRecipient: null, ceiling: 0 };
  const standing = round.redistribution ?? none;
  const parameters =
    round.redistribution === null
      ? none
      : {
          capPerRecipient:
            input.capPerRecipient === undefined ? standing.capPerRecipient : input.capPerRecipient,
          ceiling: input.ceiling === undefined ? standing.ceiling : input.ceiling,
        };
  const key = await decisionOf(context, round, head.keyDecision);
  const willing = (key.lines as readonly KeyLine[])
    .filter(({ code }) => {
      const requisition = requisitions.get(recipientId({ kind: round.kind, code }))?.value;
      return requisition?.state === "submitted" && requisition.wantsMore;
    })
    .map(({ code, inhabitants }) => ({ code, population: inhabitants }));
  const result = redistribute({
    pool: pool + released.reduce((sum, { amount }) => sum + amount, 0),
    willing,
    ...parameters,
  });
  if (!result.ok) throw new Refusal("rules-broken", result.error.map(({ text }) => text).join(" "));
  return { released, parameters, result: result.value, key };
}

type Seen = RouteInput<"decideRedistribution">["seen"];

/** Nobody decides another redistribution than the one looked at. */
function refuseUnseen(seen: Seen, { pool, recipients }: Redistribution): void {
  const now = { pool, shares: recipients.map(({ code, amount }) => ({ code, amount })) };
  if (canonical(seen) === canonical(now)) return;
  const [before, after] = [inWords(seen), inWords(now)];
  const changed =
    before === after
      ? `det är fortfarande ${after}, men andra mottagare eller belopp`
      : `${before}, nu ${after}`;
  throw new Refusal(
    "conflict",
    `Underlaget har ändrats sedan du såg det: ${changed}. Titta på förhandsvisningen igen.`,
  );
}

function inWords({ pool, shares }: Seen): string {
  const given = shares.filter(({ amount }) => amount > 0);
  const total = given.reduce((sum, { amount }) => sum + amount, 0);
  return `${formatKronor(total)} kronor av ${formatKronor(pool)} till ${given.length} mottagare`;
}

function shareOf(result: Redistribution, { code, amount }: Redistributed): Required<ShareLine> {
  return { code, amount, explanation: traceRedistribution(result, code).join(" ") };
}

export const redistributionHandlers = {
  async previewRedistribution(input, context) {
    const round = roundOf(input.round);
    const [head, caseHead] = await context.store.heads([round.id, caseRound(round).id]);
    const { result } = await closing(context, round, head!, caseHead!, input);
    return {
      round: round.id,
      pool: result.pool,
      redistributed: result.given,
      left: result.left,
      reason: result.text,
      shares: result.recipients.map((recipient) => shareOf(result, recipient)),
    };
  },

  async decideRedistribution(input, context) {
    const round = roundOf(input.round);
    return await change(context, [round.id, caseRound(round).id], async ([head, caseHead], at) => {
      const { released, parameters, result, key } = await closing(context, round, head!, caseHead!, input);
      const { date, dnr, ground } = input;
      refuseBefore(date, key.date ?? date, "beslutet om nyckeln");
      const lastDay = caseRound(round).window.to;
      if (date <= lastDay && !input.beforeWindowEnds)
        throw new Refusal(
          "wrong-state",
          `Rekvisitioner tas emot till och med ${lastDay}, och den som inte har rekvirerat mister sina medel. Besluta efter den dagen, eller bekräfta att ni omfördelar innan fönstret har stängt.`,
          { lastDay },
        );
      refuseUnseen(input.seen, result);
      const shares = result.recipients.filter(({ amount }) => amount > 0);
      const decision = await decidedNow(
        context,
        preparedDecision(context, round, {
          id: `omfordelning-${head!.seq + 1}`,
          kind: "redistribution",
          parameters,
          lines: shares.map((recipient) => shareOf(result, recipient)),
          total: result.given,
        }),
        input,
      );
      const moves: Move[] = [
        ...released.map(
          ({ recipient, amount }) => ({ recipient, from: "allotted", to: "pool", amount }) as const,
        ),
        ...shares.map(
          ({ code, amount }) =>
            ({
              recipient: recipientId({ kind: round.kind, code }),
              from: "pool",
              to: "allotted",
              amount,
            }) as const,
        ),
      ];
      const chain = await chainChange(context, round, head!, at, {
        action: "ej rekvirerade medel omfördelade",
        details: { decision: decision.id, dnr, ground, pool: result.pool, left: result.left, parameters },
        effectiveDate: date,
        moves,
        next: { closed: true },
      });
      return {
        chains: [chain],
        decisions: [decision],
        answer: {
          id: decision.id,
          recipients: shares.length,
          total: result.given,
          pool: result.pool,
          left: result.left,
        },
      };
    });
  },
} satisfies Partial<Handlers>;

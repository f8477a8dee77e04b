import type { RouteOutput } from "../../shared/api.ts";
import { allocate } from "../../shared/allocation/allocate.ts";
import type { Allocation } from "../../shared/allocation/allocation.ts";
import { traceAmount } from "../../shared/allocation/trace.ts";
import { type CorrectionLine, correctionsOf } from "../../shared/decision/amounts.ts";
import { Refusal } from "../../shared/errors.ts";
import { formatKronor } from "../../shared/money.ts";
import type { KeyParameters, Round } from "../../shared/programme.ts";
import { recipientId } from "../../shared/recipient.ts";
import type { RegisterKind } from "../../shared/register.ts";
import type { Context, Handlers } from "../context.ts";
import type { Decision, KeyLine } from "../store/kept.ts";
import { chainChange, change, ledgerOf } from "./change.ts";
import { decidedNow, preparedDecision } from "./deciding.ts";
import { decisionIn, decisionOf, refuseDecided, refuseBefore, refuseSamePerson } from "./decision.ts";
import { populationOn } from "./populations.ts";
import { register, roundOf, withMoney } from "./rounds.ts";
import { swedishDay } from "../../shared/swedish-day.ts";

interface KeyRound extends Round {
  readonly kind: RegisterKind;
  readonly key: KeyParameters;
}

function keyRound(id: string): KeyRound {
  const round = roundOf(id);
  if (round.key === null || round.kind === "ngo" || round.kind === "agency") {
    throw new Refusal(
      "wrong-state",
      `${round.name} har ingen fördelningsnyckel: beloppen beslutas var för sig. Registrera bidragen i stället.`,
    );
  }
  return { ...round, kind: round.kind, key: round.key };
}

/** The fields that the caller gave; the round's own key stands for the rest. */
function keyOf(
  round: KeyRound,
  given: { [F in keyof KeyParameters]?: KeyParameters[F] | undefined },
): KeyParameters {
  return {
    ...round.key,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
}

function compute(amount: number, key: KeyParameters, lines: readonly Omit<KeyLine, "amount">[]): Allocation {
  const result = allocate({
    amount,
    key,
    recipients: lines.map(({ code, inhabitants }) => ({ code, population: inhabitants })),
  });
  if (result.ok) return result.value;
  throw new Refusal("rules-broken", result.error.map(({ text }) => text).join(" "), { faults: result.error });
}

async function populated(
  context: Context,
  round: KeyRound,
  key: KeyParameters,
): Promise<Omit<KeyLine, "amount">[]> {
  const table = await populationOn(context, key.populationDate);
  const inhabitants = table.inhabitants[round.kind];
  return register.list(round.kind).map(({ code }) => ({ code, inhabitants: inhabitants.get(code) ?? 0 }));
}

function answer(
  round: KeyRound,
  state: RouteOutput<"allocation">["state"],
  key: KeyParameters,
  result: Allocation,
): RouteOutput<"allocation"> {
  return {
    round: round.id,
    state,
    amount: result.pot,
    key,
    total: result.recipients.reduce((sum, { amount }) => sum + amount, 0),
    allotments: result.recipients.map(({ code, population, base, share, amount }) => ({
      code,
      name: register.find({ kind: round.kind, code })?.name ?? code,
      population,
      base,
      share,
      amount,
      explanation: traceAmount(result, code)?.summary ?? "",
    })),
    warnings: result.warnings.map(({ text }) => text),
  };
}

export const allocationHandlers = {
  async previewAllocation(input, context) {
    const programmed = keyRound(input.round);
    const [head] = await context.store.heads([programmed.id]);
    const round = withMoney(programmed, head!);
    const key = keyOf(round, input.key);
    const result = compute(input.amount ?? round.amount, key, await populated(context, round, key));
    return answer(round, "preview", key, result);
  },

  async prepareAllocation(input, context) {
    const round = keyRound(input.round);
    const key = keyOf(round, input.key);
    const population = await populated(context, round, key);
    return await change(context, [round.id], async ([head], at) => {
      if (head!.key === "fixed") throw alreadyFixed(round);
      const result = compute(withMoney(round, head!).amount, key, population);
      const id = `nyckel-${head!.seq + 1}`;
      const decision = preparedDecision(context, round, {
        id,
        kind: "key",
        parameters: key,
        lines: result.recipients.map((one) => ({
          code: one.code,
          inhabitants: one.population,
          amount: one.amount,
        })),
        total: result.pot,
      });
      const chain = await chainChange(context, round, head!, at, {
        action: "nyckel förberedd",
        details: { decision: id, key },
        effectiveDate: swedishDay(at),
        next: { key: "preliminary", keyDecision: id },
      });
      return {
        chains: [chain],
        decisions: [decision],
        answer: { id, recipients: result.recipients.length, total: result.pot },
      };
    });
  },

  async fixAllocation(input, context) {
    const round = keyRound(input.round);
    return await change(context, [round.id], async ([head], at) => {
      if (head!.key === "fixed") throw alreadyFixed(round);
      const prepared = await decisionOf(context, round, input.decision);
      refuseDecided(prepared);
      if (prepared.id !== head!.keyDecision) {
        throw new Refusal(
          "wrong-state",
          "En nyare nyckel har förberetts. Hämta den och fastställ den i stället.",
        );
      }
      const { amount } = withMoney(round, head!);
      if (prepared.total !== amount) {
        throw new Refusal(
          "wrong-state",
          `Nyckeln är räknad på ${formatKronor(prepared.total)} kr, men omgångens medel är nu ${formatKronor(amount)} kr. Förbered nyckeln igen.`,
        );
      }
      refuseSamePerson(
        context,
        prepared.preparedBy,
        "Den som har förberett nyckeln kan inte fastställa den.",
      );
      const { date, dnr, ground } = input;
      refuseBefore(date, head!.moneyDecision?.date ?? date, "beslutet om omgångens medel");
      const chain = await chainChange(context, round, head!, at, {
        action: "nyckel fastställd",
        details: { decision: prepared.id, dnr, ground },
        effectiveDate: date,
        moves: prepared.lines
          .filter(({ amount }) => amount > 0)
          .map(({ code, amount }) => ({
            recipient: recipientId({ kind: round.kind, code }),
            from: "budget",
            to: "allotted",
            amount,
          })),
        next: { key: "fixed" },
      });
      const decided = await decidedNow(context, prepared, input);
      return {
        chains: [chain],
        decisions: [decided],
        answer: { id: prepared.id, recipients: prepared.lines.length, total: prepared.total },
      };
    });
  },

  async allocation({ round: id }, context) {
    const round = keyRound(id);
    const [head] = await context.store.heads([round.id]);
    if (head!.keyDecision === null) {
      throw new Refusal("not-found", `Nyckeln för ${round.name} är inte förberedd än. Förbered den först.`);
    }
    const decisions = await context.store.decisions(round.id);
    const decided = decisionIn(decisions, round, head!.keyDecision);
    const { parameters, lines, total } = decided;
    const key = parameters as KeyParameters;
    const found = answer(
      round,
      head!.key === "fixed" ? "fixed" : "preliminary",
      key,
      compute(total, key, lines as readonly KeyLine[]),
    );
    return { ...found, warnings: [...correctedKey(decided, decisions), ...found.warnings] };
  },

  /** A government decision that came late, or changed the money: nothing of the round may be handed out before it. */
  async decideRoundMoney({ round: id, amount, date, dnr }, context) {
    const round = roundOf(id);
    return await change(context, [round.id], async ([head], at) => {
      const ledger = await ledgerOf(context, round, head!);
      if (ledger.budget !== ledger.amount) {
        throw new Refusal(
          "wrong-state",
          `Medlen i ${round.name} är redan fördelade. Lägg nya medel i en omgång för sig (tilläggsmedel).`,
        );
      }
      // What was handed out and came back counted against the money that the round had then.
      refuseBefore(date, head!.lastDay ?? date, "den senaste händelsen i omgången");
      const moneyDecision = { amount, date, dnr };
      const chain = await chainChange(context, round, head!, at, {
        action: "omgångens medel beslutade",
        details: { ...moneyDecision, before: ledger.amount },
        effectiveDate: date,
      });
      return {
        chains: [{ ...chain, next: { ...chain.next, budget: amount, moneyDecision } }],
        answer: { id: round.id, recipients: 0, total: amount },
      };
    });
  },
} satisfies Partial<Handlers>;

function alreadyFixed(round: Round): Refusal {
  return new Refusal(
    "wrong-state",
    `Nyckeln för ${round.name} är redan fastställd och ändras inte. Lägg nya medel i en omgång för sig (tilläggsmedel).`,
    { round: round.id },
  );
}

/** What corrections have made of the key, a sentence each: the sheet shows what the key gives. */
function correctedKey(key: Decision, decisions: readonly Decision[]): string[] {
  return correctionsOf(decisions, key.id).flatMap(({ id, date, lines }) =>
    (lines as readonly CorrectionLine[]).map(
      ({ code, before, amount }) =>
        `${id} den ${date ?? "–"}: mottagare ${code} har ${formatKronor(amount)} kr i stället för ${formatKronor(before)} kr enligt nyckeln.`,
    ),
  );
}

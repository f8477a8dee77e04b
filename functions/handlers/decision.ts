import type { RouteInput, RouteOutput } from "../../shared/api.ts";
import { Refusal } from "../../shared/errors.ts";
import { beginsLikeFormula } from "../../shared/formula-start.ts";
import { hiddenCharacters } from "../../shared/hidden-characters.ts";
import { parseAccount, parseOrganisationNumber } from "../../shared/identifiers.ts";
import type { Round } from "../../shared/programme.ts";
import { recipientId, recipientKey } from "../../shared/recipient.ts";
import type { Context, Handlers } from "../context.ts";
import type { Decision, Head } from "../store/model.ts";
import { chainChange, change, ledgerOf } from "./change.ts";
import { namesOf } from "./names.ts";
import { caseRound, roundOf } from "./rounds.ts";
import { requested } from "./window.ts";
import { swedishDay } from "../../shared/swedish-day.ts";

export async function decisionOf({ store }: Context, round: Round, id: string): Promise<Decision> {
  return decisionIn(await store.decisions(round.id), round, id);
}

function decisionIn(decisions: readonly Decision[], round: Round, id: string): Decision {
  const found = decisions.find((decision) => decision.id === id);
  if (!found)
    throw new Refusal("not-found", `Beslutet ${id} finns inte i ${round.name}. Välj ett beslut i listan.`);
  return found;
}

/** An act is never dated before the act it builds on: then the balances of the days between would not add up. */
export function refuseBefore(date: string, earliest: string, what: string): void {
  if (date >= earliest) return;
  throw new Refusal(
    "rules-broken",
    `Datumet ${date} ligger före ${what} den ${earliest}. Ange ett datum som inte är tidigare.`,
    { earliest },
  );
}

/** Kronor per code that can be decided now: what is requisitioned and undecided, after closing all that is left. */
async function decidable(
  context: Context,
  round: Round,
  head: Head,
  caseHead: Head,
): Promise<readonly { readonly code: string; readonly amount: number }[]> {
  const requisitions = await context.store.rows(caseHead, "requisitions");
  const { recipients } = await ledgerOf(context, round, head);
  return [...recipients].flatMap(([recipient, balance]) => {
    // Closing took what nobody asked for, so all that is allotted then is requisitioned or redistributed.
    const amount = head.closed
      ? balance.allotted
      : requested(round, balance, requisitions.get(recipient)?.value);
    return amount > 0 ? [{ code: recipientKey(recipient).code, amount }] : [];
  });
}

/** Four eyes: one person prepares and another decides, one decides and another attests. */
export function refuseSamePerson({ principal }: Context, other: string | null, detail: string): void {
  if (principal.id === other) throw new Refusal("four-eyes", `${detail} Be en kollega.`);
}

export const decisionHandlers = {
  /** Everything that is requisitioned and not yet decided; after redistribution also what that gave. */
  async prepareDecision({ round: id }, context) {
    const round = roundOf(id);
    return await change(context, [round.id, caseRound(round).id], async ([head, caseHead], at) => {
      if (head!.key !== "fixed") throw keyNotFixed(round);
      const lines = await decidable(context, round, head!, caseHead!);
      if (lines.length === 0)
        throw new Refusal(
          "wrong-state",
          `Det finns inget att besluta i ${round.name}. Registrera rekvisitioner först.`,
        );
      const decision: Decision = {
        id: `beslut-${head!.seq + 1}`,
        round: round.id,
        kind: "requisitions",
        state: "prepared",
        preparedBy: context.principal.id,
        presentedBy: context.principal.id,
        decidedBy: null,
        date: null,
        dnr: null,
        ground: null,
        parameters: null,
        lines,
        total: lines.reduce((sum, { amount }) => sum + amount, 0),
        version: 0,
      };
      const chain = await chainChange(context, round, head!, at, {
        action: "beslut förberett",
        details: { decision: decision.id, total: decision.total },
        effectiveDate: swedishDay(at),
      });
      return { chains: [chain], decisions: [decision], answer: summary(decision) };
    });
  },

  async decide({ round: id, decision: decisionId, presentedBy, date, dnr, ground }, context) {
    const round = roundOf(id);
    return await change(context, [round.id, caseRound(round).id], async ([head, caseHead], at) => {
      const decisions = await context.store.decisions(round.id);
      const prepared = decisionIn(decisions, round, decisionId);
      if (prepared.kind !== "requisitions") {
        throw new Refusal(
          "wrong-state",
          `${decisionId} är inget beslut om rekvisitioner. Välj ett sådant i listan; en nyckel fastställs för sig.`,
        );
      }
      if (prepared.state !== "prepared") {
        throw new Refusal(
          "wrong-state",
          `Beslutet ${decisionId} är redan fattat. Ett beslut ändras aldrig i efterhand: förbered ett nytt.`,
        );
      }
      refuseSamePerson(context, prepared.preparedBy, "Den som har förberett beslutet kan inte fatta det.");
      for (const earlier of decisions) {
        if (earlier.state !== "decided" || earlier.date === null) continue;
        if (earlier.kind === "key") refuseBefore(date, earlier.date, "beslutet om nyckeln");
        if (earlier.kind === "redistribution") refuseBefore(date, earlier.date, "omfördelningen");
      }
      const now = new Map(
        (await decidable(context, round, head!, caseHead!)).map(({ code, amount }) => [code, amount]),
      );
      const outdated = prepared.lines.filter(({ code, amount }) => amount > (now.get(code) ?? 0));
      if (outdated.length > 0) {
        throw new Refusal(
          "wrong-state",
          `Beslutet ${decisionId} stämmer inte längre: ${outdated.length} mottagare har ändrats eller beslutats sedan det förbereddes. Förbered ett nytt beslut.`,
          { codes: outdated.map(({ code }) => code) },
        );
      }
      const chain = await chainChange(context, round, head!, at, {
        action: "beslut fattat",
        details: { decision: prepared.id, dnr, ground },
        effectiveDate: date,
        moves: prepared.lines.map(({ code, amount }) => ({
          recipient: recipientId({ kind: round.kind, code }),
          from: "allotted",
          to: "payable",
          amount,
        })),
      });
      const decided: Decision = {
        ...prepared,
        state: "decided",
        presentedBy: presentedBy ?? prepared.presentedBy,
        decidedBy: context.principal.id,
        date,
        dnr,
        ground,
      };
      return { chains: [chain], decisions: [decided], answer: summary(decided) };
    });
  },

  async decisions({ round: id }, context) {
    return { decisions: (await context.store.decisions(roundOf(id).id)).map(listed) };
  },

  async decision({ round: id, decision: decisionId }, context) {
    const round = roundOf(id);
    const found = await decisionOf(context, round, decisionId);
    const names = await namesOf(context, [round], await context.store.heads([round.id]));
    return {
      ...listed(found),
      lines: found.lines.map(({ code, amount }) => ({
        code,
        name: names(recipientId({ kind: round.kind, code })),
        amount,
      })),
    };
  },

  /** NGOs: each grant was decided on an application; here the money follows the decision. */
  async registerGrants({ round: id, grants, decidedBy, presentedBy, date, dnr, ground }, context) {
    const round = roundOf(id);
    if (round.route !== "grant") {
      throw new Refusal(
        "wrong-state",
        `${round.name} rekvireras. Bidrag registreras bara där de beslutas på ansökan.`,
      );
    }
    const total = grants.reduce((sum, { amount }) => sum + amount, 0);
    for (const grant of grants) checkGrant(grant);
    const codes = new Set(grants.map(({ code }) => code));
    if (codes.size !== grants.length) {
      throw new Refusal("rules-broken", "Samma löpnummer står två gånger. Ge varje organisation sitt eget.");
    }
    return await change(context, [round.id], async ([head], at) => {
      const known = await context.store.rows(head!, "requisitions");
      const taken = grants.find(({ code }) => known.has(recipientId({ kind: round.kind, code })));
      if (taken) {
        throw new Refusal(
          "wrong-state",
          `Löpnummer ${taken.code} (${taken.name}) har redan ett bidrag i ${round.name}. Ge organisationen ett eget löpnummer.`,
        );
      }
      const { budget } = await ledgerOf(context, round, head!, []);
      if (total > budget) {
        throw new Refusal(
          "rules-broken",
          `Bidragen summerar till mer än vad som finns kvar i ${round.name}. Kontrollera beloppen.`,
          { total, left: budget },
        );
      }
      const recipients = grants.map((grant) => ({
        ...grant,
        id: recipientId({ kind: round.kind, code: grant.code }),
      }));
      const decision: Decision = {
        id: `bidrag-${head!.seq + 1}`,
        round: round.id,
        kind: "grants",
        state: "decided",
        preparedBy: context.principal.id,
        presentedBy: presentedBy ?? context.principal.id,
        decidedBy,
        date,
        dnr,
        ground,
        parameters: null,
        lines: grants.map(({ code, amount }) => ({ code, amount })),
        total,
        version: 0,
      };
      const chain = await chainChange(context, round, head!, at, {
        action: "bidrag registrerade",
        details: { decision: decision.id, dnr, decidedBy, ground },
        effectiveDate: date,
        moves: [
          ...recipients.map(
            ({ id, amount }) => ({ recipient: id, from: "budget", to: "allotted", amount }) as const,
          ),
          ...recipients.map(
            ({ id, amount }) => ({ recipient: id, from: "allotted", to: "payable", amount }) as const,
          ),
        ],
        rows: {
          requisitions: new Map(
            recipients.map(({ id, name, orgnr, account, amount }) => [
              id,
              {
                version: 0,
                value: {
                  name,
                  state: "submitted",
                  amount,
                  wantsMore: false,
                  orgnr,
                  payee: account === null ? null : { ...account, reference: null },
                  contact: null,
                  email: null,
                  signatory: null,
                  received: date,
                  document: decision.id,
                  faults: [],
                },
              },
            ]),
          ),
        },
      });
      return { chains: [chain], decisions: [decision], answer: summary(decision) };
    });
  },
} satisfies Partial<Handlers>;

/** What an NGO's grant says of it: a serial number without zeros in front, a plain name, an organisation number. */
function checkGrant({ code, name, orgnr, account }: RouteInput<"registerGrants">["grants"][number]): void {
  const refuse = (what: string): never => {
    throw new Refusal("rules-broken", `Rätta bidraget till ${name} (löpnummer ${code}): ${what}`, { code });
  };
  if (code.startsWith("0")) refuse("skriv löpnumret utan nollor först.");
  if (beginsLikeFormula(name) || hiddenCharacters(name) !== "none")
    refuse("namnet får inte börja som en formel eller innehålla dolda tecken.");
  if (orgnr !== null && !parseOrganisationNumber(orgnr).ok) refuse("organisationsnumret är fel.");
  if (account !== null && !parseAccount(account.kind, account.account).ok) refuse("kontonumret är fel.");
}

function listed(found: Decision): RouteOutput<"decisions">["decisions"][number] {
  const { id, kind, state, preparedBy, presentedBy, decidedBy, date, dnr, total, lines } = found;
  return { id, kind, state, preparedBy, presentedBy, decidedBy, date, dnr, total, recipients: lines.length };
}

function summary({ id, lines, total }: Decision): RouteOutput<"decide"> {
  return { id, recipients: lines.length, total };
}

export function keyNotFixed(round: Round): Refusal {
  return new Refusal(
    "wrong-state",
    `Nyckeln för ${round.name} är inte fastställd. En preliminär nyckel kan inte betalas: fastställ den först.`,
  );
}

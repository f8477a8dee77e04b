import type { RouteInput } from "../../shared/api.ts";
import { fixedSums } from "../../shared/application/fixed-sums.ts";
import { Refusal } from "../../shared/errors.ts";
import { beginsLikeFormula } from "../../shared/formula-start.ts";
import { hiddenCharacters } from "../../shared/hidden-characters.ts";
import { parseAccount, parseOrganisationNumber } from "../../shared/identifiers.ts";
import { formatKronor } from "../../shared/money.ts";
import type { Round } from "../../shared/programme.ts";
import { isNumbered, recipientId, type RecipientKind } from "../../shared/recipient.ts";
import type { Handlers } from "../context.ts";
import type { Decision } from "../store/kept.ts";
import { applicantChain, numberedByGrants } from "./applicants.ts";
import { chainChange, change, ledgerOf } from "./change.ts";
import { preparedDecision, refuseDisqualified, refuseWithoutGround } from "./deciding.ts";
import { register, roundOf } from "./rounds.ts";

export const grantHandlers = {
  /** NGOs and agencies: each grant was decided elsewhere; here the money follows the decision. */
  async registerGrants({ round: id, grants, decidedBy, ...act }, context) {
    const { presentedBy, date, dnr, ground, tookPart = [], disqualified = [] } = act;
    const round = roundOf(id);
    if (round.route !== "grant") {
      throw new Refusal(
        "wrong-state",
        `${round.name} rekvireras. Bidrag registreras bara där de beslutas på ansökan.`,
      );
    }
    const total = grants.reduce((sum, { amount }) => sum + amount, 0);
    for (const grant of grants) checkGrant(round.kind, grant);
    const codes = grants.map(({ code }) => code);
    const twice = codes.find((code, i) => codes.indexOf(code) < i);
    if (twice !== undefined) {
      throw new Refusal(
        "rules-broken",
        round.kind === "ngo"
          ? "Samma löpnummer står två gånger. Ge varje organisation sitt eget."
          : `Samma mottagare, ${numberOf(round.kind, twice)}, står två gånger. Skriv den en gång.`,
      );
    }
    refuseOtherThanFixed(round, grants);
    // Numbers of NGOs are taken in turn with those that applications are given.
    const isNumbered = round.kind === "ngo";
    const chains = isNumbered ? [round.id, applicantChain] : [round.id];
    return await change(context, chains, async ([head, numbers], at) => {
      const known = await context.store.rows(head!, "requisitions");
      const taken = grants.find(({ code }) => known.has(recipientId({ kind: round.kind, code })));
      if (taken) {
        throw new Refusal(
          "wrong-state",
          round.kind === "ngo"
            ? `Löpnummer ${taken.code} (${taken.name}) har redan ett bidrag i ${round.name}. Ge organisationen ett eget löpnummer.`
            : `${taken.name} (${numberOf(round.kind, taken.code)}) har redan ett bidrag i ${round.name}. Rätta eller ändra det beslutet i stället.`,
        );
      }
      const applications = await context.store.rows(head!, "applications");
      const applied = grants.find(({ code }) => applications.has(recipientId({ kind: round.kind, code })));
      if (applied)
        throw new Refusal(
          "wrong-state",
          `${applied.name} (${numberOf(round.kind, applied.code)}) har en ansökan i ${round.name}. Besluta om ansökan i stället för att registrera ett bidrag.`,
          { code: applied.code },
        );
      const numbering = isNumbered ? await numberedByGrants(context, numbers!, grants) : null;
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
        ...preparedDecision(context, round, {
          id: `bidrag-${head!.seq + 1}`,
          kind: "grants",
          parameters: null,
          ground,
          lines: grants.map(({ code, amount }) => ({ code, amount })),
          total,
        }),
        state: "decided",
        presentedBy: presentedBy ?? context.principal.id,
        decidedBy,
        date,
        dnr,
        tookPart,
        disqualified,
      };
      refuseDisqualified(disqualified, [decidedBy, presentedBy ?? context.principal.name]);
      refuseWithoutGround(ground, decision.id);
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
      return {
        chains: numbering === null ? [chain] : [chain, numbering],
        decisions: [decision],
        answer: { id: decision.id, recipients: grants.length, total },
      };
    });
  },
} satisfies Partial<Handlers>;

/** In words, what a recipient is known by. */
function numberOf(kind: RecipientKind, code: string): string {
  return `${isNumbered({ kind, code }) ? "löpnummer" : "kod"} ${code}`;
}

type Grants = RouteInput<"registerGrants">["grants"];

/** A county board gets the sum that the year's decision fixed for it, where that is known; other agencies any. */
function refuseOtherThanFixed({ kind, year }: Round, grants: Grants): void {
  const sums = kind === "agency" ? fixedSums(year, register.list("agency")) : null;
  if (sums === null || !sums.ok) return;
  for (const { code, name, amount } of grants) {
    const fixed = sums.value.lines.find((line) => line.code === code);
    if (fixed === undefined || fixed.amount === amount) continue;
    throw new Refusal(
      "rules-broken",
      `${name} (kod ${code}) ska ha ${formatKronor(fixed.amount)} kr ${year}, inte ${formatKronor(amount)} kr: summan är fastställd (${sums.value.source}). Ändra beloppet.`,
      { code },
    );
  }
}

/** What a grant says of its recipient: a code in the register or a serial number, a plain name, an organisation number. */
function checkGrant(kind: RecipientKind, { code, name, orgnr, account }: Grants[number]): void {
  const refuse = (what: string): never => {
    throw new Refusal("rules-broken", `Rätta bidraget till ${name} (${numberOf(kind, code)}): ${what}`, {
      code,
    });
  };
  if (!isNumbered({ kind, code })) {
    if (register.find({ kind, code }) === undefined)
      refuse(
        kind === "agency"
          ? "skriv länets kod för en länsstyrelse, och ett löpnummer från 101 för en annan myndighet."
          : "koden finns inte i registret.",
      );
  } else if (code.startsWith("0")) refuse("skriv löpnumret utan nollor först.");
  if (beginsLikeFormula(name) || hiddenCharacters(name) !== "none")
    refuse("namnet får inte börja som en formel eller innehålla dolda tecken.");
  if (orgnr !== null && !parseOrganisationNumber(orgnr).ok) refuse("organisationsnumret är fel.");
  if (account !== null && !parseAccount(account.kind, account.account).ok) refuse("kontonumret är fel.");
}

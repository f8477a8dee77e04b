import {
  type CaseFacts,
  type CaseKey,
  caseOf,
  type CaseState,
  mendableFaults,
  unsettled,
} from "../../shared/case/case.ts";
import { responsibleOn } from "../../shared/case/responsible.ts";
import { after, type CaseAct, caseActNames, finalStates } from "../../shared/case/states.ts";
import { Refusal } from "../../shared/errors.ts";
import { groundFault } from "../../shared/requisition/rejection-grounds.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import type { Context, Handlers } from "../context.ts";
import type { CaseRow, Decision } from "../store/kept.ts";
import type { ChainChange } from "../store/model.ts";
import {
  actOnCases,
  askedForAs,
  type CaseRound,
  caseRoundOf,
  caseRounds,
  listedCase,
  type Listed,
  loadCases,
  recipientsIn,
  roundsOfCase,
  rowOf,
  theCase,
} from "./case-facts.ts";
import { ended } from "./answering.ts";
import { logOf } from "./case-log.ts";
import { actInRound, atOneMoment, change } from "./change.ts";
import { takenBack } from "./deciding.ts";
import { colleaguesIn } from "./colleagues.ts";
import { incoming, isInCase, standingDocuments } from "./incoming.ts";
import { fileOf, shownFile } from "./recipient-files.ts";
import { rejectionGrounds } from "./rejections.ts";
import { sha256 } from "../audit.ts";

/** States that wait for nobody's work: nothing has come in, or it is over. */
const idle: ReadonlySet<string> = new Set(["draft", "withdrawn", "superseded", ...finalStates]);

export const caseHandlers = {
  async cases({ year, filter }, context) {
    const today = swedishDay(context.now());
    const rounds = caseRounds(year);
    const perRound = rounds.map(roundsOfCase);
    const chains = perRound.flat().map(({ id }) => id);
    const all = await atOneMoment(context, chains, async (heads) => {
      const loaded = await Promise.all(
        rounds.map((round, i) =>
          loadCases(
            context,
            round,
            perRound[i]!.map(({ id }) => heads[chains.indexOf(id)]!),
          ),
        ),
      );
      return loaded.flatMap((cases) =>
        recipientsIn(cases).map((recipient) => listedCase(cases, recipient, today)),
      );
    });
    const wanted = ({ state, responsible }: Listed): boolean =>
      filter === "all" ||
      (filter === "open" ? !idle.has(state) : responsible === context.principal.name && !idle.has(state));
    return { cases: all.filter(wanted) };
  },

  async case(key, context) {
    const at = key as CaseKey;
    const round = await caseRoundOf(context, at);
    const chains = roundsOfCase(round).map(({ id }) => id);
    const today = swedishDay(context.now());
    return await atOneMoment(context, chains, async (heads) => {
      const [{ cases, facts, state }, notes, documents, acts, orders, file, colleagues] = await Promise.all([
        theCase(context, at, heads),
        context.store.entries("caseNotes", groupOf(at)),
        documentsOf(context, round.year, at),
        Promise.all(heads.map((head) => context.store.acts(head))),
        Promise.all(chains.map((chain) => context.store.payments(chain))),
        fileOf(context, at.recipient),
        colleaguesIn(context, round),
      ]);
      const { value, version } = rowOf(cases, at.recipient);
      const shown = shownFile(file, at.recipient, today);
      const papers = {
        decisions: cases.decisions,
        payments: orders.flat(),
        documents: new Set(documents.map(({ id }) => id)),
      };
      return {
        ...listedCase(cases, at.recipient, today),
        acts: caseActNames.filter(
          (act) =>
            after(state.state, act).ok && (act !== "takeBack" || why(act, state, cases, facts) === null),
        ),
        warnings: shown.lacking,
        completions: value.completions.map((one) => ({ ...one, missing: [...one.missing] })),
        notes: notes.map((one) => one.value),
        log: logOf(acts.flat(), at, papers),
        documents,
        file: shown,
        colleagues: [...colleagues],
        rejectionGrounds:
          round.route === "requisition" && after(state.state, "prepare").ok
            ? rejectionGrounds(round)
                .filter(({ id }) => groundFault(id, facts) === null)
                .map((one) => ({ ...one }))
            : [],
        version,
      };
    });
  },

  async note({ text, ...key }, context) {
    const at = key as CaseKey;
    const round = await caseRoundOf(context, at);
    return await change(context, [round.id], ([head], when) => {
      const id = `${when} ${String(head!.seq + 1)}`;
      const note = { text, by: context.principal.name, at: when };
      return Promise.resolve({
        // The chain holds the sum of the text: a note may be secret, and what is chained is shown to auditors.
        chains: [
          actInRound(round, head!, {
            action: "tjänsteanteckning",
            details: { recipient: at.recipient, note: id, sha256: sha256(text) },
          }),
        ],
        entries: [{ kind: "caseNotes", group: groupOf(at), id, version: 0, value: note }],
        answer: { id },
      });
    });
  },

  async handOver({ to, reason, until, ...key }, context) {
    const at = key as CaseKey;
    const colleagues = await colleaguesIn(context, await caseRoundOf(context, at));
    return await onCase(context, at, ({ cases, today }) => {
      if (!colleagues.includes(to))
        throw new Refusal(
          "rules-broken",
          `Ingen som heter ”${to}” har arbetat med omgången i Fördela. Välj någon i listan, eller be personen logga in och skriva en tjänsteanteckning i ett ärende i omgången först.`,
          { colleagues },
        );
      if (until !== null && until < today)
        throw new Refusal(
          "rules-broken",
          `Dagen ${until} har varit. Ange en dag från ${today}, eller ingen dag.`,
        );
      const row = rowOf(cases, at.recipient).value;
      const otherwise = until === null ? null : responsibleOn(row.responsible, today);
      const responsible = { name: to, since: today, reason, until, otherwise };
      const task = listedCase(cases, at.recipient, today).task?.text ?? null;
      return {
        action: "ärende överlämnat",
        details: { to, until, reason: sha256(reason) },
        next: { responsible },
        answer: { id: cases.round.id, task },
      };
    });
  },

  async actOnCase({ act, reason, ...key }, context) {
    const of = key as CaseKey;
    return await onCase(context, of, ({ cases, facts, state, today, at }) => {
      const next = after(state.state, act);
      if (!next.ok) throw new Refusal("wrong-state", next.text);
      const unfinished = why(act, state, cases, facts);
      if (unfinished !== null) throw new Refusal("wrong-state", unfinished);
      return {
        action: words[act],
        details: { reason: sha256(reason) },
        next:
          act === "close"
            ? { closed: { date: today, reason, balance: facts.balance } }
            : act === "takeBack"
              ? {}
              : { completions: ended(facts.completions, today) },
        asked: act === "close" ? [] : askedForAs(cases, [of.recipient], stateBy[act]),
        ...(act === "takeBack" && {
          decisions: rejectionOf(cases, state).map((one) => takenBack(context, one, at, reason)),
        }),
        answer: { state: next.state },
      };
    });
  },
} satisfies Partial<Handlers>;

const words = {
  accept: "komplettering godtagen",
  withdraw: "återtagen",
  supersede: "ersatt",
  takeBack: "avslag taget tillbaka från beslut",
  close: "ärende avslutat",
} as const;
type HandAct = keyof typeof words;

/** What the state alone does not say: an act may need more to be in place. Swedish; null when nothing is lacking. */
function why(
  act: CaseAct,
  state: CaseState,
  { round: { route, name }, head }: CaseRound,
  { balance }: CaseFacts,
): string | null {
  if (act === "accept" && state.state === "returned" && mendableFaults(state.faults).length > 0)
    return route === "grant"
      ? "Ansökan har fel som bara en rättad ansökan kan avhjälpa. Registrera den kompletterade ansökan."
      : "Rekvisitionen har fel som bara en rättad rekvisition kan avhjälpa. Registrera den kompletterade rekvisitionen.";
  if (act === "accept" && head.closed && balance.allotted === 0)
    return `${name} är omfördelad, och mottagaren har inga medel kvar att rekvirera. Låt beslutsfattaren tilldela medel genom en ändring av beslutet om nyckeln först, eller lämna rekvisitionen till beslut för avslag.`;
  const open = "repayable" in state ? state.repayable : 0;
  if (act === "close" && open > 0)
    return `${open.toLocaleString("sv-SE")} kr är inte återbetalda. Registrera återbetalningen innan ärendet avslutas.`;
  const left = act === "close" && state.state === "reported" ? unsettled(state) : null;
  if (left !== null) return `${left} Avsluta ärendet därefter.`;
  if (act === "takeBack" && state.state === "approved" && !state.rejects)
    return `${state.decision} beviljar medel till flera och tas inte tillbaka för en. Låt beslutsfattaren fatta det, eller ta tillbaka hela förslaget i fliken Beslut.`;
  return null;
}

/** The rejection that the case is left to decision for. */
function rejectionOf({ decisions, round }: CaseRound, state: CaseState): readonly Decision[] {
  return decisions.filter(
    (one) => state.state === "approved" && one.id === state.decision && one.round === round.id,
  );
}

/** The state that an act gives what was asked for. */
const stateBy = {
  accept: "submitted",
  withdraw: "withdrawn",
  supersede: "superseded",
  takeBack: "returned",
} as const satisfies Record<Exclude<HandAct, "close">, string>;

interface OnCase<T> {
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly next: Partial<CaseRow>;
  readonly asked?: readonly ChainChange["rows"][];
  readonly decisions?: readonly Decision[];
  readonly answer: T;
}

/** One act on one case: its row, and a record in the chain of its round. */
async function onCase<T>(
  context: Context,
  at: CaseKey,
  decide: (now: {
    cases: CaseRound;
    facts: CaseFacts;
    state: CaseState;
    today: string;
    at: string;
  }) => OnCase<T>,
): Promise<T> {
  const chains = roundsOfCase(await caseRoundOf(context, at)).map(({ id }) => id);
  return await change(context, chains, async (heads, when) => {
    const { cases, facts } = await theCase(context, at, heads);
    const { action, details, next, asked, decisions, answer } = decide({
      cases,
      facts,
      state: caseOf(facts),
      today: swedishDay(when),
      at: when,
    });
    const { version, value } = rowOf(cases, at.recipient);
    return {
      chains: actOnCases(
        cases,
        { action, details: { recipient: at.recipient, ...details } },
        { cases: new Map([[at.recipient, { version, value: { ...value, ...next } }]]) },
        asked,
      ),
      ...(decisions && { decisions }),
      answer,
    };
  });
}

const groupOf = ({ round, recipient }: CaseKey): string => `${round} ${recipient}`;

/** The documents of a case: those registered in it, and those put there since. */
async function documentsOf(context: Context, year: number, at: CaseKey) {
  const documents = await standingDocuments(context, year);
  return documents
    .filter((one) => isInCase(one, at))
    .map(incoming)
    .sort((a, b) => (a.registered.at < b.registered.at ? -1 : 1));
}

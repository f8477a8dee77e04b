import { type CaseKey, caseOf, type Completion, mendableFaults } from "../../shared/case/case.ts";
import { completionLetter } from "../../shared/case/completion-letter.ts";
import { missingOf } from "../../shared/case/missing.ts";
import { after, type CaseStateName, completedIn } from "../../shared/case/states.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Round } from "../../shared/programme.ts";
import { type RecipientId, recipientId, recipientKey } from "../../shared/recipient.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import type { Context, Handlers } from "../context.ts";
import type { CaseRow, RequisitionRow, Versioned } from "../store/kept.ts";
import type { ChainChange } from "../store/model.ts";
import {
  actOnCases,
  askedFor,
  askedForAs,
  type CaseRound,
  caseRoundOf,
  caseRounds,
  factsOf,
  lastReport,
  loadCases,
  roundsOfCase,
  rowOf,
} from "./case-facts.ts";
import { isOpen } from "./answering.ts";
import { atOneMoment, change } from "./change.ts";
import { namesOf } from "./names.ts";

/** A case to ask, with the rules that what came in breaks. */
interface Asked {
  readonly cases: CaseRound;
  readonly recipient: RecipientId;
  readonly faults: readonly string[];
  readonly document: string;
}

export const completionHandlers = {
  async requestCompletion({ year, of, from, answerBy, missing }, context) {
    const single = "round" in from ? (from as CaseKey) : null;
    const rounds = single === null ? caseRounds(year) : [await caseRoundOf(context, single)];
    const perRound = rounds.map(roundsOfCase);
    const chains = perRound.flat().map(({ id }) => id);
    return await change(context, chains, async (heads, at) => {
      const today = swedishDay(at);
      if (answerBy <= today)
        throw new Refusal(
          "rules-broken",
          `Sista dag att svara måste vara efter ${today}. Välj en senare dag.`,
        );
      const loaded = await Promise.all(
        rounds.map((round, i) => {
          const own = perRound[i]!.map(({ id }) => heads[chains.indexOf(id)]!);
          return loadCases(context, round, own, single === null ? undefined : [single.recipient]);
        }),
      );
      const asked =
        single === null
          ? loaded.flatMap((cases) => returnedIn(cases, of, (from as { document: string }).document, today))
          : [oneCase(loaded[0]!, single.recipient, of, today)];
      if (asked.length === 0)
        throw new Refusal(
          "wrong-state",
          "Inget i handlingen väntar på en begäran om komplettering. Välj en handling med fel, eller ett enskilt ärende.",
        );
      const documents = new Map(
        (await context.store.documents(year)).map((document) => [document.id, document.dnr]),
      );
      const requested = asked.map((one) => ({
        ...one,
        completion: completionOf(one, {
          ...{ of, missing, answerBy, today, by: context.principal.name },
          dnr: documents.get(one.document) ?? null,
        }),
      }));
      const touched = loaded.flatMap((cases): ChainChange[] => {
        const here = requested.filter((one) => one.cases === cases);
        if (here.length === 0) return [];
        const recipients = here.map(({ recipient }) => recipient);
        return actOnCases(
          cases,
          { action: "komplettering begärd", details: { of, answerBy, recipients } },
          {
            cases: new Map(
              here.map(({ recipient, completion }) => [recipient, added(cases, recipient, completion)]),
            ),
          },
          returnedByHand(cases, recipients, of),
        );
      });
      const ids = requested.map(({ completion }) => completion.id);
      return { chains: touched, answer: { asked: ids.length, ids } };
    });
  },

  async completions({ year }, context) {
    const rounds = caseRounds(year);
    const perRound = rounds.map(roundsOfCase);
    const chains = perRound.flat().map(({ id }) => id);
    const loaded = await atOneMoment(context, chains, (heads) =>
      Promise.all(
        rounds.map((round, i) =>
          loadCases(
            context,
            round,
            perRound[i]!.map(({ id }) => heads[chains.indexOf(id)]!),
          ),
        ),
      ),
    );
    const all = loaded.flatMap(({ round, rows, name }) =>
      [...rows].flatMap(([recipient, { value }]) =>
        value.completions.map((one) => ({
          ...one,
          missing: [...one.missing],
          round: round.id,
          recipient,
          name: name(recipient),
          letter: letterOf(one, name(recipient), round),
        })),
      ),
    );
    const waiting = all.filter(isOpen);
    return { completions: [...waiting, ...all.filter((one) => !isOpen(one))] };
  },
} satisfies Partial<Handlers>;

interface WithLetter extends Pick<Completion, "asked"> {
  readonly round: Round;
  readonly name: string;
  readonly letter: ReturnType<typeof letterOf>;
}

/** One request of a year with its letter: its id names its round and the code of its recipient. */
export async function completionWithLetter(
  context: Context,
  year: number,
  id: string,
): Promise<WithLetter | null> {
  const [of] = caseRounds(year).flatMap((round) => {
    const code = new RegExp(`^komplettering-${round.id}-\\d+-(\\d+)$`).exec(id)?.[1];
    return code === undefined ? [] : [{ round, recipient: recipientId({ kind: round.kind, code }) }];
  });
  if (of === undefined) return null;
  const { round, recipient } = of;
  return await atOneMoment(context, [round.id], async ([head]) => {
    const rows = await context.store.rows(head!, "cases", [recipient]);
    const found = rows.get(recipient)?.value.completions.find((one) => one.id === id);
    if (found === undefined) return null;
    const name = (await namesOf(context, [round], [head!]))(recipient);
    return { asked: found.asked, round, name, letter: letterOf(found, name, round) };
  });
}

function letterOf(completion: Completion, name: string, round: Round) {
  const { paragraphs, list, ending, ...rest } = completionLetter(completion, name, round);
  return { ...rest, paragraphs: [...paragraphs], list: [...list], ending: [...ending] };
}

/** What is returned of a document and has no request that waits for its answer. */
function returnedIn(
  cases: CaseRound,
  of: Completion["of"],
  document: string,
  today: string,
): readonly Asked[] {
  const cameIn =
    of === "report"
      ? [...cases.reports.keys()]
      : new Set([cases.requisitions, ...cases.applications].flatMap((rows) => [...rows.keys()]));
  return [...cameIn].flatMap((recipient) => {
    const { completions } = rowOf(cases, recipient).value;
    const waits = completions.some((one) => one.of === of && isOpen(one));
    const { state, faults, document: from } = toComplete(cases, recipient, of)!;
    // One that is left to decision, to be rejected, is taken back first; one that is decided is over.
    const mayBeAsked = of === "report" || caseOf(factsOf(cases, recipient, today)).state === "returned";
    return state === "returned" &&
      from === document &&
      mayBeAsked &&
      !waits &&
      mendableFaults(faults).length > 0
      ? [{ cases, recipient, faults, document }]
      : [];
  });
}

/** What came in last of what may be completed: a later report is asked about before the one that stands. */
function toComplete(
  cases: CaseRound,
  recipient: RecipientId,
  of: Completion["of"],
): Pick<RequisitionRow, "state" | "faults" | "document"> | undefined {
  if (of === "requisition") return askedFor(cases, recipient)?.value;
  const report = cases.reports.get(recipient)?.value;
  return report && lastReport(report);
}

/** A case by hand: also a requisition without faults, but never a report that has moved money. */
function oneCase(cases: CaseRound, recipient: RecipientId, of: Completion["of"], today: string): Asked {
  const { state } = caseOf(factsOf(cases, recipient, today));
  const next = after(state, "requestCompletion");
  if (!next.ok) throw new Refusal("wrong-state", next.text);
  const found = toComplete(cases, recipient, of);
  if (found === undefined || of !== completedIn(state) || (of === "report" && found.state !== "returned"))
    throw new Refusal(
      "wrong-state",
      of === "report"
        ? noReport(state)
        : "Bidraget är redan utbetalt. Begär komplettering av återrapporten i stället.",
    );
  return { cases, recipient, faults: found.faults, document: found.document };
}

function noReport(state: CaseStateName): string {
  return state === "reported"
    ? "Återrapporten är i ordning och har inget att komplettera. Skriv till mottagaren om en ny i stället."
    : "Det finns ingen återrapport att komplettera i ärendet. Påminn om den i stället.";
}

interface Request {
  readonly of: Completion["of"];
  readonly missing: readonly string[];
  readonly answerBy: string;
  readonly today: string;
  readonly by: string;
  readonly dnr: string | null;
}

function completionOf(
  { cases, recipient, faults }: Asked,
  { of, missing, answerBy, today, by, dnr }: Request,
): Completion {
  const found = [...missingOf(faults), ...missing];
  if (found.length === 0)
    throw new Refusal(
      "rules-broken",
      `Skriv vad som saknas: inget fel är funnet i det som kom in från ${cases.name(recipient)}.`,
    );
  const { seq } = cases.head;
  const id = `komplettering-${cases.round.id}-${seq + 1}-${recipientKey(recipient).code}`;
  return { id, of, missing: found, asked: today, by, answerBy, answer: null, ...(dnr !== null && { dnr }) };
}

/** A case holds no more: at most 8 000 characters each time, beside the sentences of the rules. */
const mostCompletions = 10;

function added(cases: CaseRound, recipient: RecipientId, completion: Completion): Versioned<CaseRow> {
  const { version, value } = rowOf(cases, recipient);
  if (value.completions.length >= mostCompletions)
    throw new Refusal(
      "rules-broken",
      `Komplettering har begärts ${mostCompletions} gånger av ${cases.name(recipient)}. Lämna ärendet till beslut på det som finns, eller skriv till mottagaren.`,
    );
  // What is asked for anew is what the recipient is to answer, and to be reminded of.
  const earlier = value.completions.map((one) =>
    one.of === completion.of && isOpen(one) ? { ...one, ended: completion.asked } : one,
  );
  return { version, value: { ...value, completions: [...earlier, completion] } };
}

/** A requisition that stood is not decided on while its completion is awaited, nor an application granted untold. */
function returnedByHand(
  cases: CaseRound,
  recipients: readonly RecipientId[],
  of: Completion["of"],
): readonly ChainChange["rows"][] {
  const standing = recipients.filter(
    (recipient) => of === "requisition" && askedFor(cases, recipient)?.value.state === "submitted",
  );
  return askedForAs(cases, standing, "returned");
}

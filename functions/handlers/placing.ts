import type { RouteInput } from "../../shared/api.ts";
import type { CaseKey } from "../../shared/case/case.ts";
import { type DocumentType, documentWords } from "../../shared/case/files.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Round } from "../../shared/programme.ts";
import type { RecipientId } from "../../shared/recipient.ts";
import { sha256 } from "../audit.ts";
import type { Context, Handlers } from "../context.ts";
import type { Entry, Placement, Rows, Versioned } from "../store/kept.ts";
import type { ChainChange, Head } from "../store/model.ts";
import { answering } from "./answering.ts";
import { applicantAs } from "./applicants.ts";
import { type CaseRound, caseRoundOf, loadCases, roundsOfCase } from "./case-facts.ts";
import { actInRound, actOn, change } from "./change.ts";
import { casesWith, documentOfYear, isInCase, refuseOtherYear, type StandingDocument } from "./incoming.ts";
import { isYearChain, roundOf, yearChain } from "./rounds.ts";

type Input = RouteInput<"place">;

export const placingHandlers = {
  async place(input, context) {
    const { year, document: id, type } = input;
    const at = caseIn(input);
    const round = at === null ? null : await caseRoundOf(context, at);
    if (round !== null) refuseOtherYear(year, round);
    const own = round === null ? [] : roundsOfCase(round).map((one) => one.id);
    // Every case that the document is in is told what it is taken for.
    const told =
      type === null
        ? []
        : [yearChain(year), ...casesWith(await documentOfYear(context, year, id)).map((one) => one.round)];
    return await change(context, [...new Set([...own, ...told])], async (heads, when) => {
      const before = await documentOfYear(context, year, id);
      const retyped = type === null ? null : retyping(context, before, type, when);
      const document = retyped?.document ?? before;
      const put =
        at === null || round === null ? null : await putting(context, document, { at, round, heads, input });
      if (put?.words.length === 0 && retyped === null) throw alreadyPlaced(document.name);
      return {
        chains: heads.flatMap((head): ChainChange[] => {
          const isOwn = head.chain === at?.round;
          if (!isOwn && !told.includes(head.chain)) return [];
          const known = casesWith(document).filter((one) => one.round === head.chain);
          const recipients = [
            ...new Set([...known, ...(isOwn ? [at] : [])].map(({ recipient }) => recipient)),
          ];
          const words = [...(retyped?.words ?? []), ...(isOwn ? (put?.words ?? []) : [])];
          const act = {
            action: `handling ${words.join(", ")}`,
            details: {
              document: id,
              // An act that names one recipient is told in that case; what it is taken for, in each that it is in.
              ...(retyped === null ? { recipient: at?.recipient } : { ...retyped.details, recipients }),
              ...(isOwn && put?.details),
            },
          };
          if (isYearChain(head.chain)) return [actOn(head, act)];
          return [actInRound(roundOf(head.chain), head, act, isOwn ? put?.rows : {})];
        }),
        entries: [...(retyped?.entries ?? []), ...(put?.entries ?? [])],
        answer: { id: put?.entries[0]?.id ?? id },
      };
    });
  },
} satisfies Partial<Handlers>;

/** The case that the document is to be in, or is in; null when nothing but its type is changed. */
function caseIn({ round, recipient, row, type, answers }: Input): CaseKey | null {
  if (round !== undefined && recipient !== undefined) return { round, recipient: recipient as RecipientId };
  if (round === undefined && recipient === undefined && type !== null && row === null && !answers)
    return null;
  throw new Refusal("rules-broken", "Välj ärendet: både omgång och mottagare.");
}

/** What one part of the act says in the log, and what it leaves. */
interface Part {
  /** Swedish, after "handling". */
  readonly words: readonly string[];
  readonly details: ChainChange["details"];
  readonly entries: readonly Entry[];
}

/** The document taken for another type. As registered it stands as it is: what it is taken for is kept beside it. */
function retyping(
  { principal }: Context,
  document: StandingDocument,
  { to, reason }: NonNullable<Input["type"]>,
  at: string,
): Part & { readonly document: StandingDocument } {
  const { id, year, name, type: from, retyped } = document;
  if (to === from)
    throw new Refusal(
      "wrong-state",
      `${name} är redan ${documentWords[to]}. Välj vad den är i stället, eller låt det stå.`,
    );
  refuseBound(document);
  const changes = [...retyped, { from, to, reason, changed: { by: principal.name, at } }];
  return {
    document: { ...document, type: to, retyped: changes },
    words: [`ändrad från ${documentWords[from]} till ${documentWords[to]}`],
    // The chain holds the sum of the reason: it may be secret, and what is chained is shown to auditors.
    details: { was: from, type: to, reason: sha256(reason) },
    entries: [{ kind: "typeChanges", group: String(year), id, version: retyped.length, value: changes }],
  };
}

const setAside =
  "Öppna de ärenden som är fel, välj Ersatt eller Återtagen under Ändra ärendets läge, och registrera det som är rätt som en ny handling.";
const instead: Partial<Record<DocumentType, string>> = {
  requisitions: setAside,
  applications: setAside,
  "report-backs":
    "Registrera en rättad återrapport för de mottagare som den är fel för, och godta den i fliken Återrapportering.",
};

/** Money may have moved by what the rows of a sheet were registered as. */
function refuseBound({ name, type, rows, cases = [], placed }: StandingDocument): void {
  const registered = rows === 0 ? 0 : cases.length + placed.filter(({ row }) => row !== null).length;
  if (registered === 0) return;
  throw new Refusal(
    "wrong-state",
    `${name} är registrerad som ${documentWords[type].toLowerCase()}, och ${registered} av raderna gäller i ärenden. Därför kan det inte ändras. ${instead[type] ?? setAside}`,
  );
}

interface Putting {
  readonly at: CaseKey;
  readonly round: Round;
  /** Those of the case first. */
  readonly heads: readonly Head[];
  readonly input: Pick<Input, "row" | "answers">;
}

/** The document, or a row of it, in a case, and as the answer to what is asked for there. No words: it was there before. */
async function putting(
  context: Context,
  document: StandingDocument,
  { at, round, heads, input: { row, answers } }: Putting,
): Promise<Part & { readonly rows: ChainChange["rows"] }> {
  const { id, year, received } = document;
  const isThere = row === null && isInCase(document, at);
  const entry = placement(year, { document: id, row, ...at });
  let rows: ChainChange["rows"] = {};
  if (row !== null) {
    await refusePlaced(context, document, row);
    refuseOtherType(document, round);
    rows = await placedRow(
      context,
      document,
      at.recipient,
      await loadCases(context, round, heads, [at.recipient]),
    );
  }
  const [answered] = answers ? await answering(context, [at], heads.slice(0, 1), id, received) : [];
  if (answered?.ids.length === 0)
    throw new Refusal(
      "wrong-state",
      `Ingen begäran om komplettering väntar på svar i ärendet. Ta bort markeringen att ${document.name} besvarar en, eller begär komplettering först.`,
    );
  return {
    words: [
      ...(isThere ? [] : ["förd till ärende"]),
      ...(answered ? ["besvarar begäran om komplettering"] : []),
    ],
    details: { row, ...(answered && { answers: answered.ids }) },
    entries: isThere ? [] : [entry],
    rows: { ...rows, ...(answered && { cases: answered.rows }) },
  };
}

/** A row that asks for money is placed where such are taken. */
function refuseOtherType({ name, type }: StandingDocument, round: Round): void {
  const takes = round.route === "grant" ? "applications" : "requisitions";
  if ((type !== "applications" && type !== "requisitions") || type === takes) return;
  throw new Refusal(
    "wrong-state",
    type === "applications"
      ? `${name} är en handling med ansökningar, och ${round.name} rekvireras. Välj ett ärende i en omgång som söks.`
      : `${name} är en handling med rekvisitioner, och ${round.name} söks. Välj ett ärende i en omgång som rekvireras.`,
  );
}

/** A row is placed once; a whole document once in each case. */
function placement(year: number, value: Placement): Entry<"placements"> {
  const { document, row, round, recipient } = value;
  const id = `${document} ${row === null ? `${round} ${recipient}` : String(row)}`;
  return { kind: "placements", group: String(year), id, version: 0, value };
}

function alreadyPlaced(name: string): Refusal {
  return new Refusal("wrong-state", `${name} är redan förd till ett ärende. Hämta listan på nytt.`);
}

async function refusePlaced(
  { store }: Context,
  { id, name, year, placed }: StandingDocument,
  row: number,
): Promise<void> {
  if (!(await store.unidentified(year, id)).some((one) => one.row === row))
    throw new Refusal("not-found", `Rad ${row} i ${name} väntar inte på en mottagare. Hämta listan på nytt.`);
  if (placed.some((one) => one.row === row)) throw alreadyPlaced(name);
}

/** What names nobody has come in all the same: returned, unless the recipient already has something that stands. */
async function placedRow(
  context: Context,
  { id, type, received }: StandingDocument,
  recipient: RecipientId,
  { requisitions, applications, reports, name }: CaseRound,
): Promise<ChainChange["rows"]> {
  const one = <R>(value: R): ReadonlyMap<RecipientId, Versioned<R>> =>
    new Map([[recipient, { version: 0, value }]]);
  const common = { name: name(recipient), state: "returned", received, document: id } as const;
  if (type === "requisitions" && !requisitions.has(recipient)) {
    const value: Rows["requisitions"] = {
      ...common,
      amount: null,
      wantsMore: false,
      orgnr: null,
      payee: null,
      contact: null,
      email: null,
      signatory: null,
      faults: ["kod-finns"],
    };
    return { requisitions: one(value) };
  }
  if (type === "applications" && !applications.some((rows) => rows.has(recipient))) {
    const value: Rows["applications"] = {
      ...common,
      ...(await applicantAs(context, recipient)),
      ...{ amount: null, carriedOver: null, activities: [], requirements: [], statement: null, members: [] },
      ...{ orgnr: null, payee: null, contact: null, email: null, signatory: null },
      ...{ faults: ["sokande-kand"], assessment: null, assessed: null },
    };
    return { applications: one(value) };
  }
  if (type === "report-backs" && !reports.has(recipient)) {
    const faults = ["mottagare-fick-medel"];
    return { reportBacks: one({ ...common, consumed: 0, repaid: 0, reasons: [], faults }) };
  }
  return {};
}

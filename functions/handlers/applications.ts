import type { RouteInput, RouteOutput } from "../../shared/api.ts";
import { applicantOf } from "../../shared/application/applicant.ts";
import { isStanding } from "../../shared/application/application.ts";
import type { ApplicationContext, RegisteredApplication } from "../../shared/application/context.ts";
import { type AwaitedApplication, countedIn } from "../../shared/application/counted-in.ts";
import { roundRules } from "../../shared/application/round-rules.ts";
import {
  type ApplicationValidation,
  type ReadApplication,
  validateApplications,
} from "../../shared/application/validate.ts";
import { latestRequest } from "../../shared/case/counted-from.ts";
import { Refusal } from "../../shared/errors.ts";
import { buildNameIndex } from "../../shared/names.ts";
import { tally } from "../../shared/problems.ts";
import type { Round } from "../../shared/programme.ts";
import { type RecipientId, recipientId, recipientKey } from "../../shared/recipient.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import type { Context, Handlers } from "../context.ts";
import type { ApplicationRow, RowsOf, Versioned } from "../store/kept.ts";
import { applicantChain, numbered } from "./applicants.ts";
import { actInRound, atOneMoment, chainChange, change, ledgerOf } from "./change.ts";
import { changedIn, type ChangedOf, documentOf, earlierThan, refuseStale } from "./documents.ts";
import { answering } from "./answering.ts";
import { caseRound, register, roundOf } from "./rounds.ts";
import { decidedCodes } from "./window.ts";

const nameIndex = buildNameIndex(register.entries);

/** The round when it is applied for. */
export function applicationRound(id: string): Round {
  const round = roundOf(id);
  if (round.route === "grant") return round;
  throw new Refusal(
    "wrong-state",
    `${round.name} rekvireras. Ansökningar tas emot i omgångar som beslutas på ansökan.`,
  );
}

function validate(
  context: Context,
  round: Round,
  input: RouteInput<"validateApplications">,
  known: Pick<ApplicationContext, "registered" | "countedFrom">,
): ApplicationValidation {
  return validateApplications(input, {
    round,
    requirements: roundRules(round).requirements,
    entries: register.entries,
    nameIndex,
    ...known,
    today: swedishDay(context.now()),
  });
}

/** What stands in the round and came in a document before. */
function registeredIn(
  applications: RowsOf<"applications">,
  isEarlier: (document: string) => boolean,
): readonly RegisteredApplication[] {
  return [...applications].flatMap(([id, { value }]) =>
    isStanding(value) && isEarlier(value.document)
      ? [
          {
            ...value,
            applicant: applicantOf({ ...value, ...recipientKey(id) }),
            members: value.members.map(({ name }) => name),
          },
        ]
      : [],
  );
}

/** What a file of applications is registered as. */
function documentIdOf(sha256: string): string {
  return `ansokningar-${sha256.slice(0, 16)}`;
}

/** The registered applications, as what an applicant sends in may complete them. */
function awaited(
  applications: RowsOf<"applications">,
  cases: RowsOf<"cases">,
): readonly AwaitedApplication[] {
  return [...applications].map(([id, { value }]) => ({
    ...value,
    applicant: applicantOf({ ...value, ...recipientKey(id) }),
    completion: latestRequest(cases.get(id)?.value.completions ?? [], "requisition"),
  }));
}

/** The document that applications are registered from. */
interface CameIn extends Required<Pick<ApplicationContext, "countedFrom">> {
  readonly id: string;
  readonly received: string;
}

interface Registration {
  readonly id: RecipientId;
  readonly value: ApplicationRow;
}

/**
 * The first application of an applicant counts, a good one before a faulty one. The rows of the others, and of those
 * that name nobody, are kept as they came, for the case officer to place.
 */
function registrations(
  applications: readonly ReadApplication[],
  idOf: Awaited<ReturnType<typeof numbered>>["idOf"],
  document: CameIn,
): { readonly registered: readonly Registration[]; readonly unplaced: readonly number[] } {
  const isGood = ({ faults }: ReadApplication): boolean => faults.length === 0;
  const inOrder = [...applications.filter(isGood), ...applications.filter((one) => !isGood(one))];
  const registered = new Map<RecipientId, Registration>();
  const unplaced: number[] = [];
  for (const one of inOrder) {
    const id = one.applicant === null ? null : idOf(one.applicant);
    if (id === null || registered.has(id)) unplaced.push(...one.rows);
    else registered.set(id, { id, value: rowOf(one, idOf, document) });
  }
  return { registered: [...registered.values()], unplaced: unplaced.sort((a, b) => a - b) };
}

function rowOf(
  { applicant, members, content, faults }: ReadApplication,
  idOf: Awaited<ReturnType<typeof numbered>>["idOf"],
  { countedFrom, ...document }: CameIn,
): ApplicationRow {
  const { name, type, county } = applicant!;
  return {
    ...content,
    name,
    type,
    county,
    members: members.map((member) => ({ id: idOf(member), name: member.name })),
    state: faults.length === 0 ? "submitted" : "returned",
    received: countedFrom(applicant!, content.received ?? document.received),
    document: document.id,
    faults,
    assessment: null,
    assessed: null,
  };
}

/**
 * New versions of the applicants' rows; an assessment stays with the applicant through a completion, but not with one
 * that applies anew.
 */
function newRows(
  all: readonly Registration[],
  before: RowsOf<"applications">,
  decided: ReadonlySet<string>,
): Map<RecipientId, Versioned<ApplicationRow>> {
  return new Map(
    all.flatMap(({ id, value }) => {
      const known = before.get(id);
      const tooLate = decided.has(recipientKey(id).code);
      if ((tooLate || value.state === "returned") && known?.value.state === "submitted") return [];
      const { assessment = null, assessed = null } = (isStanding(known?.value) ? known.value : null) ?? {};
      const kept: ApplicationRow = { ...value, assessment, assessed };
      const late = { ...kept, state: "returned", faults: [...kept.faults, "omgangen-ar-oppen"] } as const;
      return [[id, { version: known?.version ?? 0, value: tooLate ? late : kept }] as const];
    }),
  );
}

type Listed = Omit<RouteOutput<"applications">["applications"][number], "completion">;

function listed(id: RecipientId, { version, value }: Versioned<ApplicationRow>, by: ChangedOf): Listed {
  const { name, type, county, orgnr, state, amount, carriedOver, statement, received, document } = value;
  return {
    code: recipientKey(id).code,
    name,
    type,
    county,
    orgnr,
    members: value.members.map((member) => ({ code: recipientKey(member.id).code, name: member.name })),
    state,
    amount,
    carriedOver,
    activities: value.activities.map((activity) => ({ ...activity })),
    requirements: value.requirements.map((answer) => ({ ...answer })),
    statement,
    received,
    document,
    faults: [...value.faults],
    assessment: value.assessment && { ...value.assessment, grounds: [...value.assessment.grounds] },
    version,
    changed: lastChanged(value, by),
  };
}

/** Whoever came last: the one who registered the document, or the one who assessed. */
export function lastChanged(row: ApplicationRow, by: ChangedOf): ReturnType<ChangedOf> {
  const registered = by(row);
  return registered !== null && row.assessed !== null && registered.at > row.assessed.at
    ? registered
    : (row.assessed ?? registered);
}

export const applicationHandlers = {
  async validateApplications(input, context) {
    const round = applicationRound(input.round);
    const [head, homeHead] = await context.store.heads([round.id, caseRound(round).id]);
    const [applications, cases, isEarlier] = await Promise.all([
      context.store.rows(head!, "applications"),
      context.store.rows(homeHead!, "cases"),
      earlierThan(context, round.year, input.sha256),
    ]);
    const found = validate(context, round, input, {
      registered: registeredIn(applications, isEarlier),
      countedFrom: countedIn(
        awaited(applications, cases),
        input.sha256 === undefined ? null : documentIdOf(input.sha256),
      ),
    });
    return {
      ...tally(found),
      applications: found.applications.length,
      asked: found.applications.reduce((sum, { content }) => sum + Math.max(0, content.amount ?? 0), 0),
    };
  },

  async registerApplications(input, context) {
    const round = applicationRound(input.round);
    const home = caseRound(round);
    const chainIds = [round.id, home.id, applicantChain];
    return await change(context, chainIds, async ([head, homeHead, numbers], at) => {
      const [before, cases, requisitions, decisions] = await Promise.all([
        context.store.rows(head!, "applications"),
        context.store.rows(homeHead!, "cases"),
        context.store.rows(head!, "requisitions"),
        context.store.decisions(round.id),
      ]);
      const { received, file } = input.document;
      const id = documentIdOf(file.sha256);
      const earlier = registeredIn(before, (document) => document !== id);
      const countedFrom = countedIn(awaited(before, cases), id);
      const known = { registered: earlier, countedFrom };
      const { applications, rowCount } = validate(context, round, input, known);
      const named = applications.flatMap(({ applicant, members }) => [
        ...(applicant === null ? [] : [applicant]),
        ...members,
      ]);
      // A grant that was registered without application has its number from outside.
      const { idOf, chain } = await numbered(context, numbers!, named, requisitions.keys(), before);
      const { registered, unplaced } = registrations(applications, idOf, { id, received, countedFrom });
      await refuseStale(context, round.year, input.expected, [before]);
      const rows = newRows(registered, before, decidedCodes(decisions));
      const states = [...rows.values()].map(({ value }) => value.state);
      const asked = registered.map((one) => ({ round: home.id, recipient: one.id }));
      const isHome = home.id === round.id;
      const [answered] = await answering(context, asked, [homeHead!], id, received, "requisition");
      const answers = answered!.rows;
      const act = await chainChange(context, round, head!, at, {
        action: "ansökningar registrerade",
        details: { document: id, sha256: file.sha256, rows: rowCount, registered: rows.size },
        effectiveDate: swedishDay(at),
        rows: {
          ...(rows.size > 0 && { applications: rows }),
          ...(isHome && answers.size > 0 && { cases: answers }),
        },
      });
      const answer = { action: "komplettering besvarad", details: { document: id } };
      return {
        chains: [
          act,
          ...(chain === null ? [] : [chain]),
          ...(answers.size > 0 && !isHome ? [actInRound(home, homeHead!, answer, { cases: answers })] : []),
        ],
        documents: [
          await documentOf(
            context,
            { ...input, year: round.year },
            { id, type: "applications", rows: rowCount, cases: asked, unidentified: unplaced },
            at,
          ),
        ],
        answer: {
          document: id,
          registered: states.filter((state) => state === "submitted").length,
          returned: states.filter((state) => state === "returned").length,
          unidentified: unplaced.length,
        },
      };
    });
  },

  async applications({ round: id }, context) {
    const round = applicationRound(id);
    const home = caseRound(round);
    const { rows, cases, ledger, decisions } = await atOneMoment(
      context,
      [round.id, home.id],
      async ([head, homeHead]) => ({
        rows: await context.store.rows(head!, "applications"),
        cases: await context.store.rows(homeHead!, "cases"),
        ledger: await ledgerOf(context, round, head!),
        decisions: await context.store.decisions(round.id),
      }),
    );
    const decided = decidedCodes(decisions);
    const by = await changedIn(context, round.year);
    const { requirements, grounds } = roundRules(round);
    return {
      medel: round.amount,
      left: ledger.budget,
      decided: [...rows]
        .filter(([recipient]) => decided.has(recipientKey(recipient).code))
        .reduce((sum, [, { value }]) => sum + (value.assessment?.amount ?? 0), 0),
      requirements: requirements.map((requirement) => ({ ...requirement })),
      grounds: grounds.map((ground) => ({ ...ground, leadsTo: [...ground.leadsTo] })),
      applications: [...rows]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([recipient, row]) => ({
          ...listed(recipient, row, by),
          completion: latestRequest(cases.get(recipient)?.value.completions ?? [], "requisition"),
        })),
    };
  },

  async application({ round: id, code }, context) {
    const round = applicationRound(id);
    const [head] = await context.store.heads([round.id]);
    const recipient = recipientId({ kind: round.kind, code });
    const row = (await context.store.rows(head!, "applications", [recipient])).get(recipient);
    if (row === undefined) throw noApplication(round, code);
    const { payee, contact, email, signatory } = row.value;
    const by = await changedIn(context, round.year);
    return { ...listed(recipient, row, by), payee, contact, email, signatory };
  },
} satisfies Partial<Handlers>;

export function noApplication(round: Round, code: string): Refusal {
  return new Refusal(
    "not-found",
    `Det finns ingen ansökan från ${code} i ${round.name}. Hämta ansökningarna på nytt.`,
    { code },
  );
}

import type { RouteInput } from "../../shared/api.ts";
import { amountsNow } from "../../shared/decision/amounts.ts";
import { buildNameIndex, type NameIndex } from "../../shared/names.ts";
import { type Problem, tally } from "../../shared/problems.ts";
import type { Round } from "../../shared/programme.ts";
import { paid } from "../../shared/ledger.ts";
import { countedFrom, latestRequest } from "../../shared/case/counted-from.ts";
import { type RecipientId, recipientId, recipientKey } from "../../shared/recipient.ts";
import type { RequisitionContext } from "../../shared/requisition/context.ts";
import type { FaultyRequisition, ParsedRequisition } from "../../shared/requisition/parsed.ts";
import { type RequisitionValidation, validateRequisitions } from "../../shared/requisition/validate.ts";
import type { Context, Handlers } from "../context.ts";
import type { RequisitionRow, RowsOf, Versioned } from "../store/kept.ts";
import type { Head } from "../store/model.ts";
import { chainChange, change, ledgerOf } from "./change.ts";
import { answering } from "./answering.ts";
import { changedIn, documentOf, earlierThan, refuseStale } from "./documents.ts";
import { register, roundOf, roundsOfYear } from "./rounds.ts";
import { swedishDay } from "../../shared/swedish-day.ts";

const nameIndex: NameIndex = buildNameIndex(register.entries);

/** The rounds of a year that take requisitions; top-ups go by the requisition of the round they top up. */
function requisitionRounds(year: number): readonly Round[] {
  return roundsOfYear(year).filter(({ route, topUpOf }) => route === "requisition" && topUpOf === null);
}

interface Loaded {
  readonly round: Round;
  readonly head: Head;
  readonly requisitions: RowsOf<"requisitions">;
  /** Kronor by the fixed key with its corrections, per code: what redistribution and top-ups add later is not for the requisition to ask. */
  readonly allotted: ReadonlyMap<string, number>;
  /** Recipients whose requisition has been decided: a new one is for a person to judge. */
  readonly decided: ReadonlySet<RecipientId>;
  /** The ISO day that counts for what a recipient sends in on a day. */
  readonly countedFrom: (recipient: RecipientId, day: string) => string;
}

/** What a file of requisitions is registered as. */
function documentIdOf(sha256: string): string {
  return `rekvisitioner-${sha256.slice(0, 16)}`;
}

async function load(context: Context, round: Round, head: Head, sha256: string | undefined): Promise<Loaded> {
  const [ledger, requisitions, cases] = await Promise.all([
    ledgerOf(context, round, head),
    context.store.rows(head, "requisitions"),
    context.store.rows(head, "cases"),
  ]);
  const document = sha256 === undefined ? null : documentIdOf(sha256);
  const decisions = head.key === "fixed" ? await context.store.decisions(round.id) : [];
  const key = decisions.find(({ id }) => id === head.keyDecision);
  const balances = [...ledger.recipients];
  return {
    round,
    head,
    requisitions,
    allotted: key === undefined ? new Map() : amountsNow(key, decisions),
    decided: new Set([
      ...balances.filter(([, b]) => b.payable + paid(b) > 0).map(([id]) => id),
      ...[...requisitions].filter(([, { value }]) => value.state === "rejected").map(([id]) => id),
    ]),
    countedFrom: (recipient, day) =>
      countedFrom(
        { day, document },
        requisitions.get(recipient)?.value,
        latestRequest(cases.get(recipient)?.value.completions ?? [], "requisition"),
      ),
  };
}

/** Validates against the rules with what the store knows: the same function as in the pane, here the last word. */
function validate(
  context: Context,
  input: RouteInput<"validateRequisitions">,
  loaded: readonly Loaded[],
  isEarlier: (document: string) => boolean,
): RequisitionValidation {
  const of = (id: string): Loaded | undefined => loadedRound(loaded, id);
  const rules: RequisitionContext = {
    rounds: roundsOfYear(input.year),
    register,
    nameIndex,
    today: swedishDay(context.now()),
    allotted: (roundId, code) => of(roundId)?.allotted.get(code) ?? null,
    alreadyRegistered: (roundId, code) => {
      const found = of(roundId);
      if (!found) return false;
      const row = found.requisitions.get(recipientId({ kind: found.round.kind, code }))?.value;
      return row?.state === "submitted" && isEarlier(row.document);
    },
    countedFrom: (roundId, code, day) => {
      const found = of(roundId);
      return found?.countedFrom(recipientId({ kind: found.round.kind, code }), day) ?? day;
    },
  };
  return validateRequisitions(input, rules);
}

function loadedRound(loaded: readonly Loaded[], id: string): Loaded | undefined {
  return loaded.find(({ round }) => round.id === id);
}

/** A requisition as the document holds it, good or faulty. */
type Row = ParsedRequisition | FaultyRequisition;

interface Registration {
  readonly round: Round;
  readonly recipient: RecipientId;
  readonly value: RequisitionRow;
}

/**
 * What each row becomes: submitted, or returned for completion with its faults. The first good row of a recipient
 * counts; a faulty row never replaces a good requisition, neither of this document nor of an earlier one. The other
 * rows of a recipient, and those that name nobody, are kept as they came, for the case officer to place.
 */
function registrations(
  { rows, faulty, problems }: RequisitionValidation,
  loaded: readonly Loaded[],
  document: { readonly id: string; readonly received: string },
): { readonly rows: readonly Registration[]; readonly unplaced: readonly number[] } {
  const faultsOf = groupFaults(problems);
  const byRecipient = new Map<string, Registration>();
  const unplaced: number[] = [];
  const all: readonly Row[] = [...rows, ...faulty];
  for (const row of all) {
    if (row.round === null || row.code === null) {
      unplaced.push(row.row);
      continue;
    }
    const { round, countedFrom } = loadedRound(loaded, row.round)!;
    const recipient = recipientId({ kind: round.kind, code: row.code });
    const key = `${round.id} ${recipient}`;
    if (byRecipient.has(key)) {
      unplaced.push(row.row);
      continue;
    }
    const good = "kind" in row;
    const { accountKind, account, reference } = row;
    byRecipient.set(key, {
      round,
      recipient,
      value: {
        name: register.find({ kind: round.kind, code: row.code })?.name ?? row.code,
        state: good ? "submitted" : "returned",
        amount: row.amount,
        wantsMore: row.wantsMore ?? false,
        orgnr: row.orgnr,
        payee: accountKind === null || account === null ? null : { kind: accountKind, account, reference },
        contact: row.contact,
        email: row.email,
        signatory: row.signatory,
        received: countedFrom(recipient, row.received ?? document.received),
        document: document.id,
        faults: good ? [] : (faultsOf.get(row.row) ?? []),
      },
    });
  }
  return { rows: [...byRecipient.values()], unplaced: unplaced.sort((a, b) => a - b) };
}

function groupFaults(problems: readonly Problem[]): ReadonlyMap<number, readonly string[]> {
  const byRow = new Map<number, string[]>();
  for (const { row, rule, severity } of problems) {
    if (severity === "error") byRow.set(row, [...(byRow.get(row) ?? []), rule]);
  }
  return byRow;
}

/** The registrations of one round that change something, as new versions of the recipients' rows. */
function newRows(
  { round, head, requisitions, decided }: Loaded,
  all: readonly Registration[],
): Map<RecipientId, Versioned<RequisitionRow>> {
  const changes = all.flatMap(({ round: { id }, recipient, value }) => {
    if (id !== round.id) return [];
    const before = requisitions.get(recipient);
    if (value.state === "returned" && before?.value.state === "submitted") return [];
    // What comes after the round was closed or the requisition decided is registered, and judged by a person.
    const tooLate = head.closed || decided.has(recipient);
    const kept: RequisitionRow = tooLate
      ? { ...value, state: "returned", faults: [...value.faults, "omgangen-ar-oppen"] }
      : value;
    if (tooLate && (before?.value.state === "submitted" || before?.value.state === "rejected")) return [];
    return [[recipient, { version: before?.version ?? 0, value: kept }] as const];
  });
  return new Map(changes);
}

export const requisitionHandlers = {
  async validateRequisitions(input, context) {
    const rounds = requisitionRounds(input.year);
    const heads = await context.store.heads(rounds.map(({ id }) => id));
    const loaded = await Promise.all(rounds.map((round, i) => load(context, round, heads[i]!, input.sha256)));
    const isEarlier = await earlierThan(context, input.year, input.sha256);
    return tally(validate(context, input, loaded, isEarlier));
  },

  async registerRequisitions(input, context) {
    const rounds = requisitionRounds(input.year);
    return await change(
      context,
      rounds.map(({ id }) => id),
      async (heads, at) => {
        const { document } = input;
        const { sha256 } = document.file;
        const loaded = await Promise.all(rounds.map((round, i) => load(context, round, heads[i]!, sha256)));
        const isEarlier = await earlierThan(context, input.year, sha256);
        const validation = validate(context, input, loaded, isEarlier);
        const documentId = documentIdOf(sha256);
        const { received } = document;
        const { rows, unplaced } = registrations(validation, loaded, { id: documentId, received });
        const cases = rows.map(({ round, recipient }) => ({ round: round.id, recipient }));
        const answered = await answering(context, cases, heads, documentId, received, "requisition");
        const perRound = loaded.map((one, i) => ({
          ...one,
          rows: newRows(one, rows),
          answered: answered[i]!.rows,
        }));
        await refuseStale(
          context,
          input.year,
          input.expected,
          perRound.map(({ requisitions }) => requisitions),
        );
        const touched = perRound.filter((one) => one.rows.size + one.answered.size > 0);
        const chains = await Promise.all(
          (touched.length > 0 ? touched : perRound.slice(0, 1)).map(
            ({ round, head, rows: changed, answered: cases }) =>
              chainChange(context, round, head, at, {
                action: "rekvisitioner registrerade",
                details: {
                  document: documentId,
                  sha256,
                  rows: validation.rowCount,
                  registered: changed.size,
                },
                effectiveDate: swedishDay(at),
                rows: {
                  ...(changed.size > 0 && { requisitions: changed }),
                  ...(cases.size > 0 && { cases }),
                },
              }),
          ),
        );
        const states = touched.flatMap((one) => [...one.rows.values()].map(({ value }) => value.state));
        return {
          chains,
          documents: [
            await documentOf(
              context,
              input,
              {
                id: documentId,
                type: "requisitions",
                rows: validation.rowCount,
                cases,
                unidentified: unplaced,
              },
              at,
            ),
          ],
          answer: {
            document: documentId,
            registered: states.filter((state) => state === "submitted").length,
            returned: states.filter((state) => state === "returned").length,
            unidentified: unplaced.length,
          },
        };
      },
    );
  },

  async requisitions({ round: id }, context) {
    const round = roundOf(id);
    const [head] = await context.store.heads([round.id]);
    const [rows, cases, changedOf] = await Promise.all([
      context.store.rows(head!, "requisitions"),
      context.store.rows(head!, "cases"),
      changedIn(context, round.year),
    ]);
    return {
      requisitions: [...rows]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([recipient, { version, value }]) => ({
          code: recipientKey(recipient).code,
          name: value.name,
          state: value.state,
          amount: value.amount,
          wantsMore: value.wantsMore,
          received: value.received,
          document: value.document,
          faults: [...value.faults],
          version,
          changed: changedOf(value),
          completion: latestRequest(cases.get(recipient)?.value.completions ?? [], "requisition"),
        })),
    };
  },
} satisfies Partial<Handlers>;

import * as z from "zod/mini";
import { applicationOutcomes } from "../application/outcome.ts";
import { correctionActs, decidedActs } from "../decision/correction-acts.ts";
import { decisionKinds } from "../decision/kinds.ts";
import { type Route, route, caseWork, readsCases } from "./route.ts";
import {
  kronor,
  isoDate,
  text,
  code,
  accountKind,
  round,
  year,
  decisionAct,
  disqualification,
  committed,
  paper,
  warned,
  warnings,
} from "./schemas.ts";

const days = z.object({ calendar: z.int(), business: z.int() });
const decision = z.object({
  id: z.string(),
  round: z.string(),
  kind: z.enum(decisionKinds),
  /** Whether it is the rejection of a requisition. */
  rejects: z.boolean(),
  state: z.enum(["prepared", "presented", "decided", "withdrawn"]),
  preparedBy: z.string(),
  presentedBy: z.string(),
  decidedBy: z.nullable(z.string()),
  /** Names by id, as far as they are known. */
  people: z.record(z.string(), z.string()),
  tookPart: z.array(z.string()),
  disqualified: z.array(disqualification),
  /** Who took it back before anybody decided it, when, and why. */
  takenBack: z.nullable(z.object({ by: z.string(), at: z.string(), reason: z.string() })),
  date: z.nullable(isoDate),
  dnr: z.nullable(z.string()),
  ground: z.nullable(z.string()),
  total: kronor,
  recipients: z.int(),
  /** What a correction corrects; and for others the corrections that were decided. */
  correction: z.nullable(
    z.object({ corrects: z.string(), act: z.enum(correctionActs), ground: z.nullable(z.string()) }),
  ),
  correctedBy: z.array(z.string()),
  /** How far the notice (expediering) has come; null before the decision. */
  notice: z.nullable(
    z.object({ recipients: z.int(), of: z.int(), complete: z.nullable(isoDate), days: z.nullable(days) }),
  ),
});
const decisionInRound = z.extend(round, { decision: paper });

/** Kronor up to which somebody may act; null: without limit. */
const upTo = z.nullable(kronor);
const who = z.union([z.literal("everyone"), z.strictObject({ person: text, name: text })]);
const order = z.strictObject({
  from: isoDate,
  dnr: text,
  decide: z
    .array(
      z.strictObject({
        who,
        kinds: z.array(z.enum(decisionKinds)).check(z.minLength(1), z.maxLength(decisionKinds.length)),
        upTo,
      }),
    )
    .check(z.maxLength(100)),
  attest: z.array(z.strictObject({ who, upTo })).check(z.maxLength(100)),
});

/** Decisions: prepared, presented, decided by delegation, corrected; and grants decided outside Fördela. */
export const decisionRoutes = {
  prepareDecision: route("POST", "/v1/rounds/{round}/decisions", caseWork, "write", round, warned),
  presentDecision: route(
    "POST",
    "/v1/rounds/{round}/decisions/{decision}/present",
    caseWork,
    "write",
    z.extend(decisionInRound, {
      disqualified: z._default(z.array(disqualification).check(z.maxLength(20)), []),
    }),
    warned,
  ),
  decide: route(
    "POST",
    "/v1/rounds/{round}/decisions/{decision}/decide",
    ["beslutsfattare"],
    "write",
    z.extend(decisionInRound, decisionAct.shape),
    warned,
  ),
  /** What is prepared and not decided, with why: not återkallelse, which is of a decision that was made. */
  takeBackDecision: route(
    "POST",
    "/v1/rounds/{round}/decisions/{decision}/take-back",
    caseWork,
    "write",
    z.extend(decisionInRound, { reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)) }),
    committed,
  ),
  /** Rättelse, ändring or återkallelse: the amounts that recipients are to have, on a ground that the law lists. */
  prepareCorrection: route(
    "POST",
    "/v1/rounds/{round}/decisions/{decision}/corrections",
    caseWork,
    "write",
    z.extend(decisionInRound, {
      act: z.enum(decidedActs),
      legalGround: z.string().check(z.maxLength(60)),
      ground: z.string().check(z.trim(), z.maxLength(2000)),
      lines: z.array(z.strictObject({ code, amount: kronor })).check(z.minLength(1), z.maxLength(1000)),
    }),
    warned,
  ),
  /** The recipient declines: what a decision gave and is not paid, or with `decision` null what it is only allotted. */
  decline: route(
    "POST",
    "/v1/rounds/{round}/declined",
    caseWork,
    "write",
    z.extend(round, {
      code,
      decision: z._default(z.nullable(paper), null),
      /** Kronor; null: all of it. */
      amount: z._default(z.nullable(z.int().check(z.gte(1))), null),
      date: isoDate,
      dnr: text,
    }),
    committed,
  ),
  decisions: route(
    "GET",
    "/v1/rounds/{round}/decisions",
    readsCases,
    "read",
    round,
    z.object({ decisions: z.array(decision) }),
  ),
  /** Every decision of a year with the days from decision to notice, and by what right they are made. */
  yearDecisions: route(
    "GET",
    "/v1/years/{year}/decisions",
    readsCases,
    "read",
    year,
    z.object({
      asOf: isoDate,
      decisions: z.array(
        z.extend(decision, {
          /** Prepared, and what it was prepared on has changed since: it cannot be made as it stands. */
          outdated: z.boolean(),
        }),
      ),
      /** Per round, what is requisitioned and in no decision: how many recipients, and kronor. */
      preparable: z.array(z.object({ round: z.string(), recipients: z.int(), total: kronor })),
      notice: z.nullable(z.object({ median: days, longest: days, decisions: z.int() })),
      delegation: z.string(),
    }),
  ),
  /** A decision with its annex: the publishable list of all recipients, sorted by name, with the rules of its day. */
  decision: route(
    "GET",
    "/v1/rounds/{round}/decisions/{decision}",
    readsCases,
    "read",
    decisionInRound,
    z.extend(decision, {
      asOf: isoDate,
      warnings,
      lines: z.array(
        z.object({
          code,
          name: z.string(),
          amount: kronor,
          /** Kronor that hold today, with what has been corrected since. */
          now: kronor,
          /** Kronor that the recipient may decline (`decline`): decided here and not paid, or allotted and not decided. */
          declinable: kronor,
          /** Kronor before a correction. */
          before: z.nullable(kronor),
          /** Kronor that a correction claims back, negative when it lifts a claim; null for others. */
          claimed: z.nullable(z.int()),
          /** Of an application: null and none for others. */
          outcome: z.nullable(z.enum(applicationOutcomes)),
          /** In words. */
          grounds: z.array(z.string()),
          /** Two-digit code of the applicant's county. */
          county: z.nullable(z.string()),
          /** Names of the members of a joint application. */
          members: z.array(z.string()),
          /** ISO date when the decision was first sent to the recipient; null when it has not been. */
          sent: z.nullable(isoDate),
        }),
      ),
      /** The legal ground of a correction in words, with the law; null for others. */
      correctionGround: z.nullable(z.string()),
      /** What the law lets a decision be changed on today. */
      legalGrounds: z.array(
        z.object({ id: z.string(), acts: z.array(z.enum(decidedActs)), text: z.string(), law: z.string() }),
      ),
      conditions: z.array(z.string()),
      appeal: z.string(),
      delegation: z.string(),
    }),
  ),
  delegationOrders: route(
    "GET",
    "/v1/delegation-orders",
    [...readsCases, "administrator"],
    "read",
    z.strictObject({}),
    z.object({ orders: z.array(order) }),
  ),
  /** A delegation order (beslutsordning) as of a day: replaces one of the same day. */
  setDelegationOrder: route("POST", "/v1/delegation-orders", ["administrator"], "write", order, committed),
  registerGrants: route(
    "POST",
    "/v1/rounds/{round}/grants",
    caseWork,
    "write",
    z.extend(round, {
      ...decisionAct.shape,
      decidedBy: text,
      grants: z
        .array(
          z.object({
            code,
            name: text,
            orgnr: z.nullable(z.string().check(z.maxLength(20))),
            account: z._default(
              z.nullable(z.object({ kind: accountKind, account: z.string().check(z.maxLength(20)) })),
              null,
            ),
            amount: z.int().check(z.gte(1)),
          }),
        )
        .check(z.minLength(1), z.maxLength(1000)),
    }),
    committed,
  ),
} satisfies Record<string, Route>;

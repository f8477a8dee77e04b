import * as z from "zod";
import { applicationStates } from "../application/application.ts";
import { applicationOutcomes } from "../application/outcome.ts";
import { caseWork, readsCases, type Route, route } from "./route.ts";
import {
  accountKind,
  changed,
  code,
  committed,
  document,
  expectedVersions,
  latestRequest,
  isoDate,
  kronor,
  registered,
  round,
  sha256,
  sheetCells,
  validation,
} from "./schemas.ts";

const outcome = z.enum(applicationOutcomes);
const longText = z.string().max(2000);

/** What is proposed for an application; nulls are what is not yet said. */
const assessment = z.strictObject({
  outcome: outcome.nullable(),
  amount: kronor.nullable(),
  grounds: z.array(z.string().max(60)).max(20),
  rank: z.int().min(1).nullable(),
  note: longText.nullable(),
  statement: longText.nullable(),
  inputs: longText.nullable(),
});

const application = z.object({
  code,
  name: z.string(),
  type: z.enum(["municipality", "unit", "federation", "ngo", "agency"]),
  county: z.string().nullable(),
  /** Null when its cell could not be trusted. */
  orgnr: z.string().nullable(),
  members: z.array(z.object({ code, name: z.string() })),
  state: z.enum(applicationStates),
  amount: kronor.nullable(),
  carriedOver: kronor.nullable(),
  activities: z.array(
    z.object({
      purpose: z.string().nullable(),
      result: z.string().nullable(),
      budget: kronor.nullable(),
    }),
  ),
  requirements: z.array(
    z.object({ id: z.string(), met: z.boolean().nullable(), text: z.string().nullable() }),
  ),
  statement: z.string().nullable(),
  received: isoDate,
  document: z.string(),
  faults: z.array(z.string()),
  assessment: assessment.nullable(),
  version: z.int(),
  /** Who changed it last: registered it, or assessed it. */
  changed: changed.nullable(),
});

/** Applications to a round that is applied for: registered, assessed, and prepared for decision. */
export const applicationRoutes = {
  validateApplications: route(
    "POST",
    "/v1/rounds/{round}/applications/validate",
    caseWork,
    "read",
    // With the file's SHA-256, what this very file registered is not taken for an earlier application.
    round.extend(sheetCells.shape).extend({ sha256: sha256.optional() }),
    // How many applications the rows are, and the kronor that they ask for.
    validation.extend({ applications: z.int(), asked: kronor }),
  ),
  registerApplications: route(
    "POST",
    "/v1/rounds/{round}/applications",
    caseWork,
    "write",
    round.extend(sheetCells.shape).extend({ document, expected: expectedVersions }),
    registered,
  ),
  applications: route(
    "GET",
    "/v1/rounds/{round}/applications",
    readsCases,
    "read",
    round,
    z.object({
      /** Kronor of the round, and those that no decision has taken yet. */
      medel: kronor,
      left: kronor,
      /** Kronor that are assessed to those whose application is decided: no part of what is left. */
      decided: kronor,
      requirements: z.array(z.object({ id: z.string(), text: z.string() })),
      /** The coded grounds that hold in the round. */
      grounds: z.array(
        z.object({ id: z.string(), text: z.string(), leadsTo: z.array(z.enum(["part", "rejected"])) }),
      ),
      applications: z.array(application.extend({ completion: latestRequest.nullable() })),
    }),
  ),
  application: route(
    "GET",
    "/v1/rounds/{round}/applications/{code}",
    readsCases,
    "read",
    round.extend({ code }),
    application.extend({
      payee: z
        .object({ kind: accountKind, account: z.string(), reference: z.string().nullable() })
        .nullable(),
      contact: z.string().nullable(),
      email: z.string().nullable(),
      signatory: z.string().nullable(),
    }),
  ),
  /** Assessments of many at a time; each names the version that the caller saw. All are saved, or none. */
  assessApplications: route(
    "POST",
    "/v1/rounds/{round}/applications/assess",
    caseWork,
    "write",
    round.extend({
      assessments: z
        .array(assessment.extend({ code, version: z.int().min(1) }))
        .min(1)
        .max(1000),
    }),
    committed,
  ),
  /** Everything that is not decided, or the applicants named, as one decision to be taken by another. */
  prepareApplications: route(
    "POST",
    "/v1/rounds/{round}/applications/prepare",
    caseWork,
    "write",
    round.extend({ codes: z.array(code).min(1).max(1000).optional() }),
    committed,
  ),
} satisfies Record<string, Route>;

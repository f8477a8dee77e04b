import * as z from "zod/mini";
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
  warned,
} from "./schemas.ts";

const outcome = z.enum(applicationOutcomes);
const longText = z.string().check(z.maxLength(2000));

/** What is proposed for an application; nulls are what is not yet said. */
const assessment = z.strictObject({
  outcome: z.nullable(outcome),
  amount: z.nullable(kronor),
  grounds: z.array(z.string().check(z.maxLength(60))).check(z.maxLength(20)),
  rank: z.nullable(z.int().check(z.gte(1))),
  note: z.nullable(longText),
  statement: z.nullable(longText),
  inputs: z.nullable(longText),
});

const application = z.object({
  code,
  name: z.string(),
  type: z.enum(["municipality", "unit", "federation", "ngo", "agency"]),
  county: z.nullable(z.string()),
  /** Null when its cell could not be trusted. */
  orgnr: z.nullable(z.string()),
  members: z.array(z.object({ code, name: z.string() })),
  state: z.enum(applicationStates),
  amount: z.nullable(kronor),
  carriedOver: z.nullable(kronor),
  activities: z.array(
    z.object({
      purpose: z.nullable(z.string()),
      result: z.nullable(z.string()),
      budget: z.nullable(kronor),
    }),
  ),
  requirements: z.array(
    z.object({ id: z.string(), met: z.nullable(z.boolean()), text: z.nullable(z.string()) }),
  ),
  statement: z.nullable(z.string()),
  received: isoDate,
  document: z.string(),
  faults: z.array(z.string()),
  assessment: z.nullable(assessment),
  version: z.int(),
  /** Who changed it last: registered it, or assessed it. */
  changed: z.nullable(changed),
});

/** Applications to a round that is applied for: registered, assessed, and prepared for decision. */
export const applicationRoutes = {
  validateApplications: route(
    "POST",
    "/v1/rounds/{round}/applications/validate",
    caseWork,
    "read",
    // With the file's SHA-256, what this very file registered is not taken for an earlier application.
    z.extend(round, { ...sheetCells.shape, sha256: z.optional(sha256) }),
    // How many applications the rows are, and the kronor that they ask for.
    z.extend(validation, { applications: z.int(), asked: kronor }),
  ),
  registerApplications: route(
    "POST",
    "/v1/rounds/{round}/applications",
    caseWork,
    "write",
    z.extend(round, { ...sheetCells.shape, document, expected: expectedVersions }),
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
      applications: z.array(z.extend(application, { completion: z.nullable(latestRequest) })),
    }),
  ),
  application: route(
    "GET",
    "/v1/rounds/{round}/applications/{code}",
    readsCases,
    "read",
    z.extend(round, { code }),
    z.extend(application, {
      payee: z.nullable(
        z.object({ kind: accountKind, account: z.string(), reference: z.nullable(z.string()) }),
      ),
      contact: z.nullable(z.string()),
      email: z.nullable(z.string()),
      signatory: z.nullable(z.string()),
    }),
  ),
  /** Assessments of many at a time; each names the version that the caller saw. All are saved, or none. */
  assessApplications: route(
    "POST",
    "/v1/rounds/{round}/applications/assess",
    caseWork,
    "write",
    z.extend(round, {
      assessments: z
        .array(z.extend(assessment, { code, version: z.int().check(z.gte(1)) }))
        .check(z.minLength(1), z.maxLength(1000)),
    }),
    committed,
  ),
  /** Everything that is not decided, or the applicants named, as one decision to be taken by another. */
  prepareApplications: route(
    "POST",
    "/v1/rounds/{round}/applications/prepare",
    caseWork,
    "write",
    z.extend(round, { codes: z.optional(z.array(code).check(z.minLength(1), z.maxLength(1000))) }),
    warned,
  ),
} satisfies Record<string, Route>;

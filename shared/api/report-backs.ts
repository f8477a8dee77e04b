import * as z from "zod/mini";
import { type Route, route, caseWork, readsCases } from "./route.ts";
import {
  kronor,
  isoDate,
  code,
  kind,
  year,
  sheetCells,
  text,
  document,
  validation,
  changed,
  registered,
  expectedVersions,
  decisionAct,
} from "./schemas.ts";

const version = {
  state: z.enum(["submitted", "returned"]),
  received: isoDate,
  document: z.string(),
  consumed: kronor,
  carriedOver: kronor,
  repaid: kronor,
  reasons: z.array(z.string()),
  faults: z.array(z.string()),
};

const area = z.nullable(z.string().check(z.maxLength(100)));
const question = z.string().check(z.regex(/^[a-z0-9-]{1,60}$/));
const tags = z.array(text).check(z.maxLength(20));

const reportBack = z.object({
  kind,
  code,
  name: z.string(),
  ...version,
  paid: kronor,
  /** Kronor that the report carries over and that no decision has carried over yet: they stay held. */
  awaitingDecision: kronor,
  /** Kronor carried over by a decision and not accounted for (`accountCarriedOver`): how much of it was consumed. */
  toAccount: kronor,
  dueBy: isoDate,
  late: z.boolean(),
  /** A later report from the recipient, which takes effect when a case officer accepts it. */
  correction: z.nullable(z.object(version)),
  /** The official's own tags on the report, and the version that `tagReportBack` asks for. */
  tags,
  tagsVersion: z.int(),
  version: z.int(),
  changed: z.nullable(changed),
});

const answer = z.object({
  area,
  question,
  value: z.union([z.number(), z.string(), z.array(z.string())]),
});
const onForm = { form: z.string(), answers: z.array(answer) };

const answered = z.object({
  kind,
  code,
  name: z.string(),
  ...onForm,
  correction: z.nullable(z.object(onForm)),
  earlier: z.array(
    z.object({ ...version, ...onForm, replacedAt: z.string(), replacedBy: z.string(), reason: z.string() }),
  ),
});

const tagged = z.object({
  kind,
  code,
  /** null: on the report as a whole. */
  area,
  question: z.nullable(question),
  tags,
  version: z.int(),
  changed,
});

const formQuestion = z.object({
  id: z.string(),
  heading: z.string(),
  text: z.string(),
  answer: z.enum(["kronor", "one", "several", "scale 1-5", "yes-no", "text"]),
  options: z.optional(z.array(z.string())),
  optionsIn: z.optional(z.record(z.string(), z.array(z.string()))),
  none: z.optional(z.string()),
});

/** A version of a form as a sheet is made from it. */
const reportForm = z.object({
  id: z.string(),
  name: z.string(),
  areas: z.array(z.object({ heading: z.string(), areas: z.array(z.string()) })),
  questions: z.array(formQuestion),
  perArea: z.array(formQuestion),
  source: z.string(),
  assumption: z.nullable(z.string()),
});

/** A later report beside the one that stands, and why it is accepted or declined. */
const proposal = {
  kind,
  code,
  /** The document of the proposal that the officer has read: another one today is a conflict. */
  document: z.string().check(z.maxLength(200)),
  reason: text,
};

/** What the recipient has of the year's money after an act on what it carries over. */
const carried = z.object({ carriedOver: kronor, consumed: kronor, repayable: kronor });

/** What the recipients report back: validated, registered, listed, corrected, tagged, and what is missing. */
export const reportBackRoutes = {
  validateReportBacks: route(
    "POST",
    "/v1/years/{year}/report-backs/validate",
    caseWork,
    "read",
    z.extend(year, sheetCells.shape),
    validation,
  ),
  registerReportBacks: route(
    "POST",
    "/v1/years/{year}/report-backs",
    caseWork,
    "write",
    z.extend(year, { ...sheetCells.shape, document, expected: expectedVersions }),
    z.extend(registered, {
      /** Reports beside one that stands: proposals, until they are accepted. */
      corrections: z.int(),
    }),
  ),
  reportBacks: route(
    "GET",
    "/v1/years/{year}/report-backs",
    readsCases,
    "read",
    year,
    z.object({ reportBacks: z.array(reportBack) }),
  ),
  reportAnswers: route(
    "GET",
    "/v1/years/{year}/report-backs/answers",
    readsCases,
    "read",
    year,
    z.object({ reports: z.array(answered), tags: z.array(tagged) }),
  ),
  /** The forms that the year's money is reported on. */
  reportForms: route(
    "GET",
    "/v1/years/{year}/report-backs/forms",
    readsCases,
    "read",
    year,
    z.object({
      forms: z.array(
        z.object({
          kind,
          form: reportForm,
          carryOver: z.enum(["after-decision", "by-itself", "not-allowed"]),
        }),
      ),
    }),
  ),
  /** Who was paid and has sent no report in order by a day: today when none is given. */
  missingReportBacks: route(
    "GET",
    "/v1/years/{year}/report-backs/missing",
    readsCases,
    "read",
    z.extend(year, { asOf: z.optional(isoDate) }),
    z.object({
      missing: z.array(
        z.object({ kind, code, name: z.string(), paid: kronor, dueBy: isoDate, late: z.boolean() }),
      ),
    }),
  ),
  acceptCorrection: route(
    "POST",
    "/v1/years/{year}/report-backs/accept-correction",
    caseWork,
    "write",
    z.extend(year, proposal),
    z.object({ consumed: kronor, carriedOver: kronor, repaid: kronor }),
  ),
  /** A proposal that is not to take effect: the report that stands is left as it is, and moves no money. */
  declineCorrection: route(
    "POST",
    "/v1/years/{year}/report-backs/decline-correction",
    caseWork,
    "write",
    z.extend(year, proposal),
    z.object({ consumed: kronor, carriedOver: kronor, repaid: kronor }),
  ),
  /**
   * Decides how much of what a report asks to carry over may be, to be consumed by a last day; the rest is repayable. Who
   * registered the report has prepared the matter and, when nobody else is named, presents it.
   */
  decideCarryOver: route(
    "POST",
    "/v1/years/{year}/report-backs/carry-over",
    ["beslutsfattare"],
    "write",
    z.extend(z.extend(year, decisionAct.shape), { kind, code, amount: kronor, lastDay: isoDate }),
    /** The round and id of the decision: its letter and its corrections are those of any other. */
    z.extend(carried, { round: z.string(), decision: z.string() }),
  ),
  /** What of it was consumed by the last day; the rest is repayable. */
  accountCarriedOver: route(
    "POST",
    "/v1/years/{year}/report-backs/carried-over",
    caseWork,
    "write",
    z.extend(year, { kind, code, consumed: kronor, date: isoDate, dnr: text }),
    carried,
  ),
  tagReportBack: route(
    "POST",
    "/v1/years/{year}/report-backs/tags",
    caseWork,
    "write",
    z.extend(year, {
      kind,
      code,
      area: z._default(area, null),
      question: z._default(z.nullable(question), null),
      tags,
      /** As last seen, 0 for none. */
      version: z.int().check(z.gte(0)),
    }),
    z.object({ version: z.int() }),
  ),
} satisfies Record<string, Route>;

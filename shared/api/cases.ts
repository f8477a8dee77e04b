import * as z from "zod/mini";
import { caseActNames, caseStates } from "../case/states.ts";
import { documentTypes, letterTypes } from "../case/files.ts";
import { recipientChecks } from "../case/recipient-file.ts";
import { caseWork, readsCases, type Route, route } from "./route.ts";
import {
  changed,
  channels,
  code,
  committed,
  isoDate,
  kind,
  kronor,
  recipient,
  sha256,
  text,
  year,
} from "./schemas.ts";

const caseKey = z.strictObject({ round: z.string().check(z.maxLength(60)), recipient });
const paragraph = z.string().check(z.trim(), z.minLength(1), z.maxLength(10_000));
const time = z.iso.time({ precision: -1 });
const inYear = z.extend(year, { document: z.string().check(z.maxLength(100)) });

const documentType = z.enum(documentTypes);
const incoming = z.object({
  id: z.string(),
  type: documentType,
  name: z.string(),
  sha256: z.string(),
  /** Bytes; null for a document whose file is not kept. */
  size: z.nullable(z.int()),
  received: isoDate,
  time: z.nullable(z.string()),
  channel: z.enum(channels),
  dnr: z.nullable(z.string()),
  sender: z.nullable(z.string()),
  registered: changed,
  /** What it was taken for before, oldest first, and why that was changed. */
  retyped: z.array(z.object({ from: documentType, reason: z.string(), changed })),
  /** Rows of a sheet; 0 for a document that is no sheet. */
  rows: z.int(),
  /** In how many cases it is. */
  cases: z.int(),
});

const completion = z.object({
  id: z.string(),
  of: z.enum(["requisition", "report"]),
  missing: z.array(z.string()),
  asked: isoDate,
  by: z.string(),
  answerBy: isoDate,
  answer: z.nullable(z.object({ document: z.string(), received: isoDate })),
  /** When nothing more was waited for, though no answer came. */
  ended: z.optional(isoDate),
  /** Of the document that is to be completed. */
  dnr: z.optional(z.string()),
});
const letter = z.object({
  heading: z.string(),
  to: z.string(),
  date: isoDate,
  paragraphs: z.array(z.string()),
  list: z.array(z.string()),
  ending: z.array(z.string()),
});

const listed = z.object({
  round: z.string(),
  recipient,
  kind,
  code,
  name: z.string(),
  state: z.enum(caseStates),
  /** What is to be done now, in Swedish; null when nothing is. */
  task: z.nullable(z.object({ text: z.string(), by: z.nullable(isoDate) })),
  /** When the requisition or application came in. */
  received: z.nullable(isoDate),
  late: z.boolean(),
  /** Who has the case by name, also for an absent colleague; null while nobody has taken it. */
  responsible: z.nullable(z.string()),
  /** Kronor over the round and its top-ups. */
  paid: kronor,
});

const note = z.object({ text: z.string(), by: z.string(), at: z.string() });
const file = {
  contacts: z
    .array(
      z.object({
        name: text,
        title: z._default(z.nullable(text), null),
        email: z._default(z.nullable(text), null),
        phone: z._default(z.nullable(text), null),
      }),
    )
    .check(z.maxLength(20)),
  signatories: z
    .array(
      z.object({
        name: text,
        from: isoDate,
        to: z._default(z.nullable(isoDate), null),
        document: z._default(z.nullable(text), null),
      }),
    )
    .check(z.maxLength(20)),
  representatives: z
    .array(
      z.object({
        name: text,
        from: isoDate,
        to: z._default(z.nullable(isoDate), null),
        document: z._default(z.nullable(text), null),
        approved: z._default(z.nullable(isoDate), null),
      }),
    )
    .check(z.maxLength(20)),
};
const checked = z.object({
  check: z.enum(recipientChecks),
  holds: z.boolean(),
  by: z.string(),
  date: isoDate,
  document: z.nullable(z.string()),
  comment: z.nullable(z.string()),
});
const recipientFile = z.object({
  ...file,
  checks: z.array(checked),
  /** Swedish sentences on what is lacking or has run out; a decision may still be made. */
  lacking: z.array(z.string()),
  version: z.int(),
});
const done = z.object({ id: z.string() });

/** Registering whatever comes in, and the cases that it comes in to. */
export const caseRoutes = {
  /** Keeps a file as it is. Nothing shows it before a document is registered with its SHA-256. */
  keepFile: route(
    "POST",
    "/v1/files",
    caseWork,
    "write",
    z.strictObject({ name: text, sha256, base64: z.base64().check(z.maxLength(8_000_000)) }),
    z.object({ sha256, size: z.int(), known: z.boolean() }),
  ),
  registerDocument: route(
    "POST",
    "/v1/years/{year}/documents",
    caseWork,
    "write",
    z.extend(year, {
      type: z.enum(letterTypes),
      received: isoDate,
      time: z._default(z.nullable(time), null),
      channel: z.enum(channels),
      dnr: z._default(z.nullable(text), null),
      sender: text,
      file: z.object({ name: text, sha256 }),
      cases: z._default(z.array(caseKey).check(z.maxLength(50)), []),
    }),
    // The completions that the document was taken as an answer to.
    z.object({ document: z.string(), answered: z.array(z.string()) }),
  ),
  documents: route(
    "GET",
    "/v1/years/{year}/documents",
    readsCases,
    "read",
    year,
    z.object({ documents: z.array(incoming) }),
  ),
  documentFile: route(
    "GET",
    "/v1/years/{year}/documents/{document}/file",
    readsCases,
    "read",
    inYear,
    z.object({ name: z.string(), sha256: z.string(), base64: z.string() }),
  ),
  /** Rows of the year's documents that name nobody we know, and whole documents that are in no case. */
  unplaced: route(
    "GET",
    "/v1/years/{year}/unplaced",
    readsCases,
    "read",
    year,
    z.object({
      unplaced: z.array(
        z.object({
          document: z.string(),
          name: z.string(),
          type: documentType,
          /** 1-based row of the sheet; null for the document as a whole. */
          row: z.nullable(z.int()),
          cells: z.array(z.string()),
        }),
      ),
    }),
  ),
  /**
   * Says where a registered document, or a row of it, belongs and what it is: in one act it is put in a case, taken for
   * another type, and said to answer what is asked for there. What names nobody is still registered, as returned.
   */
  place: route(
    "POST",
    "/v1/years/{year}/documents/{document}/place",
    caseWork,
    "write",
    z.extend(inYear, {
      row: z.nullable(z.int().check(z.gte(1))),
      /** The case; left out when nothing but the type is changed. */
      ...z.partial(caseKey).shape,
      /** Another type than it has; not where rows of it count as what it was registered as. */
      type: z._default(
        z.nullable(
          z.strictObject({
            to: documentType,
            reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
          }),
        ),
        null,
      ),
      /** It answers the open request for completion of the case, on the day that it came in. */
      answers: z._default(z.boolean(), false),
    }),
    done,
  ),
  requestCompletion: route(
    "POST",
    "/v1/years/{year}/completions",
    caseWork,
    "write",
    z.extend(year, {
      of: z.enum(["requisition", "report"]),
      /** One case, or every returned requisition or report of a document. */
      from: z.union([caseKey, z.strictObject({ document: z.string().check(z.maxLength(100)) })]),
      answerBy: isoDate,
      /** Beside what the rules found. */
      missing: z._default(
        z.array(paragraph).check(
          z.maxLength(20),
          z.refine((all) => all.join("").length <= 8_000, {
            message: "Korta texterna: tillsammans får de vara högst 8 000 tecken.",
          }),
        ),
        [],
      ),
    }),
    z.object({ asked: z.int(), ids: z.array(z.string()) }),
  ),
  /** The requests of a year with their letters; those that wait for an answer first. */
  completions: route(
    "GET",
    "/v1/years/{year}/completions",
    readsCases,
    "read",
    year,
    z.object({ completions: z.array(z.extend(completion, { ...caseKey.shape, name: z.string(), letter })) }),
  ),
  cases: route(
    "GET",
    "/v1/years/{year}/cases",
    readsCases,
    "read",
    z.extend(year, { filter: z._default(z.enum(["all", "open", "mine"]), "all") }),
    z.object({ cases: z.array(listed) }),
  ),
  /** The whole of a case: its state, what has happened oldest first, documents, people, what is to be done. */
  case: route(
    "GET",
    "/v1/rounds/{round}/cases/{recipient}",
    readsCases,
    "read",
    caseKey,
    z.extend(listed, {
      acts: z.array(z.enum(caseActNames)),
      warnings: z.array(z.string()),
      completions: z.array(completion),
      notes: z.array(note),
      log: z.array(
        z.object({
          at: z.string(),
          by: z.string(),
          act: z.string(),
          /** How a decision was sent, what it corrects, who presented it; in Swedish. */
          detail: z.nullable(z.string()),
          /** The day that it counts from, where that is not the day of `at`. */
          date: z.nullable(isoDate),
          /** What the decision or payment order has for the recipient, or else what the act moved of its money. */
          kronor: z.nullable(kronor),
          /** The document, payment, repayment or decision. */
          reference: z.nullable(z.string()),
        }),
      ),
      documents: z.array(incoming),
      file: recipientFile,
      /** Whom the case may be handed over to, by the names in their tokens. */
      colleagues: z.array(z.string()),
      /** What the requisition can be rejected on; none when it cannot be. */
      rejectionGrounds: z.array(z.object({ id: z.string(), text: z.string() })),
      version: z.int(),
    }),
  ),
  note: route(
    "POST",
    "/v1/rounds/{round}/cases/{recipient}/notes",
    ["handlaggare", "foredragande", "beslutsfattare", "ekonom"],
    "write",
    z.extend(caseKey, { text: paragraph }),
    done,
  ),
  /** Gives a case to one of its `colleagues`, for good or until a day. */
  handOver: route(
    "POST",
    "/v1/rounds/{round}/cases/{recipient}/handover",
    caseWork,
    "write",
    z.extend(caseKey, { to: text, reason: paragraph, until: z._default(z.nullable(isoDate), null) }),
    z.object({ id: z.string(), task: z.nullable(z.string()) }),
  ),
  /** What a case officer does with a case by hand; what money moves on is done where the money is. */
  actOnCase: route(
    "POST",
    "/v1/rounds/{round}/cases/{recipient}/acts",
    caseWork,
    "write",
    z.extend(caseKey, {
      act: z.enum(["accept", "withdraw", "supersede", "takeBack", "close"]),
      reason: paragraph,
    }),
    z.object({ state: z.enum(caseStates) }),
  ),
  /** A requisition left to decision to be rejected (avslag), on coded grounds: presented and decided as any decision. */
  prepareRejection: route(
    "POST",
    "/v1/rounds/{round}/cases/{recipient}/rejection",
    caseWork,
    "write",
    z.extend(caseKey, {
      grounds: z.array(z.string().check(z.maxLength(60))).check(z.minLength(1), z.maxLength(10)),
      /** The reasons as the letter is to say them, until the one who decides words them otherwise. */
      reason: z.string().check(z.trim(), z.maxLength(2000)),
    }),
    committed,
  ),
  recipientFile: route(
    "GET",
    "/v1/recipients/{recipient}/file",
    readsCases,
    "read",
    z.strictObject({ recipient }),
    recipientFile,
  ),
  writeRecipientFile: route(
    "POST",
    "/v1/recipients/{recipient}/file",
    caseWork,
    "write",
    z.strictObject({ recipient, ...file, version: z.int().check(z.gte(0)) }),
    z.object({ version: z.int() }),
  ),
  checkRecipient: route(
    "POST",
    "/v1/recipients/{recipient}/checks",
    caseWork,
    "write",
    z.strictObject({
      recipient,
      check: z.enum(recipientChecks),
      holds: z.boolean(),
      document: z._default(z.nullable(text), null),
      comment: z._default(z.nullable(z.string().check(z.trim(), z.minLength(1), z.maxLength(500))), null),
    }),
    z.object({ version: z.int() }),
  ),
  checklist: route(
    "GET",
    "/v1/years/{year}/checklist",
    readsCases,
    "read",
    year,
    z.object({
      items: z.array(z.object({ id: z.string(), text: z.string(), ticked: z.nullable(changed) })),
      version: z.int(),
    }),
  ),
  tickChecklist: route(
    "POST",
    "/v1/years/{year}/checklist",
    caseWork,
    "write",
    z.extend(year, {
      item: z.string().check(z.maxLength(60)),
      done: z.boolean(),
      version: z.int().check(z.gte(0)),
    }),
    z.object({ version: z.int() }),
  ),
} satisfies Record<string, Route>;

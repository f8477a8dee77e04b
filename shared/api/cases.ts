import * as z from "zod";
import { caseActNames, caseStates } from "../case/states.ts";
import { documentTypes } from "../case/files.ts";
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

const caseKey = z.strictObject({ round: z.string().max(60), recipient });
const paragraph = z.string().trim().min(1).max(10_000);
const time = z.iso.time({ precision: -1 });
const inYear = year.extend({ document: z.string().max(100) });

const documentType = z.enum(documentTypes);
const incoming = z.object({
  id: z.string(),
  type: documentType,
  name: z.string(),
  sha256: z.string(),
  /** Bytes; null for a document whose file is not kept. */
  size: z.int().nullable(),
  received: isoDate,
  time: z.string().nullable(),
  channel: z.enum(channels),
  dnr: z.string().nullable(),
  sender: z.string().nullable(),
  registered: changed,
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
  answer: z.object({ document: z.string(), received: isoDate }).nullable(),
  /** When nothing more was waited for, though no answer came. */
  ended: isoDate.optional(),
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
  task: z.object({ text: z.string(), by: isoDate.nullable() }).nullable(),
  /** When the requisition or application came in. */
  received: isoDate.nullable(),
  late: z.boolean(),
  /** Who has the case by name, also for an absent colleague; null while nobody has taken it. */
  responsible: z.string().nullable(),
  /** Kronor over the round and its top-ups. */
  paid: kronor,
});

const note = z.object({ text: z.string(), by: z.string(), at: z.string() });
const file = {
  contacts: z
    .array(
      z.object({
        name: text,
        title: text.nullable().default(null),
        email: text.nullable().default(null),
        phone: text.nullable().default(null),
      }),
    )
    .max(20),
  signatories: z
    .array(
      z.object({
        name: text,
        from: isoDate,
        to: isoDate.nullable().default(null),
        document: text.nullable().default(null),
      }),
    )
    .max(20),
  representatives: z
    .array(
      z.object({
        name: text,
        from: isoDate,
        to: isoDate.nullable().default(null),
        document: text.nullable().default(null),
        approved: isoDate.nullable().default(null),
      }),
    )
    .max(20),
};
const checked = z.object({
  check: z.enum(recipientChecks),
  holds: z.boolean(),
  by: z.string(),
  date: isoDate,
  document: z.string().nullable(),
  comment: z.string().nullable(),
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
    z.strictObject({ name: text, sha256, base64: z.base64().max(8_000_000) }),
    z.object({ sha256, size: z.int(), known: z.boolean() }),
  ),
  registerDocument: route(
    "POST",
    "/v1/years/{year}/documents",
    caseWork,
    "write",
    year.extend({
      type: documentType.exclude(["requisitions", "report-backs", "applications"]),
      received: isoDate,
      time: time.nullable().default(null),
      channel: z.enum(channels),
      dnr: text.nullable().default(null),
      sender: text,
      file: z.object({ name: text, sha256 }),
      cases: z.array(caseKey).max(50).default([]),
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
          row: z.int().nullable(),
          cells: z.array(z.string()),
        }),
      ),
    }),
  ),
  /** Puts a row, or a whole document, in a case. What names nobody is still registered, as returned. */
  place: route(
    "POST",
    "/v1/years/{year}/documents/{document}/place",
    caseWork,
    "write",
    inYear.extend({ row: z.int().min(1).nullable(), ...caseKey.shape }),
    done,
  ),
  requestCompletion: route(
    "POST",
    "/v1/years/{year}/completions",
    caseWork,
    "write",
    year.extend({
      of: z.enum(["requisition", "report"]),
      /** One case, or every returned requisition or report of a document. */
      from: z.union([caseKey, z.strictObject({ document: z.string().max(100) })]),
      answerBy: isoDate,
      /** Beside what the rules found. */
      missing: z
        .array(paragraph)
        .max(20)
        .refine((all) => all.join("").length <= 8_000, {
          message: "Korta texterna: tillsammans får de vara högst 8 000 tecken.",
        })
        .default([]),
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
    z.object({ completions: z.array(completion.extend({ ...caseKey.shape, name: z.string(), letter })) }),
  ),
  cases: route(
    "GET",
    "/v1/years/{year}/cases",
    readsCases,
    "read",
    year.extend({ filter: z.enum(["all", "open", "mine"]).default("all") }),
    z.object({ cases: z.array(listed) }),
  ),
  /** The whole of a case: its state, what has happened oldest first, documents, people, what is to be done. */
  case: route(
    "GET",
    "/v1/rounds/{round}/cases/{recipient}",
    readsCases,
    "read",
    caseKey,
    listed.extend({
      acts: z.array(z.enum(caseActNames)),
      warnings: z.array(z.string()),
      completions: z.array(completion),
      notes: z.array(note),
      log: z.array(
        z.object({ at: z.string(), by: z.string(), act: z.string(), reference: z.string().nullable() }),
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
    caseKey.extend({ text: paragraph }),
    done,
  ),
  /** Gives a case to one of its `colleagues`, for good or until a day. */
  handOver: route(
    "POST",
    "/v1/rounds/{round}/cases/{recipient}/handover",
    caseWork,
    "write",
    caseKey.extend({ to: text, reason: paragraph, until: isoDate.nullable().default(null) }),
    z.object({ id: z.string(), task: z.string().nullable() }),
  ),
  /** What a case officer does with a case by hand; what money moves on is done where the money is. */
  actOnCase: route(
    "POST",
    "/v1/rounds/{round}/cases/{recipient}/acts",
    caseWork,
    "write",
    caseKey.extend({
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
    caseKey.extend({
      grounds: z.array(z.string().max(60)).min(1).max(10),
      /** The reasons as the letter is to say them, until the one who decides words them otherwise. */
      reason: z.string().trim().max(2000),
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
    z.strictObject({ recipient, ...file, version: z.int().min(0) }),
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
      document: text.nullable().default(null),
      comment: z.string().trim().min(1).max(500).nullable().default(null),
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
      items: z.array(z.object({ id: z.string(), text: z.string(), ticked: changed.nullable() })),
      version: z.int(),
    }),
  ),
  tickChecklist: route(
    "POST",
    "/v1/years/{year}/checklist",
    caseWork,
    "write",
    year.extend({ item: z.string().max(60), done: z.boolean(), version: z.int().min(0) }),
    z.object({ version: z.int() }),
  ),
} satisfies Record<string, Route>;

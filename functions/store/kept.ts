import type { KeyParameters, RedistributionParameters } from "../../shared/programme.ts";
import type { Applicant } from "../../shared/application/applicant.ts";
import type { ApplicationContent, ApplicationState } from "../../shared/application/application.ts";
import type { Assessment } from "../../shared/application/assessment.ts";
import type { ApplicationOutcome } from "../../shared/application/outcome.ts";
import type { HistoryMapping } from "../../shared/history/layout.ts";
import type { HistoryReading } from "../../shared/history/read-history.ts";
import type { CorrectionLine, CorrectionOf, DecisionLine } from "../../shared/decision/amounts.ts";
import type { CarryOverTerms } from "../../shared/decision/carry-over.ts";
import type { DelegationOrder } from "../../shared/decision/delegation.ts";
import type { DecisionKind, Disqualification } from "../../shared/decision/kinds.ts";
import type { Changed, Channel } from "../../shared/api.ts";
import type { Balance } from "../../shared/ledger.ts";
import type { LetterFormat } from "../../shared/letter/letter.ts";
import type { RecipientId } from "../../shared/recipient.ts";
import type { Answer } from "../../shared/report-form/answers.ts";
import type { Mail } from "../../shared/reminder/mail.ts";
import type { NoteState } from "../../shared/reminder/states.ts";
import type { AccountKind } from "../../shared/identifiers.ts";
import type { CaseFacts, CaseKey, Completion } from "../../shared/case/case.ts";
import type { DocumentType } from "../../shared/case/files.ts";
import type { RecipientFile } from "../../shared/case/recipient-file.ts";
import type { Responsible } from "../../shared/case/responsible.ts";

/**
 * What is kept of the work itself beside the rows of a round: versioned, found by kind, group (such as a year) and id.
 * At most a few dozen in one change; what comes by the hundred is a row.
 */
export interface Entries {
  /** Group and id "alla". One import may confirm a hundred, so all are in a file: SHA-256. */
  readonly historyMappings: { readonly file: string };
  readonly historyImport: HistoryImport;
  /** Notes (tjänsteanteckningar); the group is a case, the id begins with when. */
  readonly caseNotes: CaseNote;
  /** Rows, and whole documents, that a person has put in a case; the group is a year. */
  readonly placements: Placement;
  /** What documents have been taken for since they were registered, oldest first; the group is a year, the id a document. */
  readonly typeChanges: readonly TypeChange[];
  /** The group is a kind of recipient, the id a code. */
  readonly recipientFiles: RecipientFile;
  /** What is ticked of the checklist, by item; the id is a year. */
  readonly checklists: Readonly<Record<string, Changed>>;
  /** Files that are kept whole, by SHA-256. */
  readonly keptFiles: { readonly size: number };
  /** Group "all"; id = the ISO day it holds from. */
  readonly delegationOrders: DelegationOrder;
  /** Group = the round; id = the decision and a running number. */
  readonly dispatches: Dispatch;
  /** By year: an official's own tags on a report, or on one of its answers. */
  readonly reportTags: ReportTags;
  readonly reminder: KeptReminder;
  /** Group "all"; the id is a year. What a schedule last found that can be sent: nothing is sent by it. */
  readonly remindersPrepared: { readonly at: string; readonly ready: number; readonly noAddress: number };
}
export type EntryKind = keyof Entries;

/** An entry with the version that was read; 0 for a new one. */
export interface Entry<K extends EntryKind = EntryKind> {
  readonly kind: K;
  readonly group: string;
  readonly id: string;
  readonly version: number;
  readonly value: Entries[K];
}

/** How old sheets with certain headings are read, and who confirmed it. */
export interface KeptMapping {
  readonly mapping: HistoryMapping;
  readonly confirmed: Changed;
}

/** An import of an old workbook. What it read is a file of its own: several thousand opening balances are too many here. */
export interface HistoryImport extends Pick<HistoryReading, "rows" | "kronor"> {
  readonly id: string;
  readonly file: { readonly name: string; readonly sha256: string };
  readonly imported: Changed;
  readonly withdrawn: (Changed & { readonly ground: string }) | null;
  /** SHA-256 of the reading as canonical JSON. */
  readonly result: string;
  /** The years that it has opening balances of; absent in imports from before it was kept. */
  readonly years?: readonly number[];
}

/** A reminder that somebody has taken to send, and how it went. `run` tells who of several did. */
export interface KeptReminder {
  readonly state: NoteState;
  /** ISO date-time, UTC. */
  readonly at: string;
  readonly by: string;
  readonly run: string;
  readonly mail: Mail;
}

/** A file as it came, known by its SHA-256; the same file is kept once. */
export interface KeptFile {
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** What is kept per recipient in a round, each kind in a collection of its own. */
export interface Rows {
  readonly balances: Balance;
  readonly requisitions: RequisitionRow;
  readonly reportBacks: ReportBackRow;
  readonly applications: ApplicationRow;
  readonly applicants: ApplicantRow;
  readonly cases: CaseRow;
  readonly reportAnswers: ReportAnswersRow;
}
export type Collection = keyof Rows;
export const collections = [
  "balances",
  "requisitions",
  "reportBacks",
  "applications",
  "applicants",
  "cases",
  "reportAnswers",
] as const satisfies Collection[];

/** A row with its optimistic version: 0 = not there yet, then 1, 2, 3 … */
export interface Versioned<T> {
  readonly version: number;
  readonly value: T;
}
export type RowsOf<C extends Collection> = ReadonlyMap<RecipientId, Versioned<Rows[C]>>;

/** A requisition as registered. A faulty one is registered too, and returned for completion with its rule ids. */
export interface RequisitionRow {
  readonly name: string;
  readonly state: "submitted" | "returned" | "withdrawn" | "superseded" | "rejected";
  /** Kronor requested; null when it could not be read. */
  readonly amount: number | null;
  readonly wantsMore: boolean;
  readonly orgnr: string | null;
  /** Where the money is paid; null where that is not stated, or stated so that it cannot be trusted. */
  readonly payee: Payee | null;
  readonly contact: string | null;
  readonly email: string | null;
  readonly signatory: string | null;
  readonly received: string;
  readonly document: string;
  readonly faults: readonly string[];
}

/** What people have done with a case beside its money: its state is a fold of this and the rest (shared/case/case.ts). */
export interface CaseRow {
  readonly responsible: Responsible | null;
  readonly completions: readonly Completion[];
  /** Without the balance: closed before it was kept. */
  readonly closed:
    (Omit<NonNullable<CaseFacts["closed"]>, "balance"> & { readonly balance?: Balance }) | null;
  /** Absent: not declined, or declined by a decision. */
  readonly declined?: NonNullable<CaseFacts["declined"]>;
}

/** Where a row of a document belongs; the whole document where the row is null. */
export interface Placement extends CaseKey {
  readonly document: string;
  readonly row: number | null;
}

/** A document that was found to be something else than it was taken for; as registered it is never changed. */
export interface TypeChange {
  readonly from: DocumentType;
  readonly to: DocumentType;
  readonly reason: string;
  readonly changed: Changed;
}

export interface CaseNote {
  readonly text: string;
  readonly by: string;
  readonly at: string;
}

/** A giro account, with the recipient's own reference for the payment. */
export interface Payee {
  readonly kind: AccountKind;
  readonly account: string;
  readonly reference: string | null;
  /** The S-kod and motpartskod of a recipient that is a state authority. */
  readonly stateCode?: string;
  readonly counterpartCode?: string;
}

/** What decisions let a report carry over, to be consumed by a last day (ISO date), and what became of it. Kronor. */
export interface CarriedOver {
  readonly amount: number;
  /** Of the latest decision. */
  readonly date: string;
  readonly lastDay: string;
  /** `repayable`: what was not consumed; absent in accounts from before it was kept. */
  readonly accounted: {
    readonly consumed: number;
    readonly repayable?: number;
    readonly date: string;
    readonly dnr: string;
  } | null;
}

export interface ReportBackRow {
  readonly name: string;
  readonly state: "submitted" | "returned";
  readonly received: string;
  readonly document: string;
  /** Kronor; 0 for a returned one, which moves no money. */
  readonly consumed: number;
  /** Absent in rows from before it was asked. */
  readonly carriedOver?: number;
  readonly repaid: number;
  readonly reasons: readonly string[];
  readonly faults: readonly string[];
  /** What it may carry over, once that is decided. */
  readonly carryOver?: CarriedOver;
  /** A later report beside the one that stands, until a case officer has accepted it. */
  readonly proposed?: Omit<ReportBackRow, "proposed">;
}

/** The answers of a report, by the version of the form (id) that they were given on. */
interface AnswersOnForm {
  readonly form: string;
  readonly answers: readonly Answer[];
}

/** What a recipient has answered: in the report that stands, and in the one proposed beside it. */
export interface ReportAnswersRow extends AnswersOnForm {
  readonly proposed: AnswersOnForm | null;
  /**
   * SHA-256 of the file with the report that was replaced last; absent while there is none. Replaced reports are many
   * in time, and a row is small.
   */
  readonly replaced?: string;
}

/** A report that another has replaced, or a proposal that was declined: when (ISO date-time), by whose act, and why. */
export interface EarlierReport extends AnswersOnForm {
  readonly report: Omit<ReportBackRow, "proposed">;
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  /** SHA-256 of the file with the one that was replaced before it. */
  readonly replaced?: string;
}

/** An official's own tags (egna taggar): never part of the report, and never overwritten by one. */
export interface ReportTags {
  readonly tags: readonly string[];
  readonly changed: Changed;
}

/** An application as registered, faulty or not, with what is proposed for it. */
export interface ApplicationRow extends ApplicationContent {
  readonly name: string;
  readonly type: Applicant["type"];
  /** Two-digit county code; null where an NGO has not said. */
  readonly county: string | null;
  /** Members of a joint application beside the lead. */
  readonly members: readonly { readonly id: RecipientId; readonly name: string }[];
  readonly state: ApplicationState;
  readonly received: string;
  readonly document: string;
  readonly faults: readonly string[];
  readonly assessment: Assessment | null;
  /** Who assessed it last, and when. */
  readonly assessed: Changed | null;
}

/** An applicant that the authority has numbered, in a chain of their own: the number is the same in every round. */
export interface ApplicantRow {
  /** See `applicantKey`. */
  readonly key: string;
  readonly name: string;
}

/** The notice of a decision to some of its recipients: when and how, and the letters as they were sent. */
export interface Dispatch {
  readonly decision: string;
  /** ISO date. */
  readonly date: string;
  readonly way: Channel;
  readonly by: string;
  readonly format: LetterFormat;
  readonly letters: readonly { readonly code: string; readonly sha256: string }[];
}

export interface KeyLine extends DecisionLine {
  readonly inhabitants: number;
}

/** A redistributed share, and how it came about in Swedish; absent in decisions from before it was kept. */
export interface ShareLine extends DecisionLine {
  readonly explanation?: string;
}

/** What became of an application: kronor (0 when rejected or withdrawn), and the ids of the coded grounds for it. */
export interface AssessedLine extends DecisionLine {
  readonly outcome: ApplicationOutcome;
  readonly grounds: readonly string[];
  /** The document of the application that is answered. */
  readonly document: string;
}

/** A requisition that is rejected: the document that was tried, since another may have come in. */
export interface RejectedLine extends AssessedLine {
  readonly outcome: "rejected";
  readonly document: string;
}

/** A decision: prepared by one person, decided by another, with its annex (amount per recipient). */
export interface Decision {
  readonly id: string;
  readonly round: string;
  readonly kind: DecisionKind;
  /** Withdrawn: taken back before anybody decided it. */
  readonly state: "prepared" | "presented" | "decided" | "withdrawn";
  readonly preparedBy: string;
  /** Who presented the matter (föredragande); the one who prepared it when nothing else is said. */
  readonly presentedBy: string;
  readonly decidedBy: string | null;
  readonly date: string | null;
  readonly dnr: string | null;
  readonly ground: string | null;
  readonly parameters: KeyParameters | RedistributionParameters | null;
  /** The annex. A key's lines also say the inhabitants they were computed from, those on applications the outcome. */
  readonly lines: readonly (
    KeyLine | ShareLine | AssessedLine | RejectedLine | CorrectionLine | DecisionLine
  )[];
  readonly total: number;
  /** What a decision of the kind "correction" corrects. */
  readonly correction?: CorrectionOf;
  /** What a decision of the kind "carryOver" says beside its amount. */
  readonly carryOver?: CarryOverTerms;
  /** Who else took part, by name, and who did not because of disqualification (jäv). */
  readonly tookPart?: readonly string[];
  readonly disqualified?: readonly Disqualification[];
  /** Who took it back before anybody decided it, by name, when (ISO date-time), and why. */
  readonly takenBack?: { readonly by: string; readonly at: string; readonly reason: string };
  /** Names by id, as the tokens of those who prepared, presented and decided said them then. */
  readonly people?: Readonly<Record<string, string>>;
  readonly version: number;
}

/** An attested payment order (betalningsunderlag) for a decision; the economy system pays. */
export interface Payment {
  readonly id: string;
  readonly round: string;
  readonly decision: string;
  /** Withdrawn: the decision was corrected before the order was paid, and a new one is attested. */
  readonly state: "attested" | "paid" | "withdrawn";
  readonly attestedBy: string;
  readonly paidBy: string | null;
  readonly date: string | null;
  /** ISO date of the decision: no payment is earlier. */
  readonly decidedOn: string;
  readonly lines: readonly DecisionLine[];
  /** Payments that came back, ISO date. */
  readonly returned?: readonly (DecisionLine & { readonly date: string })[];
  readonly total: number;
  /** Why it may be paid to recipients whose account is not here; absent where every account was. */
  readonly withoutAccount?: string;
  readonly version: number;
}

/** An incoming document, kept whatever its faults. */
export interface IncomingDocument {
  readonly id: string;
  readonly year: number;
  readonly type: DocumentType;
  readonly name: string;
  readonly sha256: string;
  /** Bytes of the file; null where only its name and sum were registered. Absent in documents from before it was kept. */
  readonly size?: number | null;
  readonly received: string;
  /** The time of day that it came in, "14:32"; null when nobody knows. */
  readonly time?: string | null;
  readonly sender?: string | null;
  /** The cases that it came in to, as registered; placements add to them. */
  readonly cases?: readonly CaseKey[];
  readonly channel: string;
  readonly dnr: string | null;
  readonly registeredBy: string;
  /** The person's name as the token said it then; absent in documents from before it was kept. */
  readonly registeredByName?: string;
  readonly registeredAt: string;
  readonly rows: number;
  /** Rows that name no recipient we know, or one that a row before names: kept as they came, for the case officer to place. */
  readonly unidentified: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

import type { Channel } from "../../../shared/api.ts";
import { type DocumentType, documentWords } from "../../../shared/case/files.ts";
import { type RecipientCheck, recipientCheckWords } from "../../../shared/case/recipient-file.ts";
import { type CaseStateName, caseStateWords } from "../../../shared/case/states.ts";
import type { Texts } from "../texts.ts";
import type { CaseFilter, CasesSaid } from "./cases.ts";
import type { PeopleList, PersonField } from "./people.ts";

/** The acts that a case officer does by hand. */
export type HandAct = "accept" | "withdraw" | "supersede" | "takeBack" | "close";

/** The words of the tab, fetched with its page. What the service says is Swedish in both languages. */
export interface CaseTexts {
  readonly emptyTitle: string;
  readonly emptyText: string;
  readonly working: string;
  readonly said: Readonly<Record<CasesSaid, string>>;
  readonly fetchCases: string;
  readonly fetchDocuments: string;
  readonly show: string;
  readonly filter: Readonly<Record<CaseFilter, string>>;
  readonly search: string;
  /** Said with the state: something of what was asked for came in after its day. */
  readonly late: string;
  readonly shown: (shown: number, all: number) => string;
  readonly none: string;
  readonly state: Readonly<Record<CaseStateName, string>>;
  readonly back: string;
  readonly responsible: (name: string) => string;
  readonly nobody: string;
  readonly nothingToDo: string;
  readonly log: (count: number) => string;
  readonly documents: (count: number) => string;
  readonly save: (name: string) => string;
  readonly notKept: string;
  readonly notes: (count: number) => string;
  readonly note: string;
  readonly writeNote: string;
  readonly completion: string;
  readonly missing: string;
  readonly answerBy: string;
  readonly ask: string;
  readonly completions: (count: number) => string;
  readonly completionLetter: string;
  readonly answered: (day: string) => string;
  readonly waits: (day: string) => string;
  readonly ended: (day: string) => string;
  readonly controls: string;
  readonly checked: string;
  readonly control: Readonly<Record<RecipientCheck, string>>;
  readonly controlled: (by: string, day: string, holds: boolean) => string;
  readonly notControlled: string;
  readonly holds: string;
  readonly lacks: string;
  readonly holding: string;
  readonly against: string;
  readonly comment: string;
  readonly saveControl: string;
  readonly people: Readonly<Record<PeopleList, (count: number) => string>>;
  readonly person: Readonly<Record<PersonField, string>>;
  readonly edit: (name: string) => string;
  readonly remove: (name: string) => string;
  readonly add: string;
  readonly savePerson: string;
  readonly leavePerson: string;
  readonly valid: (from: string, to: string | null) => string;
  readonly approved: (day: string | null) => string;
  readonly noDocument: string;
  readonly reject: string;
  readonly rejectionGrounds: string;
  readonly rejectionReason: string;
  readonly prepareRejection: string;
  readonly handOver: string;
  readonly to: string;
  readonly nobodyChosen: string;
  readonly until: string;
  readonly reason: string;
  readonly give: string;
  readonly acts: string;
  readonly newState: string;
  readonly change: string;
  readonly act: Readonly<Record<HandAct, string>>;
  readonly register: string;
  readonly registerHere: string;
  readonly file: string;
  readonly type: string;
  readonly types: Readonly<Record<DocumentType, string>>;
  readonly received: string;
  readonly time: string;
  readonly channel: string;
  readonly channels: Readonly<Record<Channel, string>>;
  readonly sender: string;
  readonly dnr: string;
  readonly registerFile: string;
  readonly unplaced: (count: number) => string;
  readonly row: (row: number) => string;
  readonly round: string;
  readonly code: string;
  readonly place: string;
  /** What a document was taken for, and who found that it was something else. */
  readonly was: (type: string, by: string, day: string) => string;
  readonly retype: string;
  readonly saveType: string;
  readonly whyRetyped: string;
  readonly answersRequest: string;
  readonly checklist: (done: number, all: number) => string;
  readonly ticked: (by: string, day: string) => string;
}

const swedish: CaseTexts = {
  emptyTitle: "Inga ärenden än",
  emptyText: "Ärendena börjar när nyckeln är fastställd eller den första handlingen har kommit in.",
  working: "Arbetar",
  said: {
    done: "Klart.",
    registered: "Handlingen är registrerad och filen bevarad.",
    answered: "Handlingen är registrerad som svar på begäran om komplettering.",
    people:
      "Uppgifterna om mottagaren är sparade. Blev något fel: ändra dem igen, eller lägg till den som togs bort.",
    checked: "Kontrollen är sparad. Blev den fel: gör en ny. Båda står kvar, och den senaste gäller.",
    rejection:
      "Avslaget är förberett. Det föredras och fattas i fliken Beslut. Med ”Ta tillbaka från beslut” prövas rekvisitionen på nytt.",
  },
  fetchCases: "Infoga ärenden",
  fetchDocuments: "Infoga handlingar",
  show: "Visa",
  filter: { open: "Öppna ärenden", mine: "Mina ärenden", all: "Alla ärenden" },
  search: "Sök mottagare",
  late: "kom in för sent",
  shown: (shown, all) => `${shown} av ${all} ärenden visas.`,
  none: "Inga ärenden här.",
  state: caseStateWords,
  back: "Till listan",
  responsible: (name) => `Handläggare: ${name}`,
  nobody: "Ingen handläggare",
  nothingToDo: "Inget att göra just nu.",
  log: (count) => `Händelser (${count})`,
  documents: (count) => `Handlingar (${count})`,
  save: (name) => `Spara ${name}`,
  notKept: "filen är inte bevarad",
  notes: (count) => `Tjänsteanteckningar (${count})`,
  note: "Ny tjänsteanteckning",
  writeNote: "Spara anteckningen",
  completion: "Begär komplettering",
  missing: "Vad som saknas, utöver de fel som är funna",
  answerBy: "Svar senast",
  ask: "Begär komplettering",
  completions: (count) => `Begärda kompletteringar (${count})`,
  completionLetter: "Spara brevet",
  answered: (day) => `besvarad ${day}`,
  waits: (day) => `svar senast ${day}`,
  ended: (day) => `avslutad ${day} utan svar`,
  controls: "Kontroller av mottagaren",
  checked: "Kontrollerat",
  control: recipientCheckWords,
  controlled: (by, day, holds) => `${holds ? "utan anmärkning" : "brist"}, ${by} ${day}`,
  notControlled: "inte kontrollerat",
  holds: "Utan anmärkning",
  lacks: "Brist",
  holding: "Resultat",
  against: "Kontrollerat mot",
  comment: "Kommentar",
  saveControl: "Spara kontrollen",
  people: {
    contacts: (count) => `Kontakter (${count})`,
    signatories: (count) => `Behöriga firmatecknare (${count})`,
    representatives: (count) => `Ombud med fullmakt (${count})`,
  },
  person: {
    name: "Namn",
    title: "Titel",
    email: "E-post",
    phone: "Telefon",
    from: "Gäller från",
    to: "Gäller till (tomt: tills vidare)",
    approved: "Fullmakten godkänd (tomt: väntar)",
    document: "Handling som visar det",
  },
  edit: (name) => `Ändra ${name}`,
  remove: (name) => `Ta bort ${name}`,
  add: "Lägg till",
  savePerson: "Spara ändringen",
  leavePerson: "Ändra inte",
  valid: (from, to) => (to === null ? `från ${from}` : `${from} till ${to}`),
  approved: (day) => (day === null ? "väntar på godkännande" : `godkänd ${day}`),
  noDocument: "Ingen",
  reject: "Avslå rekvisitionen",
  rejectionGrounds: "Grunder",
  rejectionReason: "Skäl, som de ska stå i brevet",
  prepareRejection: "Förbered avslag",
  handOver: "Lämna över ärendet",
  to: "Till (de som har arbetat med omgången)",
  nobodyChosen: "Välj person",
  until: "Till och med (tomt: tills vidare)",
  reason: "Skäl",
  give: "Lämna över",
  acts: "Ändra ärendets läge",
  newState: "Åtgärd",
  change: "Ändra läget",
  act: {
    accept: "Godta kompletteringen",
    withdraw: "Återtagen av mottagaren",
    supersede: "Ersatt",
    takeBack: "Ta tillbaka från beslut",
    close: "Avsluta ärendet",
  },
  register: "Registrera en handling",
  registerHere: "Handlingen förs till ärendet som är öppet.",
  file: "Välj fil",
  type: "Handling",
  types: documentWords,
  received: "Inkom",
  time: "Klockan",
  channel: "Inkom genom",
  channels: { "e-tjänst": "e-tjänst", "e-post": "e-post", post: "post" },
  sender: "Avsändare",
  dnr: "Diarienummer",
  registerFile: "Registrera handlingen",
  unplaced: (count) => `Att föra till ärende (${count})`,
  row: (row) => `rad ${row}`,
  round: "Omgång",
  code: "Mottagarens kod",
  place: "För till ärende",
  was: (type, by, day) => `Tidigare ${type}. Ändrat ${day} av ${by}:`,
  retype: "Ändra vad handlingen är, eller ange att den är ett svar",
  saveType: "Spara vad handlingen är",
  whyRetyped: "Skäl till att handlingen är något annat",
  answersRequest: "Besvarar begäran om komplettering",
  checklist: (done, all) => `Årets checklista (${done} av ${all})`,
  ticked: (by, day) => `${by} ${day}`,
};

const english: CaseTexts = {
  emptyTitle: "No cases yet",
  emptyText: "Cases begin when the key is fixed or the first document has come in.",
  working: "Working",
  said: {
    done: "Done.",
    registered: "The document is registered and its file kept.",
    answered: "The document is registered as the answer to the request for completion.",
    people:
      "What is known of the recipient is saved. If something went wrong: change it again, or add the one that was removed.",
    checked: "The check is saved. If it was wrong: make another. Both are kept, and the latest holds.",
    rejection:
      "The rejection is prepared. It is presented and decided in the tab Decisions. With “Take back from decision” the requisition is tried anew.",
  },
  fetchCases: "Insert cases",
  fetchDocuments: "Insert documents",
  show: "Show",
  filter: { open: "Open cases", mine: "My cases", all: "All cases" },
  search: "Search recipient",
  late: "came in late",
  shown: (shown, all) => `${shown} of ${all} cases shown.`,
  none: "No cases here.",
  state: {
    draft: "Not come in",
    submitted: "Submitted",
    returned: "Completion requested",
    approved: "Up for decision",
    decided: "Decided",
    paid: "Paid",
    reported: "Reported back",
    closed: "Closed",
    withdrawn: "Withdrawn",
    rejected: "Rejected",
    declined: "Declined",
    revoked: "Revoked",
    superseded: "Superseded",
  },
  back: "To the list",
  responsible: (name) => `Case officer: ${name}`,
  nobody: "No case officer",
  nothingToDo: "Nothing to do for now.",
  log: (count) => `What has happened (${count})`,
  documents: (count) => `Documents (${count})`,
  save: (name) => `Save ${name}`,
  notKept: "the file is not kept",
  notes: (count) => `Notes (${count})`,
  note: "New note",
  writeNote: "Save the note",
  completion: "Request completion",
  missing: "What is missing, beside the faults found",
  answerBy: "Answer by",
  ask: "Request completion",
  completions: (count) => `Requests for completion (${count})`,
  completionLetter: "Save the letter",
  answered: (day) => `answered ${day}`,
  waits: (day) => `answer by ${day}`,
  ended: (day) => `ended ${day} without an answer`,
  controls: "Checks of the recipient",
  checked: "Checked",
  control: {
    statutes: "Statutes",
    signatory: "Authorised signatory",
    auditor: "Auditor",
    account: "Owner of the account",
  },
  controlled: (by, day, holds) => `${holds ? "in order" : "lacking"}, ${by} ${day}`,
  notControlled: "not checked",
  holds: "In order",
  lacks: "Lacking",
  holding: "Result",
  against: "Checked against",
  comment: "Comment",
  saveControl: "Save the check",
  people: {
    contacts: (count) => `Contacts (${count})`,
    signatories: (count) => `Authorised signatories (${count})`,
    representatives: (count) => `Representatives with power of attorney (${count})`,
  },
  person: {
    name: "Name",
    title: "Title",
    email: "E-mail",
    phone: "Telephone",
    from: "Valid from",
    to: "Valid until (empty: for good)",
    approved: "Power of attorney approved (empty: waits)",
    document: "Document that shows it",
  },
  edit: (name) => `Change ${name}`,
  remove: (name) => `Remove ${name}`,
  add: "Add",
  savePerson: "Save the change",
  leavePerson: "Do not change",
  valid: (from, to) => (to === null ? `from ${from}` : `${from} to ${to}`),
  approved: (day) => (day === null ? "waits for approval" : `approved ${day}`),
  noDocument: "None",
  reject: "Reject the requisition",
  rejectionGrounds: "Grounds",
  rejectionReason: "Reasons, as the letter is to say them",
  prepareRejection: "Prepare a rejection",
  handOver: "Hand the case over",
  to: "To (those who have worked on the round)",
  nobodyChosen: "Choose a person",
  until: "Until (empty: for good)",
  reason: "Reason",
  give: "Hand over",
  acts: "Change the state of the case",
  newState: "Act",
  change: "Change the state",
  act: {
    accept: "Accept the completion",
    withdraw: "Withdrawn by the recipient",
    supersede: "Superseded",
    takeBack: "Take back from decision",
    close: "Close the case",
  },
  register: "Register a document",
  registerHere: "The document goes to the case that is open.",
  file: "Choose a file",
  type: "Document",
  types: {
    requisitions: "Requisitions",
    "report-backs": "Report-backs",
    applications: "Applications",
    application: "Application",
    letter: "Letter",
    completion: "Answer to a request for completion",
    "power-of-attorney": "Power of attorney",
    statutes: "Statutes",
    "audit-report": "Audit report",
    other: "Other document",
  },
  received: "Received",
  time: "Time",
  channel: "Received by",
  channels: { "e-tjänst": "e-service", "e-post": "e-mail", post: "post" },
  sender: "Sender",
  dnr: "Registration number",
  registerFile: "Register the document",
  unplaced: (count) => `To be put in a case (${count})`,
  row: (row) => `row ${row}`,
  round: "Round",
  code: "Code of the recipient",
  place: "Put in the case",
  was: (type, by, day) => `Earlier ${type}. Changed ${day} by ${by}:`,
  retype: "Change what the document is, or say that it is an answer",
  saveType: "Save what the document is",
  whyRetyped: "Why the document is something else",
  answersRequest: "Answers the request for completion",
  checklist: (done, all) => `Checklist of the year (${done} of ${all})`,
  ticked: (by, day) => `${by} ${day}`,
};

const inLanguage: Readonly<Record<Texts["language"], CaseTexts>> = { sv: swedish, en: english };

export function caseTexts({ language }: Pick<Texts, "language">): CaseTexts {
  return inLanguage[language];
}

/** Where a case stands, and that it is late: that is to be judged whatever becomes of it. */
export function stateOf(
  { state, late }: { readonly state: CaseStateName; readonly late: boolean },
  words: CaseTexts,
): string {
  return late ? `${words.state[state]}, ${words.late}` : words.state[state];
}

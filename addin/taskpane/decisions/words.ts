import type { CorrectionAct } from "../../../shared/decision/correction-acts.ts";
import type { DecisionKind } from "../../../shared/decision/kinds.ts";
import type { Listed, Step } from "./decisions.ts";

/** The words of this tab alone, which come with its page and not with the pane's start. */
interface Words {
  readonly emptyTitle: string;
  readonly emptyText: string;
  /** What a decision that rejects a requisition is called. */
  readonly rejection: string;
  readonly kind: Readonly<Record<DecisionKind, string>>;
  readonly state: Readonly<Record<Listed["state"], string>>;
  readonly act: Readonly<Record<CorrectionAct, string>>;
  readonly step: Readonly<Record<Step, string>>;
  readonly doing: Readonly<
    Record<Step | "prepare" | "open" | "sheet" | "annex" | "letter" | "money", string>
  >;
  readonly done: Readonly<
    Record<"prepared" | "presented" | "decided" | "takenBack" | "corrected" | "written", string>
  >;
  readonly dispatched: (count: number) => string;
  readonly sheet: string;
  readonly annex: string;
  readonly back: string;
  readonly open: string;
  readonly list: string;
  /** Heads what is requisitioned and in no decision. */
  readonly waiting: string;
  readonly inRound: (recipients: number, kronor: string) => string;
  readonly prepare: string;
  /** What a button that says `open` opens. */
  readonly preparedBy: (name: string) => string;
  /** Who takes part, and who does not because of disqualification (jäv). */
  readonly presentedBy: (name: string) => string;
  readonly tookPart: (names: string) => string;
  readonly disqualified: (name: string, why: string) => string;
  readonly takenBack: (name: string, day: string, reason: string) => string;
  /** What a correction changes, and what has been paid out of a lowering. */
  readonly change: (before: string, after: string) => string;
  readonly claim: (kronor: string) => string;
  readonly lifted: (kronor: string) => string;
  readonly changes: string;
  readonly recipients: (count: number) => string;
  readonly outdated: string;
  readonly corrects: (id: string) => string;
  readonly correctedBy: (ids: string) => string;
  readonly sent: (sent: number, of: number) => string;
  readonly days: (calendar: number, business: number) => string;
  readonly date: string;
  readonly dnr: string;
  readonly ground: string;
  readonly reason: string;
  readonly way: string;
  readonly format: string;
  readonly recipient: string;
  readonly kindOfChange: string;
  readonly legalGround: string;
  readonly newAmount: (now: string) => string;
  readonly letters: string;
  readonly writeLetter: string;
  readonly save: (name: string) => string;
  readonly sendAgain: string;
  readonly confirmAgain: (name: string, sent: string, date: string, way: string) => string;
  readonly conditions: string;
  readonly appeal: string;
}

const swedish: Words = {
  emptyTitle: "Inga beslut än",
  emptyText: "Beslut visas här när en nyckel eller ett beslut har förberetts.",
  rejection: "Avslag",
  kind: {
    key: "Fördelningsnyckel",
    redistribution: "Omfördelning",
    requisitions: "Rekvisitioner",
    grants: "Registrerade bidrag",
    applications: "Ansökningar",
    carryOver: "Överföring av medel",
    correction: "Ändring av beslut",
  },
  state: { prepared: "Förberett", presented: "Föredraget", decided: "Fattat", withdrawn: "Återtaget" },
  act: { rectification: "Rättelse", amendment: "Ändring", revocation: "Återkallelse", declined: "Avstående" },
  step: {
    present: "Föredra",
    decide: "Fatta beslut",
    takeBack: "Ta tillbaka förslaget",
    correct: "Förbered ändring",
    dispatch: "Expediera",
  },
  doing: {
    prepare: "Förbereder beslutet …",
    present: "Föredrar …",
    decide: "Fattar beslutet …",
    takeBack: "Tar tillbaka förslaget …",
    correct: "Förbereder ändringen …",
    dispatch: "Skriver brev och expedierar …",
    open: "Hämtar beslutet …",
    sheet: "Skriver bladet Beslut …",
    annex: "Skriver bladet Bilaga …",
    letter: "Skriver brevet …",
    money: "Arbetar …",
  },
  done: {
    prepared: "Beslutet är förberett. Nästa steg är att föredra det.",
    presented: "Beslutet är föredraget.",
    decided: "Beslutet är fattat.",
    takenBack: "Förslaget är taget tillbaka. Ärendena är där de var innan det förbereddes.",
    corrected: "Ändringen är förberedd. En beslutsfattare fattar den.",
    written: "Brevet är skrivet.",
  },
  dispatched: (count) => `Expedierat till ${count} mottagare. Breven är sparade som de skickades.`,
  sheet: "Infoga i kalkylbladet",
  annex: "Infoga bilagan",
  back: "Alla beslut",
  open: "Öppna",
  list: "Beslut under året",
  waiting: "Rekvirerat och inte förberett för beslut",
  inRound: (recipients, kronor) => `${recipients} mottagare · ${kronor}`,
  prepare: "Förbered beslut",
  preparedBy: (name) => `Förberett av ${name}`,
  presentedBy: (name) => `Föredragande: ${name}`,
  tookPart: (names) => `Deltog i övrigt: ${names}`,
  disqualified: (name, why) => `Jäv: ${name} (${why})`,
  takenBack: (name, day, reason) => `Taget tillbaka av ${name} ${day}: ${reason}`,
  change: (before, after) => `${before} → ${after}`,
  claim: (kronor) => `${kronor} är utbetalt och krävs tillbaka`,
  lifted: (kronor) => `Återkrav på ${kronor} tas bort`,
  changes: "Vad som ändras",
  recipients: (count) => `${count} mottagare`,
  outdated: "Stämmer inte längre: underlaget har ändrats. Förbered ett nytt beslut.",
  corrects: (id) => `Ändrar ${id}`,
  correctedBy: (ids) => `Ändrat genom ${ids}. Beslutet står kvar som det fattades.`,
  sent: (sent, of) => (of === 0 ? "Ingen att expediera till" : `Expedierat till ${sent} av ${of}`),
  days: (calendar, business) =>
    `${calendar} ${calendar === 1 ? "dag" : "dagar"} från beslut till expediering, varav ${business} arbetsdagar`,
  date: "Datum",
  dnr: "Diarienummer",
  ground: "Grund för beslutet",
  reason: "Varför förslaget tas tillbaka",
  way: "Expedieras genom",
  format: "Format",
  recipient: "Mottagare",
  kindOfChange: "Slag av ändring",
  legalGround: "Grund enligt lag",
  newAmount: (now) => `Nytt belopp (nu ${now})`,
  letters: "Brev till en mottagare",
  writeLetter: "Skriv brevet",
  save: (name) => `Spara ${name}`,
  sendAgain: "Expediera en gång till",
  confirmAgain: (name, sent, date, way) =>
    `Beslutet expedierades till ${name} ${sent}. Det expedieras en gång till ${date} (${way}), och brevet sparas som det skickas nu.`,
  conditions: "Villkor",
  appeal: "Överklagande",
};

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? "" : "s"}`;

const english: Words = {
  emptyTitle: "No decisions yet",
  emptyText: "Decisions are shown here when a key or a decision has been prepared.",
  rejection: "Rejection",
  kind: {
    key: "Allocation key",
    redistribution: "Redistribution",
    requisitions: "Requisitions",
    grants: "Registered grants",
    applications: "Applications",
    carryOver: "Carrying over",
    correction: "Correction",
  },
  state: { prepared: "Prepared", presented: "Presented", decided: "Decided", withdrawn: "Taken back" },
  act: {
    rectification: "Rectification",
    amendment: "Amendment",
    revocation: "Revocation",
    declined: "Declined",
  },
  step: {
    present: "Present",
    decide: "Decide",
    takeBack: "Take back the proposal",
    correct: "Prepare a correction",
    dispatch: "Dispatch",
  },
  doing: {
    prepare: "Preparing the decision …",
    present: "Presenting …",
    decide: "Deciding …",
    takeBack: "Taking back the proposal …",
    correct: "Preparing the correction …",
    dispatch: "Writing letters and dispatching …",
    open: "Fetching the decision …",
    sheet: "Writing the sheet Beslut …",
    annex: "Writing the sheet Bilaga …",
    letter: "Writing the letter …",
    money: "Working …",
  },
  done: {
    prepared: "The decision is prepared. Next it is presented.",
    presented: "The decision is presented.",
    decided: "The decision is made.",
    takenBack: "The proposal is taken back. Its cases are where they were before it was prepared.",
    corrected: "The correction is prepared. A decision-maker decides it.",
    written: "The letter is written.",
  },
  dispatched: (number) =>
    `Dispatched to ${count(number, "recipient")}. The letters are kept as they were sent.`,
  sheet: "Insert in the sheet",
  annex: "Insert the annex",
  back: "All decisions",
  open: "Open",
  list: "Decisions of the year",
  waiting: "Requisitioned and not prepared for decision",
  inRound: (recipients, kronor) => `${count(recipients, "recipient")} · ${kronor}`,
  prepare: "Prepare a decision",
  preparedBy: (name) => `Prepared by ${name}`,
  presentedBy: (name) => `Presented by ${name}`,
  tookPart: (names) => `Others who took part: ${names}`,
  disqualified: (name, why) => `Disqualified: ${name} (${why})`,
  takenBack: (name, day, reason) => `Taken back by ${name} ${day}: ${reason}`,
  change: (before, after) => `${before} → ${after}`,
  claim: (kronor) => `${kronor} is paid out and claimed back`,
  lifted: (kronor) => `A claim of ${kronor} is lifted`,
  changes: "What is changed",
  recipients: (number) => count(number, "recipient"),
  outdated: "No longer holds: what it builds on has changed. Prepare a new decision.",
  corrects: (id) => `Corrects ${id}`,
  correctedBy: (ids) => `Corrected by ${ids}. The decision stands as it was made.`,
  sent: (sent, of) => (of === 0 ? "Nobody to dispatch to" : `Dispatched to ${sent} of ${of}`),
  days: (calendar, business) =>
    `${count(calendar, "day")} from decision to dispatch, of which ${count(business, "business day")}`,
  date: "Date",
  dnr: "Registration number",
  ground: "Ground for the decision",
  reason: "Why the proposal is taken back",
  way: "Dispatched by",
  format: "Format",
  recipient: "Recipient",
  kindOfChange: "Kind of correction",
  legalGround: "Ground in law",
  newAmount: (now) => `New amount (now ${now})`,
  letters: "Letter to one recipient",
  writeLetter: "Write the letter",
  save: (name) => `Save ${name}`,
  sendAgain: "Dispatch once more",
  confirmAgain: (name, sent, date, way) =>
    `The decision was dispatched to ${name} ${sent}. It is dispatched once more ${date} (${way}), and the letter is kept as it is sent now.`,
  conditions: "Conditions",
  appeal: "Appeal",
};

export function wordsIn(language: "sv" | "en"): Words {
  return language === "sv" ? swedish : english;
}

/** What a decision is called: a correction by what it does, a rejection by its own name. */
export function kindOf(
  { kind, rejects, correction }: Pick<Listed, "kind" | "rejects" | "correction">,
  words: Words,
): string {
  if (correction !== null) return words.act[correction.act];
  return rejects ? words.rejection : words.kind[kind];
}

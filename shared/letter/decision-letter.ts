import type { ApplicationOutcome } from "../application/outcome.ts";
import type { CorrectionAct } from "../decision/correction-acts.ts";
import type { DecisionKind } from "../decision/kinds.ts";
import { type CarryOverTerms, refusedDue } from "../decision/carry-over.ts";
import { formatKronor } from "../money.ts";
import { type Letter, section } from "./letter.ts";

/** What a letter about a decision is about, to one recipient. */
export const letterKinds = [
  "allotment",
  "requisition",
  "redistribution",
  "grant",
  "part",
  "rejection",
  "requisition-rejection",
  "withdrawn",
  "carryOver",
  "rectification",
  "amendment",
  "revocation",
  "declined",
] as const;
export type LetterKind = (typeof letterKinds)[number];

/** What a recipient's part of a decision on requisitions is: the letter says it so. */
export const requisitionedAs = {
  requisitioned: "rekvirerade medel",
  topUp: "tilläggsmedel",
  redistributed: "omfördelade medel",
  both: "rekvirerade och omfördelade medel",
} as const;

/** A correction as its letter tells it. Kronor. */
export interface CorrectionFacts {
  /** The decision that is corrected: its dnr and ISO date. */
  readonly corrects: string;
  readonly before: number;
  /** What of a lowering had been paid out, and is to be paid back; negative when such a claim is lifted. */
  readonly claimed: number;
  /** What becomes payable by the correction; negative when less does. */
  readonly payable: number;
  /** The coded ground in words, and the law it is listed in; null where the recipient declined. */
  readonly legal: { readonly text: string; readonly law: string } | null;
}

/** Everything that a letter about a decision says. Texts are Swedish. */
export interface DecisionFacts {
  readonly kind: LetterKind;
  readonly authority: string;
  readonly dnr: string;
  readonly date: string;
  readonly ground: string;
  readonly to: Letter["to"];
  /** The round and what it is for. */
  readonly round: { readonly name: string; readonly purpose: string };
  /** How what a key allots is requisitioned: the last ISO day, and the round that it is done in when that is another. */
  readonly requisitionedIn: { readonly lastDay: string; readonly other: string | null };
  /** When a requisition that is rejected as late came in, and the last day that it could (ISO dates); null for others. */
  readonly late: { readonly received: string; readonly lastDay: string } | null;
  /** Members of a joint application beside the lead, by name. */
  readonly members: readonly string[];
  readonly amount: number;
  /** What the money of a decision on requisitions is. */
  readonly requisitionedAs: keyof typeof requisitionedAs;
  /** How the amount came about, a sentence each. */
  readonly explanation: readonly string[];
  /** The coded grounds of an assessment in words. */
  readonly grounds: readonly string[];
  readonly correction: CorrectionFacts | null;
  /** What a decision on carrying over, or the one that is corrected, says beside the amount; null for others. */
  readonly carryOver: CarryOverTerms | null;
  readonly conditions: readonly string[];
  readonly appeal: string;
  /** The account in words; null when none is stated. */
  readonly account: string | null;
  readonly reportBy: string;
  readonly repayBy: string;
  readonly decidedBy: string;
  readonly presentedBy: string;
  readonly tookPart: readonly string[];
  readonly contact: string;
  readonly mark: string;
}

/** The kind of letter that a recipient of a decision gets. */
export function letterKindOf(
  kind: DecisionKind,
  outcome: ApplicationOutcome | null,
  act: CorrectionAct | null,
): LetterKind {
  switch (kind) {
    case "key":
      return "allotment";
    case "redistribution":
      return "redistribution";
    case "requisitions":
      return outcome === "rejected" ? "requisition-rejection" : "requisition";
    case "grants":
      return "grant";
    case "carryOver":
      return "carryOver";
    case "correction":
      return act ?? "amendment";
    case "applications":
      return outcome === null || outcome === "granted"
        ? "grant"
        : outcome === "rejected"
          ? "rejection"
          : outcome;
  }
}

const headings: Readonly<Record<Exclude<LetterKind, "requisition">, string>> = {
  allotment: "Beslut om fördelning av medel",
  redistribution: "Beslut om omfördelade medel",
  grant: "Beslut om bidrag",
  part: "Beslut om bidrag, beviljat i del",
  rejection: "Beslut om avslag",
  "requisition-rejection": "Beslut om avslag",
  withdrawn: "Beslut om avskrivning",
  carryOver: "Beslut om överföring av medel",
  rectification: "Rättelse av beslut",
  amendment: "Ändring av beslut",
  revocation: "Återkallelse av beslut",
  declined: "Bekräftelse på att ni avstår medel",
};

/** Kronor with their unit, kept on one line. */
const kr = (kronor: number): string => `${formatKronor(kronor)}\u00a0kr`;

/** The letter about a decision to one recipient, whatever the decision was. */
export function decisionLetter(facts: DecisionFacts): Letter {
  const { kind, authority, dnr, date, to, mark, ground, explanation, conditions, appeal } = facts;
  const money = givesMoney(facts);
  return {
    authority,
    reference: `Dnr ${dnr}`,
    date,
    heading: kind === "requisition" ? `Beslut om ${requisitionedAs[facts.requisitionedAs]}` : headings[kind],
    to,
    mark,
    sections: [
      ...section("decision", "Beslut", { paragraphs: [sentence(facts), ...joint(facts)] }),
      ...section("amount", "Belopp", { facts: amounts(facts) }),
      ...section("ground", "Skäl för beslutet", {
        paragraphs: [
          ...(facts.correction?.legal
            ? [`${facts.correction.legal.text} (${facts.correction.legal.law})`]
            : []),
          ground,
        ],
        list: [...facts.grounds, ...lateness(facts)],
      }),
      ...section("explanation", "Så har beloppet räknats fram", { paragraphs: explanation }),
      ...section("conditions", "Villkor", { list: money ? conditions : [] }),
      ...section("payment", paysBack(facts) ? "Återbetalning" : "Utbetalning", {
        paragraphs: payment(facts),
      }),
      ...section("report", "Återrapportering", {
        paragraphs: money ? report(facts) : [],
      }),
      ...section("appeal", "Så här överklagar ni", { paragraphs: kind === "declined" ? [] : [appeal] }),
      ...section("decidedBy", "Handläggning", { facts: people(facts) }),
    ],
  };
}

function givesMoney({ kind, amount }: DecisionFacts): boolean {
  return amount > 0 && kind !== "rejection" && kind !== "withdrawn" && kind !== "declined";
}

/** Of a correction no day that has passed, and no day for paying back beside that of the claim. */
function report({ carryOver, correction, date, reportBy, repayBy }: DecisionFacts): readonly string[] {
  if (carryOver !== null)
    return [
      `Det överförda ska vara förbrukat senast ${carryOver.lastDay}. Redovisa därefter hur mycket som är förbrukat.`,
      "Det som inte är förbrukat då ska betalas tillbaka.",
    ];
  const isToCome = (day: string): boolean => correction === null || day >= date;
  return [
    ...(isToCome(reportBy) ? [`Återrapporten ska ha kommit in senast ${reportBy}.`] : []),
    ...(isToCome(repayBy) && (correction?.claimed ?? 0) <= 0
      ? [`Medel som ska betalas tillbaka ska ha kommit in senast ${repayBy}.`]
      : []),
  ];
}

function lateness({ late }: DecisionFacts): readonly string[] {
  return late === null
    ? []
    : [`Rekvisitionen kom in ${late.received}. Sista dag att rekvirera var ${late.lastDay}.`];
}

/** Who else a joint application is from, and who of them gets money and reports. */
function joint(facts: DecisionFacts): readonly string[] {
  const { members, to } = facts;
  if (members.length === 0) return [];
  const lead = givesMoney(facts) ? ` ${to.name} är huvudansvarig, tar emot medlen och återrapporterar.` : "";
  return [`Ansökan är gemensam med ${members.join(", ").replace(/, ([^,]+)$/, " och $1")}.${lead}`];
}

function sentence(facts: DecisionFacts): string {
  const {
    kind,
    authority,
    to: { name },
    round,
    amount,
    correction,
    carryOver,
  } = facts;
  const purpose = `${round.name}: ${withoutStop(round.purpose)}`;
  const has =
    carryOver === null ? `beloppet till ${name} är ${kr(amount)}` : `${name} får föra över ${kr(amount)}`;
  const act = correction && `beslutet ${correction.corrects}`;
  switch (kind) {
    case "allotment":
      return `${authority} tilldelar ${name} ${kr(amount)} (${purpose}). ${requisitioning(facts)}`;
    case "requisition":
      return `${authority} beviljar ${name} ${requisitionedAs[facts.requisitionedAs]} på ${kr(amount)} (${purpose}).`;
    case "redistribution":
      return `${authority} tilldelar ${name} ytterligare ${kr(amount)} av medel som inte har rekvirerats (${purpose}).`;
    case "grant":
      return `${authority} beviljar ${name} ${kr(amount)} (${purpose}).`;
    case "part":
      return `${authority} beviljar ansökan från ${name} i del, med ${kr(amount)}, och avslår den i övrigt (${purpose}).`;
    case "rejection":
      return `${authority} avslår ansökan från ${name} (${purpose}).`;
    case "requisition-rejection":
      return `${authority} avslår rekvisitionen från ${name} (${purpose}). Inga medel betalas ut.`;
    case "withdrawn":
      return `${authority} avskriver ansökan från ${name}, eftersom den har återtagits (${purpose}).`;
    case "carryOver":
      return carryOverSentence(facts, purpose);
    case "rectification":
      return `${authority} rättar ${act ?? ""} så att ${has} (${purpose}).`;
    case "amendment":
      return `${authority} ändrar ${act ?? ""} så att ${has} (${purpose}).`;
    case "revocation":
      return amount === 0
        ? `${authority} återkallar ${act ?? ""} i den del som gäller ${name} (${purpose}).`
        : `${authority} återkallar ${act ?? ""} delvis, så att ${has} (${purpose}).`;
    case "declined":
      return `${authority} bekräftar att ${name} avstår medel enligt ${act ?? ""} (${purpose}). Kvar är ${kr(amount)}.`;
  }
}

function requisitioning({ requisitionedIn: { lastDay, other } }: DecisionFacts): string {
  return other === null
    ? `Medlen betalas ut efter rekvisition, som ska ha kommit in senast ${lastDay}.`
    : `Medlen betalas ut efter er rekvisition i ${other}, som ska ha kommit in senast ${lastDay}.`;
}

function carryOverSentence({ authority, to, amount, carryOver }: DecisionFacts, purpose: string): string {
  const refused = carryOver?.repayable ?? 0;
  const asked = kr(amount + refused);
  if (amount === 0)
    return `${authority} avslår begäran från ${to.name} om att föra över medel, ${asked}, till nästa år (${purpose}).`;
  return refused === 0
    ? `${authority} medger att ${to.name} för över ${kr(amount)} till nästa år, som begärt (${purpose}).`
    : `${authority} medger att ${to.name} för över ${kr(amount)} till nästa år av begärda ${asked}, och avslår begäran i övrigt (${purpose}).`;
}

function withoutStop(text: string): string {
  return text.endsWith(".") ? text.slice(0, -1) : text;
}

function amounts({ amount, correction, carryOver }: DecisionFacts): (readonly [string, string])[] {
  if (correction === null)
    return carryOver === null
      ? [["Belopp", kr(amount)]]
      : [
          ["Begärt att föra över", kr(amount + carryOver.repayable)],
          ["Får föras över", kr(amount)],
          ["Sista förbrukningsdag", carryOver.lastDay],
          ...(carryOver.repayable > 0 ? ([["Att betala tillbaka", kr(carryOver.repayable)]] as const) : []),
        ];
  const { before, claimed } = correction;
  return [
    ["Belopp före", kr(before)],
    ["Belopp nu", kr(amount)],
    ["Skillnad", kr(amount - before)],
    ...(claimed > 0 ? ([["Att betala tillbaka", kr(claimed)]] as const) : []),
    ...(claimed < 0 ? ([["Krav som upphör", kr(-claimed)]] as const) : []),
  ];
}

/** Whether what the letter says of payment is of money that the recipient is to pay. */
function paysBack({ correction, carryOver }: DecisionFacts): boolean {
  return carryOver !== null || (correction?.claimed ?? 0) > 0;
}

const separateClaim = "Kravet skickas för sig, med betalningsdag.";

function payment(facts: DecisionFacts): string[] {
  const { kind, account, correction, carryOver, date, repayBy } = facts;
  if (carryOver !== null && correction === null) {
    const due = refusedDue(repayBy, date);
    if (carryOver.repayable === 0) return [];
    return due === null
      ? [`${kr(carryOver.repayable)} ska betalas tillbaka. ${separateClaim}`]
      : [`${kr(carryOver.repayable)} ska betalas tillbaka senast ${due}.`];
  }
  if (carryOver !== null)
    return correction!.claimed > 0
      ? [`${kr(correction!.claimed)} får inte längre föras över och ska betalas tillbaka. ${separateClaim}`]
      : [];
  if (correction !== null) return correctionPayment(correction);
  if (!givesMoney(facts) || kind === "allotment" || kind === "redistribution") return [];
  return [
    account === null
      ? "Beloppet betalas ut när ni har uppgett ett konto."
      : `Beloppet betalas ut till ${account}.`,
  ];
}

function correctionPayment({ claimed, payable }: CorrectionFacts): string[] {
  if (claimed > 0) return [`${kr(claimed)} är redan utbetalat och ska betalas tillbaka. ${separateClaim}`];
  return payable > 0 ? [`${kr(payable)} tillkommer och betalas ut till det konto som ni har uppgett.`] : [];
}

function people(facts: DecisionFacts): (readonly [string, string])[] {
  const { decidedBy, presentedBy, tookPart, contact, kind } = facts;
  return [
    ...(kind === "declined"
      ? []
      : ([
          ["Beslutat av", decidedBy],
          ["Föredragande", presentedBy],
        ] as const)),
    ...(tookPart.length > 0 ? ([["Har också deltagit", tookPart.join(", ")]] as const) : []),
    ["Kontakt", contact],
  ];
}

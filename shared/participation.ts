import {
  codeDigits,
  isNumbered,
  type RecipientId,
  recipientId,
  recipientKey,
  type RecipientKind,
} from "./recipient.ts";

/** Kept here as cases and postings, imported from an old workbook, or published by others. */
export const yearOrigins = ["kept", "imported", "published"] as const;

/** What one recipient did in one year; kronor. */
export interface YearTaken {
  readonly recipient: RecipientId;
  readonly year: number;
  /** Applied or requisitioned itself, as a member of a joint application, or not. */
  readonly applied: "itself" | "member" | "no";
  /** With what corrections have raised and lowered. */
  readonly granted: number;
  /** null: not known. */
  readonly paid: number | null;
  readonly reported: boolean;
  /** Repayable and repaid. */
  readonly repaid: number;
  readonly origin: (typeof yearOrigins)[number];
  /** Where it is from; null when it is kept here. */
  readonly source: string | null;
}

/** A recipient's history. Sums are of the years that are known. */
export interface History {
  readonly recipient: RecipientId;
  /** Oldest first; none for one that never took part. */
  readonly years: readonly YearTaken[];
  readonly granted: number;
  /** null: not known of any year in which it took part. */
  readonly paid: number | null;
  /** Repayable and repaid. */
  readonly repaid: number;
  /** In none of the years applied, requisitioned, was a member or was granted anything; nor did a unit of it. */
  readonly never: boolean;
  /** Has reported back at least twice, and each time had money to repay. */
  readonly alwaysRepays: boolean;
}

/**
 * Recipients of a kind that were granted something in at least one year, counted once, and how many there are. A
 * municipality and its units are one.
 */
export interface Distinct {
  readonly kind: RecipientKind;
  readonly granted: number;
  readonly never: number;
  readonly of: number;
}

export interface Participation {
  readonly histories: readonly History[];
  readonly distinct: readonly Distinct[];
}

/**
 * Who took part, year by year. `everyone` are those that could have (the register); others that did are there too. What
 * is imported is money that the ledger does not have, and is added to what is kept here. What is published is the same
 * money told by others, and counts for a year that nothing else is known of: of the recipient, and of a municipality's
 * units, whose part is published as its own.
 */
export function participation(everyone: readonly RecipientId[], taken: readonly YearTaken[]): Participation {
  const perRecipient = new Map<RecipientId, Map<number, YearTaken>>(everyone.map((id) => [id, new Map()]));
  const tookPartIn = taken.filter(tookPart);
  const yearOf = ({ recipient, year }: YearTaken): string => `${wholeOf(recipient)} ${year}`;
  const known = new Set(tookPartIn.filter(({ origin }) => origin !== "published").map(yearOf));
  for (const one of tookPartIn.filter((all) => all.origin !== "published" || !known.has(yearOf(all)))) {
    const years = perRecipient.get(one.recipient) ?? new Map<number, YearTaken>();
    perRecipient.set(one.recipient, years);
    const before = years.get(one.year);
    years.set(one.year, before === undefined ? one : added(before, one));
  }
  const active = new Set(tookPartIn.map(({ recipient }) => wholeOf(recipient)));
  const histories = [...perRecipient]
    .map(([recipient, years]) => historyOf(recipient, [...years.values()], !active.has(wholeOf(recipient))))
    .sort((a, b) => (a.recipient < b.recipient ? -1 : 1));
  const kinds = [...new Set(histories.map(({ recipient }) => recipientKey(recipient).kind))];
  return { histories, distinct: kinds.map((kind) => distinctOf(kind, histories)) };
}

/** The municipality that a unit is part of; anybody else itself. A federation is numbered in its county, under "00". */
function wholeOf(recipient: RecipientId): RecipientId {
  const { kind, code } = recipientKey(recipient);
  const whole = code.slice(0, codeDigits[kind]);
  return kind === "municipality" && isNumbered({ kind, code }) && !whole.endsWith("00")
    ? recipientId({ kind, code: whole })
    : recipient;
}

function tookPart({ applied, granted, paid, origin }: YearTaken): boolean {
  return applied !== "no" || granted > 0 || (paid ?? 0) > 0 || origin === "imported";
}

/** Two parts of one year, such as published grants of two districts of a city, or what is imported beside what is kept. */
function added(a: YearTaken, b: YearTaken): YearTaken {
  const applied = [a.applied, b.applied];
  const sources = [a.source, b.source].filter((source) => source !== null);
  return {
    ...(b.origin === "kept" ? b : a),
    applied: applied.includes("itself") ? "itself" : applied.includes("member") ? "member" : "no",
    granted: a.granted + b.granted,
    paid: a.paid === null || b.paid === null ? (a.paid ?? b.paid) : a.paid + b.paid,
    reported: a.reported || b.reported,
    repaid: a.repaid + b.repaid,
    source: [...new Set(sources)].sort().join("; ") || null,
  };
}

function historyOf(recipient: RecipientId, taken: readonly YearTaken[], never: boolean): History {
  const years = [...taken].sort((a, b) => a.year - b.year);
  const sum = (of: (year: YearTaken) => number): number => years.reduce((all, year) => all + of(year), 0);
  const reported = years.filter((year) => year.reported);
  const isPaidKnown = years.length === 0 || years.some(({ paid }) => paid !== null);
  return {
    recipient,
    years,
    granted: sum(({ granted }) => granted),
    paid: isPaidKnown ? sum(({ paid }) => paid ?? 0) : null,
    repaid: sum(({ repaid }) => repaid),
    never,
    alwaysRepays: reported.length > 1 && reported.every(({ repaid }) => repaid > 0),
  };
}

function distinctOf(kind: RecipientKind, histories: readonly History[]): Distinct {
  const own = histories.filter(({ recipient }) => recipientKey(recipient).kind === kind);
  const distinct = (some: readonly History[]): number =>
    new Set(some.map(({ recipient }) => wholeOf(recipient))).size;
  return {
    kind,
    granted: distinct(own.filter(({ granted }) => granted > 0)),
    never: distinct(own.filter(({ never }) => never)),
    of: distinct(own),
  };
}

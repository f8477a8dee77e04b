import { daysBetween } from "../holidays.ts";

/** Days from decision to notice (expediering): all of them, and business days. */
export interface NoticeDays {
  readonly calendar: number;
  readonly business: number;
}

/** When one recipient was sent its decision. */
export interface Dispatched {
  readonly code: string;
  /** ISO date. */
  readonly date: string;
}

/** How far the notice of a decision has come. */
export interface Notice {
  /** Recipients that have been sent the decision, of those in it. */
  readonly recipients: number;
  readonly of: number;
  /** ISO date when the last recipient was sent it; null until all have been. */
  readonly complete: string | null;
  /** Null until all have been sent it. */
  readonly days: NoticeDays | null;
}

/** The ISO date when a recipient was first sent the decision; null when it has not been. */
export function firstSent(sent: readonly Dispatched[], code: string): string | null {
  const dates = sent.filter((one) => one.code === code).map(({ date }) => date);
  return dates.toSorted()[0] ?? null;
}

/** The notice of a decision of an ISO day to these recipients: each counts from the first time it was sent. */
export function noticeOf(decided: string, codes: readonly string[], sent: readonly Dispatched[]): Notice {
  const first = codes.flatMap((code) => firstSent(sent, code) ?? []);
  const complete = first.length === codes.length ? (first.toSorted().at(-1) ?? null) : null;
  return {
    recipients: first.length,
    of: codes.length,
    complete,
    days: complete === null ? null : daysBetween(decided, complete),
  };
}

/** The days of several decisions: the median and the longest, each in days of its own; null when none is complete. */
export function noticeOfYear(
  notices: readonly Notice[],
): { readonly median: NoticeDays; readonly longest: NoticeDays; readonly decisions: number } | null {
  const days = notices.flatMap((notice) => notice.days ?? []);
  if (days.length === 0) return null;
  const of = (unit: keyof NoticeDays): readonly number[] =>
    days.map((one) => one[unit]).toSorted((a, b) => a - b);
  const pick = (at: (sorted: readonly number[]) => number): NoticeDays => ({
    calendar: at(of("calendar")),
    business: at(of("business")),
  });
  return {
    median: pick((sorted) => sorted[Math.floor((sorted.length - 1) / 2)]!),
    longest: pick((sorted) => sorted.at(-1)!),
    decisions: days.length,
  };
}

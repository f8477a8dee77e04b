import type { Cell } from "./cell.ts";
import { fail, ok } from "./result.ts";
import type { Result } from "./result.ts";

/** A day understood from a cell. `plain`: it was an ISO date or an Excel serial, and needs no rewriting. */
export interface ReadDate {
  /** ISO date, "2022-03-01". */
  readonly iso: string;
  readonly plain: boolean;
}

const notADate = fail<"not-a-date">("not-a-date");

/** 9999-12-31, the last day that Excel knows. */
const lastSerial = 2_958_465;

const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Reads a day from a cell: ISO text, an Excel serial (a time of day is dropped), or year-month-day written as
 * "20220301", "2022/03/01" or "2022.3.1". Orders other than year first are never guessed.
 */
export function parseDate(cell: Cell): Result<ReadDate, "not-a-date"> {
  if (typeof cell === "number") return fromNumber(cell);
  if (typeof cell !== "string" || cell.length > 20) return notADate;
  const text = cell.trim();
  return isIsoDate(text) ? ok({ iso: text, plain: true }) : fromText(text);
}

/** Whether text is an existing day written as YYYY-MM-DD, from year 1900 on. Allocates nothing. */
export function isIsoDate(text: string): boolean {
  if (text.length !== 10 || text.charCodeAt(4) !== hyphen || text.charCodeAt(7) !== hyphen) return false;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  return exists(year, twoDigits(text, 5), twoDigits(text, 8));
}

/**
 * The ISO date of an Excel serial in the 1900 date system, or null outside 1900-01-01 to 9999-12-31 and for 60,
 * the 29 February 1900 that Excel has and the calendar has not.
 */
export function serialToIso(serial: number): string | null {
  const day = Math.floor(serial);
  if (!(day >= 1 && day <= lastSerial) || day === 60) return null;
  return isoFromDays(day < 60 ? day + 1 : day);
}

const hyphen = 45;

/** NaN unless both characters are digits, so that every comparison with it fails. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

function exists(year: number, month: number, day: number): boolean {
  if (!(year >= 1900 && month >= 1 && month <= 12 && day >= 1)) return false;
  return month === 2 && !isLeap(year) ? day <= 28 : day <= longestMonths[month - 1]!;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function fromNumber(value: number): Result<ReadDate, "not-a-date"> {
  const iso = serialToIso(value);
  if (iso !== null) return ok({ iso, plain: true });
  return Number.isInteger(value) ? fromText(String(value)) : notADate;
}

function fromText(text: string): Result<ReadDate, "not-a-date"> {
  const parts = /^(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})$/.exec(text);
  // Without separators only eight digits say which digit belongs where.
  if (parts === null || (parts[2] === "" && text.length !== 8)) return notADate;
  const [year, month, day] = [Number(parts[1]), Number(parts[3]), Number(parts[4])];
  return exists(year, month, day) ? ok({ iso: write(year, month, day), plain: false }) : notADate;
}

/** `days` counts from 1899-12-30. Years are counted from 1 March, so that the leap day comes last. */
function isoFromDays(days: number): string {
  // 693 899 days lie between 0000-03-01 and 1899-12-30.
  const since = days + 693_899;
  const era = Math.floor(since / 146_097);
  const dayOfEra = since - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return write(era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day);
}

function write(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

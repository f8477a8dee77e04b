import { literalOf, partsOf } from "./format-parts.ts";

const MONTHS = [
  "januari",
  "februari",
  "mars",
  "april",
  "maj",
  "juni",
  "juli",
  "augusti",
  "september",
  "oktober",
  "november",
  "december",
];
const DAYS = ["söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"];
const DAY_SECONDS = 86_400;
/** Excel counts a 29 February 1900 that never was: serials below 60 stand one day earlier than they seem. */
const FALSE_LEAP_DAY = 60;
const EPOCH_SERIAL = 25_569;
/** 9999-12-31: later serials, and negative ones, are shown as a row of #. */
const LAST_SERIAL = 2_958_465;
const OUTSIDE = "########";

/** Whether a section of a format shows a date or a time. */
export function isDateSection(section: string): boolean {
  if (/^(\[[^\]]*\])*general/i.test(section)) return false;
  return partsOf(section).some((part) => /^(y+|m+|d+|h+|s+|\[(h+|m+|s+)\])$/i.test(part));
}

/** A serial as a date or time in Swedish: 46348 as "yyyy-mm-dd" is "2026-11-22". */
export function dateText(serial: number, section: string): string {
  if (serial < 0 || serial >= LAST_SERIAL + 1) return OUTSIDE;
  const parts = mergeFractions(partsOf(section));
  const digits = Math.max(0, ...parts.filter(isFraction).map((part) => part.length - 1));
  const seconds = roundTo(serial * DAY_SECONDS, digits);
  const half = parts.some((part) => /^(AM\/PM|A\/P)$/i.test(part));
  return parts.map((part, index) => shownPart(part, seconds, isMinutes(parts, index), half)).join("");
}

function roundTo(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}

// "ss.00" comes as "ss", ".", "0", "0".
function mergeFractions(parts: readonly string[]): string[] {
  return parts.reduce<string[]>((merged, part) => {
    const last = merged.at(-1) ?? "";
    const joins = part === "0" && (last === "." || isFraction(last));
    return joins ? [...merged.slice(0, -1), last + part] : [...merged, part];
  }, []);
}

function isFraction(part: string): boolean {
  return /^\.0+$/.test(part);
}

/** Whether the "m" at an index is minutes: after hours and before seconds; months everywhere else. */
export function isMinutes(parts: readonly string[], index: number): boolean {
  const isUnit = (part: string): boolean => /^(y+|m+|d+|h+|s+|\[(h+|m+|s+)\])$/i.test(part);
  const before = parts.slice(0, index).findLast(isUnit) ?? "";
  const after = parts.slice(index + 1).find(isUnit) ?? "";
  return /^\[?h/i.test(before) || /^\[?s/i.test(after);
}

function shownPart(part: string, seconds: number, isMinute: boolean, half: boolean): string {
  const whole = Math.floor(seconds);
  if (isFraction(part)) return (seconds - whole).toFixed(part.length - 1).replace("0.", ",");
  if (/^\[h+\]$/i.test(part)) return padded(Math.floor(whole / 3600), part.length - 2);
  if (/^\[m+\]$/i.test(part)) return padded(Math.floor(whole / 60), part.length - 2);
  if (/^\[s+\]$/i.test(part)) return padded(whole, part.length - 2);
  if (/^(AM\/PM|A\/P)$/i.test(part)) return whole % DAY_SECONDS < DAY_SECONDS / 2 ? "FM" : "EM";
  if (/^h+$/i.test(part)) return hours(Math.floor((whole % DAY_SECONDS) / 3600), part.length, half);
  if (/^s+$/i.test(part)) return padded(whole % 60, part.length);
  if (/^m+$/i.test(part) && isMinute) return padded(Math.floor(whole / 60) % 60, part.length);
  return /^(y+|m+|d+)$/i.test(part)
    ? calendar(part.toLowerCase(), Math.floor(whole / DAY_SECONDS))
    : literalOf(part);
}

function hours(hour: number, length: number, half: boolean): string {
  return padded(half ? hour % 12 || 12 : hour, length);
}

function calendar(part: string, serial: number): string {
  const date = new Date((serial + (serial < FALSE_LEAP_DAY ? 1 : 0) - EPOCH_SERIAL) * DAY_SECONDS * 1000);
  const { length } = part;
  if (part.startsWith("y"))
    return length > 2 ? String(date.getUTCFullYear()) : padded(date.getUTCFullYear() % 100, 2);
  if (part.startsWith("m")) return named(MONTHS[date.getUTCMonth()]!, date.getUTCMonth() + 1, length);
  return named(DAYS[date.getUTCDay()]!, date.getUTCDate(), length);
}

function named(name: string, number: number, length: number): string {
  if (length < 3) return padded(number, length);
  if (length === 5) return name.slice(0, 1);
  return length === 3 ? name.slice(0, 3) : name;
}

function padded(number: number, length: number): string {
  return String(number).padStart(Math.min(length, 2), "0");
}

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** Days from Excel's day 0 to 1970-01-01. */
const EPOCH_SERIAL = 25_569;
const DAY_MS = 86_400_000;

/** The Excel serial of an ISO date ("2026-11-22" -> 46348); undefined for other text and for days before 1 March 1900. */
export function serialOfIsoDate(text: string): number | undefined {
  const [, year, month, day] = (ISO_DATE.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (year < 1900) return undefined;
  const serial = Date.UTC(year, month - 1, day) / DAY_MS + EPOCH_SERIAL;
  return daysIn(year, month) >= day && day >= 1 && serial > 60 ? serial : undefined;
}

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

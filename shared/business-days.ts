/** Easter Sunday of a year, by the Gregorian computus (Meeus, Astronomical Algorithms, 1991). Days since 1970. */
function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return dayNumber(`${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`);
}

function dayNumber(iso: string): number {
  return Math.round(Date.parse(iso) / 86_400_000);
}

/** 1970-01-01 was a Thursday; 0 is Monday. */
const weekday = (day: number): number => (day + 3) % 7;

/** The first Saturday on or after an ISO day. */
function saturdayFrom(iso: string): number {
  const day = dayNumber(iso);
  return day + ((5 - weekday(day) + 7) % 7);
}

/**
 * The Swedish public holidays of a year as day numbers (lag 1989:253), with Midsummer's, Christmas and New Year's Eve,
 * which count as Sundays for time limits (lag 1930:173). Years from 2005, when 6 June became one.
 */
function holidaysOf(year: number): ReadonlySet<number> {
  const easterDay = easter(year);
  const fixed = ["01-01", "01-06", "05-01", "06-06", "12-24", "12-25", "12-26", "12-31"];
  const midsummer = saturdayFrom(`${year}-06-20`);
  return new Set([
    ...fixed.map((day) => dayNumber(`${year}-${day}`)),
    easterDay - 2,
    easterDay + 1,
    easterDay + 39,
    midsummer - 1,
    midsummer,
  ]);
}

/** Whether offices are open on a day: no Saturday, Sunday or public holiday. */
function isBusinessDay(day: number): boolean {
  const year = new Date(day * 86_400_000).getUTCFullYear();
  return weekday(day) < 5 && !holidaysOf(year).has(day);
}

/** Days after the first ISO day up to and including the second: all of them, and those that are business days. */
export function daysBetween(
  from: string,
  to: string,
): { readonly calendar: number; readonly business: number } {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  const days = Array.from({ length: Math.max(0, last - first) }, (_, i) => first + 1 + i);
  return { calendar: days.length, business: days.filter(isBusinessDay).length };
}

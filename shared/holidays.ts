/** A day on which the agency is closed besides Saturdays and Sundays. */
export interface ClosedDay {
  /** ISO date. */
  readonly date: string;
  readonly name: string;
}

/** The first year that these rules are of: 6 June became a holiday, and Whit Monday ceased to be one (lag 2004:1320). */
const firstYear = 2005;

/**
 * Public holidays of a year (lag 1989:253 om allmänna helgdagar) and the eves that count as such when time is reckoned
 * (2 § lag 1930:173 om beräkning av lagstadgad tid), oldest first. Sundays that are nothing else are not listed.
 * @throws RangeError before 2005.
 */
export function closedDays(year: number): readonly ClosedDay[] {
  if (!Number.isInteger(year) || year < firstYear) throw new RangeError(`no holidays of ${year}`);
  const easter = easterSunday(year);
  const midsummer = saturdayFrom(`${year}-06-20`);
  const days: readonly (readonly [string, string])[] = [
    [`${year}-01-01`, "nyårsdagen"],
    [`${year}-01-06`, "trettondedag jul"],
    [moved(easter, -2), "långfredagen"],
    [easter, "påskdagen"],
    [moved(easter, 1), "annandag påsk"],
    [`${year}-05-01`, "första maj"],
    [moved(easter, 39), "Kristi himmelsfärdsdag"],
    [moved(easter, 49), "pingstdagen"],
    [`${year}-06-06`, "nationaldagen"],
    [moved(midsummer, -1), "midsommarafton"],
    [midsummer, "midsommardagen"],
    [saturdayFrom(`${year}-10-31`), "alla helgons dag"],
    [`${year}-12-24`, "julafton"],
    [`${year}-12-25`, "juldagen"],
    [`${year}-12-26`, "annandag jul"],
    [`${year}-12-31`, "nyårsafton"],
  ];
  return days.map(([date, name]) => ({ date, name })).sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** Whether the agency works on an ISO day: no Saturday, Sunday, holiday or such an eve. */
export function isBusinessDay(day: string): boolean {
  const inWeek = weekday(day);
  if (inWeek === 0 || inWeek === 6) return false;
  return closedDays(Number(day.slice(0, 4))).every(({ date }) => date !== day);
}

/** The ISO day so many business days after a day; before it when `count` is negative, the day itself when 0. */
export function businessDaysFrom(day: string, count: number): string {
  const step = Math.sign(count);
  let [at, left] = [day, Math.abs(count)];
  while (left > 0) {
    at = moved(at, step);
    if (isBusinessDay(at)) left -= 1;
  }
  return at;
}

/** Days after the first ISO day up to and including the second: all of them, and those that are business days. */
export function daysBetween(
  from: string,
  to: string,
): { readonly calendar: number; readonly business: number } {
  const calendar = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / aDay));
  const days = Array.from({ length: calendar }, (_, i) => moved(from, i + 1));
  return { calendar, business: days.filter(isBusinessDay).length };
}

/** Easter Sunday in the Gregorian calendar (the algorithm of Meeus, Jones and Butcher). */
function easterSunday(year: number): string {
  const golden = year % 19;
  const [century, inCentury] = [Math.floor(year / 100), year % 100];
  const skipped = Math.floor((century + 8) / 25);
  const moonShift = Math.floor((century - skipped + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30;
  const weekdays = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekdays) / 451);
  const days = epact + weekdays - 7 * late + 114;
  return `${year}-${twoDigits(Math.floor(days / 31))}-${twoDigits((days % 31) + 1)}`;
}

/** The first Saturday on or after an ISO day. */
function saturdayFrom(day: string): string {
  return moved(day, 6 - weekday(day));
}

const aDay = 86_400_000;
const twoDigits = (number: number): string => String(number).padStart(2, "0");
const weekday = (day: string): number => new Date(Date.parse(day)).getUTCDay();
const moved = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * aDay).toISOString().slice(0, 10);

import type { Cache } from "./cache.ts";
import { failureText } from "./failure.ts";

const clock = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Stockholm",
  day: "numeric",
  month: "long",
  hour: "2-digit",
  minute: "2-digit",
});

/** UM.STATUS: who is signed in, how old the oldest value in the workbook is, and whether the latest fetch failed. */
export function statusText(person: string, { oldest, failure }: ReturnType<Cache["report"]>): string {
  const age = oldest === null ? "" : ` Värdena hämtades ${clock.format(new Date(oldest))}.`;
  const trouble = failure === null ? "" : ` Senaste hämtningen misslyckades: ${failureText(failure)}`;
  return `Inloggad som ${person}.${age}${trouble}`;
}

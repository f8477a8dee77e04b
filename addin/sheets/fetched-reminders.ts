import type { RouteOutput } from "../../shared/api.ts";
import { recipientId } from "../../shared/recipient.ts";
import { reminderTable } from "../../shared/tables/reminders.ts";
import { type Fetched, namesOf, rowsOf } from "./owned-table.ts";

/** "Påminnelser" of a year: a line a matter. What a recipient lacks no longer is marked. */
export function fetchedReminders(year: number, { asOf, reminders }: RouteOutput<"reminders">): Fetched {
  const now = reminders.filter(({ state }) => state === "due" || state === "refused").length;
  return {
    names: namesOf(reminderTable),
    ...rowsOf(reminderTable, reminders, (one) => `${year} ${recipientId(one)} ${one.matter} ${one.due}`),
    title: [
      `Påminnelser ${year}`,
      `Per ${asOf}. ${reminders.length} saknas, ${now} påminnelser kan skickas nu. Inget skickas förrän du säger till.`,
    ],
    concerns: (id) => id.startsWith(`${year} `),
    vanishedWord: () => "Klart",
    changedBy: { known: () => null },
  };
}

import { mayBeSent } from "../../../shared/reminder/may-be-sent.ts";
import type { ReminderList } from "../../commands/reminders.ts";
import type { Pane } from "../pane.ts";

/** Reads who lacks what this year; nothing is written or sent. */
export async function showReminders(pane: Pane): Promise<void> {
  const { commands, year } = pane.parts;
  await pane.cases.work(
    "remind",
    async (work) => ({ reminders: { list: await commands.reminders(year(), work), outcomes: [] } }),
    () => void showReminders(pane),
  );
}

/** Writes the list to the sheet "Påminnelser". */
export async function insertReminders(pane: Pane, list: ReminderList): Promise<void> {
  const { commands, year } = pane.parts;
  await pane.cases.work(
    "remind",
    async (work) => ({
      refreshed: await commands.insertReminders(year(), list, work),
      reminders: { list, outcomes: [] },
    }),
    () => void insertReminders(pane, list),
  );
}

/** Sends what can be sent of the list that was looked at. What goes wrong on the way is looked at anew, not sent anew. */
export async function sendReminders(pane: Pane, seen: ReminderList): Promise<void> {
  const { commands, year } = pane.parts;
  await pane.cases.perform("remind", {
    asked: seen.reminders.filter(mayBeSent).map(({ id }) => id),
    run: (work, key) => commands.sendReminders(year(), seen, work, key),
    then: ({ outcomes, list, refreshed }) => ({ refreshed, reminders: { list, outcomes } }),
    inParts: true,
  });
}

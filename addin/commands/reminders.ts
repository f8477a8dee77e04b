import type { RouteOutput } from "../../shared/api.ts";
import { mostReminders } from "../../shared/api/reminders.ts";
import { mayBeSent } from "../../shared/reminder/may-be-sent.ts";
import { ApiProblem } from "../api-client.ts";
import type { Work } from "../excel/work.ts";
import { fetchedReminders } from "../sheets/fetched-reminders.ts";
import type { Fetched } from "../sheets/owned-table.ts";
import { afterAct } from "./after-act.ts";
import type { CommandParts } from "./parts.ts";
import type { Refreshed } from "./results.ts";

export type ReminderList = RouteOutput<"reminders">;
export type ReminderLine = ReminderList["reminders"][number];

/** What became of a reminder that was to be sent. */
export interface ReminderOutcome {
  readonly reminder: ReminderLine;
  /** "left-out": it was never taken, and `why` says in Swedish why not; "unknown": it is listed no longer. */
  readonly outcome: "sent" | "refused" | "uncertain" | "left-out" | "unknown";
  readonly why: string | null;
}

/** What a sending did, and the list and the sheet as they are now. */
export interface RemindersSent {
  readonly outcomes: readonly ReminderOutcome[];
  readonly list: ReminderList;
  readonly refreshed: Refreshed;
}

/** Reminders: looked at first, in the pane or in the sheet, then sent. */
export interface ReminderCommands {
  readonly reminders: (year: number, work: Work) => Promise<ReminderList>;
  /** Writes "Påminnelser"; nothing is sent. */
  readonly insertReminders: (year: number, list: ReminderList, work: Work) => Promise<Refreshed>;
  /** Sends those that were looked at and can be sent, each once, and brings the sheet up to date. */
  readonly sendReminders: (
    year: number,
    list: ReminderList,
    work: Work,
    key?: string,
  ) => Promise<RemindersSent>;
}

export function reminderCommands(
  { api }: CommandParts,
  refresh: (fetched: Fetched, work: Work) => Promise<Refreshed>,
): ReminderCommands {
  const reminders: ReminderCommands["reminders"] = (year, { signal }) =>
    api.call("reminders", { year }, { signal });
  const insertReminders: ReminderCommands["insertReminders"] = (year, list, work) =>
    refresh(fetchedReminders(year, list), work);

  async function sendSome(
    year: number,
    ids: string[],
    idempotencyKey: string,
  ): Promise<RouteOutput<"sendReminders">> {
    try {
      return await api.call("sendReminders", { year, reminders: ids }, { idempotencyKey });
    } catch (error) {
      // A colleague has just sent all of these.
      if (!(error instanceof ApiProblem) || error.code !== "wrong-state") throw error;
      return { taken: [], leftOut: ids.map((id) => ({ id, why: error.detail })) };
    }
  }

  return {
    reminders,
    insertReminders,
    sendReminders: async (year, seen, work, key = crypto.randomUUID()) => {
      const ready = seen.reminders.filter(mayBeSent);
      const leftOut = new Map<string, string>();
      for (let from = 0; from < ready.length; from += mostReminders) {
        work.signal.throwIfAborted();
        work.progress(from, ready.length);
        const some = ready.slice(from, from + mostReminders).map(({ id }) => id);
        for (const { id, why } of (await sendSome(year, some, `${key}.${from}`)).leftOut)
          leftOut.set(id, why);
        work.progress(Math.min(ready.length, from + mostReminders), ready.length);
      }
      const list = await reminders(year, work);
      return {
        outcomes: ready.map((reminder) => ({
          reminder,
          why: leftOut.get(reminder.id) ?? null,
          outcome: leftOut.has(reminder.id) ? ("left-out" as const) : outcomeOf(reminder, list),
        })),
        list,
        refreshed: await afterAct("Påminnelserna är behandlade", () => insertReminders(year, list, work)),
      };
    },
  };
}

/** What the list says afterwards: the reminder itself, or the next of the same matter once this one went. */
function outcomeOf(
  { id, kind, code, matter, due }: ReminderLine,
  { reminders }: ReminderList,
): ReminderOutcome["outcome"] {
  const now = reminders.find(
    (one) => one.kind === kind && one.code === code && one.matter === matter && one.due === due,
  );
  if (now === undefined) return "unknown";
  if (now.id !== id) return now.lastSent === null ? "unknown" : "sent";
  return now.state === "sent" || now.state === "refused" ? now.state : "uncertain";
}

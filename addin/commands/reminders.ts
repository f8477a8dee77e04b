import type { RouteOutput } from "../../shared/api.ts";
import { mostReminders } from "../../shared/api/reminders.ts";
import { ApiProblem } from "../api-client.ts";
import type { Work } from "../excel/work.ts";
import { fetchedReminders } from "../sheets/fetched-reminders.ts";
import type { Fetched } from "../sheets/owned-table.ts";
import type { CommandParts } from "./parts.ts";
import type { Refreshed } from "./results.ts";

/** What a sending did: reminders that went through, those that did not with the reason, and the sheet as it is now. */
export interface RemindersSent extends RouteOutput<"sendReminders"> {
  readonly refreshed: Refreshed;
}

/** Reminders: looked at in the sheet first, then sent. */
export interface ReminderCommands {
  /** Writes "Påminnelser"; nothing is sent. */
  readonly fetchReminders: (year: number, work: Work) => Promise<Refreshed>;
  /** Sends those whose day has come and that have an address, each once, and brings the sheet up to date. */
  readonly sendReminders: (year: number, work: Work) => Promise<RemindersSent>;
}

export function reminderCommands(
  { api }: CommandParts,
  refresh: (fetched: Fetched, work: Work) => Promise<Refreshed>,
): ReminderCommands {
  const fetchReminders = async (year: number, work: Work): Promise<Refreshed> =>
    await refresh(
      fetchedReminders(year, await api.call("reminders", { year }, { signal: work.signal })),
      work,
    );
  return {
    fetchReminders,
    sendReminders: async (year, work) => {
      const { reminders } = await api.call("reminders", { year }, { signal: work.signal });
      const ready = reminders
        .filter(({ state, address }) => address !== null && (state === "due" || state === "refused"))
        .map(({ id }) => id);
      const sent: RouteOutput<"sendReminders">[] = [];
      for (let from = 0; from < ready.length; from += mostReminders) {
        work.signal.throwIfAborted();
        sent.push(await sendSome(ready.slice(from, from + mostReminders)));
        work.progress(Math.min(ready.length, from + mostReminders), ready.length);
      }
      return {
        taken: sent.flatMap(({ taken }) => taken),
        leftOut: sent.flatMap(({ leftOut }) => leftOut),
        refreshed: await fetchReminders(year, work),
      };

      async function sendSome(ids: string[]): Promise<RouteOutput<"sendReminders">> {
        try {
          return await api.call(
            "sendReminders",
            { year, reminders: ids },
            { idempotencyKey: crypto.randomUUID() },
          );
        } catch (error) {
          // A colleague has just sent all of these.
          if (!(error instanceof ApiProblem) || error.code !== "wrong-state") throw error;
          return { taken: [], leftOut: ids.map((id) => ({ id, why: error.detail })) };
        }
      }
    },
  };
}

import { isBusinessDay } from "../../shared/holidays.ts";
import { roundsOf } from "../../shared/programmes/index.ts";
import { mayBeSent } from "../../shared/reminder/may-be-sent.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import type { Context, Principal } from "../context.ts";
import { actOn, change } from "./change.ts";
import { listed, reminderChain } from "./reminders.ts";

/** What the schedule (infra/reminder-day.ts) says to the function instead of a request. */
export interface ReminderDay {
  readonly task: "prepare-reminders";
}

export function isReminderDay(event: object): event is ReminderDay {
  return "task" in event && event.task === "prepare-reminders";
}

/** Whom the schedule acts as: it has no token, and no role. */
const schedule: Principal = { id: "schema", name: "Schemat", roles: [] };

/**
 * On a business day, once: notes how many reminders of this year and the last can be sent, for the official who opens the
 * list. Nothing is sent: that is for a person to decide.
 */
export async function prepareReminders({ store, now }: Pick<Context, "store" | "now">): Promise<void> {
  const today = swedishDay(now());
  if (!isBusinessDay(today)) return;
  const thisYear = Number(today.slice(0, 4));
  for (const year of [thisYear - 1, thisYear]) {
    if (roundsOf(year).length === 0) continue;
    const idempotency = { id: `${schedule.id} ${year} ${today}`, requestHash: today };
    const context: Context = { principal: schedule, store, now, idempotency };
    await change(context, [reminderChain], async ([head], at) => {
      const [{ reminders }, before] = await Promise.all([
        listed(context, year, at),
        store.entry("remindersPrepared", "all", String(year)),
      ]);
      const ready = reminders.filter(mayBeSent).length;
      const noAddress = reminders.filter(({ state }) => state === "no-address").length;
      return {
        chains: [actOn(head!, { action: "påminnelser förberedda", details: { year, ready, noAddress } })],
        entries: [
          {
            kind: "remindersPrepared",
            group: "all",
            id: String(year),
            version: before?.version ?? 0,
            value: { at, ready, noAddress },
          },
        ],
        answer: null,
      };
    });
  }
}
